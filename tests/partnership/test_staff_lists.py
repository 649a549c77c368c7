"""Every list of staff can be downloaded with the columns typed out here, or says why it stays on its page."""

import csv
import datetime as dt
import io
from urllib.parse import urlsplit

import pytest

from accounts.tables import SettingTable
from answers.models import YouSaidEntry
from answers.tables import CommitmentTable, EntryTable, OfficerPresentationTable, PresentationTable
from common.pages import ListPage, StaffMixin
from consultations.models import ResponseAnswer
from consultations.services.feedback import code_answer
from consultations.tables import ConsultationTable, EnteredTable, ThemeTable, WordsTable
from expenses.tables import ClaimTable, LineTable, PayTable, RateTable
from involvement.tables import MadeTable, RequestTable
from issues.services.issues import hide_issue
from issues.tables import ThemeTable as IssueThemeTable
from meetings.tables import AbsenceTable, AttendanceTable, MeetingTable, QuestionTable
from members.tables import SendingTable
from reports.staff_tables import ReportTable
from tests.counting import queries
from tests.factories import accounts, answers, consultations, issues, meetings, members, reports
from tests.partnership.test_visible_rows import all_views
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
STAYS_ON_ITS_PAGE = {"HiddenIssues", "HoldList", "ParentsToTell", "PeopleToTell", "UndeliveredList", "ViewsDetail"}
HEADERS = [
    (SettingTable, "Setting|What it does|Default|Today|From a later day"),
    (PresentationTable, "Reference|Theme or issue|Agency|Status|Sent on|Answer due|Responded on"),
    (OfficerPresentationTable, "Reference|Theme or issue|Agency|Status|Sent on|Answer due|Responded on"),
    (
        CommitmentTable,
        "Reference|What|Who|Agency|Made on|By when|Status|Finished on|Evidence|Why it was not kept",
    ),
    (
        EntryTable,
        "Theme or service|You said|What came of it|What was done, or why not|How anyone can see it|Agency|Source|"
        "Drafted on|Published on",
    ),
    (ConsultationTable, "Consultation|Status|Opens|Closes|Who decides"),
    (EnteredTable, "Reference|How it came|Received on|Late|Entered by"),
    (WordsTable, "Question|What they wrote|Themes"),
    (
        ThemeTable,
        "Theme|What people said|People who said so|Consultation|Answer due|Answer|Answered on",
    ),
    (IssueThemeTable, "Theme|Service|Issues|Waiting to be presented|Created on"),
    (
        QuestionTable,
        "Reference|Question|Asked by|Meeting|When|Received on|Status|Answer|Answered on",
    ),
    (SendingTable, "Sent|On|To|E-mail sent|E-mail waiting|Told another way|To ring or write to"),
    (AttendanceTable, "Meeting|When|Member|Role|Body|Constituency|Attendance|Substitute"),
    (MeetingTable, "Meeting|When|Starts|Where|Status"),
    (AbsenceTable, "Member|Seat|Missed in a row|Meetings missed|Review open since"),
    (
        RequestTable,
        "Reference|Document|Version|How it came|Asked on|Due on|Status|Sent or answered on|How it was sent|"
        "Still to be told",
    ),
    (
        ClaimTable,
        "Reference|Who claims|For|How it came|Sent on|To be answered by|Expenses|Involvement payments|Total|Status|"
        "Approved on|To be paid by|Paid on|Reference of the payment",
    ),
    (PayTable, "Reference|Who is paid|Expenses|Involvement payments|Total|Approved on|To be paid by"),
    (RateTable, "Rate|Amount|From|Set on"),
    (LineTable, "Paid on|Claim|For|Spent on|Miles|Passengers|Hours|Rate|Amount|Reference of the payment"),
    (
        MadeTable,
        "Document|Version|What it is|Made from the document of|Made on|Offered to others|No longer given since",
    ),
    (ReportTable, "Report|Kind|From|To|Status|Agreed on|Published on"),
]


# What members may read on the page and are asked not to pass on.
FOR_MEMBERS = {"GroupIssueList"}


def staff_lists():
    lists = {view for view in all_views() if issubclass(view, ListPage) and issubclass(view, StaffMixin)}
    return {view for view in lists if view.__name__ not in FOR_MEMBERS}


def test_every_list_of_staff_is_downloaded_or_says_why_not():
    assert {view.__name__ for view in staff_lists() if view.not_downloaded_because} == STAYS_ON_ITS_PAGE
    without = {view.__name__ for view in staff_lists() if not view().has_downloads}
    assert without == STAYS_ON_ITS_PAGE


@pytest.mark.parametrize(("table", "header"), HEADERS)
def test_a_file_has_these_columns_and_no_others(table, header):
    assert table.header_row() == header.split("|")


@pytest.fixture
def staff(client):
    sign_in(client, accounts.coordinator())
    return client


def file_of(client, address):
    """Return the rows of a list's CSV as dictionaries; its Excel file opens too."""
    join = "&" if urlsplit(address).query else "?"
    text = b"".join(client.get(f"{address}{join}format=csv").streaming_content).decode("utf-8-sig")
    assert client.get(f"{address}{join}format=xlsx").content.startswith(b"PK")
    return list(csv.DictReader(io.StringIO(text)))


def test_presentations_are_in_the_file_their_filter_shows(staff):
    issue = answers.presented_issue()
    [row] = file_of(staff, "/staff/presentations/?status=waiting")
    made = issue.presentation_items.get().presentation
    assert (row["Reference"], row["Agency"], row["Status"]) == (made.reference, str(made.agency), "sent")
    assert file_of(staff, "/staff/presentations/?status=responded") == []


