"""A letter: entered word for word with its scan, confirmed by a second person, judged by the day it arrived."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from answers.models import Commitment, FormalResponse
from answers.rules import Outcome, PresentationStatus, ResponseStatus
from answers.services import transcripts
from answers.services.responses import discard_draft, post_response, save_response_draft
from answers.services.transcripts import confirm_transcribed, transcribe_response
from common.documents import check_document, store_document
from common.errors import DomainError, StaleEdit
from common.models import Document
from issues.models import ConflictOfInterest
from issues.services.issues import hide_issue
from issues.services.own_issues import withdraw_issue
from tests.common.files import picture
from tests.factories import accounts, answers, issues
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
D = dt.date


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


@pytest.fixture
def presentation(council):
    """Presented on 6 July, due on 3 August."""
    return answers.presentation_of(issues.logged_issue(), agency=council, now=at(7, 6))


@pytest.fixture
def writer():
    return accounts.coordinator()


@pytest.fixture
def scan():
    return store_document(picture(), name="letter.png")


ARRIVED = D(2026, 7, 20)


def transcribe(presentation, by, letter, *, version=0, arrived=ARRIVED, now=None, **changes):
    words = {"outcome": Outcome.AGREED, "text": "We agree.", "reason": "", "instead": "", "commitments": []} | changes
    return transcribe_response(
        presentation,
        letter=letter,
        letter_dated_on=arrived,
        summary="Dear group,",
        answers=[{"item": item, **words} for item in presentation.items.all()],
        version=version,
        by=by,
        now=now or at(8, 10),
    )


def test_a_letter_counts_once_a_second_person_has_confirmed_it(presentation, writer, scan):
    draft = transcribe(presentation, writer, scan)
    presentation.refresh_from_db()
    assert (draft.is_transcribed, draft.letter, draft.written_by) == (True, scan, writer)
    assert presentation.status == PresentationStatus.SENT
    second = accounts.coordinator()
    response = confirm_transcribed(draft, by=second, now=at(8, 11))
    presentation.refresh_from_db()
    assert (response.status, response.confirmed_by, response.posted_by) == (ResponseStatus.POSTED, second, second)
    assert presentation.status == PresentationStatus.RESPONDED


def test_scan_is_checked_before_the_transaction_begins(presentation, writer, monkeypatch):
    outside, seen = len(connection.savepoint_ids), []

    def check(*arguments, **options):
        seen.append(len(connection.savepoint_ids) - outside)
        return check_document(*arguments, **options)

    monkeypatch.setattr(transcripts, "check_document", check)
    transcribe(presentation, writer, SimpleUploadedFile("letter.png", picture()))
    assert seen == [0]


def test_person_who_entered_the_letter_cannot_confirm_it(presentation, writer, scan):
    with pytest.raises(DomainError, match="somebody else must confirm"):
        confirm_transcribed(transcribe(presentation, writer, scan), by=writer)


def test_last_person_to_correct_cannot_confirm_but_the_first_can(presentation, writer, scan):
    second = accounts.coordinator()
    transcribe(presentation, writer, scan)
    corrected = transcribe(presentation, second, None, version=1, text="We agree in full.")
    assert (corrected.letter, corrected.written_by) == (scan, second)
    with pytest.raises(DomainError, match="somebody else must confirm"):
        confirm_transcribed(corrected, by=second)
    response = confirm_transcribed(corrected, by=writer)
    assert response.answers.get().text == "We agree in full."


def test_transcript_cannot_be_posted_without_a_second_person(presentation, council, writer, scan):
    draft = transcribe(presentation, writer, scan)
    for somebody in (writer, accounts.officer(of=council)):
        with pytest.raises(DomainError, match="second person must confirm"):
            post_response(draft, by=somebody)


def test_confirming_twice_posts_once(presentation, writer, scan):
    draft = transcribe(presentation, writer, scan)
    confirm_transcribed(draft, by=accounts.coordinator())
    with pytest.raises(DomainError, match="already been confirmed and posted"):
        confirm_transcribed(draft, by=accounts.coordinator())


def test_only_a_transcript_is_confirmed(presentation, council):
    response = answers.post_answer(presentation)
    with pytest.raises(DomainError, match="Only the transcript"):
        confirm_transcribed(response, by=accounts.coordinator())


@pytest.mark.parametrize(
    ("arrived", "is_late"), [(D(2026, 8, 3), False), (D(2026, 8, 4), True), (D(2026, 7, 6), False)]
)
def test_a_letter_is_in_time_or_late_by_the_day_it_arrived(presentation, writer, scan, arrived, is_late):
    draft = transcribe(presentation, writer, scan, arrived=arrived)
    response = confirm_transcribed(draft, by=accounts.coordinator(), now=at(8, 20))
    presentation.refresh_from_db()
    assert (response.is_late, response.posted_on, presentation.responded_on) == (is_late, D(2026, 8, 20), arrived)


def test_arrival_date_in_the_future_or_before_the_presentation_is_refused(presentation, writer, scan):
    for day in (D(2026, 8, 11), D(2026, 7, 5)):
        with pytest.raises(DomainError) as refused:
            transcribe(presentation, writer, scan, arrived=day)
        assert refused.value.field == "letter_dated_on"


def test_a_transcript_needs_its_scan(presentation, writer):
    with pytest.raises(DomainError) as refused:
        transcribe(presentation, writer, None)
    assert refused.value.field == "letter"


def test_a_scan_is_a_picture_or_a_pdf(presentation, writer):
    upload = SimpleUploadedFile("letter.html", b"<html><script>alert(1)</script></html>")
    with pytest.raises(DomainError) as refused:
        transcribe(presentation, writer, upload)
    assert refused.value.field == "letter"
    assert not Document.objects.exists()


def test_a_refused_transcript_leaves_no_document(presentation, council, writer):
    save_response_draft(presentation, summary="", answers=[], version=0, by=accounts.officer(of=council), now=at(7, 7))
    with pytest.raises(DomainError, match="writing its own answer"):
        transcribe(presentation, writer, SimpleUploadedFile("letter.png", picture()))
    assert not Document.objects.exists()


def test_an_officer_does_not_write_over_the_transcript_of_their_letter(presentation, council, writer, scan):
    transcribe(presentation, writer, scan)
    with pytest.raises(DomainError, match="letter is being entered"):
        save_response_draft(presentation, summary="", answers=[], version=1, by=accounts.officer(of=council))


def test_two_who_enter_it_do_not_overwrite_each_other(presentation, writer, scan):
    transcribe(presentation, writer, scan)
    with pytest.raises(StaleEdit) as stale:
        transcribe(presentation, accounts.coordinator(), scan, text="Something else")
    assert stale.value.theirs == "Dear group,\n\nReached us on 20 July 2026. Scan: letter.png\n\nAgreed\n\nWe agree."


def test_answers_in_a_letter_must_be_complete(presentation, writer, scan):
    with pytest.raises(DomainError):
        transcribe(presentation, writer, scan, outcome=Outcome.NOT_POSSIBLE, text="No", reason="")


def test_promises_in_a_letter_become_commitments(presentation, writer, scan):
    draft = transcribe(presentation, writer, scan, commitments=[answers.promise(D(2026, 12, 1))])
    confirm_transcribed(draft, by=accounts.coordinator(), now=at(8, 11))
    assert Commitment.objects.get().due_on == D(2026, 12, 1)


def test_a_letter_that_changes_the_answer_is_a_new_version(presentation, writer, scan):
    first = answers.post_answer(presentation, now=at(7, 20))
    draft = transcribe(presentation, writer, scan, arrived=D(2026, 9, 1), now=at(9, 2))
    assert (draft.number, draft.supersedes, draft.is_transcribed) == (2, first, True)
    second = confirm_transcribed(draft, by=accounts.coordinator(), now=at(9, 3))
    first.refresh_from_db()
    assert (first.status, second.status, second.is_late) == (ResponseStatus.SUPERSEDED, ResponseStatus.POSTED, False)


def test_transcript_can_be_deleted(presentation, writer, scan):
    discard_draft(transcribe(presentation, writer, scan), by=accounts.coordinator())
    assert not FormalResponse.objects.exists()


class TestWhoOpensTheScan:
    """A scan opens whole or not at all, because no words can be taken out of it."""

    @pytest.fixture
    def issue(self):
        return issues.logged_issue(is_published=False)

    @pytest.fixture
    def entered(self, council, issue, scan, writer):
        presentation = answers.presentation_of(issue, agency=council, now=at(7, 6))
        return transcribe(presentation, writer, scan)

    def opened_by(self, user, response):
        client = sign_in(Client(), user)
        page = client.get(f"/staff/presentations/{response.presentation.reference}/").content.decode()
        scan = client.get(f"/staff/responses/{response.pk}/letter/")
        scan.close()
        return scan.status_code, "Open the scan" in page, "The scan is closed" in page

    def test_a_coordinator_who_sees_every_issue_it_answers(self, entered, writer):
        assert self.opened_by(writer, entered) == (200, True, False)

    def test_nobody_once_an_issue_is_withdrawn(self, entered, issue, writer):
        withdraw_issue(issue)
        assert self.opened_by(writer, entered) == (404, False, True)

    def test_no_coordinator_while_an_issue_is_out_of_sight(self, entered, issue, writer):
        hide_issue(issue, reason="A child may be in danger.", by=accounts.safeguarding_lead())
        assert self.opened_by(writer, entered) == (404, False, True)

    def test_nobody_whose_it_is_not_to_see_an_issue_presented_with_a_theme(self, council, scan, writer):
        theme = issues.theme("School transport", by=writer)
        kept, _seen = [issues.logged_issue(theme=theme, by=writer) for _each in range(2)]
        entered = transcribe(answers.presentation_of(theme=theme, agency=council, now=at(7, 6)), writer, scan)
        assert self.opened_by(writer, entered) == (200, True, False)
        hide_issue(kept, reason="A child may be in danger.", by=accounts.safeguarding_lead())
        assert self.opened_by(writer, entered) == (404, False, True)

    def test_one_who_declared_an_interest_in_an_issue_is_not_among_those_who_may(self, entered, issue):
        """The address is the co-ordinator's; the rows say it too, for whoever else may come to open them."""
        member = accounts.member_user()
        rows = FormalResponse.objects.filter(pk=entered.pk)
        assert rows.whose_letter_is_open_to(member).exists()
        ConflictOfInterest.objects.create(email=member.email, issue=issue)
        assert not rows.whose_letter_is_open_to(member).exists()
