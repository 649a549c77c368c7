"""Automatic agenda items, their order, and publishing with the invitation."""

import datetime as dt

import pytest

from accounts.audit import entries_about
from common.errors import DomainError, MoveNotAllowed, StaleEdit
from common.models import Message
from issues.services.issues import hide_issue
from meetings.models import AgendaItem
from meetings.rules import ItemKind, MeetingKind, MeetingStatus, Standing
from meetings.services.agenda import bring_up_to_date, edit_item, move_item, publish_agenda, put_on_agenda, remove_item
from meetings.services.deadlines import minutes_deadline, papers_deadline, questions_deadline
from meetings.services.standing_items import place_reviews
from tests.factories import accounts, answers, issues, members
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)


@pytest.fixture
def meeting():
    return make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)


def titles(meeting):
    return [item.title for item in meeting.items.all()]


def numbers(meeting):
    return [item.number for item in meeting.items.all()]


def test_themes_with_a_logged_issue_are_added_to_the_next_agenda():
    theme = issues.theme("School transport")
    issues.logged_issue(theme=theme)
    issues.logged_issue(theme=theme)
    issues.logged_issue()
    issues.theme("Nothing waits here")
    meeting = make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)
    waiting = meeting.items.get(theme=theme)
    assert (waiting.title, waiting.text, waiting.standing) == ("School transport", "A few issues wait.", Standing.THEME)
    assert meeting.items.get(standing=Standing.OTHER_ISSUES).text == "A few issues are in no theme yet."
    assert "Nothing waits here" not in titles(meeting)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (bring_up_to_date, "5 issues wait."),
        (publish_agenda, "Waiting when this agenda was published: 5 issues."),
    ],
)
def test_waiting_issues_are_recounted_before_the_agenda_is_read(step, said):
    themes = [issues.theme(name) for name in ("School transport", "Short breaks")]
    for theme in themes:
        issues.logged_issue(theme=theme)
    meeting = make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)
    edited = meeting.items.get(theme=themes[1])
    edited.text = "One family was heard twice."
    edited.save()
    for theme in [*themes, *themes[:1] * 3]:
        issues.logged_issue(theme=theme)
    step(meeting, by=None, now=make.noon(ON - dt.timedelta(days=9)))
    texts = [meeting.items.get(theme=theme).text for theme in themes]
    assert texts == [said, "One family was heard twice."]


def test_a_small_number_of_issues_is_not_on_a_public_agenda():
    theme = issues.theme("School transport")
    issues.logged_issue(theme=theme)
    meeting = make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)
    publish_agenda(meeting, by=None, now=make.noon(ON - dt.timedelta(days=9)))
    text = "Waiting when this agenda was published: a few issues."
    assert meeting.items.get(theme=theme).text == text


def test_an_agenda_published_for_the_record_says_nothing_of_what_waits():
    theme = issues.theme("School transport")
    issues.logged_issue(theme=theme)
    meeting = make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)
    publish_agenda(meeting, by=None, now=make.noon(ON + dt.timedelta(days=2)))
    assert meeting.items.get(theme=theme).text == ""


def test_issues_out_of_sight_are_not_added_to_an_agenda(coordinator):
    hidden = issues.logged_issue(theme=issues.theme("School transport"))
    hide_issue(hidden, reason="A worry", by=coordinator)
    assert "School transport" not in titles(make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING))


def test_new_waiting_themes_are_added_before_the_private_part(meeting):
    make.an_item(meeting, "A tender", is_private=True, private_reason="Prices")
    theme = issues.theme("Short breaks")
    issues.logged_issue(theme=theme)
    bring_up_to_date(meeting, by=None)
    assert titles(meeting)[-2:] == ["Short breaks", "A tender"]
    bring_up_to_date(meeting, by=None)
    assert titles(meeting).count("Short breaks") == 1
    assert numbers(meeting) == list(range(1, len(numbers(meeting)) + 1))


def test_an_additional_meeting_has_only_its_purpose_on_the_agenda():
    issues.logged_issue(theme=issues.theme("Short breaks"))
    assert "Short breaks" not in titles(make.a_scheduled_meeting(ON, purpose="Transport"))


def test_a_private_item_needs_a_reason_and_is_in_the_private_part(meeting):
    with pytest.raises(DomainError, match="reason this item is private"):
        make.an_item(meeting, is_private=True)
    make.an_item(meeting, "A tender", is_private=True, private_reason="Prices")
    make.an_item(meeting, "Travel")
    assert titles(meeting)[-2:] == ["Travel", "A tender"]


def test_items_move_up_and_down_within_their_part(meeting):
    make.an_item(meeting, "A tender", is_private=True, private_reason="Prices")
    item = make.an_item(meeting, "Travel")
    move_item(item, "up", by=None)
    assert titles(meeting)[-3:] == ["Travel", "Co-ordinator's report", "A tender"]
    move_item(make.fresh(item), "down", by=None)
    move_item(make.fresh(item), "down", by=None)
    assert titles(meeting)[-3:] == ["Co-ordinator's report", "Travel", "A tender"]
    first = meeting.items.first()
    assert move_item(first, "up", by=None).number == 1


def test_an_edit_from_an_old_version_is_refused(meeting):
    item = make.an_item(meeting, "Travel", text="First words")
    fields = {"title": "Travel", "kind": ItemKind.DECIDE, "lead": "", "minutes_planned": 10}
    edit_item(item, text="Second words", version=0, by=None, **fields)
    with pytest.raises(StaleEdit) as caught:
        edit_item(item, text="Other words", version=0, by=None, **fields)
    assert caught.value.theirs == "\n".join(
        ["Travel", "What the group is asked to do: to decide", "Minutes allowed: 10", "Second words"]
    )
    assert make.fresh(item).text == "Second words"


