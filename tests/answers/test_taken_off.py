"""An entry is published as it was shown, taken off the board with a reason, and its days stay."""

import datetime as dt

import pytest
from django.test import Client

from answers.models import Commitment, EntryTakenOff, YouSaidEntry
from answers.services.responses import post_response, save_response_draft
from answers.services.superseded_responses import supersede_response
from answers.services.you_said import save_entry
from common import clock
from common.figures import Figures
from common.periods import Period
from tests.factories import accounts, answers, issues
from tests.issues.pages import errors, links, press, said, words
from tests.previews import send_shown

pytestmark = pytest.mark.django_db
D = dt.date
BOARD, ENTRIES = "/you-said-we-did/", "/staff/you-said-we-did/"
CHANGED = "Someone else changed this after you opened the page, so nothing was done. Read it again."
NOVEMBER, MARCH, JUNE = D(2025, 11, 4), D(2026, 3, 2), D(2026, 6, 1)


@pytest.fixture
def entry(coordinator):
    """The draft for the answer to a theme."""
    theme = issues.theme("School transport", by=coordinator, summary="The bus is late.", service_area="travel")
    with clock.frozen(D(2025, 10, 1)):
        issues.logged_issue(theme=theme, by=coordinator)
        presentation = answers.presentation_of(theme=theme, by=coordinator)
        answers.post_answer(presentation, commitments=[answers.promise(D(2027, 1, 1))])
    return YouSaidEntry.objects.get()


def publish(staff, entry, on):
    with clock.frozen(on):
        return said(staff, press(staff, staff.get(ENTRIES), f"{ENTRIES}{entry.pk}/publish/"))


def take_off(staff, entry, reason, on):
    with clock.frozen(on):
        return said(staff, staff.post(f"{ENTRIES}{entry.pk}/unpublish/", {"reason": reason}))


# --- published as it was shown


def test_a_list_opened_before_an_edit_publishes_nothing_that_was_not_shown(staff, coordinator, entry):
    opened = staff.get(ENTRIES)
    theirs = {"you_said": "Late.", "kind": "will", "we_did": "What another wrote."}
    save_entry(entry, **theirs, version=entry.version, by=coordinator)
    again = said(staff, press(staff, opened, f"{ENTRIES}{entry.pk}/publish/"))
    assert CHANGED in again
    assert "What another wrote." in again
    assert "What another wrote." not in words(Client().get(BOARD))
    assert "Entry published." in said(staff, press(staff, staff.get(ENTRIES), f"{ENTRIES}{entry.pk}/publish/"))


@pytest.mark.parametrize("sent", [{}, {"version": ""}, {"version": "x"}, {"version": "9" * 6000}, {"version": "-1"}])
def test_a_press_that_does_not_say_what_was_shown_publishes_nothing(staff, entry, sent):
    assert CHANGED in said(staff, staff.post(f"{ENTRIES}{entry.pk}/publish/", sent))
    assert not YouSaidEntry.objects.published().exists()


def test_a_preview_opened_before_another_officer_s_edit_posts_nothing(client, sign_in, coordinator, council):
    issue = issues.logged_issue(by=coordinator)
    presentation = answers.presentation_of(issue, agency=council, by=coordinator)
    officer = accounts.officer(of=council)
    given = [answers.whole({"item": presentation.items.get(), "outcome": "agreed", "text": "Shown."})]
    save_response_draft(presentation, summary="", answers=given, version=0, by=officer)
    preview = f"/officer/presentations/{presentation.reference}/preview/"
    shown = sign_in(client, officer).get(preview).context["form"]["shown"].value()
    given[0]["text"] = "Not shown."
    save_response_draft(presentation, summary="", answers=given, version=1, by=officer)
    again = client.post(preview, {"shown": shown})
    assert again.status_code == 409
    assert CHANGED in words(again)
    assert "Not shown." in words(again)
    assert "Not shown." not in words(Client().get(presentation.get_absolute_url()))
    assert "Answer posted." in said(client, send_shown(client, preview))


# --- taken off, with the reason


def test_taking_off_asks_for_a_reason_that_stands_where_the_entry_was(staff, entry):
    publish(staff, entry, NOVEMBER)
    form = f"{ENTRIES}{entry.pk}/unpublish/"
    assert form in links(staff.get(f"{ENTRIES}?show=published"))
    assert "Why is it taken off?" in words(staff.get(form))
    assert "Give the reason." in errors(staff.post(form, {"reason": "..."}))
    assert "This could show who somebody is" in errors(staff.post(form, {"reason": "Sam on 01632 960001 asked."}))
    assert YouSaidEntry.objects.published().exists()
    take_off(staff, entry, "The route is not settled.", MARCH)
    for address in (BOARD, f"{BOARD}?theme={entry.theme.slug}", entry.theme.get_absolute_url()):
        page = Client().get(address)
        where = "Published on 4 November 2025, taken off on 2 March 2026: The route is not settled."
        assert where in words(page), address
        assert f"You said {entry.you_said}" not in words(page)
    assert "The route is not settled." not in words(Client().get("/"))
    assert "The route is not settled." not in words(Client().get(f"{BOARD}?kind=will"))


def test_publishing_again_keeps_the_first_day_and_the_timeline_tells_all_three(staff, entry):
    publish(staff, entry, NOVEMBER)
    take_off(staff, entry, "The route is not settled.", MARCH)
    publish(staff, entry, JUNE)
    for address in (Commitment.objects.get().get_absolute_url(), entry.theme.get_absolute_url()):
        page = Client().get(address)
        told = [(one.on, one.title) for one in page.context["timeline"] if "You said" in one.title]
        assert told == [
            (NOVEMBER, "Published under “You said, we did”"),
            (MARCH, "Taken off “You said, we did”"),
            (JUNE, "Published again under “You said, we did”"),
        ]
        assert "The route is not settled." in words(page)
    board = words(Client().get(BOARD))
    assert "1 June 2026 Published on 4 November 2025, taken off on 2 March 2026: The route is not settled." in board


def test_an_entry_published_again_is_not_new_in_a_report(staff, entry):
    publish(staff, entry, NOVEMBER)
    take_off(staff, entry, "The route is not settled.", MARCH)
    publish(staff, entry, JUNE)
    years = [Period(D(2025, 9, 1), D(2025, 12, 31)), Period(D(2026, 1, 1), D(2026, 12, 31))]
    assert [len(Figures(year)["you_said"]) for year in years] == [1, 0]


def test_an_entry_whose_answer_was_replaced_says_so_where_it_was(staff, entry):
    publish(staff, entry, NOVEMBER)
    response = entry.answer.response
    officer = accounts.officer(of=response.presentation.agency)
    draft = supersede_response(response, reason="There is a new contract.", by=officer)
    post_response(draft, by=officer)
    assert "The answer behind it was replaced by a new one." in words(Client().get(BOARD))
    assert EntryTakenOff.objects.get().published_on == NOVEMBER
