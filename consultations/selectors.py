"""What the pages of a consultation and of a theme's answer read."""

from django.db.models import Case, Prefetch, Value, When

from accounts.models import RespondentKind
from answers.models import Commitment
from answers.selectors import public_commitments, published_entries
from consultations.models import Consultation, ThemeAnswer
from consultations.rules import RUNNING, is_for_some

RUNNING_FIRST = Case(When(status__in=RUNNING, then=Value(0)), default=1)


def opened_consultations():
    """Return what everybody may read of, open ones first, with who decides."""
    rows = Consultation.objects.opened().select_related("deciding_agency")
    return rows.order_by(RUNNING_FIRST, "-opens_at", "-pk")


def questions_by_audience(consultation):
    """Return the questions that everybody is asked, with their choices, and those for some kinds of people only."""
    names = list(RespondentKind.objects.values_list("name", flat=True))
    of_all, of_some = [], []
    for question in consultation.questions.prefetch_related("choices"):
        (of_some if is_for_some(question.text, question.help_text, names) else of_all).append(question)
    return of_all, of_some


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
