"""Who did something: the keys of people who work here, which stay with what they did."""

from django.utils.translation import gettext_lazy as _

from common.privacy import ACCOUNTABLE, WHO_DID_IT, WITH_ITS_RECORD, Whose, found_by, holds


def who_did(model, what, *fields, kept=WITH_ITS_RECORD, seen_by=None):
    """Declare the keys of users who wrote, posted or decided something: they stay, to answer for it."""
    holds(
        model,
        what,
        name=WHO_DID_IT,
        of=Whose.STAFF,
        why=_("so that it can be seen who did what"),
        seen_by=seen_by or _("people who work with the record"),
        kept=kept,
        rows=found_by(model, accounts__user=fields),
        keys=fields,
        grounds=dict.fromkeys(fields, ACCOUNTABLE),
    )
