"""What is offered, and what stands in the way."""

import pytest
from django.template.loader import render_to_string

from common.next_steps import NextSteps


def steps(waits_for="", *, when=True, targets=("open",)):
    made = NextSteps(targets)
    made.offer("open", "Open it", "/open/", move="open", waits_for=waits_for)
    made.offer("close", "Close it", "/close/", move="closed", waits_for=waits_for, is_post=True)
    made.offer("edit", "Change it", "/edit/", when=when, tone="link")
    return made


def test_a_move_is_offered_where_the_table_leads_there():
    assert [step.name for step in steps().offered] == ["open", "edit"]
    assert [step.name for step in steps(targets=("closed",)).offered] == ["close", "edit"]


def test_what_stands_in_the_way_is_said_instead_of_the_step():
    made = steps("Add a question first.")
    assert [step.name for step in made.offered] == ["edit"]
    assert made.hints == ["Add a question first."]


def test_nothing_stands_in_the_way_of_what_the_table_does_not_lead_to():
    assert steps("Add a question first.", targets=()).hints == []


def test_one_obstacle_of_two_steps_is_said_once():
    assert steps("Add a question first.", targets=("open", "closed")).hints == ["Add a question first."]


def test_a_step_is_found_by_its_name_and_a_name_nobody_gave_is_an_error():
    made = steps(when=False)
    assert made["open"].url == "/open/"
    assert made["edit"] is None
    assert made.names == ["open", "close", "edit"]
    with pytest.raises(KeyError):
        made["reopen"]


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("open", '<a class="govuk-button" href="/open/">Open it</a>'),
        ("edit", '<a class="govuk-link" href="/edit/">Change it</a>'),
        ("close", '<form method="post" action="/close/"'),
    ],
)
def test_a_step_is_drawn_as_what_it_is(name, drawn):
    made = steps(targets=("open", "closed"))
    assert drawn in render_to_string("components/step.html", {"step": made[name]})


def test_a_step_that_is_not_offered_is_not_drawn():
    assert render_to_string("components/step.html", {"step": steps()["close"]}).strip() == ""
