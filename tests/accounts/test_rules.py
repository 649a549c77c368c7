"""The rules of signing in and of roles, each case typed by hand."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.conf import settings

from accounts import rules
from accounts.roles import Role
from common.errors import DomainError
from common.transitions import can_move

SPRING, SUMMER, AUTUMN = dt.date(2027, 3, 1), dt.date(2027, 6, 1), dt.date(2027, 9, 1)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (set(), False),
        ({Role.MEMBER}, False),
        ({Role.COORDINATOR}, True),
        ({Role.OFFICER}, True),
        ({Role.BOARD_MEMBER}, True),
        ({Role.PAYER}, True),
        ({Role.SAFEGUARDING_LEAD}, True),
        ({Role.ADMINISTRATOR}, True),
        ({Role.MEMBER, Role.PAYER}, True),
    ],
)
def test_everybody_but_parents_and_members_needs_a_second_factor(roles, expected):
    assert rules.needs_second_factor(roles) is expected


@pytest.mark.parametrize(
    ("held", "wanted", "expected"),
    [
        ((SPRING, None), (SPRING, None), True),
        ((SPRING, None), (SUMMER, AUTUMN), True),
        ((SPRING, AUTUMN), (SPRING, AUTUMN), True),
        ((SPRING, AUTUMN), (SUMMER, SUMMER), True),
        ((SPRING, AUTUMN), (SUMMER, None), False),
        ((SPRING, AUTUMN), (SUMMER, AUTUMN + DAY), False),
        ((SUMMER, None), (SPRING, None), False),
        ((SUMMER, AUTUMN), (SUMMER - DAY, AUTUMN), False),
    ],
)
def test_a_period_covers_another_on_every_day_of_it_or_not_at_all(held, wanted, expected):
    assert rules.covers(*held, *wanted) is expected


@pytest.mark.parametrize(
    ("ended_on", "expected"),
    [(SUMMER, SUMMER - DAY), (SPRING + DAY, SPRING), (SPRING, None), (SPRING - DAY, None)],
)
def test_the_last_day_of_a_role_is_the_one_before_it_is_gone(ended_on, expected):
    assert rules.last_day(SPRING, ended_on) == expected


@pytest.mark.parametrize(
    ("role", "agency", "ends_on", "field"),
    [
        (Role.OFFICER, None, None, "agency"),
        (Role.COORDINATOR, "Highways", None, "agency"),
        (Role.MEMBER, "Highways", None, "agency"),
        (Role.OFFICER, "Highways", SPRING - DAY, "ends_on"),
        (Role.PAYER, None, SPRING - DAY, "ends_on"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused_at_its_field(role, agency, ends_on, field):
    with pytest.raises(DomainError) as refused:
        rules.check_grant(role, agency, SPRING, ends_on)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("role", "agency", "ends_on"),
    [(Role.OFFICER, "Highways", None), (Role.OFFICER, "Highways", SPRING), (Role.PAYER, None, SUMMER)],
)
def test_a_grant_may_hold_for_a_single_day_or_for_ever(role, agency, ends_on):
    assert rules.check_grant(role, agency, SPRING, ends_on) is None


def person(number):
    return SimpleNamespace(pk=number)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MEMBER])
def test_nobody_gives_themselves_any_role_but_a_seat(role):
    with pytest.raises(DomainError) as refused:
        rules.check_not_oneself(person(1), role, person(1))
    assert refused.value.field == "user"
    assert rules.check_not_oneself(person(1), role, person(2)) is None
    assert rules.check_not_oneself(person(1), role, None) is None
    assert rules.check_not_oneself(person(1), Role.MEMBER, person(1)) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", True),
        ("/my/", True),
        ("/my/issues/?page=2", True),
        ("", False),
        ("my/", False),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("https:evil.example", False),
        ("https://evil.example/my/", False),
        ("javascript:alert(1)", False),
        ("/\t/evil.example", False),
        ("\n/my/", False),
    ],
)
def test_one_goes_on_to_a_path_of_this_portal_alone(address, expected):
    assert rules.is_own_address(address) is expected


# From the state on the left to those above: x where it may move.
GRID = """
             waiting  made  withdrawn
waiting         -      x        x
made            -      -        -
withdrawn       -      -        -
"""
TARGETS, *LINES = [line.split() for line in GRID.strip().splitlines()]
PAIRS = [(line[0], target, mark == "x") for line in LINES for target, mark in zip(TARGETS, line[1:], strict=True)]


def test_the_grid_of_waiting_changes_has_every_state():
    assert sorted(TARGETS) == sorted(line[0] for line in LINES) == sorted(rules.PendingStatus.values)


@pytest.mark.parametrize(("current", "target", "may"), PAIRS)
def test_a_waiting_change_moves_as_in_the_grid(current, target, may):
    assert can_move(rules.PENDING_MOVES, current, rules.PendingStatus(target)) is may


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("save_section", "Save section"),
        ("code_answer", "Add answer to theme"),
        ("uncode_answer", "Remove answer from theme"),
        ("hide_issue", "Put issue out of sight"),
    ],
)
def test_audit_trail_says_what_was_done_in_plain_english(verb, expected):
    assert rules.verb_words(verb) == expected


def test_every_verb_with_its_own_words_is_recorded_by_some_app():
    files = [*settings.BASE_DIR.glob("*/services/**/*.py"), *settings.BASE_DIR.glob("*/transitions.py")]
    written = "".join(path.read_text() for path in files)
    assert [verb for verb in rules.VERB_WORDS if f'"{verb}"' not in written] == []


@pytest.mark.parametrize(
    ("asked_on", "due_on"),
    [
        ("2027-01-15", "2027-02-15"),
        ("2027-01-30", "2027-02-28"),
        ("2028-01-30", "2028-02-29"),
        ("2027-02-28", "2027-03-28"),
        ("2026-12-31", "2027-01-31"),
    ],
)
def test_a_request_about_data_is_answered_within_a_calendar_month(asked_on, due_on):
    assert rules.data_request_due(dt.date.fromisoformat(asked_on)) == dt.date.fromisoformat(due_on)


def test_a_request_is_late_on_the_day_after_it_was_due_whatever_the_month():
    asked = [dt.date(2027, 11, 1) + dt.timedelta(days=number) for number in range(500)]
    for asked_on in asked:
        due_on = rules.data_request_due(asked_on)
        assert asked_on >= rules.data_requests_late_before(due_on)
        assert asked_on < rules.data_requests_late_before(due_on + dt.timedelta(days=1))
