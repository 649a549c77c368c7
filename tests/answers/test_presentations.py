"""The formal presentation (P11): what goes with it, what is refused, whom it tells."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from answers.models import Presentation
from answers.rules import PresentationStatus
from answers.services.presentations import acknowledge_presentation, present, present_once, remind_officers
from common.errors import DomainError, MoveNotAllowed
from common.models import Message
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.issues import hide_issue, log_issue
from issues.services.themes import group_issue
from tests.factories import accounts, answers, issues
from tests.issues.telling import tell_parents

pytestmark = pytest.mark.django_db
S = IssueStatus
D = dt.date
NOON = dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC)


def present_to(council, coordinator, *items, **changes):
    fields = {"agency": council, "title": "Transport", "covering_text": "Families wait.", "items": list(items)}
    return present(**({"agreed": answers.agreed_between(NOON)} | fields | changes), by=coordinator, now=NOON)


def test_every_logged_issue_of_a_theme_goes_with_it(council, coordinator):
    theme = issues.theme(by=coordinator)
    logged = [issues.logged_issue(theme=theme) for _one in range(2)]
    group_issue(issues.edited_issue(), theme, by=coordinator)  # only acknowledged
    hide_issue(issues.logged_issue(theme=theme), reason="A worry", by=coordinator)
    presentation = present_to(council, coordinator, {"theme": theme, "ask": "Tell families"})
    assert presentation.reference == "FP-1001"
    assert set(presentation.items.get().issues.all()) == set(logged)
    assert {issue.status for issue in Issue.objects.filter(pk__in=[one.pk for one in logged])} == {S.PRESENTED}
    assert AuditEntry.objects.get(verb="present").detail == {
        "agency": council.slug,
        "items": 1,
        "agreed": "between",
        "put_back": 0,
    }


def test_a_theme_without_issues_may_come_from_a_consultation(council, coordinator):
    presentation = present_to(council, coordinator, {"theme": issues.theme(by=coordinator), "ask": "Act"})
    assert presentation.items.get().issues.count() == 0


def test_an_issue_that_was_presented_is_presented_to_another_agency_too(council, coordinator):
    theme = issues.theme(by=coordinator)
    issue = issues.logged_issue(theme=theme)
    for agency in (council, accounts.agency("Health")):
        present_to(agency, coordinator, {"theme": theme, "ask": "Act"})
    issue.refresh_from_db()
    assert issue.status == S.PRESENTED
    assert issue.presentation_items.count() == 2
    assert issue.moves.filter(status=S.PRESENTED).count() == 1


def test_items_are_numbered_as_they_were_asked(council, coordinator):
    theme, issue = issues.theme(by=coordinator), issues.logged_issue()
    presentation = present_to(council, coordinator, {"issue": issue, "ask": "One"}, {"theme": theme, "ask": "Two"})
    assert [(item.number, item.ask) for item in presentation.items.all()] == [(1, "One"), (2, "Two")]


def test_presenting_needs_at_least_one_theme_or_issue(council, coordinator):
    with pytest.raises(DomainError):
        present_to(council, coordinator)


def test_theme_or_issue_can_only_be_in_one_item(council, coordinator):
    theme = issues.theme(by=coordinator)
    with pytest.raises(DomainError, match="twice"):
        present_to(council, coordinator, {"theme": theme, "ask": "One"}, {"theme": theme, "ask": "Two"})
    assert not Presentation.objects.exists()


@pytest.mark.parametrize("state", ["acknowledged", "hidden"])
def test_a_single_issue_must_be_logged_and_in_sight(council, coordinator, state):
    issue = issues.edited_issue() if state == "acknowledged" else issues.logged_issue()
    if state == "hidden":
        hide_issue(issue, reason="A worry", by=coordinator)
    with pytest.raises(DomainError, match=f"{issue.reference} is not logged"):
        present_to(council, coordinator, {"issue": issue, "ask": "Act"})
    assert not Presentation.objects.exists()


def test_a_single_issue_needs_the_parent_s_consent_for_the_agency(council, coordinator):
    issue = issues.logged_issue(share_with_agency=False)
    with pytest.raises(DomainError, match="not agreed that the agency can see it"):
        present_to(council, coordinator, {"issue": issue, "ask": "Act"})
    issue.refresh_from_db()
    assert issue.status == S.LOGGED


def test_a_refused_presentation_gives_its_number_back(council, coordinator):
    with pytest.raises(DomainError):
        present_to(council, coordinator, {"issue": issues.edited_issue(), "ask": "Act"})
    assert present_to(council, coordinator, {"issue": issues.logged_issue(), "ask": "Act"}).reference == "FP-1001"


# --- who is told ----------------------------------------------------------------------------------


def test_the_agency_s_officers_are_told_and_nobody_else_s(council, coordinator):
    ours, theirs = accounts.officer(of=council), accounts.officer()
    present_to(council, coordinator, {"issue": issues.logged_issue(), "ask": "Act"})
    message = Message.objects.get(to=ours.email)
    assert message.subject == "FP-1001: the group asks for an answer"
    assert "Transport (FP-1001)" in message.body_text
    assert "3 August 2026" in message.body_text
    assert "/officer/presentations/FP-1001/" in message.body_text
    assert not Message.objects.filter(to=theirs.email).exists()


def test_no_mail_to_an_officer_holds_a_family_s_words_or_address(council, coordinator):
    officer = accounts.officer(of=council)
    issue = issues.logged_issue(title="A title of the family")
    presentation = present_to(council, coordinator, {"issue": issue, "ask": "Act"})
    remind_officers(now=NOON + dt.timedelta(days=25))
    for message in Message.objects.filter(to=officer.email):
        for words in (issue.contact_email, issue.contact_name, issue.original_text, issue.edited_text, issue.title):
            assert words not in message.body_text + message.subject
    assert presentation.status == PresentationStatus.SENT


def test_parents_are_told_the_due_date(council, coordinator):
    issue = issues.logged_issue()
    presentation = present_to(council, coordinator, {"issue": issue, "ask": "Act"})
    tell_parents(presentation.sent_on)
    message = Message.objects.get(to=issue.contact_email, subject__contains="asked for an answer")
    assert "We have put what you told us" in message.body_text
    assert "3 August 2026" in message.body_text
    assert presentation.get_absolute_url() in message.body_text


def test_a_parent_who_did_not_agree_reads_that_their_words_were_not_shown(council, coordinator):
    theme = issues.theme(by=coordinator)
    issue = issues.logged_issue(theme=theme, share_with_agency=False)
    presentation = present_to(council, coordinator, {"theme": theme, "ask": "Act"})
    tell_parents(presentation.sent_on)
    message = Message.objects.get(to=issue.contact_email, subject__contains="asked for an answer")
    assert "they have not been shown your words" in message.body_text
    assert "put what you told us" not in message.body_text


# --- the same form twice --------------------------------------------------------------------------


def once(council, coordinator, issue, **changes):
    fields = {"agency": council, "title": "Transport", "covering_text": "Families wait."} | changes
    fields["agreed"] = answers.agreed_between(NOON)
    items = [{"issue": issue, "ask": "Act"}]
    return present_once(key="k", items=items, by=coordinator, now=NOON, **fields)


def test_presenting_twice_makes_one_presentation_and_one_mail(council, coordinator):
    officer, issue = accounts.officer(of=council), issues.logged_issue()
    first, again = (once(council, coordinator, issue) for _time in range(2))
    assert first == again
    assert Presentation.objects.count() == 1
    assert Message.objects.filter(to=officer.email).count() == 1


def test_the_same_form_with_other_words_is_refused(council, coordinator):
    issue = issues.logged_issue()
    once(council, coordinator, issue)
    with pytest.raises(DomainError, match="already sent"):
        once(council, coordinator, issue, title="Another")


def test_a_form_that_was_refused_can_be_sent_again(council, coordinator):
    issue = issues.edited_issue()
    with pytest.raises(DomainError):
        once(council, coordinator, issue)
    log_issue(issue, by=coordinator)
    assert once(council, coordinator, issue).reference == "FP-1001"


# --- acknowledged ---------------------------------------------------------------------------------


def test_agency_acknowledges_a_presentation_once(council, coordinator):
    officer = accounts.officer(of=council)
    presentation = present_to(council, coordinator, {"issue": issues.logged_issue(), "ask": "Act"})
    for day in (8, 9):
        moment = dt.datetime(2026, 7, day, 11, tzinfo=dt.UTC)
        presentation = acknowledge_presentation(presentation, by=officer, now=moment)
    assert (presentation.status, presentation.acknowledged_on) == (PresentationStatus.ACKNOWLEDGED, D(2026, 7, 8))
    assert AuditEntry.objects.filter(verb="acknowledge_presentation").count() == 1


def test_answered_presentation_cannot_be_acknowledged(council, coordinator):
    presentation = present_to(council, coordinator, {"issue": issues.logged_issue(), "ask": "Act"})
    answers.post_answer(presentation)
    with pytest.raises(MoveNotAllowed):
        acknowledge_presentation(presentation, by=accounts.officer(of=council))
