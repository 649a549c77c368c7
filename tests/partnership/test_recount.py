"""Every list as a file, recounted by somebody who knows only the files: rows and totals are those of the pages.

A list without a file and without a written reason fails; so does one that does not say whether it tells of people.
"""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from openpyxl import load_workbook

from accounts import sample_urls
from accounts.models import AuditEntry, User
from common import clock, open_data
from common.pages import ListPage, PublicMixin, StaffMixin
from common.pages.lists import DownloadMixin
from consultations.models import Consultation
from members.models import YearlyReview
from tests.factories import imports
from tests.sample_year import AS_OF
from tests.signing_in import sign_in

# Who opens each list of staff, by first name, and whether its rows tell of people.
STAFF = """
    members:membership_list                Moira  people
    members:seat_list                      Moira  people
    members:person_list                    Moira  people
    members:staff_interest_list            Moira  people
    members:review_list                    Moira  people
    members:role_description_list          Moira  -
    members:sending_list                   Moira  -
    members:application_list               Moira  people
    meetings:yearly_list                   Moira  -
    meetings:yearly_review                 Moira  people
    meetings:yearly_load                   Callum people
    issues:staff_issue_list                Moira  people
    issues:staff_theme_list                Moira  -
    answers:staff_presentation_list        Moira  -
    answers:officer_presentation_list      Colin  -
    answers:commitment_keep_list           Moira  people
    answers:staff_entry_list               Moira  -
    consultations:staff_consultation_list  Moira  -
    consultations:response_list            Moira  people
    consultations:entered_list             Moira  people
    consultations:words_list               Moira  people
    consultations:staff_results            Moira  -
    consultations:theme_queue              Moira  -
    meetings:staff_meeting_list            Moira  -
    meetings:attendance_list               Moira  people
    meetings:absence_list                  Moira  people
    meetings:every_question                Moira  people
    expenses:claim_list                    Moira  people
    expenses:paid_list                     Moira  -
    expenses:rate_list                     Moira  -
    expenses:pay_list                      Marcus people
    involvement:request_list               Moira  -
    involvement:made_list                  Moira  -
    reports:staff_report_list              Moira  -
    accounts:import_list                   Moira  -
    accounts:import_row_list               Moira  people
    accounts:import_fault_list             Moira  people
    accounts:audit_list                    Ines   people
    accounts:outbox_list                   Ines   people
    accounts:job_list                      Ines   -
    accounts:backup_list                   Ines   -
    accounts:setting_list                  Ines   -
    accounts:data_request_list             Moira  -
    accounts:complaint_list                Moira  -
    accounts:retention_list                Moira  people
    accounts:processing_record             Moira  -
"""
LISTS = [line.split() for line in STAFF.strip().splitlines()]
# Lists of everybody, and the data set of each.
PUBLIC = {
    "issues:issue_list": "issues",
    "answers:you_said": "you-said-we-did",
    "answers:commitment_list": "commitments",
    "answers:presentation_list": "answers-of-agencies",
    "consultations:consultation_list": "consultations",
    "meetings:meeting_list": "meetings",
    "members:member_list": "members",
    "members:interest_list": "interests-of-members",
    "reports:report_list": "reports",
}
# Each says why in `not_downloaded_because`.
STAY_ON_THEIR_PAGE = {
    "accounts:hold_list",
    "accounts:list_file_list",
    "accounts:record",
    "accounts:undelivered_list",
    "issues:group_issue_list",
    "issues:hidden_issue_list",
    "issues:my_issue_list",
    "issues:parent_to_tell_list",
    "meetings:views_detail",
    "members:person_to_tell_list",
    "search",
    "mail_list",
}


