import pytest
from django.db import models

from common.errors import DomainError, MoveNotAllowed
from common.moves import can_move, check_move
from common.rules import JOB_MOVES, JobState


class Light(models.TextChoices):
    RED = "red", "at red"
    GREEN = "green", "at green"
    OFF = "off", "switched off"


MOVES = {Light.RED: {Light.GREEN, Light.OFF}, Light.GREEN: {Light.RED}}


def test_a_move_of_the_table_is_allowed():
    check_move(MOVES, Light.RED, Light.GREEN)


@pytest.mark.parametrize(
    ("current", "target"), [(Light.GREEN, Light.OFF), (Light.OFF, Light.RED), (Light.RED, Light.RED)]
)
def test_a_move_that_is_not_in_the_table_is_refused(current, target):
    with pytest.raises(MoveNotAllowed):
        check_move(MOVES, current, target)


def test_the_refusal_names_both_states_in_words():
    with pytest.raises(DomainError, match="it is “at green” and cannot become “switched off”"):
        check_move(MOVES, "green", Light.OFF)


def test_a_state_as_the_database_gives_it_is_understood():
    assert can_move(MOVES, "red", Light.GREEN)


# Rows: from. Columns: waiting, running, done, failed, cancelled. Typed by hand from docs/jobs.md.
GRID = {
    "waiting": "- y - y y",
    "running": "y - y y y",
    "done": "- - - - -",
    "failed": "y - - - -",
    "cancelled": "y - - - -",
}


@pytest.mark.parametrize("current", GRID)
def test_a_job_moves_as_the_grid_says(current):
    allowed = {target for target, mark in zip(GRID, GRID[current].split(), strict=True) if mark == "y"}
    assert {target.value for target in JobState if can_move(JOB_MOVES, JobState(current), target)} == allowed
