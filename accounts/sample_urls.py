"""Only with sample data."""

from django.urls import path

from accounts.views import sample

app_name = "sample"
urlpatterns = [
    path("", sample.SampleSignIn.as_view(), name="sign_in"),
    path("mail/", sample.SampleMail.as_view(), name="mail_list"),
    path("mail/<int:pk>/", sample.SampleMailRead.as_view(), name="mail_detail"),
]
