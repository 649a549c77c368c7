"""Attacks by lists taken as files: what a role may not see, what would run, whose a file is, and how often."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry, ListFile
from accounts.services import list_files
from common.documents import read_document
from common.errors import DomainError
from common.pages.exports import LIKE_A_FORMULA
from consultations.models import ResponseAnswer
from issues.models import Issue
from issues.services.issues import hide_issue
from tests.factories import accounts, answers, consultations, data, issues, meetings, members
from tests.partnership.test_recount import LISTS
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
EVIL = '=cmd|"/c calc"!A0'
WITHOUT_ARGUMENTS = [name for name, _who, _what in LISTS if not name.startswith("consultations:") or "staff_" in name]
WITH_ARGUMENTS = {
    "meetings:yearly_review",
    "meetings:yearly_load",
    "consultations:staff_results",
    "accounts:import_row_list",
    "accounts:import_fault_list",
}
WITHOUT_ARGUMENTS = [name for name in WITHOUT_ARGUMENTS if name not in WITH_ARGUMENTS]
# What somebody types who hopes that an address reaches the columns and rows behind a list.
HOPES = (
    {"sort": "contact_email"},
    {"ordering": "-original_text", "order_by": "reporter__email", "o": "1"},
    {"fields": "contact_name", "columns": "original_text", "only": "hoped_for"},
    {"contact_email__contains": "a", "reporter__email__startswith": "j", "original_text__contains": "x"},
    {"is_hidden": "true", "hidden_reason__icontains": "worry", "object_name__contains": "x"},
    {"_export": "all", "table": "accounts_user", "user": "1", "pk": "1", "id": "1"},
)
STAFF = {
    "coordinator": accounts.coordinator,
    "administrator": accounts.administrator,
    "officer": accounts.officer,
    "reader": accounts.independent_reader,
    "lead": accounts.safeguarding_lead,
    "board": accounts.board_member,
    "payer": accounts.payer,
}


def text_of(answer):
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(text_of(answer), newline="")))


def client_of(user):
    return sign_in(Client(), user)


@pytest.mark.parametrize("name", WITHOUT_ARGUMENTS)
def test_whoever_may_not_open_a_list_gets_no_file_of_it(name):
    address = reverse(name)
    for role, make in STAFF.items():
        client = client_of(make())
        opens = client.get(address).status_code
        for kind in ("csv", "xlsx", "CSV", "json", "csv\0"):
            answer = client.get(address, {"format": kind})
            assert answer.status_code == opens, (role, kind)
            if opens != 200:
                assert "Content-Disposition" not in answer
    anybody = Client().get(address, {"format": "csv"})
    assert (anybody.status_code, "Content-Disposition" in anybody) == (302, False)
    assert not AuditEntry.objects.filter(verb="take_list", by__isnull=True).exists()


@pytest.fixture
def told():
    """What families told, which is in no list: their own words, how to reach them, and one that is out of sight."""
    issues.received_issue(contact_name="Jo Marsh", contact_email="jo@example.org", original_text="Our Ella waits.")
    hide_issue(issues.received_issue(original_text="A secret."), reason="A worry", by=accounts.coordinator())
    answers.responded_issue()
    return Issue.objects.filter(is_hidden=True).get().reference


@pytest.mark.parametrize(
    "address", ["/staff/issues/", "/staff/members/people/", "/staff/commitments/", "/staff/audit/"]
)
def test_no_word_of_an_address_reaches_a_column_or_a_row_behind_the_list(told, address):
    client = client_of(accounts.administrator() if "audit" in address else accounts.coordinator())

    def rows(**asked):
        found = list(csv.reader(io.StringIO(text_of(client.get(address, {**asked, "format": "csv"})))))
        return [row for row in found if "Take list as a file" not in row]

    plain = rows()
    assert [rows(**hope) for hope in HOPES] == [plain] * len(HOPES)
    words = str(plain)
    assert not [secret for secret in ("jo@example.org", "Ella", "A secret", "A worry") if secret in words]


def test_one_out_of_sight_is_in_no_file_of_issues_whatever_is_asked_for(told):
    client = client_of(accounts.coordinator())
    for asked in ({"status": "all"}, {"words": told}, {"attention": "issues.safeguarding"}):
        assert told not in text_of(client.get("/staff/issues/", {**asked, "format": "csv"}))


def test_words_that_nobody_reads_on_the_page_cannot_be_guessed_by_searching(told):
    """The search looks through the title, the edited words and the reference, and not through a family's own words."""
    client = client_of(accounts.coordinator())
    for guess in ("Ella", "jo@example.org", "Marsh"):
        assert rows_of(client.get("/staff/issues/", {"words": guess, "format": "csv"})) == []


