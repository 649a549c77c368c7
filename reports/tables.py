"""The tables and charts of a report, as words and numbers ready to be read, from its frozen figures."""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import ServiceArea
from reports.wording import COMMITMENTS, OWN_CLOCKS, day, month, percent, short_day, waited, with_day, word

SHORT = 10  # rows; a table of no more stays on one page


@dataclass(frozen=True)
class Table:
    """A caption, a header and rows of text; `numbers` are columns of figures, `name` is its class.

    A wide one is stacked in large print.
    """

    caption: str
    header: list
    rows: list
    is_wide: bool = False
    numbers: frozenset = field(default_factory=frozenset)
    name: str = ""

    @property
    def lines(self):
        """The rows as [(heading, text, is a number)], so that a template need not count."""
        return [
            [
                (title, cell, place in self.numbers)
                for place, (title, cell) in enumerate(zip(self.header, row, strict=True))
            ]
            for row in self.rows
        ]

    @property
    def columns(self):
        return [(title, place in self.numbers) for place, title in enumerate(self.header)]

    @property
    def is_short(self):
        return len(self.rows) <= SHORT


def _from_second(header):
    return frozenset(range(1, len(header)))


def members(figures):
    rows = [[_member(row), row["constituency"], ", ".join(row["from"]), _since(row)] for row in figures["members"]]
    header = [_("Member"), _("Constituency"), _("Organisation"), _("Member since")]
    return Table(_("The members of the group"), header, rows, is_wide=True)


def _member(row):
    return row["name"] or _("A member who chose not to be named")


def _since(row):
    since = month(row["since"])
    return _("%(since)s to %(until)s") % {"since": since, "until": month(row["until"])} if row["until"] else since


def constituencies(figures):
    rows = [
        [
            row["name"],
            str(row["seats"]),
            str(row["vacant"]),
            str(row["members"]),
            _("%(came)s of %(of)s (%(share)s)") % {**row, "share": percent(row["share"])} if row["of"] else "–",
        ]
        for row in figures["constituencies"]
    ]
    header = [_("Constituency"), _("Seats"), _("Empty"), _("Members"), _("Attendance")]
    return Table(_("Seats, and attendance at the meetings"), header, rows, True, _from_second(header))


def meetings(figures):
    rows = [
        [
            row["name"],
            short_day(row["on"]),
            *(str(row[name]) for name in ("came", "apologies", "substitutes", "absent")),
        ]
        for row in figures["meetings"]
    ]
    header = [_("Meeting"), _("Date"), _("Came"), _("Apologies"), _("Substitute sent"), _("Absent")]
    return Table(_("Meetings held"), header, rows, True, frozenset({2, 3, 4, 5}), "meetings")


def brought_and_told(found):
    """What each constituency brought and was told, out of the meetings held; numbers of people as members say."""
    rows = [
        [
            row["name"],
            str(row["brought"]),
            "–" if row["answered"] is None else str(row["answered"]),
            str(row["told"]),
            str(row["people"]),
        ]
        for row in found["rows"]
    ]
    header = [_("Constituency"), _("Brought views to"), _("People who answered"), _("Was told of"), _("People told")]
    caption = _("Views brought, and decisions taken back, of %(n)s meetings held") % {"n": found["meetings"]}
    return Table(caption, header, rows, True, _from_second(header))


def resolutions(meeting):
    """Return what one meeting resolved, with who took it on, and the items it was about."""
    rows = [[_resolved(row), "; ".join(row["about"])] for row in meeting["resolved"]]
    caption = with_day(meeting["name"], day(meeting["on"]))
    return Table(caption, [_("Resolved"), _("About")], rows, is_wide=True, name="resolved")


def _resolved(row):
    if not row["owner"]:
        return row["text"]
    return _("%(text)s (%(who)s: %(state)s)") % {
        "text": row["text"],
        "who": row["owner"],
        "state": word(row["state"], "commitment"),
    }


def timeliness(figures):
    rows = [
        [
            row["agency"],
            _in_time(row),
            str(row["late"]),
            str(row["waiting"]),
            "–" if row["average"] is None else str(row["average"]),
        ]
        for row in figures["timeliness"]
    ]
    header = [_("Agency"), _("In time, of those due"), _("Late"), _("Waiting"), _("Working days to answer, on average")]
    return Table(_("How each agency answered"), header, rows, True, _from_second(header))


def own_clocks(figures):
    rows = [
        [str(OWN_CLOCKS[name]), _in_time(row), *(str(row[part]) for part in ("late", "overdue", "to_come"))]
        for name, row in figures["own_clocks"]
    ]
    header = [_("Clock"), _("In time, of those due"), _("Late"), _("Overdue"), _("To come")]
    return Table(_("The group's own clocks"), header, rows, True, _from_second(header))


def _in_time(row):
    return _("%(in_time)s of %(due)s (%(share)s%%)") % row if row["due"] else "–"


def overdue(rows):
    words = [[row["title"], row["reference"], row["agency"], day(row["due"]), waited(row)] for row in rows]
    header = [_("What was asked"), _("Reference"), _("Agency"), _("Answer due"), _("Waited")]
    return Table(_("The longest wait first"), header, words, is_wide=True)


def months(figures):
    """Return the issues of each month in one row, so that the line beside it need not be measured."""
    found = figures["raised"]["by_month"]
    header = [_("Month")]
    for first, _count in found:
        header.append(month(first, has_year=len(header) == 1 or first[5:7] == "01"))
    row = [_("Issues"), *(str(count) for _first, count in found)]
    return Table(_("Issues by month"), header, [row], True, _from_second(header))


def charts_of(figures):
    """Return the rows of each chart: [(label, number)] or, stacked, [(label, [numbers])]."""
    raised, services = figures["raised"], dict(ServiceArea.objects.values_list("pk", "name"))
    return {
        "kinds": _named(raised["by_kind"], "kind"),
        "services": [[services.get(code, code), number] for code, number in raised["by_service"]],
        "channels": _named(raised["by_channel"], "channel"),
        "standings": _named([row for row in raised["standings"] if row[1]], "standing"),
        "months": [[month(first), count] for first, count in raised["by_month"]],
        "themes": raised["themes"],
        "outcomes": _named(figures["outcomes"], "outcome"),
        "timeliness": [[row["agency"], [row["in_time"], row["late"], row["waiting"]]] for row in figures["timeliness"]],
        "timeliness_series": [_("In time"), _("Late"), _("Waiting")],
        "kept": [[capfirst(str(COMMITMENTS[state])), figures["kept"][state]] for state in COMMITMENTS],
        "attendance": [
            [row["name"], row["share"]] for row in figures.get("constituencies", ()) if row["share"] is not None
        ],
    }


def _named(rows, what):
    return [[capfirst(word(code, what)), number] for code, number in rows]


def tables_of(figures, exceptions):
    """Return every table that these figures can fill."""
    found = {
        "timeliness": timeliness(figures),
        "own_clocks": own_clocks(figures),
        "months": months(figures),
        "overdue": overdue(exceptions["overdue"]),
    }
    if "members" in figures:
        found |= {
            "members": members(figures),
            "constituencies": constituencies(figures),
            "meetings": meetings(figures),
            "resolutions": [(row, resolutions(row)) for row in figures["meetings"]],
        }
    if "brought_and_told" in figures:  # builds of before it was counted have none
        found["brought_and_told"] = brought_and_told(figures["brought_and_told"])
    return found
