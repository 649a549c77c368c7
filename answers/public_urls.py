"""Addresses of “you said, we did” and the ledger."""

from django.urls import path

from answers.views import public as views

urlpatterns = [
    path("you-said-we-did/", views.Board.as_view(), name="you_said"),
    path("you-said-we-did/commitments/", views.Ledger.as_view(), name="commitment_list"),
    path(
        "you-said-we-did/commitments/<reference:reference>/", views.CommitmentDetail.as_view(), name="commitment_detail"
    ),
    path("you-said-we-did/answers/", views.PresentationList.as_view(), name="presentation_list"),
    path(
        "you-said-we-did/answers/<reference:reference>/", views.PresentationDetail.as_view(), name="presentation_detail"
    ),
]
