"""Public pages: published agendas, approved minutes, names as people chose."""

import datetime as dt

import pytest

from accounts.services.settings import set_setting
from common import clock
from common.documents import store_document
from meetings.models import PublicQuestion
from meetings.rules import MeetingStatus
from meetings.services.agenda import publish_agenda
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.attendance import add_in_attendance
from meetings.services.declarations import declare
from meetings.services.minutes import note_point, resolve, save_minute
from meetings.services.planning import cancel
from meetings.services.questions import accept_question, not_ours_question
from members.services.people import update_person
from tests.counting import cost
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.meetings.conftest import TODAY

HELD = TODAY - dt.timedelta(days=60)


def text_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_the_list_shows_future_and_past_meetings(as_anyone, coming):
    make.a_held_meeting(on=HELD, purpose="Short breaks")
    make.a_cancelled_meeting(on=HELD + dt.timedelta(days=7), purpose="Snow days")
    page = text_of(as_anyone.get("/meetings/"))
    assert page.index("Spring meeting 2026") < page.index("Earlier meetings") < page.index("Short breaks")
    assert "Not enough people can come." in page


def test_the_list_offers_the_calendar_to_programs_and_to_copy(as_anyone):
    page = as_anyone.get("/meetings/").content.decode()
    assert 'href="webcal://127.0.0.1:8000/meetings/calendar.ics"' in page
    assert '<a class="govuk-link" href="/meetings/calendar.ics">http://127.0.0.1:8000/meetings/calendar.ics</a>' in page


def test_a_proposed_meeting_is_not_public(as_anyone, as_member, coming):
    coming.status = MeetingStatus.PROPOSED
    coming.save()
    assert "Spring meeting 2026" not in text_of(as_anyone.get("/meetings/"))
    assert as_anyone.get(coming.get_absolute_url()).status_code == 404
    assert "Spring meeting 2026" in text_of(as_member.get("/meetings/"))


def test_an_agenda_is_not_public_before_it_is_published(as_anyone, coming):
    make.an_item(coming, "Travel to school")
    page = text_of(as_anyone.get(coming.get_absolute_url()))
    assert "Travel to school" not in page
    assert "The agenda and papers will be here by Monday 2 March 2026." in page
    assert "5 clear working days before the meeting" in page


def test_a_published_agenda_shows_papers_and_not_the_private_part(as_anyone, published):
    page = text_of(as_anyone.get(published.get_absolute_url()))
    assert "Travel to school" in page
    assert "What parents said" in page
    assert "Report by Head of service" in page
    for hidden in ("A tender", "Names of drivers", "Link 123"):
        assert hidden not in page


def test_a_member_sees_the_private_part_only_in_the_pack(as_member, published):
    assert "A tender" not in text_of(as_member.get(published.get_absolute_url()))
    pack = text_of(as_member.get(f"/my/meetings/{published.slug}/"))
    for shown in ("A tender", "Names of drivers", "Link 123"):
        assert shown in pack


def test_a_cancelled_meeting_does_not_show_an_unpublished_agenda(as_anyone, coming):
    make.an_item(coming, "Travel to school")
    cancel(coming, "Snow", by=None)
    page = text_of(as_anyone.get(coming.get_absolute_url()))
    assert "Travel to school" not in page
    assert "This meeting is cancelled. Snow" in page


def test_a_paper_is_a_page_with_a_file(as_anyone, published):
    item = published.items.get(title="Travel to school")
    document = store_document(b"Figures: one, two.", name="figures.txt")
    paper = make.a_paper(item, "Figures", text="# Buses\n\nThey come *late*.", document=document, urgency_reason="Now")
    page = text_of(as_anyone.get(f"/meetings/{published.slug}/papers/{paper.pk}/"))
    assert "<em>late</em>" in page
    assert "figures.txt (text, 1 KB)" in page
    file = as_anyone.get(f"/meetings/{published.slug}/papers/{paper.pk}/file/")
    assert b"".join(file.streaming_content) == b"Figures: one, two."
    assert "attachment" in file["Content-Disposition"]


def test_a_paper_that_is_not_visible_gives_404(as_anyone, as_member, published, coordinator):
    item = published.items.get(title="Travel to school")
    hidden = item.papers.get(is_for_members_only=True)
    page = f"/meetings/{published.slug}/papers/{hidden.pk}/"
    assert as_anyone.get(page).status_code == 404
    assert as_anyone.get(f"{page}file/").status_code == 404
    assert as_member.get(page).status_code == 200
    other = make.a_paper(make.an_item(make.a_scheduled_meeting()))
    assert as_member.get(f"/meetings/{published.slug}/papers/{other.pk}/").status_code == 404
    assert as_anyone.get(f"/meetings/{published.slug}/papers/{item.papers.first().pk}/file/").status_code == 404


