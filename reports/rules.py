"""A report's states and its sections (terms E2, E3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.tones import Tone, TonedChoices

ANNUAL_REPORTS = "annual-reports"  # the kind of evidence that an annual report is itself


class ReportKind(models.TextChoices):
    ANNUAL = "annual", _("annual report")
    BOARD = "board", _("Performance Board report")


class ReportStatus(TonedChoices):
    DRAFTING = "drafting", Tone.WAIT, _("drafting")
    AGREED = "agreed", Tone.GOOD, _("agreed")
    PUBLISHED = "published", Tone.GOOD, _("published")


REPORT_MOVES = {
    ReportStatus.DRAFTING: {ReportStatus.AGREED},
    ReportStatus.AGREED: {ReportStatus.PUBLISHED},
    ReportStatus.PUBLISHED: set(),
}


class Variant(models.TextChoices):
    STANDARD = "standard", _("standard print")
    LARGE = "large", _("large print")


SECTIONS = {
    ReportKind.ANNUAL: {
        "foreword": _("Foreword, by the chair"),
        "families": _("What this year means for families"),
        "answers": _("What the group thinks of the answers"),
        "ahead": _("The year ahead"),
    },
    ReportKind.BOARD: {
        "know": _("What the board should know"),
        "decide": _("What the group asks the board to decide"),
        "risks": _("Risks"),
    },
}
# A title may not lead to these: they are addresses of their own.
TAKEN_SLUGS = frozenset({"new", "builds"})
