"""`manage.py check_marks` prints recall by kind and false marks, and fails below the goals."""

import io

import pytest
from django.core.management import CommandError, call_command

from partnership.management.commands import check_marks


def printed(only=None):
    out = io.StringIO()
    call_command("check_marks", only=only, stdout=out)
    return out.getvalue()


def test_the_open_set_and_ten_texts_of_the_sample_year_reach_the_goals():
    assert "open: 300 texts" in printed("open")
    text = printed("sample")
    assert "sample: 10 texts" in text
    assert "found 23 of 23 (100.0%; goal 95%)" in text


def test_below_the_goals_it_fails(monkeypatch):
    monkeypatch.setattr(check_marks, "LABELLED", "The [[name:bus]] is late.")
    with pytest.raises(CommandError, match="Below the goals: sample"):
        printed("sample")


@pytest.fixture
def sets(tmp_path, monkeypatch):
    """Labelled texts of its own: the open ones are good."""
    (tmp_path / "open.txt").write_text("My son [[name:Priya]] cries. " * 3)
    monkeypatch.setattr(check_marks, "SETS", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("sets")
def test_without_a_sealed_file_it_says_that_nothing_unseen_was_measured():
    text = printed()
    assert "all: 11 texts" in text
    assert "no file common/marks/labelled/sealed.txt, so nothing was measured that the marks had never seen" in text


def test_a_sealed_file_is_measured_by_itself_and_its_words_are_not_printed(sets):
    (sets / "sealed.txt").write_text("[[name:Priya]] cries.\n----\nThe [[name:bus]] is late.")
    out = io.StringIO()
    with pytest.raises(CommandError, match="Below the goals: sealed"):
        call_command("check_marks", only="sealed", stdout=out)
    assert "sealed: 2 texts" in out.getvalue()
    assert "found 1 of 2 (50.0%; goal 95%)" in out.getvalue()
    assert "bus" not in out.getvalue()
    with pytest.raises(CommandError, match="sealed"):
        printed()
