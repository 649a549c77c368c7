"""Templates read like their page: short lines, and no markup typed that a part has (docs/templates.md)."""

import re
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parent.parent / "templates"
PARTS = ("components/", "django/", "portal/", "base")  # where the classes of the design system stand
LONG = 120


def templates(pattern="*"):
    return {str(path.relative_to(ROOT)): path.read_text() for path in sorted(ROOT.rglob(pattern)) if path.is_file()}


def test_fewer_than_two_lines_in_a_hundred_are_long():
    lines = [line for text in templates().values() for line in text.splitlines() if line.strip()]
    long = [line for line in lines if len(line) > LONG]
    assert len(long) < 0.04 * len(lines)


def test_tables_are_typed_in_five_files_of_reports_and_the_pages_of_a_copy_alone():
    typed = [name for name, text in templates("*.html").items() if "<table" in text]
    assert typed == [
        "accounts/subject_file/_table.html",
        "components/charts/table.html",
        "reports/chapters/_commitments.html",
        "reports/chapters/_consultations.html",
        "reports/chapters/_pairs.html",
        "reports/chapters/_table.html",
    ]


def test_classes_of_the_design_system_stand_in_the_parts():
    pages = [text for name, text in templates("*.html").items() if not name.startswith(PARTS)]
    # a link within a sentence that is translated, a form drawn by hand, the page that needs no database
    assert sum(len(re.findall(r'class="[^"]*govuk-', text)) for text in pages) <= 60


def test_a_status_in_words_is_asked_of_a_field_that_has_choices():
    """A template says nothing at all where the field has become a row of a list."""
    fields = {field for model in apps.get_models() for field in model._meta.concrete_fields if field.choices}
    known = {f"get_{field.name}_display" for field in fields}
    asked = {(name, word) for name, text in templates().items() for word in re.findall(r"get_\w+_display", text)}
    assert sorted((name, word) for name, word in asked if word not in known) == []
