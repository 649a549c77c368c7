"""The way of a file: its columns are confirmed, its rows checked, and imported once its person says so."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEntry, Import, ImportedRow, ImportFault
from accounts.services.imports.files import confirm_import
from accounts.services.imports.undoing import undo_import
from common import clock, jobs
from common.errors import DomainError
from common.models import Job
from common.retention import carry_out, rules
from members.models import Person
from tests.factories import accounts, imports, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
START = "/staff/members/import/"
NOW = clock.at(dt.date(2026, 6, 1), dt.time(12))


@pytest.fixture
def staff(client):
    return sign_in(client, accounts.coordinator())


def upload(client, text, follow=True, **data):
    return client.post(START, {"file": SimpleUploadedFile("people.csv", text.encode()), **data}, follow=follow)


def words(page):
    return page.content.decode()


def confirm(client, page):
    shown = re.search(r'name="shown" value="(\w+)"', words(page))[1]
    return client.post(f"{page.request['PATH_INFO']}confirm/", {"shown": shown}, follow=True)


def test_headings_that_are_known_need_no_confirmation(staff):
    page = upload(staff, "Name,E-mail\nAsha Begum,asha@example.org\n")
    assert "What would happen" in words(page)
    assert "1 created." in words(page)
    assert not Person.objects.exists()
    page = confirm(staff, page)
    assert "Imported: 1 created." in words(page)
    assert Person.objects.get().email == "asha@example.org"


def test_other_headings_are_matched_and_a_person_says_what_they_mean(staff):
    page = upload(staff, "Name of member,Nr,Mail adress\nAsha Begum,01632 960001,asha@example.org\n")
    address = page.request["PATH_INFO"]
    assert address.endswith("/columns/")
    form = page.context["form"]
    assert [form[name].initial for name in form.fields] == ["name", "", "email"]
    assert "For example: 01632 960001" in words(page)
    page = staff.post(address, {"column_0": "name", "column_1": "phone", "column_2": "email"}, follow=True)
    confirm(staff, page)
    assert Person.objects.get().phone == "01632 960001"


def test_headings_under_a_title_are_found_and_the_page_says_in_which_row(staff):
    page = upload(staff, "Members of the group\n\nName,E-mail,Shoe size\nAsha Begum,asha@example.org,7\n")
    assert page.request["PATH_INFO"].endswith("/columns/")
    assert "Headings found in row 3." in words(page)
    page = staff.post(page.request["PATH_INFO"], {"column_0": "name", "column_1": "email", "column_2": ""}, follow=True)
    assert "Headings found in row 3." in words(page)
    assert [row.number for row in ImportedRow.objects.all()] == [4]
    confirm(staff, page)
    assert Person.objects.get().email == "asha@example.org"


def test_the_sheet_that_was_read_is_named_on_the_page_and_forgotten_with_the_rows(client):
    one = imports.a_file(["Asha Begum", ""], sheet="Members 2025")
    client = sign_in(client, one.by)
    for page in ("", "columns/"):
        assert "Sheet that was read: Members 2025." in words(client.get(f"{one.get_absolute_url()}{page}"))
    carry_out(rules["accounts.import_rows"], clock.now() + clock.DAY)
    one.refresh_from_db()
    assert one.read_from == ""


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"column_0": "name", "column_1": "name"}, "You have chosen this for “A” already."),
        ({"column_0": "email", "column_1": ""}, "Choose a column for: Name."),
        ({"column_0": "name", "column_1": "password"}, "Choose one of the answers"),
    ],
)
def test_columns_that_cannot_be_are_refused_with_what_was_chosen_kept(staff, chosen, said):
    address = upload(staff, "A,B\nx,y\n").request["PATH_INFO"]
    page = staff.post(address, chosen)
    assert (page.status_code, said in words(page)) == (200, True)
    assert page.context["form"]["column_0"].value() == chosen["column_0"]
    assert Import.objects.get().waits_for_columns


def test_every_fault_is_on_the_page_and_in_the_file(staff):
    page = upload(staff, "Name,E-mail,Phone\n,asha,1\nBen Ode,=1+1,\n")
    assert "4 things to correct, in 2 rows" in words(page)
    assert 'name="shown"' not in words(page)
    address = f"{page.request['PATH_INFO']}faults/?format=csv"
    lines = b"".join(staff.get(address).streaming_content).decode().splitlines()
    formula = "This is a formula, not its result. Paste it as a value, and save the file again."
    assert lines[1:] == [
        '2,"E-mail address","Give an e-mail address, like name@example.org.","asha"',
        '2,"Phone number","Give the full phone number, for example 01632 960 000.","1"',
        '2,"Name","Give a name.","(empty)"',
        f"""3,"E-mail address","{formula}","'=1+1\"""",
    ]


