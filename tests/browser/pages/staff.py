"""What those open who are signed in: parents, members, officers, the board, the co-ordinator."""

from answers.models import Commitment, FormalResponse, Presentation, YouSaidEntry
from consultations.models import Consultation, ConsultationTheme
from governance.models import DraftClause, TermsDraft, TermsVersion
from issues.models import Handover, Issue, IssueTurn, Theme
from members.models import (
    Constituency,
    Interest,
    Membership,
    MembershipReview,
    Person,
    RoleDescription,
    Seat,
    Sending,
    SentTo,
)
from reports.models import Build, Report
from tests.browser.pages.page import Page
from tests.browser.pages.rows import (
    an_undelivered_email,
    answered_theme,
    draft_consultation,
    draft_question,
    draft_report,
    drafted_theme,
    first,
    half_answered,
    nominated,
    published_words,
    some_backups,
    unanswered_theme,
    unpublished,
    unpublished_theme,
    words_not_delivered,
    words_to_look_at,
    written_twice,
)

OPEN_DRAFT = first(TermsDraft.objects.filter(status="drafting"), "pk")
ISSUE = first(Issue.objects.filter(status="received", is_hidden=False, is_about_us=False), "reference")
ABOUT_US = first(Issue.objects.filter(status="received", is_about_us=True), "reference")
READ = first(Issue.objects.filter(status="acknowledged", split_from=None, is_about_us=False), "reference")
SPLIT = first(Issue.objects.filter(status="split"), "reference")
HANDED = first(Issue.objects.filter(handovers__in=Handover.objects.waiting()), "reference")
LOGGED = first(Issue.objects.filter(status="logged", is_hidden=False), "reference")
TO_TELL = first(Issue.objects.filter(turns__in=IssueTurn.objects.to_tell()), "reference")
HIDDEN = first(Issue.objects.filter(is_hidden=True), "reference")
RESPONDED = first(Issue.objects.filter(status="responded", is_published=True), "reference")
WAITING = first(Presentation.objects.filter(status="acknowledged"), "reference")
ANSWERED = first(Presentation.objects.filter(status="responded", agency__name__contains="SEND"), "reference")
PROMISE = first(Commitment.objects.filter(status="open"), "reference")
CONCLUDED = first(Consultation.objects.filter(status="concluded"), "slug")
OPEN = first(Consultation.objects.filter(status="open"), "slug")
MEMBER = first(Membership.objects.filter(status="active"), "pk")
FORMER = first(Membership.objects.filter(status="ended"), "pk")
REVIEW = first(MembershipReview.objects.filter(status="open"), "pk")
ENTRY = {"list": "service-areas", "code": "health"}.copy


def promise_to_rosa():
    promise = Commitment.objects.filter(answer__item__issues__reporter__name__startswith="Rosa", status="done")[0]
    issue = promise.answer.item.issues.get(reporter__name__startswith="Rosa")
    return {"reference": issue.reference, "promise": promise.reference}


def item_of_half_answered():
    return half_answered() | {"number": 1}


def section_of_draft():
    return draft_report() | {"key": "know"}


