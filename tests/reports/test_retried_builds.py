"""A failed build of an earlier version, tried again by a portal that counts other figures."""

import json

import pytest

from common import clock
from common.models import Job
from common.rules import MAX_ATTEMPTS, JobState
from reports import services
from reports.models import BuildFile, BuildPage
from reports.next_steps import steps_of_build
from tests.factories import reports as make
from tests.reports.older import FOLDER
from tests.signing_in import sign_in
from tests.steps import names

pytestmark = pytest.mark.django_db
KINDS = ["annual", "board"]


@pytest.fixture(autouse=True)
def counted():
    with clock.frozen(make.COUNTED):
        yield


def a_failed_older_build(kind="annual"):
    """A build that an earlier version froze, and whose prints it could not write."""
    kept = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    report, now = make.a_report(kind), make.COUNTED
    job = Job.objects.create(
        kind="reports.build",
        key=f"reports.build:{report.pk}",
        state=JobState.FAILED,
        reason="It took too long.",
        attempts=MAX_ATTEMPTS,
        created_at=now,
        look_again_at=now,
        finished_at=now,
    )
    frozen = {"figures": kept["figures"], "words": kept["words"], "frozen_on": now.date()}
    return report.builds.create(number=1, job=job, **frozen)


def retried(build):
    """Try a build again, and let a worker do every attempt it has."""
    services.retry_build(build, by=None)
    for _attempt in range(MAX_ATTEMPTS):
        assert make.run(build)
    return make.fresh(build)


@pytest.mark.parametrize("kind", KINDS)
def test_a_build_todays_code_cannot_lay_out_fails_again_and_leaves_nothing(kind):
    build = a_failed_older_build(kind)
    figures = build.figures
    build = retried(build)
    assert (build.job.state, build.job.attempts, build.page) == (JobState.FAILED, MAX_ATTEMPTS, None)
    assert build.job.error.startswith("KeyError")
    assert (BuildPage.objects.count(), BuildFile.objects.count()) == (0, 0)
    assert build.figures == figures


def test_the_page_says_something_went_wrong_without_technical_names(client, coordinator):
    build = retried(a_failed_older_build())
    page = sign_in(client, coordinator).get(f"/staff/reports/{build.report.slug}/").content.decode()
    assert "Something went wrong that we did not expect." in page
    assert "KeyError" not in page
    assert names(steps_of_build(build)) == ["retry"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_build_uses_todays_figures_and_words(kind):
    old = retried(a_failed_older_build(kind))
    section = old.report.sections.first()
    services.save_section(section, "Written today.", version=0, by=None)
    new = make.a_finished_build(make.fresh(old.report))
    assert (new.number, new.job.state, new.words[section.key]) == (2, JobState.DONE, "Written today.")
    assert new.figures.keys() != old.figures.keys() or new.figures["raised"].keys() != old.figures["raised"].keys()
    assert "Written today." in new.page.chapters
    assert sorted(new.files.values_list("variant", flat=True)) == ["large", "standard"]


def test_a_request_between_attempts_returns_the_same_build_until_cancelled():
    build = a_failed_older_build()
    services.retry_build(build, by=None)
    make.run(build)
    assert make.fresh(build).job.state == JobState.WAITING
    assert make.a_build(make.fresh(build.report)) == build
    services.cancel_build(make.fresh(build), by=None)
    assert make.a_build(make.fresh(build.report)).number == 2


def test_a_retried_build_uses_its_own_figures_and_words():
    report = make.a_report(words={"foreword": "As it was."})
    build = make.a_build(report)
    Job.objects.filter(pk=build.job_id).update(state=JobState.FAILED, finished_at=make.COUNTED)
    services.save_section(report.sections.get(key="foreword"), "As it is now.", version=1, by=None)
    services.retry_build(make.fresh(build), by=None)
    make.run(build)
    build = make.fresh(build)
    assert build.job.state == JobState.DONE
    assert "As it was." in build.page.chapters
    assert "As it is now." not in build.page.chapters
