"""A consultation that many people have answered."""

from bench.jobs.responses import CHOICES, COMMENT, answer_by, questions
from tests.factories import consultations

__all__ = ["COMMENT", "one_with"]


def one_with(people, *, choices=CHOICES):
    """Return an open consultation of nine choices and a comment that so many people have answered."""
    consultation = consultations.an_open_one(questions=questions(choices))
    answer_by(consultation, people)
    return consultation
