"""Themes, the answers sorted into them, and the response to each with commitments and a “you said, we did” entry."""

import datetime as dt

import pytest

from answers.models import Answer, Commitment, YouSaidEntry
from answers.rules import EntryKind, Outcome
from common.errors import DomainError
from consultations.models import ConsultationTheme
from consultations.rules import QuestionKind
from consultations.services.feedback import add_theme, code_answer, uncode_answer
from consultations.services.running import close_consultation, start_feedback
from tests.consultations.walking import NOON
from tests.factories import accounts, consultations, issues

pytestmark = pytest.mark.django_db
PROMISE = {"what": "Open a club", "owner": "Commissioner", "due_on": dt.date(2026, 9, 1), "how_seen": "The list"}


@pytest.fixture
def agency():
    return accounts.agency("Marlshire County Council")


@pytest.fixture
def row(by, agency):
    """A theme waiting for an agency's answer."""
    return consultations.one_being_answered(by=by, agency=agency).themes.get()


# --- themes and words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make", [consultations.an_open_one, consultations.a_closed_one, consultations.one_being_answered]
)
def test_a_theme_can_be_added_while_open_closed_or_in_feedback(by, make):
    assert consultations.a_theme(make(by=by), by=by).answer is None


@pytest.mark.parametrize("make", [consultations.a_draft, consultations.a_concluded_one, consultations.a_withdrawn_one])
def test_a_theme_cannot_be_added_in_other_states(by, make):
    with pytest.raises(DomainError, match="can only be added while"):
        consultations.a_theme(make(by=by), by=by)


def test_a_theme_can_be_added_to_a_consultation_once(by):
    row = consultations.a_theme(by=by)
    with pytest.raises(DomainError) as refused:
        add_theme(row.consultation, theme=row.theme, said="Again", by=by)
    assert refused.value.field == "theme"


def test_an_answer_can_belong_to_several_themes_and_be_removed(by):
    one = consultations.an_open_one(by=by)
    words = consultations.respond(one).answers.get(question__kind=QuestionKind.LONG)
    first, second = (consultations.a_theme(one, by=by) for _number in range(2))
    for theme in (first, first, second):
        code_answer(theme, words, by=by)
    assert words.themes.count() == 2
    uncode_answer(first, words, by=by)
    assert list(words.themes.all()) == [second]


def test_only_counted_answers_of_the_same_consultation_can_be_put_into_a_theme(by):
    theme = consultations.a_theme(consultations.an_open_one(by=by), by=by)
    elsewhere = consultations.respond(consultations.an_open_one(by=by)).answers.get(question__kind=QuestionKind.LONG)
    ticked = consultations.respond(theme.consultation).answers.filter(question__kind=QuestionKind.ONE).get()
    for words in (elsewhere, ticked):
        with pytest.raises(DomainError):
            code_answer(theme, words, by=by)


# --- who answers, and when ------------------------------------------------------------------------


def test_the_agency_that_decides_answers(row, agency):
    officer = accounts.officer(of=agency)
    answer = consultations.answer(row, by=officer).answer
    assert (answer.agency, answer.answered_by, answer.posted_on) == (agency, officer, NOON.date())


def test_only_the_deciding_agency_can_answer(row, by):
    for other in (by, accounts.officer(), accounts.administrator(), accounts.board_member()):
        with pytest.raises(DomainError, match="the body that decides"):
            consultations.answer(row, by=other)
    assert Answer.objects.count() == 0


def test_the_coordinator_answers_where_the_service_itself_decides(by):
    row = consultations.one_being_answered(by=by).themes.get()
    with pytest.raises(DomainError, match="the body that decides"):
        consultations.answer(row, by=accounts.officer())
    assert consultations.answer(row, by=by).answer.agency is None


def test_the_queue_holds_only_themes_one_may_answer(row, by, agency):
    ours = consultations.one_being_answered(by=by).themes.get()
    everything = ConsultationTheme.objects
    assert list(everything.answerable_by(accounts.officer(of=agency))) == [row]
    assert list(everything.answerable_by(by)) == [ours]
    assert list(everything.answerable_by(accounts.officer())) == []
    assert list(everything.answerable_by(accounts.parent())) == []


