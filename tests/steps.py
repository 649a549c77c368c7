"""Trying next steps: what is offered can be taken, and what is not offered is refused."""

from contextlib import nullcontext

import pytest

from common.errors import DomainError


def names(steps):
    return [step.name for step in steps.offered]


def take_or_be_refused(name, row, steps, take):
    """Take a step: it works where it is offered, and is refused with a rule where it is not."""
    offered = steps[name]
    with nullcontext() if offered else pytest.raises(DomainError):
        take(row)
    row.refresh_from_db()
    if offered and offered.move is not None and hasattr(row, "status"):
        assert row.status == offered.move
