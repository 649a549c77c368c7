"""Addresses of the co-ordinator's pages about consultations."""

from django.urls import path

from consultations.staff_views import analysing, dates, preparing, redactions, running, themes, versions

urlpatterns = [
    path("", preparing.StaffConsultationList.as_view(), name="staff_consultation_list"),
    path("new/", preparing.ConsultationCreate.as_view(), name="consultation_create"),
    path("<slug:slug>/", preparing.StaffConsultation.as_view(), name="staff_consultation"),
    path("<slug:slug>/edit/", preparing.ConsultationEdit.as_view(), name="consultation_edit"),
    path("<slug:slug>/versions/", versions.ConsultationVersions.as_view(), name="consultation_versions"),
    path("<slug:slug>/questions/new/", preparing.QuestionAdd.as_view(), name="question_add"),
    path("<slug:slug>/open/", running.ConsultationOpen.as_view(), name="consultation_open"),
    path("<slug:slug>/pause/", running.ConsultationPause.as_view(), name="consultation_pause"),
    path("<slug:slug>/close/", dates.ConsultationClose.as_view(), name="consultation_close"),
    path("<slug:slug>/extend/", dates.ConsultationExtend.as_view(), name="consultation_extend"),
    path("<slug:slug>/decision/", dates.DecisionMove.as_view(), name="decision_move"),
    path("<slug:slug>/feedback/", running.FeedbackStart.as_view(), name="feedback_start"),
    path(
        "<slug:slug>/conclude/",
        running.ConsultationConclude.as_view(),
        name="consultation_conclude",
    ),
    path(
        "<slug:slug>/withdraw/",
        running.ConsultationWithdraw.as_view(),
        name="consultation_withdraw",
    ),
    path("<slug:slug>/enter/", running.ResponseEnter.as_view(), name="response_enter"),
    path("<slug:slug>/entered/", running.EnteredList.as_view(), name="entered_list"),
    path("entered/<int:pk>/remove/", running.EnteredRemove.as_view(), name="entered_remove"),
    path("<slug:slug>/uncounted/", running.UncountedRecord.as_view(), name="uncounted_record"),
    path("<slug:slug>/results/", analysing.StaffResults.as_view(), name="staff_results"),
    path("<slug:slug>/themes/new/", themes.ThemeAdd.as_view(), name="theme_add"),
    path("themes/<int:pk>/edit/", themes.ThemeEdit.as_view(), name="theme_edit"),
    path("themes/<int:pk>/remove/", themes.ThemeRemove.as_view(), name="theme_remove"),
    path("themes/<int:pk>/withdraw/", themes.ThemeWithdraw.as_view(), name="theme_withdraw"),
    path("<slug:slug>/redact/", redactions.ConsultationRedact.as_view(), name="consultation_redact"),
    path("themes/<int:pk>/redact/", redactions.ThemeRedact.as_view(), name="theme_redact"),
    path("<slug:slug>/responses/", analysing.ResponseList.as_view(), name="response_list"),
    path("<slug:slug>/words/", analysing.WordsList.as_view(), name="words_list"),
    path("words/<int:pk>/code/", analysing.WordsCode.as_view(), name="words_code"),
    path("words/<int:pk>/correct/", analysing.WordsCorrect.as_view(), name="words_correct"),
    path("questions/<int:pk>/edit/", preparing.QuestionEdit.as_view(), name="question_edit"),
    path("questions/<int:pk>/remove/", preparing.QuestionRemove.as_view(), name="question_remove"),
    path("questions/<int:pk>/up/", preparing.QuestionUp.as_view(), name="question_up"),
]
