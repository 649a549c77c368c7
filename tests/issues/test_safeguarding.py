"""What is out of sight, and who raised an issue: for the few who must know."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import AuditEntry
from common import clock, exceptions_register, timeline
from common.models import Message
from issues.models import Issue
from issues.services.issues import hide_issue, look_at_contact, merge_issue
from tests.factories import accounts, issues
from tests.issues.pages import links, words

pytestmark = pytest.mark.django_db
SECRET_WORDS = "Only these very words"
D = dt.date


def get(client, sign_in, user, address):
    return (sign_in(client, user) if user else client).get(address)


# --- out of sight ---------------------------------------------------------------------------------


def test_safeguarding_leads_are_emailed_at_once_without_the_reason(coordinator):
    lead, other = accounts.safeguarding_lead(), accounts.safeguarding_lead()
    issue = issues.received_issue(original_text=SECRET_WORDS)
    hide_issue(issue, reason="A bruise was seen", by=other)
    (message,) = Message.objects.filter(subject=f"{issue.reference} is waiting for your decision")
    assert (message.to, message.is_urgent) == (lead.email, True)
    assert f"/staff/safeguarding/{issue.reference}/" in message.body_text
    assert "bruise" not in message.body_text
    assert SECRET_WORDS not in message.body_text


def test_safeguarding_email_about_an_anonymous_issue_keeps_no_time_of_day(coordinator):
    accounts.safeguarding_lead()
    hide_issue(issues.anonymous_issue(), reason="A worry", by=coordinator)
    assert Message.objects.get(subject__contains="is waiting for your decision").is_date_only


STEPS = ["", "acknowledge/", "edit/", "log/", "theme/", "signpost/", "merge/", "close/", "hide/", "contact/"]


@pytest.mark.parametrize("step", STEPS)
def test_coordinator_gets_404_for_an_issue_out_of_sight(client, sign_in, coordinator, step):
    issue = hide_issue(issues.published_issue(by=coordinator), reason="A worry", by=coordinator)
    sign_in(client, coordinator)
    there, missing = (client.get(f"/staff/issues/{ref}/{step}") for ref in (issue.reference, "PPS-999999"))
    assert (there.status_code, words(there)) == (404, words(missing))
    assert client.post(f"/staff/issues/{issue.reference}/{step}", {}).status_code in {404, 405}


def test_issue_out_of_sight_is_in_none_of_the_coordinators_lists(client, sign_in, coordinator):
    theme = issues.theme("Transport", by=coordinator)
    issue = issues.logged_issue(theme=theme, by=coordinator, title="Gone from sight")
    root = issues.logged_issue(by=coordinator)
    merged = merge_issue(issues.edited_issue(by=coordinator), into=root, by=coordinator)
    for one in (issue, merged):
        hide_issue(one, reason="A worry", by=coordinator)
    sign_in(client, coordinator)
    for address in (
        "/staff/issues/",
        "/staff/issues/?status=all",
        "/staff/issues/?words=Gone",
        "/staff/",
        f"/staff/themes/{theme.slug}/",
        f"/staff/issues/{root.reference}/",
        "/staff/presentations/new/",
    ):
        text = words(client.get(address))
        for one in (issue, merged):
            assert one.reference not in text.replace(f"words={one.reference}", "")
            assert "Gone from sight" not in text


def test_coordinator_who_raised_an_issue_out_of_sight_does_not_see_it_in_the_queue(client, sign_in, coordinator):
    issue = issues.received_issue(reporter=coordinator)
    hide_issue(issue, reason="A worry", by=accounts.coordinator())
    assert issue.reference not in words(get(client, sign_in, coordinator, "/staff/issues/"))


def test_a_safeguarding_lead_reads_it_and_decides(client, sign_in, coordinator):
    issue = hide_issue(issues.received_issue(), reason="A child may not be safe", by=coordinator)
    lead, other = accounts.safeguarding_lead(), issues.received_issue()
    assert issue.reference in words(get(client, sign_in, lead, "/staff/safeguarding/"))
    page = f"/staff/safeguarding/{issue.reference}/"
    text = words(client.get(page))
    assert "A child may not be safe" in text
    assert issue.original_text in text
    assert client.post(page, {"outcome": "back", "decision": "Spoken to the school."}).url == "/staff/safeguarding/"
    assert client.get(page).status_code == 404
    again = words(get(client, sign_in, coordinator, f"/staff/issues/{issue.reference}/"))
    assert "The safeguarding lead decided on" in again
    assert "Spoken to the school." in again
    assert "The safeguarding lead decided on" not in words(client.get(f"/staff/issues/{other.reference}/"))
    assert "Spoken to the school." not in words(client.get(issue.get_absolute_url()))


def test_lead_who_puts_an_issue_out_of_sight_lands_on_a_page_they_may_open(client, sign_in, coordinator):
    issue = issues.published_issue(by=coordinator)
    sign_in(client, accounts.safeguarding_lead())
    address = f"/staff/issues/{issue.reference}/hide/"
    assert issue.get_absolute_url() in links(client.get(address))
    response = client.post(address, {"reason": "A child may not be safe"})
    assert client.get(response.url).status_code == 200


# --- the clock of a decision, and its outcomes ----------------------------------------------------

FRIDAY = dt.datetime(2026, 7, 3, 11, tzinfo=dt.UTC)


def out_of_sight(coordinator):
    return hide_issue(issues.received_issue(now=FRIDAY), reason="A bruise was seen", by=coordinator, now=FRIDAY)


def read(client, sign_in, user, address, day):
    with clock.frozen(day):
        return words(get(client, sign_in, user, address))


MONDAY = D(2026, 7, 6)


def decide(client, issue, day=MONDAY, **given):
    parts = {"referred_on_day": "", "referred_on_month": "", "referred_on_year": ""}
    with clock.frozen(day):
        return client.post(
            f"/staff/safeguarding/{issue.reference}/", parts | {"decision": "Spoken to the school.", **given}
        )


def test_a_decision_is_due_within_one_working_day_and_late_on_the_leads_page(client, sign_in, coordinator):
    out_of_sight(coordinator)
    lead = accounts.safeguarding_lead(now=FRIDAY)
    in_time = read(client, sign_in, lead, "/staff/safeguarding/", D(2026, 7, 6))
    assert "Decide by 6 July 2026" in in_time
    assert "overdue" not in in_time
    assert "Decide by 6 July 2026 overdue" in read(client, sign_in, lead, "/staff/safeguarding/", D(2026, 7, 7))


def test_what_is_late_is_in_the_register_of_exceptions_without_naming_it(client, sign_in, coordinator):
    issue = out_of_sight(coordinator)
    assert not exceptions_register.entries("issues.safeguarding", D(2026, 7, 6))
    today = read(client, sign_in, coordinator, "/staff/", D(2026, 7, 7))
    assert "Issues put out of sight and not decided on in time: 1" in today
    assert issue.reference not in today


def test_brought_back_ends_the_clock(client, sign_in, coordinator):
    issue = out_of_sight(coordinator)
    sign_in(client, accounts.safeguarding_lead(now=FRIDAY))
    decide(client, issue, outcome="back")
    issue.refresh_from_db()
    concern = issue.concerns.get()
    assert (issue.is_hidden, concern.outcome, concern.decided_on) == (False, "back", D(2026, 7, 6))
    assert not exceptions_register.entries("issues.safeguarding", D(2026, 8, 1))


def test_a_referral_says_where_and_when_and_keeps_it_out_of_sight(client, sign_in, coordinator):
    issue = out_of_sight(coordinator)
    sign_in(client, accounts.safeguarding_lead(now=FRIDAY))
    assert "Say where it was referred to." in words(decide(client, issue, outcome="referred"))
    to = {"outcome": "referred", "referred_to": "The council's front door"}
    assert "Give the day it was referred" in words(decide(client, issue, **to))
    day = {"referred_on_day": "6", "referred_on_month": "7", "referred_on_year": "2026"}
    assert decide(client, issue, **to, **day).status_code == 302
    issue.refresh_from_db()
    concern = issue.concerns.get()
    assert (issue.is_hidden, concern.outcome, concern.referred_on) == (True, "referred", D(2026, 7, 6))
    assert "Referred on 6 July 2026: The council's front door" in words(client.get("/staff/safeguarding/"))
    assert AuditEntry.objects.get(verb="decide_hidden_issue").detail["referred_to"] == "The council's front door"
    assert not exceptions_register.entries("issues.safeguarding", D(2026, 8, 1))


def test_what_is_kept_away_can_be_decided_again(client, sign_in, coordinator):
    issue = out_of_sight(coordinator)
    sign_in(client, accounts.safeguarding_lead(now=FRIDAY))
    decide(client, issue, outcome="kept", decision="It names a person.")
    page = words(client.get(f"/staff/safeguarding/{issue.reference}/"))
    assert "Decided on 6 July 2026: kept away" in page
    assert "It names a person." in page
    decide(client, issue, outcome="back")
    issue.refresh_from_db()
    assert issue.is_hidden is False


# --- who raised it --------------------------------------------------------------------------------


def test_contact_details_are_shown_after_a_recorded_reason(client, sign_in, coordinator):
    issue = issues.received_issue(contact_phone="07700 900 123")
    address = f"/staff/issues/{issue.reference}/contact/"
    page = get(client, sign_in, coordinator, address)
    for private in (issue.contact_name, issue.contact_email, issue.contact_phone):
        assert private not in words(page)
    empty = client.post(address, {"reason": "   "})
    assert issue.contact_email not in words(empty)
    assert not AuditEntry.objects.filter(verb="view_contact").exists()
    shown = client.post(address, {"reason": "To ask which school."})
    for private in (issue.contact_name, issue.contact_email, issue.contact_phone):
        assert private in words(shown)
    assert "no-store" in shown["Cache-Control"]
    entry = AuditEntry.objects.get(verb="view_contact")
    assert (entry.by, entry.reason) == (coordinator, "To ask which school.")


def test_only_a_lead_sees_who_raised_an_issue_out_of_sight(client, sign_in, coordinator):
    issue = hide_issue(issues.received_issue(), reason="A worry", by=coordinator)
    address = f"/staff/issues/{issue.reference}/contact/"
    lead = accounts.safeguarding_lead()
    sign_in(client, lead)
    assert f"/staff/safeguarding/{issue.reference}/" in links(client.get(address))
    assert issue.contact_email in words(client.post(address, {"reason": "To reach the family."}))
    assert AuditEntry.objects.get(verb="view_contact").detail == {"is_hidden": True}
    assert get(client, sign_in, coordinator, address).status_code == 404


def test_anonymous_issue_has_no_contact_details_to_show(client, sign_in, coordinator):
    issue = issues.anonymous_issue()
    page = get(client, sign_in, coordinator, f"/staff/issues/{issue.reference}/contact/")
    assert "We do not know who raised it" in words(page)


def test_parent_sees_who_viewed_their_details_and_why_but_not_safeguarding_reasons(coordinator):
    issue = issues.received_issue()
    look_at_contact(issue, reason="To ask which school.", by=coordinator)
    hidden = hide_issue(issue, reason="A worry", by=coordinator)
    look_at_contact(hidden, reason="To protect the child.", by=accounts.safeguarding_lead())

    def told(*, is_own):
        fresh = Issue.objects.get(pk=issue.pk)
        fresh.is_own = is_own
        return " ".join(f"{entry.title} {entry.text}" for entry in timeline.build(fresh, AnonymousUser()))

    assert "looked at who raised this" in told(is_own=True)
    assert "To ask which school." in told(is_own=True)
    assert "To protect the child." not in told(is_own=True)
    assert "looked at who raised this" not in told(is_own=False)
