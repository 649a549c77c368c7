"""Redaction: words are taken out of what was published; everybody reads that, when and why, staff what was there.

The one kit for it. A service of a higher app names the rows and fields that hold a document, with its row locked:

    taken = take_out(copies, [(items, ("title", "minute"), ("minute_words",))])
    redact(meeting, taken, reason, now=now)

The same words go from every earlier version of these texts, and an edit begun before is stale.

What was made by hand from a published page, such as its large print, holds words that no `take_out` can reach. An app
that keeps such things says in its `taken_back.py` how they go; whoever takes something off a page calls `less_is_read`:

    @made_from_pages
    def stop_offering(row, texts, now): ...
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from common import chain, clock
from common.errors import DomainError
from common.marked_words import check_marks
from common.models import Redaction, TextVersion, VersionedText
from common.registry import Sources
from common.said import check_said
from common.taken_out import Copies, texts_in

Place = tuple[models.QuerySet, tuple[str, ...], tuple[str, ...]]  # rows, fields, links to their versions

Going = Callable[[models.Model, list[str], dt.datetime | None], object]  # (row, texts, now)
_made_from_pages: Sources[str, Going] = Sources()
made_from_pages = _made_from_pages.register("made from pages")


class Taken:
    """What words were taken out of: the rows, and the texts as they were."""

    def __init__(self) -> None:
        self.rows: list[models.Model] = []
        self.before: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.rows)

    def keep(self, copies: Copies, value: Any) -> None:
        """Keep each text of a value that holds some of the words."""
        self.before += [text for text in texts_in(value) if copies.are_in(text) and text not in self.before]


@transaction.atomic
def take_out(copies: Copies, places: Iterable[Place]) -> Taken:
    """Take words out of the fields of rows and of every version of their texts."""
    taken = Taken()
    for rows, fields, links in places:
        stale = {link: _take_out_of_versions(rows, link, copies, taken) for link in links}
        for row in rows:
            is_changed = _take_out_of_fields(row, fields, copies, taken)
            if is_changed or any(getattr(row, f"{link}_id") in texts for link, texts in stale.items()):
                taken.rows.append(row)
                for link in links:
                    make_edits_stale(row, link)
    return taken


def _take_out_of_fields(row: models.Model, fields: tuple[str, ...], copies: Copies, taken: Taken) -> bool:
    changed = [name for name in fields if copies.are_in(getattr(row, name))]
    for name in changed:
        taken.keep(copies, getattr(row, name))
        longest = getattr(row._meta.get_field(name), "max_length", None)
        found = copies.take_out(getattr(row, name))
        setattr(row, name, found[:longest] if isinstance(found, str) else found)
    if changed:
        with chain.changing([row], chain.Why.TAKEN_OUT):
            row.save(update_fields=changed)
    return bool(changed)


def _take_out_of_versions(rows: models.QuerySet, link: str, copies: Copies, taken: Taken) -> set[int]:
    """Return the keys of the texts whose versions held the words."""
    found = set()
    for version in TextVersion.objects.filter(of__in=rows.order_by().values(link)):
        if copies.are_in(version.texts):
            taken.keep(copies, version.texts)
            version.texts = copies.take_out(version.texts)
            with chain.changing([version], chain.Why.TAKEN_OUT):
                version.save(update_fields=["texts"])
            found.add(version.of_id)
    return found


def make_edits_stale(row: models.Model, link: str) -> None:
    """Go on by one number, so that a form opened before cannot bring the words back."""
    text = getattr(row, link)
    if text is None:
        setattr(row, link, VersionedText.objects.create(number=1))
        row.save(update_fields=[link])
    else:
        text.number += 1
        text.save(update_fields=["number"])


def redact(
    row: models.Model, taken: Taken, reason: str, *, put_back: Collection[str] = (), now: Any = None
) -> Redaction:
    """Record that words were taken out of a document. Raises DomainError without a reason, and where none was found."""
    reason = check_said(reason, _("Give the reason. Everybody can read it."), field="reason")
    check_marks([reason], put_back=put_back)
    if not taken:
        raise DomainError(_("These words were not found. Copy them exactly as they are."), field="phrases")
    return record(row, reason, before=taken.before, now=now)


def record(row: models.Model, reason: str, *, before: list[str] | None = None, now: Any = None) -> Redaction:
    """Record a redaction; without `before` nobody can read the words any more."""
    less_is_read(row, before or [], now=now)
    return Redaction.objects.create(of=_name(row), redacted_on=clock.today(now), reason=reason, before=before)


def less_is_read(row: models.Model, texts: Iterable[str] = (), *, now: Any = None) -> None:
    """Let what was made by hand from the pages of a row go: something that stood there is no longer for everybody.

    `texts` are the words that went, where they can stand on other pages too.
    """
    texts = [text for text in texts if text]
    for let_go in _made_from_pages.of("made from pages"):
        let_go(row, texts, now)


def redactions_of(*rows: models.Model) -> models.QuerySet:
    """Return what was taken out of some rows, the oldest first."""
    return Redaction.objects.filter(of__in=[_name(row) for row in rows]).order_by("redacted_on", "pk")


def with_redactions(rows: Iterable[models.Model]) -> list[models.Model]:
    """Return rows with their `redactions`, read together in one query."""
    rows = list(rows)
    found = redactions_of(*rows)
    for row in rows:
        row.redactions = [one for one in found if one.of == _name(row)]  # type: ignore[attr-defined]
    return rows


def _name(row: models.Model) -> str:
    return f"{row._meta.label_lower}-{row.pk}"
