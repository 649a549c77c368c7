"""“None of these” is given alone, where a question that allows several answers says so."""

import re

import pytest
from django.urls import reverse

from common import clock
from consultations.models import Question, Response, ResponseDraft
from consultations.results import results_of
from consultations.rules import QuestionKind
from tests.consultations.walking import page, send, step_of
from tests.factories import consultations
from tests.filling import parts_of, save

pytestmark = pytest.mark.django_db
K = QuestionKind
SEVERAL = {"kind": K.SEVERAL, "text": "What would help?", "choices": ("A club", "A night", "None of these")}
WORDS = "Choose “None of these” alone, or leave it out and choose the others."
TYPED = {"kind": K.SEVERAL, "text": "What would help?", "choices": "A club\nA night\nNone of these"}


@pytest.fixture
def one():
    return consultations.an_open_one(questions=[SEVERAL | {"sole_answer": "None of these"}])


@pytest.fixture
def keys(one):
    return [str(choice.pk) for choice in one.questions.get().choices.all()]


def test_the_coordinator_names_the_answer_that_is_given_alone_and_can_change_it(staff):
    draft = consultations.a_draft(questions=[])
    add = reverse("consultations:question_add", args=[draft.slug])
    staff.post(add, TYPED | {"sole_answer": "None of these"})
    question = Question.objects.get()
    assert question.sole_answer == "None of these"
    assert "(given alone)" in page(staff.get(reverse("consultations:staff_consultation", args=[draft.slug])))
    edit = reverse("consultations:question_edit", args=[question.pk])
    assert 'value="None of these"' in page(staff.get(edit))
    save(staff, edit, TYPED | {"sole_answer": ""})
    assert Question.objects.get().sole_answer == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sole_answer": "Nothing"}, "This is not one of the answers above."),
        ({"sole_answer": "A club", "kind": K.ONE}, "Only a question with several answers"),
    ],
)
def test_a_sole_answer_must_be_one_of_several(staff, changes, words):
    draft = consultations.a_draft(questions=[])
    response = staff.post(reverse("consultations:question_add", args=[draft.slug]), TYPED | changes)
    assert words in page(response)
    assert 'id="id_sole_answer_error"' in page(response)
    assert not Question.objects.exists()


def test_none_beside_others_is_refused_at_the_question_and_stays_ticked(client, one, keys):
    address, name = step_of(one, K.SEVERAL)
    text = page(client.post(address, {name: [keys[0], keys[2]]}))
    assert WORDS in text
    assert f'id="id_{name}_error"' in text
    ticked = [tag for tag in re.findall("<input[^>]*>", text) if f'name="{name}"' in tag and "checked" in tag]
    assert [f'value="{key}"' in tag for key, tag in zip((keys[0], keys[2]), ticked, strict=True)] == [True, True]
    assert not ResponseDraft.objects.exists()


def test_none_alone_and_several_without_it_are_counted_as_they_were_given(client, one, keys):
    name = step_of(one, K.SEVERAL)[1]
    send(client, one, [{"group": "parent"}, {name: [keys[2]]}])
    send(client, one, [{"group": "parent"}, {name: keys[:2]}])
    result = results_of(one).questions[0]
    assert result.people == 2
    assert [choice.count for choice in result.choices] == [1, 1, 1]


def test_the_last_page_refuses_none_beside_others_too(client, one, keys):
    name = step_of(one, K.SEVERAL)[1]
    response = send(client, one, [{"group": "parent"}, {name: keys[:1]}], typed={name: [keys[0], keys[2]]})
    assert WORDS in page(response)
    assert not Response.objects.exists()


def test_paper_that_says_both_is_refused_where_it_is_entered(staff, one, keys):
    name = step_of(one, K.SEVERAL)[1]
    typed = {"group": "parent", "channel": "paper", name: [keys[0], keys[2]], **parts_of(clock.today(), "arrived_on")}
    assert WORDS in page(staff.post(reverse("consultations:response_enter", args=[one.slug]), typed))
    assert not Response.objects.exists()
