"""What people said in a consultation reaches “you said, we did”, and leaves it when the consultation is withdrawn."""

import datetime as dt

import pytest

from answers.models import Commitment, YouSaidEntry
from answers.rules import EntryKind, Outcome
from answers.services.commitments import finish_commitment
from answers.services.you_said import publish_entry
from common.errors import DomainError
from consultations.services.running import withdraw_consultation
from tests.consultations.walking import page
from tests.factories import accounts, consultations
from tests.factories.answers import PROMISE
from tests.filling import save
from tests.issues.pages import press

pytestmark = pytest.mark.django_db
BOARD, ENTRIES = "/you-said-we-did/", "/staff/you-said-we-did/"


@pytest.fixture
def row(by, agency):
    return consultations.one_being_answered(by=by, agency=agency).themes.get()


@pytest.fixture
def agency():
    return accounts.agency()


def entry_of(row, **fields):
    consultations.answer(row, **fields)
    return YouSaidEntry.objects.get()


def post(staff, entry, **changes):
    typed = {"you_said": "Families want Saturdays.", "kind": "did", "we_did": "A club is open.", "evidence": ""}
    version = YouSaidEntry.objects.get().version
    return staff.post(f"{ENTRIES}{entry.pk}/", typed | changes | {"version": version}, follow=True)


def test_the_answer_to_a_theme_is_published_with_a_link_to_its_place_in_the_results(client, staff, row):
    entry = entry_of(row)
    assert "Families want Saturdays." in page(staff.get(ENTRIES))
    press(staff, staff.get(ENTRIES), f"{ENTRIES}{entry.pk}/publish/")
    client.logout()
    board = client.get(BOARD)
    place = f"/consultations/{row.consultation.slug}/results/#theme-{row.pk}"
    assert f'href="{place}"' in board.content.decode()
    assert f"Consultation: {row.consultation.title}" in page(board)
    results = client.get(place).content.decode()
    assert f'id="theme-{row.pk}"' in results
    assert f"#entry-{entry.pk}" in results


def test_results_do_not_lead_to_a_draft(client, row):
    entry = entry_of(row)
    assert f"#entry-{entry.pk}" not in client.get(row.get_absolute_url()).content.decode()


def test_the_coordinator_sees_at_the_consultation_what_is_drafted_and_published(staff, row, by):
    entry, address = entry_of(row), f"/staff/consultations/{row.consultation.slug}/"
    assert "Draft for “You said, we did”" in page(staff.get(address))
    publish_entry(entry, by=by)
    assert "On “You said, we did”" in page(staff.get(address))


def test_we_did_over_a_theme_needs_something_to_show(staff, row):
    entry = entry_of(row)
    assert "Say how anyone can see that it is done" in page(post(staff, entry))
    assert YouSaidEntry.objects.get().kind == EntryKind.WILL
    post(staff, entry, evidence="The club is on the council's map.")
    assert YouSaidEntry.objects.get().kind == EntryKind.DID


def test_we_did_over_a_theme_rests_on_a_commitment_that_is_done(staff, row, by):
    entry = entry_of(row, commitments=[PROMISE | {"due_on": dt.date(2099, 1, 1)}])
    assert "still open" in page(post(staff, entry))
    finish_commitment(Commitment.objects.get(), evidence="Seen", by=by)
    post(staff, entry)
    assert YouSaidEntry.objects.get().shown_by == Commitment.objects.get()


def test_we_did_is_never_said_of_a_refused_theme(staff, row):
    entry = entry_of(row, outcome=Outcome.NOT_POSSIBLE, text="", reason="No money.")
    assert "The answer was a refusal" in page(post(staff, entry, evidence="Seen"))


def test_withdrawing_a_consultation_takes_its_entries_off_the_board_for_good(client, staff, row, by):
    entry = entry_of(row)
    publish_entry(entry, by=by)
    address = f"/staff/consultations/{row.consultation.slug}/"
    typed = {"reason": "The plan has changed.", "what_follows": "Nothing."}
    said = page(save(staff, f"{address}withdraw/", typed, follow=True))
    assert "its entries are off “you said, we did”" in said
    assert "off “You said, we did” since" in said
    assert "Families want Saturdays." not in page(staff.get(ENTRIES))
    assert "“you said, we did” to publish" not in page(staff.get("/staff/"))
    for answer in (staff.post(f"{ENTRIES}{entry.pk}/publish/", follow=True), post(staff, entry)):
        assert "was withdrawn" in page(answer)
    client.logout()
    for public in (BOARD, "/", row.theme.get_absolute_url()):
        assert "Families want Saturdays. " not in page(client.get(public))
    assert YouSaidEntry.objects.published().count() == 0
    results = client.get(row.get_absolute_url())
    assert "Families want Saturdays." in page(results)
    assert f"#entry-{entry.pk}" not in results.content.decode()


def test_a_draft_of_a_withdrawn_consultation_is_never_published(row, by):
    entry = entry_of(row)
    withdraw_consultation(row.consultation, reason="Not needed.", what_follows="Nothing.", by=by)
    with pytest.raises(DomainError, match="was withdrawn"):
        publish_entry(entry, by=by)


def test_entries_of_other_consultations_stay(row, by, agency):
    other = consultations.one_being_answered(by=by, agency=agency).themes.get()
    consultations.answer(other)
    publish_entry(YouSaidEntry.objects.get(), by=by)
    withdraw_consultation(row.consultation, reason="Not needed.", what_follows="Nothing.", by=by)
    assert YouSaidEntry.objects.published().count() == 1