def views(resolver, prefix=""):
    """Yield (name of the address, view) of every class that shows a page."""
    for entry in getattr(resolver, "url_patterns", resolver):
        if not isinstance(entry, URLPattern):
            yield from views(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif hasattr(entry.callback, "view_class"):
            yield f"{prefix}{entry.name}", entry.callback.view_class


def all_views():
    return dict([*views(get_resolver()), *views(sample_urls.urlpatterns)])


def test_every_list_has_a_file_or_says_why_it_has_none():
    found = all_views()
    lists = {name for name, view in found.items() if issubclass(view, ListPage | DownloadMixin)}
    data_sets = {name: view.data_set for name, view in found.items() if getattr(view, "data_set", "")}
    with_files = {name for name in lists if found[name]().has_downloads}
    reasons = {name for name in lists if found[name].not_downloaded_because}
    assert data_sets == PUBLIC
    assert set(PUBLIC.values()) == set(open_data.known)
    assert with_files == {name for name, _who, _what in LISTS}
    assert reasons == STAY_ON_THEIR_PAGE
    assert lists - with_files - reasons == set(PUBLIC) & lists


def test_every_list_of_staff_says_whether_it_tells_of_people():
    found = all_views()
    assert {name: found[name].holds_personal_data for name, _who, _what in LISTS} == {
        name: what == "people" for name, _who, what in LISTS
    }


def test_no_public_page_holds_a_file_of_staff():
    assert [
        name for name, view in all_views().items() if issubclass(view, PublicMixin) and issubclass(view, StaffMixin)
    ] == []


@pytest.fixture(scope="module")
def year(sample_year, django_db_blocker):
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened(), clock.frozen(AS_OF):
        yield copy


def client_of(who):
    return sign_in(Client(), User.objects.get(name__startswith=f"{who} "))


def arguments(name):
    """Return what an address needs: of the lists of one consultation, that most people answered on paper."""
    if name in {"accounts:import_row_list", "accounts:import_fault_list"}:
        moira = User.objects.get(name__startswith="Moira ")
        return {"pk": imports.a_file(["", "jo@example"], ["Jo Bright", "x" * 300], by=moira).pk}
    with_slug = {"consultations:response_list", "consultations:entered_list", "consultations:words_list"}
    if name in {"meetings:yearly_review", "meetings:yearly_load"}:
        return {"year": YearlyReview.objects.first().year}
    if name not in with_slug | {"consultations:staff_results"}:
        return {}
    entered = Consultation.objects.filter(responses__entered_by__isnull=False)
    return {"slug": entered.order_by("pk").first().slug}


def csv_rows(answer):
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def excel_rows(answer):
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def in_text(cell):
    """Return an Excel cell as it stands in a CSV file."""
    if cell is None:
        return ""
    return cell.date().isoformat() if hasattr(cell, "date") else str(cell)


def ask(client, address, kind):
    return client.get(f"{address}{'&' if '?' in address else '?'}format={kind}")


def shown_on(client, address):
    """Return how many rows a page of staff shows, on all its pages."""
    page = client.get(address)
    assert page.status_code == 200, address
    if paginator := page.context.get("paginator"):
        return paginator.count
    return len(re.findall(r'<th scope="row"', page.content.decode()))


COUNTED_APART = {"consultations:staff_results", "members:seat_list"}


@pytest.mark.usefixtures("year")
class TestStaffLists:
    @pytest.mark.parametrize("name", [name for name, _who, _what in LISTS])
    def test_file_and_page_hold_as_many_rows_and_both_files_the_same(self, name):
        [who] = [who for one, who, _what in LISTS if one == name]
        client, address = client_of(who), reverse(name, kwargs=arguments(name))
        header, *rows = csv_rows(ask(client, address, "csv"))
        sheet_header, *sheet = excel_rows(ask(client, address, "xlsx"))
        assert header == sheet_header
        written = 1 if name == "accounts:audit_list" else 0  # by taking a file of what people did
        assert len(rows) == len(sheet) - written
        assert all(len(row) == len(header) for row in rows)
        if name not in COUNTED_APART:
            assert min(len(rows) + written, 1001) == shown_on(client, address)

    def test_filters_of_the_page_are_those_of_the_file(self):
        client = client_of("Moira")
        for address in (
            "/staff/issues/?status=all",
            "/staff/issues/?status=closed",
            "/staff/members/?status=all",
            "/staff/members/people/?q=a",
            "/staff/commitments/?status=done",
            "/staff/you-said-we-did/?show=published",
            "/staff/meetings/attendance/?record=absent",
            "/staff/meetings/questions/?status=answered",
        ):
            _header, *rows = csv_rows(ask(client, address, "csv"))
            assert len(rows) == shown_on(client, address), address

    def test_seats_are_counted_as_on_the_page(self):
        client = client_of("Moira")
        page = client.get("/staff/members/seats/")
        header, *rows = csv_rows(ask(client, "/staff/members/seats/", "csv"))
        vacant = [row for row in rows if row[header.index("Vacant since")]]
        assert (len(rows), len(vacant)) == (len(page.context["group"].seats), len(page.context["group"].vacancies))

    def test_answers_recount_to_the_results(self):
        client, kwargs = client_of("Moira"), arguments("consultations:response_list")
        header, *rows = csv_rows(ask(client, reverse("consultations:response_list", kwargs=kwargs), "csv"))
        _head, *counts = csv_rows(ask(client, reverse("consultations:staff_results", kwargs=kwargs), "csv"))
        in_time = [dict(zip(header, row, strict=True)) for row in rows if row[header.index("Late")] == "no"]
        checked = 0
        for part, answer, people, *_more in counts:
            if part == "Responses that count":
                assert int(people) == len(in_time)
            elif part == "Responses that came late":
                assert int(people) == len(rows) - len(in_time)
            elif part in header and answer == "All who answered it":
                assert int(people) == len([row for row in in_time if row[part]]), part
                checked += 1
            elif part in header and people.isdecimal() and answer not in {"average", "smallest", "largest"}:
                assert int(people) == len([row for row in in_time if answer in row[part].split("; ")]), (part, answer)
                checked += 1
        assert checked > 5
        whole = client.get(reverse("consultations:staff_results", kwargs=kwargs)).context["results"]
        assert whole.total == len(in_time)

    @pytest.mark.parametrize(("name", "who", "what"), LISTS)
    def test_taking_one_that_tells_of_people_is_in_the_audit_trail(self, name, who, what):
        before = AuditEntry.objects.filter(verb="take_list").count()
        _head, *rows = csv_rows(ask(client_of(who), reverse(name, kwargs=arguments(name)), "csv"))
        entries = AuditEntry.objects.filter(verb="take_list").order_by("-pk")
        assert entries.count() - before == (what == "people")
        if what == "people":
            detail = entries[0].detail
            assert (detail["list"], detail["as"], detail["filters"]) == (name, "csv", [])
            assert len(rows) - detail["rows"] in {0, 1}


def on_every_page(address, pattern):
    found, number, is_last = [], 1, False
    while not is_last:
        page = Client().get(f"{address}?page={number}").content.decode()
        found += re.findall(pattern, page)
        number, is_last = number + 1, f"page={number + 1}" not in page.replace("&amp;", "&")
    return found


# What each row of a public page can be counted by; the pages of the others are recounted in test_data.
COUNTED_BY = {
    "issues:issue_list": ("reference", r'<h2[^>]*><a class="govuk-link" href="/issues/([A-Z]+-\d+)/"'),
    "answers:commitment_list": ("reference", r'<a class="govuk-link" href="[^"]*/([A-Z]+-\d+)/"'),
    "consultations:consultation_list": ("address", r'<h2[^>]*><a class="govuk-link" href="(/consultations/[\w-]+/)"'),
    "meetings:meeting_list": ("address", r'<h3[^>]*><a class="govuk-link" href="(/meetings/[\w-]+/)"'),
    "reports:report_list": ("address", r'<h2[^>]*><a class="govuk-link" href="(/reports/[\w-]+/)"'),
}


@pytest.mark.usefixtures("year")
class TestPublicLists:
    @pytest.mark.parametrize("name", COUNTED_BY)
    def test_file_holds_the_rows_of_the_page(self, name):
        column, pattern = COUNTED_BY[name]
        header, *rows = csv_rows(Client().get(f"/data/{PUBLIC[name]}.csv"))
        found = [row[header.index(column)] for row in rows]
        shown = on_every_page(reverse(name), pattern)
        assert sorted(cell.removeprefix("http://127.0.0.1:8000") for cell in found) == sorted(shown)
        assert shown

    def test_members_and_their_interests_are_those_of_the_page(self):
        page = Client().get("/members/").content.decode()
        header, *rows = csv_rows(Client().get("/data/members.csv"))
        held = [row for row in rows if row[header.index("member")]]
        assert len(held) == page.count("Member since ")
        assert all(row[header.index("member")] in page for row in held)
        page = Client().get("/members/interests/").content.decode()
        _header, *rows = csv_rows(Client().get("/data/interests-of-members.csv"))
        assert len(rows) == len(re.findall(r"Since \d+ \w+ \d{4}\.", page))

    @pytest.mark.parametrize("name", PUBLIC)
    def test_excel_holds_the_same_and_each_page_leads_to_both(self, name):
        data_set = PUBLIC[name]
        rows, sheet = (
            csv_rows(Client().get(f"/data/{data_set}.csv")),
            excel_rows(Client().get(f"/data/{data_set}.xlsx")),
        )
        assert [[in_text(cell) for cell in row] for row in sheet] == rows
        page = Client().get(reverse(name)).content.decode()
        assert f'href="/data/{data_set}.csv"' in page
        assert f'href="/data/{data_set}.xlsx"' in page

    def test_a_file_is_narrowed_as_its_page_is(self):
        for address in (
            "issues/?status=answered",
            "consultations/?status=concluded",
            "you-said-we-did/commitments/?status=done",
        ):
            path, query = address.split("?")
            data_set = {"issues/": "issues", "consultations/": "consultations"}.get(path, "commitments")
            page = Client().get(f"/{address}")
            _header, *rows = csv_rows(Client().get(f"/data/{data_set}.csv?{query}"))
            assert len(rows) == page.context["paginator"].count > 0
            assert f'href="/data/{data_set}.csv?{query}"' in page.content.decode()
            assert csv_rows(Client().get(f"/data/{data_set}.csv?status=no-such"))[1:] == []
