"""Next steps: those offered, and what must be done first."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy

from common import next_steps
from common.next_steps import NextSteps
from common.registry import Sources


def steps(waits_for="", *, when=True, targets=("open",)):
    made = NextSteps(targets)
    made.offer("open", "Open it", "/open/", move="open", waits_for=waits_for)
    made.offer("close", "Close it", "/close/", move="closed", waits_for=waits_for, is_post=True)
    made.offer("edit", "Change it", "/edit/", when=when, tone="link")
    return made


def test_a_move_is_offered_where_the_table_leads_there():
    assert [step.name for step in steps().offered] == ["open", "edit"]
    assert [step.name for step in steps(targets=("closed",)).offered] == ["close", "edit"]


def test_an_obstacle_is_shown_instead_of_the_step():
    made = steps("Add a question first.")
    assert [step.name for step in made.offered] == ["edit"]
    assert made.hints == ["Add a question first."]


def test_a_step_not_in_the_table_shows_no_obstacle():
    assert steps("Add a question first.", targets=()).hints == []


def test_an_obstacle_of_two_steps_is_shown_once():
    assert steps("Add a question first.", targets=("open", "closed")).hints == ["Add a question first."]


def test_a_step_is_found_by_its_name_and_a_name_nobody_gave_is_an_error():
    made = steps(when=False)
    assert made["open"].url == "/open/"
    assert made["edit"] is None
    assert made.names == ["open", "close", "edit"]
    with pytest.raises(KeyError):
        made["reopen"]


@pytest.mark.parametrize(
    ("waits_for", "hints"),
    [
        (["", ""], []),
        (["Add a question.", "", "Set a date."], ["Add a question.", "Set a date."]),
        (["Add a question.", "Add a question."], ["Add a question."]),
        (gettext_lazy("Add a question."), ["Add a question."]),
    ],
    ids=["none of several", "two of three", "the same twice", "not translated yet"],
)
def test_of_several_obstacles_each_is_said_and_where_there_is_none_the_step_is_offered(waits_for, hints):
    made = steps(waits_for)
    assert made.hints == hints
    assert (made["open"] is None) == bool(hints)


def test_step_that_does_not_apply_shows_no_obstacle():
    made = NextSteps()
    made.offer("edit", "Change it", "/edit/", when=False, waits_for="Write it first.")
    assert (made["edit"], made.hints) == (None, [])


def test_a_step_that_makes_no_move_is_offered_in_a_final_state_too():
    made = steps(targets=())
    assert [(step.name, step.move) for step in made.offered] == [("edit", None)]


def test_links_stand_below_the_buttons_and_only_where_they_are_offered():
    assert [step.name for step in steps().links] == ["edit"]
    assert steps(when=False).links == []


def test_step_names_its_object_for_screen_readers():
    made = NextSteps()
    made.offer("accept", "Accept", "/accept/", about="Q-12", is_post=True)
    drawn = " ".join(render_to_string("components/step.html", {"step": made["accept"]}).split())
    assert "Q-12" in drawn


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("open", '<a class="govuk-button" href="/open/">Open it</a>'),
        ("edit", '<a class="govuk-link" href="/edit/">Change it</a>'),
        ("close", '<form method="post" action="/close/"'),
    ],
)
def test_step_is_drawn_as_a_link_or_a_button(name, drawn):
    made = steps(targets=("open", "closed"))
    assert drawn in render_to_string("components/step.html", {"step": made[name]})


def test_a_step_that_is_not_offered_is_not_drawn():
    assert render_to_string("components/step.html", {"step": steps()["close"]}).strip() == ""


def test_a_higher_app_brings_its_step_at_the_place_where_the_lower_one_asks(monkeypatch):
    monkeypatch.setattr(next_steps, "_brought", Sources())
    next_steps.brought_to(str)(lambda row, steps: steps.offer("present", f"Present {row}", "/new/"))
    steps = NextSteps()
    steps.offer("edit", "Edit", "/edit/")
    steps.offer_brought("it")
    steps.offer_brought(5)  # nobody brings anything to a row of another kind
    steps.offer("close", "Close", "/close/")
    assert [step.words for step in steps.offered] == ["Edit", "Present it", "Close"]
