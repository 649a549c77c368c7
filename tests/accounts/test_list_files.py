"""Excel files of long lists: made in the background for one person, with what that person may see, for a day."""

import datetime as dt
import io
import threading

import pytest
from django.db import connection
from openpyxl import load_workbook

from accounts.models import AuditEntry, ListFile, RoleGrant
from accounts.roles import Role
from accounts.services import list_files
from accounts.services.grants import end_role
from common import clock, jobs
from common.documents import read_document
from common.errors import DomainError
from common.models import Document, RateCount
from common.pages import columns, exports
from common.pages.files import TableFile
from common.retention import carry_out, rules
from members.models import Person
from members.tables import PersonTable
from tests.factories import accounts, data, issues, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PEOPLE = "/staff/members/people/"


@pytest.fixture
def moira():
    return accounts.coordinator()


@pytest.fixture
def staff(client, moira):
    return sign_in(client, moira)


@pytest.fixture
def few(monkeypatch):
    """An Excel file is waited for up to one row."""
    monkeypatch.setattr("common.pages.lists.MOST_EXCEL_ROWS", 1)
    return [members.a_person(name=name) for name in ("Ann Lee", "Bo Lee")]


def sheet_of(made):
    return [row[0] for row in load_workbook(io.BytesIO(read_document(made.document))).worksheets[0].values]


def read(client, made):
    """Return the answer of a download, its file read to the end, which closes it."""
    answer = client.get(f"/my/files/{made.pk}/")
    b"".join(answer.streaming_content)
    return answer


def test_a_long_list_leads_to_where_its_file_is_asked_for(staff, few):
    page = staff.get(f"{PEOPLE}?q=Lee&format=xlsx", follow=True)
    assert page.redirect_chain == [(f"/my/files/?list={PEOPLE.replace('/', '%2F')}%3Fq%3DLee", 302)]
    assert "too many to wait for an Excel file" in page.content.decode()
    assert f'href="{PEOPLE}?q=Lee&amp;format=csv"' in page.content.decode()


def test_it_is_made_in_the_background_with_the_rows_of_the_filter(staff, few, moira):
    members.a_person(name="Cy Marsh")
    answer = staff.post(f"/my/files/ask/?list={PEOPLE}%3Fq%3DLee", follow=True)
    assert "We are making your file." in answer.content.decode()
    made = ListFile.objects.get()
    assert (made.user, made.path, made.query, made.document) == (moira, PEOPLE, "q=Lee", None)
    assert "It is waiting to start." in answer.content.decode()
    jobs.run_job(made.job_id)
    made.refresh_from_db()
    assert (made.rows, sheet_of(made)) == (2, ["Name", "Ann Lee", "Bo Lee"])
    assert f'href="/my/files/{made.pk}/"' in staff.get("/my/files/").content.decode()


def test_a_job_works_in_its_own_queue_and_holds_no_words(moira):
    made = list_files.ask_for_file(PEOPLE, "q=Lee", by=moira)
    assert jobs.find_kind(made.job.kind).queue == "bulk"
    assert made.job.args == {"file": made.pk}


def test_asked_for_twice_it_is_made_once(moira):
    assert list_files.ask_for_file(PEOPLE, "", by=moira) == list_files.ask_for_file(PEOPLE, "", by=moira)


def test_nobody_has_more_than_ten(moira):
    for number in range(10):
        list_files.ask_for_file(PEOPLE, f"q={number}", by=moira)
    with pytest.raises(DomainError):
        list_files.ask_for_file(PEOPLE, "", by=moira)


@pytest.mark.parametrize(
    "path", ["/staff/audit-of-nothing/", "/", "/issues/", "/my/data/", "/staff/safeguarding/", "x"]
)
def test_what_is_no_list_to_download_is_not_asked_for(moira, path):
    with pytest.raises(DomainError):
        list_files.ask_for_file(path, "", by=moira)


def test_who_may_not_see_a_list_gets_no_file_of_it(client):
    officer = accounts.officer()
    sign_in(client, officer)
    answer = client.post(f"/my/files/ask/?list={PEOPLE}", follow=True)
    assert "You cannot download this list." in answer.content.decode()
    assert "Make the Excel file" not in client.get(f"/my/files/?list={PEOPLE}").content.decode()


