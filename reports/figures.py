"""All figures of a report together, as plain data that a build can freeze; each app counts its own."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.services.settings import get_setting, service_name
from common import evidence, exceptions_register
from common.evidence import Evidence, State
from common.figures import Figures
from common.periods import Period
from governance.models import TermsVersion
from governance.rules import TERMS
from governance.selectors import review_due_on
from reports.rules import ANNUAL_REPORTS, ReportKind

# Their exceptions stand in tables of their own, from the figures of the period.
TOLD_ELSEWHERE = ("presentations.", "commitments.")
OWN_CLOCKS = ("acknowledged", "presented_in_time", "themes_in_time", "versions_in_time")
OF_BOTH = ("presentations", "totals", "outcomes", "timeliness", "commitments", "kept")
OF_THE_ANNUAL = (
    "people",
    "members",
    "constituencies",
    "meetings",
    "who_asked",
    "brought_and_told",
    "you_said",
    "consultations",
    "thread",
)


def collect(kind, start, end, *, today):
    """Return the figures of a report of a kind for the days from `start` to `end`, both included, as plain data.

    Everything stands as it did when the period ended, whatever became of it later. `today` is the day of counting: of a
    period that is not over, what it will still bring is not in it.
    """
    period = Period(start, min(end, today))
    counted = Figures(period)
    found = {
        "service": service_name(),
        "start": start.isoformat(),
        "end": end.isoformat(),
        "until": period.end.isoformat(),
        "counted": today.isoformat(),
        "board_days": get_setting("board_days", on=period.end),
        "has_part_months": period.has_part_months,
        "letters": counted["letters"],
        "ended": counted["ended"],
        "raised": {**counted["raised"], "reopened": counted["reopened"], **counted["raised_by"]},
        "who_raised": counted["who_raised"],
        "about_us": counted["about_us"],
        **{name: counted[name] for name in OF_BOTH},
        "own_clocks": [[name, counted[name]] for name in OWN_CLOCKS],
    }
    if kind == ReportKind.BOARD:
        return found | {"clocks": _clocks(period.end)}
    return found | {name: counted[name] for name in OF_THE_ANNUAL} | _terms(period, kind)


def _clocks(day):
    """Return what was overdue at the end of a day on every clock there is but those of the figures above.

    What is private is told by its number alone.
    """
    kinds = exceptions_register.kinds
    return [
        {
            "words": str(capfirst(kinds[name].words)),
            "count": len(entries),
            "entries": [] if kinds[name].is_private else [_entry(one) for one in entries],
        }
        for name, entries in exceptions_register.collect_once(day).items()
        if not name.startswith(TOLD_ELSEWHERE)
    ]


def _entry(entry):
    return {"title": entry.title, "since": entry.since.isoformat(), "owner": str(entry.owner)}


def _terms(period, kind):
    """Return the terms in force at the end of a period, with the evidence of that period for every clause.

    An annual report is its own (E2).
    """
    version = TermsVersion.objects.in_force(period.end).filter(document__slug=TERMS).first()
    if version is None:
        return {"terms": [], "terms_version": {}}
    clauses = list(version.clauses.select_related("version__kept").order_by("order"))
    found = evidence.collect(period, {row.evidence_kind for row in clauses})
    if kind == ReportKind.ANNUAL:
        found[ANNUAL_REPORTS] = Evidence(_("this report"), on=period.end)
    review_on = review_due_on(version, period.end)
    told = {
        "number": version.number,
        "in_force": version.in_force_on.isoformat(),
        "agreed": version.agreed_at.on.isoformat() if version.agreed_at else "",
        "review": review_on.isoformat(),
        "is_review_late": review_on < period.end,
    }
    return {"terms": [_clause(row, found.get(row.evidence_kind)) for row in clauses], "terms_version": told}


def _clause(row, found):
    state, figure = (str(found.state), str(found.figure)) if found else (str(State.NONE), "")
    return {"clause": row.identifier, "text": row.text, "state": state, "figure": figure}
