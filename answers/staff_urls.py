"""Addresses of the co-ordinator's pages about presentations, commitments and "you said, we did"."""

from django.urls import path

from answers.staff_views import changed_minds, commitments, presentations, redactions, transcripts, versions, you_said

urlpatterns = [
    path("staff/presentations/", presentations.StaffPresentationList.as_view(), name="staff_presentation_list"),
    path(
        "staff/presentations/<reference:reference>/",
        presentations.StaffPresentation.as_view(),
        name="staff_presentation_detail",
    ),
    path(
        "staff/presentations/<reference:reference>/letter/",
        transcripts.ResponseTranscribe.as_view(),
        name="response_transcribe",
    ),
    path(
        "staff/presentations/<reference:reference>/redact/",
        redactions.PresentationRedact.as_view(),
        name="presentation_redact",
    ),
    path("staff/responses/<int:pk>/letter/", transcripts.ResponseLetter.as_view(), name="response_letter"),
    path("staff/responses/<int:pk>/confirm/", transcripts.ResponseConfirm.as_view(), name="response_confirm"),
    path("staff/responses/<int:pk>/discard/", transcripts.TranscriptDiscard.as_view(), name="transcript_discard"),
    path("staff/responses/<int:pk>/redact/", redactions.ResponseRedact.as_view(), name="response_redact"),
    path("staff/responses/<int:pk>/versions/", versions.TranscriptVersions.as_view(), name="transcript_versions"),
    path("staff/commitments/", commitments.CommitmentKeepList.as_view(), name="commitment_keep_list"),
    path("staff/commitments/new/", commitments.CommitmentMake.as_view(), name="commitment_make"),
    path("staff/commitments/<reference:reference>/", commitments.CommitmentKeep.as_view(), name="commitment_keep"),
    path(
        "staff/commitments/<reference:reference>/done/",
        commitments.CommitmentFinish.as_view(),
        name="commitment_finish",
    ),
    path(
        "staff/commitments/<reference:reference>/not-kept/",
        commitments.CommitmentFail.as_view(),
        name="commitment_fail",
    ),
    path("staff/commitments/<reference:reference>/move/", commitments.CommitmentMove.as_view(), name="commitment_move"),
    path(
        "staff/commitments/<reference:reference>/redact/",
        redactions.CommitmentRedact.as_view(),
        name="commitment_redact",
    ),
    path(
        "staff/issues/<reference:reference>/close-again/",
        changed_minds.IssueCloseAgain.as_view(),
        name="issue_close_again",
    ),
    path("staff/you-said-we-did/", you_said.EntryList.as_view(), name="staff_entry_list"),
    path("staff/you-said-we-did/<int:pk>/", you_said.EntryEdit.as_view(), name="entry_edit"),
    path("staff/you-said-we-did/<int:pk>/versions/", versions.EntryVersions.as_view(), name="entry_versions"),
    path("staff/you-said-we-did/<int:pk>/publish/", you_said.EntryPublish.as_view(), name="entry_publish"),
    path("staff/you-said-we-did/<int:pk>/unpublish/", you_said.EntryUnpublish.as_view(), name="entry_unpublish"),
]
