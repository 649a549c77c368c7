"""Writing, building, agreeing and publishing a report: what is frozen, what is refused, and what a failure says."""

import datetime as dt
from unittest import mock

import pytest

from accounts.audit import entries_about
from accounts.roles import Role
from accounts.services.grants import end_role, grant_role
from accounts.services.people import deactivate_user
from common import clock, jobs
from common.errors import DomainError, MoveNotAllowed, StaleEdit
from common.models import Job, Message
from reports import services
from reports.models import Build, BuildFile, Download
from tests.factories import accounts, meetings
from tests.factories import issues as make_issues
from tests.factories import reports as make
from tests.reports.small_year import at

pytestmark = pytest.mark.django_db


def section(report, key="foreword"):
    return report.sections.get(key=key)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("", "annual-report-2025-to-2026"),
        ("New", "new-2"),
        ("Builds", "builds-2"),
        ("报告", "report"),
        ("<script>alert(1)</script>", "scriptalert1script"),
        ("🎉", "report"),
        ("x" * 150, "x" * 70),
    ],
)
def test_every_title_gets_its_own_address(title, slug):
    given = {"period_start": make.START, "by": None, "title": title}
    assert services.create_report("annual", period_end=make.END, **given).slug == slug
    shorter = services.create_report("annual", period_end=make.END - clock.DAY, **given)
    assert shorter.slug not in {slug, "new", "builds"}


def test_a_report_is_started_once_whatever_the_characters_of_its_title():
    report = make.a_report(title="In short")
    given = {"period_start": make.START, "period_end": make.END, "by": None}
    with pytest.raises(DomainError, match="already a report") as refused:
        services.create_report(report.kind, title=" in SHORT ", **given)
    assert refused.value.field == "title"
    assert services.create_report("board", title="In short", **given).slug == "in-short-2"


def test_a_new_report_has_empty_sections():
    report = make.a_report("board")
    assert [(one.key, one.text) for one in report.sections.all()] == [("know", ""), ("decide", ""), ("risks", "")]
    assert [entry.verb for entry in entries_about(report)] == ["create_report"]


@pytest.mark.parametrize("end", [make.START - clock.DAY, make.START + dt.timedelta(days=900)])
def test_an_invalid_period_is_refused(end):
    with pytest.raises(DomainError) as refused:
        make.a_report(end=end)
    assert refused.value.field == "period_end"


def test_a_stale_section_is_refused():
    one = section(make.a_report())
    services.save_section(one, "Mine.", version=0, by=None)
    with pytest.raises(StaleEdit) as stale:
        services.save_section(one, "Theirs.", version=0, by=None)
    assert stale.value.theirs == "Mine."
    assert services.save_section(one, "Both.", version=1, by=None).version == 2


def test_a_build_freezes_figures_and_words():
    report = make.a_report(words={"foreword": "As it was."})
    make_issues.received_issue(now=at(2026, 1, 5))
    build = make.a_finished_build(report)
    make_issues.received_issue(now=at(2026, 1, 6))
    services.save_section(section(report), "As it is now.", version=1, by=None)
    build.refresh_from_db()
    assert (build.figures["raised"]["all"], build.words["foreword"]) == (1, "As it was.")
    again = make.a_build(report)
    assert (again.number, again.figures["raised"]["all"], again.words["foreword"]) == (2, 2, "As it is now.")


def test_figures_are_plain_data_that_survive_the_database():
    build = make.a_build()
    before = build.figures
    build.refresh_from_db()
    assert build.figures == before


def test_a_second_request_returns_the_build_under_way():
    report, other = make.a_report(), make.a_report()
    first = make.a_build(report)
    assert make.a_build(report) == first
    make.a_build(other)
    assert (Build.objects.count(), Job.objects.filter(kind="reports.build").count()) == (2, 2)
    make.run(first)
    assert make.a_build(report).number == 2


def test_a_build_holds_both_prints_once():
    build = make.a_build()
    assert make.run(build) is True
    assert make.run(build) is False
    assert sorted(build.files.values_list("variant", flat=True)) == ["large", "standard"]
    names = sorted(file.document.name for file in build.files.all())
    assert names == [f"{build.report.slug}-1-large-print.pdf", f"{build.report.slug}-1.pdf"]


def test_a_period_that_has_not_started_cannot_be_built():
    report = make.a_report(start=dt.date(2027, 1, 1), end=dt.date(2027, 3, 31))
    with pytest.raises(DomainError, match="has not started"):
        make.a_build(report)


def test_without_the_pdf_engine_a_build_fails_with_a_hint_and_can_be_retried():
    build = make.a_build()
    with mock.patch.multiple("common.pdf.writing", weasyprint=None, MISSING="cannot load library " + "x" * 500):
        jobs.run_job(build.job_id)
    build = make.fresh(build)
    assert build.job.state == "failed"
    assert "install libpango-1.0-0" in jobs.wait_words(build.job)
    assert not build.files.exists()
    services.retry_build(build, by=None)
    make.run(build)
    assert make.fresh(build).job.state == "done"
    assert build.files.count() == 2