@pytest.mark.parametrize("make", [consultations.an_open_one, consultations.a_closed_one])
def test_themes_can_only_be_answered_after_the_results_are_published(by, make):
    row = consultations.a_theme(make(by=by), by=by)
    with pytest.raises(DomainError, match="after the results"):
        consultations.answer(row, by=by)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"outcome": "maybe"}, "outcome"),
        ({"outcome": Outcome.AGREED, "text": " "}, "text"),
        ({"outcome": Outcome.PARTLY, "text": ""}, "text"),
        ({"outcome": Outcome.NOT_POSSIBLE, "reason": ""}, "reason"),
        ({"outcome": Outcome.NOT_OURS, "instead": ""}, "instead"),
    ],
)
def test_an_incomplete_answer_saves_nothing(row, fields, field):
    with pytest.raises(DomainError) as refused:
        consultations.answer(row, **fields)
    assert refused.value.field == field
    assert Answer.objects.count() == YouSaidEntry.objects.count() == 0


# --- what an answer makes -------------------------------------------------------------------------


def test_an_answer_creates_public_commitments_and_a_you_said_entry(row, by, agency):
    words = row.consultation
    answer = consultations.answer(row, commitments=[PROMISE, PROMISE | {"what": "Write to families"}]).answer
    commitments = Commitment.objects.filter(answer=answer)
    assert [(one.what, one.agency, one.is_public) for one in commitments] == [
        ("Open a club", agency, True),
        ("Write to families", agency, True),
    ]
    entry = YouSaidEntry.objects.get(answer=answer)
    assert (entry.kind, entry.you_said, entry.theme, entry.published_on) == (
        EntryKind.WILL,
        "Families want Saturdays.",
        row.theme,
        None,
    )
    assert words.title in entry.source
    assert entry.source_url == f"/consultations/{words.slug}/results/#theme-{row.pk}"


def test_the_entry_says_how_many_people_said_it(by):
    one = consultations.an_open_one(by=by)
    theme = consultations.a_theme(one, by=by)
    for _number in range(3):
        code_answer(theme, consultations.respond(one).answers.get(question__kind="long"), by=by)
    start_feedback(close_consultation(one, reason="Enough.", by=by), by=by)
    consultations.answer(theme, by=by)
    assert YouSaidEntry.objects.get().said_by_count == 3


def test_a_no_is_shown_as_a_no(row):
    consultations.answer(row, outcome=Outcome.NOT_POSSIBLE, text="", reason="There is no money.")
    entry = YouSaidEntry.objects.get()
    assert (entry.kind, entry.we_did) == (EntryKind.COULD_NOT, "There is no money.")


def test_a_commitment_whose_date_has_passed_is_not_posted(row):
    with pytest.raises(DomainError, match="The date of “Open a club” has passed"):
        consultations.answer(row, commitments=[PROMISE, PROMISE | {"due_on": dt.date(2026, 6, 2)}])
    assert Answer.objects.count() == Commitment.objects.count() == YouSaidEntry.objects.count() == 0


def test_an_answer_posted_twice_is_stored_once(row):
    stale = ConsultationTheme.objects.get(pk=row.pk)
    consultations.answer(row, commitments=[PROMISE])
    for again in (row, stale):
        with pytest.raises(DomainError, match="already been answered"):
            consultations.answer(again, commitments=[PROMISE])
    assert Answer.objects.count() == Commitment.objects.count() == YouSaidEntry.objects.count() == 1


def test_a_theme_of_issues_can_be_raised_in_a_consultation_too(by, agency):
    theme = issues.theme("Saturdays", by=by)
    issues.logged_issue(theme=theme, by=by)
    one = consultations.a_closed_one(by=by, agency=agency)
    assert add_theme(one, theme=theme, said="Saturdays again", by=by).theme == theme
