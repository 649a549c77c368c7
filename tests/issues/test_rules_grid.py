"""The tables of moves of presentations, responses and commitments, typed out by hand; issues' own is in test_moves."""

import pytest

from answers import rules
from answers.rules import CommitmentStatus, PresentationStatus, ResponseStatus
from common.errors import MoveNotAllowed
from common.transitions import check_move

PRESENTATIONS = """
                 sent acknowledged responded
    sent          .        x           x
    acknowledged  .        .           x
    responded     .        .           .
"""
RESPONSES = """
               draft posted superseded
    draft        .     x        .
    posted       .     .        x
    superseded   .     .        .
"""
COMMITMENTS = """
             open done not_kept
    open       .    x     x
    done       .    .     .
    not_kept   .    .     .
"""
TABLES = [
    (PRESENTATIONS, PresentationStatus, rules.PRESENTATION_MOVES),
    (RESPONSES, ResponseStatus, rules.RESPONSE_MOVES),
    (COMMITMENTS, CommitmentStatus, rules.COMMITMENT_MOVES),
]


def pairs():
    for text, status, moves in TABLES:
        head, *lines = (line.split() for line in text.strip().splitlines())
        for row, *marks in lines:
            for column, mark in zip(head, marks, strict=True):
                yield pytest.param(moves, status(row), status(column), mark == "x", id=f"{row}-{column}")


@pytest.mark.parametrize(("moves", "current", "target", "is_allowed"), list(pairs()))
def test_every_move_matches_the_grid(moves, current, target, is_allowed):
    if is_allowed:
        check_move(moves, current, target)
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(moves, current, target)


@pytest.mark.parametrize(("text", "status", "_moves"), TABLES)
def test_every_pair_of_states_is_in_a_grid(text, status, _moves):
    head, *lines = (line.split() for line in text.strip().splitlines())
    assert set(head) == {line[0] for line in lines} == set(status.values)
