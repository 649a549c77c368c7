"""Many responses at once, written by the database itself: by the services a million would take an hour."""

from django.db import connection

from accounts.models import RespondentKind
from consultations.models import Choice, Question
from consultations.rules import CHOICE_KINDS
from tests.factories import consultations

CHOICES = 9
COMMENT = "The bus came late, and “the driver” said =no; we went home."
RESPONSES = """
    INSERT INTO consultations_response (consultation_id, reference, group_id, channel, is_late, received_on)
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %s)
    SELECT %s, 'R-' || %s || '-' || n, CASE n %% 3 WHEN 0 THEN %s ELSE %s END, 'web', FALSE, '2026-10-01' FROM numbers
"""
CHOSEN = """
    INSERT INTO consultations_responseanswer
    (response_id, consultation_id, question_id, group_id, is_late, choice_id, text)
    SELECT id, consultation_id, %s, group_id, is_late, %s + id %% %s, '' FROM consultations_response
    WHERE consultation_id = %s
"""
WROTE = """
    INSERT INTO consultations_responseanswer (response_id, consultation_id, question_id, group_id, is_late, text)
    SELECT id, consultation_id, %s, group_id, is_late, %s FROM consultations_response WHERE consultation_id = %s
"""


def one_with(people, *, choices=CHOICES):
    """Return an open consultation of nine choices and a comment that so many people have answered."""
    chosen = [
        {"kind": "one", "text": f"Question {number}", "choices": ("Yes", "No", "Not sure")}
        for number in range(1, choices + 1)
    ]
    comment = {"kind": "long", "text": "Anything else?"}
    consultation = consultations.an_open_one(questions=[*chosen, comment])
    first, second = RespondentKind.objects.values_list("pk", flat=True)[:2]
    with connection.cursor() as cursor:
        cursor.execute(RESPONSES, [people, consultation.pk, consultation.pk, first, second])
        for question in Question.objects.filter(consultation=consultation):
            if question.kind in CHOICE_KINDS:
                offered = list(Choice.objects.filter(question=question).values_list("pk", flat=True))
                cursor.execute(CHOSEN, [question.pk, min(offered), len(offered), consultation.pk])
            else:
                cursor.execute(WROTE, [question.pk, COMMENT, consultation.pk])
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE consultations_response, consultations_responseanswer")
    return consultation
