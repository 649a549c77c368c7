"""The chapters of each report: what they are called, and which of them a report has."""

from django.utils.translation import gettext_lazy as _

from reports.rules import ReportKind

CHAPTERS = {
    ReportKind.ANNUAL: {
        "foreword": _("Foreword"),
        "year": _("The year on one page"),
        "members": _("The group and its members"),
        "meetings": _("The year's meetings"),
        "raised": _("Issues raised"),
        "thread": _("One issue, from start to answer"),
        "answers": _("What was asked, and what was answered"),
        "you_said": _("You said, we did"),
        "commitments": _("Commitments"),
        "consultations": _("Consultations"),
        "ahead": _("The year ahead"),
        "terms": _("How each term of reference was kept"),
        "about": _("About this document"),
    },
    ReportKind.BOARD: {
        "decide": _("What the board needs to know and decide"),
        "exceptions": _("Exceptions"),
        "trends": _("Trends"),
        "commitments": _("All commitments"),
        "answers": _("What was asked, and what was answered"),
    },
}
WRITTEN = frozenset({"foreword", "ahead"})


def chapters_of(kind, figures, words):
    """Return {key: title} of the chapters there are: one of words alone, or a thread, only where there is something."""
    return {
        key: title
        for key, title in CHAPTERS[kind].items()
        if (key not in WRITTEN or words.get(key)) and (key != "thread" or figures["thread"])
    }
