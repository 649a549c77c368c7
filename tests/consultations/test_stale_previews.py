"""What goes out is what was previewed: anything changed since is shown again, and not posted (P12)."""

import pytest

from answers.models import FormalResponse, YouSaidEntry
from answers.services.responses import save_response_draft
from answers.services.transcripts import transcribe_response
from answers.services.you_said import save_entry
from consultations.services.answering import discard_theme_answer, save_theme_answer
from tests.factories import accounts, answers, consultations, issues
from tests.issues.pages import errors, press, said, words
from tests.previews import send_shown

pytestmark = pytest.mark.django_db
FIRST, SECOND = "We will open clubs on Saturdays.", "We will open nothing at all."
CHANGED = "Someone else changed this after you opened the page, so nothing was done."


@pytest.fixture
def agency():
    return accounts.agency("Marlshire County Council")


@pytest.fixture
def officer(client, sign_in, agency):
    client.user = accounts.officer(of=agency)
    return sign_in(client, client.user)


@pytest.fixture
def row(agency):
    return consultations.one_being_answered(agency=agency).themes.get()


def drafted(row, text, by, version=0):
    words = {"outcome": "agreed", "text": text, "done": "The list is on our website."}
    return save_theme_answer(row, version=version, by=by, **words)


def opened(client, address):
    return {"shown": client.get(address).context["form"]["shown"].value()}


def preview_of(row):
    return f"/officer/consultations/themes/{row.pk}/preview/"


# --- the answer to a theme --------------------------------------------------------------------------


def test_a_theme_answer_edited_since_its_preview_is_shown_and_not_posted(officer, row):
    drafted(row, FIRST, officer.user)
    shown = opened(officer, preview_of(row))
    drafted(row, SECOND, officer.user, version=1)
    answer = officer.post(preview_of(row), shown)
    assert answer.status_code == 409
    assert CHANGED in errors(answer)
    assert SECOND in words(answer)
    assert FIRST not in words(answer)
    assert not row.versions.posted().exists()
    again = {"shown": answer.context["form"]["shown"].value()}
    assert officer.post(preview_of(row), again).status_code == 302
    assert row.versions.posted().get().answer.text == SECOND


def test_another_draft_in_the_place_of_the_previewed_one_is_not_posted(officer, row):
    drafted(row, FIRST, officer.user)
    shown = opened(officer, preview_of(row))
    discard_theme_answer(row, by=officer.user)
    drafted(row, SECOND, officer.user)
    assert officer.post(preview_of(row), shown).status_code == 409
    assert not row.versions.posted().exists()


@pytest.mark.parametrize("typed", [{}, {"shown": "x"}])
def test_a_theme_answer_nobody_previewed_is_not_posted(officer, row, typed):
    drafted(row, FIRST, officer.user)
    assert officer.post(preview_of(row), typed).status_code == 409


def test_a_draft_deleted_since_its_preview_is_not_posted(officer, row):
    drafted(row, FIRST, officer.user)
    shown = opened(officer, preview_of(row))
    discard_theme_answer(row, by=officer.user)
    assert "There is no draft to post." in said(officer, officer.post(preview_of(row), shown))


# --- a formal response ------------------------------------------------------------------------------


@pytest.fixture
def presentation(agency):
    return answers.presentation_of(issues.logged_issue(), agency=agency)


def written(presentation, text, by, version=0):
    answer = {"item": presentation.items.get(), "outcome": "agreed", "text": text, "done": "It is on our website."}
    return save_response_draft(presentation, summary="", answers=[answer], version=version, by=by)


def test_a_formal_response_edited_since_its_preview_is_shown_and_not_posted(officer, presentation):
    address = f"/officer/presentations/{presentation.reference}/preview/"
    written(presentation, FIRST, officer.user)
    shown = opened(officer, address)
    written(presentation, SECOND, officer.user, version=1)
    answer = officer.post(address, shown)
    assert answer.status_code == 409
    assert CHANGED in errors(answer)
    assert SECOND in words(answer)
    assert FormalResponse.objects.get().status == "draft"
    assert send_shown(officer, address).status_code == 302
    assert FormalResponse.objects.get().status == "posted"


# --- a letter, and an entry of the board ------------------------------------------------------------


def entered(presentation, text, *, by, letter, version=0):
    return transcribe_response(
        presentation,
        letter=letter,
        letter_dated_on=presentation.sent_on,
        summary="",
        answers=[{"item": presentation.items.get(), "outcome": "agreed", "text": text}],
        version=version,
        by=by,
    )


def test_a_transcript_corrected_since_it_was_compared_is_not_posted(staff, presentation):
    draft = entered(presentation, FIRST, by=accounts.coordinator(), letter=answers.a_scan())
    page, confirm = f"/staff/presentations/{presentation.reference}/", f"/staff/responses/{draft.pk}/confirm/"
    opened_before = staff.get(page)
    entered(presentation, SECOND, by=draft.written_by, letter=draft.letter, version=draft.version)
    assert CHANGED in said(staff, press(staff, opened_before, confirm))
    assert FormalResponse.objects.get().status == "draft"
    press(staff, staff.get(page), confirm)
    assert FormalResponse.objects.get().status == "posted"


def test_an_entry_edited_since_it_was_read_is_not_published(staff, row, by):
    consultations.answer(row, text=FIRST)
    entry = YouSaidEntry.objects.get()
    board = "/staff/you-said-we-did/"
    opened_before, publish = staff.get(board), f"{board}{entry.pk}/publish/"
    save_entry(entry, you_said=entry.you_said, kind=entry.kind, we_did=SECOND, version=entry.version, by=by)
    assert CHANGED in said(staff, press(staff, opened_before, publish))
    assert not YouSaidEntry.objects.published().exists()
    press(staff, staff.get(board), publish)
    assert YouSaidEntry.objects.published().exists()
