"""“You said, we did”: drafted from an answer, edited, published."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import YouSaidEntry
from answers.rules import CommitmentStatus, EntryKind, Outcome
from answers.selectors import issues_behind
from answers.wording import ENTRY_LABELS
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.versions import check_version, in_words, joined, save_version, with_labels


def kind_of(answer):
    """Return the kind of a new entry: a "no" is shown as one, and a new answer is never "we did" yet.

    Agreeing, promising and looking into it are all "we will"; the co-ordinator says "we did" once something is done.
    """
    is_no = answer.outcome in {Outcome.NOT_POSSIBLE, Outcome.NOT_OURS}
    return EntryKind.COULD_NOT if is_no else EntryKind.WILL


def words_of(answer):
    """Draft the words of an entry from those of its answer: the reason of a "no", who can act where it is not ours."""
    who_instead = _("Who can act on this: %(who)s") % {"who": answer.instead} if answer.instead else ""
    parts = {
        Outcome.NOT_POSSIBLE: [answer.reason or answer.text],
        Outcome.NOT_OURS: [answer.text, who_instead],
        Outcome.PARTLY: [answer.text, answer.reason],
    }.get(answer.outcome, [answer.text])
    return "\n\n".join(dict.fromkeys(filter(None, parts)))


@transaction.atomic
def draft_entry(answer, *, theme, you_said, by, service_area, said_by_count=None, source="", source_url="", now=None):
    """Draft the entry of “you said, we did” for a posted answer; the co-ordinator edits and publishes it."""
    entry = YouSaidEntry.objects.create(
        answer=answer,
        theme=theme,
        service_area=service_area,
        agency=answer.agency,
        you_said=you_said,
        kind=kind_of(answer),
        we_did=words_of(answer),
        said_by_count=said_by_count,
        source=source,
        source_url=source_url,
        drafted_on=clock.today(now),
    )
    audit.record("draft_entry", entry, by, now=now)
    return entry


def draft_entry_of_item(answer, presentation, *, entry, by, now):
    """Draft the entry for an answer to an item; with `entry`, that of its earlier version, draft that one anew.

    An entry whose answer changed is unpublished until somebody has read it again. What people said of a theme stands
    in the group's own words; of a single issue its edited words are taken only where they may be published.
    """
    if entry is not None:
        return _draft_anew(entry, answer, by=by, now=now)
    item = answer.item
    theme = item.theme or item.issue.theme
    said = (theme.summary or theme.name) if theme else ""
    if not theme and item.issue.may_publish:
        said = item.issue.edited_text
    return draft_entry(
        answer,
        theme=theme,
        service_area=theme.service_area if theme else item.issue.service_area,
        you_said=said,
        said_by_count=issues_behind(item).count() or None,
        source=_("Presentation %(reference)s") % {"reference": presentation.reference},
        source_url=presentation.get_absolute_url(),
        by=by,
        now=now,
    )


def _draft_anew(entry, answer, *, by, now):
    was_published = entry.published_on is not None
    kept = _keep(entry, entry.you_said, kind_of(answer), words_of(answer), now=now)
    entry.answer, entry.kind, entry.we_did, entry.published_on = answer, kind_of(answer), words_of(answer), None
    entry.save(update_fields=["answer", "kind", "we_did", "published_on"])
    audit.record("draft_entry", entry, by, now=now, was_published=was_published, **kept)
    return entry


@transaction.atomic
def save_entry(entry, *, you_said, kind, we_did, version, by, now=None):
    """Edit an entry's words. Raises StaleEdit on an old version, DomainError where "did" is not yet done."""
    entry = locked(entry)
    check_version(entry.version, version, words_of_entry(_stands(entry)))
    if kind == EntryKind.DID:
        _check_done(entry)
    kept = _keep(entry, you_said, kind, we_did, now=now)
    entry.you_said, entry.kind, entry.we_did = you_said, kind, we_did
    entry.save(update_fields=["you_said", "kind", "we_did"])
    audit.record("save_entry", entry, by, now=now, **kept)
    return entry


def words_of_entry(fields):
    """Return all that an edit of an entry says as one text, to compare two edits."""
    texts = in_words(YouSaidEntry, {name: fields[name] for name in ENTRY_LABELS})
    return joined(*with_labels(YouSaidEntry, texts, ENTRY_LABELS))


def _stands(entry):
    return {name: getattr(entry, name) for name in ENTRY_LABELS}


def _keep(entry, you_said, kind, we_did, *, now):
    texts = {"you_said": you_said, "kind": kind, "we_did": we_did}
    before = in_words(YouSaidEntry, _stands(entry))
    return save_version(entry, in_words(YouSaidEntry, texts), before=before, now=now)


def _check_done(entry):
    """Raise DomainError if "we did" would be untrue: a commitment is open, or none was kept."""
    promised = entry.answer.commitments.values_list("status", flat=True) if entry.answer_id else []
    if CommitmentStatus.OPEN in promised:
        raise DomainError(_("A commitment behind this is still open, so it is “we will”, not “we did”."), field="kind")
    if promised and CommitmentStatus.DONE not in promised:
        raise DomainError(_("What was promised was not kept, so “we did” would not be true."), field="kind")


@transaction.atomic
def publish_entry(entry, *, by, now=None):
    """Publish an entry; one that is published keeps its date."""
    entry = locked(entry)
    if not entry.you_said.strip() or not entry.we_did.strip():
        raise DomainError(_("Write both sides before publishing: what people said, and what came of it."))
    if entry.published_on is None:
        entry.published_on = clock.today(now)
        entry.save(update_fields=["published_on"])
        audit.record("publish_entry", entry, by, now=now)
    return entry


@transaction.atomic
def unpublish_entry(entry, *, by, now=None):
    """Unpublish an entry."""
    entry = locked(entry)
    if entry.published_on is not None:
        entry.published_on = None
        entry.save(update_fields=["published_on"])
        audit.record("unpublish_entry", entry, by, now=now)
    return entry
