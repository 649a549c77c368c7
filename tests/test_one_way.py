"""What is done everywhere is done in one way: today in London, a slug, a locked row, a day in words."""

import re

import pytest

from tests.test_layers import ROOT, modules

# pattern, the modules where it stands, what to write instead
ONE_WAYS = [
    (r"clock\.london\((now or clock\.now\(\)|clock\.now\(\))\)\.date\(\)", (), "clock.today(now)"),
    (r"\bslugify\b", ("common/slugs.py",), "free_slug, new_slug or slug_of of common/slugs.py"),
    (r"select_for_update\(\)\.get\(", (), "locked of common/locking.py"),
    (r"\.(status|state) = ", ("common/jobs/running.py",), "move of the app's transitions.py"),
    (r"from \w+\.templatetags\S* import", ("templatetags",), "the plain function that the tag calls"),
]


@pytest.mark.parametrize(("pattern", "homes", "instead"), ONE_WAYS)
def test_nothing_is_done_in_a_second_way(pattern, homes, instead):
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in modules()}
    elsewhere = {place: text for place, text in texts.items() if not any(home in place for home in homes)}
    assert [f"{place}: {instead}" for place, text in elsewhere.items() if re.search(pattern, text)] == []