def test_a_long_file_is_checked_in_the_background_with_progress_to_read(staff):
    text = "Name\n" + "".join(f"Person {letter}{number}\n" for number in range(20) for letter in "abcdefghijklmnopqrst")
    page = upload(staff, text)
    assert "Waiting to start" in words(page)
    assert "Check again" in words(page)
    jobs.run_job(Job.objects.get().pk)
    page = staff.get(page.request["PATH_INFO"])
    assert "400 created." in words(page)
    page = confirm(staff, page)
    assert not Person.objects.exists()
    jobs.run_job(Job.objects.latest("pk").pk)
    assert Person.objects.count() == 400
    assert "Undo this import" in words(staff.get(page.request["PATH_INFO"]))


def test_confirming_twice_imports_once(staff):
    page = upload(staff, "Name\nAsha Begum\n")
    confirm(staff, page)
    Person.objects.all().delete()
    confirm(staff, page)
    assert not Person.objects.exists()


def test_confirming_again_what_was_undone_says_so_and_imports_nothing(staff):
    page = upload(staff, "Name\nAsha Begum\n")
    confirm(staff, page)
    one = Import.objects.get()
    undo_import(one, by=one.by)
    said = words(confirm(staff, page))
    assert "This import was undone, and nothing has been imported since." in said
    assert "Imported: " not in said
    assert not Person.objects.exists()


def test_a_change_since_the_check_shows_the_rows_again_and_imports_nothing(staff):
    page = upload(staff, "Name\nAsha Begum\nBen Ode\n")
    Person.objects.create(name="Ben Ode")
    page = confirm(staff, page)
    assert "Something has changed since you checked" in words(page)
    assert "1 created, 1 unchanged." in words(page)
    assert Person.objects.count() == 1
    confirm(staff, page)
    assert Person.objects.count() == 2


def test_a_file_that_changes_nothing_has_nothing_to_confirm(staff):
    Person.objects.create(name="Asha Begum")
    page = upload(staff, "Name\nAsha Begum\n")
    assert "There is nothing new in this file." in words(page)
    assert 'name="shown"' not in words(page)


def test_the_very_same_file_is_known_again(client):
    one = imports.imported(["Asha Begum", ""], now=NOW)
    Person.objects.all().delete()
    again = imports.a_file(["Asha Begum", ""], by=one.by, now=NOW)
    page = words(sign_in(client, one.by).get(again.get_absolute_url()))
    assert "This very file was imported before: 1 June 2026, midday" in page


def test_another_file_takes_the_place_of_one_that_was_not_imported():
    first = imports.a_file(["Asha Begum", ""])
    imports.a_file(["Ben Ode", ""], by=first.by)
    first.refresh_from_db()
    assert (first.was_left, first.file_name) == (True, "")
    assert not first.rows.exists()


def test_it_can_be_undone_for_a_day_and_not_longer():
    one = imports.imported(["Asha Begum", ""], now=NOW)
    with pytest.raises(DomainError, match="can no longer be undone"):
        undo_import(one, by=one.by, now=NOW + clock.DAY)
    assert undo_import(one, by=one.by, now=NOW + dt.timedelta(hours=23)).is_undone
    with pytest.raises(DomainError, match="undone already"):
        undo_import(one, by=one.by, now=NOW + dt.timedelta(hours=23))