def a_held_meeting_with_minutes(coordinator, *, is_approved):
    make_it = make.an_approved_meeting if is_approved else make.a_circulated_meeting
    kwargs = {"at_meeting": make.a_meeting_with_agenda(HELD + dt.timedelta(days=30))} if is_approved else {}
    return make_it(on=HELD, by=coordinator, text="Ann spoke about **buses**.", **kwargs)


def test_draft_minutes_are_for_members_and_approved_minutes_for_everyone(as_anyone, as_member, coordinator):
    meeting = a_held_meeting_with_minutes(coordinator, is_approved=False)
    version = f"/meetings/{meeting.slug}/minutes/1/"
    assert "buses" not in text_of(as_anyone.get(meeting.get_absolute_url()))
    assert as_anyone.get(version).status_code == 404
    assert "subject to approval" in text_of(as_member.get(meeting.get_absolute_url()))
    assert "buses" in text_of(as_member.get(version))


def test_approved_minutes_are_public_and_their_draft_stays_with_members(as_anyone, as_member, coordinator):
    meeting = a_held_meeting_with_minutes(coordinator, is_approved=True)
    page = text_of(as_anyone.get(meeting.get_absolute_url()))
    assert "<strong>buses</strong>" in page
    assert "The minutes were approved at the" in page
    draft, approved = (f"/meetings/{meeting.slug}/minutes/{number}/" for number in (1, 2))
    assert "<strong>buses</strong>" in text_of(as_anyone.get(approved))
    assert as_anyone.get(draft).status_code == 404
    assert draft not in page
    assert draft not in text_of(as_anyone.get(approved))
    assert "Version 1" not in text_of(as_anyone.get(f"/meetings/{meeting.slug}/minutes/"))
    assert "<strong>buses</strong>" in text_of(as_member.get(draft))
    assert draft in text_of(as_member.get(meeting.get_absolute_url()))
    assert as_anyone.get(f"/meetings/{meeting.slug}/minutes/9/").status_code == 404


def test_the_private_part_of_a_version_stays_with_members(as_anyone, as_member, coordinator):
    meeting = make.a_scheduled_meeting(HELD)
    private = make.an_item(meeting, "A tender", is_private=True, private_reason="Prices")
    meeting = make.a_held_meeting(meeting=publish_agenda(meeting, by=None, now=make.noon(HELD)))
    save_minute(private, "The second offer is the cheapest.", 0, by=coordinator)
    circulate_minutes(meeting, by=coordinator)
    at_meeting = make.a_meeting_with_agenda(HELD + dt.timedelta(days=30))
    approve_minutes(meeting, at_meeting, by=accounts.coordinator())
    version = f"/meetings/{meeting.slug}/minutes/2/"
    for address in (version, meeting.get_absolute_url()):
        assert "cheapest" not in text_of(as_anyone.get(address))
    assert "cheapest" in text_of(as_member.get(version))


@pytest.fixture
def register(today):
    """A held meeting with three members who chose different ways of being named."""
    there = []
    for name, shown in (("Full Hill", "full"), ("Firstonly Moor", "first"), ("Hidden Roe", "none")):
        person = members.a_person(name)
        update_person(person, name_shown=shown, by=None)
        there.append(members.a_member(person=person, role_title=f"Role of {name.split()[0]}"))
    meeting = make.a_meeting_with_agenda(HELD)
    add_in_attendance(meeting, "Carys", role_title="Young person", by=None)
    make.a_held_meeting(there, "P S A", meeting=meeting)
    return meeting, there


def test_public_attendance_shows_the_names_people_chose(as_anyone, register):
    meeting, there = register
    page = text_of(as_anyone.get(meeting.get_absolute_url()))
    assert "Full Hill, Role of Full" in page
    assert "Firstonly" in page
    assert f"Person {there[2].person.pk}" in page
    assert "Carys, Young person" in page
    for hidden in ("Firstonly Moor", "Hidden Roe", "Role of Hidden", "Sam Substitute"):
        assert hidden not in page


def test_members_see_full_names(as_member, register):
    meeting, _there = register
    page = text_of(as_member.get(meeting.get_absolute_url()))
    for shown in ("Firstonly Moor", "Hidden Roe", "Sam Substitute"):
        assert shown in page


