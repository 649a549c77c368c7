"""Moves between the states of a row: declared as data, and made in one way.

An app declares in its `transitions.py` what may follow what, and hands in its audit; its services make the moves:

    MEMBERSHIP = Transitions(
        MEMBERSHIP_MOVES,
        record=audit.record,
        verbs={S.ACTIVE: "appoint", S.ENDED: "end_membership"},
        dates={S.ACTIVE: "starts_on", S.ENDED: "ends_on"},
    )
    MEMBERSHIP.move(membership, S.ENDED, by=by, now=now, end_reason=reason)
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from common import clock
from common.errors import MoveNotAllowed
from common.locking import locked

Status = models.TextChoices
Moves = Mapping[Any, Collection[Any]]  # for each status those it leads to
Row = TypeVar("Row", bound=models.Model)


def can_move(moves: Moves, current: str, target: Status) -> bool:
    return target in moves.get(current, ())


def check_move(moves: Moves, current: str, target: Status) -> None:
    """Raise MoveNotAllowed unless the table of moves leads from `current` to `target`."""
    if can_move(moves, current, target):
        return
    if current == target:
        raise MoveNotAllowed(_("This is already “%s”.") % target.label)
    raise MoveNotAllowed(
        _("This cannot be done now: it is “%(current)s” and cannot become “%(target)s”.")
        % {"current": type(target)(current).label, "target": target.label},
    )


@dataclass(frozen=True)
class Transitions:
    """The moves of one model: the table, and for each target its verb, its date, and the fields it clears.

    `record` is the audit of the app: `record(verb, row, by, now=..., **detail)`; rows of nobody have none.
    `dates` name the field that keeps the day of a move; a day and never a time, so that anonymous rows may move too.
    `taken_back` are fields with their values, such as the dates that no longer hold once a row is opened again.
    """

    moves: Moves
    record: Callable[..., object] | None = None
    verbs: Mapping[Any, str] = field(default_factory=dict)
    dates: Mapping[Any, str] = field(default_factory=dict)
    taken_back: Mapping[Any, Mapping[str, Any]] = field(default_factory=dict)
    status_field: str = "status"

    def moves_of(self, row: models.Model) -> Moves:
        """Return the table of moves that holds for a row; the same for all rows, unless a subclass says otherwise."""
        return self.moves

    def targets(self, row: models.Model) -> Collection[Any]:
        """Return the states a row may move to now."""
        return self.moves_of(row).get(getattr(row, self.status_field), frozenset())

    def refusal(self, row: models.Model, target: Status) -> str:
        """Return why a row may not move to `target` now, or nothing."""
        try:
            check_move(self.moves_of(row), getattr(row, self.status_field), target)
        except MoveNotAllowed as error:
            return str(error.message)
        return ""

    def ready(self, row: Row, target: Status) -> Row:
        """Lock a row, read it again, and return it. Raises MoveNotAllowed where it may not move to `target`."""
        row = locked(row)
        check_move(self.moves_of(row), getattr(row, self.status_field), target)
        return row

    @transaction.atomic
    def move(
        self,
        row: Row,
        target: Status,
        *,
        by: object = None,
        now: dt.datetime | None = None,
        verb: str = "",
        detail: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> Row:
        """Move a row: lock it, check the move, save its state, its date and `fields`, and nothing else; tell the audit.

        What is set on the row before and not given in `fields` is lost. `detail` is what the audit row says besides.
        Raises MoveNotAllowed from a state that does not lead there.
        """
        self.ready(row, target)
        values = {self.status_field: target, **self.taken_back.get(target, {}), **fields}
        if target in self.dates:
            values.setdefault(self.dates[target], clock.today(now))
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        if self.record:
            self.record(verb or self.verbs[target], row, by, now=now, **(detail or {}))
        return row
