"""Moves of a consultation: open, pause, close, start feedback, conclude, withdraw."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.services.settings import get_setting
from answers.models import Answer
from answers.services.you_said import withdraw_entries
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.redactions import less_is_read
from common.said import check_said
from consultations import rules
from consultations.emails import tell_officers
from consultations.models import Consultation, ConsultationMove
from consultations.rules import READING, RUNNING, ConsultationStatus
from consultations.services.dates import answers_due_on, plan_decision
from consultations.services.reasons import public_reason
from consultations.tallies import write_tally
from consultations.transitions import CONSULTATION

S = ConsultationStatus


def _move(consultation, target, *, by, now, on=None, note="", **fields):
    """Move a consultation and keep the step everybody may read, on the day of `now` unless `on` is given."""
    CONSULTATION.move(consultation, target, by=by, now=now, detail={"reason": note}, **fields)
    ConsultationMove.objects.create(consultation=consultation, status=target, on=on or clock.today(now), note=note)
    return consultation


@transaction.atomic
def open_consultation(consultation, *, by, reason="", put_back=(), now=None):
    """Open a draft for answers, or one that was paused; from then on its questions are locked.

    Everybody can read it at once; answers are taken from its opening date on. Where they are taken for less than the
    weeks of the service, it needs a reason, which is shown wherever the time to answer is.
    """
    CONSULTATION.ready(consultation, S.OPEN)
    was_paused = consultation.status == S.PAUSED
    if not consultation.questions.exists():
        raise DomainError(_("Add at least one question first."))
    if not rules.is_in_time(now or clock.now(), consultation.closes_at):
        if was_paused:
            raise DomainError(_("Its closing date has passed. It can only be closed now."))
        raise DomainError(_("Its closing date has passed. Change the dates first."))
    if was_paused:
        return _move(consultation, S.OPEN, by=by, now=now)
    today = clock.today(now)
    is_short = consultation.is_short_on(today)
    reason = public_reason(reason, consultation, put_back) if is_short else ""
    return _move(consultation, S.OPEN, by=by, now=now, note=reason, opened_on=today, short_reason=reason)


@transaction.atomic
def pause_consultation(consultation, *, reason, by, put_back=(), now=None):
    consultation = CONSULTATION.ready(consultation, S.PAUSED)
    reason = public_reason(reason, consultation, put_back)
    return _move(consultation, S.PAUSED, by=by, now=now, note=reason, status_reason=reason)


@transaction.atomic
def close_consultation(consultation, *, by, reason="", put_back=(), now=None, **planned):
    """Close a consultation; the time to answer every theme starts (V1).

    It closed on the day it was closed, or on its closing date where that had passed before. Before its closing minute
    has passed it needs a reason, which is shown wherever its end is; the announced day stays. The answers are due so
    much sooner; `planned` may give `decide_on`, where the decision moves too.
    """
    CONSULTATION.ready(consultation, S.CLOSED)
    is_early = rules.is_in_time(now or clock.now(), consultation.closes_at)
    reason = public_reason(reason, consultation, put_back) if is_early else ""
    closed_on = min(clock.today(now), consultation.closes_on)
    decide_on = planned.get("decide_on", consultation.decide_on)
    dates = {"closed_on": closed_on, "answers_due_on": answers_due_on(closed_on)}
    dates |= plan_decision(consultation, decide_on, ends_on=closed_on, now=now)
    return _move(consultation, S.CLOSED, by=by, now=now, on=closed_on, note=reason, early_reason=reason, **dates)


def close_ended(*, now=None):
    """Close every consultation whose closing minute has passed; beat calls this, and may do so twice."""
    now = now or clock.now()
    ended = Consultation.objects.filter(status__in=RUNNING, closes_at__lt=rules.start_of_minute(now))
    closed = [_close_if_running(consultation, now) for consultation in ended]
    return [consultation for consultation in closed if consultation]


@transaction.atomic
def _close_if_running(consultation, now):
    if locked(consultation).status not in RUNNING:
        return None
    return close_consultation(consultation, by=None, now=now)


@transaction.atomic
def start_feedback(consultation, *, by, now=None):
    """Publish the results and ask the body that decides to answer the themes.

    The counts of that day are stored, and the small number they are shown under (promise 9). Raises DomainError while
    there is no theme.
    """
    CONSULTATION.ready(consultation, S.FEEDBACK)
    if not consultation.themes.exists():
        raise DomainError(_("First add the themes people raised."))
    write_tally(consultation)
    small_number = get_setting("small_number", on=clock.today(now))
    consultation = _move(consultation, S.FEEDBACK, by=by, now=now, results_small_number=small_number)
    tell_officers(consultation, now=now)
    return consultation


@transaction.atomic
def conclude_consultation(consultation, *, by, now=None):
    """Conclude a consultation, once every theme has an answer (V1)."""
    CONSULTATION.ready(consultation, S.CONCLUDED)
    waiting = consultation.themes.waiting().count()
    if waiting:
        raise DomainError(
            _("This consultation cannot be concluded yet. Themes without an answer: %(count)s.") % {"count": waiting}
        )
    return _move(consultation, S.CONCLUDED, by=by, now=now)


@transaction.atomic
def withdraw_consultation(consultation, *, reason, by, what_follows="", put_back=(), now=None):
    """Withdraw a consultation. It stays readable with the reason and what follows, but a draft stays hidden.

    What "you said, we did" said of it leaves the board at once, for good.
    """
    consultation = CONSULTATION.ready(consultation, S.WITHDRAWN)
    if consultation.opened_on:
        reason = public_reason(reason, consultation, put_back)
        check_said(what_follows, _("Say what happens next. Everyone can read it."), field="what_follows")
        check_marks([what_follows], put_back=put_back, names=consultation.known_names)
    else:
        reason = check_said(reason, _("Give a reason."), field="reason")
    withdraw_entries(Answer.objects.filter(consultation_theme__consultation=consultation), by=by, now=now)
    less_is_read(consultation, now=now)
    told = {"status_reason": reason, "what_follows": what_follows.strip()}
    return _move(consultation, S.WITHDRAWN, by=by, now=now, note=reason, **told)


@transaction.atomic
def record_uncounted(consultation, *, count, note, by, now=None):
    """Record messages that were read but are not responses; they are counted separately (S5)."""
    consultation = locked(consultation)
    if consultation.status not in READING:
        raise DomainError(_("This can only be recorded after the consultation opens and before it is concluded."))
    consultation.uncounted_count, consultation.uncounted_note = count, note
    consultation.save(update_fields=["uncounted_count", "uncounted_note"])
    audit.record("record_uncounted", consultation, by, now=now, count=count)
    return consultation
