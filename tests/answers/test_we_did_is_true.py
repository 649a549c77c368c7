"""“We did” is published only of what can be seen to be done, and never over an agency's refusal."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from answers.models import Commitment, YouSaidEntry
from answers.rules import EntryKind, Outcome
from answers.services.commitments import fail_commitment, finish_commitment
from tests.factories import answers, issues
from tests.issues.pages import errors, press, words

pytestmark = pytest.mark.django_db
D = dt.date
ENTRIES, YOU_SAID = "/staff/you-said-we-did/", "/you-said-we-did/"
DRAFTED = "We will write the evening before."
REFUSED = {"outcome": Outcome.NOT_POSSIBLE, "text": "", "reason": "We have no money."}


@pytest.fixture
def entry_of(coordinator):
    """Draft the entry of an answer, by default one that agrees and promises nothing."""

    def draft(**changes):
        theme = issues.theme(by=coordinator, summary="Buses come late.")
        answers.post_answer(answers.presentation_of(theme=theme, by=coordinator), **changes)
        return YouSaidEntry.objects.get()

    return draft


def post(staff, entry, **changes):
    typed = {"you_said": "Late", "kind": "did", "we_did": "A text is sent.", "evidence": ""} | changes
    version = YouSaidEntry.objects.get(pk=entry.pk).version
    return staff.post(f"{ENTRIES}{entry.pk}/", typed | {"version": version})


@pytest.mark.parametrize("refusal", [REFUSED, {"outcome": Outcome.NOT_OURS, "instead": "The governors"}])
def test_a_refusal_cannot_become_we_did_even_with_evidence(staff, entry_of, refusal):
    entry = entry_of(**refusal)
    page = post(staff, entry, evidence="It is on the website.")
    assert "The answer was a refusal, so it cannot be “we did”." in errors(page)
    assert "A text is sent." in page.content.decode()
    assert YouSaidEntry.objects.get().kind == EntryKind.COULD_NOT


def test_a_refusal_never_becomes_we_will_whatever_else_was_promised(staff, entry_of):
    entry = entry_of(**REFUSED, commitments=[answers.promise(D(2099, 1, 1))])
    assert "The answer was a refusal, so it cannot be “we will”." in errors(post(staff, entry, kind="will"))


@pytest.mark.parametrize("outcome", [{}, {"outcome": Outcome.PARTLY, "reason": "No money for Sundays."}])
def test_we_will_is_not_made_a_refusal_by_its_edit_form(staff, coordinator, entry_of, outcome):
    entry = entry_of(**outcome, commitments=[answers.promise(D(2099, 1, 1)), answers.promise(D(2099, 2, 1))])
    assert "The agency agreed" in errors(post(staff, entry, kind="could_not"))
    first, second = Commitment.objects.order_by("due_on")
    fail_commitment(first, reason="No money", by=coordinator)
    assert "still open" in errors(post(staff, entry, kind="could_not"))
    fail_commitment(second, reason="No money either", by=coordinator)
    assert "was not kept, so “we will” would not be true" in errors(post(staff, entry, kind="will"))
    assert post(staff, entry, kind="could_not").status_code == 302


def test_the_database_refuses_we_did_over_a_refusal_and_without_anything_to_show(entry_of):
    entry = entry_of(**REFUSED)
    rows = YouSaidEntry.objects.filter(pk=entry.pk)
    for fields in (
        {"evidence": "Seen"},
        {"evidence": "", "outcome": "agreed"},
        {"kind": "will", "published_on": "2026-09-01"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**{"kind": EntryKind.DID} | fields)


def test_we_did_without_a_finished_commitment_asks_how_anyone_can_see_it(staff, client, entry_of):
    entry = entry_of()
    assert "Say how anyone can see that it is done" in errors(post(staff, entry))
    assert post(staff, entry, evidence="The new letter is on the website.").status_code == 302
    press(staff, staff.get(ENTRIES), f"{ENTRIES}{entry.pk}/publish/")
    assert "We did A text is sent. How anyone can see it: The new letter is on the website." in words(
        client.get(YOU_SAID)
    )


def test_a_finished_commitment_shows_it_without_more_words(staff, coordinator, entry_of):
    entry = entry_of(commitments=[answers.promise(D(2099, 1, 1))])
    finish_commitment(Commitment.objects.get(), evidence="Seen", by=coordinator)
    assert post(staff, entry).status_code == 302
    assert YouSaidEntry.objects.get().shown_by == Commitment.objects.get()


@pytest.mark.parametrize("same", [DRAFTED, f"  {DRAFTED}\r\n"])
def test_will_becomes_did_only_with_new_words(staff, coordinator, entry_of, same):
    entry = entry_of(commitments=[answers.promise(D(2099, 1, 1))])
    finish_commitment(Commitment.objects.get(), evidence="Seen", by=coordinator)
    assert "Say what was done." in errors(post(staff, entry, we_did=same))
    assert post(staff, entry, we_did="We write the evening before.").status_code == 302


def test_could_not_is_not_put_into_the_mouth_of_an_agency_that_agreed(staff, coordinator, entry_of):
    entry = entry_of(commitments=[answers.promise(D(2099, 1, 1))])
    assert "The agency agreed" in errors(post(staff, entry, kind="could_not"))
    fail_commitment(Commitment.objects.get(), reason="No money", by=coordinator)
    assert post(staff, entry, kind="could_not").status_code == 302


def test_publishing_looks_again(staff, entry_of):
    """A kind that was written before the rule, or by hand, is not made public."""
    entry = entry_of(**REFUSED)
    YouSaidEntry.objects.update(kind=EntryKind.WILL)
    page = press(staff, staff.get(ENTRIES), f"{ENTRIES}{entry.pk}/publish/", follow=True)
    assert "The answer was a refusal, so it cannot be “we will”." in words(page)
    assert YouSaidEntry.objects.get().published_on is None
