"""The front page of each role: what waits for a person, at few queries."""

import pytest

from answers.services.feedback import give_feedback
from issues.models import Issue
from issues.services.issues import merge_issue
from members.services.interests import confirm_interests
from tests.counting import queries
from tests.factories import accounts, answers, expenses, issues
from tests.factories import members as make_members
from tests.factories import reports as make_reports
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
FRONT = {
    "/staff/": (accounts.coordinator, 17),
    "/officer/": (accounts.officer, 7),
    "/board/": (accounts.board_member, 5),
    "/my/": (accounts.parent, 7),
    "/payer/": (accounts.payer, 5),
}


def page(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", FRONT)
def test_a_front_page_asks_the_database_few_times(client, address):
    """What waits is counted in one query; only what there is costs one of its own."""
    somebody, most = FRONT[address]
    sign_in(client, somebody())
    with queries() as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= most, (address, len(asked))


def test_a_payer_starts_from_what_waits_to_be_paid_and_a_member_finds_their_claims(client):
    claim = expenses.an_approved_claim()
    sign_in(client, accounts.payer())
    assert "1 expense claim to pay" in page(client, "/payer/")
    sign_in(client, claim.claimant)
    assert "My expenses" in page(client, "/my/")
    sign_in(client, accounts.parent())
    assert "My expenses" not in page(client, "/my/")


def test_the_board_finds_its_newest_report_before_the_annual_one(client):
    boards = make_reports.a_published_report(make_reports.a_report("board", title="To the board"))
    annual = make_reports.a_published_report(make_reports.a_report("annual", title="To everybody"))
    sign_in(client, accounts.board_member())
    text = page(client, "/board/")
    assert text.index(boards.title) < text.index("Other reports") < text.index(annual.title)


def test_a_parent_finds_what_was_joined_with_another_until_their_word_is_given(client):
    parent, coordinator = accounts.parent(), accounts.coordinator()
    root = issues.logged_issue(by=coordinator)
    merged = issues.edited_issue(by=coordinator, reporter=parent, title="The bus again")
    merged = merge_issue(merged, into=root, by=coordinator)
    sign_in(client, parent)
    assert "The bus again" in page(client, "/my/")
    answers.post_answer(answers.presentation_of(root, by=coordinator))
    assert "There is an answer. Does it answer you?" in page(client, "/my/")
    give_feedback(merged, is_answered=True)
    text = page(client, "/my/")
    assert "The bus again" in text
    assert "Does it answer you?" not in text


def test_a_parent_s_page_takes_the_same_queries_for_one_issue_and_for_five(client):
    parent, coordinator = accounts.parent(), accounts.coordinator()
    sign_in(client, parent)
    counts = []
    for number in (1, 4):
        for _issue in range(number):
            root = answers.responded_issue(by=coordinator)
            merged = issues.edited_issue(by=coordinator, reporter=parent)
            Issue.objects.filter(pk=merged.pk).update(status="merged", merged_into=root)
        with queries() as asked:
            page(client, "/my/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_member_finds_on_their_page_what_waits_on_their_membership(client):
    review = make_members.an_open_review()
    person = review.membership.person
    sign_in(client, person.user)
    assert review.get_absolute_url() in page(client, "/my/")
    assert "Confirm your interests" in page(client, "/my/")
    confirm_interests(person, by=person.user)
    assert "Confirm your interests" not in page(client, "/my/")
