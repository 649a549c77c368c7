"""One letter with several matters: split into issues that are each followed by themselves, and put together again."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.references import next_reference
from issues import rules
from issues.models import Issue, IssueMove
from issues.rules import PREFIX, IssueStatus
from issues.selectors import cannot_be_split, cannot_be_undone
from issues.services.issues import acknowledge_issue
from issues.services.moves import move_issue

# What a matter has of its letter; the contact and the secret stay with the letter alone.
OF_THE_LETTER = (
    "area",
    "age_group",
    "speaks_as",
    "is_young",
    "is_anonymous",
    "need_not_be_asked",
    "channel",
    "share_with_group",
    "share_with_agency",
    "may_publish",
    "received_on",
    "acknowledge_by_on",
    "acknowledged_on",
)
OF_ITS_OWN = ("title", "original_text", "hoped_for", "kind", "service_area")


@transaction.atomic
def split_issue(issue, *, parts, by, now=None):
    """Split a letter into two or more matters, each an issue with its own number, title and words (P9).

    `parts` are dictionaries of `OF_ITS_OWN`; their words are those of the letter with others left out. The letter keeps
    its words whole; one nobody had read yet is acknowledged. Raises DomainError at the field of the part.
    """
    letter = locked(issue)
    if words := cannot_be_split(letter):
        raise DomainError(words)
    _check_parts(letter, parts)
    if letter.status == IssueStatus.RECEIVED:
        acknowledge_issue(letter, by=by, now=now)
    move_issue(letter, IssueStatus.SPLIT, by=by, now=now, theme=None)
    for number, own in enumerate(parts, start=1):
        _make_part(letter, own, number, len(parts), by=by, now=now)
    return letter


def _check_parts(letter, parts):
    if not rules.FEWEST_PARTS <= len(parts) <= rules.MOST_PARTS:
        raise DomainError(_("A letter is split into two to eight matters."))
    titles = set()
    for number, part in enumerate(parts, start=1):
        if part["title"].casefold() in titles:
            raise DomainError(_("Two matters have this title. Say what is different."), field=f"title_{number}")
        titles.add(part["title"].casefold())
        for name in ("original_text", "hoped_for"):
            if word := rules.words_not_in(getattr(letter, name), part[name]):
                words = _("“%(word)s” is not in the letter at this place. Leave words out, but add and move none.")
                raise DomainError(words % {"word": word}, field=f"{name}_{number}")


def _make_part(letter, own, number, total, *, by, now):
    part = Issue(
        **{name: getattr(letter, name) for name in OF_THE_LETTER},
        **{name: own[name] for name in OF_ITS_OWN},
        split_from=letter,
        part_number=number,
        part_of=total,
        status=IssueStatus.ACKNOWLEDGED,
        reference=next_reference(PREFIX),
    )
    part.save(force_insert=True)
    IssueMove.objects.create(issue=part, status=IssueStatus.ACKNOWLEDGED, on=clock.today(now))
    audit.record("make_part", part, by, now=now, letter=letter.reference)


@transaction.atomic
def undo_split(letter, *, reason, by, now=None):
    """Follow a letter as one issue again, with the reason its parent reads; the numbers of its matters end.

    Raises DomainError once something was done with one of them.
    """
    letter = locked(letter)
    parts = list(letter.parts.select_for_update().order_by("pk"))
    if words := cannot_be_undone(letter):
        raise DomainError(words)
    references = [part.reference for part in parts]
    for part in parts:
        part.delete()
    kept = {"acknowledged_on": letter.acknowledged_on, "detail": {"parts": references}}
    return move_issue(letter, IssueStatus.ACKNOWLEDGED, by=by, now=now, verb="undo_split", note=reason, **kept)