def test_removing_an_item_leaves_no_gap(meeting):
    item = make.an_item(meeting, "Travel")
    make.an_item(meeting, "Breaks")
    remove_item(item, by=None)
    assert titles(meeting)[-2:] == ["Co-ordinator's report", "Breaks"]
    assert numbers(meeting) == list(range(1, 8))


def test_removing_two_items_from_one_open_page_leaves_no_gap(meeting):
    for title in ("Travel", "Breaks", "Letters"):
        make.an_item(meeting, title)
    travel, breaks, _letters = list(meeting.items.all())[-3:]
    remove_item(travel, by=None)
    remove_item(breaks, by=None)
    assert titles(meeting)[-2:] == ["Co-ordinator's report", "Letters"]
    assert numbers(meeting) == list(range(1, 8))


def test_removing_an_item_that_is_already_removed_says_so(meeting):
    item = make.an_item(meeting, "Travel")
    remove_item(make.fresh(item), by=None)
    with pytest.raises(DomainError, match="just removed this"):
        remove_item(item, by=None)


def test_an_item_with_papers_or_a_review_cannot_be_removed(meeting):
    item = make.an_item(meeting, "Travel")
    make.a_paper(item)
    with pytest.raises(DomainError, match="papers"):
        remove_item(item, by=None)
    review = members.an_open_review()
    place_reviews(now=make.noon(ON - dt.timedelta(days=20)))
    with pytest.raises(DomainError, match="until the group decides"):
        remove_item(AgendaItem.objects.get(review=review), by=None)


@pytest.mark.parametrize("make_subject", [issues.theme, members.an_open_review])
def test_a_subject_is_added_to_the_next_agenda_once(meeting, make_subject):
    subject = make_subject()
    now = make.noon(ON - dt.timedelta(days=20))
    item = put_on_agenda(subject, by=None, now=now)
    assert item.meeting == meeting
    assert item.subject == subject
    assert put_on_agenda(subject, by=None, now=now) == item


def test_nothing_can_be_added_to_an_agenda_without_a_future_meeting():
    with pytest.raises(DomainError, match="No meeting to come has been announced"):
        put_on_agenda(issues.theme(), by=None)


def test_publishing_invites_every_member_once_with_the_last_day_for_questions(meeting):
    person = members.a_person("Ann Lowe", email="ann@example.org")
    members.a_member(person=person)
    members.a_member(person=person)
    members.a_former_member(person=members.a_person("Gone", email="gone@example.org"))
    make.an_item(meeting, "A tender", is_private=True, private_reason="Prices")
    meeting = publish_agenda(meeting, by=None, now=make.noon(dt.date(2026, 3, 2)))
    assert (meeting.status, meeting.agenda_published_on) == (MeetingStatus.AGENDA_PUBLISHED, dt.date(2026, 3, 2))
    letter = Message.objects.get(to="ann@example.org", subject="Invitation: Spring meeting 2026")
    assert "Wednesday 4 March 2026" in letter.body_text
    assert "/my/meetings/spring-2026/reply/" in letter.body_text
    assert "A tender" not in letter.body_text
    assert not Message.objects.filter(to="gone@example.org", subject__startswith="Invitation").exists()


def test_an_agenda_is_published_once(meeting):
    publish_agenda(meeting, by=None)
    with pytest.raises(MoveNotAllowed):
        publish_agenda(meeting, by=None)


def test_after_publishing_numbers_are_fixed_and_a_new_item_needs_a_reason(meeting):
    make.an_item(meeting, "A tender", is_private=True, private_reason="Prices")
    meeting = publish_agenda(meeting, by=None)
    with pytest.raises(DomainError, match="cannot wait"):
        make.an_item(meeting, "Snow")
    late = make.an_item(meeting, "Snow", urgency_reason="It snowed")
    assert (late.is_late, late.number) == (True, 8)
    with pytest.raises(DomainError, match="numbering is fixed"):
        move_item(late, "up", by=None)
    with pytest.raises(DomainError, match="items cannot be removed"):
        remove_item(late, by=None)


def test_the_agenda_of_a_held_meeting_is_closed():
    meeting = make.a_held_meeting()
    with pytest.raises(DomainError, match="no longer be changed"):
        make.an_item(meeting, "Too late")


def test_deadlines_say_how_they_were_worked_out(meeting):
    assert papers_deadline(meeting).on == dt.date(2026, 3, 2)
    assert papers_deadline(meeting).words.startswith("5 clear working days before the meeting")
    assert questions_deadline(meeting).on == dt.date(2026, 3, 4)
    assert minutes_deadline(meeting).on == dt.date(2026, 3, 24)


def test_a_held_meeting_sets_the_date_to_present_its_themes():
    theme = issues.theme()
    issue = issues.logged_issue(theme=theme)
    make.a_held_meeting(on=ON, kind=MeetingKind.SPRING)
    assert make.fresh(issue).present_by_on == dt.date(2026, 3, 17)


def test_publishing_records_the_co_ordinator_in_the_audit_trail(meeting):
    by = accounts.coordinator()
    item = make.an_item(meeting, by=by)
    assert entries_about(item).get().by == by


def test_an_item_whose_issues_were_presented_meanwhile_says_so_and_counts_again():
    theme = issues.theme("School transport")
    issue = issues.logged_issue(theme=theme)
    meeting = make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)
    answers.presentation_of(theme=theme)
    issue.refresh_from_db()
    bring_up_to_date(meeting)
    assert meeting.items.get(theme=theme).text == "No issues wait now."
    issues.logged_issue(theme=theme)
    bring_up_to_date(meeting)
    assert meeting.items.get(theme=theme).text == "A few issues wait."
