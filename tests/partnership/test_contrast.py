"""Text keeps a contrast of 7 on every ground it stands on, controls 3, in every page colour."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "static/css/portal.css").read_text()
THEMES = ["light", "calm", "dark"]
GROUNDS = ["govuk-body-background-colour", "govuk-surface-background-colour", "govuk-template-background-colour"]
TEXTS = [
    "text",
    "secondary-text",
    "link",
    "link-visited",
    "link-hover",
    "link-active",
    "error",
    "success",
    "surface-text",
]
PAIRS = ["good", "late", "wait", "info", "quiet", "button", "warning", "header"]
LINES = ["input-border", "border", "surface-border", "brand", "error", "success"]


def colours(theme):
    """Return the custom properties of a page colour, as the compiled style sheet sets them."""
    found = dict(re.findall(r"--((?:govuk|app)-[\w-]+):\s*(#[0-9a-fA-F]{3,6})\b", ";".join(blocks(":root"))))
    if theme != "light":
        block = ";".join(blocks(f"html.app-colour-{theme}"))
        found |= dict(re.findall(r"--((?:govuk|app)-[\w-]+):\s*(#[0-9a-fA-F]{3,6})\b", block))
    return found


def blocks(selector):
    css = re.sub(r"@media print\{[^@]*?\}\}", "", CSS)
    return re.findall(re.escape(selector) + r"\{([^}]*)\}", css)


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21():
    assert round(contrast("#000", "#ffffff"), 1) == 21


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_legible_on_every_ground(theme, ground, text):
    found = colours(theme)
    assert contrast(found[f"govuk-{text}-colour"], found[ground]) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PAIRS)
def test_a_word_is_legible_on_its_own_ground(theme, name):
    found = colours(theme)
    assert contrast(found[f"app-{name}-text"], found[f"app-{name}"]) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["button", "warning"])
def test_a_button_is_legible_under_the_pointer(theme, name):
    found = colours(theme)
    assert contrast(found[f"app-{name}-text"], found[f"app-{name}-hover"]) >= 7


@pytest.mark.parametrize("theme", THEMES)
def test_focus_is_seen_and_read(theme):
    found = colours(theme)
    assert contrast(found["govuk-focus-text-colour"], found["govuk-focus-colour"]) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("line", LINES)
def test_controls_and_lines_stand_out(theme, ground, line):
    found = colours(theme)
    assert contrast(found[f"govuk-{line}-colour"], found[ground]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_a_button_stands_out_from_the_page(theme):
    found = colours(theme)
    assert contrast(found["app-button"], found["govuk-body-background-colour"]) >= 3


def test_a_device_that_asks_for_dark_gets_the_same_dark():
    assert "prefers-color-scheme: dark" in CSS or "prefers-color-scheme:dark" in CSS
    auto = dict(re.findall(r"--((?:govuk|app)-[\w-]+):\s*(#\w+)", ";".join(blocks("html.app-colour-auto"))))
    dark = dict(re.findall(r"--((?:govuk|app)-[\w-]+):\s*(#\w+)", ";".join(blocks("html.app-colour-dark"))))
    assert auto == dark != {}


def test_the_style_sheet_asks_nobody_else_for_anything():
    addresses = re.findall(r"url\(([^)]*)\)", CSS)
    assert addresses
    assert all(address.strip("\"'").startswith("../fonts/") for address in addresses)
    assert "GDS Transport" not in CSS


def test_the_type_and_the_style_fit_the_first_view():
    fonts = Path(settings.BASE_DIR) / "static/fonts"
    latin = [path for path in fonts.glob("*-latin-*-normal.woff2") if "-ext-" not in path.name]
    assert len(latin) == 2
    assert sum(path.stat().st_size for path in latin) < 40_000
