"""The yearly review of every membership (M12): members are asked, something is proposed, the group decides it."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from members.models import Membership, YearlyEntry, YearlyReview
from members.rules import ENDING_OF, ReviewOutcome, Wish, check_not_later, check_order, check_proposal, check_year
from members.services.changes import change
from members.services.endings import ask_to_end
from members.services.seats import update_seat
from members.services.sendings import all_had, of_person, send, write_to


@transaction.atomic
def open_yearly_review(year, *, by, now=None):
    """Begin the review of a year with every membership there is, and ask each member what they wish.

    Raises DomainError for a year that has one, and while another is open.
    """
    check_year(year, clock.today(now))
    if YearlyReview.objects.filter(year=year).exists():
        raise DomainError(_("There is already a review of that year."), field="year")
    if YearlyReview.objects.open().exists():
        raise DomainError(_("The group has not decided the last yearly review yet. Finish that first."))
    review = YearlyReview.objects.create(year=year, opened_on=clock.today(now))
    audit.record("open_yearly_review", review, by, now=now, year=year)
    _add_members(review)
    _ask(review, "asked", now)
    return review


def _add_members(review):
    """Add the memberships that have no entry yet: the review covers every seat, whoever joined since."""
    there = review.entries.values("membership")
    rows = Membership.objects.active().exclude(pk__in=there)
    YearlyEntry.objects.bulk_create([YearlyEntry(review=review, membership=one) for one in rows.order_by("pk")])


def _ask(review, key, now):
    rows = review.entries.to_answer().select_related("membership__person__user").order_by("pk")
    people = {entry.membership.person_id: of_person(entry.membership.person) for entry in rows}
    name, key = "members.yearly_review", f"members.yearly.{review.year}.{key}"
    if people and all_had(name, key, people.values()):
        raise DomainError(_("They have already been reminded today."))
    return send(name, people.values(), {"review": review}, key=key, is_for_members=True, now=now)


@transaction.atomic
def remind_of_yearly_review(review, *, by, now=None):
    """Ask those who have not answered again, once a day, and those who joined since; returns what was sent."""
    review = _open(review)
    _add_members(review)
    if not review.entries.to_answer().exists():
        raise DomainError(_("Everyone has answered."))
    sending = _ask(review, str(clock.today(now)), now)
    audit.record("remind_of_yearly_review", review, by, now=now)
    return sending


def _open(review):
    review = locked(review)
    if not review.is_open:
        raise DomainError(_("The group has already decided this review."))
    return review


@transaction.atomic
def answer_yearly_review(entry, *, wish, words="", hours=None, by, now=None):
    """Record what a member wishes, as they say it themselves or by telephone; it can be changed until it is decided."""
    _open(entry.review)
    entry = locked(entry)
    fields = {"wish": Wish(wish), "words": words.strip(), "hours": hours}
    if changed := change(entry, **fields, answered_on=clock.today(now), answered_by=by):
        audit.record("answer_yearly_review", entry, by, now=now, changed=changed)
    return entry


@transaction.atomic
def propose_for_year(entry, *, proposal, note="", by, now=None):
    """Propose to the group what becomes of a membership. Raises DomainError to whoever it is about."""
    _open(entry.review)
    entry = locked(entry)
    if by is not None and entry.membership.person.user_id == by.pk:
        raise DomainError(_("This is about your own membership. Ask a colleague to do it."))
    check_proposal(proposal, entry.wish, note)
    if changed := change(entry, proposal=ReviewOutcome(proposal), note=note.strip()):
        audit.record("propose_for_year", entry, by, now=now, changed=changed)
    return entry


@transaction.atomic
def propose_to_go_on(review, *, by, now=None):
    """Propose that all who wish to go on do so, where nothing is proposed yet; return how many."""
    rows = _open(review).entries.current().filter(wish=Wish.GO_ON, proposal="")
    if by is not None:
        rows = rows.exclude(membership__person__user=by)
    entries = list(rows.select_related("membership__person"))
    for entry in entries:
        propose_for_year(entry, proposal=ReviewOutcome.CONTINUE, by=by, now=now)
    return len(entries)


@transaction.atomic
def decide_yearly_review(review, *, decided_on, decided_where, by, now=None):
    """Record that the group decided as proposed, carry it out, and tell each member.

    Raises DomainError while something is proposed for no more than some, and for a day before it was opened.
    """
    review = _open(review)
    check_not_later(decided_on, clock.today(now), "resolution")
    check_order(review.opened_on, decided_on, "resolution")
    _add_members(review)
    entries = list(review.entries.current().select_related("membership__person__user", "membership__seat"))
    if waiting := sum(not entry.proposal for entry in entries):
        words = ngettext("%(n)s membership has no proposal yet.", "%(n)s memberships have no proposal yet.", waiting)
        raise DomainError(words % {"n": waiting})
    review.decided_on, review.decided_where = decided_on, decided_where
    review.save(update_fields=["decided_on", "decided_where"])
    audit.record("decide_yearly_review", review, by, now=now, decided_where=decided_where)
    for entry in entries:
        _carry_out(entry, by, now)
    return review


def _carry_out(entry, by, now):
    """Tell a member what the group decided, and end the membership or share the seat where that is it."""
    membership, context = entry.membership, {"entry": entry, "review": entry.review, "membership": entry.membership}
    write_to(membership.person, "members.yearly_decided", context, key=f"members.yearly_decided.{entry.pk}", now=now)
    review, outcome = entry.review, ReviewOutcome(entry.proposal)
    if outcome in ENDING_OF and not membership.endings.waiting().exists():
        reason = entry.note or _("Yearly review %(year)s: %(outcome)s") % {"year": review, "outcome": outcome.label}
        ending = {"kind": ENDING_OF[outcome], "reason": reason[:200], "ends_on": review.decided_on}
        ask_to_end(membership, by=by, now=now, **ending)
    elif outcome == ReviewOutcome.SHARE and not membership.seat.is_shared:
        agreed = {"sharing_agreed_on": review.decided_on, "sharing_agreed_where": review.decided_where}
        update_seat(membership.seat, is_shared=True, by=by, now=now, **agreed)


@transaction.atomic
def forget_words(rows, now):
    """Empty what members said to be helped, in reviews that were decided; return of how many."""
    return rows.update(words="")
