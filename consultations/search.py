"""What can be found of consultations, and of what was said in them once the results are published."""

from django.utils.translation import gettext_lazy as _

from common import search
from common.search import Entry
from consultations.models import Consultation, ConsultationTheme, ThemeAnswer
from issues.models import Theme

CONSULTATIONS = _("Consultations")


@search.kind("consultations", CONSULTATIONS, Consultation)
def consultation(row):
    words = [row.summary, row.information, row.can_change, row.cannot_change, row.what_follows]
    title = f"{row.title} ({row.get_status_display()})" if row.is_withdrawn else row.title
    return Entry(title, "\n".join(filter(None, words)), row.opens_on, row.get_absolute_url())


def results_read_by(user):
    """Return the themes of published results that stand."""
    seen = Consultation.objects.opened().filter(results_published_on__isnull=False)
    return ConsultationTheme.objects.standing().filter(consultation__in=seen)


@search.kind(
    "results",
    CONSULTATIONS,
    ConsultationTheme,
    visible=results_read_by,
    with_rows=["consultation", "theme", "answer"],
)
def theme(row):
    """What was said, with the answer in force."""
    published_on = row.consultation.results_published_on
    if published_on is None or row.withdrawn_on:
        return None
    one = row.answer
    answer = [one.shown_text, one.reason, one.instead, one.done] if one and one.posted_on else []
    words = "\n".join(filter(None, [row.said, row.source, *answer]))
    return Entry(f"{row.consultation}: {row.theme}", words, published_on, row.get_absolute_url())


@search.follows(Consultation)
def themes_of(keys):
    yield ConsultationTheme.objects.filter(consultation__in=keys)


@search.follows(ThemeAnswer)
def answered_by(keys):
    yield ConsultationTheme.objects.filter(versions__in=keys)


@search.follows(Theme, is_always=False)
def called_after(keys):
    yield ConsultationTheme.objects.filter(theme__in=keys)
