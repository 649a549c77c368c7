"""A resolution and its commitment agree: corrected or removed together, until the minutes are approved (V12)."""

from django.db import transaction
from django.utils.translation import gettext as _

from answers.services.commitments import correct_commitment, drop_commitment, make_commitment
from common.errors import DomainError
from meetings.models import Resolution
from meetings.services.approval import CARRIED_OUT
from meetings.services.minutes import check_owner, edit_point, remove_point
from meetings.wording import words_of_resolution


def is_about_settled(resolution):
    """Say whether what a resolution is about can no longer change: its item says so, or it was carried out."""
    return bool(
        resolution.item.subject or resolution.presented_as_id or (resolution.subject and not resolution.theme_id)
    )


@transaction.atomic
def edit_resolution(resolution, text, version, owner="", due_on=None, *, by, put_back=(), now=None, **about):
    """Change the words, owner or date of a resolution, and its commitment with it; without an owner it has none.

    `about` may name the theme it is about, where its item is about nothing.

    Raises DomainError once the minutes are approved: then they are amended; and for new words of one that was carried
    out.
    """
    check_owner(owner, due_on)
    if text.strip() != resolution.text and resolution.is_carried_out:
        raise DomainError(CARRIED_OUT, field="text")
    resolution = edit_point(resolution, text, version, put_back=put_back, by=by, now=now)
    if about and not is_about_settled(resolution):
        resolution.theme = about["theme"]
        resolution.save(update_fields=["theme"])
    commitment, owner = resolution.commitment, owner.strip()
    if commitment and not owner:
        _drop(resolution, by=by, now=now)
    elif commitment:
        correct_commitment(commitment, owner=owner, what=resolution.text, due_on=due_on, by=by, now=now)
    elif owner:
        source = words_of_resolution(resolution)
        made = {"owner": owner, "what": resolution.text, "due_on": due_on, "source": source}
        resolution.commitment = make_commitment(by=by, now=now, **made)
        resolution.save(update_fields=["commitment"])
    return resolution


def _drop(resolution, *, by, now):
    commitment, resolution.commitment = resolution.commitment, None
    resolution.save(update_fields=["commitment"])
    drop_commitment(commitment, by=by, now=now)


@transaction.atomic
def remove_resolution(resolution, *, by, now=None):
    """Remove a resolution that was written down by mistake, and its commitment; the later ones move up.

    Raises DomainError where something rests on it: a presentation, a decided review, a report, the terms.
    """
    if resolution.is_carried_out:
        raise DomainError(_("This resolution has been carried out, so it stays in the minutes."))
    if resolution.commitment:
        _drop(resolution, by=by, now=now)
    item = remove_point(resolution, by=by, now=now)
    for later in Resolution.objects.filter(item=item, commitment__isnull=False).select_related("commitment"):
        later.commitment.source = words_of_resolution(later)
        later.commitment.save(update_fields=["source"])
    return item
