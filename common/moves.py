"""States and the moves between them, as data."""

from django.utils.translation import gettext as _

from common.errors import MoveNotAllowed


def can_move(moves, current, target):
    return target in moves.get(current, ())


def check_move(moves, current, target):
    """Raise MoveNotAllowed unless the table of moves leads from `current` to `target`."""
    if not can_move(moves, current, target):
        raise MoveNotAllowed(
            _("This cannot be done now: it is “%(current)s” and cannot become “%(target)s”.")
            % {"current": type(target)(current).label, "target": target.label},
        )
