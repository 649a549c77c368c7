"""Published reports: visibility, downloads and query counts."""

import re

import pytest
from django.test import Client

from accounts.roles import roles_of
from accounts.services.grants import end_role
from reports.models import Download
from tests.counting import cost, costs, queries
from tests.factories import accounts
from tests.factories import reports as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PEOPLE = ("anyone", "parent", "member", "officer", "payer", "administrator", "safeguarding", "board", "coordinator")
MAY_READ = {
    ("annual", "published"): set(PEOPLE),
    ("annual", "agreed"): set(),
    ("annual", "drafting"): set(),
    ("board", "published"): {"board", "coordinator"},
    ("board", "agreed"): set(),
    ("board", "drafting"): set(),
}


def client_of(role):
    """Return a client signed in as somebody of a role, and that somebody."""
    makers = {
        "parent": accounts.parent,
        "member": accounts.member_user,
        "officer": accounts.officer,
        "payer": accounts.payer,
        "administrator": accounts.administrator,
        "safeguarding": accounts.safeguarding_lead,
        "board": accounts.board_member,
        "coordinator": accounts.coordinator,
    }
    return sign_in(Client(), makers[role]()) if role in makers else Client()


def ask(client, address):
    """Return the answer to a GET with the file behind it read to its end, which closes it."""
    response = client.get(address)
    if response.streaming:
        b"".join(response)
    return response


def report_in(kind, state):
    walk = {"drafting": make.a_finished_build, "agreed": make.an_agreed_report, "published": make.a_published_report}
    report = walk[state](make.a_report(kind))
    return report.report if state == "drafting" else report


def files_of(report):
    return [f"{report.get_absolute_url()}{variant}.pdf" for variant in ("standard", "large")]


@pytest.mark.parametrize(("kind", "state"), MAY_READ)
def test_page_and_files_give_404_to_those_who_may_not_read_them(kind, state):
    report = report_in(kind, state)
    for role in PEOPLE:
        client = client_of(role)
        status = 200 if role in MAY_READ[kind, state] else 404
        for address in (report.get_absolute_url(), *files_of(report)):
            assert (role, address, ask(client, address).status_code) == (role, address, status)
        assert (report.title in client.get("/reports/").content.decode()) is (status == 200)


@pytest.mark.parametrize("state", ["drafting", "agreed", "published"])
def test_only_the_coordinator_can_download_builds(state):
    report = report_in("annual", state)
    build = report.builds.get()
    for role in PEOPLE:
        expected = {"coordinator": 200, "anyone": 302}.get(role, 403)
        for address in (f"/staff/reports/builds/{build.pk}/large.pdf", f"/staff/reports/builds/{build.pk}/"):
            assert (role, ask(client_of(role), address).status_code) == (role, expected)


def test_a_file_is_a_download_that_is_not_cached(client):
    response = client.get(files_of(make.a_published_report())[0])
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response).startswith(b"%PDF")


def test_guessed_addresses_give_404(client):
    report = make.a_published_report(kind="board")
    build = report.agreed_build
    older = make.a_finished_build(make.a_report())
    for address in (
        f"/reports/{report.slug}/huge.pdf",
        f"/reports/{report.pk}/",
        f"/reports/{build.pk}/standard.pdf",
        f"/reports/{older.report.slug}/standard.pdf",
        "/reports/no-such-report/",
        "/reports/no-such-report/standard.pdf",
        "/reports/no-such-report/x.pdf",
    ):
        assert client.get(address).status_code == 404
    coordinator = client_of("coordinator")
    for address in ("/staff/reports/builds/999999/", f"/staff/reports/builds/{build.pk}/huge.pdf"):
        assert coordinator.get(address).status_code == 404


def test_only_the_agreed_build_is_published(client):
    report = make.a_report()
    make.a_finished_build(report)
    make.a_published_report(report)
    response = ask(client, files_of(report)[0])
    assert f"{report.slug}-2.pdf" in response["Content-Disposition"]


def test_an_ended_role_has_no_access_at_the_next_request():
    report, reader = make.a_published_report(kind="board"), accounts.board_member()
    client = sign_in(Client(), reader)
    assert client.get(report.get_absolute_url()).status_code == 200
    end_role(reader.grants.get(), by=None)
    assert roles_of(type(reader).objects.get(pk=reader.pk)) == {}
    for address in (report.get_absolute_url(), *files_of(report)):
        assert client.get(address).status_code == 404


def test_downloads_of_the_boards_report_are_shown_to_the_coordinator():
    report, reader = make.a_published_report(kind="board"), accounts.board_member(name="Bea Board")
    address = files_of(report)[1]
    ask(sign_in(Client(), reader), address)
    page = client_of("coordinator").get(f"/staff/reports/{report.slug}/").content.decode()
    assert "Bea Board" in page
    assert "large print" in page


def test_reading_a_report_page_is_not_recorded_as_a_download(client):
    annual, boards = make.a_published_report(), make.a_published_report(kind="board")
    reader = client_of("board")
    ask(client, files_of(annual)[0])
    ask(reader, files_of(annual)[0])
    reader.get(boards.get_absolute_url())
    head = reader.head(files_of(boards)[0])
    b"".join(head)
    assert head.status_code == 200
    assert not Download.objects.exists()


def test_the_page_of_a_report_shows_its_words_and_figures(client):
    report = make.a_report(words={"foreword": "# Welcome\n\n**To all** <script>alert(1)</script> {{ 7 }}"})
    page = client.get(make.a_published_report(report).get_absolute_url()).content.decode()
    assert "<strong>To all</strong>" in page
    assert "{{ 7 }}" in page
    assert "<script>alert" not in page
    assert "How each term of reference was kept" in page
    assert "No issues were raised in this period." in page


def test_the_contents_list_every_chapter_and_no_other(client):
    report = make.a_published_report(make.a_report(words={"ahead": "More."}))
    page = client.get(report.get_absolute_url()).content.decode()
    headings = re.findall(r'<h2 id="(\w+)">', page)
    assert headings == re.findall(r'<a class="govuk-link" href="#(\w+)">', page)
    assert "ahead" in headings
    assert not {"foreword", "thread"} & set(headings)


def test_a_report_page_takes_at_most_twelve_queries(client, year):
    report = make.a_published_report(make.a_report())
    board = client_of("board")
    boards = make.a_published_report(make.a_report("board"))
    for reader, address in ((client, report.get_absolute_url()), (board, boards.get_absolute_url())):
        with queries() as asked:
            assert reader.get(address).status_code == 200
        assert len(asked) <= 12, asked


def test_the_lists_take_the_same_queries_for_3_rows_and_for_30():
    coordinator, board = client_of("coordinator"), client_of("board")

    def all_costs():
        return {**costs(coordinator, ["/reports/", "/staff/reports/"]), "/board/": cost(board, "/board/")}

    for _number in range(3):
        make.a_published_report(kind="board")
    with_three = all_costs()
    assert max(with_three.values()) <= 12
    for _number in range(27):
        make.a_published_report(kind="board")
    assert all_costs() == with_three
