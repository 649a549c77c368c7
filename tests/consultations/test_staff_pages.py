"""The co-ordinator's pages for preparing and running a consultation."""

import datetime as dt

import pytest

from common import clock
from consultations.models import Consultation, Question, Response
from consultations.rules import ConsultationStatus, QuestionKind
from consultations.services.feedback import add_theme, code_answer
from consultations.services.preparing import edit_consultation
from tests.consultations.walking import fields_of, page
from tests.counting import queries
from tests.factories import consultations, issues
from tests.filling import save

pytestmark = pytest.mark.django_db
K = QuestionKind
STAFF = "/staff/consultations/"
INFORMATION = {
    "title": "Swimming after school",
    "summary": "When should the pool be open?",
    "information": "## What is planned",
    "purpose": "change",
    "level": "consultation",
    "opens_on": "2026-06-03",
    "closes_on": "2026-07-03",
}


def at(consultation, path=""):
    return f"{STAFF}{consultation.slug}/{path}"


def messages_of(response, client):
    return page(client.get(response.url))


# --- preparing ------------------------------------------------------------------------------------


def test_a_consultation_is_prepared_with_its_dates(staff):
    response = staff.post(f"{STAFF}new/", INFORMATION)
    one = Consultation.objects.get()
    assert response.url == at(one)
    assert (one.status, one.deciding_agency) == (ConsultationStatus.DRAFT, None)
    assert (one.opens_at, one.closes_at) == (
        clock.at(dt.date(2026, 6, 3), dt.time(0)),
        clock.at(dt.date(2026, 7, 3), dt.time(23, 59)),
    )


def test_sending_the_form_twice_makes_one_draft(staff):
    once = fields_of(staff.get(f"{STAFF}new/"))["once"]
    responses = [staff.post(f"{STAFF}new/", INFORMATION | {"once": once}) for _press in range(2)]
    assert responses[0].url == responses[1].url
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"closes_on": "2026-06-02"}, "The closing date must be after the opening date."),
        ({"closes_on": "2026-02-30"}, "Give a real date"),
        ({"decide_on": "2026-06-20"}, "not be before the closing date"),
        ({"title": ""}, "Fill in “Title”"),
        ({"title": "x" * 151}, "Use 150 characters or fewer."),
        ({"purpose": "harm"}, "Choose one of the answers offered."),
    ],
)
def test_errors_are_shown_and_keep_what_was_typed(staff, change, words):
    response = staff.post(f"{STAFF}new/", INFORMATION | change)
    assert response.status_code == 200
    assert words in page(response)
    assert "When should the pool be open?" in page(response)
    assert Consultation.objects.count() == 0


def test_a_draft_is_edited_and_a_stale_edit_shows_both(staff, by):
    one = consultations.a_draft(by=by, questions=())
    form = page(staff.get(at(one, "edit/")))
    assert one.title in form
    assert 'name="version" value="0"' in form
    edit_consultation(one, version=0, information="Their words", by=by)
    response = staff.post(at(one, "edit/"), INFORMATION | {"version": "0", "information": "My words"})
    assert response.status_code == 409
    for words in ("Their", "My words", 'name="version" value="1"'):
        assert words in page(response)
    assert staff.post(at(one, "edit/"), INFORMATION | {"version": "1"}).url == at(one)
    one.refresh_from_db()
    assert (one.title, one.closes_on) == (INFORMATION["title"], dt.date(2026, 7, 3))


def test_a_question_is_added_changed_moved_and_removed(staff, by):
    one = consultations.a_draft(by=by, questions=({"kind": K.SHORT, "text": "Which town?"},))
    typed = {"kind": "one", "text": "Which evening?", "choices": "Monday\r\n\r\nThursday\r\n"}
    assert staff.post(at(one, "questions/new/"), typed).url == at(one)
    added = one.questions.get(number=2)
    assert [choice.text for choice in added.choices.all()] == ["Monday", "Thursday"]
    edit = f"{STAFF}questions/{added.pk}/edit/"
    assert "Monday\nThursday</textarea>" in page(staff.get(edit))
    assert save(staff, edit, typed | {"choices": "Monday\nTuesday\nThursday"}).url == at(one)
    staff.post(f"{STAFF}questions/{added.pk}/up/")
    assert [question.text for question in one.questions.all()] == ["Which evening?", "Which town?"]
    staff.post(f"{STAFF}questions/{added.pk}/remove/")
    assert [question.text for question in one.questions.all()] == ["Which town?"]


def test_a_choice_question_with_one_answer_is_refused(staff, by):
    one = consultations.a_draft(by=by, questions=())
    response = staff.post(at(one, "questions/new/"), {"kind": "one", "text": "Which?", "choices": "Monday"})
    assert "Give at least two answers" in page(response)
    assert 'id="id_choices_error"' in page(response)
    assert Question.objects.count() == 0


