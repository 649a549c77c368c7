"""Addresses of the group's own documents."""

from django.urls import path

from governance import views

app_name = "governance"

urlpatterns = [
    path("terms/", views.Terms.as_view(), name="terms"),
    path("terms/<slug:slug>/", views.Document.as_view(), name="document"),
    path("terms/<slug:slug>/versions/", views.DocumentVersions.as_view(), name="document_versions"),
    path("staff/terms/<int:pk>/review/", views.TermsReview.as_view(), name="terms_review"),
]
