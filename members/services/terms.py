"""Terms of office: set, announced three months before they end, and renewed by the group."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.dates import day as in_words
from common.errors import DomainError
from common.locking import locked
from members.models import Membership, Term
from members.rules import check_not_later, check_order, check_term, term_to_announce_by
from members.services.sendings import write_to


@transaction.atomic
def set_term(membership, ends_on, *, by, now=None):
    """Say until when somebody has their seat, or correct the last day of the term they are in. They are told.

    Raises DomainError to whoever it is about, for somebody who holds no seat, and for a day that cannot be.
    """
    _check_holds(membership, by)
    term = membership.terms.last()
    starts_on = term.starts_on if term else membership.starts_on
    check_term(starts_on, ends_on)
    if term is None:
        term = Term.objects.create(membership=membership, starts_on=starts_on, ends_on=ends_on)
        audit.record("set_term", term, by, now=now, ends_on=ends_on)
    elif term.ends_on == ends_on:
        return term
    else:
        before, term.ends_on, term.announced_on = term.ends_on, ends_on, None
        term.save(update_fields=["ends_on", "announced_on"])
        audit.record("correct_term", term, by, now=now, before=before, after=ends_on)
    _tell(term, "members.term_set", now)
    return term


@transaction.atomic
def set_terms(memberships, ends_on, *, by, now=None):
    """Set the same last day for many; nothing is set where one of them cannot have it."""
    return [set_term(membership, ends_on, by=by, now=now) for membership in memberships]


@transaction.atomic
def renew_term(membership, *, ends_on, agreed_on, agreed_where, by, follows=None, now=None):
    """Begin the next term of office the day after the last one, as a meeting resolved. They are told.

    `follows` is the last day of the term that was shown. Raises DomainError where they have no term to renew, the
    meeting was before it began, or somebody renewed or corrected it since it was shown.
    """
    _check_holds(membership, by)
    last = membership.terms.last()
    if last is None:
        raise DomainError(_("They have no term of office. Set one first."))
    if follows is not None and follows != last.ends_on:
        words = _("Somebody else has changed this term since you opened the page. It now lasts until %(day)s.")
        raise DomainError(words % {"day": in_words(last.ends_on)})
    check_not_later(agreed_on, clock.today(now), "resolution")
    check_order(last.agreed_on or last.starts_on, agreed_on, "resolution")
    starts_on = last.ends_on + clock.DAY
    check_term(starts_on, ends_on)
    term = Term.objects.create(
        membership=membership, starts_on=starts_on, ends_on=ends_on, agreed_on=agreed_on, agreed_where=agreed_where
    )
    audit.record("renew_term", term, by, now=now, ends_on=ends_on, agreed_where=agreed_where)
    _tell(term, "members.term_renewed", now)
    return term


@transaction.atomic
def take_back_renewal(term, *, by, now=None):
    """Remove a renewal that was recorded by mistake; the member is told until when their term lasts now.

    Raises DomainError for one that is no renewal, or that another one followed.
    """
    membership = term.membership
    _check_holds(membership, by)
    if not term.is_renewal or membership.terms.last() != term:
        raise DomainError(_("Only the last renewal can be taken back."))
    audit.record("take_back_renewal", term, by, now=now, ends_on=term.ends_on, agreed_where=term.agreed_where)
    term.delete()
    before = membership.terms.last()
    _tell(before, "members.renewal_taken_back", now)
    return before


def _check_holds(membership, by):
    membership = locked(membership)
    if not membership.is_active:
        raise DomainError(_("Only someone who holds a seat has a term of office."))
    if by is not None and membership.person.user_id == by.pk:
        raise DomainError(_("This is about your own membership. Ask a colleague to do it."))


def announce_terms(now):
    """Tell members whose term of office ends within three months, once each; return how many."""
    today, announced = clock.today(now), 0
    for term in Term.objects.to_announce(today).select_related("membership__person__user", "membership__seat"):
        with transaction.atomic():
            locked(term)
            if Term.objects.to_announce(today).filter(pk=term.pk).exists():
                _announce(term, today, now)
                announced += 1
    return announced


def _announce(term, today, now):
    term.announced_on = today
    term.save(update_fields=["announced_on"])
    audit.record("announce_term", term, None, now=now, ends_on=term.ends_on)
    _tell(term, "members.term_ends", now)


def _tell(term, name, now):
    """Write to the member; the last day is part of the key, so that a corrected one is told again."""
    membership = Membership.objects.select_related("person__user", "seat__constituency").get(pk=term.membership_id)
    context, key = {"term": term, "membership": membership}, f"{name}.{term.pk}.{term.ends_on}"
    context["is_soon"] = term.ends_on <= term_to_announce_by(clock.today(now))
    write_to(membership.person, name, context, key=key, now=now)
