"""Every step shows the co-ordinator a message with what happened and what is next."""

import datetime as dt

import pytest

from common import clock
from consultations.rules import QuestionKind
from consultations.services.running import open_consultation
from tests.consultations.walking import NOON, page
from tests.factories import accounts, consultations, issues
from tests.filling import save

pytestmark = pytest.mark.django_db
STAFF = "/staff/consultations/"
REASON = {"reason": "The plan has changed."}
QUESTION = {"kind": "short", "text": "Which day is best?"}


@pytest.fixture
def said(client, sign_in, by):
    """`said(address, typed)` posts as the co-ordinator and returns the page that follows."""
    sign_in(client, by)

    def post(address, typed=()):
        return page(save(client, f"{STAFF}{address}", dict(typed), follow=True))

    return post


def sheet(one, **changes):
    return {"group": "parent", "channel": "paper", "arrived_on": "2026-06-03", f"q{first(one).pk}": yes(one)} | changes


def first(one):
    return one.questions.first()


def yes(one):
    return first(one).choices.first().pk


def test_each_step_of_a_draft_is_confirmed(said, by):
    draft = consultations.a_draft(by=by)
    assert "Question added." in said(f"{draft.slug}/questions/new/", QUESTION)
    number = draft.questions.last().pk
    assert "Question moved up one place." in said(f"questions/{number}/up/")
    assert "Question saved." in said(f"questions/{number}/edit/", QUESTION | {"text": "Which evening?"})
    assert "Question removed." in said(f"questions/{number}/remove/")


def test_moving_the_first_question_up_says_why_nothing_happened(said, by):
    draft = consultations.a_draft(by=by)
    assert "This is already the first question." in said(f"questions/{first(draft).pk}/up/")


def test_saving_the_information_is_confirmed(said, by):
    draft = consultations.a_draft(by=by)
    typed = {"title": "Breaks", "summary": "s", "information": "i", "purpose": "change", "level": "consultation"}
    dates = {"opens_on": "2026-06-04", "closes_on": "2026-07-04", "version": draft.version}
    assert "Information saved." in said(f"{draft.slug}/edit/", typed | dates)


def test_opening_today_says_open_and_opening_later_says_announced(said, by):
    now, later = consultations.a_draft(by=by), consultations.a_draft(by=by, opens_in=3)
    assert "Consultation opened for answers" in said(f"{now.slug}/open/", REASON)
    assert "Consultation announced" in said(f"{later.slug}/open/", REASON)


def test_pausing_and_withdrawing_are_confirmed(said, by):
    one = consultations.an_open_one(by=by)
    assert "Consultation paused. No one can answer until you open it again." in said(f"{one.slug}/pause/", REASON)
    assert "Consultation withdrawn. It takes no more answers" in said(
        f"{one.slug}/withdraw/", REASON | {"what_follows": "Nothing."}
    )


def test_closing_says_that_the_themes_come_next(said, by):
    one = consultations.an_open_one(by=by)
    assert "Add the themes people raised, then publish the results." in said(f"{one.slug}/close/", REASON)


def test_publishing_says_who_answers_next(said, by):
    ours = consultations.a_theme(by=by).consultation
    agency = accounts.agency("Marlshire Travel")
    theirs = consultations.a_theme(consultations.a_closed_one(by=by, agency=agency), by=by).consultation
    assert "Next, answer every theme." in said(f"{ours.slug}/feedback/")
    assert "Marlshire Travel has been asked to answer every theme." in said(f"{theirs.slug}/feedback/")


def test_concluding_says_that_you_said_comes_next(said, by):
    one = consultations.one_being_answered(by=by)
    consultations.answer(one.themes.get())
    assert "Next, publish its entries in “you said, we did”." in said(f"{one.slug}/conclude/")


def test_recording_uncounted_messages_is_confirmed(said, by):
    one = consultations.an_open_one(by=by)
    assert "not counted as responses" in said(f"{one.slug}/uncounted/", {"count": "5", "note": "e-mails"})


def test_entering_a_response_says_whether_it_counts_or_was_late(said, by):
    one = consultations.an_open_one(by=by)
    assert "It counts the same as one from the web form." in said(f"{one.slug}/enter/", sheet(one))
    late = consultations.a_draft(by=by, opens_in=-9, closes_in=-2, now=NOON)
    with clock.frozen(NOON - dt.timedelta(days=5)):
        open_consultation(late, reason="Soon.", by=by)
    words = said(f"{late.slug}/enter/", sheet(late))
    assert late.responses.get().reference in words
    assert "It arrived late, so it is kept separately and not counted." in words


def test_adding_a_theme_and_sorting_answers_is_confirmed(said, by):
    one = consultations.an_open_one(by=by)
    words = consultations.respond(one).answers.get(question__kind=QuestionKind.LONG)
    typed = {"theme": issues.theme("Saturdays").pk, "said": "More Saturdays."}
    assert "“Saturdays” added." in said(f"{one.slug}/themes/new/", typed)
    row = one.themes.get().pk
    assert "Added to “Saturdays”." in said(f"words/{words.pk}/code/", {"theme": row})
    assert "Removed from “Saturdays”." in said(f"words/{words.pk}/code/", {"theme": row, "out": "1"})
    assert "Choose a theme of this consultation." in said(f"words/{words.pk}/code/", {"theme": "x"})
