"""The views that members bring of those they speak for, and what people said to them behind a link."""

from django.utils.translation import gettext_lazy as _

from common.privacy import FOR_EVER, Fate, Gathered, Whose, found_by, found_by_secret, holds
from common.told import Told
from meetings.models import PassedOn, ViewGiven, ViewsBrought
from meetings.privacy.people import BY_MEETING, meeting_of

holds(
    ViewsBrought,
    _("the views that members bring to a meeting"),
    of=Whose.MEMBER,
    why=_("so that the group hears those whom a member speaks for"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("members, their substitutes and the co-ordinator"),
    kept=FOR_EVER,
    rows=found_by(ViewsBrought, members__person="membership__person"),
    erased=Fate.BLANKED,
    says=("question", "how", "summary"),
    nobody=("secret_hash",),
    told=Told(
        _("Views you brought to meetings"),
        {
            meeting_of: _("Meeting"),
            "item": _("Agenda item"),
            "question": _("What you asked"),
            "asked": _("How many you said were asked"),
            "told_member": _("How many you said answered without the link"),
            "how": _("How else you asked"),
            "summary": _("What you told the group"),
        },
        newest=BY_MEETING,
    ),
)
holds(
    ViewGiven,
    _("what people said to a member before a meeting"),
    of=Whose.FAMILY,
    why=_("so that the member can tell the group what those they speak for think"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("the member who asked, and the co-ordinator"),
    kept="meetings.views",
    rows=found_by_secret(ViewGiven),
    erased=Fate.BLANKED,
    says=("text",),
)
holds(
    PassedOn,
    _("what members pass on after a meeting"),
    of=Whose.MEMBER,
    why=_("so that everybody can see that those a member speaks for were told what was decided"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("the co-ordinator and who shares the seat; everybody how many were told, by constituency"),
    kept=FOR_EVER,
    rows=found_by(PassedOn, members__person="membership__person"),
    erased=Fate.BLANKED,
    says=("how", "note"),
    told=Told(
        _("What you passed on after meetings"),
        {
            meeting_of: _("Meeting"),
            "told_on": _("You passed it on on"),
            "how": _("How"),
            "people": _("How many people you said you told"),
            "note": _("Your note"),
        },
        newest=BY_MEETING,
    ),
)
