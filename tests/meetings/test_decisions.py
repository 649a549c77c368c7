"""What the group decided names the meeting: reviews, shared seats, presentations; or a named way that is shown."""

import datetime as dt

import pytest
from django.urls import reverse

from answers.models import Presentation
from common import clock, timeline
from common.errors import DomainError
from common.models import Message
from meetings.services.agenda import publish_agenda
from meetings.services.attendance import correct_attendance
from meetings.services.planning import cancel
from meetings.services.questions import accept_question, answer_question
from members.services.endings import ask_to_end
from tests.factories import accounts, answers, issues, members
from tests.factories import meetings as make
from tests.filling import parts_of, save
from tests.issues.telling import tell_parents
from tests.meetings.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")
HELD_ON = dt.date(2026, 2, 10)


def at(day, hour=12):
    return clock.at(day, dt.time(hour))


def read(response):
    return response.content.decode()


def options(client, address):
    return read(client.get(address))


# --- reviews


def test_a_review_is_decided_by_the_resolution_of_a_meeting_and_its_member_is_told(as_coordinator):
    resolution = make.a_resolution_on_a_review(make.a_held_meeting(on=HELD_ON))
    review = resolution.review
    address = reverse("meetings:review_decide", args=[review.pk])
    data = {"resolution": resolution.pk, "outcome": "support", "note": "Joins online"}
    page = read(as_coordinator.post(address, data, follow=True))
    assert "Decision recorded. We are telling them by e-mail." in page
    review.refresh_from_db()
    assert (review.status, review.decided_on, review.note) == ("decided", HELD_ON, "Joins online")
    [mail] = Message.objects.filter(key__startswith=f"members.review_decided.{review.pk}.")
    assert "10 February 2026" in mail.body_text
    assert "Joins online" in mail.body_text
    assert as_coordinator.get(address).status_code == 404


def test_without_a_meeting_since_it_was_opened_nothing_decides_a_review(as_coordinator):
    meeting = make.a_held_meeting(on=HELD_ON)
    review = members.an_open_review(now=at(HELD_ON + clock.DAY))
    earlier = make.a_resolution(meeting, review=review)
    address = reverse("meetings:review_decide", args=[review.pk])
    page = options(as_coordinator, address)
    assert "Record its resolution in the minutes" in page
    assert f'<option value="{earlier.pk}"' not in page
    response = as_coordinator.post(address, {"resolution": earlier.pk, "outcome": "continue"})
    assert response.context["form"].errors["resolution"]
    assert "Record the decision" not in read(as_coordinator.get(review.get_absolute_url()))


def test_support_without_words_keeps_what_was_typed(as_coordinator):
    resolution = make.a_resolution_on_a_review(make.a_held_meeting(on=HELD_ON))
    address = reverse("meetings:review_decide", args=[resolution.review.pk])
    response = as_coordinator.post(address, {"resolution": resolution.pk, "outcome": "support", "note": ""})
    assert "Give the support that was agreed." in str(response.context["form"].errors["note"])
    assert response.context["form"]["outcome"].value() == "support"


def test_a_vacated_seat_waits_for_a_second_person_and_a_step_down_does_not(as_coordinator):
    accounts.coordinator(name="Ben", now=at(TODAY))
    accounts.coordinator(name="Cath", now=at(TODAY))
    for outcome, words in (("vacated", "A second person has to agree"), ("step_down", "Membership ended.")):
        resolution = make.a_resolution_on_a_review(make.a_held_meeting(on=HELD_ON))
        address = reverse("meetings:review_decide", args=[resolution.review.pk])
        data = {"resolution": resolution.pk, "outcome": outcome}
        assert words in read(as_coordinator.post(address, data, follow=True))
        membership = resolution.review.membership
        membership.refresh_from_db()
        assert membership.is_active == (outcome == "vacated")


# --- seats


def test_a_seat_is_shared_by_a_resolution_and_names_it(as_coordinator):
    seat = members.a_seat("Parent carer, south")
    resolution = make.a_resolution(make.a_held_meeting(on=HELD_ON), "That the seat be shared.")
    other = make.a_resolution(resolution.item.meeting, "Something else.", theme=issues.theme())
    address = reverse("meetings:seat_share", args=[seat.pk])
    assert f'<option value="{other.pk}"' not in options(as_coordinator, address)
    as_coordinator.post(address, {"resolution": resolution.pk})
    seat.refresh_from_db()
    resolution.refresh_from_db()
    assert (seat.is_shared, seat.sharing_agreed_on, resolution.seat) == (True, HELD_ON, seat)
    assert "item 1 (i)" in read(as_coordinator.get(reverse("members:seat_list")))
    again = members.a_seat()
    response = as_coordinator.post(reverse("meetings:seat_share", args=[again.pk]), {"resolution": resolution.pk})
    assert response.context["form"].errors["resolution"]


