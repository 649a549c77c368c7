"""After a meeting a member takes what was decided back to those they speak for, and records it (M7)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.services.settings import get_setting
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.said import FEWEST_AT_ALL, check_said
from meetings.models import Meeting, PassedOn
from meetings.selectors import names_on_record
from members.models import Membership
from members.rules import MembershipStatus
from members.services.sendings import of_person, send

REMINDED_FOR = 14  # days: later a reminder would come as a surprise, as after an upgrade
TO_REMIND = "meetings.pass_on"


@transaction.atomic
def record_passed_on(meeting, membership, *, told_on, how, people, by, note="", put_back=(), now=None):
    """Record, or correct, that those a member speaks for were told what a meeting decided.

    There is one record for a seat: joint holders correct each other's, so nobody is counted twice. The audit trail
    keeps what it said before. Whoever was absent can pass on too. Raises DomainError before the meeting was held.
    """
    meeting = locked(meeting)
    if not meeting.was_held:
        raise DomainError(_("This can be recorded once the meeting was held."))
    if membership.status != MembershipStatus.ACTIVE:
        raise DomainError(_("Only a member can record this."))
    _check_day(meeting, told_on, clock.today(now))
    how = check_said(how, _("Say how you told them."), field="how", fewest=FEWEST_AT_ALL)
    check_marks([how, note], put_back=put_back, names=names_on_record(meeting))
    fields = {"membership": membership, "told_on": told_on, "how": how, "people": people, "note": note.strip()}
    before = PassedOn.objects.filter(meeting=meeting, seat=membership.seat_id).first()
    row, is_new = PassedOn.objects.update_or_create(
        meeting=meeting,
        seat=membership.seat,
        defaults=fields,
        create_defaults={**fields, "recorded_on": clock.today(now)},
    )
    was = {} if is_new else {"was_on": before.told_on.isoformat(), "was_people": before.people}
    verb = "record_passed_on" if is_new else "correct_passed_on"
    audit.record(verb, row, by, now=now, told_on=told_on.isoformat(), people=people, **was)
    return row


def _check_day(meeting, told_on, today):
    if told_on < meeting.on:
        raise DomainError(_("This is before the meeting. Give the day on which you told them."), field="told_on")
    if told_on > today:
        raise DomainError(_("This day is still to come. Record it once you have told them."), field="told_on")


@transaction.atomic
def remove_passed_on(row, *, by, now=None):
    """Remove what was recorded by mistake; the audit trail keeps what it said."""
    row = locked(row)
    said = {"told_on": row.told_on.isoformat(), "people": row.people}
    audit.record("remove_passed_on", row, by, now=now, **said)
    row.delete()


def remind_to_pass_on(now=None):
    """E-mail each member once who has not recorded that they passed on a meeting of some days ago; return how many.

    For a shared seat both holders are asked, unless one of them has recorded it.
    """
    today = clock.today(now)
    last = today - get_setting("pass_on_days") * clock.DAY
    held = Meeting.objects.held().filter(is_from_records=False, starts_at__date__lte=last)
    held = held.filter(starts_at__date__gt=last - REMINDED_FOR * clock.DAY)
    return sum(_remind_of(meeting, now) for meeting in held.order_by("starts_at"))


def _remind_of(meeting, now):
    waiting = Membership.objects.active().held_on(meeting.on).exclude(seat__passed_on__meeting=meeting)
    people = {one.person_id: one.person for one in waiting.select_related("person__user")}
    reached = [of_person(person) for person in people.values() if person.mail_address]
    if reached:
        send(TO_REMIND, reached, {"meeting": meeting}, key=f"{TO_REMIND}.{meeting.pk}", now=now)
    return len(reached)
