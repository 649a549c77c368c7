"""Answers to the themes of a consultation: drafted, posted, superseded by a new one, never edited (V1, P12)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import Answer
from answers.rules import ANSWER_WORDS, Outcome, ResponseStatus
from answers.services.answer_versions import (
    begin_version,
    check_because,
    check_whole,
    copy_of,
    post_answer,
    post_version,
)
from answers.services.you_said import draft_anew, draft_entry
from answers.wording import words_of_answer, words_of_drafted
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.versions import check_seen, check_version, delete_with_versions, save_version
from consultations.models import ThemeAnswer
from consultations.rules import ANSWERED, ANSWERING
from consultations.selectors import draft_of
from consultations.wording import THEME_WITHDRAWN


@transaction.atomic
def save_theme_answer(row, *, version, by, now=None, commitments=(), **words):
    """Save the draft of an answer; nobody but the body that decides reads it. Raises StaleEdit on an old version."""
    row = _answerable(row, by)
    draft = draft_of(row)
    before = words_of_drafted(draft.answer) if draft else ""
    check_version(draft.version if draft else 0, version, before)
    words = {name: words.get(name, "") for name in ANSWER_WORDS}
    if words["outcome"] not in Outcome.values:
        raise DomainError(_("Choose an answer."), field="outcome")
    said = words | {"planned_commitments": list(commitments)}
    if draft is None:
        answer = Answer.objects.create(agency=row.consultation.deciding_agency, answered_by=by, **said)
        draft = ThemeAnswer.objects.create(consultation_theme=row, answer=answer, written_by=by)
    else:
        Answer.objects.filter(pk=draft.answer_id).update(answered_by=by, **said)
    after = words_of_answer(words | {"commitments": commitments})
    kept = save_version(draft, {"answer": after}, before={"answer": before}, now=now)
    audit.record("save_theme_answer", row, by, now=now, **kept)
    return draft


def _answerable(row, by):
    """Return a theme, locked, whose answer may be drafted now. Raises DomainError where not, or not by this person."""
    consultation, row = locked(row.consultation), locked(row)
    if not row.may_be_answered_by(by):
        raise DomainError(_("Only the body that decides can answer this theme."))
    if row.withdrawn_on is not None:
        raise DomainError(THEME_WITHDRAWN)
    if consultation.status not in ANSWERED:
        raise DomainError(_("Themes can only be answered after the results are published."))
    if row.answer_id is None and consultation.status not in ANSWERING:
        raise DomainError(_("This consultation has been concluded."))
    if row.answer_id is not None and draft_of(row) is None:
        raise DomainError(_("This theme has already been answered. Start a new version to change the answer."))
    return row


@transaction.atomic
def supersede_theme_answer(row, *, reason, by, put_back=(), now=None):
    """Start a new version of a posted answer, with the reason; the old one stays in force until the new one is posted.

    It begins with the words of the old one. Its commitments go over to the new one when that is posted.
    """
    consultation, row = locked(row.consultation), locked(row)
    if not row.may_be_answered_by(by):
        raise DomainError(_("Only the body that decides can change this answer."))
    if row.withdrawn_on is not None:
        raise DomainError(THEME_WITHDRAWN)
    posted = row.versions.filter(status=ResponseStatus.POSTED).select_related("answer").first()
    if posted is None or consultation.status not in ANSWERED:
        raise DomainError(_("There is no answer that can be changed now."))
    reason = check_because(reason, put_back=put_back, names=[*consultation.known_names, row.theme.name])
    answer = copy_of(posted.answer, by=by)
    fields = {"consultation_theme": row, "because": reason}
    draft = _begin(posted, answer, among=row.versions, by=by, **fields)
    audit.record("supersede_theme_answer", row, by, now=now, number=draft.number, reason=reason)
    return draft


def _begin(posted, answer, **fields):
    answer.save()
    return begin_version(posted, answer=answer, **fields)


@transaction.atomic
def post_theme_answer(row, *, by, seen=None, now=None):
    """Post the draft for everybody to read, once and for all; an answer it replaces stays readable with its dates.

    Its planned commitments enter the ledger, and those of the answer it replaces go over to it. An entry for the board
    is drafted; that of the replaced answer leaves the board until somebody has read it again. `seen` is the edition
    that was previewed. Raises StaleEdit where the draft changed since.
    """
    now = now or clock.now()
    row = _answerable(row, by)
    draft = draft_of(row)
    if draft is None:
        raise DomainError(_("There is no draft to post. Write the answer first."))
    check_seen(draft.edition, seen)
    today, answer = clock.today(now), draft.answer
    earlier = draft.supersedes.answer if draft.supersedes_id else None
    check_whole(answer, today)
    post_version(draft, by=by, now=now)
    source = _("Consultation: %(title)s") % {"title": row.consultation.title}
    entry = post_answer(answer, earlier=earlier, source=source, today=today, by=by, now=now)
    row.answer, row.answered_on = answer, row.answered_on or today
    row.save(update_fields=["answer", "answered_on"])
    if entry is None:
        _draft_entry(row, source, by=by, now=now)
    else:
        draft_anew(entry, answer, by=by, now=now)
    audit.record("answer_theme", row, by, now=now, outcome=answer.outcome, number=draft.number)
    return row


def _draft_entry(row, source, *, by, now):
    draft_entry(
        row.answer,
        theme=row.theme,
        service_area=row.theme.service_area,
        you_said=row.said,
        said_by_count=row.people or None,
        said_by_parents=row.are_parents,
        source=source,
        source_url=row.get_absolute_url(),
        by=by,
        now=now,
    )


@transaction.atomic
def discard_theme_answer(row, *, by, now=None):
    """Delete the draft of an answer; what was posted stays in force."""
    row = _answerable(row, by)
    draft = draft_of(row)
    if draft is None:
        raise DomainError(_("There is no draft."))
    audit.record("discard_theme_answer", row, by, now=now, number=draft.number)
    answer = draft.answer
    delete_with_versions(draft)
    answer.delete()
    return row
