"""A form with mistakes says so at its top, and every line there leads to the control it is about."""

import re

import pytest

from tests.browser import checks
from tests.browser.pages import PAGES
from tests.browser.pages.page import press

pytestmark = pytest.mark.browser
# Sent with nothing filled in, each of these has something to say.
FORMS = (
    "account_login",
    "account_password_login",
    "account_reset_password",
    "account_change_password-thomas",
    "issues.issue_step-kind",
    "issues.issue_step-service",
    "issues.issue_step-what",
    "issues.issue_step-contact",
    "issues.issue_save",
    "issues.issue_track",
    "answers.issue_feedback-jamie",
    "consultations.consultation_respond",
    "meetings.question_ask",
    "members.my_interest_add-grace",
    "meetings.meeting_reply-grace",
    "meetings.my_declaration_add-grace",
    "answers.answer_write-priya",
    "consultations.theme_answer-janet",
    "issues.issue_enter-moira",
    "issues.issue_edit-moira",
    "issues.issue_signpost-moira",
    "issues.issue_merge-moira",
    "issues.issue_hide-moira",
    "issues.theme_create-moira",
    "meetings.presentation_make-moira",
    "answers.response_transcribe-moira",
    "answers.commitment_make-moira",
    "answers.commitment_finish-moira",
    "answers.commitment_move-moira",
    "answers.entry_edit-moira",
    "members.membership_nominate-moira",
    "members.membership_end-moira",
    "members.person_add-moira",
    "members.seat_add-moira",
    "meetings.review_decide-moira",
    "consultations.consultation_create-moira",
    "consultations.question_add-moira",
    "consultations.response_enter-moira",
    "meetings.year_plan-moira",
    "meetings.additional_plan-moira",
    "meetings.meeting_postpone-moira",
    "meetings.item_add-moira",
    "meetings.paper_add-moira",
    "meetings.declaration_add-moira",
    "meetings.resolution_add-moira",
    "meetings.question_decline-moira",
    "reports.report_create-moira",
    "reports.report_agree-moira",
)
BY_NAME = {str(page): page for page in PAGES}
EMPTY = """() => {
    for (const field of document.querySelectorAll('main form[method=post] :is(input, textarea, select)')) {
        if (field.type === 'hidden') continue
        if (field.type === 'radio' || field.type === 'checkbox') field.checked = false
        else if (field.tagName === 'SELECT') field.selectedIndex = field.multiple ? -1 : 0
        else if (field.type !== 'file') field.value = ''
    }
}"""
LINKS = """() => [...document.querySelectorAll('.govuk-error-summary a')].map(link => {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)))
    return [link.hash, !!field && field.matches('input:not([type=hidden]), select, textarea')]
})"""


@pytest.mark.parametrize("name", FORMS)
def test_every_line_of_the_error_summary_leads_to_its_control(name, portal, axe):
    page = portal.shared_page(BY_NAME[name].who, axe)
    page.set_viewport_size({"width": 320, "height": 640})
    BY_NAME[name].open(page)
    page.evaluate(EMPTY)
    press(page)
    page.wait_for_selector(".govuk-error-summary")
    assert re.match("Error: ", page.title())
    links = page.evaluate(LINKS)
    assert links
    assert [hash_ for hash_, leads in links if not leads] == []
    follow_first_link(page)
    assert checks.headings(page) + checks.overflows(page) + checks.axe_violations(page) == []


def follow_first_link(page):
    """The summary has the focus when the page has loaded, and its link moves the focus into the form."""
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    link = page.locator(".govuk-error-summary a").first
    target = link.get_attribute("href")
    link.click()
    assert page.evaluate("'#' + document.activeElement.id") == target
