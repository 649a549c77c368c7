"""What goes of other versions of documents: who asked for one, and how to reach them."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from common.retention import Group, Rule, rules
from involvement.models import OtherVersionRequest
from involvement.services.requests import forget_contacts

rules.declare(
    Rule(
        "involvement.contacts",
        Group.FAMILY,
        what=_("Who asked for another version of a document, how to reach them, and a file made for them alone"),
        plain=_("How to reach you, if you asked for another version of a document"),
        since=_("we sent it, or told you why not"),
        due=lambda until: OtherVersionRequest.objects.filter(ended_on__lte=until.day, contact_cleared_on=None),
        day=F("ended_on"),
        setting="other_version_contact_months",
        carry_out=forget_contacts,
    )
)
