"""The co-ordinator's pages for writing, building, agreeing and publishing reports."""

import html
import re

import pytest

from common import clock
from common.dates import day
from reports.models import Build, Report
from tests.counting import cost
from tests.factories import accounts, meetings
from tests.factories import reports as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
FORM = {
    "kind": "annual",
    "title": "",
    "period_start_day": 1,
    "period_start_month": 9,
    "period_start_year": 2025,
    "period_end_day": 31,
    "period_end_month": 8,
    "period_end_year": 2026,
}


@pytest.fixture
def staff(client, coordinator):
    return sign_in(client, coordinator)


def words(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def sent(client, address, data=None):
    """Post a form, and return the words of the page it leads to."""
    response = client.post(address, data or {}, follow=True)
    assert response.redirect_chain, words(response)
    return words(response)


def page_of(report, *more):
    return "/".join(["/staff/reports", report.slug, *more, ""])


def test_a_report_is_started_on_one_page(staff):
    assert "Report started" in sent(staff, "/staff/reports/new/", FORM)
    assert str(Report.objects.get()) == "Annual report 2025 to 2026"


def test_a_reversed_period_is_refused_and_keeps_what_was_typed(staff):
    page = staff.post("/staff/reports/new/", FORM | {"title": "My report", "period_end_year": 2024})
    assert page.status_code == 200
    assert "The period must end after it starts." in words(page)
    assert 'value="My report"' in page.content.decode()
    assert not Report.objects.exists()


def test_a_report_with_the_same_title_and_period_is_not_started_twice(staff):
    sent(staff, "/staff/reports/new/", FORM)
    again = staff.post("/staff/reports/new/", FORM)
    assert again.status_code == 200
    assert "There is already a report with this title and period." in words(again)
    assert Report.objects.count() == 1
    assert "Report started" in sent(staff, "/staff/reports/new/", FORM | {"title": "In short"})
    assert "Report started" in sent(staff, "/staff/reports/new/", FORM | {"kind": "board"})


def test_a_section_is_written_and_shown_as_written(staff):
    report = make.a_report()
    address = page_of(report, "sections", "foreword")
    page = words(staff.get(address))
    assert "Foreword, by the chair" in page
    assert "Someone else changed this while" not in page
    sent(staff, address, {"text": "Dear readers", "version": 0})
    assert report.sections.get(key="foreword").text == "Dear readers"
    assert "Dear readers" in staff.get(address).content.decode()


def test_a_stale_section_shows_both_texts_and_the_next_save_works(staff):
    report = make.a_report(words={"foreword": "Theirs, saved first."})
    address = page_of(report, "sections", "foreword")
    page = staff.post(address, {"text": "Mine, typed meanwhile.", "version": 0})
    said = page.content.decode()
    assert said.count("Theirs, saved first.</p>") == said.count('id="stale-heading"') == 1
    assert "Mine, typed meanwhile.</textarea>" in said
    assert 'name="version" value="1"' in said
    sent(staff, address, {"text": "Both.", "version": 1})
    assert report.sections.get(key="foreword").text == "Both."


@pytest.mark.parametrize("key", ["know", "no-such-section"])
def test_a_section_of_another_kind_of_report_gives_404(staff, key):
    assert staff.get(page_of(make.a_report(), "sections", key)).status_code == 404


def test_a_build_is_requested_followed_and_downloaded(staff):
    report = make.a_report(start=make.START)
    page = sent(staff, page_of(report, "build"))
    build = Build.objects.get()
    assert "Waiting to start" in page
    assert "Check again" in page
    assert "Cancel build" in page
    make.run(build)
    page = staff.get(f"/staff/reports/builds/{build.pk}/")
    assert "Done" in words(page)
    assert "Check again" not in words(page)
    for variant in ("standard", "large"):
        assert f"/staff/reports/builds/{build.pk}/{variant}.pdf" in page.content.decode()


def test_requesting_twice_returns_the_same_build(staff):
    report = make.a_report()
    first = staff.post(page_of(report, "build")).url
    assert staff.post(page_of(report, "build")).url == first
    assert Build.objects.count() == 1


def test_a_build_can_be_cancelled_and_retried_on_its_page(staff):
    build = make.a_build()
    address = f"/staff/reports/builds/{build.pk}/"
    assert "Cancelled" in sent(staff, f"{address}cancel/")
    assert "This is already" in sent(staff, f"{address}cancel/")
    assert "Waiting to start" in sent(staff, f"{address}retry/")


def test_the_build_page_says_plainly_why_it_failed(staff):
    build = make.a_build()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("common.pdf.writing.weasyprint", None)
        patch.setattr("common.pdf.writing.MISSING", "libpango is not there")
        make.run(build, is_laid_out=True)
    page = words(staff.get(f"/staff/reports/builds/{build.pk}/"))
    assert "PDFs need Pango and HarfBuzz: install libpango-1.0-0" in page
    assert "Try again" in page
    assert "Traceback" not in page


def test_a_report_that_is_not_built_cannot_be_agreed(staff):
    report = make.a_report()
    resolution = meetings.a_resolution()
    assert "Record agreement at a meeting" not in words(staff.get(page_of(report)))
    build = make.a_build(report)
    response = staff.post(page_of(report, "agree"), {"build": build.pk, "resolution": resolution.pk})
    assert response.status_code == 200
    assert make.fresh(report).status == "drafting"


def test_what_an_earlier_or_a_coming_meeting_says_is_not_offered_for_agreement(staff):
    build = make.a_finished_build()
    held = make.a_resolution_on(build)
    earlier = meetings.a_resolution(on=build.frozen_on - clock.DAY, text="Earlier")
    coming = meetings.a_resolution(meetings.a_meeting_with_agenda(build.frozen_on), text="Not held yet")
    form = staff.get(page_of(build.report, "agree"))
    assert f'<option value="{held.pk}"' in form.content.decode()
    for resolution in (earlier, coming):
        assert resolution.text not in form.content.decode()
    assert "Build of 14 September 2026, 10am" in words(form)


def test_a_report_is_agreed_and_published_from_its_page(staff, client):
    build = make.a_finished_build()
    report, resolution = build.report, make.a_resolution_on(build)
    data = {"build": build.pk, "resolution": resolution.pk}
    assert "Report agreed" in sent(staff, page_of(report, "agree"), data)
    page = words(staff.get(page_of(report)))
    assert "Publish report" in page
    assert "Build the PDFs" not in page
    assert "Report published" in sent(staff, page_of(report, "publish"))
    assert "View published page" in words(staff.get(page_of(report)))
    assert "This is already" in sent(staff, page_of(report, "publish"))


def test_a_board_report_is_sent_and_the_boards_front_page_says_what_to_decide(staff, client):
    report = make.an_agreed_report(make.a_report("board", words={"decide": "- Whether to pay for a second clinic"}))
    assert "Report sent to the board" in sent(staff, page_of(report, "publish"))
    page = words(sign_in(client, accounts.board_member()).get("/board/"))
    assert "The group asks the board to decide" in page
    assert "Whether to pay for a second clinic" in page
    assert "Answered: 0 of 0 presentations." in page


def test_meetings_to_choose_from_show_their_date_once(staff):
    build = make.a_finished_build()
    resolution = make.a_resolution_on(build)
    held = resolution.item.meeting
    form = words(staff.get(page_of(build.report, "agree")))
    assert form.count(day(held.on)) == 1
    assert f"“{resolution.text}”" in form


def test_an_agreed_report_cannot_be_edited(staff):
    report = make.an_agreed_report()
    page = staff.post(page_of(report, "sections", "foreword"), {"text": "New", "version": 0})
    assert "its wording can no longer be changed" in words(page)
    assert "New</textarea>" in page.content.decode()


def test_the_report_page_takes_the_same_queries_with_many_builds(staff):
    report = make.a_report()
    make.a_finished_build(report)
    with_one = cost(staff, page_of(report))
    for _number in range(9):
        make.a_finished_build(report)
    assert cost(staff, page_of(report)) == with_one <= 12
