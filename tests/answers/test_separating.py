"""Separating an issue that was merged by mistake."""

import pytest

from answers.selectors import issues_behind
from common import clock
from common.errors import DomainError
from common.models import Message
from issues.rules import IssueStatus
from issues.services.issues import merge_issue, separate_issue
from tests.factories import answers, issues
from tests.issues.pages import errors, said, words
from tests.issues.telling import tell_parents

pytestmark = pytest.mark.django_db


def address(issue, step=""):
    return f"/staff/issues/{issue.reference}/{step}"


def test_separated_issue_is_followed_on_its_own_and_its_parent_told(staff, coordinator):
    root = answers.presentation_of(issues.logged_issue(by=coordinator), by=coordinator).items.get().issues.get()
    issue = issues.edited_issue(by=coordinator, contact_email="ann@example.org", is_anonymous=False)
    issue = merge_issue(issue, into=root, by=coordinator)
    assert address(issue, "separate/") in staff.get(address(issue)).content.decode()
    assert "Why it is being separated" in errors(staff.post(address(issue, "separate/"), {}))
    page = said(staff, staff.post(address(issue, "separate/"), {"reason": "We mixed up two references."}))
    assert "Issues separated. We'll e-mail the parent after 5pm." in page
    assert "it had been merged by mistake" in page
    issue.refresh_from_db()
    assert (issue.status, issue.merged_into, issue.closed_on) == (IssueStatus.ACKNOWLEDGED, None, None)
    assert issue not in issues_behind(root.presentation_items.get())
    tell_parents()
    letters = Message.objects.filter(to="ann@example.org").order_by("pk")
    assert "We mixed up two references." in letters.last().body_text
    tomorrow = clock.now() + clock.DAY
    merge_issue(issue, into=issues.logged_issue(by=coordinator), by=coordinator, now=tomorrow)
    tell_parents(tomorrow.date())
    assert "We have merged your issue with another" in letters.last().subject


def test_issue_that_is_not_merged_cannot_be_separated(staff, coordinator):
    issue = issues.logged_issue(by=coordinator)
    assert "not merged with another" in words(staff.post(address(issue, "separate/"), {"reason": "Why not"}))
    with pytest.raises(DomainError):
        separate_issue(issue, reason="Why not", by=coordinator)
