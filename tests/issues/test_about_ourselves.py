"""An issue about the service itself: independent readers receive and answer it, the co-ordinator does not see it."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import AuditEntry
from accounts.roles import Role
from accounts.services.grants import grant_role
from common import clock
from common.errors import DomainError, MoveNotAllowed
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.consents import change_own_consents
from issues.services.handing import hand_to_coordinator
from issues.services.issues import close_issue, decide_hidden_issue, hide_issue, log_issue, merge_issue
from meetings.models import Meeting
from meetings.services.readers import tell_chair_of_waiting
from tests.factories import accounts, issues, meetings, members
from tests.issues.pages import said, words
from tests.issues.telling import tell_parents
from tests.issues.wizard import ANSWERS, send, shown, walk
from tests.mailbox import mail
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SAID = "The co-ordinator shouts at us on the telephone."
ABOUT_US = ANSWERS | {"service": {"is_about_us": "on"}, "what": {"original_text": SAID}}
LONG_AGO = dt.datetime(2020, 1, 1, 11, tzinfo=dt.UTC)


@pytest.fixture
def reader(db):
    return accounts.independent_reader(position="head of inclusion", now=LONG_AGO)


@pytest.fixture
def desk(reader):
    """The browser of the independent reader."""
    return sign_in(Client(), reader)


def address(issue, page=""):
    return f"/staff/issues/{issue.reference}/{page}"


def about_us(**kwargs):
    return issues.received_issue(is_about_us=True, original_text=SAID, **kwargs)


def test_who_raises_it_reads_who_will_read_it_and_that_the_coordinator_does_not(client, reader):
    text = words(client.get("/issues/raise/service/"))
    assert "It is about this service itself, its staff, the steering group or this website" in text
    assert "head of inclusion" in text
    assert "Nobody else on the group sees it, and nor does the co-ordinator, unless you agree." in text
    check = words(client.get(walk(client, ABOUT_US)))
    assert "head of inclusion" in check
    assert "A service for children" not in check


def test_what_is_sent_goes_to_the_readers_by_e_mail_without_a_word_of_it(client, reader, coordinator):
    reference, _secret = shown(send(client, ABOUT_US))
    issue = Issue.objects.get(reference=reference)
    assert issue.is_about_us
    assert issue.is_apart
    told = next(email for email in mail.outbox if email.to == [reader.email])
    assert reference in told.subject
    assert SAID not in told.body
    assert not [email for email in mail.outbox if email.to == [coordinator.email]]
    parent = next(email for email in mail.outbox if email.to == ["alex@example.org"])
    assert "an independent reader is asked to read it by" in parent.body


def test_neither_a_service_nor_the_tick_is_asked_for_again(client):
    response = client.post("/issues/raise/service/", {})
    assert "This field is required" in words(response) or "Choose" in words(response)
    assert response.status_code == 200


def test_without_a_reader_the_form_says_so_and_the_administrator_is_told(client, coordinator):
    administrator = accounts.administrator(now=LONG_AGO)
    assert "No independent reader is appointed today" in words(client.get("/issues/raise/service/"))
    send(client, ABOUT_US)
    told = [email for email in mail.outbox if email.to == [administrator.email]]
    assert len(told) == 1
    assert SAID not in told[0].body
    assert not [email for email in mail.outbox if email.to == [coordinator.email]]
    front = words(sign_in(Client(), administrator).get("/admin/"))
    assert "Appoint an independent reader" in front
    assert "1 issue about the service waits." in front
    assert SAID not in front


def test_a_young_person_is_asked_in_plain_words(client, reader):
    start = client.post("/issues/raise/young/").url
    step = client.post(start, {"kind": "concern"}).url
    text = words(client.get(step))
    assert "It is about us: the people who read this, the group, or this website" in text
    assert "They check on us" in text


def test_the_coordinator_sees_it_nowhere(staff, coordinator):
    issue = about_us()
    for page in ("", "acknowledge/", "edit/", "log/", "close/", "hide/", "contact/", "consents/", "versions/"):
        assert staff.get(address(issue, page)).status_code == 404, page
    assert staff.get(f"/issues/{issue.reference}/").status_code == 404
    for page in (
        "/staff/",
        "/staff/issues/",
        "/staff/issues/?status=all",
        f"/staff/issues/?words={issue.reference}",
        "/staff/issues/?status=all&format=csv",
        "/staff/issues/to-tell/",
        "/my/group/issues/",
        "/staff/themes/",
    ):
        response = staff.get(page)
        body = b"".join(response) if response.streaming else response.content
        assert address(issue) not in body.decode(), page
        assert issue.reference not in body.decode() or "words=" in page, page
        assert SAID not in body.decode()
    assert "1 issue to read" not in words(staff.get("/staff/"))


def test_other_roles_do_not_see_it_and_its_reader_does(desk):
    issue = about_us()
    others = [
        members.a_member().person.user,
        accounts.officer(),
        accounts.safeguarding_lead(),
        accounts.administrator(),
    ]
    for user in others:
        assert sign_in(Client(), user).get(f"/issues/{issue.reference}/").status_code == 404
    assert SAID in words(desk.get(address(issue)))
    assert "1 issue to read" in words(desk.get("/reader/"))
    assert issue.reference in words(desk.get("/staff/issues/"))


def test_its_reader_sees_no_ordinary_issue(desk):
    issue = issues.received_issue()
    assert desk.get(address(issue)).status_code == 404
    assert issue.reference not in words(desk.get("/staff/issues/?status=all"))


def test_its_reader_acknowledges_answers_and_closes_it(desk):
    issue = about_us()
    said(desk, desk.post(address(issue, "acknowledge/"), {"note": ""}))
    tell_parents()
    assert "An independent reader has read what you told us" in mail.outbox[-1].body
    said(desk, desk.post(address(issue, "close/"), {"reason": "We spoke to them. It will not happen again."}))
    issue.refresh_from_db()
    assert issue.status == IssueStatus.CLOSED


def test_an_ordinary_issue_is_not_closed_before_it_is_logged(coordinator):
    with pytest.raises(MoveNotAllowed):
        close_issue(issues.acknowledged_issue(), reason="Enough.", by=coordinator)


def test_its_parent_who_is_not_answered_opens_it_again_for_the_reader(client, reader):
    reference, secret = shown(send(client, ABOUT_US))
    issue = Issue.objects.get(reference=reference)
    Issue.objects.filter(pk=issue.pk).update(
        status=IssueStatus.CLOSED, closed_on=clock.today(), acknowledged_on=clock.today()
    )
    client.post("/issues/track/", {"reference": reference, "secret": secret})
    client.post(f"/issues/{reference}/feedback/", {"is_answered": "no", "reason": "Nothing changed."})
    issue.refresh_from_db()
    assert issue.status == IssueStatus.ACKNOWLEDGED
    assert issue.is_apart


def test_logged_for_the_group_its_words_are_shared_and_the_reader_still_edits_and_ends_it(reader, desk, staff):
    issue = log_issue(issues.read_about_us(by=reader, is_edited=True), theme=issues.theme(), by=reader)
    assert not issue.is_apart
    member = members.a_member().person.user
    assert "People wait for a call" in words(sign_in(Client(), member).get(f"/issues/{issue.reference}/"))
    text = words(staff.get(f"/issues/{issue.reference}/"))
    assert "People wait for a call" in text
    assert "never rings back" not in text
    for page in ("", "edit/", "close/", "contact/", "theme/"):
        assert staff.get(address(issue, page)).status_code == 404, page
    assert desk.get(address(issue, "edit/")).status_code == 200
    theme = staff.get(f"/staff/themes/{issue.theme.slug}/")
    assert f'href="/issues/{issue.reference}/"' in theme.content.decode()


def test_without_the_parents_consent_it_is_not_logged_and_taken_back_it_leaves_the_group_at_once(reader, staff):
    issue = issues.read_about_us(by=reader, is_edited=True, share_with_group=False)
    with pytest.raises(DomainError):
        log_issue(issue, by=reader)
    issue = log_issue(issues.read_about_us(by=reader, is_edited=True), by=reader)
    agreed = {"share_with_group": False, "share_with_agency": False, "may_publish": False}
    issue = change_own_consents(issue, **agreed)
    assert issue.is_apart
    assert staff.get(f"/issues/{issue.reference}/").status_code == 404
    assert not change_own_consents(issue, **agreed | {"share_with_group": True}).is_apart


def test_no_issue_is_merged_with_one_about_the_service(coordinator, reader):
    with pytest.raises(DomainError):
        merge_issue(issues.acknowledged_issue(), into=issues.read_about_us(by=reader), by=coordinator)
    with pytest.raises(DomainError):
        merge_issue(issues.read_about_us(by=reader), into=about_us(), by=reader)


def test_out_of_sight_the_safeguarding_lead_reads_it_and_brought_back_its_reader_does(reader, desk, staff):
    issue, lead = about_us(), accounts.safeguarding_lead()
    issue = hide_issue(issue, reason="A worry.", by=reader)
    assert desk.get(address(issue)).status_code == 404
    assert SAID in words(sign_in(Client(), lead).get(f"/staff/safeguarding/{issue.reference}/"))
    decide_hidden_issue(issue, outcome="back", decision="All is well.", by=lead)
    assert desk.get(address(issue)).status_code == 200
    assert staff.get(address(issue)).status_code == 404


ENTERED = {
    "channel": "paper", "kind": "concern", "age_group": "5-10", "original_text": SAID, "contact_name": "Alex",
    "is_about_us": "on", "once": "k" * 40,
}  # fmt: skip


def test_entered_from_paper_it_leaves_the_coordinators_sight_and_the_reader_reads_who_entered_it(staff, desk):
    day = clock.today()
    on = {"received_on_day": day.day, "received_on_month": day.month, "received_on_year": day.year}
    text = said(staff, staff.post("/staff/issues/enter/", ENTERED | on))
    assert "so you do not see it any more" in text
    issue = Issue.objects.get()
    assert staff.get(address(issue)).status_code == 404
    assert "Entered by Co-ordinator" in words(desk.get(address(issue)))


def test_the_coordinator_passes_on_what_turns_out_to_be_about_the_service(staff, desk, reader):
    theme = issues.theme()
    issue = issues.logged_issue(theme=theme)
    text = said(staff, staff.post(address(issue, "to-reader/"), {"reason": "It is about how we answer the phone."}))
    assert "You do not see it any more" in text
    assert staff.get(address(issue)).status_code == 404
    issue.refresh_from_db()
    assert (issue.status, issue.theme, issue.is_published) == (IssueStatus.ACKNOWLEDGED, None, False)
    assert "It is about how we answer the phone." in words(desk.get(address(issue)))
    tell_parents()
    told = next(email for email in mail.outbox if email.to == [issue.contact_email] and "phone." in email.body)
    assert "The co-ordinator passed it on, and does not see it any more." in " ".join(told.body.split())
    assert [email for email in mail.outbox if email.to == [reader.email]]


def test_a_reader_hands_over_only_what_the_parent_was_told_of_and_had_time_to_object_to(desk, staff):
    issue = about_us()
    said(desk, desk.post(address(issue, "to-coordinator/"), {"reason": "It is about a bus.", "how_agreed": ""}))
    assert staff.get(address(issue)).status_code == 404
    tell_parents()
    assert "It is about a bus." in mail.outbox[-1].body
    assert "The parent can object until" in said(desk, desk.get(address(issue, "to-coordinator/")))
    with clock.frozen(clock.now() + dt.timedelta(days=14)):
        assert "Issue handed" in said(desk, desk.post(address(issue, "to-coordinator/"), {}))
        assert staff.get(address(issue)).status_code == 200


def test_with_the_parents_no_it_stays_with_the_reader(staff, desk):
    parent = Client()
    reference, secret = shown(send(parent, ABOUT_US))
    issue = Issue.objects.get(reference=reference)
    desk.post(address(issue, "to-coordinator/"), {"reason": "It is about a bus.", "how_agreed": ""})
    parent.post("/issues/track/", {"reference": reference, "secret": secret})
    assert "It is about a bus." in words(parent.get(f"/issues/{reference}/"))
    parent.post(f"/issues/{reference}/handover/", {"is_agreed": "no"})
    assert staff.get(address(issue)).status_code == 404
    with clock.frozen(clock.now() + dt.timedelta(days=14)), pytest.raises(DomainError):
        hand_to_coordinator(issue, by=None)


def test_with_the_parents_yes_the_coordinator_has_it_at_once(staff, desk):
    issue = about_us()
    agreed = {"reason": "It is about a bus.", "how_agreed": "by phone today"}
    assert "Issue handed" in said(desk, desk.post(address(issue, "to-coordinator/"), agreed))
    assert staff.get(address(issue)).status_code == 200
    assert desk.get(address(issue)).status_code == 404


def test_what_is_late_is_read_by_its_readers_and_counted_without_words_elsewhere(reader, staff):
    received = clock.today() - dt.timedelta(days=30)
    issue = about_us(received_on=received)
    late = "Issues about the service itself not acknowledged or presented in time"
    assert late in words(sign_in(Client(), reader).get("/reader/"))
    assert "about the service itself" not in words(staff.get("/staff/"))
    front = words(sign_in(Client(), accounts.administrator()).get("/admin/"))
    assert "1 issue about the service itself not acknowledged" in front
    assert issue.reference not in front


def test_nobody_is_co_ordinator_and_independent_reader(reader, coordinator):
    with pytest.raises(DomainError):
        grant_role(reader, Role.COORDINATOR, by=None)
    with pytest.raises(DomainError):
        grant_role(coordinator, Role.INDEPENDENT_READER, position="chair", by=None)
    with pytest.raises(DomainError):
        grant_role(accounts.parent(), Role.INDEPENDENT_READER, by=None)


def test_the_audit_trail_names_it_by_its_reference_alone(reader):
    issue = issues.read_about_us(by=reader, is_edited=True)
    names = set(AuditEntry.objects.filter(object_type="issues.issue").values_list("object_name", flat=True))
    assert names == {issue.reference}


def test_the_chair_is_told_once_without_words_while_there_is_no_reader():
    chair = members.a_person(email="chair@example.org")
    meeting = meetings.a_held_meeting()
    Meeting.objects.filter(pk=meeting.pk).update(chair=chair)
    about_us()
    for _twice in range(2):
        tell_chair_of_waiting(clock.now())
    told = [email for email in mail.outbox if email.to == ["chair@example.org"]]
    assert len(told) == 1
    assert SAID not in told[0].body
