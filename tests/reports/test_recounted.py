"""Every number of two reports about the sample year, counted once more in another way: row by row, as the rows stand.

The figures follow moves and dates up to the end of the period; this one ends with the sample year, so both must agree.
"""

import collections
import datetime as dt
import json

import pytest

from answers.models import Commitment, IssueFeedback, Presentation, YouSaidEntry
from common import clock
from common.working_days import is_working_day
from consultations.models import Consultation
from issues.models import Issue
from meetings.models import Attendance, Meeting
from members.models import Constituency, Membership
from reports.figures import collect
from reports.rules import ReportKind
from tests.sample_year import AS_OF

Counter = collections.Counter


@pytest.fixture(scope="module")
def figures(sample_year, django_db_blocker):
    """The figures of the whole sample year by kind of report, as a build would freeze them, over a copy of it."""
    start, end = AS_OF - dt.timedelta(days=365), AS_OF - clock.DAY
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened(), clock.frozen(end):
        yield {kind.value: json.loads(json.dumps(collect(kind, start, end, today=end))) for kind in ReportKind}


@pytest.fixture(params=["annual", "board"])
def found(figures, request):
    return figures[request.param]


@pytest.fixture
def annual(figures):
    return figures["annual"]


def day(text):
    return dt.date.fromisoformat(text)


def within(found, value):
    return value is not None and day(found["start"]) <= value <= day(found["end"])


def london(moment):
    return clock.london(moment).date()


def issues(found):
    """Issues raised in the period, also those withdrawn since; of a letter that was split, its matters."""
    return [row for row in Issue.objects.exclude(status="split") if within(found, row.received_on)]


def letters(found):
    return [row for row in Issue.objects.filter(split_from=None) if within(found, row.received_on)]


def test_the_period_is_over_when_the_sample_is_counted(found):
    assert found["until"] == found["end"] == found["counted"]


def test_issues_by_kind_service_channel_theme_and_month(found):
    rows, raised = issues(found), found["raised"]
    assert raised["all"] == len(rows) > 40
    assert dict(raised["by_kind"]) == Counter(row.kind for row in rows)
    assert dict(raised["by_service"]) == Counter(row.service_area.current_id for row in rows)
    assert dict(raised["by_channel"]) == Counter(row.channel for row in letters(found))
    assert found["letters"]["all"] == len(letters(found)) == found["letters"]["with_one"] + 1
    assert found["letters"]["matters_of_several"] == 2
    assert dict(raised["themes"]) == Counter(row.theme.name for row in rows if row.theme)
    months = Counter(f"{row.received_on:%Y-%m}-01" for row in rows)
    assert {first: number for first, number in raised["by_month"] if number} == months


def standing(issue):
    """Say where an issue stands; one that was closed after its parent had judged an answer has been answered."""
    was_answered = issue.responded_on or IssueFeedback.objects.filter(issue=issue).exists()
    if issue.status == "responded" or (issue.status == "closed" and was_answered):
        return "answered"
    return {"received": "group", "acknowledged": "group", "logged": "group"}.get(issue.status, issue.status)


def test_where_issues_stand(found):
    rows = issues(found)
    assert {name: number for name, number in found["raised"]["standings"] if number} == Counter(map(standing, rows))
    assert sum(number for _name, number in found["raised"]["standings"]) == found["raised"]["all"]
    assert found["raised"]["answered"] == sum(standing(row) == "answered" for row in rows)
    unhappy = {row.issue_id for row in IssueFeedback.objects.filter(is_answered=False)}
    assert found["raised"]["reopened"] == sum(row.pk in unhappy for row in rows)


def asked(found):
    """The presentations of the period, and those that still waited in it."""
    rows = Presentation.objects.all()
    return [row for row in rows if within(found, row.sent_on) or row.responded_on is None or _answered_in(found, row)]


def _answered_in(found, row):
    return within(found, row.responses.get(number=1).posted_on)


def waited(row, until):
    days = (row.sent_on + dt.timedelta(n) for n in range(1, (until - row.sent_on).days + 1))
    return sum(map(is_working_day, days))


def test_presentations_and_how_long_they_waited(found):
    rows = {row["reference"]: row for row in found["presentations"]}
    assert set(rows) == {row.reference for row in asked(found)}
    for row in asked(found):
        until = row.responded_on or day(found["end"])
        said = rows[row.reference]
        assert (said["waited"], said["is_late"]) == (waited(row, until), until > row.due_on)
        assert (said["sent"], said["due"]) == (row.sent_on.isoformat(), row.due_on.isoformat())
        assert said["title"] == row.title