def test_with_the_setting_the_public_copy_shows_the_same_numbers_everywhere(as_anyone, register):
    """S1."""
    meeting, there = register
    set_setting("numbers_for_names", value=True, by=None)
    declare(meeting, nature="Knows the owner", person=there[0].person, by=None)
    page = text_of(as_anyone.get(meeting.get_absolute_url()))
    assert "Full Hill" not in page
    for membership in there:
        assert f"Person {membership.person.pk}" in page


def test_the_question_form_shows_the_deadline_and_how_it_was_worked_out(as_anyone, published):
    page = text_of(as_anyone.get(f"/meetings/{published.slug}/question/"))
    assert "Please send it by Wednesday 4 March 2026." in page
    assert "3 clear working days before the meeting" in page
    with clock.frozen(dt.date(2026, 3, 6)):
        assert "The last day for questions was" in text_of(as_anyone.get(f"/meetings/{published.slug}/question/"))
    with clock.frozen(dt.date(2026, 3, 11)):
        assert "takes no more questions" in text_of(as_anyone.get(f"/meetings/{published.slug}/question/"))


def test_a_question_sent_twice_is_one_question(as_anyone, published):
    address = f"/meetings/{published.slug}/question/"
    data = {"text": "What is the biggest need?", "asked_by": "Jo", "email": "", "once": "a-key-of-its-own"}
    first, second = as_anyone.post(address, data), as_anyone.post(address, data)
    question = PublicQuestion.objects.get()
    assert first.url == second.url == f"{address}{question.reference}/"
    page = text_of(as_anyone.get(first.url))
    assert question.reference in page
    assert "What is the biggest need?" not in page
    refused = as_anyone.post(address, data | {"text": "Another"})
    assert refused.status_code == 409
    assert "already sent" in text_of(refused, 409)
    assert "Another" in text_of(refused, 409)


def test_an_unknown_reference_gives_404(as_anyone, published):
    assert as_anyone.get(f"/meetings/{published.slug}/question/Q-9999/").status_code == 404


def test_an_empty_question_is_refused_with_a_message(as_anyone, published):
    page = text_of(as_anyone.post(f"/meetings/{published.slug}/question/", {"text": "", "once": "x"}))
    assert "Fill in “Your question”" in page
    assert not PublicQuestion.objects.exists()


def test_answered_questions_are_shown_with_scripts_escaped(as_anyone, published):
    question = make.a_question(published, "<script>alert(1)</script>", "<b>Jo</b>", now=clock.now())
    page = text_of(as_anyone.get(published.get_absolute_url()))
    assert "alert(1)" not in page
    accept_question(question, by=None)
    not_ours_question(question, "The school", by=None)
    page = text_of(as_anyone.get(published.get_absolute_url()))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Who can answer it: The school" in page


def test_the_list_takes_the_same_queries_with_more_meetings(as_anyone):
    for place in range(3):
        make.a_held_meeting(on=HELD - dt.timedelta(days=place))
    few = cost(as_anyone, "/meetings/")
    for place in range(3, 30):
        make.a_held_meeting(on=HELD - dt.timedelta(days=place))
    assert cost(as_anyone, "/meetings/") == few <= 8


def test_the_meeting_page_takes_the_same_queries_with_more_items_and_people(as_anyone, coordinator):
    def rich(items, day):
        meeting = make.a_scheduled_meeting(day)
        for number in range(items):
            make.a_paper(make.an_item(meeting, f"Item {number}"))
            members.a_member()
        meeting = make.a_held_meeting(meeting=publish_agenda(meeting, by=None, now=make.noon(day)))
        for item in meeting.items.all():
            note_point(item, "Noted", by=coordinator, now=make.noon(day))
            resolve(item, "Do it", "Ann", TODAY, by=coordinator, now=make.noon(day))
            declare(meeting, item, nature="Knows it", name="Ann", by=coordinator)
        circulate_minutes(meeting, by=coordinator, now=make.noon(day))
        at_meeting = make.a_meeting_with_agenda(day + dt.timedelta(days=10))
        approve_minutes(meeting, at_meeting, by=accounts.coordinator(), now=make.noon(TODAY))
        return meeting.get_absolute_url()

    few = cost(as_anyone, rich(3, HELD))
    assert cost(as_anyone, rich(30, HELD + dt.timedelta(days=1))) == few <= 13


@pytest.mark.parametrize("year", ["abc", "2025.5", "1899", "\0"])
def test_an_invalid_year_shows_an_error_and_the_list(as_anyone, published, year):
    response = as_anyone.get("/meetings/", {"year": year})
    assert response.status_code == 200
    [message] = response.context["filter"].form.errors["year"]
    assert "12.5" not in message