MY = (
    Page("my_home", "rosa"),
    Page("my_home", "grace"),
    Page("my_home", "beatrix"),
    Page("issues:my_issue_list", "rosa"),
    Page("issues:group_issue_list", "grace"),
    Page("members:my_membership", "grace"),
    Page("members:my_membership", "callum"),
    Page("members:my_details_edit", "grace"),
    Page(
        "members:role_description_accept",
        "kelly",
        first(Membership.objects.filter(person__name__startswith="Kelly"), "pk"),
    ),
    Page("members:my_interest_add", "grace"),
    Page("members:my_dispute_add", "grace"),
    Page("members:my_interest_end", "grace", first(Interest.objects.filter(person__name__startswith="Grace"), "pk")),
    Page("members:review_detail", "moira", REVIEW),
    Page("members:review_say", "kelly", REVIEW),
    Page("members:review_versions", "kelly", REVIEW),
)
OFFICER = (
    Page("officer_home", "priya"),
    Page("answers:officer_presentation_list", "priya"),
    Page("answers:officer_presentation", "owen", WAITING),
    Page("answers:officer_presentation", "priya", ANSWERED, variant="answered"),
    Page("answers:answer_write", "priya", item_of_half_answered),
    Page("answers:response_preview", "priya", half_answered),
    Page("answers:response_versions", "priya", half_answered),
    Page("answers:response_supersede", "priya", ANSWERED),
    Page("consultations:theme_queue", "janet"),
    Page("consultations:theme_answer", "janet", unanswered_theme),
    Page("consultations:theme_answer_preview", "janet", drafted_theme),
    Page("consultations:theme_answer_versions", "janet", drafted_theme),
    Page("consultations:theme_answer_supersede", "janet", answered_theme),
)
BOARD = (Page("board_home", "dorothea"),)
MEMBERS = (
    Page("members:membership_list", "moira"),
    Page("members:membership_nominate", "moira"),
    Page("members:membership_detail", "moira", MEMBER),
    Page("members:membership_edit", "moira", MEMBER),
    Page("members:membership_appoint", "moira", nominated),
    Page("members:membership_end", "moira", MEMBER),
    Page("members:membership_end_correct", "moira", FORMER),
    Page("members:person_list", "moira"),
    Page("members:member_import", "moira"),
    Page("members:person_add", "moira"),
    Page("members:person_detail", "moira", first(Person.objects, "pk")),
    Page("members:person_edit", "moira", first(Person.objects, "pk")),
    Page("members:person_sign_in", "moira", first(Person.objects, "pk")),
    Page("members:interest_add", "moira", first(Person.objects, "pk")),
    Page("members:staff_interest_list", "moira"),
    Page("members:interest_import", "moira"),
    Page("members:interest_end", "moira", first(Interest.objects, "pk")),
    Page("members:seat_list", "moira"),
    Page("members:seat_add", "moira"),
    Page("members:seat_edit", "moira", first(Seat.objects, "pk")),
    Page("members:seat_close", "moira", first(Seat.objects, "pk")),
    Page("members:constituency_add", "moira"),
    Page("members:constituency_edit", "moira", first(Constituency.objects, "pk")),
    Page("members:role_description_list", "moira"),
    Page("members:role_description_add", "moira"),
    Page("members:staff_role_description", "moira", first(RoleDescription.objects, "pk")),
    Page("members:role_description_versions", "moira", first(RoleDescription.objects, "pk")),
    Page("members:role_version_draft", "moira", first(RoleDescription.objects, "pk")),
    Page("members:review_list", "moira"),
    Page("members:sending_list", "moira"),
    Page("members:sending_detail", "moira", first(Sending.objects.filter(kind="meetings.announced"), "pk")),
    Page("members:person_to_tell_list", "moira"),
    Page("members:person_tell", "moira", first(SentTo.objects.by_hand().filter(told_on=None), "pk")),
    Page("meetings:review_decide", "moira", REVIEW),
    Page("meetings:seat_share", "moira", first(Seat.objects.filter(is_shared=False), "pk")),
    Page("members:review_withdraw", "moira", REVIEW),
)
ISSUES = (
    Page("staff_home", "moira"),
    Page("issues:staff_issue_list", "moira"),
    Page("issues:issue_enter", "moira"),
    Page("issues:issue_import", "moira"),
    Page("meetings:past_import", "moira"),
    Page("issues:staff_issue_detail", "moira", ISSUE),
    Page("issues:staff_issue_detail", "moira", RESPONDED, variant="responded"),
    Page("issues:staff_issue_detail", "moira", words_not_delivered, variant="undelivered"),
    Page("issues:issue_acknowledge", "moira", ISSUE),
    Page("issues:issue_publish", "moira", unpublished),
    Page("issues:issue_edit", "moira", ISSUE),
    Page("issues:issue_versions", "moira", ISSUE),
    Page("issues:issue_consents", "moira", ISSUE),
    Page("issues:issue_log", "moira", READ),
    Page("issues:issue_group", "moira", LOGGED),
    Page("issues:issue_signpost", "moira", READ),
    Page("issues:issue_merge", "moira", READ),
    Page("issues:issue_separate", "moira", ISSUE),
    Page("issues:issue_split", "moira", READ),
    Page("issues:issue_rejoin", "moira", SPLIT),
    Page("issues:issue_close", "moira", LOGGED),
    Page("issues:issue_hide", "moira", ISSUE),
    Page("issues:issue_pass", "moira", ISSUE),
    Page("reader_home", "ruth"),
    Page("issues:staff_issue_detail", "ruth", ABOUT_US, variant="about_us"),
    Page("issues:issue_hand", "ruth", ABOUT_US),
    Page("issues:issue_contact", "moira", LOGGED),
    Page("issues:parent_to_tell_list", "moira"),
    Page("issues:parent_tell", "moira", TO_TELL),
    Page("issues:hidden_issue_list", "anita"),
    Page("issues:hidden_issue_decide", "anita", HIDDEN),
    Page("issues:staff_theme_list", "moira"),
    Page("issues:theme_create", "moira"),
    Page("issues:staff_theme_detail", "moira", first(Theme.objects, "slug")),
    Page("issues:theme_edit", "moira", first(Theme.objects, "slug")),
    Page("answers:staff_presentation_list", "moira"),
    Page("meetings:presentation_make", "moira"),
    Page("answers:staff_presentation_detail", "moira", WAITING),
    Page("answers:staff_presentation_detail", "moira", ANSWERED, variant="answered"),
    Page("answers:response_transcribe", "moira", WAITING),
    Page("answers:presentation_redact", "moira", first(Presentation.objects.all(), "reference")),
    Page("answers:commitment_redact", "moira", first(Commitment.objects.public(), "reference")),
    Page("answers:response_redact", "moira", first(FormalResponse.objects.filter(status="posted"), "pk")),
    Page("answers:transcript_versions", "moira", first(FormalResponse.objects.filter(is_transcribed=True), "pk")),
    Page("answers:commitment_keep_list", "moira"),
    Page("answers:commitment_make", "moira"),
    Page("answers:commitment_keep", "moira", PROMISE),
    Page("answers:commitment_finish", "moira", PROMISE),
    Page("answers:commitment_fail", "moira", PROMISE),
    Page("answers:commitment_move", "moira", PROMISE),
    Page("answers:staff_entry_list", "moira"),
    Page("answers:entry_edit", "moira", first(YouSaidEntry.objects, "pk")),
    Page("answers:entry_unpublish", "moira", first(YouSaidEntry.objects.published(), "pk")),
    Page("answers:entry_versions", "moira", first(YouSaidEntry.objects, "pk")),
    Page(
        "answers:issue_feedback",
        "jamie",
        first(Issue.objects.filter(status="responded", reporter__isnull=False), "reference"),
    ),
    Page("issues:issue_handover", "rosa", HANDED),
    Page("issues:issue_words", "rosa", words_to_look_at),
    Page("issues:issue_sharing", "rosa", first(Issue.objects.filter(reporter__name__startswith="Rosa"), "reference")),
    Page("answers:promise_judge", "rosa", promise_to_rosa),
    Page("issues:issue_withdraw", "rosa", first(Issue.objects.filter(reporter__name__startswith="Rosa"), "reference")),
)
CONSULTATIONS = (
    Page("consultations:staff_consultation_list", "moira"),
    Page("consultations:consultation_create", "moira"),
    Page("consultations:staff_consultation", "moira", OPEN, variant="open"),
    Page("consultations:staff_consultation", "moira", CONCLUDED, variant="concluded"),
    Page("consultations:staff_consultation", "moira", draft_consultation, variant="draft"),
    Page("consultations:consultation_edit", "moira", draft_consultation),
    Page("consultations:consultation_versions", "moira", draft_consultation),
    Page("consultations:question_add", "moira", draft_consultation),
    Page("consultations:question_edit", "moira", draft_question),
    Page("consultations:consultation_open", "moira", draft_consultation),
    Page("consultations:consultation_close", "moira", OPEN),
    Page("consultations:consultation_extend", "moira", OPEN),
    Page("consultations:decision_move", "moira", OPEN),
    Page("consultations:consultation_pause", "moira", OPEN),
    Page("consultations:consultation_withdraw", "moira", OPEN),
    Page("consultations:response_enter", "moira", OPEN),
    Page("consultations:entered_list", "moira", OPEN),
    Page("consultations:uncounted_record", "moira", CONCLUDED),
    Page("consultations:staff_results", "moira", CONCLUDED),
    Page("consultations:theme_add", "moira", CONCLUDED),
    Page("consultations:consultation_redact", "moira", CONCLUDED),
    Page("consultations:theme_redact", "moira", first(ConsultationTheme.objects.filter(answer__isnull=False), "pk")),
    Page("consultations:theme_edit", "moira", unpublished_theme),
    Page("consultations:theme_withdraw", "moira", answered_theme),
    Page("consultations:response_list", "moira", CONCLUDED),
    Page("consultations:words_list", "moira", CONCLUDED),
    Page("consultations:words_correct", "moira", published_words),
)
LISTS = (
    Page("accounts:email_list", "moira"),
    Page("accounts:undelivered_list", "ines", an_undelivered_email),
    Page("accounts:audit_list", "ines"),
    Page("accounts:outbox_list", "ines"),
    Page("accounts:job_list", "ines"),
    Page("accounts:backup_list", "ines", some_backups),
    Page("accounts:setting_list", "moira"),
    Page("accounts:processing_record", "moira"),
    Page("accounts:county_list_list", "moira"),
    Page("accounts:county_list", "moira", {"list": "service-areas"}.copy),
    Page("accounts:entry_add", "moira", {"list": "areas"}.copy),
    Page("accounts:entry_rename", "moira", ENTRY),
    Page("accounts:entry_merge", "moira", ENTRY),
    Page("accounts:entry_end", "moira", ENTRY),
)
REPORTS = (
    Page("governance:terms_review", "moira", first(TermsVersion.objects, "pk")),
    Page("governance:draft", "moira", OPEN_DRAFT),
    Page("governance:draft", "grace", OPEN_DRAFT),
    Page("governance:clause_add", "moira", OPEN_DRAFT),
    Page("governance:clause_edit", "moira", first(DraftClause.objects.filter(draft__status="drafting"), "pk")),
    Page("governance:draft_withdraw", "moira", OPEN_DRAFT),
    Page("governance:draft_agree", "moira", OPEN_DRAFT),
    Page("reports:staff_report_list", "moira"),
    Page("reports:report_create", "moira"),
    Page("reports:staff_report", "moira", first(Report.objects.filter(kind="annual"), "slug"), variant="published"),
    Page("reports:staff_report", "moira", draft_report, variant="draft"),
    Page("reports:section_write", "moira", section_of_draft),
    Page("reports:section_versions", "moira", written_twice),
    Page("reports:build_progress", "moira", first(Build.objects, "pk")),
    Page("reports:report_agree", "moira", draft_report),
    Page("reports:report_redact", "moira", first(Report.objects.filter(kind="annual", status="published"), "slug")),
)
PAGES = (*MY, *OFFICER, *BOARD, *MEMBERS, *ISSUES, *CONSULTATIONS, *LISTS, *REPORTS)