def test_a_meeting_before_the_seat_was_opened_did_not_share_it(as_coordinator):
    seat = members.a_seat(opened_on=HELD_ON + clock.DAY)
    resolution = make.a_resolution(make.a_held_meeting(on=HELD_ON))
    response = as_coordinator.post(reverse("meetings:seat_share", args=[seat.pk]), {"resolution": resolution.pk})
    assert response.context["form"].errors["resolution"]


# --- presentations


def present(client, theme, **agreed):
    posted = {
        "once": f"k{Presentation.objects.count()}",
        "agency": answers.an_agency().pk,
        "title": "Transport",
        "covering_text": "Families wait.",
        "subject_1": f"theme-{theme.pk}",
        "ask_1": "Tell them.",
        **agreed,
    }
    return client.post(reverse("meetings:presentation_make") + f"?theme={theme.slug}", posted, follow=True)


def a_theme(on=HELD_ON - dt.timedelta(days=30)):
    theme = issues.theme(now=at(on))
    return theme, issues.logged_issue(theme=theme, now=at(on))


def errors(response):
    return str(response.context["form"].errors)


def test_each_presentation_needs_a_resolution_of_its_own(as_coordinator):
    theme, _issue = a_theme()
    resolution = make.a_resolution(make.a_held_meeting(on=HELD_ON), theme=theme)
    assert "Transport" in read(present(as_coordinator, theme, way="meeting", resolution=resolution.pk))
    first = Presentation.objects.get()
    assert (first.agreed_way, first.agreed_on) == ("meeting", HELD_ON)
    assert "item 1 (i)" in read(as_coordinator.get(first.get_absolute_url()))
    answers.post_answer(first, now=at(TODAY))
    assert errors(present(as_coordinator, theme, way="meeting", resolution=resolution.pk))
    assert Presentation.objects.count() == 1


def test_a_resolution_covers_only_what_was_before_its_meeting(as_coordinator):
    theme, unheard = a_theme()[0], a_theme()[0]
    meeting = make.a_held_meeting(on=HELD_ON)
    resolution = make.a_resolution(meeting, theme=theme)
    both = {"subject_2": f"theme-{unheard.pk}", "ask_2": "Say why.", "way": "meeting", "resolution": resolution.pk}
    assert "was not before the meeting of that resolution" in errors(present(as_coordinator, theme, **both))
    assert not Presentation.objects.exists()
    make.a_resolution(meeting, "That this be asked too.", theme=unheard)
    present(as_coordinator, theme, **both)
    assert Presentation.objects.get().items.count() == 2


def test_a_meeting_decides_nothing_that_came_after_it(as_coordinator):
    theme, issue = a_theme()
    resolution = make.a_resolution(make.a_held_meeting(on=HELD_ON), theme=theme)
    later = issues.logged_issue(theme=theme, now=at(TODAY))
    present(as_coordinator, theme, way="meeting", resolution=resolution.pk)
    assert [one.pk for one in Presentation.objects.get().items.get().issues.all()] == [issue.pk]
    later.refresh_from_db()
    assert later.status == "logged"
    new, _issue = a_theme(TODAY)
    another = make.a_resolution(resolution.item.meeting, "Present it.", theme=new)
    assert "before this was known" in errors(present(as_coordinator, new, way="meeting", resolution=another.pk))


def test_a_meeting_not_held_and_a_resolution_about_something_else_present_nothing(as_coordinator):
    theme, _issue = a_theme()
    coming = make.a_resolution(make.a_meeting_with_agenda(HELD_ON), theme=theme)
    assert errors(present(as_coordinator, theme, way="meeting", resolution=coming.pk))
    other = make.a_resolution(make.a_held_meeting(on=HELD_ON), theme=a_theme()[0])
    about_nothing = make.a_resolution(other.item.meeting)
    for one, words in ((other, "something else"), (about_nothing, "Choose one of the answers offered.")):
        assert words in errors(present(as_coordinator, theme, way="meeting", resolution=one.pk))
    assert not Presentation.objects.exists()


