"""What the apps say of themselves, asked for the sample year: the same question has the same answer everywhere."""

import datetime as dt

import pytest
from django.utils.text import capfirst

from accounts.models import User
from accounts.roles import Role, roles_of
from answers.models import Presentation
from common import clock, exceptions_register, figures, tasks_today
from common.counting import count_all
from common.figures import Figures
from common.kept.changes import UNSEEN
from common.periods import Period
from common.tasks_today import EVERYBODY
from consultations.models import Consultation
from issues.models import Issue
from meetings.models import Meeting
from members.models import Membership
from partnership import dashboards
from reports.figures import collect
from reports.shortfalls import exceptions_of
from tests.counting import queries
from tests.sample_year import AS_OF

YEAR = Period(AS_OF - dt.timedelta(days=365), AS_OF)
FIGURES = {
    "letters", "raised", "raised_so_far", "raised_by", "ended", "about_us",
    "who_raised", "who_asked", "reopened", "presentations",
    "totals", "outcomes", "timeliness",
    "commitments", "kept", "people", "members", "constituencies", "meetings", "you_said", "consultations", "thread",
    "acknowledged", "presented_in_time", "themes_in_time", "versions_in_time", "expenses",
    "brought_and_told",
}  # fmt: skip
EXCEPTIONS = {
    "issues.to_acknowledge",
    "issues.about_us",
    "issues.to_present",
    "issues.safeguarding",
    "presentations.overdue",
    "presentations.escalated",
    "complaints.late",
    "complaints.late_about_coordinator",
    "data_requests.late",
    "commitments.late",
    "commitments.not_kept",
    "consultations.overdue",
    "questions.late",
    "reviews.late",
    "claims.to_approve_late",
    "claims.to_pay_late",
    "other_versions.late",
    "meetings.agenda_late",
    "meetings.minutes_late",
    "terms.over",
    "terms.review_late",
}


@pytest.fixture(scope="module")
def year(sample_year, django_db_blocker):
    """A copy of the sample year, to be read, on the day it is shown on."""
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened(), clock.frozen(AS_OF):
        yield


def test_every_figure_has_its_app_and_names_its_base():
    assert set(figures.known) == FIGURES
    assert [name for name, figure in figures.known.items() if not str(figure.base)] == []


def test_every_kind_of_exception_has_its_app_and_its_words():
    assert set(exceptions_register.kinds) == EXCEPTIONS
    assert [kind.name for kind in exceptions_register.kinds.values() if not str(kind.words)] == []


def test_every_section_of_tasks_has_its_place_on_a_front_page():
    for role, order in dashboards.ORDER.items():
        assert set(tasks_today.sections_of(role)) == set(order), role


@pytest.mark.usefixtures("year")
class TestTheYear:
    def test_the_rows_behind_a_figure_are_as_many_as_it_says(self):
        counted, rows = Figures(YEAR), {name: figure.rows for name, figure in figures.known.items()}
        assert (
            rows["raised"](YEAR).count()
            == counted["raised"]["all"]
            == sum(n for _k, n in counted["raised_by"]["by_kind"])
        )
        assert rows["raised_so_far"](YEAR).count() == counted["raised_so_far"]["all"]
        assert rows["totals"](YEAR).count() == counted["totals"]["presented"]
        assert rows["kept"](YEAR).count() == counted["kept"]["all"]
        for name in ("presentations", "commitments", "members", "meetings", "you_said", "consultations"):
            assert rows[name](YEAR).count() == len(counted[name]) > 0, name

    def test_what_the_home_page_counts_is_what_a_report_of_the_same_days_counts(self):
        counted = Figures(YEAR)
        assert counted["raised_so_far"] == {name: counted["raised"][name] for name in ("all", "answered")}
        assert 0 < counted["raised_so_far"]["answered"] < counted["raised_so_far"]["all"]

    @pytest.mark.parametrize(
        ("name", "model"),
        [
            ("raised", Issue),
            ("presentations", Presentation),
            ("members", Membership),
            ("meetings", Meeting),
            ("consultations", Consultation),
        ],
    )
    def test_the_rows_behind_a_figure_are_records(self, name, model):
        assert figures.known[name].rows(YEAR).model is model

    def test_the_board_s_report_of_today_and_the_register_name_the_same(self):
        found = exceptions_of(collect("board", YEAR.start, AS_OF, today=AS_OF))
        overdue = exceptions_register.rows("presentations.overdue", AS_OF)
        assert {row["reference"] for row in found["overdue"]} == {row.reference for row in overdue}
        late = exceptions_register.rows("commitments.late", AS_OF).public()
        assert {row["reference"] for row in found["late"]} == {row.reference for row in late}
        not_kept = exceptions_register.rows("commitments.not_kept", AS_OF).public()
        assert {row["reference"] for row in found["not_kept"]} == {row.reference for row in not_kept}
        escalated = exceptions_register.rows("presentations.escalated", AS_OF)
        assert {row.reference for row in escalated} <= {row["reference"] for row in found["overdue"]}
        assert found["overdue"]
        assert found["late"]

    def test_today_and_the_register_count_the_same(self):
        tasks = dashboards.tasks(Role.COORDINATOR, User.objects.first(), clock.now())
        found = exceptions_register.collect_once(AS_OF)
        lines = [
            f"{capfirst(str(exceptions_register.kinds[name].words))}: {len(rows)}"
            for name, rows in found.items()
            if rows
        ]
        assert [task.title for task in tasks[: len(lines)]] == lines
        assert f"Commitments late: {len(found['commitments.late'])}" in lines

    def test_today_names_everything_in_the_register_once(self):
        once, all_ = exceptions_register.collect_once(AS_OF), exceptions_register.collect(AS_OF)
        shown = [entry for found in once.values() for entry in found]
        assert len(shown) == len(set(shown))
        assert set(shown) == {entry for found in all_.values() for entry in found}

    def test_every_kind_of_exception_is_read_at_one_query(self):
        """Two where a deadline follows from settings of its day, or the themes of what is late are named."""
        more = {"consultations.overdue": 2, "meetings.agenda_late": 2, "meetings.minutes_late": 2}
        more["terms.review_late"] = 3  # the reviews of a document before and after a day
        for name in EXCEPTIONS:
            with queries() as asked:
                found = exceptions_register.entries(name, AS_OF)
            assert len(asked) <= more.get(name, 1), name
            assert all(entry.title and entry.since <= AS_OF for entry in found)

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICER, Role.MEMBER, EVERYBODY])
    def test_a_source_of_tasks_asks_once_for_a_line_at_most(self, role):
        user = User.objects.filter(grants__role=role).first() or User.objects.first()
        roles_of(user)  # read once a request
        for section in tasks_today.sections_of(role):
            for source in tasks_today._sources.of((role, section)):
                given = source.given(user, clock.now())
                found = count_all({"": source.rows(*given)})[""] if source.rows else None
                with queries() as asked:
                    source.ask(found, *given)
                name = source.tasks.__name__
                assert len(asked) <= (4 if name in {"own_issues", "own_reply"} else 1), name

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.INDEPENDENT_READER])
    def test_what_is_kept_of_a_front_page_rests_on_tables_that_are_watched(self, role):
        with queries() as asked:
            lines, _tasks = dashboards._of_day(role, clock.now())
        assert bool(lines) == (role == Role.COORDINATOR)
        assert {table for table in UNSEEN for sql in asked if f'"{table}"' in sql} == set()
