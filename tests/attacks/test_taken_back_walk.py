"""An outsider's walk: with all that a family said taken back, their words are looked for everywhere.

Every page of every role, each PDF, the e-mails, the logs and every table. Where the law lets them be kept is typed here
and in docs/taken-back.md.
"""

import datetime as dt
import logging
import re

import pytest
from django.conf import settings
from django.test import Client

from answers.models import YouSaidEntry
from answers.rules import EntryKind
from answers.services.feedback import give_feedback
from answers.services.you_said import publish_entry, save_entry
from common import clock, outbox
from common.marked_words import marks_of
from common.models import Message, Redaction
from issues.services.issues import hide_issue, record_consents
from issues.services.own_issues import withdraw_issue
from issues.services.themes import edit_theme
from meetings.services.agenda import publish_agenda
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.minutes import note_point, resolve, save_minute
from reports.models import Build, Report
from tests.attacks.crawling import crawl
from tests.factories import accounts, answers, issues, members
from tests.factories import meetings as make
from tests.factories import reports as make_reports
from tests.issues.test_anonymity import everything
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 9, 14)
SAID = "My son Zebedee Quillfeather waits by the purple lighthouse every stormy Wednesday since Ottoline left him."
EDITED = "A child waits by the purple lighthouse every stormy Wednesday since the driver left without telling anybody."
TITLE = "A child waits alone by the purple lighthouse on Wednesdays"
TRACES = ("Quillfeather", "Ottoline", "purple lighthouse")

# The tables that may still hold the words, and who can read them there (docs/taken-back.md holds the same list).
KEPT_IN_TABLES = {"issues_issue", "answers_issuefeedback"}
KEPT_OUT_OF_SIGHT = {*KEPT_IN_TABLES, "common_textversion"}
# While members still read the edited words, they find them too; nobody else does (tests/attacks/test_search.py).
FOUND_BY_THE_GROUP = {"common_searchentry", "common_searchwords"}
# The pages, for each role, that may still show them.
KEPT_ON_PAGES = {
    "parent": {r"/my/", r"/my/issues/", r"/issues/PPS-\d+/((withdraw|sharing|words|feedback/\w+)/)?"},
    "coordinator": {r"/staff/issues/(PPS-\d+/.*)?", r"/issues/PPS-\d+/"},
}
# Where it is no longer public but still shared with the group, its members read the edited words where they discuss it.
READ_BY_THE_GROUP = {r"/issues/PPS-\d+/", r"/issues/themes/travel/", r"/my/group/issues/", r"/my/meetings/[\w-]+/"}
STILL_SHARED = {
    "coordinator": {r"/staff/presentations/FP-\d+/", r"/staff/themes/travel/", *READ_BY_THE_GROUP},
    "member": READ_BY_THE_GROUP,
}


@pytest.fixture(autouse=True)
def today(db):
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def coordinator():
    return accounts.coordinator()


@pytest.fixture
def parent():
    return accounts.parent("parent@example.org")


@pytest.fixture
def issue(coordinator, parent):
    """An issue whose words were copied to wherever people copy them."""
    theme = issues.theme("Travel", by=coordinator)
    fields = {"original_text": SAID, "edited_text": EDITED, "title": TITLE, "reporter": parent, "by": coordinator}
    fields |= {"share_with_agency": True, "may_publish": True}
    start = make.noon(dt.date(2026, 4, 1))
    issue = issues.logged_issue(theme=theme, now=start, **fields)
    edit_theme(theme, summary=f"Families said: {EDITED}", by=coordinator, **_rest_of(theme))
    _at_meetings(issue, coordinator)
    _answered(issue, coordinator, now=start)
    _reported(coordinator)
    outbox.write(to="board@example.org", subject=TITLE, text=f"One family wrote: {EDITED}")
    return issue


def _rest_of(theme):
    return {"name": theme.name, "service_area": theme.service_area}


def _at_meetings(issue, by):
    """Quote it in an agenda, a paper and its versions, in minutes that were approved, and in a resolution."""
    meeting = make.a_scheduled_meeting(dt.date(2026, 5, 5))
    item = make.an_item(meeting, TITLE, text=f"We talk about this: {EDITED}", theme=issue.theme)
    make.a_paper(item, TITLE, text=f"- {EDITED}\n- Another family agrees.", recommends=EDITED)
    held = make.a_held_meeting(meeting=publish_agenda(meeting, by=by, now=make.noon(dt.date(2026, 4, 20))))
    item = make.fresh(item)
    ticked = [mark.key for mark in marks_of(EDITED)]
    save_minute(item, f"The group heard: {EDITED}", item.minute_version, put_back=ticked, by=by)
    note_point(make.fresh(item), EDITED, by=by)
    resolve(make.fresh(item), f"To ask about this: {EDITED}", "The chair", dt.date(2026, 12, 1), by=by)
    circulate_minutes(make.fresh(held), by=by)
    later = make.a_meeting_with_agenda(dt.date(2026, 9, 10))
    approve_minutes(make.fresh(held), later, by=accounts.coordinator())
    make.a_question(make.a_meeting_with_agenda(dt.date(2026, 11, 10)), f"What of this: {EDITED}")


