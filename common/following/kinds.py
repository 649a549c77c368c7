"""What can be followed: each kind is declared once, with the rows that anybody may read now."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.registry import Registry, Sources

Text = str | Promise
EVERYTHING = "everything"
LARGEST_KEY_BITS = 63
_openings: Sources[str, Callable[[], Q]] = Sources()
# Says for a kind which further rows anybody may read, because of what a higher app shows: () -> Q.
also_open = _openings.register


@dataclass(frozen=True)
class Followed:
    """One thing that can be followed, as everybody may name it. `ref` stands for it in addresses."""

    topic: str
    ref: str
    title: str
    url: str


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be followed.

    `rows` are those that anybody may read now, whoever asks; `ref` is the field that names one in an address. A kind
    without rows is one thing by itself, at `url`. `is_offered` lists them on the page of choices, or those that
    `offers` leaves.
    """

    name: str
    label: Text
    rows: Callable[[], QuerySet] | None = None
    ref: str = "pk"
    title: Callable[[Any], str] = str
    address: Callable[[Any], str] = lambda row: row.get_absolute_url()
    is_offered: bool = False
    offers: Callable[[QuerySet], QuerySet] = lambda rows: rows

    def topic_of(self, key: Any = "") -> str:
        return f"{self.name}:{key}"

    def open(self) -> QuerySet | None:
        """Return the rows that anybody may read now, also for what a higher app shows of them."""
        if self.rows is None:
            return None
        rows = self.rows()
        openings = _openings.of(self.name)
        if not openings:
            return rows
        more = Q()
        for opening in openings:
            more |= opening()
        everything = rows.model._default_manager.all()
        return everything.filter(
            Q(pk__in=rows.order_by().values("pk")) | Q(pk__in=everything.filter(more).values("pk"))
        )

    def shown(self, rows: Iterable[Any]) -> list[Followed]:
        return [
            Followed(self.topic_of(row.pk), str(getattr(row, self.ref)), self.title(row), self.address(row))
            for row in rows
        ]

    def offered(self) -> list[Followed]:
        """Return what the page of choices lists of this kind."""
        if not self.is_offered:
            return []
        rows = self.open()
        return [self._itself()] if rows is None else self.shown(self.offers(rows))

    def with_keys(self, keys: Iterable[str]) -> list[Followed]:
        """Return those of some things that anybody may read now."""
        rows = self.open()
        if rows is None:
            return [self._itself()] if "" in keys else []
        usable = [key for key in keys if _fits(rows.model, key)]
        return self.shown(rows.filter(pk__in=usable)) if usable else []

    def find(self, *refs: str) -> Followed | None:
        """Return the thing that a reference names, or None: the same where it is hidden and where there is none."""
        rows = self.open()
        if rows is None:
            return None if any(refs) else self._itself()
        if not all(refs) or "\0" in refs[0]:
            return None
        return next(iter(self.shown(rows.filter(**{f"{self.ref}__in": refs})[:1])), None)

    def _itself(self) -> Followed:
        return Followed(self.topic_of(), "", str(self.label), self.address(None))


def _fits(model: Any, key: str) -> bool:
    """Say whether a key may be one of a model's: a number that is too large, or a letter unseen, never is."""
    try:
        value = model._meta.pk.to_python(key)
    except ValidationError:
        return False
    return bool(key) and "\0" not in key and not (isinstance(value, int) and value.bit_length() > LARGEST_KEY_BITS)


class Kinds(Registry[Kind]):
    """Every kind by its name."""

    def declare(self, *found: Kind) -> None:
        for kind in found:
            self.add(kind.name, kind)

    def visible(self, topics: Iterable[str]) -> dict[str, Followed]:
        """Return those of some topics that anybody may read now; one query a kind."""
        keys = defaultdict(set)
        for topic in topics:
            name, _colon, key = topic.partition(":")
            keys[name].add(key)
        found = [one for name, of_kind in keys.items() if name in self for one in self[name].with_keys(of_kind)]
        return {one.topic: one for one in found}

    def find(self, name: str, ref: str = "") -> Followed | None:
        """Return what a kind and a reference name, or None where there is none that anybody may read."""
        return self[name].find(ref) if name in self else None

    def find_typed(self, name: str, ref: str = "") -> Followed | None:
        """Return the same where somebody may have typed it: references are in capitals, slugs are not."""
        name = name.lower()
        return self[name].find(ref, ref.upper(), ref.lower()) if name in self else None


kinds = Kinds("kinds of things to follow")
kinds.declare(Kind(EVERYTHING, _("Everything new"), address=lambda _row: "/", is_offered=True))
