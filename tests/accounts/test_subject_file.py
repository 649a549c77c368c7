"""The copy of what is held of somebody, read page by page as a parent reads it."""

import html
import io
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser

import pytest

from accounts.models import DataComplaint, DataRequest, User
from accounts.rules import DataRequestKind
from accounts.services import data_requests as services
from accounts.services.subject_files import as_handed_over, pages_of, subject_file
from answers.services.feedback import give_feedback
from common import clock
from common.emails import group_of
from common.erasing import find
from common.models import Message
from common.privacy import WHO_DID_IT, Fate, Part, holdings
from consultations.models import Response
from issues.services.drafts import save_draft
from issues.services.issues import look_at_contact
from members.models import Person
from tests.factories import accounts, answers, consultations, data, involvement, issues, meetings
from tests.sample_year import AS_OF

SOMEBODYS = [holding for holding in holdings.values() if holding.rows]
TOLD = [holding for holding in SOMEBODYS if holding.told]
# What stands on no page, and why.
NOT_TOLD = {
    "common.textversion": "others wrote in it too",
    "accounts.auditentry:looks": "who looked stands on the first page",
    "accounts.auditentry:about them": "what it says was written by others",
    "admin.logentry:about them": "said on the first page",
    "accounts.followlink": "a hash",
    "accounts.told": "a pointer; the e-mails are listed",
    "account.emailconfirmation": "said on the first page",
    "sessions.session": "said on the first page",
    "accounts.importedrow": "what others wrote, and gone within a day",
    "accounts.importfault": "what others wrote, and gone within a day",
    "issues.issuemove": "the dates stand with the issue",
    "issues.issueturn": "what others wrote; the e-mails are listed",
    "issues.issuelink": "a hash",
    "issues.handover": "what others wrote",
    "issues.safeguardingconcern": "it may be about a child's safety",
    "consultations.responseanswer": "stands with the response",
    "consultations.responsedraft": "nobody knows whose it is",
    "meetings.viewgiven": "nobody knows whose it is",
    "meetings.publicquestion:answered": "stands with who asked",
    "meetings.publicquestion:not published": "stands with who asked",
}
# Fields that stand on a page in other words, or that nobody could read.
IN_OTHER_WORDS = {
    ("accounts.datarequest", "about"),
    ("accounts.pendingchange", "value"),
    ("issues.issue", "title"),
    ("issues.issuedraft", "answers"),
    ("members.sentto", "who"),
}
# What others wrote, told all the same: what somebody was sent, what they have promised, which document they asked for.
OF_OTHERS = {
    ("common.message", "subject"),
    ("answers.commitment", "what"),
    ("members.seatapplication", "answer"),
    ("members.yearlyentry", "note"),
    ("involvement.otherversion", "title"),
    ("involvement.otherversion", "what"),
}


def test_every_declaration_of_somebodys_data_is_told_or_said_why_not():
    hidden = {one.key for one in SOMEBODYS if not one.told and one.name != WHO_DID_IT}
    assert hidden == set(NOT_TOLD)


def test_what_identifies_somebody_and_what_they_said_is_told():
    named = {(one.label, name) for one in TOLD for name in one.told.lines if isinstance(name, str)}
    theirs = {(one.label, field.name) for one in TOLD for field in one.fields(Part.IDENTIFIES, Part.SAYS)}
    assert theirs - named == IN_OTHER_WORDS


def test_what_others_wrote_is_not_told():
    by_others = {(one.label, field.name) for one in holdings.values() for field in one.fields(Part.OTHERS)}
    named = {(one.label, name) for one in TOLD for name in one.told.lines if isinstance(name, str)}
    assert by_others & named == OF_OTHERS


def test_no_label_is_the_name_of_a_field():
    labels = {(one.key, name, str(label)) for one in TOLD for name, label in one.told.lines.items()}
    odd = re.compile(r"_|^is |^has |^(?![A-Z])")
    assert [one for one in labels if odd.search(one[2])] == []
    split = {one for one in labels if isinstance(one[1], str) and "_" in one[1].removesuffix("_on")}
    assert [one for one in split if one[2].lower() == one[1].replace("_", " ")] == []


def test_no_two_labels_and_no_two_pages_are_called_the_same():
    titles = [str(one.told.page) for one in TOLD]
    assert len(set(titles)) == len(titles)
    for one in TOLD:
        labels = [str(label) for label in one.told.lines.values()]
        assert len(set(labels)) == len(labels), one.key


