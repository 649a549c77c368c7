"""What is kept of what a parent tells the group."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from accounts.services.settings import set_setting
from common.errors import DomainError
from common.models import Message, Submission
from common.references import hash_secret, secret_matches
from common.retention import carry_out, rules
from issues.models import Issue, IssueDraft
from issues.rules import Channel, IssueStatus
from issues.services.drafts import drop_draft, resume_draft, save_draft
from issues.services.own_issues import find_issue
from issues.services.raising import submit_issue
from issues.services.secrets import readable, tidied
from tests.factories import accounts, issues

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 7, 3, 14, 37, tzinfo=dt.UTC)


def test_received_issue_has_its_dates_and_deadline():
    issue, secret = issues.raised(now=FRIDAY)
    assert issue.reference.startswith("PPS-")
    assert (issue.status, issue.received_on, issue.received_at) == (IssueStatus.RECEIVED, FRIDAY.date(), FRIDAY)
    assert issue.acknowledge_by_on == dt.date(2026, 7, 7)
    assert secret_matches(secret, issue.secret_hash)
    assert secret not in str(Issue.objects.filter(pk=issue.pk).values().get())


def test_days_to_acknowledge_are_a_service_setting():
    set_setting("acknowledge_days", 5, by=None, now=FRIDAY)
    assert issues.received_issue(now=FRIDAY).acknowledge_by_on == dt.date(2026, 7, 10)


def test_paper_issue_uses_the_setting_in_force_when_it_arrived():
    set_setting("acknowledge_days", 5, by=None, now=FRIDAY)
    issue, _secret = issues.raised(channel=Channel.PAPER, received_on=dt.date(2026, 6, 29), now=FRIDAY)
    assert issue.acknowledge_by_on == dt.date(2026, 7, 1)


def test_paper_issue_can_have_an_earlier_received_date():
    coordinator = accounts.coordinator()
    issue, _secret = issues.raised(
        channel=Channel.PAPER, by=coordinator, received_on=dt.date(2026, 6, 29), now=FRIDAY, contact_email=""
    )
    assert (issue.received_on, issue.acknowledge_by_on) == (dt.date(2026, 6, 29), dt.date(2026, 7, 1))
    assert AuditEntry.objects.get(verb="raise_issue").by == coordinator
    assert issue.reporter is None


def test_an_anonymous_issue_keeps_its_date_and_nothing_of_the_person():
    user = accounts.parent()
    issue, _secret = issues.raised(
        is_anonymous=True, reporter=user, contact_name="Alex", contact_phone="01632 960 111", now=FRIDAY
    )
    issue.refresh_from_db()
    assert issue.is_anonymous
    assert (issue.received_on, issue.received_at, issue.reporter) == (FRIDAY.date(), None, None)
    assert (issue.contact_name, issue.contact_email, issue.contact_phone) == ("", "", "")
    entry = AuditEntry.objects.get(verb="raise_issue")
    assert (entry.on, entry.at, entry.by) == (FRIDAY.date(), None, None)
    assert Message.objects.count() == 0


def test_issue_without_contact_details_is_anonymous():
    assert issues.received_issue(contact_name="", contact_email="").is_anonymous


def test_database_refuses_contact_details_on_an_anonymous_issue():
    issue = issues.anonymous_issue()
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(received_at=FRIDAY)


def test_parent_with_an_address_is_emailed_reference_secret_and_date():
    issue, secret = issues.raised(contact_email="alex@example.org", now=FRIDAY)
    message = Message.objects.get()
    assert message.to == "alex@example.org"
    for words in (issue.reference, secret, "7 July 2026", "/issues/track/"):
        assert words in message.body_text


def test_fields_a_parent_may_not_set_are_ignored():
    issue, _secret = issues.raised(status="closed", is_published=True, title="Mine", edited_text="Mine")
    assert (issue.status, issue.is_published, issue.title, issue.edited_text) == ("received", False, "", "")


# --- sent once ------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_issue_with_one_secret():
    first = submit_issue(issues.answers(contact_email="a@example.org"), key="k" * 20)
    second = submit_issue(issues.answers(contact_email="a@example.org"), key="k" * 20)
    assert first == second
    assert (Issue.objects.count(), Message.objects.count(), Submission.objects.count()) == (1, 1, 1)


def test_the_same_key_with_other_answers_is_refused_and_writes_nothing():
    submit_issue(issues.answers(), key="k" * 20)
    with pytest.raises(DomainError):
        submit_issue(issues.answers(original_text="Something else"), key="k" * 20)
    assert Issue.objects.count() == 1


def test_the_secret_shown_is_the_one_that_is_stored():
    issue, secret = submit_issue(issues.answers(), key="another key")
    assert find_issue(issue.reference, secret) == issue


# --- put by ---------------------------------------------------------------------------------------


def test_a_draft_lasts_to_the_next_day_and_with_a_link_for_30_days():
    secret = save_draft({"kind": "gap"}, now=FRIDAY)
    assert IssueDraft.objects.get().expires_on == dt.date(2026, 7, 4)
    save_draft({}, email="a@example.org", secret=secret, now=FRIDAY)
    draft = resume_draft(secret, now=FRIDAY)
    assert (draft.answers, draft.expires_on) == ({"kind": "gap"}, dt.date(2026, 8, 2))


def test_a_drafts_link_goes_out_at_once_without_a_time_of_day():
    secret = save_draft({"kind": "gap"}, email="a@example.org", now=FRIDAY)
    message = Message.objects.get()
    assert f"/issues/raise/resume/?draft={secret}" in message.body_text
    assert (message.is_urgent, message.is_date_only) == (True, True)
    assert message.created_at != FRIDAY


def test_asking_for_the_link_again_sends_one_that_works():
    secret = save_draft({"kind": "gap"}, email="wrong@example.org", now=FRIDAY)
    save_draft({}, email="right@example.org", secret=secret, now=FRIDAY)
    assert [message.to for message in Message.objects.all()] == ["right@example.org"]


def test_a_draft_is_found_by_its_secret_and_until_its_day():
    secret = save_draft({"kind": "gap"}, now=FRIDAY)
    next_day, after = FRIDAY + dt.timedelta(days=1), FRIDAY + dt.timedelta(days=2)
    assert resume_draft(secret, now=next_day)
    assert resume_draft(secret, now=after) is None
    assert resume_draft("another", now=FRIDAY) is None
    assert not IssueDraft.objects.filter(secret_hash=secret).exists()


def test_secret_of_an_expired_draft_starts_a_new_draft():
    secret = save_draft({"kind": "gap"}, now=FRIDAY)
    later = FRIDAY + dt.timedelta(days=40)
    new = save_draft({"area": "north"}, secret=secret, now=later)
    assert new != secret
    assert resume_draft(new, now=later).answers == {"area": "north"}


def test_sending_erases_the_draft_and_the_mail_that_led_to_it():
    secret = save_draft({"kind": "gap"}, email="a@example.org")
    submit_issue(issues.answers(is_anonymous=True), key="k" * 20, draft=secret)
    assert (IssueDraft.objects.count(), Message.objects.count()) == (0, 0)


def test_erasing_a_draft_leaves_others_alone():
    mine, other = save_draft({"kind": "gap"}), save_draft({"kind": "good"})
    drop_draft(mine)
    assert IssueDraft.objects.get().secret_hash == hash_secret(other)


def test_expired_drafts_are_erased():
    save_draft({}, now=FRIDAY)
    kept = save_draft({}, email="a@example.org", now=FRIDAY)
    assert carry_out(rules["issues.drafts"], FRIDAY + dt.timedelta(days=2)) == 1
    assert carry_out(rules["issues.drafts"], FRIDAY + dt.timedelta(days=2)) == 0
    assert IssueDraft.objects.get().secret_hash == hash_secret(kept)


# --- the secret -----------------------------------------------------------------------------------


def test_a_secret_is_a_hundred_bits_in_groups_of_four():
    secret = readable("any secret")
    assert [len(group) for group in secret.split("-")] == [4] * 5
    assert len({readable(str(number)) for number in range(500)}) == 500


@pytest.mark.parametrize("change", [str.upper, str.split, lambda text: text.replace("-", " "), lambda t: f"  {t}\n"])
def test_a_secret_may_be_typed_as_it_was_written_down(change):
    secret = readable("any secret")
    typed = change(secret)
    assert tidied(typed if isinstance(typed, str) else "".join(typed)) == secret


def test_look_alike_letters_in_a_secret_are_accepted():
    assert tidied("OIL0") == tidied("0110")


@pytest.mark.parametrize("typed", ["", "-", "\0", "ü" * 100, "x" * 100_000, "😀", "<script>"])
def test_unknown_secret_finds_nothing(typed):
    issue = issues.received_issue()
    assert find_issue(issue.reference, typed) is None
    assert find_issue("PPS-0", typed) is None
