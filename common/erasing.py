"""Erasing what is held of somebody, as each app declares it (`common/privacy.py`; UK GDPR, article 17).

Rows are found first, all of them, because what is blanked leads nowhere any more; then they go from the right of the
house to its left. What an app must do before its rows are blanked, it says in its `privacy.py`:

    @erasing(Issue)
    def take_back(issues, now): ...

Last, names go from what is kept about these rows, as an app says it:

    @names_going
    def from_the_audit_trail(rows, names): ...

and addresses and telephone numbers from every text that still names them (`reaching`).
"""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from common import chain
from common.documents import erase_document
from common.models import Document, Message, TextVersion, VersionedText
from common.privacy import ERASED, Fate, Holding, Part, Subject, follow, holdings
from common.redactions import take_out
from common.registry import Sources
from common.rules import MessageState
from common.taken_out import Copies

Found = dict[str, list[models.Model]]  # by the key of the declaration
NUMBER_DIGITS = 6  # a number of fewer digits may stand for anything

Before = Callable[[list[Any], dt.datetime], object]
_before: Sources[type, Before] = Sources()
erasing = _before.register
_naming: Sources[str, Callable[[list[models.Model], Copies], object]] = Sources()
names_going = _naming.register("names")  # (rows, names): takes the names out of what is kept about the rows


@dataclass(frozen=True)
class Erased:
    """How many rows of one declaration an erasure deleted, blanked or kept: all that a receipt says."""

    key: str
    deleted: int = 0
    blanked: int = 0
    kept: int = 0


def find(subject: Subject) -> Found:
    """Return every row that holds data of a person, by the key of its declaration."""
    subject = follow(subject)
    rows = {key: list(holding.of_subject(subject)) for key, holding in holdings.items() if holding.rows}
    return {key: found for key, found in rows.items() if found}


@transaction.atomic
def erase_found(found: Mapping[str, list[models.Model]], now: dt.datetime) -> list[Erased]:
    """Erase rows that were found; return what became of them, model by model."""
    names = identifying_values(found)
    for key, rows in found.items():
        is_kept = holdings[key].erased is Fate.KEPT
        for prepare in () if is_kept else _before.of(holdings[key].model):
            prepare(rows, now)
    erased = [_erase(holdings[label], found[label]) for label in reversed(list(holdings)) if label in found]
    everything = [row for rows in found.values() for row in rows]
    for take_names_out in _naming.of("names"):
        take_names_out(everything, Copies.exactly(names))
    Message.objects.filter(to__in=names).exclude(state=MessageState.WAITING).delete()
    for phrases, places in reaching([name for name in names if _is_theirs_alone(name)]):
        take_out(Copies.exactly(phrases), places)
    return erased


def _erase(holding: Holding, rows: list[models.Model]) -> Erased:
    keys = [row.pk for row in rows]
    there = holding.model._base_manager.filter(pk__in=keys)
    if holding.erased is Fate.KEPT:
        return Erased(holding.key, kept=len(keys))
    texts, documents = _linked(holding, there, VersionedText), _linked(holding, there, Document)
    with chain.changing([*there, *_versions_of(texts)], chain.Why.ERASED):
        return _let_go(holding, there, texts, documents, found=len(keys))


def _versions_of(texts: list[Any]) -> models.QuerySet:
    return TextVersion.objects.filter(of__in=texts)


def _let_go(holding: Holding, there: models.QuerySet, texts: list[Any], documents: list[Any], *, found: int) -> Erased:
    """Delete or blank rows, with the versions of their texts and their files.

    What was found and went already, with the row that it belongs to, was deleted too and is counted.
    """
    count = there.count()
    if holding.erased is Fate.DELETED:
        there.delete()
        VersionedText.objects.filter(pk__in=texts).delete()
        for document in Document.objects.filter(pk__in=documents):
            erase_document(document)
        return Erased(holding.key, deleted=found)
    for row in there.select_for_update().order_by("pk"):
        changed = holding.blanked()
        for field in changed:
            setattr(row, field.attname, blank_of(holding, field, row))
        row.save(update_fields=[field.name for field in changed])
    _versions_of(texts).delete()
    return Erased(holding.key, blanked=count, deleted=found - count)


def _linked(holding: Holding, rows: models.QuerySet, model: type[models.Model]) -> list[Any]:
    """Return the keys of texts or files that rows own, but for those that outlast an erasure."""
    fields = [one for one in holding.model._meta.concrete_fields if one.related_model is model]
    links = [one.attname for one in fields if one.name not in holding.grounds]
    return [key for link in links for key in rows.values_list(link, flat=True) if key is not None]


def blank_of(holding: Holding, field: models.Field, row: models.Model) -> Any:
    """Return what stands in a field once it is erased: nothing, or "[erased]" where something has to stand."""
    if field.name in holding.instead:
        return holding.instead[field.name](row)
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return field.get_default()
    return "" if field.blank else ERASED[: field.max_length]


def identifying_values(found: Mapping[str, list[models.Model]]) -> list[str]:
    """Return the names, addresses and telephone numbers in rows that are about to be blanked."""
    values = {
        str(getattr(row, field.attname) or "").strip()
        for key, rows in found.items()
        for field in holdings[key].fields(Part.IDENTIFIES)
        if field.name not in holdings[key].grounds and not isinstance(field, models.JSONField)
        for row in rows
        if getattr(row, field.attname) != blank_of(holdings[key], field, row)
    }
    return sorted(values - {""})


def _is_theirs_alone(value: str) -> bool:
    """Say whether an address or a number belongs to one person wherever it stands; a name may be another's too."""
    return "@" in value or len(re.sub(r"\D", "", value)) >= NUMBER_DIGITS


def reaching(phrases: Collection[str]) -> Iterator[tuple[Collection[str], list[Any]]]:
    """Give the rows whose free text names one of these, of each declared model; no ground keeps an address there."""
    for holding in holdings.values() if phrases else ():
        names = [field.name for field in _free_text(holding)]
        holds_one = Q()
        for name in names:
            for phrase in phrases:
                holds_one |= Q(**{f"{name}__icontains": phrase})
        if names:
            yield phrases, [(holding.model._base_manager.filter(holds_one), tuple(names), ())]


def _free_text(holding: Holding) -> Iterable[models.Field]:
    """Return the fields of a model in which people may write of others; not those that hold a person's own address."""
    texts = (models.TextField, models.CharField, models.JSONField)
    return [one for one in holding.fields(Part.SAYS, Part.OTHERS) if isinstance(one, texts)]
