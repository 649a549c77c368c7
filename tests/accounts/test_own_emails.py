"""The e-mails people get about what they raised, asked or answered stop too; what is necessary stays, and is said."""

import datetime as dt

import pytest

from accounts.models import Addressee, EmailStop
from accounts.services import following as services
from accounts.services.addressees import addressee_of, new_link, secret_of
from common import clock, following
from common.emails import every_email, why_they_stay
from common.models import Message
from common.retention import carry_out, rules
from issues.messages import said_to_parent
from issues.models import IssueTurn
from issues.services.issues import log_issue
from issues.services.telling import tell_parents_of_turns
from meetings.services.planning import postpone
from meetings.services.questions import accept_question, answer_question, ask_question, decline_question
from tests.factories import accounts, involvement, issues, meetings
from tests.factories.following import last_to, path_of

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 4)
NOON, EVENING = clock.at(DAY, dt.time(12)), clock.at(DAY, dt.time(17, 30))
TO_ADDRESSES_LEFT = {
    "issues.turns": "issue",
    "meetings.question_declined": "question",
    "meetings.question_answered": "question",
    "meetings.changed": "question",
    "meetings.postponed": "question",
    "meetings.cancelled": "question",
    "involvement.version_sent": "version",
    "involvement.version_not_made": "version",
}
NECESSARY = {
    *("issues.received", "issues.draft_saved", "issues.new_secret", "issues.words_shown"),
    *("meetings.question_received", "involvement.version_asked"),
    *("accounts.login_code", "accounts.use_password", "accounts.no_password", "accounts.password_reset_key"),
    *("accounts.closed", "accounts.invited", "accounts.invited_by_code", "accounts.address_changed"),
    *("accounts.complaint_sent", "accounts.complaint_acknowledged", "accounts.complaint_answered"),
    *("accounts.data_copied", "accounts.data_erased", "accounts.data_put_off", "accounts.data_refused"),
    *("accounts.follow_confirm", "accounts.follow_link", "accounts.password_changed", "accounts.password_reset"),
    *("accounts.password_set", "accounts.totp_activated", "accounts.totp_deactivated"),
    *("accounts.recovery_codes_generated",),
}


def test_each_email_to_an_address_somebody_left_can_be_stopped_or_says_why_not():
    declared = {email.name: email for email in every_email()}
    assert {name: email.stops for name, email in declared.items() if email.stops} == TO_ADDRESSES_LEFT
    assert {name for name, email in declared.items() if email.stays} == NECESSARY
    assert {email.stops for email in declared.values()} - {""} <= following.own_emails.keys()


def told_parent(now=NOON, **kwargs):
    issue = issues.published_issue(contact_email="alex@example.org", now=now - clock.DAY, **kwargs)
    log_issue(issue, theme=None, by=accounts.coordinator(), now=now)
    tell_parents_of_turns(now=clock.at(clock.today(now), dt.time(17, 30)))
    return issue


def test_a_parent_stops_what_they_are_told_of_their_issue_with_one_click(client):
    issue = told_parent()
    told = Message.objects.get(kind="issues.turns")
    assert told.stop_url in told.body_text
    assert client.post(path_of(told.stop_url)).status_code == 200
    assert EmailStop.objects.get().topic == f"issue:{issue.pk}"
    issues.theme()
    issue.refresh_from_db()
    assert "has stopped our e-mails" in said_to_parent(issue)


def test_nothing_more_is_told_of_a_stopped_issue_and_of_another_it_is():
    one = issues.published_issue(contact_email="alex@example.org", now=NOON - clock.DAY)
    other = issues.published_issue(contact_email="alex@example.org", now=NOON - clock.DAY)
    services.stop(addressee_of("alex@example.org", now=NOON), emails=[f"issue:{one.pk}"], now=NOON)
    for issue in (one, other):
        log_issue(issue, theme=None, by=accounts.coordinator(), now=NOON)
    tell_parents_of_turns(now=EVENING)
    told = Message.objects.get(kind="issues.turns")
    assert other.reference in told.body_text
    assert one.reference not in told.body_text
    assert not IssueTurn.objects.filter(issue=one, message=told).exists()