def test_what_a_file_says_is_gone_after_a_day_and_that_it_was_imported_stays():
    one, left = imports.imported(["Asha Begum", ""], now=NOW), imports.a_file(["", "x"], now=NOW)
    rule = rules["accounts.import_rows"]
    assert carry_out(rule, NOW + dt.timedelta(hours=23)) == 0
    assert ImportedRow.objects.count() == 2
    assert carry_out(rule, NOW + clock.DAY) == 2
    assert not ImportedRow.objects.exists()
    assert not ImportFault.objects.exists()
    one.refresh_from_db()
    left.refresh_from_db()
    assert (one.status, one.file_name, one.counted) == ("imported", "", "1 created")
    assert left.was_left
    assert carry_out(rule, NOW + clock.DAY) == 0


def test_a_file_that_is_gone_cannot_be_confirmed():
    one = imports.a_file(["Asha Begum", ""], now=clock.now() - clock.DAY)
    with pytest.raises(DomainError, match="was kept for a day and is gone"):
        confirm_import(one, shown=one.shown, by=one.by)


def test_who_imported_and_who_undid_it_is_in_the_audit_trail():
    one = imports.imported(["Asha Begum", ""])
    other = accounts.coordinator()
    undo_import(one, by=other)
    trail = AuditEntry.objects.filter(object_type="accounts.import").order_by("pk")
    assert [(entry.verb, entry.by) for entry in trail] == [("import_rows", one.by), ("undo_import", other)]


def test_a_file_that_is_left_is_gone(staff):
    page = upload(staff, "Name\nAsha Begum\n")
    staff.post(f"{page.request['PATH_INFO']}leave/")
    assert not ImportedRow.objects.exists()
    assert "Nothing of it is kept." in words(staff.get(page.request["PATH_INFO"]))


def test_an_empty_file_has_the_headings(staff):
    page = staff.get(f"{START}?empty=1")
    assert b"".join(page.streaming_content).decode().startswith('\ufeff"Name","First name","Last name"')


@pytest.mark.parametrize("count", [20, 200])
def test_queries_do_not_grow_with_rows(django_assert_max_num_queries, count):
    by = accounts.coordinator()
    with django_assert_max_num_queries(85):
        imports.imported(*([f"Person {chr(97 + number % 26)}{number}", ""] for number in range(count)), by=by)
    assert Person.objects.count() == count


def test_an_undoing_that_stopped_can_be_begun_again():
    one = imports.run(imports.a_file(*([f"Person {chr(97 + number % 26)}{number}", ""] for number in range(301))))
    one = imports.run(imports.confirmed(one))
    one = undo_import(one, by=one.by)
    with pytest.raises(DomainError):
        undo_import(one, by=one.by)
    jobs.cancel_job(one.job)
    one = imports.run(undo_import(Import.objects.get(pk=one.pk), by=one.by))
    assert one.is_undone
    assert not Person.objects.exists()


def test_a_check_that_stopped_can_be_begun_again(staff):
    text = "Name\n" + "".join(f"Person {chr(97 + number % 26)}{number}\n" for number in range(301))
    page = upload(staff, text)
    jobs.cancel_job(Import.objects.get().job)
    page = staff.get(page.request["PATH_INFO"])
    assert "This stopped before it was done. Nothing was imported or undone." in words(page)
    staff.post(f"{page.request['PATH_INFO']}check/")
    assert imports.run(Import.objects.get()).waits_for_yes


def test_the_page_shows_what_a_date_was_read_as(staff):
    members.a_seat("Parent carer, south", opened_on=dt.date(2019, 9, 2))
    page = upload(staff, 'Name,Seat,Member since\nJo Bright,"Parent carer, south",3/9/24\nAl Fox,,\n')
    assert words(page).count("(read as") == 1
    assert "(read as 3 September 2024)" in words(page)
    answer = staff.get(f"{page.request['PATH_INFO']}rows/?format=csv")
    assert "Member since: 3/9/24 (read as 3 September 2024)" in b"".join(answer.streaming_content).decode()


def test_whoever_chooses_another_file_is_told_that_the_first_is_gone(staff):
    upload(staff, "Name\nAl Fox\n")
    page = words(upload(staff, "Name\nJo Bright\n"))
    assert "The file you chose before, “people.csv”, was not imported and is gone." in page
