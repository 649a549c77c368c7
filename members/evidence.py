"""Evidence that the terms about who sits on the group are kept (M1, M2, M9, M12, P2)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.services.settings import get_setting
from common import evidence
from common.evidence import Evidence, State
from members.composition import composition_on
from members.figures import holders_at_end
from members.models import Acceptance, YearlyReview
from members.rules import is_at_arms_length

the_group = evidence.read_once(composition_on)


def group_page():
    return reverse("members:member_list")


@evidence.kind("representation", gettext_lazy("constituencies that have a member"))
def everybody_is_represented(period):
    """Of the constituencies the terms name, how many have a member; where one has none, it is a gap."""
    required = the_group(period.end).required
    if not required:
        return Evidence(_("No constituencies have been added yet"), url=group_page(), state=State.NONE)
    gaps = [part for part in required if part.is_gap]
    figure = _("%(held)s of %(all)s constituencies are represented") % {
        "held": len(required) - len(gaps),
        "all": len(required),
    }
    since = max((part.gap_since for part in gaps if part.gap_since), default=None)
    return Evidence(figure, on=since or period.end, url=group_page(), state=State.NOT_USUAL if gaps else State.KEPT)


@evidence.kind("role-descriptions", gettext_lazy("role descriptions, and who accepted them"))
def role_descriptions_are_accepted(period):
    """How many of all members accepted the role description in force for their seats, and how many have none (M2)."""
    seats = (
        holders_at_end(period)
        .with_acceptance(period.end)
        .order_by()
        .values_list("person", "version_in_force", "has_accepted")
    )
    people, without, waiting = set(), set(), set()
    for person, version, has_accepted in seats:
        people.add(person)
        if version is None:
            without.add(person)
        elif not has_accepted:
            waiting.add(person)
    if not people:
        return Evidence(_("The group has no members yet"), url=group_page(), state=State.NONE)
    figure = _("%(accepted)s of %(all)s members have accepted the description in force") % {
        "accepted": len(people - without - waiting),
        "all": len(people),
    }
    if without:
        none = ngettext("%(n)s has none", "%(n)s have none", len(without)) % {"n": len(without)}
        figure = _("%(figure)s; %(none)s") % {"figure": figure, "none": none}
    accepted = Acceptance.objects.filter(accepted_at__lt=period.ends_at).order_by("-accepted_at")
    last = accepted.values_list("accepted_at__date", flat=True).first()
    return Evidence(figure, on=last, url=group_page(), state=State.DUE if without or waiting else State.KEPT)


@evidence.kind("shared-seats", gettext_lazy("shared seats, and when the group agreed to them"))
def shared_seats_were_agreed(period):
    """The seats that are shared, and when the group last agreed to one."""
    seats = [standing.seat for standing in the_group(period.end).shared]
    shared = [seat for seat in seats if seat.sharing_agreed_on <= period.end]
    if not shared:
        return Evidence(_("No seat is shared"), url=group_page(), state=State.KEPT)
    figure = ngettext(
        "%(count)s seat is shared, as the group agreed", "%(count)s seats are shared, as the group agreed", len(shared)
    ) % {"count": len(shared)}
    return Evidence(figure, on=max(seat.sharing_agreed_on for seat in shared), url=group_page())


@evidence.kind("arms-length", gettext_lazy("seats on the council's side"))
def the_council_holds_half_at_most(period):
    """The seats of the council's side, which together are at most half; the share is a setting of the group."""
    group = the_group(period.end)
    if not group.seats:
        return Evidence(_("The group has no seats yet"), url=group_page(), state=State.NONE)
    council, seats = len(group.council_seats), len(group.seats)
    figure = _("%(council)s of %(seats)s seats are on the council's side") % {"council": council, "seats": seats}
    is_kept = is_at_arms_length(council, seats, get_setting("council_side_share", on=period.end))
    return Evidence(figure, on=period.end, url=group_page(), state=State.KEPT if is_kept else State.NOT_USUAL)


@evidence.kind("yearly-review", gettext_lazy("the yearly review of every membership"))
def memberships_are_reviewed_every_year(period):
    """The yearly reviews that the group decided in the period, and of how many memberships (M12)."""
    decided = YearlyReview.objects.counted().filter(decided_on__range=(period.start, period.end)).first()
    if decided:
        figure = ngettext(
            "%(n)s membership reviewed, decided at this meeting: %(where)s",
            "%(n)s memberships reviewed, decided at this meeting: %(where)s",
            decided.all_entries,
        )
        words = {"n": decided.all_entries, "where": decided.decided_where}
        return Evidence(figure % words, on=decided.decided_on, url=group_page())
    begun = YearlyReview.objects.filter(opened_on__range=(period.start, period.end)).first()
    if begun:
        return Evidence(_("Begun, and not decided yet"), on=begun.opened_on, url=group_page(), state=State.DUE)
    return Evidence(_("No yearly review yet"), url=group_page(), state=State.DUE)
