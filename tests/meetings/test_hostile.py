"""Hostile input is escaped or refused with a message, never a 500."""

import pytest
from django.core import mail

from common import outbox
from common.models import Message
from meetings.models import PublicQuestion
from meetings.services.agenda import publish_agenda
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.attendance import add_in_attendance
from meetings.services.declarations import declare
from meetings.services.minutes import note_point, resolve, save_minute
from meetings.services.planning import postpone
from tests.factories import accounts, issues, members
from tests.factories import meetings as make
from tests.filling import save

SCRIPT = "<script>alert(1)</script>"
IN_DISGUISE = "[click](javascript:alert(1)) ![x](http://evil.example/x.png) {{ settings.SECRET_KEY }}"


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_scripts_in_meeting_texts_are_escaped(as_anyone, coordinator, today):
    meeting = make.a_scheduled_meeting(
        today - make.dt.timedelta(days=40), purpose=f"Buses {SCRIPT}", venue=SCRIPT, access_notes=SCRIPT
    )
    item = make.an_item(meeting, SCRIPT, text=SCRIPT, lead=SCRIPT)
    paper = make.a_paper(item, SCRIPT, text=f"{SCRIPT}\n\n{IN_DISGUISE}", report_of=SCRIPT, recommends=SCRIPT)
    meeting = publish_agenda(meeting, by=None)
    add_in_attendance(meeting, SCRIPT, role_title=SCRIPT, by=None)
    declare(meeting, item, nature=SCRIPT, name=SCRIPT, by=None)
    meeting = make.a_held_meeting(meeting=meeting)
    save_minute(item, f"{SCRIPT}\n\n{IN_DISGUISE}", 0, put_back=issues.keys_of(IN_DISGUISE), by=coordinator)
    note_point(item, SCRIPT, by=coordinator)
    resolve(item, SCRIPT, by=coordinator)
    circulate_minutes(meeting, by=coordinator)
    later = make.a_meeting_with_agenda(meeting.on + make.dt.timedelta(days=20))
    approve_minutes(meeting, later, SCRIPT, by=accounts.coordinator())
    for address in ("", f"papers/{paper.pk}/", "minutes/2/"):
        page = page_of(as_anyone, f"/meetings/{meeting.slug}/{address}")
        assert SCRIPT not in page
        assert 'href="javascript:' not in page
        assert "evil.example/x.png" not in page or "<img" not in page
        assert "{{ settings.SECRET_KEY }}" in page or not address


def test_scripts_and_template_tags_in_e_mails_are_plain_text(published):
    person = members.a_person("{{ 7|add:7 }}", email="ann@example.org")
    members.a_member(person=person)
    postpone(published, f"Snow {SCRIPT} {{% now 'Y' %}}", by=None)
    letter = Message.objects.get(to="ann@example.org", subject__contains="postponed")
    assert f"Snow {SCRIPT} {{% now 'Y' %}}" in letter.body_text
    assert "{{ 7|add:7 }}" in letter.body_text


def test_a_line_break_in_an_address_is_a_field_error_and_sends_no_e_mail(as_anyone, published):
    data = {"text": "Why?", "email": "jo@example.org\nBcc: all@example.org", "once": "one"}
    page = as_anyone.post(f"/meetings/{published.slug}/question/", data).content.decode()
    assert "email" in page
    assert not PublicQuestion.objects.exists()
    assert not Message.objects.filter(to__contains="all@").exists()


def test_a_line_break_in_a_name_does_not_break_the_e_mail(as_anyone, published):
    data = {"text": "Why?", "asked_by": "Jo\r\nBcc: all@example.org", "email": "jo@example.org", "once": "two"}
    as_anyone.post(f"/meetings/{published.slug}/question/", data)
    outbox.deliver_all()
    [letter] = [one for one in mail.outbox if one.to == ["jo@example.org"]]
    assert letter.bcc == []


@pytest.mark.parametrize(
    "query",
    [
        "?year=2026&kind=spring&stage=minutes",
        "?year=%00",
        "?year=99999999999999999999",
        "?kind=%27%3B--",
        "?stage=nonsense",
        "?page=0",
        "?page=999999999",
        "?page=%00",
        "?page=last",
    ],
)
def test_a_strange_filter_is_a_page_or_not_found(as_anyone, coming, query):
    assert as_anyone.get(f"/meetings/{query}").status_code in {200, 404}


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/no-such-meeting/",
        "/meetings/spring-2026/papers/999999/",
        "/meetings/spring-2026/papers/999999/file/",
        "/meetings/spring-2026/minutes/1/",
        "/meetings/spring-2026/minutes/99999999999999999999/",
        "/meetings/spring-2026/papers/99999999999999999999/",
        "/meetings/spring-2026/question/Q-1/",
        "/meetings/spring-2026/question/%00/",
        "/meetings/%E2%80%AE/",
    ],
)
def test_what_does_not_exist_is_not_found(as_anyone, published, address):
    assert as_anyone.get(address).status_code == 404


def test_a_question_of_a_hundred_thousand_letters_is_refused_in_words(as_anyone, published):
    data = {"text": "a" * 100_000, "once": "three"}
    page = as_anyone.post(f"/meetings/{published.slug}/question/", data).content.decode()
    assert "There is a problem" in page
    assert not PublicQuestion.objects.exists()


def test_forged_fields_of_a_question_are_taken_no_notice_of(as_anyone, published):
    data = {"text": "Why?", "once": "four", "status": "answered_there", "answer": "Forged", "reference": "Q-1"}
    as_anyone.post(f"/meetings/{published.slug}/question/", data)
    question = PublicQuestion.objects.get()
    assert (question.status, question.answer) == ("received", "")
    assert question.reference != "Q-1"


def test_a_forged_membership_is_refused_by_the_register(as_coordinator, published):
    stranger = members.a_former_member(ends_on=make.dt.date(2021, 3, 1))
    data = {f"record_{stranger.pk}": "present"}
    save(as_coordinator, f"/staff/meetings/{published.slug}/attendance/", data)
    assert not published.attendance.exists()