def test_an_opened_consultation_cannot_be_edited(staff, by):
    one = consultations.an_open_one(by=by)
    question = one.questions.last()
    for address in (f"{STAFF}questions/{question.pk}/up/", f"{STAFF}questions/{question.pk}/remove/"):
        assert "has been opened" in messages_of(staff.post(address), staff)
    response = staff.post(at(one, "edit/"), INFORMATION | {"version": "0"})
    assert "has been opened" in page(response)
    assert one.questions.count() == 6


# --- running --------------------------------------------------------------------------------------


def test_a_consultation_can_be_run_from_its_page(staff, by):
    one = consultations.a_draft(by=by)
    staff.post(at(one, "open/"), {"reason": "It is decided in July."})
    consultations.respond(one)
    staff.post(at(one, "pause/"), {"reason": "A question was wrong."})
    staff.post(at(one, "open/"))
    staff.post(at(one, "close/"), {"reason": "Everybody has answered."})
    assert "Add the themes" in messages_of(staff.post(at(one, "feedback/")), staff)
    staff.post(at(one, "themes/new/"), {"theme": issues.theme(by=by).pk, "said": "Families want Saturdays."})
    words = one.questions.get(kind="long").answers.get()
    staff.post(f"/staff/consultations/words/{words.pk}/code/", {"theme": one.themes.get().pk})
    staff.post(at(one, "feedback/"))
    assert "without an answer: 1" in messages_of(staff.post(at(one, "conclude/")), staff)
    consultations.answer(one.themes.get())
    assert "Consultation concluded" in messages_of(staff.post(at(one, "conclude/")), staff)
    assert [move.status for move in one.moves.all()] == ["open", "paused", "open", "closed", "feedback", "concluded"]


def test_posting_to_an_address_cannot_skip_a_state(staff, by):
    one = consultations.a_draft(by=by)
    for path in ("close/", "feedback/", "conclude/"):
        staff.post(at(one, path))
    one.refresh_from_db()
    assert one.status == ConsultationStatus.DRAFT


def test_a_reason_must_be_given(staff, by):
    one = consultations.an_open_one(by=by)
    for path in ("pause/", "withdraw/"):
        assert "Fill in “Why”" in page(staff.post(at(one, path), {"reason": " "}))
    staff.post(at(one, "withdraw/"), {"reason": "The law has changed.", "what_follows": "Nothing."})
    one.refresh_from_db()
    assert (one.status, one.status_reason) == (ConsultationStatus.WITHDRAWN, "The law has changed.")


@pytest.mark.parametrize(
    "make",
    [
        consultations.a_draft,
        consultations.an_open_one,
        consultations.a_paused_one,
        consultations.a_closed_one,
        consultations.one_being_answered,
        consultations.a_concluded_one,
        consultations.a_withdrawn_one,
    ],
)
def test_every_step_the_page_offers_can_be_taken(staff, by, make):
    """Every offered button or link works."""
    one = make(by=by)
    text = page(staff.get(at(one))).partition("<main")[2]
    moves = ("open/", "close/", "feedback/", "conclude/")
    offered = {path for path in moves if f'action="{at(one, path)}"' in text or f'href="{at(one, path)}"' in text}
    expected = {
        "draft": {"open/"},
        "open": {"close/"},
        "paused": {"open/", "close/"},
        "closed": set(),  # it has no theme yet
        "feedback": set(),  # its theme has no answer yet
        "concluded": set(),
        "withdrawn": set(),
    }
    assert offered == expected[one.status]
    links = {
        path for path in ("edit/", "enter/", "words/", "uncounted/", "pause/") if f'href="{at(one, path)}"' in text
    }
    assert all(staff.get(at(one, path)).status_code == 200 for path in links)
    assert ("edit/" in links) == (one.status == "draft")
    assert ("enter/" in links) == (one.status in {"open", "paused", "closed"})


# --- on paper -------------------------------------------------------------------------------------


def sheet(one):
    values = {f"q{pk}": value for pk, value in consultations.answers_to(one).items()}
    return values | {"group": "other", "channel": "paper", "arrived_on": "2026-06-03"}


def test_a_paper_response_is_entered_once(staff, by):
    one = consultations.an_open_one(by=by)
    typed = sheet(one) | {"once": fields_of(staff.get(at(one, "enter/")))["once"]}
    for _press in range(2):
        assert staff.post(at(one, "enter/"), typed).url == at(one)
    entered = Response.objects.get()
    assert (entered.channel, entered.group_id, entered.entered_by) == ("paper", "other", by)


