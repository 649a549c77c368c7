"""Timeline entries of consultations: their own steps, and where a theme was raised."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.dates import day
from common.timeline import Step, TimelineEntry, source
from consultations.models import Consultation, ConsultationTheme, ThemeAnswer
from consultations.rules import RUNNING, ConsultationStatus
from issues.models import Theme

WORDS = {
    ConsultationStatus.OPEN: gettext_lazy("It opened again"),
    ConsultationStatus.PAUSED: gettext_lazy("It was paused"),
    ConsultationStatus.CLOSED: gettext_lazy("It closed"),
    ConsultationStatus.FEEDBACK: gettext_lazy("The results were published"),
    ConsultationStatus.CONCLUDED: gettext_lazy("It was concluded: every theme has been answered"),
    ConsultationStatus.WITHDRAWN: gettext_lazy("It was withdrawn"),
}
NOT_DECIDED = {ConsultationStatus.DRAFT, ConsultationStatus.WITHDRAWN}
STEPS = {ConsultationStatus.CONCLUDED: Step.ENDED, ConsultationStatus.WITHDRAWN: Step.ENDED}
STOPPED = {ConsultationStatus.CLOSED, ConsultationStatus.WITHDRAWN}


@source(Consultation)
def steps_of(consultation, user):
    """Return what happened, and what is to come by when."""
    moves = list(consultation.moves.all())
    entries = _opening(consultation, moves)
    entries += [
        TimelineEntry(
            on=move.on, title=_title_of(move, consultation), text=move.note, step=STEPS.get(move.status, Step.BEGUN)
        )
        for move in moves
        if move is not moves[0] or move.status != ConsultationStatus.OPEN
    ]
    if consultation.shown_status in RUNNING:
        entries.append(TimelineEntry(on=consultation.closes_on, title=_("It closes"), is_done=False))
    elif consultation.closed_on is None and consultation.shown_status == ConsultationStatus.CLOSED:
        entries.append(TimelineEntry(on=consultation.closes_on, title=str(WORDS[ConsultationStatus.CLOSED])))
    return [
        *entries,
        *_moved(consultation),
        *_replaced(consultation),
        *_answers(consultation),
        *_decision(consultation),
    ]


def _moved(consultation):
    """Return each day that was moved while people could read it, with the old day and the reason."""
    return [
        TimelineEntry(on=one.moved_on, title=_title_of_moved(one), text=one.reason)
        for one in consultation.moved_dates.all()
    ]


def _title_of_moved(moved):
    days = {"earlier": day(moved.earlier_on), "new": day(moved.new_on) if moved.new_on else ""}
    if moved.is_extension:
        return _("It was extended from %(earlier)s to %(new)s") % days
    if moved.new_on is None:
        return _("The decision planned for %(earlier)s was put off") % days
    return _("The decision was moved from %(earlier)s to %(new)s") % days


def _replaced(consultation):
    """Return each answer that took the place of an earlier one, with the reason."""
    rows = ThemeAnswer.objects.posted().filter(consultation_theme__consultation=consultation, supersedes__isnull=False)
    title = _("The answer to “%(theme)s” was replaced")
    return [
        TimelineEntry(
            on=one.posted_on,
            title=title % {"theme": one.consultation_theme.theme},
            text=one.because,
            url=one.consultation_theme.get_absolute_url(),
        )
        for one in rows.select_related("consultation_theme__theme", "consultation_theme__consultation")
    ]


def _title_of(move, consultation):
    if move.status == ConsultationStatus.CLOSED and consultation.was_closed_early:
        return _("It closed before the announced day, %(day)s") % {"day": day(consultation.closes_on)}
    return str(WORDS[move.status])


def _answers(consultation):
    """Return by when the group asks for its answers: for one that is not closed yet, counted from its closing date."""
    if consultation.status in {ConsultationStatus.CLOSED, ConsultationStatus.FEEDBACK}:
        title = _("The group asked for an answer to every theme by this day")
        due_on = consultation.answers_due_on
        return [TimelineEntry(on=due_on, title=title, is_done=False, is_late=due_on < clock.today())]
    if consultation.status in RUNNING:
        title = _("The group asks for an answer to every theme by this day")
        return [TimelineEntry(on=consultation.due_on, title=title, is_done=False)]
    return []


def _decision(consultation):
    is_to_come = consultation.decide_on and consultation.decide_on >= clock.today()
    if not is_to_come or consultation.status in NOT_DECIDED:
        return []
    agency = consultation.deciding_agency
    title = _("%(agency)s decides") % {"agency": agency} if agency else _("The service decides")
    return [TimelineEntry(on=consultation.decide_on, title=title, is_done=False)]


def _opening(consultation, moves):
    """Return the first opening: one entry, or two where it was announced before its opening date."""
    if not moves or moves[0].status != ConsultationStatus.OPEN:
        return []
    opens_on, why = consultation.opens_on, moves[0].note
    if moves[0].on >= opens_on:
        return [TimelineEntry(on=moves[0].on, title=_("It opened for answers"), text=why)]
    entries = [TimelineEntry(on=moves[0].on, title=_("It was announced"), text=why)]
    if any(move.status in STOPPED and move.on < opens_on for move in moves):
        return entries
    is_done = consultation.opens_at <= clock.now()
    title = _("It opened for answers") if is_done else _("It opens for answers")
    return [*entries, TimelineEntry(on=opens_on, title=title, is_done=is_done)]


@source(Theme)
def consultations_about(theme, user):
    """Return the consultations in which people raised a theme, once their results are public."""
    rows = ConsultationTheme.objects.filter(theme=theme, consultation__results_published_on__isnull=False)
    return [
        TimelineEntry(
            on=row.consultation.results_published_on,
            title=_("Raised in a consultation: %(title)s") % {"title": row.consultation.title},
            text=row.said,
            url=row.get_absolute_url(),
        )
        for row in rows.select_related("consultation")
    ]
