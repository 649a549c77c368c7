"""Changes of a parent's consents, given by phone or withdrawn."""

import pytest

from accounts.models import AuditEntry
from common.errors import DomainError
from issues.rules import IssueStatus
from issues.services.issues import log_issue, record_consents
from issues.services.own_issues import withdraw_issue
from issues.services.words import publish_issue
from tests.factories import issues
from tests.filling import save
from tests.issues.pages import errors, said, words

pytestmark = pytest.mark.django_db
ALL = {"share_with_group": True, "share_with_agency": True, "may_publish": True}


def address(issue, step=""):
    return f"/staff/issues/{issue.reference}/{step}"


def test_consent_given_by_phone_lets_the_group_see_the_issue(staff, coordinator):
    issue = issues.edited_issue(share_with_group=False, share_with_agency=False)
    page = staff.get(address(issue))
    assert "ask them and record their consent" in words(page)
    assert address(issue, "consents/") in page.content.decode()
    data = {"share_with_group": "on", "how": "By phone on 3 May"}
    assert "it can be logged" in said(staff, save(staff, address(issue, "consents/"), data))
    issue.refresh_from_db()
    assert (issue.share_with_group, issue.share_with_agency) == (True, False)
    assert log_issue(issue, by=coordinator).status == IssueStatus.LOGGED
    entry = AuditEntry.objects.get(verb="record_consents")
    assert (entry.by, entry.reason, entry.detail["before"]["share_with_group"]) == (coordinator, data["how"], False)


def test_recording_consent_requires_how_the_parent_told_us(staff):
    issue = issues.edited_issue(share_with_agency=True)
    response = save(staff, address(issue, "consents/"), {"share_with_group": "on"})
    assert "How they told you" in errors(response)
    issue.refresh_from_db()
    assert issue.share_with_agency


def test_withdrawn_consent_takes_the_issue_off_public_pages(client, coordinator):
    issue = publish_issue(issues.edited_issue(**ALL), by=coordinator)
    assert client.get(issue.get_absolute_url()).status_code == 200
    agreed = ALL | {"may_publish": False}
    issue = record_consents(issue, how="She rang", by=coordinator, **agreed)
    assert not issue.is_published
    assert client.get(issue.get_absolute_url()).status_code == 404


def test_consent_of_a_logged_issue_cannot_end_before_it_is_signposted_or_closed(staff):
    issue = issues.logged_issue()
    response = save(staff, address(issue, "consents/"), {"how": "She rang"})
    assert "Signpost or close it first." in errors(response)
    issue.refresh_from_db()
    assert issue.share_with_group


def test_withdrawn_issue_takes_no_new_consents(staff, coordinator):
    issue = withdraw_issue(issues.logged_issue())
    assert "consents/" not in staff.get(address(issue)).content.decode()
    with pytest.raises(DomainError, match="withdrawn this issue"):
        record_consents(issue, how="She rang", by=coordinator, **ALL)
