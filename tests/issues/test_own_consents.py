"""Parents read and change their three consents on their issue's own page; a withdrawn one ends at once."""

import pytest

from accounts.models import AuditEntry
from issues.models import Issue
from tests.factories import accounts, issues
from tests.filling import save
from tests.issues import wizard
from tests.issues.pages import links, said, words
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOBODY = "we cannot ask anybody to put it right"


@pytest.fixture
def parent(client):
    return accounts.parent()


@pytest.fixture
def mine(client, parent):
    return sign_in(client, parent)


def address(issue, step="sharing/"):
    return f"/issues/{issue.reference}/{step}"


def test_the_question_says_that_nobody_can_be_asked_without_a_tick(client):
    assert NOBODY in words(client.get("/issues/raise/sharing/"))
    wizard.walk(client)


def test_the_page_of_the_issue_leads_to_the_consents_and_shows_them(mine, parent):
    issue = issues.published_issue(reporter=parent, share_with_agency=False)
    assert address(issue) in links(mine.get(address(issue, "")))
    shown = mine.get(address(issue))
    assert NOBODY in words(shown)
    assert shown.context["form"].initial == {"share_with_group": True, "share_with_agency": False, "may_publish": True}


def test_without_the_consent_to_publish_its_words_leave_the_website_at_once(mine, parent, client):
    issue = issues.published_issue(reporter=parent)
    assert "It holds from now on." in said(
        mine, save(mine, address(issue), {"share_with_group": "on", "share_with_agency": "on"})
    )
    fresh = Issue.objects.get()
    assert (fresh.is_published, fresh.may_publish, fresh.share_with_group) == (False, False, True)
    entry = AuditEntry.objects.get(verb="change_own_consents")
    assert entry.detail["before"]["may_publish"] is True
    client.logout()
    assert client.get(address(issue, "")).status_code == 404
    assert issue.edited_text not in words(client.get("/issues/"))


def test_without_the_consent_for_the_agency_it_reads_nothing_more(mine, parent):
    issue = issues.logged_issue(reporter=parent)
    assert Issue.objects.readable_by_agency().exists()
    save(mine, address(issue), {"share_with_group": "on", "may_publish": "on"})
    assert not Issue.objects.readable_by_agency().exists()


def test_the_co_ordinator_is_told_when_the_group_may_no_longer_see_it(mine, parent):
    issue = issues.logged_issue(reporter=parent)
    save(mine, address(issue), {"share_with_agency": "on", "may_publish": "on"})
    sign_in(mine, accounts.coordinator())
    assert f"{issue.reference}: the parent no longer agrees that the group can see it" in words(mine.get("/staff/"))


def test_with_every_tick_removed_the_page_says_that_nobody_can_be_asked(mine, parent):
    issue = issues.logged_issue(reporter=parent)
    save(mine, address(issue), {})
    assert "nobody can be asked to put it right" in words(mine.get(address(issue, "")))


def test_an_issue_of_somebody_else_has_no_such_page(mine):
    assert mine.get(address(issues.published_issue())).status_code == 404