class Tags(HTMLParser):
    """Counts the tags of a page, and keeps what it links to and the text of its cells."""

    def __init__(self, text):
        super().__init__()
        self.count, self.links, self.empty, self.bare = Counter(), [], [], 0
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.count[tag] += 1
        attrs = dict(attrs)
        if "href" in attrs:
            self.links.append(attrs["href"])
        self.bare += tag == "th" and attrs.get("scope") not in {"row", "col"}
        self._open, self._text = tag, ""

    def handle_data(self, text):
        self._text = getattr(self, "_text", "") + text

    def handle_endtag(self, tag):
        if tag == self._open and tag in {"dd", "dt", "th", "td", "h1", "h2", "a", "title"} and not self._text.strip():
            self.empty.append(tag)
        self._open = ""


@pytest.fixture(scope="module")
def somebody(sample_year, django_db_blocker):
    """A member of the sample year who has raised issues, asked, answered and complained as well."""
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened(), clock.frozen(AS_OF):
        yield everything_of_one_person()


def everything_of_one_person():
    user, now = User.objects.get(name="Marian Stopeworth"), clock.now()
    own = {"reporter": user, "contact_name": user.name, "contact_email": user.email}
    issues.received_issue(**own, original_text="My son waits an hour for the bus.", hoped_for="A bus that comes.")
    issues.read_about_us(**own)
    answered = answers.responded_issue(**own)
    give_feedback(answered, is_answered=False, reason="The bus is still late.", by=user, now=now)
    look_at_contact(answered, reason="To ring about the bus", by=accounts.coordinator(), now=now)
    begun = {"original_text": "I began to write this.", "kind": "gap", "share_with_group": "on"}
    save_draft(begun, email=user.email, now=now)
    data.a_complaint(text="You wrote to my old address.", email=user.email, name=user.name)
    data.a_hold(user.email)
    consultations.respond(consultations.an_open_one(), user=user)
    meetings.a_question(text="When will the hall have a ramp?", asked_by=user.name, email=user.email)
    asked = involvement.a_request(name=user.name, email=user.email)
    involvement.a_sent_request(asked, is_offered=False)
    services.ask_for_own(user, DataRequestKind.COPY, now=now)
    return user


@pytest.fixture(scope="module")
def archive(somebody):
    """The files of the copy: {name: bytes}."""
    packed = subject_file(DataRequest.objects.get(user=somebody), now=clock.now())
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture(scope="module")
def pages(archive):
    return {name: content.decode() for name, content in archive.items() if name.endswith(".html")}


def words(page):
    """Return the text of a page, without its style."""
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL))


class TestEveryPage:
    def test_the_person_has_one_for_nearly_every_kind_of_record(self, pages):
        assert len(pages) >= 20

    def test_it_has_a_language_a_title_one_heading_and_headers_of_tables(self, pages):
        for name, page in pages.items():
            tags = Tags(page)
            assert '<html lang="en' in page, name
            assert (tags.count["title"], tags.count["h1"], tags.count["main"], tags.bare) == (1, 1, 1, 0), name
            assert tags.count["dt"] == tags.count["dd"], name
            assert tags.empty == [], name

    def test_every_link_leads_to_something_in_the_archive(self, archive, pages):
        for name, page in pages.items():
            links = {link.partition("#")[0] or name for link in Tags(page).links}
            assert links <= set(archive), name

    def test_it_is_in_words(self, pages):
        code = r"\bNone\b|\bTrue\b|\bFalse\b|\d{4}-\d\d-\d\d|\bobject \(|\w_\w|17\(3\)|[\[{]|\bpk\b|&#|\b\d{9,}\b"
        found = {name: re.findall(rf".{{0,20}}(?:{code}).{{0,20}}", words(page)) for name, page in pages.items()}
        assert {name: there for name, there in found.items() if there} == {}

    def test_it_names_nobody_else(self, pages, somebody):
        others = set(User.objects.exclude(pk=somebody.pk).exclude(name="").values_list("name", flat=True))
        others |= set(Person.objects.exclude(user=somebody).values_list("name", flat=True))
        for name, page in pages.items():
            assert [each for each in others if each in page] == [], name

    def test_it_says_how_many_records_it_holds_and_the_first_page_says_the_same(self, pages, somebody):
        first = words(pages["index.html"])
        for page in pages_of(find(services.own_subject(somebody)), {}):
            n = len(page.records)
            assert re.search(rf"{re.escape(page.title)}\s+\({n}\)", first), page.title
            assert n == 1 or f"{n} records, the newest first." in words(pages[page.file])
            assert Tags(pages[page.file]).count["tr" if page.is_table else "h2"] == n + 1


