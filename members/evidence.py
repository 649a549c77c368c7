"""Evidence that the terms about who sits on the group are kept (M1, M2, M9, P2)."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.services.settings import get_setting
from common import evidence
from common.evidence import Evidence, State
from members.composition import composition
from members.models import Acceptance, Membership
from members.rules import is_at_arms_length

the_group = evidence.read_once(composition)


def group_page():
    return reverse("members:member_list")


@evidence.kind("representation", gettext_lazy("constituencies that have a member"))
def everybody_is_represented(today):
    """Of the constituencies the terms name, how many have a member; where one has none, it is a gap."""
    required = the_group().required
    if not required:
        return Evidence(_("No constituencies have been added yet"), url=group_page(), state=State.NONE)
    gaps = [part for part in required if part.is_gap]
    figure = _("%(held)s of %(all)s constituencies are represented") % {
        "held": len(required) - len(gaps),
        "all": len(required),
    }
    since = max((part.gap_since for part in gaps if part.gap_since), default=None)
    return Evidence(figure, on=since or today, url=group_page(), state=State.NOT_USUAL if gaps else State.KEPT)


@evidence.kind("role-descriptions", gettext_lazy("role descriptions, and who accepted them"))
def role_descriptions_are_accepted(today):
    """How many members accepted the version of their role description that is in force."""
    active = Membership.objects.active().with_acceptance().filter(version_in_force__isnull=False)
    found = active.aggregate(asked=Count("pk"), accepted=Count("pk", filter=Q(has_accepted=True)))
    if not found["asked"]:
        return Evidence(_("No member's seat has a role description in force"), url=group_page(), state=State.NONE)
    figure = _("%(accepted)s of %(asked)s members accepted the role description in force") % found
    state = State.KEPT if found["accepted"] == found["asked"] else State.DUE
    last = Acceptance.objects.order_by("-accepted_at").values_list("accepted_at__date", flat=True).first()
    return Evidence(figure, on=last, url=group_page(), state=state)


@evidence.kind("shared-seats", gettext_lazy("shared seats, and when the group agreed to them"))
def shared_seats_were_agreed(today):
    """The seats that are shared, and when the group last agreed to one."""
    shared = [standing.seat for standing in the_group().shared]
    if not shared:
        return Evidence(_("No seat is shared at present"), url=group_page(), state=State.KEPT)
    figure = ngettext(
        "%(count)s seat is shared, as the group agreed", "%(count)s seats are shared, as the group agreed", len(shared)
    ) % {"count": len(shared)}
    return Evidence(figure, on=max(seat.sharing_agreed_on for seat in shared), url=group_page())


@evidence.kind("arms-length", gettext_lazy("seats on the council's side"))
def the_council_holds_half_at_most(today):
    """The seats of the council's side, which together are at most half; the share is a setting of the group."""
    group = the_group()
    if not group.seats:
        return Evidence(_("The group has no seats yet"), url=group_page(), state=State.NONE)
    council, seats = len(group.council_seats), len(group.seats)
    figure = _("%(council)s of %(seats)s seats are on the council's side") % {"council": council, "seats": seats}
    is_kept = is_at_arms_length(council, seats, get_setting("council_side_share", on=today))
    return Evidence(figure, on=today, url=group_page(), state=State.KEPT if is_kept else State.NOT_USUAL)
