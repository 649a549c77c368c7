"""The agency's formal response (P12): drafted item by item, and posted for everybody to read."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.roles import agencies_of
from answers.models import Answer, FormalResponse
from answers.rules import ANSWER_WORDS, PresentationStatus, ResponseStatus
from answers.selectors import answers_of_draft
from answers.services.answer_versions import check_whole, post_answer, post_version
from answers.services.issue_answers import respond_to_issues
from answers.services.presentations import set_answer_due
from answers.services.superseded_responses import replaced
from answers.services.you_said import draft_entry_of_item
from answers.transitions import PRESENTATION, RESPONSE
from answers.wording import words_of_drafted, words_of_letter
from common import clock
from common.documents import erase_unless_owned
from common.errors import DomainError
from common.locking import locked
from common.versions import check_seen, check_version, delete_with_versions, joined, save_version
from issues.models import Issue


def check_officer(presentation, by):
    """Raise DomainError unless somebody answers for the agency today: nobody else writes an agency's answer (P2)."""
    if presentation.agency_id not in agencies_of(by):
        raise DomainError(_("Only an officer of the agency can write its answer."))


def draft_of(presentation):
    """Return the draft of a response, or None."""
    return presentation.responses.filter(status=ResponseStatus.DRAFT).first()


def require_draft(presentation):
    """Return the draft of a response, or raise DomainError."""
    draft = draft_of(presentation)
    if draft is None:
        if presentation.status == PresentationStatus.RESPONDED:
            raise DomainError(_("The answer has already been posted."))
        raise DomainError(_("There is no draft to post. Answer the items first."))
    return draft


def require_posted(presentation):
    """Return the posted response in force, or raise DomainError."""
    posted = presentation.responses.filter(status=ResponseStatus.POSTED).first()
    if posted is None:
        raise DomainError(_("There is no posted response yet."))
    return posted


@transaction.atomic
def save_response_draft(presentation, *, summary, answers, version, by, now=None):
    """Save the draft of a response; each of `answers` names its item. Raises StaleEdit on an old version.

    Only an officer of the agency may: the co-ordinator enters a letter instead (`transcribe_response`).
    """
    presentation = locked(presentation)
    check_officer(presentation, by)
    draft = draft_of(presentation)
    if draft is None:
        if presentation.status == PresentationStatus.RESPONDED:
            raise DomainError(_("This has been answered. Start a new version to change the answer."))
        draft = FormalResponse(presentation=presentation, written_by=by)
    if draft.is_transcribed:
        raise DomainError(_("Your letter is being entered. It will be posted when a second person has confirmed it."))
    check_draft(draft, answers, version)
    return keep_draft(draft, summary=summary, answers=answers, by=by, now=now)


def check_draft(draft, answers, version):
    """Raise StaleEdit on an old version, with the draft's current answers to the same items."""
    check_version(draft.version, version, words_of_draft(draft, [answer["item"] for answer in answers]))


def keep_draft(draft, *, summary, answers, by, now):
    """Write a draft and its answers under the next version."""
    before = texts_of_draft(draft)
    draft.summary = summary
    draft.save()
    for answer in answers:
        Answer.objects.update_or_create(
            response=draft,
            item=answer["item"],
            defaults={
                **{name: answer.get(name, "") for name in ANSWER_WORDS},
                "planned_commitments": answer.get("commitments", []),
                "agency": draft.presentation.agency,
                "answered_by": by,
            },
        )
    kept = save_version(draft, texts_of_draft(draft), before=before, now=now)
    audit.record("save_response_draft", draft, by, now=now, **kept)
    return draft


def texts_of_draft(draft):
    """Return the texts of a draft: its summary, its letter, and under the number of each item its whole answer."""
    if draft.pk is None:
        return {}
    answers = draft.answers.select_related("item").order_by("item__number")
    texts = {"summary": draft.summary}
    if draft.is_transcribed:
        texts["letter"] = words_of_letter(draft.letter_dated_on, draft.letter)
    return texts | {str(answer.item.number): words_of_drafted(answer) for answer in answers}


def words_of_draft(draft, items):
    """Return a draft's answers to some items, for somebody whose edit began before the draft did."""
    texts = texts_of_draft(draft)
    return joined(*(texts.get(name, "") for name in ("summary", "letter", *(str(item.number) for item in items))))


@transaction.atomic
def discard_draft(response, *, by, now=None):
    """Delete a draft; anything posted stays in force. An officer deletes the agency's, a co-ordinator a transcript."""
    presentation = locked(response.presentation)
    response = locked(response)
    if response.status != ResponseStatus.DRAFT:
        raise DomainError(_("This has been posted, so it cannot be deleted. Start a new version."))
    if not response.is_transcribed:
        check_officer(presentation, by)
    audit.record("discard_draft", response, by, now=now)
    response.answers.all().delete()
    delete_with_versions(response)
    if response.letter:
        erase_unless_owned(response.letter)
    return presentation


@transaction.atomic
def post_response(response, *, by, seen=None, now=None):
    """Post a response for everybody to read: in time or late, once and for all.

    `seen` is the edition that was previewed: raises StaleEdit where it was changed since.

    A letter is judged by the day it arrived; a new version keeps the judgement of the first. The planned commitments
    enter the ledger, the issues it answers are responded to where every presentation holding them is, their parents
    are told, and entries of “you said, we did” are drafted. Raises DomainError where an item has no whole answer, or a
    planned date has passed since.
    """
    now = now or clock.now()
    presentation = locked(response.presentation)
    RESPONSE.ready(response, ResponseStatus.POSTED)
    if not response.is_transcribed:
        check_officer(presentation, by)
    elif response.confirmed_by_id is None:
        raise DomainError(_("A second person must confirm the transcript of a letter."))
    check_seen(response.edition, seen)
    today = clock.today(now)
    answers = _whole_answers(response, presentation, today)
    arrived_on = response.letter_dated_on if response.is_transcribed else today
    is_first = response.supersedes_id is None
    is_late = arrived_on > presentation.due_on if is_first else response.supersedes.is_late
    post_version(response, by=by, now=now, detail={"is_late": is_late}, is_late=is_late)
    if is_first:
        PRESENTATION.move(presentation, PresentationStatus.RESPONDED, by=by, now=now, responded_on=arrived_on)
        set_answer_due(Issue.objects.filter(presentation_items__presentation=presentation))
    for answer in answers:
        _post_answer(answer, presentation, by=by, now=now, today=today)
    respond_to_issues(answers, by=by, now=now)
    return response


def _whole_answers(response, presentation, today):
    """Return the answers, one for each item. Raises DomainError, naming the item, if one is missing or incomplete."""
    answers = {answer.item_id: answer for answer in answers_of_draft(response)}
    for item in presentation.items.all():
        try:
            check_whole(answers.get(item.pk), today, is_letter=response.is_transcribed)
        except DomainError as error:
            words = {"number": item.number, "what": error.message}
            raise DomainError(_("Item %(number)s: %(what)s") % words) from error
    return list(answers.values())


def _post_answer(answer, presentation, *, by, now, today):
    source = _("Formal response %(reference)s") % {"reference": presentation.reference}
    entry = post_answer(answer, earlier=replaced(answer), source=source, today=today, by=by, now=now)
    draft_entry_of_item(answer, presentation, entry=entry, by=by, now=now)
