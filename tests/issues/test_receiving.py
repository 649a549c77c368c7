"""What the co-ordinator does with an issue: each verb, what it refuses, and whom it tells."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from common.errors import DomainError, MoveNotAllowed, StaleEdit
from common.models import Message
from issues.models import Issue
from issues.rules import Channel, IssueStatus
from issues.services.issues import (
    acknowledge_issue,
    close_issue,
    decide_hidden_issue,
    enter_issue,
    enter_issue_once,
    hide_issue,
    log_issue,
    look_at_contact,
    merge_issue,
    signpost_issue,
)
from issues.services.own_issues import find_issue, withdraw_issue
from issues.services.words import edit_issue, publish_issue, unpublish_issue
from tests.factories import accounts, answers, issues
from tests.issues.telling import tell_parents

pytestmark = pytest.mark.django_db
S = IssueStatus
D = dt.date
NOON = dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 7, 9, 11, tzinfo=dt.UTC)


def mail_to(issue, *words, on=None):
    """Return the mail to an issue's parent, told up to a day, whose subject has these words."""
    tell_parents(on)
    rows = Message.objects.filter(to=issue.contact_email, subject__startswith=f"{issue.reference}: ").order_by("pk")
    return [row for row in rows if all(word in row.subject for word in words)]


def verbs(issue):
    rows = AuditEntry.objects.filter(object_type="issues.issue", object_id=str(issue.pk)).order_by("pk")
    return list(rows.values_list("verb", flat=True))


# --- entered on somebody's behalf -----------------------------------------------------------------


def entered(coordinator, **changes):
    given = issues.answers(**changes)
    given.pop("is_anonymous")
    return {"channel": Channel.PHONE, "received_on": D(2026, 7, 3), "by": coordinator, "now": NOON} | given


def test_phone_issue_counts_from_the_day_it_was_received(coordinator):
    issue, secret = enter_issue(**entered(coordinator))
    assert (issue.channel, issue.received_on, issue.acknowledge_by_on) == (Channel.PHONE, D(2026, 7, 3), D(2026, 7, 7))
    assert find_issue(issue.reference, secret) == issue
    assert AuditEntry.objects.get(verb="raise_issue").by == coordinator


def test_future_received_date_is_refused(coordinator):
    with pytest.raises(DomainError) as refused:
        enter_issue(**entered(coordinator, received_on=D(2026, 7, 7)))
    assert refused.value.field == "received_on"


def test_entered_issue_without_contact_is_anonymous_and_sends_no_email(coordinator):
    issue, _secret = enter_issue(**entered(coordinator, contact_name="", contact_email=""))
    assert (issue.is_anonymous, issue.received_at) == (True, None)
    assert not Message.objects.exists()


def test_entering_twice_makes_one_issue_with_one_secret(coordinator):
    fields = entered(coordinator)
    first, again = (enter_issue_once(key="k", **fields) for _time in range(2))
    assert first == again
    assert find_issue(first[0].reference, first[1]) == first[0]
    assert Issue.objects.count() == 1
    with pytest.raises(DomainError):
        enter_issue_once(key="k", **(fields | {"area": issues.answers(area="south")["area"]}))


# --- acknowledged ---------------------------------------------------------------------------------


def test_parent_is_emailed_when_the_issue_is_acknowledged(coordinator):
    issue = issues.received_issue(now=NOON)
    acknowledge_issue(issue, by=coordinator, note="We know of three more.", now=LATER)
    (message,) = mail_to(issue, "read what you told us", on=LATER.date())
    assert "We know of three more." in message.body_text
    assert issue.reference in message.body_text
    assert "/issues/track/" in message.body_text
    assert issue.moves.get().note == "We know of three more."


@pytest.mark.parametrize(
    ("is_shared", "next_one"), [(True, "prepare it for the group."), (False, "the group will not see it.")]
)
def test_acknowledgement_email_follows_the_parents_consents(coordinator, is_shared, next_one):
    issue = issues.acknowledged_issue(by=coordinator, share_with_group=is_shared)
    assert next_one in mail_to(issue, "We have read")[0].body_text


def test_acknowledging_twice_sends_one_email_and_shows_a_message(coordinator):
    issue = issues.acknowledged_issue(by=coordinator)
    with pytest.raises(DomainError, match="already"):
        acknowledge_issue(issue, by=accounts.coordinator())
    assert len(mail_to(issue, "read")) == 1
    assert verbs(issue).count("acknowledge_issue") == 1


