"""What is told as done is in question wherever it is shown, while a parent says that it has not come true."""

import datetime as dt

import pytest
from django.test import Client

from answers.models import Commitment, YouSaidEntry
from answers.services.commitments import finish_commitment
from answers.services.you_said import publish_entry, save_entry
from common import clock
from common.figures import Figures
from common.periods import Period
from issues.models import Issue
from issues.services.issues import close_issue
from tests.factories import accounts, answers, issues
from tests.issues.pages import words

pytestmark = pytest.mark.django_db
D = dt.date
BOARD, LEDGER = "/you-said-we-did/", "/you-said-we-did/commitments/"
IN_QUESTION = "In question: we were told that this has not come true."


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


@pytest.fixture
def theme(coordinator):
    return issues.theme("School transport", by=coordinator, summary="The bus is late.")


@pytest.fixture
def asked(theme, coordinator):
    """A published issue of a parent with an account, presented with its theme, answered with one promise."""
    issue = issues.logged_issue(
        theme=theme, reporter=accounts.parent(), by=coordinator, may_publish=True, is_published=True, now=at(7, 6)
    )
    presentation = answers.presentation_of(theme=theme, by=coordinator, now=at(7, 6))
    answers.post_answer(presentation, now=at(7, 10), commitments=[answers.promise(D(2026, 9, 1))])
    return issue


def told(kind, by):
    """Record the promise as done, and publish what the board says of it."""
    finish_commitment(Commitment.objects.get(), evidence="On the website.", by=by, now=at(8, 20))
    entry = YouSaidEntry.objects.get()
    entry = save_entry(entry, you_said="Late.", kind=kind, we_did="Texts go out.", version=entry.version, by=by)
    return publish_entry(entry, by=by, now=at(8, 21))


def says(sign_in, issue, verdict):
    """The parent says on the page of the promise whether it came true."""
    browser = sign_in(Client(), issue.reporter)
    address = f"/issues/{issue.reference}/promises/{Commitment.objects.get().reference}/"
    with clock.frozen(D(2026, 9, 2)):
        assert browser.post(address, {"verdict": verdict, "words": "No text came."}).status_code == 302
    return browser


def pages_of(issue):
    promise = Commitment.objects.get()
    presentation = promise.answer.item.presentation
    return {
        BOARD: IN_QUESTION,
        "/": IN_QUESTION,
        issue.get_absolute_url(): IN_QUESTION,
        issue.theme.get_absolute_url(): IN_QUESTION,
        promise.get_absolute_url(): IN_QUESTION,
        presentation.get_absolute_url(): IN_QUESTION,
        LEDGER: "done in question",
    }


@pytest.mark.parametrize("kind", ["did", "will"])
def test_a_no_is_beside_what_is_told_as_done_on_every_page(sign_in, client, coordinator, asked, kind):
    told(kind, coordinator)
    for address in pages_of(asked):
        assert "in question" not in words(client.get(address)).lower(), address
    own = says(sign_in, asked, "no")
    for address, mark in pages_of(asked).items():
        assert mark in words(client.get(address)), address
        assert mark in words(own.get(address)), address
    staff = sign_in(Client(), coordinator)
    for address in ("/staff/you-said-we-did/?show=published", f"/staff/issues/{asked.reference}/"):
        assert IN_QUESTION in words(staff.get(address)), address
    assert "done in question" in words(staff.get("/staff/commitments/"))
    assert "1 “you said, we did” is in question" in words(staff.get("/staff/"))


@pytest.mark.parametrize("kind", ["did", "will"])
def test_a_yes_or_a_closed_issue_puts_nothing_in_question(sign_in, client, coordinator, asked, kind):
    told(kind, coordinator)
    says(sign_in, asked, "no")
    says(sign_in, asked, "yes")
    for address in pages_of(asked):
        assert "in question" not in words(client.get(address)).lower(), address
    says(sign_in, asked, "no")
    close_issue(Issue.objects.get(pk=asked.pk), reason="The texts go out now.", by=coordinator)
    for address in pages_of(asked):
        assert "in question" not in words(client.get(address)).lower(), address


def test_a_no_to_a_promise_that_is_late_questions_nothing_since_nobody_said_it_was_done(sign_in, client, asked):
    publish_entry(YouSaidEntry.objects.get(), by=None, now=at(8, 21))
    says(sign_in, asked, "no")
    for address in (BOARD, Commitment.objects.get().get_absolute_url()):
        assert "in question" not in words(client.get(address)).lower()


def test_a_report_says_so_too(sign_in, coordinator, asked):
    told("did", coordinator)
    says(sign_in, asked, "no")
    found = Figures(Period(D(2026, 1, 1), D(2026, 12, 31)))
    for name in ("you_said", "commitments"):
        assert [row["in_question"].startswith(IN_QUESTION) for row in found[name]] == [True], name