def test_an_officer_downloads_what_was_put_to_their_own_agency(client):
    ours, theirs = accounts.agency(), accounts.agency()
    own = answers.presented_issue(agency=ours).presentation_items.get().presentation
    answers.presented_issue(agency=theirs)
    sign_in(client, accounts.officer(ours))
    assert [row["Reference"] for row in file_of(client, "/officer/presentations/")] == [own.reference]
    assert client.get("/staff/presentations/?format=csv").status_code == 403


def test_a_file_says_the_same_of_an_empty_cell_as_the_page(staff):
    issues.received_issue()
    [row] = file_of(staff, "/staff/issues/")
    assert row["Theme"] == "None yet"
    assert "None yet" in staff.get("/staff/issues/").content.decode()


def test_a_file_leaves_a_cell_empty_where_no_word_is_given_for_it(staff):
    members.a_member()
    [row] = file_of(staff, "/staff/members/")
    assert row["Until"] == ""  # a page would show a dash, which is no value


def test_commitments_keep_who_and_the_agency_apart_in_a_file(staff):
    answers.responded_issue(commitments=[answers.promise(dt.date(2130, 1, 9))])
    [row] = file_of(staff, "/staff/commitments/")
    assert row["Agency"]
    assert row["Agency"] not in row["Who"]
    assert row["Status"] == "to come"
    assert "<br>" in staff.get("/staff/commitments/").content.decode()


def test_entries_are_downloaded_as_shown_drafts_or_published(staff):
    answers.responded_issue()
    [row] = file_of(staff, "/staff/you-said-we-did/")
    assert row["What was done, or why not"] == YouSaidEntry.objects.get().we_did
    assert file_of(staff, "/staff/you-said-we-did/?show=published") == []


def test_a_file_of_what_was_entered_holds_no_answers(staff):
    consultation = consultations.an_open_one()
    consultations.enter(consultation)
    address = f"/staff/consultations/{consultation.slug}/entered/"
    [row] = file_of(staff, address)
    answer = ResponseAnswer.objects.exclude(text="").first()
    assert answer.text in staff.get(address).content.decode()
    assert answer.text not in " ".join(row.values())


def test_a_file_of_what_people_wrote_names_the_themes_and_nobody(staff):
    consultation = consultations.a_closed_one(people=1)
    theme = consultations.a_theme(consultation)
    answer = ResponseAnswer.objects.exclude(text="").first()
    code_answer(theme, answer, by=accounts.coordinator())
    rows = file_of(staff, f"/staff/consultations/{consultation.slug}/words/")
    assert {row["Themes"] for row in rows if row["What they wrote"] == answer.text} >= {str(theme.theme)}
    assert answer.response.reference not in str(rows)


def test_themes_meetings_consultations_and_reports_are_downloaded(staff):
    theme = issues.logged_issue(theme=issues.theme()).theme
    issues.theme("Nothing waits here")
    [row] = file_of(staff, "/staff/themes/?only=waiting")
    assert (row["Theme"], row["Issues"], row["Waiting to be presented"]) == (theme.name, "1", "1")
    meeting = meetings.a_scheduled_meeting()
    [row] = file_of(staff, "/staff/meetings/")
    assert (row["Meeting"], row["When"]) == (meeting.title, str(meeting.on))
    consultation = consultations.an_open_one()
    [row] = file_of(staff, "/staff/consultations/")
    assert (row["Consultation"], row["Status"]) == (consultation.title, "open")
    assert row["Who decides"] == "The service itself"
    assert file_of(staff, "/staff/consultations/?status=draft") == []
    report = reports.a_report()
    [row] = file_of(staff, "/staff/reports/")
    assert (row["Report"], row["From"]) == (report.title, str(report.period_start))


def test_themes_to_answer_are_downloaded_with_their_answers(staff):
    consultation = consultations.one_being_answered(themes=2)
    consultations.answer(consultation.themes.first())
    rows = file_of(staff, "/officer/consultations/")
    assert sorted(row["Answer"] for row in rows) == ["", "agreed"]


def test_what_is_out_of_sight_is_never_in_a_file(client, staff):
    lead = accounts.safeguarding_lead()
    issue = issues.received_issue()
    hide_issue(issue, reason="A worry", by=accounts.coordinator())
    client.logout()
    sign_in(client, lead)
    for kind in ("csv", "xlsx"):
        answer = client.get(f"/staff/safeguarding/?format={kind}")
        assert answer["Content-Type"].startswith("text/html")
        assert "Content-Disposition" not in answer
        assert "Download this list" not in answer.content.decode()


def test_a_file_takes_as_many_queries_for_six_rows_as_for_two(staff):
    """The lists whose files read what hangs on a row: themes of words, promises of entries, agencies."""
    consultation = consultations.an_open_one()
    addresses = [
        "/staff/you-said-we-did/",
        "/staff/commitments/",
        "/staff/presentations/",
        f"/staff/consultations/{consultation.slug}/words/",
        f"/staff/consultations/{consultation.slug}/entered/",
        "/officer/consultations/",
    ]

    def costs():
        found = {}
        for address in addresses:
            with queries() as counted:
                b"".join(staff.get(f"{address}?format=csv").streaming_content)
            found[address] = len(counted)
        return found

    def rows(count):
        for _number in range(count):
            answers.responded_issue(commitments=[answers.promise(dt.date(2130, 1, 9))])
            consultations.respond(consultation)
            consultations.enter(consultation)
            consultations.one_being_answered()

    rows(2)
    costs()
    few = costs()
    rows(4)
    assert costs() == few