def evil_everywhere():
    by = accounts.coordinator(name=EVIL)
    members.a_person(name=EVIL, by=by)
    answers.responded_issue(commitments=[answers.promise(dt.date(2130, 1, 9)) | {"owner": EVIL, "what": EVIL}])
    meetings.a_question(text=EVIL, asked_by=EVIL)
    consultation = consultations.an_open_one()
    consultations.respond(consultation, long=EVIL)
    consultations.enter(consultation, by=by)
    return by, consultation.slug


def test_no_cell_of_any_file_is_run():
    by, slug = evil_everywhere()
    client = client_of(by)
    of_one = [f"/staff/consultations/{slug}/{part}/" for part in ("responses", "words", "entered", "results")]
    addresses = [reverse(name) for name in WITHOUT_ARGUMENTS]
    seen = 0
    for address in [*addresses, *of_one]:
        answer = client.get(address, {"format": "csv"})
        if answer.status_code != 200:
            continue
        cells = [cell for row in csv.reader(io.StringIO(text_of(answer), newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(LIKE_A_FORMULA) and not is_number(cell)], address
        seen += sum(EVIL in cell for cell in cells)
        book = load_workbook(io.BytesIO(client.get(address, {"format": "xlsx"}).content))
        assert not [cell for row in book.worksheets[0] for cell in row if cell.data_type == "f"], address
    assert ResponseAnswer.objects.filter(text=EVIL).exists()
    assert seen > 5


def is_number(cell):
    return cell.lstrip("-").replace(".", "", 1).isdigit()


@pytest.mark.parametrize(
    "path",
    [
        "//staff/members/people/",
        "/staff/../staff/members/people/",
        "http://evil.example/staff/members/people/",
        "/staff/members/people",
        "/staff/members/people/\n/",
        "/staff/members/people/%00",
        "/admin/accounts/user/",
        "/my/files/",
        "/data/issues.csv",
        "/staff/safeguarding/",
        "/staff/consultations/no-such-one/responses/",
        "",
    ],
)
def test_no_made_up_path_becomes_a_file(path):
    for make in (accounts.coordinator, accounts.administrator, accounts.safeguarding_lead):
        with pytest.raises(DomainError):
            list_files.ask_for_file(path, "", by=make())
    assert not ListFile.objects.exists()


def test_nobody_elses_file_is_had_by_its_number():
    made = data.a_list_file()
    for make in STAFF.values():
        client = client_of(make())
        for number in range(made.pk - 1, made.pk + 2):
            assert client.get(f"/my/files/{number}/").status_code == 404
            assert client.post(f"/my/files/{number}/delete/").status_code == 404
        assert made.name not in client.get("/my/files/").content.decode()
    assert ListFile.objects.filter(pk=made.pk, document__isnull=False).exists()


def test_a_file_that_was_asked_for_holds_what_its_owner_sees_and_not_what_its_maker_could():
    """The worker may read everything: the rows are those of the person."""
    ours, theirs = accounts.agency(), accounts.agency()
    answers.presented_issue(agency=ours)
    other = answers.presented_issue(agency=theirs).presentation_items.get().presentation
    made = data.a_list_file(accounts.officer(ours), path="/officer/presentations/")
    sheet = load_workbook(io.BytesIO(read_document(made.document))).worksheets[0]
    cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert made.rows == 1
    assert other.reference not in cells


def test_public_files_are_slowed_for_whoever_takes_very_many(monkeypatch):
    monkeypatch.setattr("django.conf.settings.TRUSTED_PROXIES", 0)
    client = Client(REMOTE_ADDR="192.0.2.77")
    codes = [client.get("/data/reports.csv").status_code for _number in range(63)]
    assert codes[:60] == [200] * 60
    assert 429 in codes[60:]
    assert Client(REMOTE_ADDR="192.0.2.78").get("/data/reports.csv").status_code == 200


def test_a_public_file_holds_nothing_that_is_only_for_some(told):
    issues.theme("A theme that nobody may know of")
    consultations.a_draft(title="A draft")
    meetings.a_scheduled_meeting()
    for who in (Client(), client_of(accounts.coordinator())):
        for name in (
            "issues",
            "consultations",
            "meetings",
            "members",
            "interests-of-members",
            "commitments",
            "reports",
        ):
            text = b"".join(who.get(f"/data/{name}.csv")).decode()
            assert not [word for word in ("A draft", "nobody may know", "jo@example.org", told) if word in text], name
        answer = who.get("/data/issues.csv", {"theme": "a-theme-that-nobody-may-know-of"})
        assert len(b"".join(answer).splitlines()) == 1
