"""The responses to a consultation as a file: what they said, and nothing that says who they are."""

import csv
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
from consultations.services.responding import submit_response
from tests.consultations import many
from tests.counting import queries
from tests.factories import consultations

pytestmark = pytest.mark.django_db
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
    by_hand = written(itertools.chain([exports.BYTE_ORDER_MARK, files.quoted([file.header])], file._written()))
    assert written(file.csv()) == by_hand
    monkeypatch.setattr(files, "BATCH", 5)
    assert written(file.csv()) == by_hand


def test_no_cell_is_run_and_each_comes_back(staff):
    consultation = awkward_one()
    rows = rows_of(staff, consultation)
    assert [row["5. Anything else?"].removeprefix("'") for row in reversed(rows)] == [
        words.removeprefix("'") for words in AWKWARD
    ]
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
