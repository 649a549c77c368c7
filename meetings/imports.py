"""The lists of this app that can be imported from a spreadsheet."""

from django.utils.translation import gettext_lazy as _

from common.imports import ImportKind, imported
from meetings.forms.rows import MeetingRowForm
from meetings.services.imports.past import PastMeetingTaker
from meetings.services.past import remove_past_meetings


@imported
class PastMeetingsList(ImportKind):
    name, permission, start = "meetings.past", "meetings.record_attendance", "meetings:past_import"
    most_rows = 2_000
    heading = _("Import past meetings")
    lead = _(
        "Meetings that were held, and who came. Nobody is e-mailed. Absences from these meetings do not count towards "
        "the three after which the group reviews a membership, because members were not told at the time. First import "
        "the members, with their terms of office."
    )
    rows_are = _(
        "Each row is one person at one meeting. If your register has a column for each date, rearrange it first."
    )
    row_form, taker = MeetingRowForm, PastMeetingTaker
    parts = {"meetings.meeting": ("items", "attendance", "others")}
    also_called = {
        "on": ("date", "meeting date", "day"),
        "kind": ("term", "meeting", "meeting type", "type"),
        "purpose": ("purpose of meeting", "about"),
        "starts": ("start", "start time", "time", "from"),
        "ends": ("end", "end time", "finish", "to"),
        "venue": ("venue", "location", "where"),
        "name": ("member", "full name", "member name", "person", "who"),
        "email": ("e-mail", "email"),
        "record": ("attended", "present", "status", "came"),
        "substitute_name": ("deputy", "substitute name", "who came instead"),
        "reason": ("reason", "note", "notes", "comment"),
    }

    def remove(self, rows, *, by, now):
        remove_past_meetings(rows, by=by, now=now)
