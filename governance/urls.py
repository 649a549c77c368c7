"""Addresses of the group's own documents."""

from django.urls import path

from governance import staff_views, views

app_name = "governance"

urlpatterns = [
    path("terms/", views.Terms.as_view(), name="terms"),
    path("terms/<slug:slug>/", views.Document.as_view(), name="document"),
    path("terms/<slug:slug>/versions/", views.DocumentVersions.as_view(), name="document_versions"),
    path("terms/<slug:slug>/versions/<int:number>/", views.DocumentVersion.as_view(), name="version"),
    path("my/terms/<int:pk>/", views.Draft.as_view(), name="draft"),
    path("staff/terms/<int:pk>/review/", staff_views.TermsReview.as_view(), name="terms_review"),
    path("staff/terms/drafts/<int:pk>/clauses/add/", staff_views.ClauseAdd.as_view(), name="clause_add"),
    path("staff/terms/clauses/<int:pk>/edit/", staff_views.ClauseEdit.as_view(), name="clause_edit"),
    path("staff/terms/clauses/<int:pk>/remove/", staff_views.ClauseRemove.as_view(), name="clause_remove"),
    path("staff/terms/clauses/<int:pk>/restore/", staff_views.ClauseRestore.as_view(), name="clause_restore"),
    path("staff/terms/drafts/<int:pk>/withdraw/", staff_views.DraftWithdraw.as_view(), name="draft_withdraw"),
    path("staff/terms/drafts/<int:pk>/begin/", staff_views.DraftBegin.as_view(), name="draft_begin"),
    path("staff/terms/drafts/<int:pk>/agree/", staff_views.DraftAgree.as_view(), name="draft_agree"),
]
