"""Next steps of reports and builds: offered steps work, all others are refused."""

import pytest

from common import clock
from reports import services
from reports.next_steps import steps_of_build, steps_of_report
from tests.factories import reports as make
from tests.signing_in import sign_in
from tests.steps import names, take_or_be_refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted():
    with clock.frozen(make.COUNTED):
        yield


def built():
    report = make.a_report()
    make.a_finished_build(report)
    return report


def steps_of(report):
    return steps_of_report(report, is_ready=any(build.job.is_done for build in report.builds.all()))


REPORTS = {
    "drafting": (make.a_report, ["build_request"]),
    "built": (built, ["build_request", "report_agree"]),
    "agreed": (make.an_agreed_report, ["report_publish", "report_redact"]),
    "published": (make.a_published_report, ["report_redact", "see"]),
}


def agree(report):
    build = report.builds.first() or make.a_build(make.a_report())
    return services.agree_report(report, build=build, resolution=make.a_resolution_on(build), by=None)


TAKEN = {
    "build_request": lambda report: services.request_build(report, by=None),
    "report_agree": agree,
    "report_publish": lambda report: services.publish_report(report, by=None),
}


@pytest.mark.parametrize("state", REPORTS)
def test_a_report_offers_the_steps_its_state_allows(state):
    maker, expected = REPORTS[state]
    assert names(steps_of(maker())) == expected


@pytest.mark.parametrize("state", REPORTS)
@pytest.mark.parametrize("name", TAKEN)
def test_report_steps_work_where_offered_and_are_refused_elsewhere(state, name):
    report = REPORTS[state][0]()
    take_or_be_refused(name, report, steps_of(report), TAKEN[name])


@pytest.mark.parametrize("state", REPORTS)
def test_every_step_is_on_the_report_page(client, coordinator, state):
    report = REPORTS[state][0]()
    staff = sign_in(client, coordinator)
    shown = staff.get(f"/staff/reports/{report.slug}/").content.decode()
    for step in steps_of(report).offered:
        assert step.url in shown
        assert step.is_post or staff.get(step.url).status_code == 200


def test_a_board_report_is_sent_and_an_annual_report_published():
    assert steps_of(make.an_agreed_report(kind="board"))["report_publish"].words == "Send to the board"
    assert steps_of(make.an_agreed_report())["report_publish"].words == "Publish report"


# --- builds


def cancelled():
    build = make.a_build()
    services.cancel_build(build, by=None)
    return make.fresh(build)


def cancelled_of_an_agreed_report():
    build = cancelled()
    make.an_agreed_report(build.report)
    return make.fresh(build)


BUILDS = {
    "waiting": (make.a_build, ["cancel"]),
    "finished": (make.a_finished_build, []),
    "cancelled": (cancelled, ["retry"]),
    "cancelled, of an agreed report": (cancelled_of_an_agreed_report, []),
}
TAKEN_ON_A_BUILD = {
    "retry": lambda build: services.retry_build(build, by=None),
    "cancel": lambda build: services.cancel_build(build, by=None),
}


@pytest.mark.parametrize("state", BUILDS)
def test_a_build_offers_the_steps_its_state_allows(state):
    maker, expected = BUILDS[state]
    assert names(steps_of_build(maker())) == expected


@pytest.mark.parametrize("state", sorted(set(BUILDS) - {"waiting"}))
@pytest.mark.parametrize("name", TAKEN_ON_A_BUILD)
def test_build_steps_work_where_offered_and_are_refused_elsewhere(state, name):
    build = BUILDS[state][0]()
    steps = steps_of_build(build)
    take_or_be_refused(name, build.job, steps, lambda _job: TAKEN_ON_A_BUILD[name](build))


def test_a_queued_build_can_be_cancelled():
    build = make.a_build()
    services.cancel_build(build, by=None)
    assert make.fresh(build).job.is_cancelled