def _answered(issue, by, *, now):
    """Present it by itself, with its words in the asking, the answer, the promise and the entry on the board."""
    presentation = answers.presentation_of(issue, by=by, now=now, title=TITLE)
    presentation.items.update(ask=f"Please see to it: {EDITED}")
    answered_at = make.noon(dt.date(2026, 5, 20))
    promised = answers.promise(dt.date(2026, 12, 1)) | {"what": f"End this: {EDITED}"}
    response = answers.post_answer(
        presentation, text=f"You wrote: {EDITED} It ends.", commitments=[promised], now=answered_at
    )
    [answer] = response.answers.all()
    entry = YouSaidEntry.objects.get(answer=answer)
    words = {"you_said": EDITED, "kind": EntryKind.WILL, "we_did": "It ends soon."}
    words["put_back"] = [mark.key for mark in marks_of(EDITED)]
    publish_entry(save_entry(entry, version=entry.version, by=by, now=answered_at, **words), by=by, now=answered_at)
    issue.refresh_from_db()
    give_feedback(issue, is_answered=False, reason=f"No. {SAID}", by=issue.reporter, now=answered_at)


def _reported(by):
    """One annual report is published, with its PDFs, one is a draft that was built."""
    make_reports.a_published_report(by=by, words={"foreword": f"One family wrote: {EDITED}"}, is_laid_out=True)
    make_reports.a_finished_build(by=by, words={"foreword": f"Draft: {EDITED}"})


def visitors(coordinator, parent, agency):
    """Return somebody of each role, signed in."""
    users = {
        "parent": parent,
        "coordinator": coordinator,
        "member": members.a_member().person.user,
        "officer": accounts.officer(of=agency),
        "board": accounts.board_member(),
        "administrator": accounts.administrator(),
        "payer": accounts.payer(),
    }
    return {"anyone": Client(), **{role: sign_in(Client(), user) for role, user in users.items()}}


def places_with_words(found):
    spaced = {address: " ".join(text.split()) for address, text in found.items()}
    return {address for address, text in spaced.items() if any(trace in text for trace in TRACES)}


def tables_with_words():
    return {table for table, text in everything().items() if any(trace in text for trace in TRACES)}


def let(role, addresses, *, is_shared):
    """Return the addresses on which this role should no longer have found the words."""
    allowed = KEPT_ON_PAGES.get(role, set()) | (STILL_SHARED.get(role, set()) if is_shared else set())
    return {one for one in addresses if not any(re.fullmatch(pattern, one) for pattern in allowed)}


def build_what_waits():
    """Let the worker make the PDFs of reports that were made again."""
    for build in Build.objects.filter(job__state="waiting"):
        make_reports.run(build, is_laid_out=True)


def test_before_it_is_taken_back_the_words_are_in_all_these_places(issue, coordinator, parent):
    """The walk below looks where there is something to be found."""
    agency = issue.presentation_items.get().presentation.agency
    for role, client in visitors(coordinator, parent, agency).items():
        assert len(places_with_words(crawl(client))) >= 10, role
    assert len(tables_with_words()) >= 12


@pytest.mark.parametrize("how", ["withdrawn", "out of sight", "no longer public"])
def test_words_that_were_taken_back_are_nowhere_but_where_the_law_lets_them_be_kept(
    issue, coordinator, parent, how, caplog, django_capture_on_commit_callbacks
):
    agency = issue.presentation_items.get().presentation.agency
    with caplog.at_level(logging.INFO), django_capture_on_commit_callbacks(execute=True):
        if how == "withdrawn":
            withdraw_issue(issue, by=parent)
        elif how == "out of sight":
            hide_issue(issue, reason="A child may be in danger", by=coordinator)
        else:
            agreed = {"share_with_group": True, "share_with_agency": False, "may_publish": False}
            record_consents(issue, how="by telephone", by=coordinator, **agreed)
        build_what_waits()
        found = {role: crawl(client) for role, client in visitors(coordinator, parent, agency).items()}
    is_shared = how == "no longer public"
    wrong = {role: let(role, places_with_words(pages), is_shared=is_shared) for role, pages in found.items()}
    assert {role: addresses for role, addresses in wrong.items() if addresses} == {}
    assert any(address.endswith(".pdf") for address in found["anyone"])
    kept = KEPT_IN_TABLES if how == "withdrawn" else KEPT_OUT_OF_SIGHT
    kept = kept | FOUND_BY_THE_GROUP if is_shared else kept
    assert tables_with_words() <= kept
    assert not any(trace in caplog.text for trace in TRACES)
    assert not any(trace in message.body_text for message in Message.objects.all() for trace in TRACES)
    assert Redaction.objects.filter(before__isnull=True).exists()
    assert Report.objects.filter(agreed_build__job__state="done").exists()


def test_the_tables_that_may_keep_the_words_are_those_of_the_document():
    document = (settings.BASE_DIR / "docs" / "taken-back.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+_\w+)`", document, re.MULTILINE))
    assert named == KEPT_OUT_OF_SIGHT
