"""Public questions to a meeting and their answers, at the meeting or in writing (V11)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.references import next_reference
from meetings.emails import tell_asker, tell_coordinators
from meetings.models import PublicQuestion
from meetings.rules import TO_COME, QuestionStatus, has_met
from meetings.services.deadlines import questions_deadline
from meetings.services.decided import meeting_that_decided, point_at
from meetings.transitions import QUESTION


def takes_questions(meeting, now):
    """Say whether anybody may put a question to a meeting: it was announced, and is to come (V11)."""
    return meeting.is_announced and meeting.status in TO_COME and meeting.starts_at > now


@transaction.atomic
def ask_question(meeting, text, asked_by="", email="", *, speaks_as=None, by=None, now=None):
    """Store a question to a future meeting, and decide once whether it is in time.

    A late question is marked and may still be answered in writing. It has a date and no time of day.
    Sending the same text again returns the question already waiting.
    """
    moment = now or clock.now()
    today = clock.today(moment)
    if not takes_questions(meeting, moment):
        raise DomainError(_("This meeting takes no more questions. Put yours to the next one."))
    if not text.strip():
        raise DomainError(_("Write your question."), field="text")
    words = {"asked_by": " ".join(asked_by.split()), "email": email, "text": text.strip()}
    if waiting := meeting.questions.waiting().filter(**words).first():
        return waiting
    question = PublicQuestion.objects.create(
        meeting=meeting,
        reference=next_reference("Q"),
        **words,
        speaks_as=speaks_as,
        is_late=questions_deadline(meeting).is_past(today),
        received_on=today,
    )
    audit.record("ask_question", question, by, now=now)
    _write(question, "meetings.question_received", now=now)
    tell_coordinators(
        "meetings.question_waiting",
        {"question": question, "meeting": meeting},
        key=f"meetings.question.{question.pk}",
        now=now,
    )
    return question


def _write(question, name, *, now):
    """E-mail the person who asked, if they gave an address and have not stopped our e-mails about it."""
    if question.email:
        tell_asker(question, name, {"question": question, "meeting": question.meeting}, now=now)


def _need(text, message, field):
    if not text.strip():
        raise DomainError(message, field=field)
    return text.strip()


@transaction.atomic
def edit_question(question, *, edited_text, by, put_back=(), now=None):
    """Save the words shown in the place of the question as it came, which stays as it is.

    Raises DomainError once it is answered, and for what shows who somebody is and was not put back on purpose.
    """
    question = locked(question)
    if words := no_longer_edited(question):
        raise DomainError(words)
    check_marks([edited_text], put_back=put_back)
    question.edited_text = edited_text.strip()
    question.save(update_fields=["edited_text"])
    audit.record("edit_question", question, by, now=now, put_back=len(put_back))
    return question


def no_longer_edited(question):
    """Return why the words of a question stay as they are, or nothing while it waits."""
    if question.status in {QuestionStatus.RECEIVED, QuestionStatus.ACCEPTED}:
        return ""
    return _("This question has been dealt with, so its words stay as they are.")


@transaction.atomic
def accept_question(question, *, by, now=None):
    """Accept a question, to be answered at the meeting or in writing."""
    return QUESTION.move(question, QuestionStatus.ACCEPTED, by=by, now=now)


@transaction.atomic
def decline_question(question, reason, *, by, now=None):
    """Decline a question with a reason and e-mail the person who asked."""
    reason = _need(reason, _("Give the reason. The person who asked reads it."), "reason")
    question = QUESTION.move(question, QuestionStatus.DECLINED, by=by, now=now, reason=reason)
    _write(question, "meetings.question_declined", now=now)
    return question


@transaction.atomic
def answer_question(question, answer, there, *, by, resolution=None, put_back=(), now=None):
    """Record the answer, given `there` at the meeting or in writing, and e-mail the person who asked.

    Question and answer are public from then on: what shows who somebody is must have been put back on purpose.
    `resolution` is what a meeting resolved on it; without one it is shown that none did.
    """
    answer = _need(answer, _("Write the answer."), "answer")
    check_marks([question.shown_text, answer], put_back=put_back)
    target = QuestionStatus.ANSWERED_THERE if there else QuestionStatus.ANSWERED_WRITING
    meeting = question.meeting
    if there and not has_met(meeting.status, meeting.starts_at, now or clock.now()):
        raise DomainError(_("This meeting has not taken place yet. Answer in writing instead."), field="there")
    question = QUESTION.move(question, target, by=by, now=now, answer=answer)
    if resolution:
        _rest_on(resolution, question, there=there, by=by, now=now)
    _write(question, "meetings.question_answered", now=now)
    return question


def _rest_on(resolution, question, *, there, by, now):
    if there and resolution.item.meeting_id != question.meeting_id:
        words = _("That resolution is of another meeting. Say that the answer was given in writing.")
        raise DomainError(words, field="resolution")
    meeting_that_decided(resolution, question.received_on)
    point_at(resolution, question=question, by=by, now=now)


@transaction.atomic
def not_ours_question(question, instead, *, by, put_back=(), now=None, answer=""):
    """Say that a question is not for this service, and who can answer it instead; both are public from then on."""
    instead = _need(instead, _("Say who can answer it instead."), "instead")
    check_marks([question.shown_text, answer], put_back=put_back)
    answers = {"instead": instead, "answer": answer}
    question = QUESTION.move(question, QuestionStatus.NOT_OURS, by=by, now=now, **answers)
    _write(question, "meetings.question_answered", now=now)
    return question
