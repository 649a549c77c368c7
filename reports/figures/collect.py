"""All figures of a report together."""

from django.utils.translation import gettext as _

from accounts.services import get_setting, service_name
from common import evidence
from common.evidence import Evidence, State
from governance.models import Clause, TermsVersion
from governance.rules import TERMS
from reports.evidence import ANNUAL_REPORTS
from reports.figures import answers, group, voices
from reports.figures.consultations import consultations
from reports.figures.thread import thread
from reports.periods import Period
from reports.rules import ReportKind


def collect(kind, start, end, *, today):
    """Return the figures of a report of a kind for the days from `start` to `end`, both included, as plain data.

    Everything stands as it did when the period ended, whatever became of it later. `today` is the day of counting: of a
    period that is not over, what it will still bring is not in it.
    """
    period = Period(start, min(end, today))
    rows = answers.presentations(period)
    promised = answers.commitments(period)
    found = {
        "service": service_name(),
        "start": start.isoformat(),
        "end": end.isoformat(),
        "until": period.end.isoformat(),
        "counted": today.isoformat(),
        "board_days": get_setting("board_days", on=period.end),
        "has_part_months": period.has_part_months,
        "raised": voices.raised(period),
        "presentations": rows,
        "totals": answers.totals(rows),
        "outcomes": answers.outcomes(rows),
        "timeliness": answers.timeliness(rows),
        "commitments": promised,
        "kept": answers.kept(promised),
    }
    if kind == ReportKind.BOARD:
        return found
    return found | {
        "people": group.people(period),
        "members": group.members(period),
        "constituencies": group.constituencies(period),
        "meetings": group.meetings(period, promised),
        "you_said": answers.you_said(period),
        "consultations": consultations(period),
        "thread": thread(period),
        "terms": _terms(today, kind),
    }


def _terms(today, kind):
    """Return every clause of the terms with its evidence on the day of counting; an annual report is its own (E2)."""
    version = TermsVersion.objects.in_force(today).filter(document__slug=TERMS).first()
    clauses = list(Clause.objects.filter(version=version).order_by("order"))
    found = evidence.collect(today, {row.evidence_kind for row in clauses})
    if kind == ReportKind.ANNUAL:
        found[ANNUAL_REPORTS] = Evidence(_("this report"), on=today)
    return [_clause(row, found.get(row.evidence_kind)) for row in clauses]


def _clause(row, found):
    state, figure = (str(found.state), str(found.figure)) if found else (str(State.NONE), "")
    return {"clause": row.identifier, "text": row.text, "state": state, "figure": figure}
