"""Columns declared once are the table, the CSV file and the Excel file."""

import csv
import datetime as dt
import io

import pytest
from django.http import HttpResponse
from openpyxl import load_workbook

from common.models import RateCount
from common.pages import exports, taken
from tests.common.pages import CountTable
from tests.factories.accounts import coordinator, parent

pytestmark = [pytest.mark.urls("tests.common.pages"), pytest.mark.django_db]
DAY = dt.date(2026, 3, 2)


def rows(*subjects, scope="public"):
    for subject in subjects:
        RateCount.objects.create(scope=scope, subject=subject, counted_on=DAY, count=3)


@pytest.fixture
def staff(client, sign_in):
    return sign_in(client, coordinator())


def csv_of(response):
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline="")))


def excel_of(response):
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_table_names_each_cell_by_its_column_for_narrow_screens(staff):
    rows("one")
    html = staff.get("/table/").content.decode()
    assert '<th scope="col">Counted on</th>' in html
    assert '<td data-label="Counted on">2 March 2026</td>' in html
    assert '<th scope="row"><b>one</b></th>' in html
    assert "app-stack" in html


def test_csv_excel_and_page_hold_the_same_rows(staff):
    rows("one", "two")
    rows("hidden", scope="hidden")
    shown = [record.subject for record in staff.get("/table/").context["object_list"]]
    text, sheet = csv_of(staff.get("/table/?format=csv")), excel_of(staff.get("/table/?format=xlsx"))
    assert shown == ["one", "two"]
    day = "2026-03-02"
    assert text == [["Subject", "Counted on", "Scope"], ["one", day, "public"], ["two", day, "public"]]
    assert [[str(cell)[:10] for cell in row] for row in sheet] == text


def test_a_date_stays_a_date_in_excel(staff):
    rows("one")
    assert excel_of(staff.get("/table/?format=xlsx"))[1][1] == dt.datetime(2026, 3, 2)


def test_a_file_holds_what_the_filter_found(staff):
    rows("apple", "pear")
    assert [row[0] for row in csv_of(staff.get("/table/?subject=pear&format=csv"))] == ["Subject", "pear"]


def test_all_pages_of_a_list_are_in_its_file(staff):
    rows(*(f"{number:03}" for number in range(60)))
    assert len(csv_of(staff.get("/table/?page=2&format=csv"))) == 61


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+44 7700 900123", "-2"])
def test_a_formula_is_text_in_both_files(staff, text):
    rows(text)
    assert csv_of(staff.get("/table/?format=csv"))[1][0] == f"'{text}"
    response = staff.get("/table/?format=xlsx")
    cell = load_workbook(io.BytesIO(response.content)).worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == (f"'{text}", "s")


def test_letters_excel_cannot_hold_are_left_out():
    assert exports.excel_cell("a\x01b" + "c" * 40_000) == ("ab" + "c" * 40_000)[:32_767]


def test_files_are_private_and_named_after_the_list(staff):
    response = staff.get("/table/?format=xlsx")
    assert response["Content-Disposition"].startswith('attachment; filename="Counts 20')
    assert response["Content-Type"] == exports.EXCEL
    assert response["Cache-Control"] == "private, no-store"


def test_too_many_rows_for_excel_are_not_waited_for(staff, monkeypatch):
    monkeypatch.setattr("common.pages.lists.MOST_EXCEL_ROWS", 1)
    asked = []
    monkeypatch.setattr(taken, "ask", lambda *about: asked.append(about) or HttpResponse("Later."))
    rows("one", "two")
    assert staff.get("/table/?format=xlsx&subject=").content == b"Later."
    assert [what for what, _view in asked] == ["too_long"]
    assert len(csv_of(staff.get("/table/?format=csv"))) == 3


def test_person_who_cannot_open_the_list_cannot_download_it(client, sign_in):
    assert sign_in(client, parent()).get("/table/?format=csv").status_code == 403


def test_a_public_list_offers_no_file_and_answers_with_the_page(client, sign_in):
    rows("one")
    response = sign_in(client, coordinator()).get("/public-table/?format=csv")
    assert response["Content-Type"].startswith("text/html")
    assert "Download this list" not in response.content.decode()


def test_a_file_of_many_rows_takes_one_query_for_the_rows(staff, django_assert_num_queries):
    rows(*map(str, range(30)))
    b"".join(staff.get("/table/?format=csv").streaming_content)
    table = CountTable
    with django_assert_num_queries(1):
        list(table.value_rows(RateCount.objects.all()))
