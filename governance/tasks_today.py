"""What waits for the co-ordinator and for members: the draft of the next version of a document (E1)."""

from django.utils.translation import gettext as _

from accounts.roles import Role
from common import tasks_today
from common.counting import Wanted
from common.dates import day
from common.tasks_today import Task
from governance.models import TermsDraft


def open_drafts():
    return TermsDraft.objects.open().select_related("document", "review__meeting").order_by("begun_on")


@tasks_today.of_day(Role.COORDINATOR, "meetings")
def drafts_to_agree(today):
    """A draft waits until the group agrees it at a meeting, or it is withdrawn."""
    for draft in open_drafts():
        yield Task(
            draft.get_absolute_url(),
            str(draft),
            _("The group decided on %(day)s to change it. It waits to be agreed at a meeting.")
            % {"day": day(draft.review.decided_on)},
            draft.status,
            draft.get_status_display(),
        )


@tasks_today.of_day(Role.COORDINATOR, "meetings", rows=lambda today: Wanted(TermsDraft.objects.withdrawn()))
def decisions_not_carried_out(today, found):
    """The group decided to change a document, and the draft was withdrawn without it."""
    withdrawn = TermsDraft.objects.withdrawn().select_related("document", "review", "based_on")
    for draft in withdrawn:
        if draft.is_outstanding:
            yield Task(
                draft.get_absolute_url(),
                _("Decision not carried out: %(title)s") % {"title": draft.document.title},
                _("The group decided on %(day)s to change it, and the draft was withdrawn. Begin it again.")
                % {"day": day(draft.review.decided_on)},
                draft.status,
                draft.get_status_display(),
            )


@tasks_today.needs(Role.MEMBER, "meetings")
def drafts_to_read(user, now):
    """A draft that the group may read before it decides on it."""
    for draft in open_drafts():
        yield Task(draft.get_absolute_url(), str(draft), _("Read what would change, before the group decides on it"))
