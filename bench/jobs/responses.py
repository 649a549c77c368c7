"""Many responses at once, written by the database itself: by the services a million would take an hour."""

import datetime as dt

from django.db import connection

from accounts.models import RespondentKind
from accounts.roles import Role
from accounts.selectors import holders_of
from bench.make_data import analyse
from common import clock
from consultations.models import Choice, Question
from consultations.rules import Purpose, QuestionKind
from consultations.services.preparing import add_question, create_consultation
from consultations.services.running import open_consultation

CHOICES = 9
COMMENT = "The bus came late, and “the driver” said =no; we went home."
RESPONSES = """
    INSERT INTO consultations_response (consultation_id, reference, group_id, channel, is_late, received_on)
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %s)
    SELECT %s, 'R-' || %s || '-' || n, CASE n %% 3 WHEN 0 THEN %s ELSE %s END, 'web', FALSE, '2026-10-01' FROM numbers
"""
# The answers of one response lie beside each other, as they do where people answer one after another.
ANSWERS = """
    INSERT INTO consultations_responseanswer
    (response_id, consultation_id, question_id, group_id, is_late, choice_id, text)
    SELECT response.id, consultation_id, asked.column1, group_id, is_late,
    CASE WHEN asked.column2 > 0 THEN asked.column2 + response.id %% asked.column3 END,
    CASE WHEN asked.column2 > 0 THEN '' ELSE %s END
    FROM consultations_response AS response CROSS JOIN (VALUES {asked}) AS asked
    WHERE consultation_id = %s ORDER BY response.id
"""


def questions(choices=CHOICES):
    """Return so many questions of three choices each, and one that is answered in words."""
    chosen = [
        {"kind": QuestionKind.ONE, "text": f"Question {number}", "choices": ("Yes", "No", "Not sure")}
        for number in range(1, choices + 1)
    ]
    return [*chosen, {"kind": QuestionKind.LONG, "text": "Anything else?"}]


def one_with(people):
    """Return an open consultation of the sample year's co-ordinator that so many people have answered."""
    by, now = holders_of(Role.COORDINATOR).earliest("pk"), clock.now()
    consultation = create_consultation(
        by=by,
        title=f"Asked of {people}",
        summary="The council buys short breaks. What do families need?",
        information="## What is planned\n\nThe same money as now.",
        purpose=Purpose.CHANGE,
        deciding_agency=None,
        opens_at=now - dt.timedelta(days=1),
        closes_at=now + dt.timedelta(days=30),
    )
    for question in questions():
        add_question(consultation, by=by, **question)
    open_consultation(consultation, reason="The council decides in summer.", by=by)
    answer_by(consultation, people)
    return consultation


def answer_by(consultation, people):
    """Let so many people, of two kinds, answer a consultation."""
    first, second = RespondentKind.objects.values_list("pk", flat=True)[:2]
    with connection.cursor() as cursor:
        cursor.execute(RESPONSES, [people, consultation.pk, consultation.pk, first, second])
        asked = ", ".join(map(as_row, Question.objects.filter(consultation=consultation)))
        cursor.execute(ANSWERS.format(asked=asked), [COMMENT, consultation.pk])
    analyse(connection)


def as_row(question):
    """Return a question with its first choice and how many there are; of one in words there are none."""
    offered = list(Choice.objects.filter(question=question).order_by("pk").values_list("pk", flat=True))
    return f"({question.pk}, {offered[0] if offered else 0}, {len(offered) or 1})"
