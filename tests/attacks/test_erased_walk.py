"""An outsider's walk: a family is erased, and then looked for in every table, e-mail, log and page of every role."""

import datetime as dt
import logging

import pytest
from django.test import Client

from accounts.models import DataRequest
from accounts.rules import WAIT, DataRequestKind
from accounts.services import data_requests as services
from answers.services.feedback import give_feedback
from common import clock, erasures, jobs, outbox
from common.backups.tables import erasure_list
from common.models import Job, Message
from common.rules import JobState
from issues.models import Issue
from issues.services.issues import look_at_contact
from meetings.services.questions import ask_question
from tests.attacks.crawling import crawl
from tests.factories import accounts, answers, involvement, issues, members
from tests.factories import meetings as make
from tests.issues.test_anonymity import everything
from tests.sample_year import AS_OF
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = clock.at(AS_OF, dt.time(12))
EMAIL, PHONE, NAME = "zebedee@example.org", "01632 960 777", "Zebedee Quillfeather"
SAID = "My son Ottoline waits by the purple lighthouse every stormy Wednesday until the driver comes at last."
EDITED = "A child waits by the purple lighthouse every stormy Wednesday until the driver comes at last."
TRACES = ("zebedee", "quillfeather", "960 777", "960777", "ottoline", "purple lighthouse")


@pytest.fixture
def coordinator():
    return accounts.coordinator()


@pytest.fixture
def parent():
    return accounts.parent(EMAIL, name=NAME)


@pytest.fixture
def family(coordinator, parent, settings, tmp_path):
    """A family that raised an issue, said no to its answer, asked a question and asked for large print."""
    settings.DATA_DIR = tmp_path
    contact = {"contact_name": NAME, "contact_email": EMAIL, "contact_phone": PHONE, "reporter": parent}
    theme = issues.theme("Travel", by=coordinator)
    fields = {"original_text": SAID, "edited_text": EDITED, "title": "Waiting by the purple lighthouse", **contact}
    fields |= {"share_with_agency": True, "may_publish": True, "by": coordinator}
    issue = issues.logged_issue(theme=theme, now=make.noon(AS_OF - dt.timedelta(days=150)), **fields)
    presentation = answers.presentation_of(issue, by=coordinator, now=make.noon(AS_OF - dt.timedelta(days=140)))
    answers.post_answer(presentation, text=f"You wrote: {EDITED}", now=make.noon(AS_OF - dt.timedelta(days=100)))
    issue.refresh_from_db()
    give_feedback(issue, is_answered=False, reason=f"No. {SAID}", by=parent, now=NOON)
    look_at_contact(issue, reason=f"To ring {NAME} on {PHONE}", by=coordinator, now=NOON)
    meeting = make.a_meeting_with_agenda(AS_OF + dt.timedelta(days=40))
    ask_question(meeting, "Why is there no bus?", NAME, EMAIL, now=NOON)
    involvement.a_request(reach="email", email=EMAIL, name=NAME)
    outbox.write(to="coordinator@example.org", subject="A call", text=f"Ring {PHONE} or write to {EMAIL}.")
    return issue


def run_jobs():
    for job in Job.objects.filter(state=JobState.WAITING, kind="accounts.erase"):
        jobs.run_job(job.pk)


def erase(parent, coordinator):
    asked = services.ask_for_own(parent, DataRequestKind.ERASURE, now=NOON)
    services.agree(asked, by=coordinator, now=NOON)
    services.carry_out_due(NOON + WAIT)
    run_jobs()
    return DataRequest.objects.get(pk=asked.pk)


def traces_in(text):
    return {trace for trace in TRACES if trace in text.lower()}


def tables_with_traces():
    return {table: found for table, text in everything().items() if (found := traces_in(text))}


def visitors(coordinator, agency):
    users = {
        "coordinator": coordinator,
        "member": members.a_member().person.user,
        "officer": accounts.officer(of=agency),
        "board": accounts.board_member(),
        "administrator": accounts.administrator(),
    }
    return {"anyone": Client(), **{role: sign_in(Client(), user) for role, user in users.items()}}


def test_before_the_erasure_the_family_is_in_many_tables(family):
    """The walk below looks where there is something to be found."""
    assert len(tables_with_traces()) >= 10


def test_an_erased_family_is_in_no_table_log_or_message(family, parent, coordinator, caplog):
    with caplog.at_level(logging.INFO):
        erase(parent, coordinator)
    assert tables_with_traces() == {}
    assert traces_in(caplog.text) == set()
    assert not Message.objects.filter(to__iexact=EMAIL).exists()
    assert traces_in(erasure_list().read_text(encoding="utf-8")) == set()


def test_an_erased_family_is_on_no_page_of_any_role(family, parent, coordinator):
    agency = family.presentation_items.get().presentation.agency
    erase(parent, coordinator)
    for role, client in visitors(coordinator, agency).items():
        pages = crawl(client)
        assert {address: traces_in(text) for address, text in pages.items() if traces_in(text)} == {}, role
        assert len(pages) > 5


def test_what_others_said_and_what_the_agency_answered_stays(family, parent, coordinator):
    other = issues.published_issue(original_text="The taxi is late.", contact_email="other@example.org")
    response = family.presentation_items.get().presentation.responses.get()
    erase(parent, coordinator)
    other.refresh_from_db()
    assert (other.original_text, other.contact_email, other.is_published) == (
        "The taxi is late.",
        "other@example.org",
        True,
    )
    assert response.answers.get().text == "You wrote: [taken out]."


def test_a_database_restored_from_before_the_erasure_is_erased_again(family, parent, coordinator):
    before = {row.pk: row for row in Issue.objects.all()}
    named = dict.fromkeys(
        ["secret_hash", "contact_name", "contact_email", "contact_phone", "original_text", "edited_text", "title"]
    )
    erase(parent, coordinator)
    for name in named:
        named[name] = getattr(before[family.pk], name)
    Issue.objects.filter(pk=family.pk).update(**named)
    other = issues.received_issue(contact_email="other@example.org")
    assert tables_with_traces()
    erasures.again()
    assert tables_with_traces() == {}
    other.refresh_from_db()
    assert other.contact_email == "other@example.org"


def test_what_is_erased_again_is_counted_once(family, parent, coordinator):
    erase(parent, coordinator)
    erasures.again()
    assert erasures.again() == []


def test_an_erasure_that_fails_half_way_erases_nothing(family, parent, coordinator, monkeypatch):
    asked = services.ask_for_own(parent, DataRequestKind.ERASURE, now=NOON)
    services.agree(asked, by=coordinator, now=NOON)
    services.carry_out_due(NOON + WAIT)
    tables = set(tables_with_traces())
    monkeypatch.setattr("common.erasing.reaching", _break)
    run_jobs()
    assert set(tables_with_traces()) == tables


def _break(*_args):
    raise RuntimeError("the machine stopped")