def test_totals_and_timeliness(found):
    rows = asked(found)
    answered = [row for row in rows if row.responded_on]
    late = [row for row in answered if row.responded_on > row.due_on]
    waiting = [row for row in rows if not row.responded_on]
    assert found["totals"] == {
        "presented": len(rows),
        "earlier": sum(not within(found, row.sent_on) for row in rows),
        "answered": len(answered),
        "in_time": len(answered) - len(late),
        "late": len(late),
        "waiting": len(waiting),
        "overdue": (overdue := sum(row.due_on < day(found["end"]) for row in waiting)),
        "due": (due := len(answered) + overdue),
        "share": (200 * (len(answered) - len(late)) + due) // (2 * due),
    }
    for agency in found["timeliness"]:
        own = [row for row in answered if row.agency.name == agency["agency"]]
        assert agency["in_time"] + agency["late"] == len(own)
        assert agency["waiting"] == sum(row.agency.name == agency["agency"] for row in waiting)
        if own:
            mean = sum(waited(row, row.responded_on) for row in own) / len(own)
            assert abs(agency["average"] - mean) <= 0.5
    assert {row["agency"] for row in found["timeliness"]} == {row.agency.name for row in rows}


def test_outcomes_of_every_point(found):
    answers = [answer for row in asked(found) for one in row.responses.posted() for answer in one.answers.all()]
    assert dict(found["outcomes"]) == {
        name: sum(answer.outcome == name for answer in answers)
        for name in ("agreed", "partly", "not_possible", "not_ours")
    }


def test_commitments_and_how_they_stand(found):
    rows = [row for row in Commitment.objects.filter(is_public=True) if not (row.finished_on and _before(found, row))]
    states = Counter(
        "late" if row.status == "open" and row.due_on < day(found["end"]) else str(row.status) for row in rows
    )
    assert {row["reference"] for row in found["commitments"]} == {row.reference for row in rows}
    kept = found["kept"]
    assert {name: kept[name] for name in ("done", "not_kept", "late", "open")} == {
        name: states[name] for name in ("done", "not_kept", "late", "open")
    }
    assert kept["all"] == len(rows) == kept["due"] + kept["open"]
    assert kept["due"] == kept["done"] + kept["late"] + kept["not_kept"]


def _before(found, row):
    return row.finished_on < day(found["start"])


def test_pairs_of_the_board(annual):
    rows = [row for row in YouSaidEntry.objects.all() if within(annual, row.published_on)]
    assert Counter(row["kind"] for row in annual["you_said"]) == Counter(str(row.kind) for row in rows)
    assert [row["said"] for row in annual["you_said"]] == [
        row.you_said for row in sorted(rows, key=lambda row: (row.published_on, row.pk))
    ]


def test_members_and_seats(annual):
    held = [row for row in Membership.objects.all() if row.starts_on and not row.ends_on]
    assert annual["people"] == len({row.person_id for row in held})
    assert sum(not row["until"] for row in annual["members"]) == len(held)
    for row in annual["constituencies"]:
        one = Constituency.objects.get(name=row["name"])
        seats = [seat for seat in one.seats.all() if not seat.closed_on]
        taken = {membership.seat_id for membership in held if membership.seat.constituency_id == one.pk}
        assert (row["seats"], row["held"]) == (max(one.target_seats, len(seats)), len(taken))


def held_meetings(annual):
    rows = Meeting.objects.filter(confirmed_on__isnull=False)
    return [row for row in rows if within(annual, london(row.starts_at))]


def test_meetings_and_who_came(annual):
    rows = sorted(held_meetings(annual), key=lambda row: row.starts_at)
    assert [row["on"] for row in annual["meetings"]] == [london(row.starts_at).isoformat() for row in rows]
    for said, row in zip(annual["meetings"], rows, strict=True):
        register = Counter(one.record for one in row.attendance.all())
        came = register["present"] + register["online"] + register["part"]
        assert (said["came"], said["apologies"]) == (came, register["apologies"])
        assert (said["substitutes"], said["absent"]) == (register["substitute"], register["absent"])


def test_attendance_by_constituency(annual):
    rows = Attendance.objects.filter(meeting__in=held_meetings(annual))
    of = Counter(row.constituency for row in rows)
    came = Counter(row.constituency for row in rows if row.record in {"present", "online", "part"})
    for row in annual["constituencies"]:
        assert (row["came"], row["of"]) == (came[row["name"]], of[row["name"]])
        assert row["share"] == (int(100 * row["came"] / row["of"] + 0.5) if row["of"] else None)


def test_resolutions_of_approved_minutes(annual):
    for said, row in zip(annual["meetings"], sorted(held_meetings(annual), key=lambda one: one.starts_at), strict=True):
        public = [one for item in row.items.all() if not item.is_private for one in item.resolutions.all()]
        expected = {one.text for one in public} if row.approved_on else set()
        assert {one["text"] for one in said["resolved"]} == expected


def test_consultations_and_who_answered(annual):
    rows = {row.title: row for row in Consultation.objects.exclude(status="draft")}
    assert {row["title"] for row in annual["consultations"]} == set(rows)
    for said in annual["consultations"]:
        row = rows[said["title"]]
        answers = [one for one in row.responses.all() if not one.is_late]
        shown = row.results_published_on is not None
        assert said["people"] == (len(answers) if shown or row.status == "withdrawn" else None)
        assert said["parents"] == (sum(one.group_id == "parent" for one in answers) if shown else None)
        assert said["answered"] == (sum(one.answer_id is not None for one in row.themes.all()) if shown else 0)
