"""The whole thread through every pair of hands: a parent's words, the answer, and the PDF that the board downloads."""

import contextlib
import datetime as dt
import io
import re

import pypdf
import pytest

from common import clock
from common.jobs import run_job
from common.models import Job
from common.rules import JobState
from tests.browser.hands import Hands
from tests.factories import meetings

pytestmark = pytest.mark.browser
WORDS = "At night nobody answers.\nWe ring the number for emergencies and get a tape."
EDITED = "At night nobody answers the emergency number."
THEME = "Somebody to talk to at night"
TITLE = "A person on the line at night"
ASK = "Let a person answer the emergency number at night."
ANSWER = "A nurse will answer the emergency number every night, from the first of March."
PROMISE = "Have a nurse answer the emergency number every night"
NEXT_MARCH = dt.date(2027, 3, 1)
SECRET = re.compile(r"(?:[0-9a-z]{4}-){4}[0-9a-z]{4}")


class Thread:
    """One walk; `hands` opens a browser for each person, all with JavaScript or all without."""

    def __init__(self, portal, is_scripted):
        self.portal, self.is_scripted = portal, is_scripted
        self.reference = self.secret = self.presentation = ""

    @contextlib.contextmanager
    def hands(self, name="", *, on):
        """Lend the hands of somebody at noon of a day."""
        with clock.frozen_everywhere(on):
            hands = Hands(self.portal, name, java_script_enabled=self.is_scripted)
            yield hands
            hands.leave()

    def raise_issue(self, parent):
        parent.go("/").follow("Raise an issue")
        parent.follow("Start")
        parent.choose("kind", "concern").press("Continue")
        parent.choose("service_area", "health").press("Continue")
        parent.select("area", value="eldermere").choose("age_group", "5-10").press("Continue")
        parent.fill("original_text", WORDS).press("Continue")
        parent.fill("hoped_for", "A person on the line.").press("Continue")
        parent.choose("share_with_group").choose("share_with_agency").choose("may_publish").press("Continue")
        parent.choose("hear", "yes").fill("contact_email", "lee@example.org").press("Continue")
        parent.reads("Check your answers").reads("We ring the number for emergencies")
        parent.press("Send it").reads("We have what you told us")
        self.reference, self.secret = parent.value_of("Your reference"), parent.value_of("Your secret")
        assert SECRET.fullmatch(self.secret)

    def take_up(self, coordinator):
        """Acknowledge it, edit it, log it into a new theme."""
        coordinator.go("/staff/issues/").follow(self.reference)
        coordinator.follow("Acknowledge").fill("note", "Thank you. We follow this.").press("Acknowledge")
        coordinator.follow("Edit what others may read").fill("title", "Nobody answers at night")
        coordinator.fill("edited_text", EDITED).press("Save")
        coordinator.go("/staff/themes/new/").fill("name", THEME).select("service_area", value="health").press("Save")
        coordinator.go(f"/staff/issues/{self.reference}/").follow("Log issue")
        coordinator.select("theme", THEME).press("Log issue")

    def present(self, coordinator):
        """Put the theme on the next agenda, and present it to the agency that can act."""
        coordinator.go(f"/staff/issues/{self.reference}/").follow(THEME)
        coordinator.press("Add to the next agenda").reads(THEME)
        coordinator.go(f"/staff/issues/{self.reference}/").follow("Present to an agency")
        coordinator.select("agency", "Marlshire Community Health Trust").fill("title", TITLE)
        coordinator.fill("covering_text", "Parents told us this. The group asks for a formal response.")
        coordinator.choose("way", "urgent").fill("agreed_words", "The chair: the trust meets next week.")
        coordinator.fill_date("agreed_on", dt.date(2026, 11, 23))
        coordinator.select("subject_1", THEME).fill("ask_1", ASK)
        coordinator.press("Send to agency").reads(TITLE)
        self.presentation = coordinator.reference_in_address()

    def answer(self, officer):
        officer.go("/officer/").follow(TITLE).reads(EDITED).does_not_read("We ring the number")
        officer.press("Acknowledge")
        officer.follow("Answer item 1").choose("outcome", "agreed").fill("text", ANSWER)
        officer.fill("what_1", PROMISE).fill("owner_1", "Chief nurse").fill_date("due_on_1", NEXT_MARCH)
        officer.fill("how_seen_1", "The line is answered at night").press("Save draft")
        officer.follow("Preview").reads(ANSWER).reads(PROMISE)
        officer.press("Post formal response")

    def judge(self, parent):
        """The parent comes back with reference and secret, reads the answer, and says that it answers."""
        parent.go("/issues/track/").fill("reference", self.reference).fill("secret", self.secret)
        parent.press("Show my issue").reads(ANSWER).reads(PROMISE).reads("1 March 2027")
        parent.follow("Say whether this answers it").choose("is_answered", "yes").press("Send")
        parent.reads("Closed")

    def publish_entry(self, coordinator):
        coordinator.go("/staff/you-said-we-did/").press_in(THEME, "Publish")

    def begin_report(self, coordinator):
        """Begin the board's report, write one section, and build it; the build is run here as a worker would."""
        coordinator.go("/staff/reports/new/").choose("kind", "board").fill("title", "Report for the winter")
        coordinator.fill_date("period_start", dt.date(2026, 6, 1)).fill_date("period_end", dt.date(2026, 12, 10))
        coordinator.press("Start report").follow("What the board should know").fill("text", "Nights are covered.")
        coordinator.press("Save").press("Build PDFs from today").reads("Waiting to start")
        job = Job.objects.latest("pk")
        run_job(job.pk)
        assert Job.objects.get(pk=job.pk).state == JobState.DONE
        coordinator.follow("Check again").reads("Done")

    def send_report(self, coordinator):
        """Record that a meeting agreed it, and send it to the board."""
        resolution = meetings.a_resolution(on=dt.date(2026, 12, 10), text="That the report be agreed.")
        coordinator.go("/staff/reports/").follow("Report for the winter").follow("Record agreement at a meeting")
        coordinator.select("build", index=1).choose("resolution", str(resolution.pk))
        coordinator.press("Record agreement").press("Send to the board").reads("published")

    def download(self, reader):
        reader.go("/board/").follow("Report for the winter").reads(TITLE)
        return reader.download(re.compile("Report for the winter.*standard print"))