def test_a_cancelled_build_leaves_nothing_and_can_be_retried():
    build = services.cancel_build(make.a_build(), by=None)
    assert make.run(build) is False
    assert not BuildFile.objects.exists()
    services.retry_build(make.fresh(build), by=None)
    make.run(build)
    assert build.files.count() == 2
    assert [entry.verb for entry in entries_about(build.report)][:2] == ["retry_build", "cancel_build"]


def test_an_old_build_cannot_be_retried_beside_a_new_one():
    report = make.a_report()
    old = services.cancel_build(make.a_build(report), by=None)
    make.a_build(report)
    with pytest.raises(DomainError, match="already being done"):
        services.retry_build(make.fresh(old), by=None)


def test_a_finished_build_cannot_be_retried():
    with pytest.raises(MoveNotAllowed):
        services.retry_build(make.a_finished_build(), by=None)


def test_only_a_finished_build_of_this_report_can_be_agreed():
    report, resolution = make.a_report(), meetings.a_resolution()
    waiting, foreign = make.a_build(report), make.a_finished_build()
    for build in (waiting, foreign):
        with pytest.raises(DomainError) as refused:
            services.agree_report(report, build=build, resolution=resolution, by=None)
        assert refused.value.field == "build"


def test_only_a_held_meeting_that_saw_the_build_can_agree_a_report():
    build = make.a_finished_build()
    not_held = meetings.a_meeting_with_agenda(build.frozen_on)
    before = meetings.a_held_meeting(on=build.frozen_on - clock.DAY)
    for meeting in (not_held, before):
        resolution = meetings.a_resolution(meeting)
        with pytest.raises(DomainError) as refused:
            services.agree_report(build.report, build=build, resolution=resolution, by=None)
        assert refused.value.field == "resolution"


def test_a_resolution_agrees_one_report():
    first = make.an_agreed_report()
    build = make.a_finished_build()
    with pytest.raises(DomainError, match="something else"):
        services.agree_report(build.report, build=build, resolution=first.resolution, by=None)


def test_an_agreed_report_cannot_be_changed():
    report = make.an_agreed_report()
    assert (report.status, report.agreed_build.number) == ("agreed", 1)
    assert report.agreed_on == report.agreed_at.on
    with pytest.raises(DomainError, match="wording can no longer be changed"):
        services.save_section(section(report), "New.", version=0, by=None)
    with pytest.raises(DomainError, match="cannot be built again"):
        make.a_build(report)
    with pytest.raises(MoveNotAllowed):
        services.agree_report(report, build=report.agreed_build, resolution=report.resolution, by=None)


def test_a_failed_build_of_an_agreed_report_cannot_be_retried():
    report = make.a_report()
    old = services.cancel_build(make.a_build(report), by=None)
    make.an_agreed_report(report)
    with pytest.raises(DomainError, match="cannot be built again"):
        services.retry_build(make.fresh(old), by=None)


def test_a_report_is_published_once_and_only_after_it_was_agreed():
    report = make.a_report()
    with pytest.raises(MoveNotAllowed):
        services.publish_report(report, by=None)
    report = make.a_published_report(report)
    assert report.published_on == dt.date(2026, 9, 14)
    with pytest.raises(MoveNotAllowed):
        services.publish_report(report, by=None)


def board_people():
    """Return the addresses of current board members; others left, returned or are locked out."""
    long_ago = at(2020, 1, 6)
    there, back = accounts.board_member(now=long_ago), accounts.board_member(now=long_ago)
    gone, locked_out = accounts.board_member(now=long_ago), accounts.board_member(now=long_ago)
    for user in (gone, back):
        end_role(user.grants.get(), by=None, on=dt.date(2021, 1, 4), now=at(2021, 1, 4))
    grant_role(back, Role.BOARD_MEMBER, by=None, now=at(2022, 1, 4))
    deactivate_user(locked_out, by=None)
    accounts.coordinator(now=long_ago)
    return {there.email, back.email}


def test_publishing_a_board_report_e_mails_the_board_only():
    expected = board_people()
    report = make.a_published_report(kind="board", title="Spring & autumn")
    mail = Message.objects.filter(subject__startswith="A report to the Performance Board")
    assert {message.to for message in mail} == expected
    assert mail.count() == 2
    assert "Spring & autumn" in mail[0].body_text
    assert report.get_absolute_url() in mail[0].body_text


def test_the_annual_report_is_published_without_mail_to_the_board():
    board_people()
    make.a_published_report()
    assert not Message.objects.filter(subject__contains="report").exists()


def test_downloads_of_the_board_report_are_recorded_and_of_the_annual_report_are_not():
    reader = accounts.board_member()
    boards, annual = make.a_published_report(kind="board"), make.a_published_report()
    services.record_download(boards.agreed_build.files.get(variant="large"), by=reader, now=make.COUNTED)
    services.record_download(annual.agreed_build.files.get(variant="large"), by=reader, now=make.COUNTED)
    assert [(one.by, one.file.build.report, one.at) for one in Download.objects.all()] == [
        (reader, boards, make.COUNTED)
    ]