def test_anonymous_parent_never_gets_an_email(coordinator):
    issue = issues.edited_issue(is_anonymous=True, by=coordinator)
    other = issues.anonymous_issue()
    log_issue(issue, by=coordinator)
    answers.post_answer(answers.presentation_of(issue, by=coordinator))
    close_issue(Issue.objects.get(pk=issue.pk), reason="Done", by=coordinator)
    acknowledge_issue(other, by=coordinator)
    signpost_issue(other, to="The school", reason="It can act", by=coordinator)
    tell_parents()
    assert not Message.objects.filter(subject__startswith="PPS-").exists()


def test_signed_in_parent_is_emailed_at_their_account_address(coordinator):
    reporter = accounts.parent()
    issue = issues.received_issue(reporter=reporter, contact_email="", contact_name="")
    acknowledge_issue(issue, by=coordinator)
    tell_parents()
    assert Message.objects.filter(to=reporter.email, subject__contains="We have read").count() == 1


# --- edited ---------------------------------------------------------------------------------------


def test_original_words_never_change(coordinator):
    issue = issues.acknowledged_issue()
    edited = edit_issue(issue, title="Bus", edited_text="It is late.", version=0, by=coordinator)
    assert (edited.edited_text, edited.edit_version) == ("It is late.", 1)
    assert edited.original_text == issue.original_text
    assert "edit_issue" in verbs(issue)


def test_stale_edit_does_not_overwrite_another(coordinator):
    issue = issues.acknowledged_issue()
    edit_issue(issue, title="Their title", edited_text="Theirs", version=0, by=coordinator)
    with pytest.raises(StaleEdit) as stale:
        edit_issue(issue, title="Bus", edited_text="Mine", version=0, by=coordinator)
    assert stale.value.theirs == "Their title\n\nTheirs"
    assert Issue.objects.get().edited_text == "Theirs"


# --- logged ---------------------------------------------------------------------------------------


def test_logging_needs_the_parent_s_consent_for_the_group(coordinator):
    issue = issues.edited_issue(share_with_group=False)
    with pytest.raises(DomainError, match="not agreed"):
        log_issue(issue, by=coordinator)


def test_logging_needs_the_edited_words(coordinator):
    with pytest.raises(DomainError, match="title and the edited words"):
        log_issue(issues.acknowledged_issue(), by=coordinator)


def test_logging_with_a_theme_groups_it_and_without_one_keeps_the_theme_it_has(coordinator):
    theme = issues.theme(by=coordinator)
    issue = log_issue(issues.edited_issue(), theme=theme, by=coordinator)
    assert (issue.status, issue.theme) == (S.LOGGED, theme)
    closed = close_issue(issue, reason="Thank you", by=coordinator)
    assert log_issue(closed, by=coordinator).theme == theme


def test_reopened_issue_waits_for_the_next_meeting(coordinator):
    issue = issues.logged_issue()
    Issue.objects.update(present_by_on=D(2026, 1, 1))
    issue = close_issue(Issue.objects.get(pk=issue.pk), reason="Thank you", by=coordinator)
    assert log_issue(issue, by=coordinator).present_by_on is None


# --- signposted, merged, closed --------------------------------------------------------------------


def test_signposted_parent_is_told_who_can_help_and_why(coordinator):
    issue = issues.acknowledged_issue()
    signpost_issue(issue, to="The school nurse", reason="She can see Sam on Monday.", by=coordinator, now=LATER)
    (message,) = mail_to(issue, "Who can help", on=LATER.date())
    assert "The school nurse" in message.body_text
    assert "She can see Sam on Monday." in message.body_text
    issue.refresh_from_db()
    assert (issue.status, issue.signposted_to, issue.closed_on) == (S.SIGNPOSTED, "The school nurse", D(2026, 7, 9))


def test_both_parents_are_told_when_issues_are_merged(coordinator):
    first, second = issues.logged_issue(), issues.acknowledged_issue()
    merged = merge_issue(second, into=first, by=coordinator)
    assert (merged.status, merged.merged_into) == (S.MERGED, first)
    assert len(mail_to(second, "We have merged your issue with another")) == 1
    (message,) = mail_to(first, "Another issue says the same as yours")
    assert second.reference not in message.body_text
    assert second.contact_email not in message.body_text


@pytest.mark.parametrize("state", ["itself", "withdrawn", "merged", "hidden"])
def test_issue_can_only_be_merged_into_one_being_followed(coordinator, state):
    issue = issues.logged_issue()
    other = issues.logged_issue()
    if state == "itself":
        other = issue
    elif state == "withdrawn":
        withdraw_issue(other)
    elif state == "merged":
        merge_issue(other, into=issues.logged_issue(), by=coordinator)
    else:
        hide_issue(other, reason="A worry", by=coordinator)
    with pytest.raises(DomainError) as refused:
        merge_issue(issue, into=other, by=coordinator)
    assert refused.value.field == "into"


