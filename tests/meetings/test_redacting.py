"""Words are taken out of approved minutes and of published questions; staff can still read them."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from answers.models import Commitment
from meetings.models import PublicQuestion
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.minutes import note_point, resolve, save_minute
from meetings.services.questions import accept_question, answer_question, edit_question
from tests.factories import accounts
from tests.factories import meetings as make
from tests.factories.issues import keys_of
from tests.filling import filled
from tests.meetings.staff import address, text_of
from tests.redacting import take_words_out

NAME = "Zebedee Quillfeather"
REASON = "It named a child."
SAID_SO = "On 20 February 2026 words were taken out: It named a child."


@pytest.fixture
def approved(coordinator):
    meeting = make.a_held_meeting(on=dt.date(2026, 1, 20))
    item = meeting.items.first()
    make.a_paper(item, "Letters", text=f"{NAME} wrote.")
    save_minute(item, f"The mother of {NAME} spoke.", item.minute_version, put_back=[NAME.lower()], by=coordinator)
    note_point(make.fresh(item), f"That {NAME} waits.", by=coordinator)
    resolve(make.fresh(item), f"Write to {NAME}.", "The chair", dt.date(2026, 5, 1), by=coordinator)
    circulate_minutes(make.fresh(meeting), by=coordinator)
    later = make.a_meeting_with_agenda(dt.date(2026, 2, 19))
    return approve_minutes(make.fresh(meeting), later, by=accounts.coordinator())


def one_line(response):
    return " ".join(text_of(response).split())


def redact(client, page, **changes):
    typed = {"phrases": f"{NAME}\n", "reason": REASON} | changes
    return text_of(take_words_out(client, page, **typed))


def test_words_go_from_minutes_their_versions_papers_and_the_ledger_for_everybody(
    as_coordinator, as_member, as_anyone, approved
):
    page, commitment = approved.get_absolute_url(), Commitment.objects.get()
    pages = [page, f"{page}minutes/2/", commitment.get_absolute_url()]
    pages += [f"{page}papers/{approved.items.first().papers.get().pk}/", reverse("answers:commitment_list")]
    assert all(NAME in one_line(as_anyone.get(one)) for one in pages)
    assert "Words taken out." in redact(as_coordinator, address(approved, "minutes/redact/"))
    for client in (as_anyone, as_member):
        for one in pages:
            words = one_line(client.get(one))
            assert NAME not in words, one
            assert "[taken out]" in words, one
    assert NAME not in text_of(as_member.get(f"{page}minutes/1/"))


def test_public_reads_when_and_why_and_staff_alone_what(as_coordinator, as_member, as_anyone, approved):
    redact(as_coordinator, address(approved, "minutes/redact/"))
    page = approved.get_absolute_url()
    for client, one in ((as_anyone, page), (as_anyone, f"{page}minutes/2/"), (as_member, f"/my{page}")):
        assert SAID_SO in one_line(client.get(one))
    staff = one_line(as_coordinator.get(address(approved, "minutes/redact/")))
    assert f"The mother of {NAME} spoke." in staff
    assert as_member.get(address(approved, "minutes/redact/")).status_code == 403


def test_amending_form_opened_before_cannot_bring_the_words_back(as_coordinator, approved):
    form = address(approved, "minutes/amend/")
    opened = filled(as_coordinator.get(form), form)
    redact(as_coordinator, address(approved, "minutes/redact/"))
    item = approved.items.first()
    data = opened | {f"minute_{item.pk}": f"{NAME} spoke", "note": "A word", "put_back": [NAME.lower()]}
    assert as_coordinator.post(form, data).status_code == 409
    assert NAME not in make.fresh(item).minute


def test_words_that_are_not_there_and_a_missing_reason_change_nothing(as_coordinator, approved):
    form = address(approved, "minutes/redact/")
    page = as_coordinator.post(form, {"phrases": "Nobody Atall", "reason": REASON})
    assert "These words were not found." in text_of(page)
    assert as_coordinator.post(form, {"phrases": NAME, "reason": ""}).context["form"].errors["reason"]
    assert NAME in approved.items.first().minute


def test_draft_minutes_are_edited_instead(as_coordinator):
    meeting = make.a_circulated_meeting(on=dt.date(2026, 1, 20))
    page = as_coordinator.get(address(meeting, "minutes/redact/"), follow=True)
    assert "can still be changed" in text_of(page)


def test_words_go_from_a_published_question_and_its_answer(as_coordinator, as_anyone, coming):
    question = make.a_question(coming, f"Who helps {NAME}?", asked_by="Jo")
    accept_question(question, by=None)
    said = f"We wrote to {NAME}."
    answer_question(make.fresh(question), said, False, put_back=keys_of(said, question.text), by=None)
    page = coming.get_absolute_url()
    assert one_line(as_anyone.get(page)).count(NAME) == 2
    redact(as_coordinator, address(coming, f"questions/{question.reference}/redact/"))
    words = one_line(as_anyone.get(page))
    assert NAME not in words
    assert SAID_SO in words
    assert PublicQuestion.objects.get().text == "Who helps [taken out]?"
    assert NAME in one_line(as_coordinator.get(address(coming, f"questions/{question.reference}/redact/")))


def test_words_go_from_the_edited_words_of_a_question_too(as_coordinator, as_anyone, coming):
    question = accept_question(make.a_question(coming, "Who helps us?"), by=None)
    question = edit_question(question, edited_text=f"Who helps {NAME}?", put_back=[NAME.lower()], by=None)
    answer_question(question, "We do.", False, put_back=[NAME.lower()], by=None)
    redact(as_coordinator, address(coming, f"questions/{question.reference}/redact/"))
    assert "Who helps [taken out]?" in one_line(as_anyone.get(coming.get_absolute_url()))


def test_the_audit_trail_loses_what_went_from_minutes(as_coordinator, approved):
    assert AuditEntry.objects.filter(object_name__contains=NAME).exists()
    redact(as_coordinator, address(approved, "minutes/redact/"))
    assert not AuditEntry.objects.filter(object_name__contains=NAME).exists()


def test_question_nobody_has_published_is_not_redacted(as_coordinator, coming):
    question = make.a_question(coming)
    page = as_coordinator.get(address(coming, f"questions/{question.reference}/redact/"), follow=True)
    assert "This question is not public." in text_of(page)
