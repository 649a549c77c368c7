"""What was sent to members; and the rows of the group that are about nobody."""

from django.utils.translation import gettext_lazy as _

from common.privacy import ACCOUNTABLE, WITH_ITS_RECORD, Fate, Whose, found_by, holds
from common.told import Told
from members.models import Constituency, RoleDescription, RoleDescriptionVersion, Seat, Sending, SentTo

holds(Constituency, _("constituencies"), nobody=("name", "slug", "description"))
holds(RoleDescription, _("role descriptions"), nobody=("title", "slug"))
holds(RoleDescriptionVersion, _("versions of role descriptions"))
holds(Seat, _("seats"), nobody=("title", "sharing_agreed_where"))
holds(Sending, _("what was sent to members"), others=("subject", "text", "said_subject"), nobody=("kind", "key"))
holds(
    SentTo,
    _("to whom something was sent, and who was told another way"),
    of=Whose.MEMBER,
    why=_("so that it can be seen who was invited, and whom no e-mail reached"),
    seen_by=_("the co-ordinator"),
    kept=WITH_ITS_RECORD,
    rows=found_by(SentTo, members__person="person", accounts__user="user"),
    erased=Fate.BLANKED,
    identifies=("who", "name"),
    others=("told_by",),
    keys=("person", "user"),
    grounds={"told_by": ACCOUNTABLE},
    instead={"who": lambda row: f"erased.{row.pk}"},
    told=Told(
        _("What members were sent, and you were told in another way"),
        {
            "title": _("What it was about"),
            "name": _("Your name, as it stood then"),
            "sending.sent_on": _("Sent on"),
            "told_on": _("You were told on"),
            "told_how": _("How"),
        },
        newest="sending.sent_on",
        only=lambda sent: sent.message_id is None,  # an e-mail stands among the e-mails
    ),
)
