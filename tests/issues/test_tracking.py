"""A parent follows their issue with its reference and secret, gives feedback on the answer, or withdraws it."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import AuditEntry
from answers.models import IssueFeedback
from answers.services.feedback import give_feedback
from common import clock
from common.errors import DomainError, MoveNotAllowed
from issues.models import Issue
from issues.rules import IssueStatus as S
from issues.services.issues import hide_issue
from issues.services.own_issues import claim_issue, withdraw_issue
from tests.counting import queries
from tests.factories import accounts, answers, issues

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC)
LONG = "x" * 100_000


def page(response):
    return response.content.decode()


def track(client, reference, secret):
    return client.post("/issues/track/", {"reference": reference, "secret": secret})


@pytest.fixture
def mine(client):
    """An issue whose parent has just given its secret."""
    issue, secret = issues.raised(original_text="Sam waits in the rain.")
    track(client, issue.reference, secret)
    return issue


def follow(client, issue):
    """Give this browser the issue, as its secret would."""
    session = client.session
    session["issues"] = [issue.pk]
    session.save()
    client.cookies["session"] = session.session_key
    return issue


@pytest.mark.parametrize("change", [str, str.lower, lambda text: text.replace("-", " "), lambda text: f" {text} "])
def test_reference_and_secret_show_the_issue_in_its_own_words(client, change):
    issue, secret = issues.raised(original_text="Sam waits in the rain.")
    response = track(client, change(issue.reference), change(secret).upper())
    assert response.url == f"/issues/{issue.reference}/"
    assert "Sam waits in the rain." in page(client.get(response.url))


@pytest.mark.parametrize("wrong", ["reference", "secret", "both"])
def test_failed_look_up_does_not_say_which_part_was_wrong(client, wrong):
    issue, secret = issues.raised()
    reference = "PPS-9" if wrong != "secret" else issue.reference
    response = track(client, reference, "0000-0000-0000-0000-0000" if wrong != "reference" else secret)
    assert "We cannot find an issue with this reference and secret" in page(response)
    assert client.get(f"/issues/{issue.reference}/").status_code == 404


def test_a_session_id_set_beforehand_is_rotated(client):
    follow(client, issues.received_issue())
    before = client.session.session_key
    issue, secret = issues.raised()
    track(client, issue.reference, secret)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_several_issues_can_be_followed_from_one_browser(client):
    both = [issues.raised() for _number in range(2)]
    for issue, secret in both:
        track(client, issue.reference, secret)
    assert [client.get(f"/issues/{issue.reference}/").status_code for issue, _secret in both] == [200, 200]


def test_too_many_look_ups_in_an_hour_are_limited(client):
    with clock.frozen(MONDAY):
        statuses = [track(client, "PPS-1", "wrong").status_code for _number in range(12)]
    assert statuses == [200] * 11 + [429]


@pytest.mark.parametrize(
    "reference", ["", "\0", "'", "%", "PPS", "1042", "😀", "<script>", "PPS-" + "9" * 200, "²³", "٣٤", LONG]
)
def test_unknown_reference_never_causes_a_server_error(client, reference):
    assert track(client, reference, "secret").status_code == 200


@pytest.mark.parametrize("address", ["PPS-0", "pps-1001", "PPS-%00", "PPS-1'--", "%F0%9F%98%80", "PPS-99999999999999"])
def test_invalid_address_is_404(client, address):
    assert client.get(f"/issues/{address}/").status_code == 404


def test_the_link_in_the_mail_fills_in_the_reference(client):
    assert 'value="PPS-1042"' in page(client.get("/issues/track/?reference=PPS-1042"))
    assert "<script>" not in page(client.get("/issues/track/?reference=<script>alert(1)</script>"))


def test_parents_issue_page_is_not_cached(client, mine):
    assert "no-store" in client.get(mine.get_absolute_url())["Cache-Control"]


# --- whose it is ----------------------------------------------------------------------------------

OWN_PAGES = ["feedback/", "withdraw/"]


@pytest.mark.parametrize("under", OWN_PAGES)
def test_only_its_parent_can_give_feedback_or_withdraw(client, sign_in, under):
    issue = issues.published_issue()
    address = f"{issue.get_absolute_url()}{under}"
    assert [client.get(address).status_code, client.post(address, {}).status_code] == [404, 404]
    for user in (accounts.parent(), accounts.coordinator()):
        sign_in(client, user)
        assert [client.get(address).status_code, client.post(address, {}).status_code] == [404, 404]


def test_a_signed_in_parent_needs_no_secret_for_their_own(client, sign_in):
    user = accounts.parent()
    issue = issues.received_issue(reporter=user)
    sign_in(client, user)
    assert issue.original_text in page(client.get(issue.get_absolute_url()))
    assert client.get(f"{issue.get_absolute_url()}withdraw/").status_code == 200


def test_the_parent_still_sees_what_was_put_out_of_sight(client, mine):
    hide_issue(mine, reason="A worry", by=accounts.coordinator())
    text = page(client.get(mine.get_absolute_url()))
    assert mine.original_text in text
    assert "A worry" not in text


def test_my_issues_need_signing_in_and_hold_ones_own_alone(client, sign_in):
    user = accounts.parent()
    own, other = issues.received_issue(reporter=user), issues.received_issue(reporter=accounts.parent())
    assert client.get("/my/issues/").status_code == 302
    sign_in(client, user)
    text = page(client.get("/my/issues/"))
    assert own.reference in text
    assert other.reference not in text


def test_my_issues_take_the_same_queries_for_3_and_for_30(client, sign_in):
    user = accounts.parent()
    sign_in(client, user)
    counts = []
    for number in (3, 27):
        for _one in range(number):
            issues.received_issue(reporter=user)
        with queries() as counted:
            client.get("/my/issues/")
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 8


def test_an_issue_found_by_its_secret_can_be_put_into_ones_list(client, sign_in):
    user = accounts.parent()
    issue, secret = issues.raised()
    claim = f"{issue.get_absolute_url()}claim/"
    assert client.post(claim).status_code == 302
    assert "/sign-in/" in client.post(claim).url
    sign_in(client, user)
    assert client.post(claim).status_code == 404
    track(client, issue.reference, secret)
    assert "Add to my issues" in page(client.get(issue.get_absolute_url()))
    assert client.post(claim).url == issue.get_absolute_url()
    issue.refresh_from_db()
    assert issue.reporter == user
    assert AuditEntry.objects.get(verb="claim_issue").by == user


def test_an_anonymous_issue_stays_anonymous_whoever_asks():
    with pytest.raises(DomainError):
        claim_issue(issues.anonymous_issue(), by=accounts.parent())


def test_an_issue_of_one_account_is_not_claimed_by_another():
    with pytest.raises(DomainError):
        claim_issue(issues.received_issue(reporter=accounts.parent()), by=accounts.parent())


# --- the word on the answer -----------------------------------------------------------------------


def test_feedback_that_it_is_answered_closes_the_issue():
    issue = give_feedback(answers.responded_issue(now=MONDAY), is_answered=True, now=MONDAY)
    assert (issue.status, issue.closed_on) == (S.CLOSED, MONDAY.date())
    assert IssueFeedback.objects.get().is_answered


@pytest.mark.parametrize("make", [answers.responded_issue, answers.closed_issue])
def test_feedback_that_it_is_not_answered_reopens_the_issue(make):
    issue = make(now=MONDAY)
    Issue.objects.filter(pk=issue.pk).update(present_by_on=MONDAY.date())
    issue = give_feedback(issue, is_answered=False, reason="The bus is still late.", now=MONDAY)
    issue.refresh_from_db()
    assert (issue.status, issue.present_by_on) == (S.LOGGED, None)
    assert issue.feedback.last().reason == "The bus is still late."


def test_feedback_that_it_is_not_answered_needs_a_reason():
    issue = answers.responded_issue()
    with pytest.raises(DomainError) as error:
        give_feedback(issue, is_answered=False, reason="  ")
    assert error.value.field == "reason"
    assert IssueFeedback.objects.count() == 0


@pytest.mark.parametrize("is_answered", [True, False])
@pytest.mark.parametrize(
    "make", [issues.received_issue, issues.acknowledged_issue, issues.logged_issue, answers.presented_issue]
)
def test_feedback_needs_an_answer_first(make, is_answered):
    with pytest.raises(MoveNotAllowed):
        give_feedback(make(), is_answered=is_answered, reason="No.")


def test_anonymous_feedback_stores_no_time_or_account():
    issue = answers.responded_issue(is_anonymous=True)
    give_feedback(issue, is_answered=True, by=accounts.parent())
    entry = AuditEntry.objects.get(verb="give_feedback")
    assert (entry.at, entry.by) == (None, None)


def test_parent_can_say_on_the_page_that_it_is_not_answered(client):
    issue = follow(client, answers.responded_issue())
    assert "Not happy with the answer?" in page(client.get(issue.get_absolute_url()))
    address = f"{issue.get_absolute_url()}feedback/"
    empty = client.post(address, {"is_answered": "no", "reason": ""})
    assert "Say what is still not answered." in page(empty)
    sent = client.post(address, {"is_answered": "no", "reason": "Still late <b>every</b> day"})
    assert sent.url == issue.get_absolute_url()
    text = page(client.get(sent.url))
    assert "Still late &lt;b&gt;every&lt;/b&gt; day" in text
    assert "Reopened" in text


def test_a_child_or_young_person_is_asked_in_plain_words(client):
    issue = follow(client, answers.responded_issue(speaks_as="child"))
    text = page(client.get(issue.get_absolute_url()))
    assert "Tell us if this helps you" in text
    assert "reopen" not in text
    form = page(client.get(f"{issue.get_absolute_url()}feedback/"))
    assert "Does this help you?" in form
    assert "reopen" not in form


def test_giving_feedback_twice_shows_a_message(client):
    issue = follow(client, answers.responded_issue())
    address = f"{issue.get_absolute_url()}feedback/"
    client.post(address, {"is_answered": "yes"})
    assert "You cannot do this now" in page(client.post(address, {"is_answered": "yes"}))
    assert IssueFeedback.objects.count() == 1


def test_a_reason_of_100_000_characters_is_refused_and_kept(client):
    issue = follow(client, answers.responded_issue())
    response = client.post(f"{issue.get_absolute_url()}feedback/", {"is_answered": "no", "reason": LONG})
    assert response.status_code == 200
    assert LONG in page(response)


# --- taking it back -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make", [issues.received_issue, issues.published_issue, answers.presented_issue, answers.responded_issue]
)
def test_withdrawn_issue_is_hidden_from_everyone_else(make):
    issue = withdraw_issue(make(), reason="We moved away.", now=MONDAY)
    issue.refresh_from_db()
    assert (issue.status, issue.closed_on, issue.status_reason) == (S.WITHDRAWN, MONDAY.date(), "We moved away.")
    consents = (issue.share_with_group, issue.share_with_agency, issue.may_publish)
    assert (*consents, issue.is_published, issue.published_on) == (False, False, False, False, None)
    assert AuditEntry.objects.get(verb="withdraw_consents").detail["before"]["share_with_group"] is True


@pytest.mark.parametrize("make", [answers.closed_issue])
def test_finished_issue_cannot_be_withdrawn(make):
    issue = make()
    with pytest.raises(MoveNotAllowed):
        withdraw_issue(issue)
    issue.refresh_from_db()
    assert issue.is_published


def test_parent_can_withdraw_on_the_page(client):
    issue = follow(client, issues.published_issue())
    address = f"{issue.get_absolute_url()}withdraw/"
    assert "This cannot be undone" in page(client.get(address))
    assert client.post(address, {}).url == issue.get_absolute_url()
    assert "withdrawn by the parent" in page(client.get(issue.get_absolute_url()))
    assert "What others may read" not in page(client.get(issue.get_absolute_url()))
    assert Client().get(issue.get_absolute_url()).status_code == 404
