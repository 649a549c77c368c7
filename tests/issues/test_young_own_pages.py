"""What a child or young person reads on the pages of what they told us: plain words, as where they wrote it."""

import pytest

from issues.models import Issue
from issues.services.issues import acknowledge_issue
from tests.factories import accounts, issues
from tests.filling import save
from tests.issues.pages import said, words

pytestmark = pytest.mark.django_db
ADULT = ("Withdraw", "consent", "edited words", "steering group", "Logged", "signposted")


@pytest.fixture
def mine(client):
    """The browser in which a young person opened what they told us, and its row."""
    issue, secret = issues.raised(speaks_as="child", contact_email="", adult_contact="Ms Lee, 01632 960 001")
    acknowledge_issue(issue, by=accounts.coordinator())
    client.post("/issues/track/", {"reference": issue.reference, "secret": secret})
    return client, issue


def test_their_own_page_speaks_in_plain_words(mine):
    client, issue = mine
    text = words(client.get(f"/issues/{issue.reference}/"))
    assert "The co-ordinator has read it." in text
    assert "Who can read it" in text
    assert "They read the changed words, and do not see your name." in text
    assert "a person whose work is to keep children safe can read it too" in text
    main = text.split("What has happened")[1].split("How this page looks")[0]
    assert [word for word in ADULT if word in main] == []


def test_their_choices_of_who_can_read_it_are_in_the_words_they_were_first_asked_in(mine):
    client, issue = mine
    text = words(client.get(f"/issues/{issue.reference}/sharing/"))
    assert "Who can read what you wrote?" in text
    assert "You can put it on this website" in text
    assert "The steering group may read it" not in text
    save(client, f"/issues/{issue.reference}/sharing/", {"share_with_group": "on"})
    assert not Issue.objects.get().may_publish


def test_they_take_it_back_in_plain_words(mine):
    client, issue = mine
    page = f"/issues/{issue.reference}/withdraw/"
    text = words(client.get(page))
    assert "Take back what you told us" in text
    assert "Do you want to say why?" in text
    assert "You have taken it back" in said(client, client.post(page, {"reason": ""}))