def test_two_paper_responses_with_the_same_answers_are_both_counted(staff, by):
    one = consultations.an_open_one(by=by)
    for _sheet in range(2):
        staff.post(at(one, "enter/"), sheet(one) | fields_of(staff.get(at(one, "enter/"))))
    assert Response.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"arrived_on": "2026-06-09"}, "This date is in the future. Choose today or an earlier date."),
        ({"arrived_on": ""}, "Fill in “Date it reached us”"),
        ({"channel": "web"}, "Choose one of the answers offered."),
        ({"group": ""}, "Choose an answer to “Who answered?”"),
        ({"channel": ""}, "Choose an answer to “How it reached us”"),
    ],
)
def test_an_error_when_entering_keeps_what_was_typed(staff, by, change, words):
    one = consultations.an_open_one(by=by)
    response = staff.post(at(one, "enter/"), sheet(one) | change)
    assert words in page(response)
    assert "Saturdays, please." in page(response)
    assert Response.objects.count() == 0


def test_uncounted_messages_are_recorded_and_shown(staff, by):
    one = consultations.a_closed_one(by=by)
    save(staff, at(one, "uncounted/"), {"count": "5", "note": "e-mails"})
    text = page(staff.get(at(one, "uncounted/")))
    assert 'value="5"' in text
    assert 'value="e-mails"' in text
    assert "Not counted, but read: 5 (e-mails)." in page(staff.get(at(one, "results/")))


# --- reading --------------------------------------------------------------------------------------


@pytest.fixture
def read(by):
    """A consultation with 30 written answers and two themes."""
    one = consultations.an_open_one(by=by, questions=[{"kind": K.LONG, "text": "Anything else?"}])
    for number in range(30):
        consultations.respond(one, **{K.LONG: f"Words {number:02}"})
    for name in ("Saturdays", "Nights"):
        add_theme(one, theme=issues.theme(name, by=by), said=f"They want {name.lower()}", by=by)
    return one


def test_sorting_an_answer_into_a_theme_returns_to_the_same_place(staff, read):
    words = read.questions.get().answers.order_by("pk").first()
    theme = read.themes.first()
    text = page(staff.get(at(read, "words/?page=2")))
    assert "Words 00" in text
    assert 'name="page" value="2"' in text
    code = f"{STAFF}words/{words.pk}/code/"
    typed = {"theme": theme.pk, "page": "2"}
    assert staff.post(code, typed).url == f"{at(read, 'words/')}?page=2#words-{words.pk}"
    assert list(words.themes.all()) == [theme]
    staff.post(code, typed | {"out": "1"})
    assert words.themes.count() == 0


def test_answers_without_a_theme_can_be_filtered(staff, by, read):
    for words in read.questions.get().answers.order_by("pk")[:28]:
        code_answer(read.themes.first(), words, by=by)
    text = page(staff.get(at(read, "words/?sorted=no")))
    assert "Words 29" in text
    assert "Words 03" not in text


def test_an_answer_cannot_go_into_a_theme_of_another_consultation(staff, by, read):
    other = consultations.a_theme(consultations.an_open_one(by=by), by=by)
    words = read.questions.get().answers.first()
    for wrong in (other.pk, "x", "", "0"):
        staff.post(f"{STAFF}words/{words.pk}/code/", {"theme": wrong})
    assert words.themes.count() == 0


@pytest.mark.parametrize("query", ["question=x", "question=999", "sorted=yes", "page=99", "page=x", "question=\0"])
def test_an_invalid_filter_is_not_a_server_error(staff, read, query):
    assert staff.get(f"{at(read, 'words/')}?{query}").status_code in {200, 404}


def test_staff_pages_take_the_same_queries_for_3_rows_and_for_25(staff, by):
    one = consultations.an_open_one(by=by)
    theme = consultations.a_theme(one, by=by)
    counts = []
    for number in (3, 22):
        for _row in range(number):
            words = consultations.respond(one).answers.get(question__kind=K.LONG)
            code_answer(theme, words, by=by)
            consultations.a_draft(by=by, questions=())
        row = []
        for address in (STAFF, at(one), at(one, "words/"), at(one, "results/")):
            with queries() as counted:
                assert staff.get(address).status_code == 200
            row.append(len(counted))
        counts.append(row)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20


def test_only_the_coordinator_sees_counts_until_they_are_published(staff, by):
    one = consultations.an_open_one(by=by)
    consultations.respond(one)
    assert "Please do not share these counts" in page(staff.get(at(one, "results/")))
    published = consultations.one_being_answered(by=by)
    assert "Please do not share these counts" not in page(staff.get(at(published, "results/")))
