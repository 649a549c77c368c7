"""Panels: what higher apps put on the page of an object."""

from django.template import Context, Template

from common import panels
from common.panels import Panel


class Leaf:
    """An object with a page."""


class Twig:
    """Another, whose page has the same place."""


@panels.panel(Leaf, "colour", template="common_panels/colour.html")
def colour_of(leaf, user):
    return {"colour": f"{leaf.colour} for {user}"} if leaf.colour else None


def a_leaf(colour):
    leaf = Leaf()
    leaf.colour = colour
    return leaf


def test_a_place_holds_what_was_registered_for_it():
    found = panels.build(a_leaf("green"), "ann", "colour", "size")
    assert found == {"colour": [Panel("common_panels/colour.html", {"colour": "green for ann"})], "size": []}


def test_a_panel_with_nothing_to_show_is_left_out():
    assert panels.build(a_leaf(""), "ann", "colour") == {"colour": []}


def test_a_panel_belongs_to_the_pages_of_its_own_model():
    assert panels.build(Twig(), "ann", "colour") == {"colour": []}


def test_registering_a_panel_twice_shows_it_once():
    panels.panel(Leaf, "colour", template="common_panels/colour.html")(colour_of)
    assert len(panels.build(a_leaf("green"), "ann", "colour")["colour"]) == 1


def test_the_page_shows_the_panels_of_a_place_and_its_own_names_stay(settings, tmp_path):
    (tmp_path / "colour.html").write_text("<b>{{ colour }}</b>")
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [engine]
    found = {"colour": [Panel("colour.html", {"colour": "<green>"})]}
    page = Template('{% load portal %}{% panels found "colour" %} {{ colour }}')
    assert page.render(Context({"found": found, "colour": "red"})) == "<b>&lt;green&gt;</b> red"