def test_whoever_asked_a_question_stops_its_answer_and_changes_of_the_meeting(client):
    meeting = meetings.a_scheduled_meeting(DAY + dt.timedelta(days=40), now=NOON)
    question = ask_question(meeting, "Who drives the bus?", "Jo", "jo@example.org", now=NOON)
    assert Message.objects.get(kind="meetings.question_received").stop_url == ""
    services.stop(addressee_of("jo@example.org", now=NOON), emails=[f"question:{question.pk}"], now=NOON)
    postpone(meeting, "Snow.", by=accounts.coordinator(), now=NOON)
    accept_question(question, by=accounts.coordinator(), now=NOON)
    answer_question(question, "The council.", False, by=accounts.coordinator(), now=NOON)
    kinds = set(Message.objects.filter(to="jo@example.org").values_list("kind", flat=True))
    assert kinds == {"meetings.question_received"}


def test_whoever_asked_a_question_is_told_by_emails_that_can_be_stopped():
    meeting = meetings.a_scheduled_meeting(DAY + dt.timedelta(days=40), now=NOON)
    question = ask_question(meeting, "Who drives the bus?", "Jo", "jo@example.org", now=NOON)
    postpone(meeting, "Snow.", by=accounts.coordinator(), now=NOON)
    decline_question(question, "It names a driver.", by=accounts.coordinator(), now=NOON)
    told = Message.objects.filter(to="jo@example.org").exclude(kind="meetings.question_received")
    assert {(one.kind, f"stop/question.{question.pk}/" in one.stop_url) for one in told} == {
        ("meetings.postponed", True),
        ("meetings.question_declined", True),
    }
    members = Message.objects.filter(kind="meetings.postponed").exclude(to="jo@example.org")
    assert set(members.values_list("stop_url", flat=True)) <= {""}


def test_the_page_by_link_lists_them_and_says_what_stays(client):
    issue = told_parent()
    secret = new_link(addressee_of("alex@example.org"))
    page = client.get(f"/follow/{secret}/").content.decode()
    assert issue.reference in page
    for reason in why_they_stay():
        assert reason.split(":")[0] in page


def test_the_link_in_an_email_does_not_list_them_because_an_email_may_be_passed_on(client):
    issue = told_parent()
    page = client.get(f"/follow/{secret_of(addressee_of('alex@example.org'))}/").content.decode()
    assert issue.reference not in page
    assert "alex@example.org" not in page


def test_stopped_emails_are_sent_again_when_asked_for(client):
    issue = told_parent()
    secret = new_link(addressee_of("alex@example.org"))
    client.post(f"/follow/{secret}/stop/issue.{issue.pk}/")
    assert "Send them again" in client.get(f"/follow/{secret}/").content.decode()
    assert client.post(f"/follow/{secret}/again/issue.{issue.pk}/").status_code == 302
    assert not EmailStop.objects.exists()


def test_everything_is_stopped_at_once_and_what_comes_later_is_new(client):
    told_parent()
    secret = new_link(addressee_of("alex@example.org"))
    client.post(f"/follow/{secret}/stop/all/")
    later = issues.published_issue(contact_email="alex@example.org", now=NOON)
    log_issue(later, theme=None, by=accounts.coordinator(), now=NOON)
    tell_parents_of_turns(now=EVENING + clock.DAY)
    assert later.reference in Message.objects.filter(kind="issues.turns").latest("pk").body_text


def test_an_anonymous_issue_leaves_no_address_here():
    issue = issues.anonymous_issue(now=NOON)
    assert issue.is_anonymous
    assert not Addressee.objects.exists()


def test_an_address_that_gets_nothing_any_more_goes_after_a_year():
    told_parent()
    addressee = addressee_of("alex@example.org", now=EVENING)
    services.stop(addressee_of("other@example.org", now=NOON), emails=["issue:1"], now=NOON)
    assert carry_out(rules["accounts.addressees"], NOON + 360 * clock.DAY) == 0
    assert carry_out(rules["accounts.addressees"], NOON + 370 * clock.DAY) == 1
    assert not Addressee.objects.filter(pk=addressee.pk).exists()


def test_the_way_to_stop_goes_from_an_email_with_its_text():
    told_parent()
    told = Message.objects.get(kind="issues.turns")
    Message.objects.filter(pk=told.pk).update(state="sent", sent_at=EVENING)
    carry_out(rules["common.message_texts"], EVENING + 2 * clock.DAY)
    told.refresh_from_db()
    assert (told.body_text, told.stop_url) == ("", "")


def test_whoever_asked_for_another_version_can_stop_the_emails_about_it():
    asked = involvement.a_request(email="jo@example.org", now=NOON)
    services.stop(addressee_of("jo@example.org"), emails=[f"version:{asked.pk}"])
    refused = involvement.a_refused_request(asked, now=NOON)
    assert last_to("jo@example.org").kind == "involvement.version_asked"
    assert not refused.has_to_be_told