@pytest.mark.parametrize("is_scripted", [True, False], ids=["with-javascript", "without-javascript"])
def test_issue_is_followed_from_parent_to_board_report(is_scripted, own_portal):
    thread = Thread(own_portal, is_scripted)
    with thread.hands(on=dt.date(2026, 11, 21)) as parent:
        thread.raise_issue(parent)
    with thread.hands("Moira Tallis", on=dt.date(2026, 11, 23)) as coordinator:
        thread.take_up(coordinator)
        thread.present(coordinator)
    with thread.hands("Owen Fellgate", on=dt.date(2026, 12, 8)) as officer:
        thread.answer(officer)
    with thread.hands(on=dt.date(2026, 12, 9)) as parent:
        thread.judge(parent)
    with thread.hands("Moira Tallis", on=dt.date(2026, 12, 10)) as coordinator:
        thread.publish_entry(coordinator)
        thread.begin_report(coordinator)
        thread.send_report(coordinator)
    with thread.hands(on=dt.date(2026, 12, 10)) as anyone:
        anyone.go("/you-said-we-did/").reads(THEME)
    with thread.hands("Dorothea Finchley", on=dt.date(2026, 12, 11)) as reader:
        content, name = thread.download(reader)
    text = text_of(content)
    assert name.endswith(".pdf")
    assert TITLE in text
    assert ANSWER in text


def text_of(content):
    """Return the words of a PDF on one line."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
