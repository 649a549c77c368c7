"""Addresses of consultations: the public ones and those of who answers themes here, the co-ordinator's beside."""

from django.urls import include, path

from consultations import officer_views as officers
from consultations.views import public, responding

app_name = "consultations"

theme_urlpatterns = [
    path("preview/", officers.ThemeAnswerPreview.as_view(), name="theme_answer_preview"),
    path("new-version/", officers.ThemeAnswerSupersede.as_view(), name="theme_answer_supersede"),
    path("discard/", officers.ThemeAnswerDiscard.as_view(), name="theme_answer_discard"),
    path("versions/", officers.ThemeAnswerVersions.as_view(), name="theme_answer_versions"),
]
urlpatterns = [
    path("consultations/", public.ConsultationList.as_view(), name="consultation_list"),
    path("consultations/<slug:slug>/", public.ConsultationDetail.as_view(), name="consultation_detail"),
    path("consultations/<slug:slug>/respond/", responding.ResponseStep.as_view(), name="consultation_respond"),
    path("consultations/<slug:slug>/respond/<int:number>/", responding.ResponseStep.as_view(), name="response_step"),
    path("consultations/<slug:slug>/respond/check/", responding.ResponseCheck.as_view(), name="response_check"),
    path("consultations/<slug:slug>/respond/drop/", responding.ResponseDrop.as_view(), name="response_drop"),
    path("consultations/<slug:slug>/thank-you/", responding.ResponseDone.as_view(), name="response_done"),
    path("consultations/<slug:slug>/results/", public.ConsultationResults.as_view(), name="consultation_results"),
    path("officer/consultations/", officers.ThemeQueue.as_view(), name="theme_queue"),
    path("officer/consultations/themes/<int:pk>/", officers.ThemeAnswerWrite.as_view(), name="theme_answer"),
    path("officer/consultations/themes/<int:pk>/", include(theme_urlpatterns)),
    path("staff/consultations/", include("consultations.staff_urls")),
]
