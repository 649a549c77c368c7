"""“You said, we did”: drafted from an answer, edited, published."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from answers.models import CorrectedEntry, EntryTakenOff, YouSaidEntry
from answers.rules import AGREEMENTS, REFUSALS, CommitmentStatus, EntryKind, Outcome
from answers.selectors import issues_behind
from answers.wording import ENTRY_LABELS, ENTRY_WITHDRAWN
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks, marks_in_words, marks_left
from common.redactions import less_is_read
from common.said import check_said, says_something
from common.versions import check_seen, check_version, in_words, joined, save_version, with_labels

ANSWERED_ANEW = gettext_lazy("The answer behind it was replaced by a new one.")
CONSULTATION_WITHDRAWN = gettext_lazy("The consultation it came from was withdrawn.")
NOT_SHOWN = gettext_lazy("Say how anyone can see that it is done: no commitment behind this shows it.")


def kind_of(answer):
    """Return the kind of a new entry: a "no" is shown as one, and a new answer is never "we did" yet.

    Agreeing, promising and looking into it are all "we will"; the co-ordinator says "we did" once something is done.
    """
    return EntryKind.COULD_NOT if answer.outcome in REFUSALS else EntryKind.WILL


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
def draft_entry(answer, *, you_said, by, now=None, **fields):
    """Draft the entry of “you said, we did” for a posted answer; the co-ordinator edits and publishes it.

    `fields` say where it belongs (`theme`, `service_area`), where it comes from, and how many said so.
    """
    entry = YouSaidEntry.objects.create(
        answer=answer,
        agency=answer.agency,
        you_said=you_said,
        kind=kind_of(answer),
        outcome=answer.outcome,
        we_did=words_of(answer),
        evidence=answer.done,
        drafted_on=clock.today(now),
        **fields,
    )
    audit.record("draft_entry", entry, by, now=now)
    return entry


def draft_entry_of_item(answer, presentation, *, entry, by, now):
    """Draft the entry for an answer to an item; with `entry`, that of its earlier version, draft that one anew.

    An entry whose answer changed is unpublished until somebody has read it again. What people said of a theme stands
    in the group's own words; of a single issue its edited words are taken only where they may be published.
    """
    if entry is not None:
        return draft_anew(entry, answer, by=by, now=now)
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
        said_by_count=issues_behind(item).count_letters() or None,
        said_by_parents=issues_behind(item).are_of_parents(),
        source=_("Presentation %(reference)s") % {"reference": presentation.reference},
        source_url=presentation.get_absolute_url(),
        by=by,
        now=now,
    )


def draft_anew(entry, answer, *, by, now):
    """Draft an entry in the words of the answer that replaced its own; it is unpublished until it is read again."""
    was_published = entry.is_public
    if was_published:
        _take_off(entry, ANSWERED_ANEW, now=now)
    words = {"we_did": words_of(answer), "evidence": answer.done}
    drafted = {"you_said": entry.you_said, "kind": kind_of(answer), **words}
    fields = {"answer": answer, "outcome": answer.outcome, "shown_by": None, "reworded_on": None}
    kept = _write(entry, drafted, **fields, is_confirmed=False, now=now)
    audit.record("draft_entry", entry, by, now=now, was_published=was_published, **kept)
    return entry


@transaction.atomic
def save_entry(entry, *, you_said, kind, we_did, version, by, evidence="", was_draft=False, put_back=(), now=None):
    """Edit an entry's words. Raises StaleEdit on an old version, DomainError where its kind would be untrue.

    What shows who somebody is stays only where it was put back on purpose, in this edit or an earlier one. One that
    becomes "we did" needs new words: those of a promise do not say that it is done. What was edited as a draft
    (`was_draft`) is not made public by being saved, where somebody has published the entry meanwhile.
    """
    entry = _locked(entry)
    if was_draft and entry.is_public:
        raise DomainError(_("This entry has been published since you opened it. If all may read this, save again."))
    check_version(entry.version, version, words_of_entry(_stands(entry)))
    if evidence.strip():
        check_said(evidence, NOT_SHOWN, field="evidence")
    check_said(we_did, _("Say what came of it."), field="we_did")
    shown_by = check_kind(entry, kind, evidence)
    if kind == EntryKind.DID != entry.kind and _folded(we_did) == _folded(entry.we_did):
        words = _("These words were written before it was done. Say what was done.")
        raise DomainError(words, field="we_did")
    typed = {"you_said": you_said, "kind": kind, "we_did": we_did, "evidence": evidence}
    known, names = entry.confirmed_words, entry.known_names
    check_marks([you_said, we_did, evidence], put_back=put_back, known=known, names=names)
    is_reworded = entry.is_public and words_of_entry(typed) != words_of_entry(_stands(entry))
    reworded = {"reworded_on": clock.today(now)} if is_reworded else {}
    kept = _write(entry, typed, shown_by=shown_by, is_confirmed=True, now=now, **reworded)
    audit.record("save_entry", entry, by, now=now, put_back=len(put_back), **kept)
    return entry


def _locked(entry):
    entry = locked(entry)
    if entry.withdrawn_on is not None:
        raise DomainError(ENTRY_WITHDRAWN)
    return entry


def _folded(text):
    return " ".join(text.split())


def words_of_entry(fields):
    """Return all that an edit of an entry says as one text, to compare two edits."""
    texts = in_words(YouSaidEntry, {name: fields[name] for name in ENTRY_LABELS})
    return joined(*with_labels(YouSaidEntry, texts, ENTRY_LABELS))


def _stands(entry):
    return {name: getattr(entry, name) for name in ENTRY_LABELS}


def _write(entry, typed, *, now, **fields):
    """Save what an entry says as its next version, and `fields` beside it."""
    before = in_words(YouSaidEntry, _stands(entry))
    kept = save_version(entry, in_words(YouSaidEntry, typed), before=before, now=now)
    for name, value in (typed | fields).items():
        setattr(entry, name, value)
    entry.save(update_fields=[*typed, *fields])
    return kept


def check_kind(entry, kind, evidence):
    """Raise DomainError if the kind of an entry would be untrue; return the commitment on which a "we did" rests.

    It follows the answer: "we will" and "we did" are said of what was agreed, or agreed in part; "could not" of a
    refusal, or where a commitment was not kept and none is open. "We did" needs a commitment that is done or evidence
    of its own, and "we will" over commitments one that was kept or may still be.
    """
    promised = list(entry.answer.commitments.order_by("finished_on", "pk")) if entry.answer_id else []
    statuses = {one.status for one in promised}
    refusal = _refused_kind(kind, entry.outcome, statuses, evidence)
    if refusal:
        raise DomainError(refusal, field="evidence" if refusal == NOT_SHOWN else "kind")
    done = [one for one in promised if one.status == CommitmentStatus.DONE]
    return done[-1] if kind == EntryKind.DID and done else None


def _refused_kind(kind, outcome, statuses, evidence):
    """Return why an entry cannot be of a kind, or nothing."""
    if kind == EntryKind.COULD_NOT:
        return _refused_could_not(outcome, statuses)
    if outcome in REFUSALS:
        words = _("The answer was a refusal, so it cannot be “%(kind)s”.")
        return words % {"kind": EntryKind(kind).label}
    if kind == EntryKind.WILL:
        is_broken = statuses == {CommitmentStatus.NOT_KEPT}
        return _("What was promised was not kept, so “we will” would not be true.") if is_broken else ""
    if CommitmentStatus.OPEN in statuses:
        return _("A commitment behind this is still open, so it is “we will”, not “we did”.")
    if statuses and CommitmentStatus.DONE not in statuses:
        return _("What was promised was not kept, so “we did” would not be true.")
    return NOT_SHOWN if not statuses and not says_something(evidence) else ""


def _refused_could_not(outcome, statuses):
    """Return why "could not" is untrue of an answer that agreed, in full or in part, or nothing."""
    if outcome not in AGREEMENTS:
        return ""
    if CommitmentStatus.NOT_KEPT not in statuses:
        return _("The agency agreed, and no commitment was recorded as not kept.")
    if CommitmentStatus.OPEN in statuses:
        return _("A commitment behind this is still open, so it is “we will”, not “we could not”.")
    return ""


@transaction.atomic
def publish_entry(entry, *, by, seen=None, now=None):
    """Publish an entry; one that is published keeps its date, and one published again also its first.

    `seen` is the version that was shown: raises DomainError where it was changed since. A draft nobody has edited is
    the agency's words and the group's: with a mark in them it is edited first.
    """
    entry = _locked(entry)
    check_seen(entry.version, seen)
    if not entry.you_said.strip() or not entry.we_did.strip():
        raise DomainError(_("Write both sides before publishing: what people said, and what came of it."))
    check_kind(entry, entry.kind, entry.evidence)
    if not entry.is_public:
        _check_confirmed(entry)
        entry.published_on = clock.today(now)
        entry.first_published_on = entry.first_published_on or entry.published_on
        entry.reworded_on = None
        entry.save(update_fields=["published_on", "first_published_on", "reworded_on"])
        audit.record("publish_entry", entry, by, now=now)
    return entry


def _check_confirmed(entry):
    left = marks_left(entry.texts, known=entry.confirmed_words, names=entry.known_names)
    if left:
        words = _("This could show who somebody is: %(marks)s. Edit the entry to take it out, or to say what may stay.")
        raise DomainError(words % {"marks": marks_in_words(left)})


@transaction.atomic
def unpublish_entry(entry, reason, *, by, put_back=(), now=None):
    """Take an entry off the board; where it was, everybody reads the day and the reason.

    Raises DomainError without a reason. One that is not public stays as it is.
    """
    reason = check_said(reason, _("Give the reason. It is shown in place of the entry."), field="reason")
    check_marks([reason], put_back=put_back, names=entry.known_names)
    entry = locked(entry)
    if entry.is_public:
        _take_off(entry, reason, now=now)
        audit.record("unpublish_entry", entry, by, now=now, put_back=len(put_back))
    return entry


def _take_off(entry, reason, *, now):
    """Keep for how long a locked entry was public, and why it no longer is; its words are for nobody now."""
    today = clock.today(now)
    EntryTakenOff.objects.create(entry=entry, published_on=entry.published_on, taken_off_on=today, reason=str(reason))
    entry.published_on = None
    entry.save(update_fields=["published_on"])
    less_is_read(entry, entry.texts, now=now)


@transaction.atomic
def withdraw_entries(answers, reason=CONSULTATION_WITHDRAWN, *, by, now=None):
    """Take the entries of some answers off the board for good: what they came from was withdrawn."""
    today = clock.today(now)
    for entry in YouSaidEntry.objects.filter(answer__in=answers, withdrawn_on__isnull=True).select_for_update():
        was_published = entry.is_public
        if was_published:
            _take_off(entry, reason, now=now)
        entry.withdrawn_on = today
        entry.save(update_fields=["withdrawn_on"])
        audit.record("withdraw_entry", entry, by, now=now, was_published=was_published)


@transaction.atomic
def correct_said_by(answers, counted, *, by, now=None):
    """Correct how many said what the entries of some answers tell; the earlier number stays beside it.

    `counted` are the fields of `CorrectedCount`.
    """
    new = {"said_by_count": counted["new_count"] or None, "said_by_parents": counted["new_parents"]}
    for entry in YouSaidEntry.objects.filter(answer__in=answers, withdrawn_on__isnull=True).select_for_update():
        CorrectedEntry.objects.create(entry=entry, **counted)
        for name, value in new.items():
            setattr(entry, name, value)
        entry.save(update_fields=list(new))
        audit.record("correct_said_by", entry, by, now=now, **new)
