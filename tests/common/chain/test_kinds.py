"""What is chained is typed out here: a kind that goes, or one more, is a decision (docs/record.md)."""

from pathlib import Path

from django.conf import settings

from common.chain import kinds

KINDS = {
    "accounts.audit",
    "accounts.witness",
    "answers.answers",
    "answers.responses",
    "common.changes",
    "common.documents",
    "consultations.tallies",
    "consultations.theme_answers",
    "expenses.payments",
    "expenses.rates",
    "governance.terms",
    "involvement.versions",
    "meetings.minutes",
    "meetings.papers",
    "reports.builds",
    "reports.files",
    "reports.pages",
}


def test_these_rows_are_chained_and_no_others():
    assert set(kinds) == KINDS


def test_the_document_names_each_kind_and_each_field_of_its_form():
    text = (Path(settings.BASE_DIR) / "docs" / "record.md").read_text(encoding="utf-8")
    assert [name for name in kinds if f"`{name}`" not in text] == []
