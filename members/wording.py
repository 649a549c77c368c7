"""What the pages say of how a membership ends, and of who was told."""

from django.utils.translation import gettext as _

from common.dates import day
from members.rules import EndingStatus


def told(person):
    """Say that a person was told by e-mail, or that somebody must tell them."""
    if person.mail_address:
        return _("We have told them by e-mail.")
    return _("They gave no e-mail address, so please tell them.")


def after_ending(ending):
    """Say what happens next with the end of a membership."""
    if ending.status == EndingStatus.MADE:
        return _("Membership ended. You can undo this for 24 hours.")
    if ending.is_to_agree:
        return _("A second person has to agree before it ends.")
    if ending.waits_a_day:
        return _("Nobody else can agree, so it ends after 24 hours. Until then you can take it back.")
    return _("They stay a member until %(day)s.") % {"day": day(ending.ends_on)}
