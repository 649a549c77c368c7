"""How long a membership lasts: terms of office, reviews and ends."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from accounts.privacy.acting import who_did
from common.dates import day
from common.privacy import FOR_EVER, WITH_ITS_RECORD, Fate, Gathered, Whose, found_by, holds
from common.told import Told
from members.models import MembershipEnding, MembershipReview, Term, YearlyEntry, YearlyReview
from members.privacy.people import COORDINATOR


def meetings_missed(review):
    return "\n".join(day(dt.date.fromisoformat(one)) for one in review.missed_on)


holds(
    MembershipReview,
    _("reviews of a membership after missed meetings"),
    of=Whose.MEMBER,
    why=_("so that a member is heard before the group decides"),
    gathered=Gathered.BY_OTHERS,
    seen_by=COORDINATOR,
    kept=WITH_ITS_RECORD,
    rows=found_by(MembershipReview, members__person="membership__person"),
    erased=Fate.BLANKED,
    says=("member_said",),
    others=("note", "withdrawn_reason"),
    nobody=("missed_on",),
    told=Told(
        _("Reviews of your membership"),
        {
            "membership.seat.title": _("Your seat"),
            "opened_on": _("Begun on"),
            meetings_missed: _("Meetings you missed"),
            "member_said": _("What you said"),
            "status": _("Where it stands"),
            "outcome": _("What the group decided"),
            "decided_on": _("Decided on"),
            "withdrawn_on": _("Withdrawn on"),
        },
        newest="opened_on",
    ),
)
holds(
    MembershipEnding,
    _("why a membership ended"),
    of=Whose.MEMBER,
    why=_("so that nobody loses a seat unheard"),
    gathered=Gathered.BY_OTHERS,
    seen_by=COORDINATOR,
    kept=WITH_ITS_RECORD,
    rows=found_by(MembershipEnding, members__person="membership__person"),
    erased=Fate.BLANKED,
    others=("reason",),
    told=Told(
        _("How your membership ended, or is to end"),
        {
            "membership.seat.title": _("Your seat"),
            "kind": _("Why"),
            "ends_on": _("Last day"),
            "asked_at": _("Asked for on"),
            "status": _("Where it stands"),
        },
        newest="asked_at",
    ),
)
holds(
    Term,
    _("terms of office"),
    of=Whose.MEMBER,
    why=_("so that members and the group know until when a seat was given"),
    gathered=Gathered.BY_OTHERS,
    seen_by=COORDINATOR,
    kept=FOR_EVER,
    rows=found_by(Term, members__person="membership__person"),
    nobody=("agreed_where",),
    told=Told(
        _("Your terms of office"),
        {
            "membership.seat.title": _("Your seat"),
            "starts_on": _("From"),
            "ends_on": _("Last day"),
            "agreed_on": _("Renewed on"),
            "agreed_where": _("Where the group decided it"),
            "announced_on": _("We told you that it ends"),
        },
        newest="starts_on",
    ),
)
who_did(MembershipEnding, _("who asked that a membership ends, and who agreed"), "asked_by", "agreed_by")
holds(
    YearlyEntry,
    _("the yearly review: what members wish, and what the group decided"),
    of=Whose.MEMBER,
    why=_("so that the group can look at every membership once a year, and help where it can"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("the co-ordinator, and the member; the group the hours"),
    kept="members.yearly",
    rows=found_by(YearlyEntry, members__person="membership__person"),
    erased=Fate.BLANKED,
    says=("words",),
    others=("note",),
    told=Told(
        _("Yearly reviews of your membership"),
        {
            "review.year": _("Year"),
            "membership.seat.title": _("Your seat"),
            "wish": _("What you wished"),
            "words": _("What you said"),
            "hours": _("Hours a month"),
            "answered_on": _("You answered on"),
            "proposal": _("What was proposed"),
            "note": _("With these words"),
            "review.decided_on": _("Decided on"),
        },
        newest="answered_on",
    ),
)
who_did(YearlyEntry, _("who took down what a member wishes"), "answered_by")
holds(YearlyReview, _("yearly reviews"), nobody=("decided_where",))
