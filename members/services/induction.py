"""The induction list of a role, and what its holders have done of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from members.models import InductionDone, InductionStep
from members.services.changes import one_line


@transaction.atomic
def add_induction_step(description, title, *, by, now=None):
    """Add a step to the induction list of a role. Raises DomainError for one that is on it already."""
    locked(description)
    title = one_line(title)
    if description.induction_steps.current().filter(title__iexact=title).exists():
        raise DomainError(_("This is already on the list."), field="title")
    step = InductionStep.objects.create(description=description, title=title)
    audit.record("add_induction_step", step, by, now=now, title=title)
    return step


@transaction.atomic
def end_induction_step(step, *, by, now=None):
    """Take a step off the list; those who have done it keep it on theirs."""
    locked(step)
    if step.ended_on:
        raise DomainError(_("This has already been taken off the list."))
    step.ended_on = clock.today(now)
    step.save(update_fields=["ended_on"])
    audit.record("end_induction_step", step, by, now=now, title=step.title)
    return step


@transaction.atomic
def record_induction(membership, step, *, by, now=None):
    """Record that a member has done a step today; a second time changes nothing.

    Raises DomainError for a step of another role, one taken off the list, and for somebody who holds no seat.
    """
    membership, step = locked(membership), locked(step)
    if not membership.is_active or step.description_id != membership.seat.role_description_id:
        raise DomainError(_("This is not part of their induction."))
    done = InductionDone.objects.filter(membership=membership, step=step).first()
    if done is None:
        if step.ended_on:
            raise DomainError(_("This has already been taken off the list."))
        done = InductionDone.objects.create(membership=membership, step=step, done_on=clock.today(now))
        audit.record("record_induction", done, by, now=now, step=step.title)
    return done


@transaction.atomic
def take_back_induction(membership, step, *, by, now=None):
    """Take back that a member has done a step; where it is not recorded nothing changes."""
    done = InductionDone.objects.select_for_update().filter(membership=membership, step=step).first()
    if done:
        audit.record("take_back_induction", done, by, now=now, step=step.title)
        done.delete()
