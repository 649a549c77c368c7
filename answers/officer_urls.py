"""Addresses of an officer's pages."""

from django.urls import path

from answers import officer_views as views
from answers.staff_views import versions

urlpatterns = [
    path("officer/presentations/", views.OfficerPresentationList.as_view(), name="officer_presentation_list"),
    path(
        "officer/presentations/<reference:reference>/", views.OfficerPresentation.as_view(), name="officer_presentation"
    ),
    path(
        "officer/presentations/<reference:reference>/acknowledge/",
        views.PresentationAcknowledge.as_view(),
        name="presentation_acknowledge",
    ),
    path(
        "officer/presentations/<reference:reference>/items/<int:number>/",
        views.AnswerWrite.as_view(),
        name="answer_write",
    ),
    path(
        "officer/presentations/<reference:reference>/preview/", views.ResponsePreview.as_view(), name="response_preview"
    ),
    path(
        "officer/presentations/<reference:reference>/versions/",
        versions.ResponseVersions.as_view(),
        name="response_versions",
    ),
    path(
        "officer/presentations/<reference:reference>/new-version/",
        views.ResponseSupersede.as_view(),
        name="response_supersede",
    ),
    path("officer/presentations/<reference:reference>/discard/", views.DraftDiscard.as_view(), name="response_discard"),
]
