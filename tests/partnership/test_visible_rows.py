"""Which rows a view may show: its model says so, or it stands in this list, typed by hand."""

from django.urls import URLPattern, get_resolver

from accounts import sample_urls
from common.pages import ListPage, VisibleMixin, everybody

EVERYBODY = {
    "ApplicationReceived",
    "CallApply",
    "Board",
    "IssueList",
    "PresentationDetail",
    "PresentationList",
    "Record",
    "SampleMail",
    "SampleMailRead",
    "ThemeDetail",
    "VersionAsked",
}
BY_OWN_WORD = {
    "answers_to_read": {"ViewsDetail"},
    "coming_for_a_member": {"SubstitutePack"},
    "read_by_group": {"GroupIssueList"},
    "seen": {"Search"},
    "with_open_letter": {"ResponseLetter"},
    "known_papers": {"PaperDetail", "PaperDownload"},
    "promised_by": {"MyActionFinish"},
    "own_issues": {
        "IssueClaim",
        "IssueFeedbackGive",
        "IssueHandover",
        "IssueSharing",
        "IssueWithdraw",
        "IssueWords",
        "PromiseJudge",
    },
    "open_family": {"IssueContact", "IssueHide"},
    "received": {
        "IssueAcknowledge",
        "IssueClose",
        "IssueCloseAgain",
        "IssueConsents",
        "IssueEdit",
        "IssueGroup",
        "IssueHand",
        "IssueLog",
        "IssueMerge",
        "IssuePass",
        "IssuePublish",
        "IssueQueue",
        "IssueReceive",
        "IssueRejoin",
        "IssueSeparate",
        "IssueSettleUnasked",
        "IssueSignpost",
        "IssueSplit",
        "IssueUnpublish",
        "IssueVersions",
        "ParentTell",
        "ParentsToTell",
        "ToldTakeBack",
    },
    "made_by_them": {"ClaimEdit", "ClaimSubmit", "ClaimWithdraw", "LineAdd", "MyClaim"},
    "lines_made_by_them": {"LineEdit", "LineRemove"},
    "visible_or_own": {"IssueDetail"},
    "about_themselves": {"MyDataWithdraw"},
    "asked_themselves": {"MyDataFile"},
}
BY_PERMISSION = {
    "accounts.view_auditentry": {"AuditList"},
    "accounts.view_outbox": {"OutboxList"},
    "accounts.view_jobs": {"JobList"},
    "accounts.view_backup": {"BackupList"},
    "accounts.view_undelivered": {"UndeliveredList"},
    "accounts.manage_county_lists": {
        "EntryAdd",
        "EntryBringBack",
        "EntryEnd",
        "EntryMerge",
        "EntryMoveUp",
        "EntryRename",
    },
    "members.manage_membership": {
        "EndingAgree",
        "EndingUndo",
        "EndingWithdraw",
        "PeopleToTell",
        "PersonDetail",
        "PersonEdit",
        "PersonList",
        "PersonSignIn",
        "PersonTell",
        "PersonUnlink",
        "RenewalTakeBack",
        "SendingDetail",
        "SendingList",
        "TermRenew",
        "ToldTakeBack",
    },
    "members.decide_review": {
        "YearlyDecide",
        "YearlyProposeAll",
        "YearlyRemind",
        "YearlyReviewList",
        "YearlyReviewPage",
    },
    "meetings.view_pack": {"YearlyLoad"},
    "members.manage_interest": {"InterestAdd", "InterestsConfirm"},
    "members.manage_seat": {"CallOpen", "ConstituencyEdit", "SeatClose", "SeatDetail", "SeatEdit", "SeatShare"},
    "members.manage_role_description": {"InductionStepEnd", "RoleRemind", "RoleVersionPublish"},
    "issues.manage_theme": {"StaffTheme", "ThemeEdit", "ThemeList"},
    "consultations.manage_consultation": {"QuestionEdit", "QuestionRemove", "QuestionUp", "ThemeRedact"},
    "consultations.analyse_responses": {
        "ThemeEdit",
        "ThemeRemove",
        "ThemeWithdraw",
        "WordsCode",
        "WordsCorrect",
        "WordsList",
    },
    "consultations.answer_theme": {
        "ThemeAnswerDiscard",
        "ThemeAnswerPreview",
        "ThemeAnswerSupersede",
        "ThemeAnswerVersions",
        "ThemeAnswerWrite",
        "ThemeQueue",
    },
    "meetings.record_attendance": {"AttendanceCorrect", "AttendanceList", "InAttendanceRemove"},
    "meetings.manage_views": {"SummaryHide", "ViewHide", "ViewsSpoken"},
    "meetings.record_minutes": {"PointEdit", "PointRemove", "ResolutionEdit", "ResolutionRemove"},
    "expenses.manage_claim": {"PaidList"},
    "expenses.set_rate": {"RateList"},
    "governance.manage_terms": {
        "ClauseAdd",
        "ClauseEdit",
        "ClauseRemove",
        "ClauseRestore",
        "DraftAgree",
        "DraftBegin",
        "DraftWithdraw",
        "TermsReview",
    },
    "reports.build_report": {"BuildCancel", "BuildProgress", "BuildRetry"},
}


def views(entries):
    for entry in entries:
        if not isinstance(entry, URLPattern):
            yield from views(entry.url_patterns)
        elif issubclass(getattr(entry.callback, "view_class", object), VisibleMixin):
            yield entry.callback.view_class


def all_views():
    return set(views([*get_resolver().url_patterns, *sample_urls.urlpatterns]))


def views_with_rows():
    return {view for view in all_views() if view.visible is not None}


def test_the_views_that_show_rows_to_everybody_are_these():
    assert {view.__name__ for view in views_with_rows() if view.visible is everybody} == EVERYBODY


def test_the_views_that_let_in_by_a_permission_are_these():
    found = {}
    for view in views_with_rows():
        if hasattr(view.visible, "permission"):
            found.setdefault(view.visible.permission, set()).add(view.__name__)
    assert found == BY_PERMISSION


def test_the_views_with_a_rule_of_their_own_are_these():
    found = {}
    for view in views_with_rows():
        if view.visible is not everybody and not hasattr(view.visible, "permission"):
            found.setdefault(view.visible.__name__, set()).add(view.__name__)
    assert found == BY_OWN_WORD


def test_no_view_goes_round_the_rule():
    kit = {VisibleMixin.get_queryset, ListPage.get_queryset}
    assert {view.__name__ for view in all_views() if view.get_queryset not in kit} == set()
