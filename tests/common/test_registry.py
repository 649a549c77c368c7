"""The kit of every registry: one thing a name, or several functions a key, in the order in which they came."""

import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from common.apps import REGISTRIES
from common.registry import Registry, Sources
from tests.test_layers import FLOORS


@pytest.fixture
def bells():
    return Registry("bells")


def test_what_was_registered_is_found_by_name_in_the_order_it_came(bells):
    bells.add("tenor", 2)
    bells.add("alto", 1)
    assert (list(bells), list(bells.values()), bells["alto"], len(bells)) == (["tenor", "alto"], [2, 1], 1, 2)


def test_a_name_nobody_registered_is_not_in_it(bells):
    assert "tenor" not in bells
    assert bells.get("tenor") is None
    with pytest.raises(KeyError):
        bells["tenor"]


def test_a_second_thing_of_one_name_stops_the_start_and_the_first_stays(bells):
    bells.add("tenor", 1)
    with pytest.raises(ImproperlyConfigured, match="Two bells are called tenor"):
        bells.add("tenor", 2)
    assert bells["tenor"] == 1


def test_the_same_thing_may_be_read_twice(bells):
    @bells.register("tenor")
    def ring():
        return "dong"

    assert bells.register("tenor")(ring) is ring
    assert bells["tenor"]() == "dong"


def test_sources_are_asked_in_the_order_of_keys_and_then_of_coming():
    sources = Sources()
    for key, word in (("b", "one"), ("a", "two"), ("b", "three")):
        sources.register(key)(word.upper)
    assert [function() for function in sources.of("a", "b", "nothing")] == ["TWO", "ONE", "THREE"]
    assert list(sources) == ["b", "a"]


def test_a_source_of_two_keys_is_asked_once():
    sources, asked = Sources(), "ding".upper
    sources.register("a")(asked)
    sources.register("b")(sources.register("b")(asked))
    assert sources.of("a", "b") == [asked]
    assert sources.of() == []


def test_second_function_of_one_name_is_refused_even_if_the_first_is_none(bells):
    first = bells.register("tenor")(lambda: "dong")
    with pytest.raises(ImproperlyConfigured):
        bells.register("tenor")(lambda: "ding")
    assert bells["tenor"] is first
    bells.add("silent", None)
    with pytest.raises(ImproperlyConfigured, match="called silent"):
        bells.add("silent", 1)
    assert bells["silent"] is None


def test_registries_are_independent(bells):
    bells.add("tenor", 1)
    assert list(Registry("bells")) == []
    Sources().register("a")("ding".upper)
    assert list(Sources()) == []


def test_reading_an_unknown_key_does_not_add_it():
    sources = Sources()
    assert sources.of("a") == []
    assert list(sources) == []


def test_changing_a_returned_list_does_not_change_the_registry():
    sources, ding = Sources(), "ding".upper
    sources.register("a")(ding)
    sources.of("a").clear()
    assert sources.of("a", "a") == [ding]


@pytest.mark.parametrize("app", FLOORS)
def test_every_file_that_has_the_name_of_a_registry_is_read_at_the_start(app):
    config = apps.get_app_config(app)
    files = [name for name in REGISTRIES if (Path(config.path) / f"{name}.py").exists()]
    assert [name for name in files if f"{config.name}.{name}" not in sys.modules] == []
