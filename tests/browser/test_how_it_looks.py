"""Changing text size or colour never erases what was typed, with a script or without."""

import pytest

from tests.browser.hands import Hands

pytestmark = pytest.mark.browser
TYPED = "The bus never comes, and nobody tells us."


def at_a_form(portal, name, path, **options):
    hands = Hands(portal, name, **options)
    hands.go(path)
    return hands


def choose_dark_and_large(page):
    page.locator("footer [name=size][value=largest]").check()
    page.locator("footer [name=colour][value=dark]").check()
    page.locator("footer button").click()


@pytest.mark.parametrize(
    ("name", "path", "field"),
    [("", "/issues/raise/what/", "original_text"), ("Moira Tallis", "/staff/themes/new/", "summary")],
)
def test_what_was_typed_stays_while_the_page_changes_its_looks(portal, name, path, field):
    page = at_a_form(portal, name, path).fill(field, TYPED).page
    choose_dark_and_large(page)
    page.wait_for_selector("html.app-size-largest.app-colour-dark")
    assert page.locator(f"main [name={field}]").input_value() == TYPED
    assert page.get_by_text("The page looks as you chose.").count() == 1
    page.goto("/")
    assert "app-size-largest app-colour-dark" in page.locator("html").get_attribute("class")


def test_without_a_script_the_page_with_the_form_is_left_as_it_is(portal):
    hands = at_a_form(portal, "", "/issues/raise/what/", java_script_enabled=False).fill("original_text", TYPED)
    with hands.context.expect_page() as opened:
        choose_dark_and_large(hands.page)
    assert "app-size-largest app-colour-dark" in opened.value.locator("html").get_attribute("class")
    assert hands.page.locator("main [name=original_text]").input_value() == TYPED


def test_without_a_script_a_page_without_a_form_changes_itself(portal):
    hands = at_a_form(portal, "", "/terms/", java_script_enabled=False)
    choose_dark_and_large(hands.page)
    assert "app-size-largest app-colour-dark" in hands.page.locator("html").get_attribute("class")
    assert len(hands.context.pages) == 1
