"""A parent who can be e-mailed sees the edited words before the public or an agency does, and may object."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from answers.messages import after_presenting
from answers.rules import AgreedWay, Agreement
from answers.selectors import items_of
from common import clock
from common.errors import DomainError
from common.models import Message
from issues.models import Issue
from issues.services.words import publish_issue
from tests.factories import answers, issues
from tests.issues import wizard
from tests.issues.pages import errors, hidden, said, words

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC)
THURSDAY, FRIDAY = MONDAY + dt.timedelta(days=3), MONDAY + dt.timedelta(days=4)


def shown(coordinator, **changes):
    """A logged issue whose parent was just sent the edited words."""
    given = {"need_not_be_asked": False, "is_published": False, "by": coordinator, "now": MONDAY}
    return issues.logged_issue(**given | changes)


def parents_page(client, issue):
    """Follow the link of the e-mail; return the address of the page that asks."""
    body = Message.objects.get(subject__contains="before others read them").body_text
    address = next(word for word in body.split() if "/issues/" in word)
    client.get("/" + address.split("/", 3)[3], follow=True)
    return f"/issues/{issue.reference}/words/"


def test_the_parent_is_sent_the_edited_words_and_has_three_working_days(coordinator):
    issue = shown(coordinator)
    message = Message.objects.get(subject__contains="before others read them")
    assert message.to == issue.contact_email
    assert issue.edited_text in message.body_text
    assert "Tell us by 9 July 2026." in message.body_text
    assert (issue.words_shown_on, issue.words_settled_on) == (dt.date(2026, 7, 6), dt.date(2026, 7, 10))


def test_words_are_published_only_after_the_time_to_object(staff, coordinator):
    with clock.frozen(THURSDAY):
        issue = shown(coordinator)
        text = said(staff, staff.get(f"/staff/issues/{issue.reference}/publish/"))
        assert "The parent can object to these words until 9 July 2026." in text
    with pytest.raises(DomainError, match="can object"):
        publish_issue(issue, by=coordinator, now=THURSDAY)
    assert publish_issue(issue, by=coordinator, now=FRIDAY).is_published


def test_publishing_what_the_parent_has_not_seen_sends_it_to_them_first(staff):
    issue = issues.edited_issue(need_not_be_asked=False)
    address = f"/staff/issues/{issue.reference}/publish/"
    page = staff.get(address)
    assert "E-mail these words to the parent first" in words(page)
    assert "We've e-mailed the words to the parent" in said(
        staff, staff.post(address, {"version": hidden(page, "version")})
    )
    assert not Issue.objects.get().is_published
    assert Issue.objects.get().words_shown_on == clock.today()


def test_the_parent_says_no_through_the_link_and_the_words_wait(client, staff, coordinator):
    with clock.frozen(MONDAY):
        issue = shown(coordinator)
        client.logout()
        address = parents_page(client, issue)
        page = client.get(address)
        assert issue.edited_text in words(page)
        sent = {"version": hidden(page, "version"), "is_right": "no"}
        assert "Say what should be different." in errors(client.post(address, sent | {"objection": ""}))
        assert "change the words first" in said(client, client.post(address, sent | {"objection": "Not the school"}))
    fresh = Issue.objects.get()
    assert (fresh.objection, fresh.words_settled_on) == ("Not the school", None)
    with pytest.raises(DomainError, match="does not agree"):
        publish_issue(fresh, by=coordinator, now=FRIDAY + dt.timedelta(days=9))
    assert AuditEntry.objects.filter(verb="object_to_words").exists()


def test_the_parent_says_yes_and_the_words_may_go_at_once(client, coordinator):
    with clock.frozen(MONDAY):
        issue = shown(coordinator)
        address = parents_page(client, issue)
        sent = {"version": hidden(client.get(address), "version"), "is_right": "yes"}
        assert "Thank you." in said(client, client.post(address, sent))
        assert publish_issue(issue, by=coordinator, now=MONDAY).is_published


def test_the_co_ordinator_sees_an_objection_on_today_and_on_the_issue(staff, client, coordinator):
    issue = shown(coordinator)
    Issue.objects.update(objected_on=clock.today(), objection="Not the school", words_settled_on=None)
    assert f"{issue.reference}: the parent wants the edited words changed" in words(staff.get("/staff/"))
    assert "Not the school" in words(staff.get(f"/staff/issues/{issue.reference}/"))


def test_an_issue_that_waits_is_left_out_of_a_presentation_which_says_so(coordinator):
    theme = issues.theme(by=coordinator)
    waiting = shown(coordinator, theme=theme)
    ready = issues.logged_issue(theme=theme, by=coordinator, now=MONDAY)
    presentation = answers.presentation_of(theme=theme, by=coordinator, now=MONDAY)
    [item] = items_of(presentation)
    assert [issue.pk for issue in item.shared] == [ready.pk]
    assert Issue.objects.get(pk=waiting.pk).status == waiting.status
    with clock.frozen(MONDAY):
        assert f"object to the edited words: {waiting.reference}." in after_presenting(presentation)


def test_words_edited_after_presenting_are_not_read_by_the_agency_until_they_are_settled(coordinator):
    issue = issues.logged_issue(need_not_be_asked=True, by=coordinator)
    Issue.objects.update(need_not_be_asked=False, words_settled_on=None)
    assert not Issue.objects.readable_by_agency().filter(pk=issue.pk).exists()


def test_who_said_no_need_to_ask_me_and_who_cannot_be_reached_are_not_asked(client, coordinator):
    for changes in ({"need_not_be_asked": True}, {"contact_email": "", "contact_phone": "01632 960 123"}):
        issue = shown(coordinator, **changes)
        assert (issue.words_shown_on, issue.words_settled_on) == (None, dt.date(2026, 7, 6))
    assert not Message.objects.filter(subject__contains="before others read them").exists()


def test_no_need_to_ask_me_is_a_tick_of_the_last_question(client):
    contact = wizard.ANSWERS["contact"] | {"need_not_be_asked": "on"}
    wizard.send(client, wizard.ANSWERS | {"contact": contact})
    assert Issue.objects.get().need_not_be_asked
    wizard.send(client)
    assert Issue.objects.filter(need_not_be_asked=False).count() == 1


def test_the_check_page_warns_while_they_write(client):
    told = wizard.ANSWERS | {"what": {"original_text": "My son Tobi Achebe waits at Elm School."}}
    page = words(client.get(wizard.walk(client, told)))
    assert "What you wrote could show who somebody is." in page
    assert "Tobi Achebe (name)" in page
    assert "Elm School (school)" in page
    assert "could show who somebody is" not in words(client.get(wizard.walk(client)))


def test_what_is_urgent_goes_all_the_same_and_says_so(coordinator):
    issue = shown(coordinator)
    urgent = Agreement(AgreedWay.URGENT, MONDAY.date(), "The chair, by phone: the bus stops on Friday.")
    answers.presentation_of(issue, by=coordinator, now=MONDAY, agreed=urgent)
    assert Issue.objects.with_settled_words(MONDAY.date()).exists()
    assert "before your time to object to the words was over" in issue.moves.latest("pk").note
    assert AuditEntry.objects.filter(verb="settle_urgently").exists()
