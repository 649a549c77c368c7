"""The changes that a run of mutants makes, and how they are put into a module that is imported already."""

import importlib
import sys

import pytest

from tests.mutants.changes import changes_of
from tests.mutants.patching import put

RULES = """
LATE = {"open"}
ALL = LATE | {"closed"}


def is_late(day, due):
    if due is None:
        return False
    return day > due and not day == 9
"""


def changes(text):
    return {change.after: change for change, _is_answered in changes_of(text, "rules.py")}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return a < b", {"return None", "a <= b"}),
        ("return a and not b", {"return None", "a or not b", "b"}),
        ("check(a)", {"pass"}),
        ("if a:\n        raise b", {"pass"}),
        ("a = locked(a)", {"a"}),
        ("a = rows.filter(b=c, d=e)", {"without c", "without e"}),
        ("a = {b: {c}, d: set()}", {"without b", "without c"}),
        ("a = True", {"False"}),
        ("a = 3", {"4"}),
    ],
)
def test_a_line_is_changed_in_these_ways(line, expected):
    assert set(changes(f"def rule(a, b):\n    {line}\n")) == expected


def test_types_and_words_stay_as_they_are():
    assert not changes('def rule(a: tuple[int, int]) -> tuple[int, int]:\n    """A rule."""\n    a = "word"\n')


def test_a_comment_on_the_line_answers():
    text = "def rule(a):\n    check(a)  # mutant: a reason\n    check(a)\n"
    assert [is_answered for _change, is_answered in changes_of(text, "rules.py")] == [True, False]


@pytest.fixture
def module(tmp_path, monkeypatch):
    (tmp_path / "planted_rules.py").write_text(RULES)
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("planted_rules")
    monkeypatch.delitem(sys.modules, "planted_rules")


def test_a_changed_function_is_changed_for_whoever_imported_it(module):
    is_late = module.is_late
    assert is_late(2, 2) is False
    put(module, changes(RULES)["day >= due"])
    assert is_late(2, 2) is True


def test_a_changed_table_is_changed_in_place_and_so_is_what_is_made_from_it(module):
    late, everything = module.LATE, module.ALL
    assert everything == {"open", "closed"}
    put(module, changes(RULES)["without 'open'"])
    assert late == set()
    assert everything == {"closed"}
