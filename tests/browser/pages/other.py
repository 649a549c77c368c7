"""Addresses that show no page of their own, by what they do. An address in no list fails the test.

Django's administration is not in it: its pages are Django's, and for the administrator alone.
"""

# A file, or text for programs.
FILES = {
    "health",
    "robots",
    "mfa_download_recovery_codes",
    "issues:response_letter",
    "meetings:calendar",
    "meetings:paper_download",
    "reports:report_download",
    "reports:build_download",
}
# Where a link of an e-mail leads; the second name is another name of the door's own address.
REDIRECTS = {"account_sign_in_link", "account_request_login_code", "issues:issue_resume"}
POST_ONLY = {
    "display_set",
    "members:my_interests_confirm",
    "members:membership_accepted",
    "members:person_unlink",
    "members:interests_confirm",
    "members:role_version_publish",
    "issues:issue_drop",
    "issues:issue_claim",
    "issues:issue_publish",
    "issues:issue_unpublish",
    "issues:response_confirm",
    "issues:entry_publish",
    "issues:entry_unpublish",
    "issues:presentation_acknowledge",
    "issues:response_post",
    "issues:response_supersede",
    "issues:response_discard",
    "issues:transcript_discard",
    "consultations:consultation_open",
    "consultations:consultation_close",
    "consultations:feedback_start",
    "consultations:consultation_conclude",
    "consultations:response_drop",
    "consultations:words_code",
    "consultations:question_remove",
    "consultations:question_up",
    "meetings:absence_recompute",
    "meetings:subject_agenda",
    "meetings:agenda_update",
    "meetings:agenda_publish",
    "meetings:item_up",
    "meetings:item_down",
    "meetings:item_remove",
    "meetings:paper_remove",
    "meetings:attendance_confirm",
    "meetings:in_attendance_remove",
    "meetings:minutes_circulate",
    "meetings:point_remove",
    "meetings:resolution_remove",
    "meetings:question_accept",
    "reports:build_cancel",
    "reports:build_retry",
    "reports:build_request",
    "reports:report_publish",
}
