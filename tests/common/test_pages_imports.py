"""An import shows what would become of every row, does nothing until it is confirmed, and then all of it or nothing."""

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from common.models import RateCount
from common.pages import sheets
from tests.factories.accounts import coordinator, parent

pytestmark = [pytest.mark.urls("tests.common.pages"), pytest.mark.django_db]


@pytest.fixture
def staff(client, sign_in):
    return sign_in(client, coordinator())


def upload(client, content, name="counts.csv"):
    data = content.encode() if isinstance(content, str) else content
    return client.post("/import/", {"file": SimpleUploadedFile(name, data)})


def excel(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fates(response):
    return [(row.number, row.fate.value, row.reason) for row in response.context["checked"]]


def signed(response):
    found = re.search(r'name="checked" value="([^"]+)"', response.content.decode())
    return found and found[1]


def counts():
    return {row.subject: row.count for row in RateCount.objects.filter(scope="public")}


def test_nothing_is_written_before_it_is_confirmed(staff):
    response = upload(staff, "Subject,Count\none,1\ntwo,2\n")
    assert fates(response) == [(2, "created", ""), (3, "created", "")]
    assert counts() == {}
    assert staff.post("/import/", {"checked": signed(response)}).status_code == 302
    assert counts() == {"one": 1, "two": 2}


def test_every_row_says_what_would_happen(staff):
    RateCount.objects.create(scope="public", subject="same", count=1, counted_on="2026-03-02")
    RateCount.objects.create(scope="public", subject="other", count=1, counted_on="2026-03-02")
    response = upload(staff, "Subject,Count\nnew,1\nsame,1\nother,2\nbad,3\n,4\nx,many\n")
    assert fates(response) == [
        (2, "created", ""),
        (3, "unchanged", ""),
        (4, "changed", ""),
        (5, "refused", "Bad counts are not taken."),
        (6, "refused", "Subject: This field is required."),
        (7, "refused", "Count: Give a whole number, for example 12."),
    ]
    assert response.context["counts"] == "1 created, 1 changed, 1 unchanged, 3 refused"


def test_a_refused_row_stops_the_whole_file(staff):
    response = upload(staff, "Subject,Count\nnew,1\nbad,3\n")
    assert signed(response) is None
    assert "Nothing is imported while a row is refused" in response.content.decode()
    assert counts() == {}


def test_a_file_that_changes_nothing_has_nothing_to_confirm(staff):
    RateCount.objects.create(scope="public", subject="same", count=1, counted_on="2026-03-02")
    response = upload(staff, "Subject,Count\nsame,1\n")
    assert signed(response) is None
    assert "Everything in this file has already been recorded." in response.content.decode()


def test_confirming_twice_imports_once(staff):
    token = signed(upload(staff, "Subject,Count\none,1\n"))
    first = staff.post("/import/", {"checked": token})
    RateCount.objects.all().delete()
    second = staff.post("/import/", {"checked": token})
    assert (first.status_code, second.status_code) == (302, 302)
    assert counts() == {}


def test_change_since_the_check_shows_the_rows_again_and_imports_nothing(staff):
    token = signed(upload(staff, "Subject,Count\none,1\ntwo,2\n"))
    RateCount.objects.create(scope="public", subject="two", count=1, counted_on="2026-03-02")
    response = staff.post("/import/", {"checked": token})
    assert "Something has changed since you checked" in response.content.decode()
    assert fates(response) == [(2, "created", ""), (3, "changed", "")]
    assert counts() == {"two": 1}
    assert staff.post("/import/", {"checked": signed(response)}).status_code == 302
    assert counts() == {"one": 1, "two": 2}


def test_the_title_of_a_confirmation_refused_says_so(staff):
    checked = upload(staff, "Subject,Count\none,1\n")
    refused = staff.post("/import/", {"checked": "x"})
    titles = [re.search(r"<title>\s*(Error:)?", page.content.decode())[1] for page in (checked, refused)]
    assert titles == [None, "Error:"]


@pytest.mark.parametrize("spoil", [lambda token: token[:-1], lambda token: "x", lambda token: ""])
def test_rows_that_were_not_checked_are_not_imported(staff, spoil):
    token = signed(upload(staff, "Subject,Count\none,1\n"))
    response = staff.post("/import/", {"checked": spoil(token)})
    assert "Choose the file again" in response.content.decode()
    assert counts() == {}


def test_only_the_person_who_checked_can_confirm(staff, sign_in):
    token = signed(upload(staff, "Subject,Count\none,1\n"))
    response = sign_in(staff, coordinator()).post("/import/", {"checked": token})
    assert "Choose the file again" in response.content.decode()
    assert counts() == {}


def test_a_check_of_more_than_an_hour_ago_is_too_old(staff, monkeypatch):
    token = signed(upload(staff, "Subject,Count\none,1\n"))
    monkeypatch.setattr("common.pages.imports.MAX_AGE", -1)
    response = staff.post("/import/", {"checked": token})
    assert "expired" in response.content.decode()
    assert counts() == {}


def test_excel_and_csv_are_read_alike(staff):
    table = [["Subject", "Count"], ["one", 1], [None, None], ["two", 2.0]]
    assert fates(upload(staff, excel(*table), "counts.xlsx")) == [(2, "created", ""), (4, "created", "")]
    assert fates(upload(staff, "subject;COUNT\none;1\n;\ntwo;2\n")) == [(2, "created", ""), (4, "created", "")]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        ("", "counts.csv", "empty"),
        ("Subject,Count\n", "counts.csv", "no rows under its headings"),
        ("Count\n1\n", "counts.csv", "These columns are missing: Subject."),
        ("Subject,Colour\none,red\n", "counts.csv", "These columns are not recognised: Colour."),
        ("Subject,Subject\none,two\n", "counts.csv", "This file has the same column twice"),
        ("Subject\nSmith, Jane\n", "counts.csv", "Row 2 has more cells than there are headings."),
        ('Subject,Count\n"one,1\ntwo,2\n', "counts.csv", "This table cannot be read. Save it again as CSV."),
        ("Subject;Count\n" + ("x" * 400 + ",") * 499, "counts.csv", "This table cannot be read."),
        ("<html><body>Subject</body></html>", "counts.csv", "cannot be used here"),
        (b"\x00\x01\x02\x03", "counts.xls", "cannot be used here"),
        (b"PK\x03\x04broken", "counts.xlsx", "damaged"),
        ("Subject\n" + "x\n" * 1001, "counts.csv", "more than 1,000 rows"),
        ("Subject\n" + "x" * 1_000_001, "counts.csv", "larger than 1 MB"),
    ],
)
def test_a_bad_file_gets_a_plain_message(staff, content, name, words):
    response = upload(staff, content, name)
    assert response.status_code == 200
    assert words in str(response.context["form"].errors["file"])


def test_empty_cells_right_of_the_headings_do_not_matter(staff):
    assert fates(upload(staff, "Subject,Count,,\none,1,,\n")) == [(2, "created", "")]


def test_a_download_can_be_imported_again():
    assert sheets.plain_cell("'+44 7700 900123") == "+44 7700 900123"
    assert sheets.plain_cell("'quoted'") == "'quoted'"
    assert sheets.plain_cell(dt.datetime(2026, 3, 2)) == "2026-03-02"


def test_an_empty_file_has_the_headings(staff):
    response = staff.get("/import/?empty=1")
    assert b"".join(response.streaming_content).decode() == '\ufeff"Subject","Count"\r\n'


def test_person_who_cannot_open_the_page_cannot_import(client, sign_in):
    assert upload(sign_in(client, parent()), "Subject\none\n").status_code == 403