def test_a_resolution_under_an_item_about_nothing_is_said_to_be_about_a_theme_while_it_is_written(as_coordinator):
    theme, _issue = a_theme()
    item = make.a_held_meeting(on=HELD_ON).items.first()
    address = reverse("meetings:resolution_add", args=[item.meeting.slug, item.pk])
    as_coordinator.post(address, {"once": "a", "text": "That this be presented."})
    resolution = item.resolutions.get()
    assert f'value="{resolution.pk}"' not in options(as_coordinator, reverse("meetings:presentation_make"))
    edit = reverse("meetings:resolution_edit", args=[item.meeting.slug, resolution.pk])
    save(as_coordinator, edit, {"text": "That this be presented.", "version": item.minute_version, "theme": theme.pk})
    present(as_coordinator, theme, way="meeting", resolution=resolution.pk)
    assert Presentation.objects.get().resolved_by == resolution
    assert "About the theme" not in options(as_coordinator, edit)


def test_what_was_urgent_says_so_on_its_page_and_to_the_parent(as_coordinator, client):
    theme = issues.theme(now=at(TODAY))
    issue = issues.logged_issue(theme=theme, now=at(TODAY))
    assert errors(present(as_coordinator, theme, way="urgent"))
    why = "Grace Okafor, chair: the bus stops next week"
    early = parts_of(TODAY - dt.timedelta(days=1), "agreed_on")
    assert "nobody can have agreed it then" in errors(
        present(as_coordinator, theme, way="between", agreed_words=why, **early)
    )
    present(as_coordinator, theme, way="urgent", agreed_words=why, **parts_of(TODAY, "agreed_on"))
    presentation = Presentation.objects.get()
    page = read(client.get(presentation.get_absolute_url()))
    assert "Urgent, agreed by the chair" in page
    assert why in page
    tell_parents(TODAY)
    mail = Message.objects.filter(to=issue.contact_email).latest("pk")
    assert "No meeting had decided it: urgent, agreed by the chair." in mail.body_text
    [entry] = [one for one in timeline.build(issue, accounts.coordinator()) if "presented it" in one.title]
    assert "No meeting had decided it" in entry.text


def test_the_timeline_of_an_issue_shows_the_resolution_of_its_own_presentation_only(as_coordinator):
    theme, first = a_theme()
    planned = make.a_scheduled_meeting(HELD_ON)
    item = make.an_item(planned, theme=theme, now=at(HELD_ON - dt.timedelta(days=20)))
    make.a_held_meeting(meeting=publish_agenda(planned, by=None, now=at(HELD_ON - dt.timedelta(days=14))))
    item.refresh_from_db()
    one = make.a_resolution(item=item, text="Ask the council.", theme=theme)
    make.a_resolution(item=item, text="Count the buses.", theme=theme)
    present(as_coordinator, theme, way="meeting", resolution=one.pk)
    later = issues.logged_issue(theme=theme, now=at(HELD_ON))
    told = {issue.pk: str([e.text for e in timeline.build(issue, accounts.coordinator())]) for issue in (first, later)}
    assert "Ask the council." in told[first.pk]
    assert "Ask the council." not in told[later.pk]
    assert all("Count the buses." in text for text in told.values())


# --- what was decided or answered at a meeting keeps the meeting


def test_a_meeting_at_which_a_question_was_answered_cannot_be_cancelled():
    question = accept_question(make.a_question(make.a_meeting_with_agenda(TODAY - clock.DAY)), by=None)
    answer_question(question, "Transport.", True, by=None)
    with pytest.raises(DomainError, match="took place"):
        cancel(question.meeting, "Nobody came", by=None)


def test_a_membership_does_not_end_before_a_meeting_its_holder_came_to(as_coordinator):
    membership = members.a_member()
    meeting = make.a_held_meeting([membership], "P", on=HELD_ON)
    address = reverse("members:membership_end", args=[membership.pk])
    early = parts_of(HELD_ON - clock.DAY, "ends_on")
    response = as_coordinator.post(address, {"kind": "asked", "reason": "Moved away", **early})
    assert "They came to the meeting of 10 February 2026" in errors(response)
    correct_attendance(meeting.attendance.get(), "absent", by=None)
    membership.refresh_from_db()
    ask_to_end(membership, kind="asked", reason="Moved away", ends_on=HELD_ON - clock.DAY, by=None)
    membership.refresh_from_db()
    assert membership.is_ended
