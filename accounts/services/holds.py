"""Legal holds: while one stands, no retention and no erasure touches what belongs to its person or its row."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.audit import record
from accounts.models import LegalHold, User
from accounts.roles import Role
from accounts.selectors import holders_of
from common import clock
from common.erasing import find
from common.errors import DomainError
from common.locking import locked
from common.privacy import WHO_DID_IT, Subject, follow, holdings
from common.references import next_reference

PREFIX = "HLD"


def subject_of(hold):
    """Return the person a hold is about, with everything that leads to them."""
    if not hold.email:
        return follow(Subject().with_keys(hold.label, [hold.key_of_row]))
    users = User.objects.filter(email__iexact=hold.email).values_list("pk", flat=True)
    return follow(Subject().with_emails([hold.email]).with_keys("accounts.user", users))


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
    """Say whether a hold keeps anything of a person: then nothing of theirs is erased."""
    subject = follow(subject)
    return any(subject.meets(subject_of(hold)) for hold in LegalHold.objects.standing())


def is_for_later(about):
    """Say whether nothing is held under an e-mail address now, so that a hold on it counts for what may come alone."""
    return "@" in about and not find(Subject().with_emails([about.strip()]))


def find_row(reference):
    """Return (label, row) of what has a reference, among all that holds somebody's data. Raises DomainError."""
    for holding in holdings.values():
        names = {one.name for one in holding.model._meta.concrete_fields}
        if holding.rows is None or holding.name == WHO_DID_IT or "reference" not in names:
            continue
        if row := holding.model._default_manager.filter(reference__iexact=reference).first():
            return holding.label, row
    raise DomainError(_("No record has this reference. Check it, or give an e-mail address."), field="about")


@transaction.atomic
def place_hold(about, *, reason, by, now=None):
    """Hold what belongs to an e-mail address or to the person of a reference. It holds at once.

    Raises DomainError for a reference that nothing has, and where it is held already.
    """
    about, now = about.strip(), now or clock.now()
    if not reason.strip():
        raise DomainError(_("Say why it must be kept."), field="reason")
    what = {"email": about.casefold()} if "@" in about else _row(about)
    if LegalHold.objects.standing().filter(**what).exists():
        raise DomainError(_("It is held already."), field="about")
    reference = next_reference(PREFIX)
    hold = LegalHold.objects.create(reference=reference, reason=reason.strip(), placed_by=by, placed_at=now, **what)
    record("place_hold", hold, by, now=now)
    return hold


def _row(reference):
    label, row = find_row(reference)
    return {"label": label, "key": str(row.pk), "row_reference": row.reference}


def count_others(by, now=None):
    """Return how many other people could agree to the end of a hold: co-ordinators and administrators who sign in."""
    today = clock.today(now)
    people = holders_of(Role.COORDINATOR, today) | holders_of(Role.ADMINISTRATOR, today)
    return sum(one.has_usable_password() for one in people.exclude(pk=by.pk).distinct())


@transaction.atomic
def ask_to_end_hold(hold, *, reason, by, now=None):
    """Ask for a hold to end. It goes on until somebody else agrees, or for 24 hours where nobody can."""
    hold, now = locked(hold), now or clock.now()
    if words := cannot_be_asked(hold):
        raise DomainError(words)
    if not reason.strip():
        raise DomainError(_("Say why it need not be kept any longer."), field="reason")
    hold.end_reason, hold.end_asked_by, hold.end_asked_at = reason.strip(), by, now
    hold.ends_at = rules.applies_at(now, count_others(by, now))
    hold.save(update_fields=["end_reason", "end_asked_by", "end_asked_at", "ends_at"])
    record("ask_to_end_hold", hold, by, now=now)
    return hold


@transaction.atomic
def agree_to_end_hold(hold, *, by, now=None):
    """End a hold. Raises DomainError for whoever asked for it, and where nobody did."""
    hold, now = _asked_to_end(hold), now or clock.now()
    rules.check_end_of_hold(hold.end_asked_by_id, by.pk, hold.ends_at, now)
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
    """End what nobody else could agree to and has waited a day; return how many. Safe to run twice."""
    return sum(_end_due(hold, now) for hold in LegalHold.objects.due_to_end(now))


@transaction.atomic
def _end_due(hold, now):
    hold = locked(hold)
    if hold.ends_at is None or not hold.stands:
        return 0
    _end(hold, by=hold.end_asked_by, now=now)
    return 1


def _end(hold, *, by, now):
    hold.ended_by, hold.ended_at = by, now
    hold.save(update_fields=["ended_by", "ended_at"])
    record("end_hold", hold, by, now=now)
    return hold


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
