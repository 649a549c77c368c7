"""What somebody may try with a file on its way in: another's, a changed one, one too long, a right that is gone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Import
from accounts.roles import Role
from accounts.services.grants import end_role
from accounts.services.imports.files import confirm_import, start_check, take_import
from common.errors import DomainError
from members.models import Person
from tests.factories import accounts, imports, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGES = ("", "columns/", "rows/", "faults/")
ACTIONS = ("confirm/", "check/", "leave/", "undo/")


@pytest.fixture
def other():
    return sign_in(Client(), accounts.coordinator())


def test_the_file_of_another_does_not_exist(other):
    one = imports.a_file(["Asha Begum", "asha@example.org"])
    for page in PAGES:
        assert other.get(f"{one.get_absolute_url()}{page}").status_code == 404
    for action in ACTIONS:
        assert other.post(f"{one.get_absolute_url()}{action}", {"shown": one.shown}).status_code == 404
    one.refresh_from_db()
    assert one.waits_for_yes
    assert "Asha Begum" not in other.get("/staff/imports/").content.decode()


def test_what_an_imported_file_said_is_for_whoever_chose_it(other):
    one = imports.imported(["Asha Begum", "asha@example.org"])
    page = other.get(one.get_absolute_url()).content.decode()
    assert "1 created" in page
    assert "asha@example.org" not in page
    assert "people.csv" not in page
    for part in ("rows/", "faults/", "rows/?format=csv"):
        assert other.get(f"{one.get_absolute_url()}{part}").status_code == 404


def test_no_confirmation_holds_for_another_person_or_another_list():
    one = imports.a_file(["Asha Begum", ""])
    interests = imports.a_file(
        ["Asha Begum", "Bus", "Driver"], headings=["Name", "Body", "Capacity"], kind="members.interests", by=one.by
    )
    with pytest.raises(DomainError, match="Only whoever chose this file"):
        confirm_import(one, shown=one.shown, by=accounts.coordinator())
    with pytest.raises(DomainError, match="checked again since"):
        confirm_import(one, shown=interests.shown, by=one.by)
    assert not Person.objects.exists()


@pytest.mark.parametrize("shown", ["", "x", "0" * 64])
def test_no_confirmation_is_made_up(shown):
    one = imports.a_file(["Asha Begum", ""])
    with pytest.raises(DomainError, match="checked again since"):
        confirm_import(one, shown=shown, by=one.by)


def test_what_was_shown_before_the_columns_changed_is_not_confirmed():
    one = imports.a_file(["Asha Begum", "asha@example.org"])
    shown = one.shown
    one = start_check(one, ["name", ""], by=one.by)
    with pytest.raises(DomainError, match="checked again since"):
        confirm_import(one, shown=shown, by=one.by)


def test_rows_changed_between_check_and_confirmation_are_not_imported():
    one = imports.a_file(["Asha Begum", ""])
    one.rows.update(cells=["", ""])
    one = confirm_import(one, shown=one.shown, by=one.by)
    assert (one.is_faulty, one.has_changed) == (True, True)
    assert not Person.objects.exists()


def test_nothing_is_imported_once_the_right_is_gone():
    by = accounts.coordinator()
    accounts.coordinator()
    one = imports.a_file(*([f"Person {'abcdefghij'[number % 10]}{number}", ""] for number in range(301)), by=by)
    one = imports.run(one)
    confirm_import(one, shown=one.shown, by=by)
    end_role(by.grants.get(role=Role.COORDINATOR), by=None)
    one = Import.objects.get(pk=one.pk)
    assert take_import(one).was_left
    assert not Person.objects.exists()
    with pytest.raises(DomainError, match="may no longer import"):
        imports.a_file(["Asha Begum", ""], by=type(by).objects.get(pk=by.pk))


def test_ten_thousand_and_one_rows_are_too_many():
    client = sign_in(Client(), accounts.coordinator())
    file = SimpleUploadedFile("people.csv", b"Name\n" + b"Asha Begum\n" * 10_001)
    page = client.post("/staff/members/import/", {"file": file})
    assert "This file has more than 10,000 rows." in page.content.decode()
    assert not Import.objects.exists()


def test_markup_and_formulas_in_cells_are_text():
    nasty = "<script>alert(1)</script>\"'{{ 7*7 }}"
    one = imports.a_file(["=cmd|' /C calc'!A0", nasty], headings=["Name", "=HYPERLINK(1)"])
    client = sign_in(Client(), one.by)
    columns = client.get(f"{one.get_absolute_url()}columns/").content.decode()
    assert "<script>alert" not in columns
    one = start_check(one, ["name", "email"], by=one.by)
    page = client.get(one.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "49" not in page.split("What is wrong")[1].split("</table>")[0]
    file = b"".join(client.get(f"{one.get_absolute_url()}rows/?format=csv").streaming_content).decode()
    assert "\"'=" not in file.splitlines()[0]
    assert not any(line.startswith("=") for line in file.replace('"', "").replace(",", "\n").splitlines())


def test_a_member_who_is_taken_for_another_by_look_alike_letters_is_someone_new():
    members.a_person("Asha Begum", email="asha@example.org")
    one = imports.a_file(["Аsha Begum", "asha@example.org"])
    assert [fault.words for fault in one.faults.all()] == [
        "This address belongs to Asha Begum. Add a second person with the same address by hand."
    ]
