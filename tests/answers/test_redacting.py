"""Words are taken out of an agency's posted answer, its promise and the board; staff can still read them."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from answers.models import Commitment, YouSaidEntry
from answers.rules import EntryKind
from answers.services.commitments import make_commitment, move_commitment
from answers.services.redacting import redaction_refusal
from answers.services.you_said import publish_entry, save_entry
from common import clock
from common.models import Redaction
from members.models import Sending
from tests.factories import accounts, answers, issues, reports
from tests.issues.pages import hidden
from tests.redacting import take_words_out
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NAME = "Zebedee Quillfeather"


@pytest.fixture(autouse=True)
def today(db):
    with clock.frozen(dt.date(2026, 9, 14)):
        yield


@pytest.fixture
def staff():
    return sign_in(Client(), accounts.coordinator())


@pytest.fixture
def response():
    issue = answers.presented_issue()
    promised = answers.promise(dt.date(2026, 12, 1)) | {"what": f"Fetch {NAME} at eight."}
    presentation = issue.presentation_items.get().presentation
    response = answers.post_answer(presentation, text=f"We wrote to {NAME}.", commitments=[promised])
    entry = YouSaidEntry.objects.get()
    words = {"you_said": "The bus is late.", "kind": EntryKind.WILL, "we_did": f"We wrote to {NAME}."}
    save_entry(entry, version=entry.version, put_back=[NAME.lower()], by=None, **words)
    publish_entry(entry, by=None)
    return response


def words_at(client, page):
    return words_at_response(client.get(page))


def words_at_response(response):
    return " ".join(response.content.decode().split())


def test_words_go_from_answer_promise_and_board_and_everybody_reads_that(staff, response):
    presentation = response.presentation
    pages = (presentation.get_absolute_url(), Commitment.objects.get().get_absolute_url(), "/you-said-we-did/")
    assert all(NAME in words_at(Client(), page) for page in pages)
    form = f"/staff/responses/{response.pk}/redact/"
    done = take_words_out(staff, form, NAME, "It named a child.")
    assert "Words taken out." in done.content.decode()
    officer = sign_in(Client(), accounts.officer(of=presentation.agency))
    for page in pages:
        assert NAME not in words_at(Client(), page), page
        assert NAME not in words_at(officer, page), page
        assert "[taken out]" in words_at(Client(), page), page
    assert "On 14 September 2026 words were taken out: It named a child." in words_at(Client(), pages[0])
    assert f"We wrote to {NAME}." in words_at(staff, form)


def test_answer_that_is_not_posted_is_the_agencys_to_change(response):
    assert redaction_refusal(response) == ""
    response.posted_on = None
    assert "the agency can still change it" in redaction_refusal(response)


def test_words_go_from_a_presentation_and_everybody_reads_that(staff):
    presentation = answers.presentation_of(issues.logged_issue(share_with_agency=True), title="Taxis of elm")
    form = reverse("answers:presentation_redact", args=[presentation.reference])
    take_words_out(staff, form, "Families wait in the rain\nof elm", "It named a school.")
    page = words_at(Client(), presentation.get_absolute_url())
    assert "in the rain" not in page
    assert "Taxis [taken out]" in page
    assert "On 14 September 2026 words were taken out: It named a school." in page
    assert "Families wait in the rain." in words_at(staff, form)


def test_words_go_from_a_commitment_its_evidence_and_the_reason_for_its_new_date(staff):
    due = {"owner": "Head of travel", "due_on": dt.date(2026, 9, 20)}
    commitment = make_commitment(what="Fetch the twins at eight.", is_public=True, by=None, **due)
    move_commitment(commitment, due_on=dt.date(2026, 10, 1), reason="The twins moved.", by=None)
    form = reverse("answers:commitment_redact", args=[commitment.reference])
    take_words_out(staff, form, "the twins", "It pointed at a family.")
    page = words_at(Client(), commitment.get_absolute_url())
    assert "twins" not in page
    assert "words were taken out: It pointed at a family." in page


def test_what_will_be_read_is_shown_first_and_nothing_is_taken_out_yet(staff, response):
    form = f"/staff/responses/{response.pk}/redact/"
    shown = staff.post(form, {"phrases": "we", "reason": "It was said by mistake."})
    assert "Nothing has been taken out yet." in words_at_response(shown)
    assert f"[taken out] wrote to {NAME}." in words_at_response(shown)
    assert not Redaction.objects.exists()
    other = {"phrases": NAME, "reason": "It named a child.", "shown_for": hidden(shown, "shown_for")}
    assert "Nothing has been taken out yet." in words_at_response(staff.post(form, other))  # shown for other words
    assert NAME in words_at(Client(), response.presentation.get_absolute_url())


def test_copies_go_from_evidence_the_audit_trail_and_what_is_to_be_said(staff, response):
    said = f"The council wrote to {NAME} about the taxi in May."
    other = make_commitment(owner="Travel", what=said, due_on=dt.date(2026, 10, 1), is_public=True, by=None)
    move_commitment(other, due_on=dt.date(2026, 11, 1), reason=f"As they said: {said}", by=None)
    Sending.objects.create(kind="a", key="b", subject="News", text=said, sent_on=dt.date(2026, 9, 14))
    take_words_out(staff, reverse("answers:commitment_redact", args=[other.reference]), NAME, "It named a child.")
    assert NAME not in Sending.objects.get(kind="a").text
    entries = AuditEntry.objects.filter(object_type="answers.commitment", object_id=str(other.pk))
    assert entries.count() == 3
    assert not entries.filter(object_name__contains=NAME).exists()
    assert not entries.filter(reason__contains=NAME).exists()
    assert NAME in YouSaidEntry.objects.get().we_did  # it says something else


def test_a_published_report_is_made_again_without_what_went_from_an_answer(staff, response):
    said = {"foreword": f"The council said: We wrote to {NAME}."}
    report = reports.a_published_report(by=accounts.coordinator(), words=said)
    assert NAME in words_at(Client(), report.get_absolute_url())
    take_words_out(staff, f"/staff/responses/{response.pk}/redact/", NAME, "It named a child.")
    page = words_at(Client(), report.get_absolute_url())
    assert NAME not in page
    assert "Words were taken out of something that it tells of." in page