class TestWhatItSays:
    def test_replies_and_attendance_say_of_which_meeting(self, pages):
        for name in ("your-replies-to-invitations-to-meetings.html", "meetings-you-came-to-or-missed.html"):
            headings = re.findall(r"<h2[^>]*>([^<]*)</h2>", pages[name])[:-1]
            assert headings[0] == "Autumn meeting 2026, 6 October 2026"
            assert "Additional meeting of 28 April 2026" in headings

    def test_what_was_said_of_an_answer_says_of_which_issue(self, pages):
        page = words(pages["what-you-said-of-answers-to-your-issues.html"])
        assert re.search(r"PPS-\d+", page)
        assert "The bus is still late." in page

    def test_an_acceptance_says_of_which_role_and_version(self, pages):
        page = pages["role-descriptions-you-accepted.html"]
        assert "Member of the steering group" in page
        assert "Head teacher" in page

    def test_answers_to_a_consultation_stand_under_their_questions(self, pages, somebody):
        response = Response.objects.get(user=somebody)
        page = html.unescape(pages["consultations-you-answered.html"])
        assert f">{response.consultation.title}</h2>" in page
        for answer in response.answers.all():
            assert f"<dt>{answer.question.text}</dt>" in page
            assert answer.text in page

    def test_what_was_begun_stands_under_the_questions_of_the_form(self, pages):
        page = pages["issues-you-began-to-write.html"]
        assert "I began to write this." in page
        assert "A service is missing" in page

    def test_e_mails_say_what_they_were_about_and_when_they_were_sent(self, pages, somebody):
        page = html.unescape(pages["e-mails-we-sent-you.html"])
        for message in Message.objects.filter(to=somebody.email):
            assert message.subject in page
            assert str(group_of(message.kind)) in page
            assert message.body_text not in page
        assert "Not yet" in page

    def test_a_file_that_was_made_for_them_lies_beside(self, archive, pages):
        (name,) = (name for name in archive if name.startswith("files/"))
        assert archive[name] == b"Large words."
        assert f'href="{name}"' in pages["index.html"]
        assert f'href="{name}"' in pages["versions-that-were-made-for-you-alone.html"]

    def test_who_looked_is_a_table_by_role(self, pages):
        first = pages["index.html"]
        assert "To ring about the bus" in first
        assert ">Co-ordinator</td>" in first


@pytest.mark.django_db
class TestWhatIsKeptFromWhoeverHandsItOver:
    def handed(self, person, by):
        return words_of_rows(as_handed_over(find(services.own_subject(person)), by))

    def test_a_complaint_about_the_coordinator_with_its_e_mails(self):
        parent, coordinator = accounts.parent("ottoline@example.org"), accounts.coordinator()
        data.a_complaint(email=parent.email, text="They read my post aloud.", is_about_coordinator=True)
        assert "They read my post aloud." in self.handed(parent, None)
        handed = self.handed(parent, coordinator)
        assert "They read my post aloud." not in handed
        assert DataComplaint.objects.get().reference not in handed

    def test_what_somebody_began_to_write_about_the_service(self):
        parent, coordinator = accounts.parent("ottoline@example.org"), accounts.coordinator()
        save_draft({"original_text": "They lost my letter.", "is_about_us": "on"}, email=parent.email)
        assert "They lost my letter." in self.handed(parent, None)
        assert "They lost my letter." not in self.handed(parent, coordinator)


def words_of_rows(found):
    pages = pages_of(found, {})
    return "\n".join(str(value) for page in pages for record in page.records for _label, value in record)


def test_a_member_reads_that_the_register_of_attendance_keeps_their_name():
    fates = {one.key: one.fate for one in SOMEBODYS}
    assert fates["meetings.attendance"] is Fate.KEPT
    assert fates["meetings.reply"] is not Fate.KEPT
    assert fates["issues.issue"] is Fate.BLANKED
