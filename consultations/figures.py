"""Figures of consultations: what people were asked, how many answered, and what came of each theme (V1)."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy

from accounts.models import RespondentKind
from answers.figures.answers import NO_ANSWER, told
from common import clock, figures
from consultations.models import Consultation, ConsultationMove, ConsultationTheme, ThemeAnswer
from consultations.rules import ConsultationStatus
from consultations.wording import period_notes

ENDED = (ConsultationStatus.CONCLUDED, ConsultationStatus.WITHDRAWN)


def under_way(period):
    """Return the consultations that were under way in a period, with their status at its end as `stood`.

    One is under way from its opening until it is concluded, so that the year in which its themes are answered tells of
    them.
    """
    moves = ConsultationMove.objects.filter(consultation=OuterRef("pk"))
    last = moves.filter(on__lte=period.end).order_by("-on", "-pk")
    parents = RespondentKind.objects.standing_for(RespondentKind.PARENT)
    ended = moves.filter(status__in=ENDED).order_by("on", "pk")
    return (
        Consultation.objects.filter(Exists(moves.filter(status=ConsultationStatus.OPEN, on__lte=period.end)))
        .annotate(stood=Subquery(last.values("status")[:1]), ended_on=Subquery(ended.values("on")[:1]))
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=period.start), opens_at__lt=period.ends_at)
        .annotate(people=_responses(period), parents=_responses(period, responses__group__current=parents))
        .prefetch_related(
            Prefetch("themes", ConsultationTheme.objects.select_related("theme").order_by("pk")),
            Prefetch("themes__versions", _standing(period), to_attr="standing"),
            "later_versions",
            "moved_dates",
        )
        .order_by("opens_at", "pk")
    )


@figures.figure("consultations", gettext_lazy("consultations that were under way in the period"), rows=under_way)
def consultations(period, _figures):
    """Return each consultation; how many answered is shown once the results are published, as everywhere."""
    return [_consultation(row, period) for row in under_way(period)]


def themes_due_in(period):
    """Return the themes of consultations that were to be answered by a day in a period, but for those withdrawn."""
    rows = ConsultationTheme.objects.exclude(consultation__status=ConsultationStatus.WITHDRAWN)
    due = {"consultation__answers_due_on__gte": period.start, "consultation__answers_due_on__lte": period.end}
    return rows.filter(**due)


@figures.figure(
    "themes_in_time", gettext_lazy("consultation themes to be answered by a day in the period"), rows=themes_due_in
)
def themes_in_time(period, _figures):
    """Return how many themes were answered by the day the group had asked for (V1)."""
    return figures.on_time(themes_due_in(period).values_list("consultation__answers_due_on", "answered_on"), period)


def _responses(period, **more):
    """Count the responses in time that had arrived by the end of the period."""
    arrived = Q(responses__is_late=False, responses__received_on__lte=period.end, **more)
    return Count("responses", filter=arrived, distinct=True)


def _consultation(row, period):
    is_public = row.results_published_on is not None and row.results_published_on <= period.end
    is_withdrawn = row.stood == ConsultationStatus.WITHDRAWN
    answers = [_answer(one, period) for one in row.themes.all()] if is_public else []
    return {
        "title": row.title,
        "slug": row.slug,
        "state": row.stood,
        "opened": clock.london(row.opens_at).date().isoformat(),
        "closes": _closes(row, period).isoformat(),
        "period_notes": period_notes(row, period.end),
        "people": row.people if is_public or is_withdrawn else None,
        "parents": row.parents if is_public else None,
        "themes": len(answers),
        "answered": sum(bool(one["outcome"]) for one in answers),
        "answers": answers,
        "withdrawn": _withdrawal(row, period) if is_withdrawn else None,
    }


def _closes(row, period):
    """Return the day it ended, or that was announced when the period ended: what happened later is not told."""
    return row.ends_on if row.ends_on <= period.end else row.closes_on_as_of(period.end)


def _withdrawal(row, period):
    """Return when and why it was withdrawn, what follows, and the later versions opened by the end of the period."""
    later = [one.title for one in row.later_versions.all() if one.opened_on and one.opened_on <= period.end]
    return {
        "on": row.withdrawn_on.isoformat(),
        "why": row.status_reason,
        "what_follows": row.what_follows,
        "later": later,
    }


def _answer(row, period):
    """Return a theme with the answer that held when the period ended, and which one that had replaced."""
    said = {"theme": row.theme.name, "said": row.said}
    if not row.standing:
        return said | NO_ANSWER
    held = row.standing[0]
    replaced = {"posted": held.posted_on.isoformat(), "earlier": "", "because": held.because}
    if held.supersedes_id:
        replaced["earlier"] = held.supersedes.posted_on.isoformat()
    return said | told(held.answer) | replaced


def _standing(period):
    """Return the answers that were posted by the end of a period, the newest first."""
    posted = ThemeAnswer.objects.posted().filter(posted_on__lte=period.end)
    return posted.select_related("answer", "supersedes").order_by("-number")
