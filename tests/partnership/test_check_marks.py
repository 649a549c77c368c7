"""`manage.py check_marks` prints recall by kind and false marks, and fails below the goals."""

import io

import pytest
from django.core.management import CommandError, call_command

from partnership.management.commands import check_marks


def printed(only):
    out = io.StringIO()
    call_command("check_marks", only=only, stdout=out)
    return out.getvalue()


def test_the_open_half_and_ten_texts_of_the_sample_year_reach_the_goals():
    assert "open: 100 texts" in printed("open")
    text = printed("sample")
    assert "sample: 10 texts" in text
    assert "found 23 of 23 (100.0%; goal 95%)" in text


def test_below_the_goals_it_fails(monkeypatch):
    monkeypatch.setattr(check_marks, "LABELLED", "The [[name:bus]] is late.")
    with pytest.raises(CommandError, match="Below the goals: sample"):
        printed("sample")
