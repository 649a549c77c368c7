"""What the pages of a theme's answer read."""

from django.db.models import Case, Prefetch, Value, When

from answers.models import Commitment
from answers.selectors import public_commitments, published_entries
from consultations.models import Consultation, ThemeAnswer
from consultations.rules import RUNNING

RUNNING_FIRST = Case(When(status__in=RUNNING, then=Value(0)), default=1)


def opened_consultations():
    """Return what everybody may read of, open ones first, with who decides."""
    rows = Consultation.objects.opened().select_related("deciding_agency")
    return rows.order_by(RUNNING_FIRST, "-opens_at", "-pk")


def draft_of(row):
    """Return the draft of a theme's answer, its `promised` being what the version it replaces promised; or None."""
    draft = row.versions.draft()
    if draft is not None:
        earlier = draft.supersedes.answer_id if draft.supersedes_id else None
        draft.answer.promised = list(Commitment.objects.public().filter(answer=earlier)) if earlier else []
    return draft


def with_answers(rows):
    """Read with each theme its answer in force as `posted_versions`, the newest first, and those it replaced."""
    versions = ThemeAnswer.objects.posted().order_by("-number")
    versions = versions.select_related("answer__agency", "supersedes", "superseded_by")
    shown = versions.prefetch_related(public_commitments("answer__commitments"), published_entries("answer__entries"))
    return rows.prefetch_related(Prefetch("versions", shown, to_attr="posted_versions"))
