"""What the chain holds of `consultations`: the tallies of published results, and the answers to themes."""

from django.utils.translation import gettext_lazy as _

from common import chain
from consultations.models import Consultation, Tally, ThemeAnswer

LINE = ("question_id", "choice_id", "group_id", "channel", "is_late", "count", "total", "smallest", "largest")


def published():
    return Consultation.objects.filter(results_published_on__isnull=False).prefetch_related("tallies")


@chain.kind(
    "consultations.tallies",
    _("tallies of consultations"),
    published,
    day="results_published_on",
    parts={Tally: "tallies"},
)
def form_of_tallies(consultation):
    """One row for all its lines, which are written anew together and have no order of their own."""
    lines = [[getattr(line, name) for name in LINE] for line in consultation.tallies.all()]
    return {
        "closed_on": consultation.closed_on,
        "results_published_on": consultation.results_published_on,
        "small_number": consultation.results_small_number,
        "tallies": sorted(lines, key=repr),
    }


@chain.kind(
    "consultations.theme_answers",
    _("versions of answers to themes"),
    ThemeAnswer.objects.filter(posted_on__isnull=False).all,
    day="posted_on",
)
def form_of_theme_answer(version):
    return {
        "answer": version.answer_id,
        "because": version.because,
        "number": version.number,
        "posted_by": version.posted_by_id,
        "posted_on": version.posted_on,
        "supersedes": version.supersedes_id,
        "theme": version.consultation_theme_id,
        "written_by": version.written_by_id,
    }
