"""The draft of the next version of a document: begun by a review that wants changes, edited clause by clause (E1)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.richtext import check_length
from common.versions import save_version
from governance.models import DraftClause, TermsDraft
from governance.rules import DraftStatus
from governance.transitions import DRAFT


def begin_draft(review, *, by, now=None):
    """Return the open draft of a reviewed document, begun from its last version where there is none (E1)."""
    document = locked(review.version.document)
    if draft := document.drafts.open().first():
        return draft
    last = document.versions.select_related("kept").order_by("-number").first()
    draft = TermsDraft.objects.create(document=document, review=review, based_on=last, begun_on=clock.today(now))
    DraftClause.objects.bulk_create(
        DraftClause(
            draft=draft,
            identifier=row.identifier,
            order=row.order,
            part=row.part,
            text=last.kept.texts[row.identifier],
            evidence_kind=row.evidence_kind,
        )
        for row in last.clauses.all()
    )
    audit.record("begin_draft", draft, by, now=now, version=last.number)
    return draft


@transaction.atomic
def begin_again(withdrawn, *, by, now=None):
    """Begin the draft that the group decided on again, from the words of the one that was withdrawn (E1).

    Raises DomainError where the group has reviewed the document since, or there is a draft or a version since.
    """
    locked(withdrawn.document)
    withdrawn = locked(withdrawn)
    if words := withdrawn.refusal_to_begin_again:
        raise DomainError(words)
    same = ("document", "review", "based_on", "begun_on", "changed_on")
    draft = TermsDraft.objects.create(**{name: getattr(withdrawn, name) for name in same})
    copied = ("identifier", "order", "part", "text", "evidence_kind", "is_removed")
    rows = withdrawn.clauses.values(*copied)
    DraftClause.objects.bulk_create(DraftClause(draft=draft, **row) for row in rows)
    audit.record("begin_draft_again", draft, by, now=now, withdrawn=withdrawn.pk)
    return draft


@transaction.atomic
def add_clause(draft, *, identifier, part, text, by, evidence_kind="", put_back=(), now=None):
    """Add a clause, at the end of its part; the last part is followed by a new one.

    Raises DomainError for an identifier that the draft has already, also of a clause taken away.
    """
    draft = _open(draft)
    same = draft.clauses.filter(identifier__iexact=identifier).first()
    if same is not None:
        words = _("%(name)s was taken away in this draft. Put it back instead.") if same.is_removed else ""
        raise DomainError((words or _("There is already a clause %(name)s.")) % {"name": same}, field="identifier")
    text = text.replace("\r\n", "\n").strip()
    _check_words(text, put_back)
    rows = list(draft.clauses.order_by("order"))
    place = max((row.order for row in rows if row.part == part), default=len(rows)) + 1
    later = [row for row in rows if row.order >= place]
    for row in later:
        row.order += 1
    DraftClause.objects.bulk_update(later, ["order"])
    clause = DraftClause(
        draft=draft, identifier=identifier, part=part, text=text, order=place, evidence_kind=evidence_kind
    )
    try:
        clause.clean_fields(exclude={"words"})
    except ValidationError as error:
        [(name, words), *_others] = error.message_dict.items()
        raise DomainError(words[0], field=name) from error
    clause.save()
    _changed(draft, "add_clause", clause, by=by, now=now, put_back=len(put_back))
    return clause


@transaction.atomic
def save_clause(clause, text, *, version, by, put_back=(), now=None):
    """Save the words of a clause. Raises StaleEdit where somebody saved them since `version`."""
    draft = _open(clause.draft)
    clause = locked(clause)
    if clause.is_removed:
        raise DomainError(_("This clause was taken away. Put it back first."))
    text = text.replace("\r\n", "\n").strip()
    if text == clause.text:
        return clause
    _check_words(text, put_back, known=clause.text)
    kept = save_version(clause, {"text": text}, before={"text": clause.text}, based_on=version, now=now)
    clause.text = text
    clause.save(update_fields=["text"])
    _changed(draft, "save_clause", clause, by=by, now=now, put_back=len(put_back), **kept)
    return clause


@transaction.atomic
def remove_clause(clause, *, by, now=None):
    """Take a clause away from the draft; the versions that were in force keep it."""
    return _set_removed(clause, True, "remove_clause", by=by, now=now)


@transaction.atomic
def restore_clause(clause, *, by, now=None):
    """Put a clause back that was taken away."""
    return _set_removed(clause, False, "restore_clause", by=by, now=now)


def _set_removed(clause, is_removed, verb, *, by, now):
    draft = _open(clause.draft)
    clause = locked(clause)
    if clause.is_removed != is_removed:
        clause.is_removed = is_removed
        clause.save(update_fields=["is_removed"])
        _changed(draft, verb, clause, by=by, now=now)
    return clause


@transaction.atomic
def withdraw_draft(draft, *, reason, by, put_back=(), now=None):
    """Withdraw a draft, with the reason, which is public; the version in force stays.

    It is the co-ordinator who does, not the group: what the group decided waits until the draft is begun again, or the
    group has reviewed the terms again.
    """
    DRAFT.ready(draft, DraftStatus.WITHDRAWN)
    check_marks([reason], put_back=put_back)
    detail = {"put_back": len(put_back)}
    return DRAFT.move(draft, DraftStatus.WITHDRAWN, reason=reason, detail=detail, by=by, now=now)


def closed_because(draft):
    """Return why a draft can no longer be changed, or nothing."""
    return "" if draft.is_open else _("This draft is no longer being written.")


def _open(draft):
    draft = locked(draft)
    if words := closed_because(draft):
        raise DomainError(words)
    return draft


def _check_words(text, put_back, known=""):
    check_length(text, "text")
    check_marks([text], put_back=put_back, known=known)


def _changed(draft, verb, clause, *, by, now, **detail):
    draft.edition += 1
    draft.changed_on = clock.today(now)
    draft.save(update_fields=["edition", "changed_on"])
    audit.record(verb, clause, by, now=now, draft=draft.pk, **detail)
