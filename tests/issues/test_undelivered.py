"""Parents whom an e-mail did not reach are rung or written to; where they cannot be, the page of the issue says so."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import AuditEntry
from answers.services.presentations import unsettled_because
from common import clock
from common.errors import DomainError
from common.models import Message
from issues.models import Issue, IssueTurn
from issues.services.handing import hand_to_coordinator, pass_to_reader
from issues.services.issues import hide_issue
from issues.services.own_issues import withdraw_issue
from issues.services.showing import agree_to_words, settle_unasked
from issues.services.undelivered import put_back_undelivered
from issues.services.words import edit_issue, publish_issue
from tests.counting import cost
from tests.factories import accounts, issues
from tests.issues.pages import date, said, words
from tests.issues.telling import tell_parents
from tests.refusing import deliver, refuse_parent
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC)
EVENING, THURSDAY = MONDAY + dt.timedelta(hours=8), MONDAY + dt.timedelta(days=3)
LIST = "/staff/issues/to-tell/"
NOBODY = "They left no other way to reach them, so nobody can tell them."
NO_OTHER_WAY = {"contact_name": "", "contact_phone": ""}
BY_PHONE = {"contact_phone": "01632 960 001"}


@pytest.fixture(autouse=True)
def on_monday(db):
    with clock.frozen(EVENING):
        yield


@pytest.fixture
def reader(db):
    return sign_in(Client(), accounts.independent_reader(now=MONDAY - dt.timedelta(days=90)))


def undelivered(make=issues.acknowledged_issue, **given):
    """An issue of whose parent no e-mail was taken: neither the first one nor that of the evening."""
    issue = make(now=MONDAY, **given)
    tell_parents(MONDAY.date())
    refuse_parent(issue, EVENING)
    return issue


def page_of(client, issue):
    return words(client.get(f"/staff/issues/{issue.reference}/"))


def tell_page(issue):
    return f"{LIST.removesuffix('to-tell/')}{issue.reference}/tell/"


# --- what has happened ------------------------------------------------------------------------------


def test_turns_that_could_not_be_delivered_are_rung_with_what_to_say_and_ticked_off(staff):
    issue = undelivered(**BY_PHONE)
    assert issue.reference in words(staff.get(LIST))
    assert "1 parent to ring or write to" in words(staff.get("/staff/"))
    text = words(staff.get(tell_page(issue)))
    assert "The co-ordinator has read what you told us." in text
    assert "We have what you told us. The co-ordinator reads it." in text
    assert "We e-mailed this, and the e-mail could not be delivered." in text
    assert "2 e-mails to the parent could not be delivered" in page_of(staff, issue)
    last = IssueTurn.objects.order_by("pk").last().pk
    told = {"how": "telephone", **date("told_on", EVENING.date()), "told_by": "Co Day", "last": last}
    assert issue.reference not in said(staff, staff.post(tell_page(issue), told))
    assert "could not be delivered" not in page_of(staff, issue)
    assert not IssueTurn.objects.exclude(text="").exists()


def test_what_did_not_arrive_after_the_page_was_opened_is_not_ticked_off_unsaid(staff):
    issue = issues.acknowledged_issue(now=MONDAY, **BY_PHONE)
    refuse_parent(issue, EVENING)
    tell_parents(MONDAY.date())
    last = IssueTurn.objects.to_tell().get().pk
    refuse_parent(issue, EVENING)
    told = {"how": "telephone", **date("told_on", EVENING.date()), "told_by": "Co Day", "last": last}
    staff.post(tell_page(issue), told)
    assert [turn.title for turn in IssueTurn.objects.to_tell()] == ["We have read what you told us"]


def test_a_parent_who_was_told_is_not_put_on_the_list_again(staff):
    issue = undelivered(**BY_PHONE)
    IssueTurn.objects.update(told_on=EVENING.date(), text="", what_next="")
    assert put_back_undelivered(now=EVENING) == 0
    assert tell_parents(EVENING.date()) == 0
    assert issue.reference not in words(staff.get(LIST))


def test_what_was_delivered_or_waits_is_on_no_list(staff):
    issue = issues.acknowledged_issue(now=MONDAY)
    tell_parents(MONDAY.date())
    put_back_undelivered(now=EVENING)
    deliver(EVENING, refused="nobody@example.org")
    put_back_undelivered(now=EVENING)
    assert not IssueTurn.objects.to_tell().exists()
    assert "could not be delivered" not in page_of(staff, issue)


def test_the_work_of_each_hour_notices_it(staff):
    issue = issues.received_issue(now=MONDAY)
    deliver(EVENING, refused=issue.contact_email)
    call_command("remind")
    assert issue.reference in words(staff.get(LIST))


def test_a_parent_who_left_no_other_way_is_on_no_list_and_the_page_says_so(staff):
    issue = undelivered(**NO_OTHER_WAY)
    assert issue.reference not in words(staff.get(LIST))
    assert "to ring or write to" not in words(staff.get("/staff/"))
    text = page_of(staff, issue)
    assert "2 e-mails to the parent could not be delivered" in text
    assert NOBODY in text


def test_the_text_of_such_an_e_mail_is_erased_because_it_holds_a_secret():
    issue = undelivered(**BY_PHONE)
    assert set(Message.objects.filter(to=issue.contact_email).values_list("body_text", flat=True)) == {""}


def test_a_new_secret_that_did_not_arrive_is_told_without_the_secret(staff):
    issue = issues.received_issue(now=MONDAY, **BY_PHONE)
    deliver(EVENING, refused="nobody@example.org")
    Client().post("/issues/track/new-secret/", {"reference": issue.reference, "email": issue.contact_email})
    secret = next(line for line in Message.objects.last().body_text.splitlines() if "Your secret: " in line)
    refuse_parent(issue, EVENING)
    text = words(staff.get(tell_page(issue)))
    assert f"You asked for a new secret for {issue.reference}." in text
    assert secret.removeprefix("Your secret: ") not in text


# --- who is never on the list -----------------------------------------------------------------------


def test_what_is_out_of_sight_is_on_no_list_until_it_is_brought_back(staff, coordinator):
    issue = issues.acknowledged_issue(now=MONDAY, **BY_PHONE)
    tell_parents(MONDAY.date())
    hide_issue(issue, reason="A worry", by=coordinator, now=MONDAY)
    refuse_parent(issue, EVENING)
    assert issue.reference not in words(staff.get(LIST))
    assert not IssueTurn.objects.exclude(text="").exists()
    Issue.objects.update(is_hidden=False)
    put_back_undelivered(now=EVENING)
    assert issue.reference in words(staff.get(LIST))


def test_what_goes_out_of_sight_later_leaves_the_list(staff, coordinator):
    issue = undelivered(**BY_PHONE)
    hide_issue(issue, reason="A worry", by=coordinator, now=EVENING)
    assert issue.reference not in words(staff.get(LIST))


def test_a_withdrawn_issue_is_not_put_on_the_list(staff):
    issue = issues.received_issue(now=MONDAY, **BY_PHONE)
    withdraw_issue(issue, now=MONDAY)
    refuse_parent(issue, EVENING)
    assert issue.reference not in words(staff.get(LIST))
    assert not IssueTurn.objects.untold().exists()


def test_of_an_anonymous_issue_no_e_mail_is_kept():
    issues.acknowledged_issue(now=MONDAY, is_anonymous=True)
    tell_parents(MONDAY.date())
    put_back_undelivered(now=EVENING)
    assert not IssueTurn.objects.exists()


def test_what_is_about_the_service_is_on_the_readers_list_alone(staff, reader):
    issue = undelivered(issues.read_about_us, **BY_PHONE)
    assert issue.reference not in words(staff.get(LIST))
    assert staff.get(tell_page(issue)).status_code == 404
    assert issue.reference in words(reader.get(LIST))
    assert "An independent reader reads it." in words(reader.get(tell_page(issue)))
    assert "could not be delivered" in page_of(reader, issue)


def test_what_is_passed_to_a_reader_leaves_the_co_ordinators_list(staff, reader, coordinator):
    issue = undelivered(**BY_PHONE)
    pass_to_reader(issue, reason="It is about us.", by=coordinator, now=EVENING)
    assert issue.reference not in words(staff.get(LIST))
    assert issue.reference in words(reader.get(LIST))


def test_matters_of_a_letter_are_one_line_of_the_list(staff):
    letter = undelivered(issues.split_letter, **BY_PHONE)
    assert words(staff.get(LIST)).count("We have what you told us") == 1
    assert "several matters" in words(staff.get(tell_page(letter)))


def test_the_page_of_an_issue_costs_the_same_however_many_did_not_arrive(staff):
    issue = undelivered(**BY_PHONE)
    few = cost(staff, f"/staff/issues/{issue.reference}/")
    for n in range(5):
        IssueTurn.objects.create(issue=issue, key=f"x{n}", on=MONDAY, undelivered_on=MONDAY, title="News", text="News")
    assert cost(staff, f"/staff/issues/{issue.reference}/") == few


# --- the words that others may read -----------------------------------------------------------------


def shown(**given):
    """A logged issue whose parent was sent the edited words, which the server does not take."""
    issue = issues.logged_issue(now=MONDAY, need_not_be_asked=False, is_published=False, **given)
    refuse_parent(issue, EVENING)
    issue.refresh_from_db()
    return issue


def test_days_to_object_do_not_run_for_words_that_could_not_be_delivered(staff, coordinator):
    issue = shown(**BY_PHONE)
    assert (issue.words_shown_on, issue.words_settled_on) == (None, None)
    with pytest.raises(DomainError, match="could not be delivered"):
        publish_issue(issue, by=coordinator, now=THURSDAY + 10 * clock.DAY)
    assert "could not be delivered" in unsettled_because(issue)
    assert issue not in Issue.objects.with_settled_words(THURSDAY.date() + 10 * clock.DAY)
    assert "so the parent counts as not asked" in page_of(staff, issue)
    assert f"{issue.reference}: the edited words could not be e-mailed to the parent" in words(staff.get("/staff/"))
    text = words(staff.get(tell_page(issue)))
    assert issue.edited_text in text
    assert AuditEntry.objects.filter(verb="count_as_not_asked", by=None).count() == 1


def test_the_days_had_run_out_before_the_server_said_no(staff, coordinator):
    issue = issues.logged_issue(now=MONDAY, need_not_be_asked=False, is_published=False)
    refuse_parent(issue, THURSDAY + 10 * clock.DAY)
    with pytest.raises(DomainError, match="could not be delivered"):
        publish_issue(issue, by=coordinator, now=THURSDAY + 10 * clock.DAY)


def test_the_co_ordinator_goes_on_as_with_who_left_no_address(staff, coordinator):
    issue = shown(**NO_OTHER_WAY)
    assert "Go on without asking the parent" in page_of(staff, issue)
    text = said(staff, staff.post(f"/staff/issues/{issue.reference}/not-asked/"))
    assert "The words can now be published or presented" in text
    assert "counts as not asked" not in text
    assert "the edited words could not be e-mailed" not in words(staff.get("/staff/"))
    assert publish_issue(Issue.objects.get(), by=coordinator, now=EVENING).is_published
    assert AuditEntry.objects.filter(verb="settle_unasked", by=coordinator).count() == 1


def test_words_that_were_sent_and_not_refused_cannot_be_gone_on_with(staff, coordinator):
    issue = issues.logged_issue(now=MONDAY, need_not_be_asked=False, is_published=False)
    text = said(staff, staff.post(f"/staff/issues/{issue.reference}/not-asked/"))
    assert "has not failed" in text
    with pytest.raises(DomainError):
        settle_unasked(issue, by=coordinator, now=EVENING)
    assert Issue.objects.get().words_shown_on


def test_the_same_words_can_be_e_mailed_once_more(staff):
    issue = shown(**BY_PHONE)
    address = f"/staff/issues/{issue.reference}/publish/"
    staff.post(address, {"version": issue.edit_version})
    assert Message.objects.filter(subject__contains="before others read them").count() == 2
    assert Issue.objects.get().words_shown_on == EVENING.date()
    assert not IssueTurn.objects.to_tell().of_shown_words().exists()
    assert "counts as not asked" not in page_of(staff, issue)


def test_new_words_take_the_old_ones_off_the_list(coordinator):
    issue = shown(**BY_PHONE)
    changed = {"title": "Buses", "edited_text": "Buses are late.", "version": issue.edit_version}
    edit_issue(issue, **changed, reason="It names nobody", by=coordinator, now=EVENING)
    assert not IssueTurn.objects.to_tell().of_shown_words().exists()
    assert Issue.objects.get().words_shown_on == EVENING.date()


def test_words_the_parent_agreed_to_on_the_website_stay_settled():
    issue = issues.logged_issue(now=MONDAY, need_not_be_asked=False, is_published=False)
    agree_to_words(issue, version=issue.edit_version, now=MONDAY)
    refuse_parent(issue, EVENING)
    assert Issue.objects.get().words_settled_on == MONDAY.date()


# --- from a reader to the co-ordinator --------------------------------------------------------------


@pytest.mark.parametrize("way", [BY_PHONE, NO_OTHER_WAY])
def test_silence_of_a_parent_who_was_not_told_hands_nothing_to_the_co_ordinator(staff, reader, way):
    issue = issues.read_about_us(now=MONDAY, **way)
    reader.post(f"/staff/issues/{issue.reference}/to-coordinator/", {"reason": "It is a bus.", "how_agreed": ""})
    tell_parents(EVENING.date())
    refuse_parent(issue, EVENING)
    with clock.frozen(EVENING + 14 * clock.DAY):
        text = said(reader, reader.get(f"/staff/issues/{issue.reference}/to-coordinator/"))
        assert "No e-mail reached the parent, so they could not object." in text
        assert "the parent has not objected" not in words(reader.get("/reader/"))
        with pytest.raises(DomainError, match="No e-mail reached the parent"):
            hand_to_coordinator(issue, by=None)
        assert staff.get(f"/staff/issues/{issue.reference}/").status_code == 404


def test_once_the_parent_was_rung_a_reader_hands_it_over(staff, reader):
    issue = issues.read_about_us(now=MONDAY, **BY_PHONE)
    reader.post(f"/staff/issues/{issue.reference}/to-coordinator/", {"reason": "It is a bus.", "how_agreed": ""})
    tell_parents(EVENING.date())
    refuse_parent(issue, EVENING)
    with clock.frozen(EVENING + 14 * clock.DAY):
        last = IssueTurn.objects.order_by("pk").last().pk
        told = {"how": "telephone", **date("told_on", EVENING.date()), "told_by": "Ruth", "last": last}
        reader.post(tell_page(issue), told)
        assert "Issue handed" in said(reader, reader.post(f"/staff/issues/{issue.reference}/to-coordinator/", {}))
