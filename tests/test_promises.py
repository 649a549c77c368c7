"""The table of promises says what ran, and nothing else."""

import datetime as dt

import pytest

from tests import promises

ON = dt.date(2026, 3, 4)
PAGE = """# Safety
| promise | where it is tried | last run |
| --- | --- | --- |
| 1. Kept | `tests/a/`, `tests/b/test_x.py::test_one` | old |
| 2. Once | `tests/b/test_y.py` | |

| other | table |
| --- | --- |
| `tests/a/` | as it was |
"""


def report(nodeid, outcome="passed", when="call"):
    return nodeid, when, outcome


RAN = [
    report("tests/a/test_1.py::test_a"),
    report("tests/a/test_1.py::test_a", when="teardown"),
    report("tests/b/test_x.py::test_one[2]", "failed"),
    report("tests/b/test_x.py::test_two"),
    report("tests/b/test_y.py::test_three"),
    report("tests/b/test_y.py::test_four", "skipped", "setup"),
]


def test_each_row_counts_its_own_tests():
    page = promises.written(PAGE, promises.outcomes(RAN), ON)
    assert "| 1. Kept | `tests/a/`, `tests/b/test_x.py::test_one` | 4 March 2026: 1 of 2 passed, **1 failed** |" in page
    assert "| 2. Once | `tests/b/test_y.py` | 4 March 2026: 1 of 1 passed |" in page
    assert page.endswith("| `tests/a/` | as it was |\n")


def test_a_failure_after_the_test_itself_is_a_failure():
    ended = promises.outcomes([report("tests/a::t"), report("tests/a::t", "failed", "teardown")])
    assert ended == {"tests/a::t": "failed"}
    assert promises.outcomes([report("tests/a::t", "failed"), report("tests/a::t")]) == {"tests/a::t": "failed"}


def test_a_row_of_which_nothing_ran_is_named():
    with pytest.raises(promises.NotTried, match=r"^2\. Once$"):
        promises.written(PAGE, promises.outcomes(RAN[:4]), ON)


def test_every_row_of_the_page_names_tests_that_exist():
    page = promises.PAGE.read_text()
    named = promises.TESTS.findall(page)
    root = promises.PAGE.parent.parent
    assert len(named) > 40
    assert [name for name in named if not (root / name.split("::")[0]).exists()] == []
    assert [
        name for name in named if "::" in name and name.split("::")[1] not in (root / name.split("::")[0]).read_text()
    ] == []
