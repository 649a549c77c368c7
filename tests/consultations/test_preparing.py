"""Preparing a draft consultation and its questions."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from common.errors import DomainError, StaleEdit
from consultations.models import Consultation, Question
from consultations.rules import ConsultationStatus, Purpose, QuestionKind
from consultations.services.preparing import (
    add_question,
    create_consultation,
    create_consultation_once,
    edit_consultation,
    edit_question,
    move_question_up,
    remove_question,
)
from tests.consultations.walking import NOON
from tests.factories import consultations

pytestmark = pytest.mark.django_db
FIELDS = {
    "title": "Short breaks",
    "summary": "What do families need?",
    "information": "The same money as now.",
    "purpose": Purpose.CHANGE,
    "opens_at": NOON,
    "closes_at": NOON + dt.timedelta(days=30),
}


@pytest.fixture
def draft(by):
    return consultations.a_draft(by=by, questions=())


def texts(consultation):
    return [(question.number, question.text) for question in consultation.questions.all()]


def add(draft, by, text="Which evening?", kind=QuestionKind.SHORT, **fields):
    return add_question(draft, kind=kind, text=text, by=by, **fields)


def test_a_consultation_begins_as_a_draft_with_reference_slug_and_an_audit_row(by):
    one = create_consultation(**FIELDS, by=by)
    assert (one.status, one.opened_on, one.slug) == (ConsultationStatus.DRAFT, None, "short-breaks")
    assert one.reference.startswith("CON-")
    assert AuditEntry.objects.filter(verb="create_consultation", by=by, object_id=str(one.pk)).exists()


def test_an_unknown_field_is_ignored(by):
    one = create_consultation(**FIELDS, status="concluded", opened_on=NOON.date(), slug="evil", by=by)
    assert (one.status, one.opened_on, one.slug) == ("draft", None, "short-breaks")


def test_slugs_are_unique_and_never_clash_with_other_pages(by):
    slugs = [create_consultation(**FIELDS | {"title": title}, by=by).slug for title in ("A b", "A b", "New")]
    assert slugs == ["a-b", "a-b-2", "new-2"]
    assert create_consultation(**FIELDS | {"title": "日本 ???"}, by=by).slug == "consultation"


def test_sending_the_same_form_twice_makes_one_draft(by):
    first, second = (create_consultation_once(key="k" * 20, **FIELDS, by=by) for _post in range(2))
    assert first == second
    with pytest.raises(DomainError, match="already sent"):
        create_consultation_once(key="k" * 20, **FIELDS | {"title": "Other"}, by=by)
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"closes_at": NOON}, "closes_on"),
        ({"closes_at": NOON - dt.timedelta(days=1)}, "closes_on"),
        ({"decide_on": dt.date(2026, 7, 2)}, "decide_on"),
    ],
)
def test_impossible_dates_are_refused_at_their_field(by, draft, change, field):
    with pytest.raises(DomainError) as created:
        create_consultation(**FIELDS | change, by=by)
    with pytest.raises(DomainError) as edited:
        edit_consultation(draft, version=0, by=by, **FIELDS | change)
    assert created.value.field == edited.value.field == field


def test_the_decision_date_can_be_the_closing_date(by):
    one = create_consultation(**FIELDS | {"decide_on": dt.date(2026, 7, 3)}, by=by)
    assert one.decide_on == one.closes_on


def test_a_new_version_can_replace_an_opened_consultation(by, draft):
    opened = consultations.a_withdrawn_one(by=by)
    assert create_consultation(**FIELDS, earlier_version=opened, by=by).earlier_version == opened
    with pytest.raises(DomainError, match="has been opened"):
        create_consultation(**FIELDS, earlier_version=draft, by=by)


# --- editing --------------------------------------------------------------------------------------


def test_a_draft_can_be_edited_including_its_closing_date(by, draft):
    closes = draft.closes_at + dt.timedelta(days=9)
    one = edit_consultation(draft, version=0, by=by, closes_at=closes, title="Longer breaks", status="open")
    one.refresh_from_db()
    assert (one.title, one.closes_at, one.status, one.version) == ("Longer breaks", closes, "draft", 1)


def test_a_stale_edit_is_refused(by, draft):
    edit_consultation(draft, version=0, by=by, title="Their title", information="Theirs")
    with pytest.raises(StaleEdit) as stale:
        edit_consultation(draft, version=0, by=by, information="Mine")
    assert stale.value.theirs.startswith("Their title\n\n")
    assert "Theirs" in stale.value.theirs.split("\n\n")
    assert Consultation.objects.get(pk=draft.pk).information == "Theirs"


def test_information_and_questions_are_locked_after_opening(by):
    one = consultations.an_open_one(by=by)
    question = one.questions.first()
    verbs = [
        lambda: edit_consultation(one, version=0, title="Other", by=by),
        lambda: add(one, by),
        lambda: edit_question(question, kind=QuestionKind.SHORT, text="Other?", by=by),
        lambda: remove_question(question, by=by),
        lambda: move_question_up(one.questions.last(), by=by),
    ]
    for verb in verbs:
        with pytest.raises(DomainError, match="has been opened"):
            verb()
    assert one.questions.count() == 6


# --- questions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_question_of_each_kind_can_be_asked(by, draft, kind):
    question = add(draft, by, kind=kind, choices=["Yes", " No ", ""], unit="miles", smallest=0, largest=9)
    is_number = kind == QuestionKind.NUMBER
    is_choice = kind in {QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.SCALE}
    assert [choice.text for choice in question.choices.all()] == (["Yes", "No"] if is_choice else [])
    assert (question.unit, question.smallest, question.largest) == (("miles", 0, 9) if is_number else ("", None, None))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "one", "choices": ["Yes"]}, "choices"),
        ({"kind": "several", "choices": []}, "choices"),
        ({"kind": "scale", "choices": ["1", "1"]}, "choices"),
        ({"kind": "one", "choices": ["x" * 201, "Yes"]}, "choices"),
        ({"kind": "number", "smallest": 5, "largest": 5}, "largest"),
    ],
)
def test_an_invalid_question_is_refused_at_its_field(by, draft, fields, field):
    with pytest.raises(DomainError) as refused:
        add(draft, by, **fields)
    assert refused.value.field == field
    assert draft.questions.count() == 0


def test_pressing_the_button_twice_adds_one_question(by, draft):
    add(draft, by)
    with pytest.raises(DomainError, match="already been added"):
        add(draft, by)
    assert draft.questions.count() == 1


def test_a_changed_question_keeps_its_place(by, draft):
    first, _second = add(draft, by, "One?", QuestionKind.ONE, choices=["Yes", "No"]), add(draft, by, "Two?")
    edit_question(first, kind=QuestionKind.SCALE, text="One?", choices=["1", "2", "3"], by=by)
    assert texts(draft) == [(1, "One?"), (2, "Two?")]
    assert [choice.text for choice in first.choices.all()] == ["1", "2", "3"]
    with pytest.raises(DomainError, match="already been added"):
        edit_question(first, kind=QuestionKind.SHORT, text="Two?", by=by)


def test_removing_a_question_leaves_no_gap(by, draft):
    one, two, three = (add(draft, by, text) for text in ("One?", "Two?", "Three?"))
    remove_question(two, by=by)
    assert texts(draft) == [(1, "One?"), (2, "Three?")]
    remove_question(one, by=by)
    remove_question(three, by=by)
    assert add(draft, by).number == 1


def test_a_question_can_be_moved_up_from_an_outdated_page(by, draft):
    one, two, three = (add(draft, by, text) for text in ("One?", "Two?", "Three?"))
    move_question_up(three, by=by)
    assert texts(draft) == [(1, "One?"), (2, "Three?"), (3, "Two?")]
    move_question_up(three, by=by)  # this row still says 3
    assert texts(draft) == [(1, "Three?"), (2, "One?"), (3, "Two?")]
    with pytest.raises(DomainError, match="first question"):
        move_question_up(three, by=by)
    assert {one.number, two.number} == {1, 2}


def test_a_consultation_can_have_many_questions(by, draft):
    for number in range(60):
        add(draft, by, f"Question {number}?")
    move_question_up(Question.objects.get(consultation=draft, number=60), by=by)
    assert [number for number, _text in texts(draft)] == list(range(1, 61))
