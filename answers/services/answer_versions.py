"""How an answer is drafted anew, posted and replaced, for presentations and consultations alike (P12)."""

from django.utils.translation import gettext as _

from answers.models import Answer, Commitment, YouSaidEntry
from answers.rules import ANSWER_WORDS, ResponseStatus
from answers.services.answers import check_answer, still_promised, words_given
from answers.services.commitments import make_commitment
from answers.transitions import RESPONSE
from common import search
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.said import check_said


def check_because(reason, *, put_back=(), names=()):
    """Return why an answer changes, for everybody to read. Raises DomainError without one, or with a mark in it."""
    reason = check_said(reason, _("Say why the answer changes. Everyone can read it."), field="reason")
    check_marks([reason], put_back=put_back, names=names)
    return reason


def begin_version(earlier, *, among, by, **fields):
    """Make the empty draft that follows a posted version. Raises DomainError where there is a draft `among` them."""
    earlier = locked(earlier)
    if earlier.status != ResponseStatus.POSTED:
        raise DomainError(_("Only a posted answer can have a new version."))
    if among.filter(status=ResponseStatus.DRAFT).exists():
        raise DomainError(_("A new version has already been started."))
    return type(earlier).objects.create(number=earlier.number + 1, written_by=by, supersedes=earlier, **fields)


def copy_of(answer, *, by, **fields):
    """Return an unsaved answer with the words of another, to begin a new version from."""
    words = {name: getattr(answer, name) for name in ANSWER_WORDS}
    return Answer(agency=answer.agency, answered_by=by, **words, **fields)


def check_whole(answer, today, *, is_letter=False):
    """Raise DomainError unless a drafted answer can be posted: it is complete, and no planned date has passed."""
    if answer is None:
        raise DomainError(_("There is no answer yet."))
    check_answer(**words_given(answer), commitments=still_promised(answer), is_letter=is_letter)
    for planned in answer.plans:
        if planned["due_on"] < today:
            raise DomainError(_("The date of “%(what)s” has passed. Choose a new date.") % planned)


def post_version(version, *, by, now, detail=None, **fields):
    """Post a draft; the version it follows is superseded in the same step."""
    if version.supersedes_id:
        RESPONSE.move(version.supersedes, ResponseStatus.SUPERSEDED, by=by, now=now)
    return RESPONSE.move(version, ResponseStatus.POSTED, by=by, now=now, detail=detail, posted_by=by, **fields)


def post_answer(answer, *, earlier, source, today, by, now):
    """Make an answer public with its commitments; return the board's entry of the one it replaces, or None.

    A promise does not end because an answer is worded anew: it is kept, moved, or told as not kept. `earlier` is the
    answer that this one replaces, or None.
    """
    answer.posted_on = today
    answer.save(update_fields=["posted_on"])
    search.refresh(answer)
    entry = None
    if earlier is not None:
        Commitment.objects.filter(answer=earlier).update(answer=answer)
        entry = YouSaidEntry.objects.filter(answer=earlier).first()
    for planned in answer.plans:
        make_commitment(
            owner=planned["owner"],
            what=planned["what"],
            due_on=planned["due_on"],
            how_seen=planned.get("how_seen", ""),
            agency=answer.agency,
            answer=answer,
            source=source,
            is_public=True,
            by=by,
            now=now,
        )
    return entry
