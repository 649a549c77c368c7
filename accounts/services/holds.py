"""Legal holds: while one stands, no retention and no erasure touches what belongs to its person or its row."""

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.audit import record
from accounts.models import LegalHold, User
from accounts.selectors import others_with
from accounts.services.subject_files import NOTHING_HELD, as_handed_over, named_to
from common import clock
from common.erasing import find
from common.errors import DomainError
from common.locking import locked
from common.privacy import ERASED, WHO_DID_IT, Subject, follow, holdings
from common.references import next_reference

PREFIX = "HLD"
MANAGES = "accounts.manage_hold"


def named_by_hold(hold):
    """Return what a hold was placed on, and nothing that it leads to."""
    if not hold.email:
        return Subject().with_keys(hold.label, [hold.key_of_row])
    users = User.objects.filter(email__iexact=hold.email).values_list("pk", flat=True)
    return Subject().with_emails([hold.email]).with_keys("accounts.user", users)


def subject_of(hold):
    """Return the person a hold is about, with everything that leads to them."""
    return follow(named_by_hold(hold))


def held_keys(label, now=None):
    """Return the primary keys of the rows of a model ("issues.issue") that a hold keeps."""
    kept = set()
    for hold in LegalHold.objects.standing():
        kept |= _keys(label, subject_of(hold))
    return frozenset(kept)


def _keys(label, subject):
    keys = set(subject.keys(label))
    for holding in _about_a_person(label):
        keys |= set(holding.of_subject(subject).values_list("pk", flat=True))
    return keys


def _about_a_person(label):
    """Return the declarations of a model that are about whose it is, and not about who worked with it."""
    return [one for one in holdings.values() if one.label == label and one.name != WHO_DID_IT]


def is_held(subject):
    """Say whether a hold keeps anything of a person who was followed: then nothing of theirs is erased."""
    return any(subject.meets(subject_of(hold)) for hold in LegalHold.objects.standing())


def holds_known_to(user, subject):
    """Return the holds that somebody of the team may connect with a person.

    Only those that they may see, and whose own address or row the person's leads to: what a hold leads to would tell
    them whose account is behind an issue.
    """
    return [hold for hold in LegalHold.objects.standing().visible_to(user) if subject.meets(named_by_hold(hold))]


def is_for_later(about, by):
    """Say whether `by` knows of nothing under an e-mail address, so that a hold on it counts for what may come."""
    return "@" in about and not as_handed_over(find(Subject().with_emails([about.strip()])), by)


def find_row(reference, by):
    """Return what is held on for a reference: its row, where `by` may know of it. Raises DomainError."""
    named = named_to(by, reference)
    if named is None:
        raise DomainError(NOTHING_HELD, field="about")
    ((label, keys),) = named.rows.items()
    row = apps.get_model(label)._base_manager.get(pk__in=keys)
    return {"label": label, "key": str(row.pk), "row_reference": row.reference}


@transaction.atomic
def place_hold(about, *, reason, by, now=None):
    """Hold what belongs to an e-mail address or to the person of a reference. It holds at once.

    Raises DomainError for a reference that nothing has that `by` may know of, and where it is held already.
    """
    about, now = about.strip(), now or clock.now()
    if not reason.strip():
        raise DomainError(_("Say why it must be kept."), field="reason")
    what = {"email": about.casefold()} if "@" in about else find_row(about, by)
    if LegalHold.objects.standing().filter(**what).exists():
        raise DomainError(_("It is held already."), field="about")
    reference = next_reference(PREFIX)
    hold = LegalHold.objects.create(reference=reference, reason=reason.strip(), placed_by=by, placed_at=now, **what)
    record("place_hold", hold, by, now=now)
    return hold


@transaction.atomic
def ask_to_end_hold(hold, *, reason, by, now=None):
    """Ask for a hold to end. It goes on until somebody else agrees, or for 24 hours where nobody can."""
    hold, now = locked(hold), now or clock.now()
    if words := cannot_be_asked(hold):
        raise DomainError(words)
    if not reason.strip():
        raise DomainError(_("Say why it need not be kept any longer."), field="reason")
    hold.end_reason, hold.end_asked_by, hold.end_asked_at = reason.strip(), by, now
    hold.ends_at = rules.applies_at(now, len(others_with(MANAGES, {by.pk}, now)))
    hold.save(update_fields=["end_reason", "end_asked_by", "end_asked_at", "ends_at"])
    record("ask_to_end_hold", hold, by, now=now)
    return hold


@transaction.atomic
def agree_to_end_hold(hold, *, by, now=None):
    """End a hold. Raises DomainError for whoever asked for it, and where nobody did."""
    hold, now = _asked_to_end(hold), now or clock.now()
    ends_at = None if others_with(MANAGES, {hold.end_asked_by_id}, now) else hold.ends_at
    rules.check_end_of_hold(hold.end_asked_by_id, by.pk, ends_at, now)
    return _end(hold, by=by, now=now)


@transaction.atomic
def keep_hold(hold, *, by, now=None):
    """Let a hold go on that somebody asked to end."""
    hold = _asked_to_end(hold)
    hold.end_reason, hold.end_asked_by, hold.end_asked_at, hold.ends_at = "", None, None, None
    hold.save(update_fields=["end_reason", "end_asked_by", "end_asked_at", "ends_at"])
    record("keep_hold", hold, by, now=now)
    return hold


def end_due_holds(now):
    """End what nobody else could agree to and has waited a day; return how many. Safe to run twice.

    Asked again when the day is over: where somebody else could agree by then, it goes on until they have.
    """
    return sum(_end_due(hold, now) for hold in LegalHold.objects.due_to_end(now))


@transaction.atomic
def _end_due(hold, now):
    hold = locked(hold)
    if hold.ends_at is None or not hold.stands or others_with(MANAGES, {hold.end_asked_by_id}, now):
        return 0
    _end(hold, by=hold.end_asked_by, now=now)
    return 1


def _end(hold, *, by, now):
    hold.ended_by, hold.ended_at = by, now
    hold.save(update_fields=["ended_by", "ended_at"])
    record("end_hold", hold, by, now=now)
    return hold


def forget_whose(holds, now):
    """Take out of ended holds whom they were about, and what was written of it; return how many."""
    forgotten = {"email": "", "label": "", "key": "", "row_reference": "", "reason": ERASED, "end_reason": ERASED}
    return holds.update(**forgotten)


def cannot_be_asked(hold):
    """Return why nobody can ask to end a hold, or nothing."""
    if not hold.stands:
        return _("This hold has ended.")
    return _("Somebody has asked to end it already.") if hold.waits_to_end else ""


def _asked_to_end(hold):
    hold = locked(hold)
    if not hold.waits_to_end:
        raise DomainError(_("Nobody has asked to end this hold."))
    return hold
