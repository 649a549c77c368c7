"""The addresses of consultations: who gets what, typed by hand. The officer of the grid answers for no agency here."""

from consultations.models import ConsultationTheme, Question
from consultations.services.answering import save_theme_answer
from consultations.services.running import close_consultation, start_feedback
from tests.factories import accounts, consultations
from tests.redacting import confirmed


def nothing():
    return {}


def draft():
    return {"slug": consultations.a_draft().slug}


def open_one():
    return {"slug": consultations.an_open_one().slug}


def closed_one():
    return {"slug": consultations.a_closed_one().slug}


def closed_with_theme():
    return {"slug": consultations.a_theme().consultation.slug}


def answered():
    consultation = consultations.one_being_answered()
    consultations.answer(consultation.themes.get())
    return {"slug": consultation.slug}


def published():
    return {"slug": consultations.one_being_answered().slug}


def theme_of_service():
    return {"pk": consultations.one_being_answered().themes.get().pk}


def theme_of_agency():
    return {"pk": consultations.one_being_answered(agency=accounts.agency()).themes.get().pk}


def drafted_of_service():
    row = consultations.one_being_answered().themes.get()
    words = {"outcome": "agreed", "text": "We will.", "done": "The clubs are on our website."}
    save_theme_answer(row, version=0, by=accounts.coordinator(), **words)
    return {"pk": row.pk}


def answered_of_service():
    row = consultations.one_being_answered().themes.get()
    return {"pk": consultations.answer(row).pk}


def words():
    consultation = consultations.an_open_one()
    consultations.respond(consultation)
    return {"pk": consultation.questions.last().answers.first().pk}


def entered():
    consultation = consultations.an_open_one()
    return {"pk": consultations.enter(consultation).pk}


def question():
    return {"pk": consultations.a_draft().questions.last().pk}


def second_question():
    return {"slug": consultations.an_open_one().slug, "number": 2}


def question_behind_the_last():
    return {"slug": consultations.an_open_one().slug, "number": 7}


def answer_to_enter():
    """An answer to the first question of the last consultation."""
    question = Question.objects.order_by("pk").last().consultation.questions.first()
    return {f"q{question.pk}": question.choices.first().pk}


def unpublished_theme():
    return {"pk": consultations.a_theme().pk}


def published_words():
    """Words that somebody wrote, in no theme of the published results yet."""
    consultation = consultations.an_open_one()
    consultations.respond(consultation)
    for _theme in range(2):
        consultations.a_theme(consultation)
    start_feedback(close_consultation(consultation, reason="Enough.", by=None), by=None)
    return {"pk": consultation.questions.get(kind="long").answers.first().pk}


def theme_to_correct():
    return {"themes": ConsultationTheme.objects.latest("pk").pk}


ANSWERS = {
    "consultations:question_add": {"choices": "Yes\nNo"},
    "consultations:response_enter": answer_to_enter,
    "consultations:theme_add": {"name": "Travel"},
    "consultations:consultation_extend": {"closes_on_day": "3", "closes_on_month": "3", "closes_on_year": "2099"},
    "consultations:decision_move": {"decide_on_day": "3", "decide_on_month": "3", "decide_on_year": "2099"},
    "consultations:consultation_redact": confirmed("short breaks"),
    "consultations:theme_redact": confirmed("Saturdays"),
    "consultations:words_correct": theme_to_correct,
    "consultations:theme_answer": {"text": "We bought what families chose.", "done": "The clubs are on our website."},
}
