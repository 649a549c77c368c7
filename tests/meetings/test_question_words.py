"""A public question is edited before it is shown; what shows who somebody is does not go out by inattention."""

import pytest

from common.errors import DomainError
from meetings.models import PublicQuestion
from meetings.services.questions import accept_question, answer_question
from tests.factories import accounts
from tests.factories import meetings as make
from tests.filling import save
from tests.issues.pages import errors, words
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ASKED = "Why has my son Tobi Achebe no place at Elm School?"
OUT = "Why has my son [name] no place at [school]?"


@pytest.fixture
def staff(client):
    return sign_in(client, accounts.coordinator())


@pytest.fixture
def question(db):
    return accept_question(make.a_question(make.a_meeting_with_agenda(), text=ASKED), by=None)


def address(question, step):
    return f"/staff/meetings/{question.meeting.slug}/questions/{question.reference}/{step}/"


def test_the_box_begins_with_every_mark_taken_out_beside_the_question_as_it_came(staff, question):
    page = staff.get(address(question, "edit"))
    assert page.context["form"]["edited_text"].value() == OUT
    assert "<mark>Tobi Achebe" in page.content.decode()


def test_the_public_reads_the_edited_words_and_the_original_is_kept(staff, client, question):
    assert save(staff, address(question, "edit"), {"edited_text": OUT}).status_code == 302
    answer = {"answer": "The panel decides in May.", "there": "no"}
    assert save(staff, address(question, "answer"), answer).status_code == 302
    client.logout()
    public = words(client.get(f"/meetings/{question.meeting.slug}/"))
    assert OUT in public
    assert "Achebe" not in public
    assert PublicQuestion.objects.get().text == ASKED


def test_a_question_with_a_name_is_not_answered_until_it_is_edited_or_ticked(staff, question):
    answer = {"answer": "The panel decides in May.", "there": "no"}
    refused = staff.post(address(question, "answer"), answer)
    assert "Tobi Achebe (name); Elm School (school)" in errors(refused)
    assert PublicQuestion.objects.get().answer == ""
    ticked = answer | {"put_back": ["tobi achebe", "elm school"]}
    assert staff.post(address(question, "answer"), ticked).status_code == 302
    with pytest.raises(DomainError, match="Tobi Achebe"):
        answer_question(question, "Yes.", there=False, by=None)


def test_a_name_in_the_answer_is_asked_about_too(staff, question):
    save(staff, address(question, "edit"), {"edited_text": "Why is there no place?"})
    refused = staff.post(address(question, "answer"), {"answer": "Ask Priya Okafor.", "there": "no"})
    assert "Priya Okafor (name)" in errors(refused)


def test_the_words_of_an_answered_question_stay_as_they_are(staff, question):
    save(staff, address(question, "edit"), {"edited_text": "Why is there no place?"})
    save(staff, address(question, "answer"), {"answer": "The panel decides.", "there": "no"})
    assert staff.get(address(question, "edit")).status_code == 302
