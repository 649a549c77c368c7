"""The responses to a consultation as a file: what they said, and nothing that says who they are."""

import csv
import datetime as dt
import io
import itertools

import pytest
from django.db import connection

from accounts.models import AuditEntry, RespondentKind
from common.pages import exports, files
from common.references import new_secret
from consultations.files import ResponseFile
from consultations.models import Choice, Response, ResponseAnswer
from consultations.rules import QuestionKind
from consultations.selectors import questions_by_audience
from consultations.services.responding import submit_response
from tests.consultations import many
from tests.counting import queries
from tests.factories import consultations

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 2)
AWKWARD = (
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    'a","b\n=1\r\n,;',
    "“Zoë”",
    "\r=1",
    "＝1",
    "100 %",
    "\\.",
    "'",
    "x" * 3_000,
    " =1",
)


def rows_of(client, consultation, **asked):
    address = f"/staff/consultations/{consultation.slug}/responses/"
    text = b"".join(client.get(address, {"format": "csv", **asked}).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def written(pieces):
    return b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)


def awkward_one():
    """A consultation that was answered in every kind, in words that are hard to write down."""
    several = {"kind": QuestionKind.SEVERAL, "text": "=What helps?", "choices": ("-1", "=2", "A “visit”, or two")}
    consultation = consultations.an_open_one(questions=[*consultations.KINDS, several])
    questions = list(consultation.questions.prefetch_related("choices"))
    for number, words in enumerate(AWKWARD):
        said = consultations.answers_to(consultation)
        for question in questions:
            chosen = [choice.pk for choice in question.choices.all()]
            if question.kind == QuestionKind.SEVERAL:
                said[question.pk] = chosen[number % 3 :]
            elif question.kind == QuestionKind.LONG:
                said[question.pk] = words
            elif question.kind == QuestionKind.NUMBER:
                said[question.pk] = ("1", "2.5", "")[number % 3]
        submit_response(consultation, said, group=consultations.answering("parent"), once=new_secret())
    late = Response.objects.earliest("pk")
    Response.objects.filter(pk=late.pk).update(is_late=True)
    late.answers.update(is_late=True)
    return consultation


def file_of(consultation):
    return ResponseFile(consultation, Response.objects.filter(consultation=consultation))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="COPY is PostgreSQL's")
