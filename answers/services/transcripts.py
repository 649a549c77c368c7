"""An agency's answer that came as a letter: entered word for word, confirmed by a second person, posted."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import FormalResponse
from answers.rules import ANSWER_WORDS, PresentationStatus, ResponseStatus
from answers.services.answers import check_answer
from answers.services.responses import check_draft, draft_of, keep_draft, post_response, require_posted
from answers.services.superseded_responses import next_version
from common import clock
from common.documents import check_document, erase_unless_owned, keep_document
from common.errors import DomainError
from common.locking import locked
from common.models import Document
from common.versions import check_seen

SCANS = frozenset({"pdf", "png", "jpg"})


def transcribe_response(
    presentation, *, letter, letter_dated_on, summary, answers, version, by, now=None, letter_name=""
):
    """Enter an agency's letter with its scan; it counts once a second person has confirmed it.

    `letter` is an uploaded file, a stored document, or None to keep the scan of a transcript that is corrected.
    `letter_dated_on` is the day it reached us, by which it is in time or late. Whoever enters or corrects it last
    cannot confirm it. Where the answer has been posted, a letter makes a new version of it.
    """
    now = now or clock.now()
    with_letter = _checked(letter, letter_name)  # before the transaction: a check takes seconds
    with transaction.atomic():
        dated = {"letter_dated_on": letter_dated_on, "summary": summary, "version": version}
        return _transcribe(presentation, with_letter, answers, **dated, by=by, now=now)


def _transcribe(presentation, letter, answers, *, letter_dated_on, summary, version, by, now):
    presentation = locked(presentation)
    _check_arrival(letter_dated_on, presentation, now)
    for answer in answers:
        check_answer(**{name: answer.get(name, "") for name in ANSWER_WORDS}, is_letter=True)
    draft = _transcript_of(presentation, letter, by=by)
    check_draft(draft, answers, version)
    earlier = draft.letter if letter is not None else None
    if letter is not None:
        draft.letter = letter if isinstance(letter, Document) else keep_document(letter, now=now)
    draft.written_by, draft.letter_dated_on = by, letter_dated_on
    kept = keep_draft(draft, summary=summary, answers=answers, by=by, now=now)
    if earlier:
        erase_unless_owned(earlier)
    return kept


def _check_arrival(day, presentation, now):
    if day > clock.today(now):
        raise DomainError(_("This date is in the future. Choose today or an earlier date."), field="letter_dated_on")
    if day < presentation.sent_on:
        raise DomainError(_("This is before the group asked. Check the date."), field="letter_dated_on")


def _transcript_of(presentation, letter, *, by):
    draft = draft_of(presentation)
    if draft is not None and not draft.is_transcribed:
        raise DomainError(_("The agency is writing its own answer. Ask them to post or delete it."))
    if draft is None and letter is None:
        raise DomainError(_("Choose the scan of the letter."), field="letter")
    if draft is None and presentation.status == PresentationStatus.RESPONDED:
        return next_version(require_posted(presentation), by=by, is_transcribed=True)
    return draft or FormalResponse(presentation=presentation, written_by=by, is_transcribed=True)


def _checked(letter, name):
    if letter is None or isinstance(letter, Document):
        return letter
    return check_document(letter, name=name or letter.name, allow=SCANS, field="letter")


@transaction.atomic
def confirm_transcribed(response, *, by, seen=None, now=None):
    """Post a transcript after a second person has compared it with the letter, in the version `seen`."""
    locked(response.presentation)
    response = locked(response)
    if not response.is_transcribed:
        raise DomainError(_("Only the transcript of a letter can be confirmed."))
    if response.status != ResponseStatus.DRAFT:
        raise DomainError(_("This has already been confirmed and posted."))
    if response.written_by_id == by.pk:
        raise DomainError(_("You entered this letter, so somebody else must confirm it."))
    check_seen(response.version, seen)
    response.confirmed_by = by
    response.save(update_fields=["confirmed_by"])
    audit.record("confirm_transcribed", response, by, now=now)
    return post_response(response, by=by, now=now)