def test_merging_again_carries_earlier_merged_issues_along(coordinator):
    root, middle, leaf = issues.logged_issue(), issues.logged_issue(), issues.logged_issue()
    merge_issue(leaf, into=middle, by=coordinator)
    merge_issue(middle, into=root, by=coordinator)
    leaf.refresh_from_db()
    assert leaf.merged_into == root


def test_parent_of_a_merged_issue_is_told_what_happens_to_the_main_issue(coordinator):
    root, merged = issues.logged_issue(by=coordinator), issues.acknowledged_issue()
    merge_issue(merged, into=root, by=coordinator)
    presentation = answers.presentation_of(root, by=coordinator)
    answers.post_answer(presentation)
    for issue in (root, merged):
        assert len(mail_to(issue, "asked for an answer")) == 1
        assert len(mail_to(issue, "There is an answer")) == 1


def test_closing_email_gives_the_reason_and_how_to_reopen(coordinator):
    issue = issues.logged_issue()
    with pytest.raises(DomainError) as refused:
        close_issue(issue, reason="  ", by=coordinator)
    assert refused.value.field == "reason"
    close_issue(issue, reason="The line runs again.", by=coordinator, now=LATER)
    (message,) = mail_to(issue, "closed", on=LATER.date())
    assert "The line runs again." in message.body_text
    assert "we will reopen it" in message.body_text
    issue.refresh_from_db()
    assert (issue.status, issue.closed_on, issue.status_reason) == (S.CLOSED, D(2026, 7, 9), "The line runs again.")


def test_presented_issue_cannot_be_closed_before_the_agency_answers(coordinator):
    with pytest.raises(MoveNotAllowed):
        close_issue(answers.presented_issue(), reason="Enough", by=coordinator)


# --- published ------------------------------------------------------------------------------------


def test_publishing_needs_consent_edited_words_and_an_issue_in_sight(coordinator):
    for issue in (issues.edited_issue(may_publish=False), issues.acknowledged_issue()):
        with pytest.raises(DomainError):
            publish_issue(issue, by=coordinator)
    hidden = hide_issue(issues.edited_issue(), reason="A worry", by=coordinator)
    with pytest.raises(DomainError, match="out of sight"):
        publish_issue(hidden, by=coordinator)


def test_publishing_twice_keeps_the_first_day(coordinator):
    issue = publish_issue(issues.edited_issue(), by=coordinator, now=NOON)
    again = publish_issue(issue, by=coordinator, now=LATER)
    assert again.published_on == D(2026, 7, 6)
    assert verbs(issue).count("publish_issue") == 1


def test_unpublishing_twice_is_recorded_once(coordinator):
    issue = issues.published_issue(by=coordinator)
    for _time in range(2):
        assert unpublish_issue(issue, by=coordinator).is_published is False
    assert verbs(issue).count("unpublish_issue") == 1


# --- out of sight ---------------------------------------------------------------------------------


def test_issue_put_out_of_sight_leaves_public_pages_and_keeps_the_reason(coordinator):
    issue = issues.published_issue(by=coordinator)
    with pytest.raises(DomainError):
        hide_issue(issue, reason=" ", by=coordinator)
    hidden = hide_issue(issue, reason="A worry", by=coordinator)
    assert (hidden.is_hidden, hidden.is_published, hidden.published_on) == (True, False, None)
    assert AuditEntry.objects.get(verb="hide_issue").reason == "A worry"


def test_safeguarding_decision_returns_the_issue_unpublished(coordinator):
    lead = accounts.safeguarding_lead()
    issue = hide_issue(issues.published_issue(by=coordinator), reason="A worry", by=coordinator)
    with pytest.raises(DomainError) as refused:
        decide_hidden_issue(issue, outcome="back", decision=" ", by=lead)
    assert refused.value.field == "decision"
    issue = decide_hidden_issue(issue, outcome="back", decision="Spoken to the school. No danger.", by=lead)
    assert (issue.is_hidden, issue.is_published) == (False, False)
    assert AuditEntry.objects.get(verb="decide_hidden_issue").reason == "Spoken to the school. No danger."


# --- who raised it --------------------------------------------------------------------------------


def test_viewing_contact_details_is_recorded_with_the_reason(coordinator):
    issue = issues.received_issue()
    with pytest.raises(DomainError) as refused:
        look_at_contact(issue, reason="", by=coordinator)
    assert refused.value.field == "reason"
    look_at_contact(issue, reason="To ask which school.", by=coordinator)
    entry = AuditEntry.objects.get(verb="view_contact")
    assert (entry.by, entry.reason, entry.detail) == (coordinator, "To ask which school.", {"is_hidden": False})