def test_postgresql_copies_the_bytes_that_others_write(monkeypatch):
    file = file_of(awkward_one())

    def by_hand():
        return written(itertools.chain([exports.BYTE_ORDER_MARK, files.quoted([file.header])], file._written()))

    assert written(file.csv()) == by_hand()
    monkeypatch.setattr(files, "BATCH", 5)
    assert written(file.csv()) == by_hand()
    for number, response in enumerate(Response.objects.order_by("pk")):
        Response.objects.filter(pk=response.pk).update(received_on=DAY - dt.timedelta(days=number // 4))
    assert written(file.csv()) == by_hand()


def test_no_cell_is_run_and_each_comes_back(staff):
    consultation = awkward_one()
    rows = rows_of(staff, consultation)
    assert sorted(row["5. Anything else?"].removeprefix("'") for row in rows) == sorted(
        words.removeprefix("'") for words in AWKWARD
    )
    assert not [cell for row in rows for cell in row.values() if cell.startswith(exports.LIKE_A_FORMULA)]
    assert list(rows[0])[-1] == "7. =What helps?"
    assert {row["7. =What helps?"] for row in rows} == {
        "'-1; =2; A “visit”, or two",
        "'=2; A “visit”, or two",
        "A “visit”, or two",
    }
    assert [row["Late"] for row in rows].count("yes") == 1


def test_it_says_nothing_of_who_answered(staff, by):
    consultation = consultations.an_open_one()
    consultations.respond(consultation)
    consultations.enter(consultation, by=by)
    rows = rows_of(staff, consultation)
    assert set(rows[0]) - {"Received on", "Late"} == {str(one) for one in consultation.questions.all()}
    kept = {str(kind) for kind in RespondentKind.objects.all()} | {by.name, by.email}
    kept |= set(Response.objects.values_list("reference", flat=True))
    assert not kept & {cell for row in rows for cell in row.values()}


def test_no_two_files_join_what_somebody_said_to_who_they_are(staff, by):
    """The list of what was entered names the reference and the channel, and not for whom somebody speaks."""
    consultation = consultations.an_open_one()
    consultations.enter(consultation, by=by)
    text = b"".join(staff.get(f"/staff/consultations/{consultation.slug}/entered/?format=csv").streaming_content)
    assert Response.objects.get().group.name.encode() not in text


def test_it_recounts_to_the_page(staff):
    consultation = awkward_one()
    rows = [row for row in rows_of(staff, consultation) if row["Late"] == "no"]
    address = f"/staff/consultations/{consultation.slug}/results/?format=csv"
    text = b"".join(staff.get(address).streaming_content).decode("utf-8-sig")
    counted = {(row["Part"], row["Answer"]): row["People"] for row in csv.DictReader(io.StringIO(text))}
    assert counted["Responses that count", ""] == str(len(rows)) == str(len(AWKWARD) - 1)
    for choice in Choice.objects.exclude(text="=2"):
        chose = [row for row in rows if choice.text in row[str(choice.question)].removeprefix("'").split("; ")]
        defused = f"'{choice.text}" if choice.text.startswith(exports.LIKE_A_FORMULA) else choice.text
        question = str(choice.question)
        assert counted[question, defused] == str(len(chose)), choice


FOR_PARENTS = {
    "kind": QuestionKind.ONE,
    "text": "Had you heard of short breaks?",
    "choices": ("Heard of them", "Never"),
    "help_text": "For parents and carers.",
}


def one_for_parents():
    """Five parents and two others have answered, and only the parents the question that is for them."""
    consultation = consultations.an_open_one(questions=[FOR_PARENTS, *consultations.KINDS])
    of_parents = consultation.questions.get(number=1)
    for kind, people in (("parent", 5), ("worker", 2)):
        for _each in range(people):
            said = consultations.answers_to(consultation)
            if kind != "parent":
                del said[of_parents.pk]
            submit_response(consultation, said, group=consultations.answering(kind), once=new_secret())
    return consultation


def test_no_column_is_filled_for_one_kind_of_people_and_blank_for_others(staff):
    """Each row would be joined to the kind of person, and the numbers that counts hide could be counted again."""
    consultation = one_for_parents()
    rows = rows_of(staff, consultation)
    assert len(rows) == 7
    assert list(rows[0]) == ["Received on", "Late", *map(str, consultation.questions.exclude(number=1))]
    assert {tuple(cell == "" for cell in row.values()) for row in rows} == {(False,) * len(rows[0])}
    assert "Heard of them" not in str(rows)
    excel = list(file_of(consultation).rows())
    assert {len(row) for row in excel} == {len(rows[0])}
    assert "Heard of them" not in str(excel)


def test_page_says_which_questions_are_left_out_and_where_their_counts_are(staff):
    consultation = one_for_parents()
    page = staff.get(f"/staff/consultations/{consultation.slug}/responses/").content.decode()
    assert "<li>1. Had you heard of short breaks?</li>" in page
    assert f'href="/staff/consultations/{consultation.slug}/results/"' in page
    assert "Heard of them" not in page
    counts = staff.get(f"/staff/consultations/{consultation.slug}/results/").content.decode()
    assert "Had you heard of short breaks?" in counts
    assert "Heard of them" in counts


@pytest.mark.parametrize(
    ("text", "help_text", "is_for_some_only"),
    [
        ("Had you heard of it?", "For parents and carers.", True),
        ("Had you heard of it?", "Parents and carers only", True),
        ("Had you heard of it?", "Please answer only if you are a carer.", True),
        ("Had you heard of it?", "If you’re a parent.", True),
        ("Had you heard of it?", "Only for those who work with families.", True),
        ("For young people: what would you like to do?", "", True),
        ("If you are a parent, how far do you travel?", "", True),
        ("How far do you travel? (parents only)", "", True),
        ("What do parents and carers need?", "", False),
        ("What would help your child most?", "Choose as many as you like.", False),
        ("Which is the best day for your child?", "", False),
        ("Would your family use a Saturday club?", "For example, with other people.", False),
    ],
)
def test_question_says_itself_for_whom_it_is(text, help_text, is_for_some_only):
    consultation = consultations.an_open_one(questions=[{**FOR_PARENTS, "text": text, "help_text": help_text}])
    _of_all, of_some = questions_by_audience(consultation)
    assert bool(of_some) == is_for_some_only


def test_order_of_rows_tells_their_day_and_not_which_of_a_day_came_first(staff, settings):
    consultation = awkward_one()
    by_key = list(Response.objects.order_by("pk"))
    for response, days in zip(by_key, [0, 1] * 6, strict=True):
        Response.objects.filter(pk=response.pk).update(received_on=DAY - dt.timedelta(days=days))
    words = {one.answers.get(question__number=5).text: one for one in by_key}
    rows = list(file_of(consultation).rows())
    came = [words[row[6]] for row in rows]
    days = [row[0] for row in rows]
    assert days == [DAY] * 6 + [DAY - dt.timedelta(days=1)] * 6
    keys = [one.pk for one in came[:6]]
    assert keys not in (sorted(keys), sorted(keys, reverse=True))
    settings.SECRET_KEY = "another key, and so another order of what came on one day"
    assert list(file_of(consultation).rows()) != rows


def test_pieces_are_whole_days_and_a_day_too_long_for_one_is_cut(monkeypatch):
    consultation = awkward_one()
    file = file_of(consultation)
    whole = sorted(map(str, file.rows()))
    for number, response in enumerate(Response.objects.order_by("pk")):
        Response.objects.filter(pk=response.pk).update(received_on=DAY - dt.timedelta(days=(0, 1, 2, 3)[number // 4]))
    monkeypatch.setattr(files, "BATCH", 8)
    assert [file.source.filter(**piece).count() for piece in file.pieces()] == [8, 4]
    monkeypatch.setattr(files, "BATCH", 3)
    assert [file.source.filter(**piece).count() for piece in file.pieces()] == [3, 1] * 3
    Response.objects.update(received_on=consultation.opened_on)
    assert len(list(file.rows())) == len(whole)


def test_figures_are_those_of_the_page(staff):
    consultation = consultations.an_open_one()
    number = consultation.questions.get(kind=QuestionKind.NUMBER)
    for miles in (*["45"] * 12, "2.5", "2.5"):
        said = {**consultations.answers_to(consultation), number.pk: miles}
        submit_response(consultation, said, group=consultations.answering("parent"), once=new_secret())
    address = f"/staff/consultations/{consultation.slug}/results/"
    text = b"".join(staff.get(f"{address}?format=csv").streaming_content).decode("utf-8-sig")
    counted = {row["Answer"]: row["People"] for row in csv.DictReader(io.StringIO(text)) if row["Part"] == str(number)}
    assert counted == {"All who answered it": "14", "average": "38.9", "smallest": "2.50", "largest": "45"}
    assert "38.9 miles on average, from 2.50 to 45." in " ".join(staff.get(address).content.decode().split())
    assert {row[str(number)] for row in rows_of(staff, consultation)} == {"45", "2.5"}


def test_who_took_it_is_in_the_audit_trail_and_nothing_of_what_it_says(staff, by):
    consultation = awkward_one()
    rows_of(staff, consultation)
    entry = AuditEntry.objects.get(verb="take_list")
    assert (entry.by, entry.object_name) == (by, "Responses")
    assert entry.detail == {
        "list": "consultations:response_list",
        "rows": len(AWKWARD),
        "as": "csv",
        "filters": [],
    }


def test_answers_that_were_let_go_leave_empty_cells(staff):
    consultation = awkward_one()
    ResponseAnswer.objects.all().delete()
    rows = rows_of(staff, consultation)
    assert len(rows) == len(AWKWARD)
    assert {cell for row in rows for name, cell in row.items() if name[0].isdigit()} == {""}


def test_ten_times_as_many_rows_cost_the_same_queries(staff):
    def cost(people):
        consultation = many.one_with(people)
        with queries() as counted:
            found = rows_of(staff, consultation)
        assert len(found) == people
        return len(counted)

    cost(1)
    assert cost(40) == cost(400)


def test_a_file_made_in_the_background_has_the_rows_of_the_one_that_is_waited_for(monkeypatch):
    file = file_of(awkward_one())
    monkeypatch.setattr(exports, "BATCH", 3)
    assert list(file.rows_in_pieces()) == list(file.rows())


def test_the_page_of_answers_and_its_file_have_one_order_which_is_not_that_of_coming(staff):
    consultation = awkward_one()
    page = staff.get(f"/staff/consultations/{consultation.slug}/responses/")
    shown = [one.pk for one in page.context["object_list"]]
    assert len(shown) > 5
    assert shown not in (sorted(shown), sorted(shown, reverse=True))
    assert [row["Received on"] for row in rows_of(staff, consultation)][: len(shown)] == [
        str(one.received_on) for one in page.context["object_list"]
    ]