def test_a_right_that_went_before_it_was_made_stops_it(moira):
    made = list_files.ask_for_file(PEOPLE, "", by=moira)
    accounts.coordinator()
    end_role(moira.grants.get(), by=None)
    jobs.run_job(made.job_id)
    made.refresh_from_db()
    assert (made.document, made.state_words) == (
        None,
        "This could not be done. You can no longer see this list.",
    )


def test_another_role_than_it_was_made_with_no_longer_opens_it(staff, moira):
    """An officer who moves to another agency still has the right, and must not have the rows of the first."""
    made = data.a_list_file(moira)
    assert read(staff, made).status_code == 200
    RoleGrant.objects.create(user=moira, role=Role.INDEPENDENT_READER, position="The chair", starts_on=clock.today())
    assert staff.get(f"/my/files/{made.pk}/").status_code == 404
    assert "Your roles have changed since it was made." in staff.get("/my/files/").content.decode()


def test_each_download_is_in_the_audit_trail_without_what_was_typed(staff, moira):
    made = data.a_list_file(moira, query="q=Lee&secret=Ann")
    b"".join(staff.head(f"/my/files/{made.pk}/").streaming_content)
    assert not AuditEntry.objects.filter(verb="take_list").exists()
    read(staff, made)
    entry = AuditEntry.objects.get(verb="take_list")
    assert (entry.by, entry.object_name) == (moira, "People")
    assert entry.detail == {"list": "members:person_list", "rows": 0, "as": "xlsx", "filters": ["q"]}


def test_it_goes_a_day_after_it_was_asked_for(moira):
    made = data.a_list_file(moira)
    path = made.document.file.name
    rule = rules["accounts.list_files"]
    assert carry_out(rule, clock.now() + dt.timedelta(hours=23)) == 0
    assert carry_out(rule, clock.now() + dt.timedelta(hours=24)) == 1
    assert not ListFile.objects.exists()
    assert not Document.objects.filter(file=path).exists()


def test_what_is_taken_back_while_it_is_made_keeps_it_from_being_kept(moira, monkeypatch):
    made = list_files.ask_for_file(PEOPLE, "", by=moira)
    write = list_files.list_at

    def and_taken_back(*about):
        list_files.forget_all()
        return write(*about)

    monkeypatch.setattr(list_files, "list_at", and_taken_back)
    jobs.run_job(made.job_id)
    assert not Document.objects.exists()


def test_its_owner_deletes_it_and_nobody_else_does(client, staff, moira):
    made = data.a_list_file(moira)
    other = sign_in(client.__class__(), accounts.coordinator())
    assert other.post(f"/my/files/{made.pk}/delete/").status_code == 404
    assert staff.post(f"/my/files/{made.pk}/delete/").status_code == 302
    assert not Document.objects.exists()


def test_a_list_too_long_for_one_attempt_says_so(moira, monkeypatch):
    monkeypatch.setattr("accounts.jobs.MOST_ROWS_IN_BACKGROUND", 1)
    issues.received_issue(), issues.received_issue()
    made = data.a_list_file(moira, path="/staff/issues/")
    assert made.state_words == "This could not be done. This list is too long for Excel. Download it as CSV."


@pytest.mark.django_db(transaction=True)
def test_signs_of_life_are_written_while_others_write_too(monkeypatch):
    """SQLite refuses at once to write where rows are still being read and somebody else has written since."""
    monkeypatch.setattr(exports, "BATCH", 2)
    monkeypatch.setattr(columns, "FILE_CHUNK", 2)
    for number in range(6):
        members.a_person(f"Person {number}")
    begun = []

    def after(rows):
        other = threading.Thread(target=count_and_close, args=(rows,))
        other.start()
        other.join()
        RateCount.objects.create(scope="own", subject=str(rows), counted_on=clock.today(), count=1)
        begun.append(rows)

    file = TableFile(PersonTable, Person.objects.order_by("name"))
    assert exports.write_excel(io.BytesIO(), file, after=after) == 6
    assert begun == [2, 4, 6]


def count_and_close(rows):
    RateCount.objects.create(scope="other", subject=str(rows), counted_on=clock.today(), count=1)
    connection.close()
