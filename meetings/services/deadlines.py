"""The deadlines of a meeting by the settings of its day, each with how it was worked out."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.services.settings import get_setting
from meetings import rules


@dataclass(frozen=True)
class Deadline:
    """A deadline and how it was worked out, in words."""

    on: date
    words: str

    def is_past(self, today):
        return today > self.on


def papers_deadline(meeting):
    """Return when agenda and papers are due: clear working days before the meeting, neither end counted."""
    number = get_setting("papers_clear_days", on=meeting.on)
    words = _("%(days)d clear working days before the meeting; weekends and bank holidays do not count.")
    return Deadline(rules.papers_due(meeting.on, number), words % {"days": number})


def questions_deadline(meeting):
    """Return the deadline for public questions (V11)."""
    number = get_setting("question_clear_days", on=meeting.on)
    words = _("%(days)d clear working days before the meeting; weekends and bank holidays do not count.")
    return Deadline(rules.questions_due(meeting.on, number), words % {"days": number})


def minutes_deadline(meeting):
    number = get_setting("draft_minutes_days", on=meeting.on)
    return Deadline(
        rules.minutes_due(meeting.on, number),
        _("%(days)d working days after the meeting, which is day 0.") % {"days": number},
    )


def present_by(meeting):
    """Return the deadline to present what a meeting heard to the agency: after the next meeting."""
    return rules.present_by(meeting.on, get_setting("present_days", on=meeting.on))
