"""Bringing terms into force, and reviewing them."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from common import clock
from common.errors import DomainError
from common.rows import locked
from governance.clauses import PROMISED, TERMS
from governance.models import Clause, DocumentKind, TermsReview, TermsVersion
from governance.rules import review_due

SHIPPED = (
    (DocumentKind.TERMS, gettext_lazy("Terms of reference"), TERMS),
    (DocumentKind.PROMISES, gettext_lazy("What people were promised"), PROMISED),
)


@transaction.atomic
def load_terms(*, by=None, now=None):
    """Bring the shipped version 1 of the terms and promises into force, once; later calls change nothing."""
    today = clock.today(now)
    loaded = []
    for kind, title, clauses in SHIPPED:
        version, is_new = TermsVersion.objects.get_or_create(
            kind=kind,
            number=1,
            defaults={"title": str(title), "in_force_on": today, "review_on": review_due(today)},
        )
        if is_new:
            Clause.objects.bulk_create(
                Clause(version=version, identifier=identifier, order=order, part=str(part), text=str(text))
                for order, (identifier, part, text) in enumerate(clauses, 1)
            )
            audit.record("load_terms", version, by, now=now)
        loaded.append(version)
    return loaded


@transaction.atomic
def review_terms(version, *, meeting, by, is_changed=False, note="", now=None):
    """Record the group's yearly review of its purpose, aims and remit, decided at a meeting that was held (E1).

    Reviewed again by a year after the meeting; a review entered late does not bring an earlier date back.
    """
    version = locked(version)
    if meeting.confirmed_on is None:
        raise DomainError(_("Choose a meeting that was held."), field="meeting")
    if version.reviews.filter(meeting=meeting).exists():
        raise DomainError(_("The review at this meeting is recorded already."), field="meeting")
    decided_on = meeting.on
    review = TermsReview.objects.create(
        version=version,
        meeting=meeting,
        decided_on=decided_on,
        is_changed=is_changed,
        note=note,
    )
    version.review_on = max(review_due(decided_on), version.review_on or decided_on)
    version.save(update_fields=["review_on"])
    audit.record("review_terms", review, by, now=now)
    return review
