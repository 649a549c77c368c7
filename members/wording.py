"""What the pages say of how a membership ends, and of who was told."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.dates import day
from members.rules import EndingStatus


def told(person):
    """Say that a person was told by e-mail, or that somebody must tell them."""
    if person.mail_address:
        return _("We are telling them by e-mail.")
    return _("No e-mail reaches them. They are on your list of people to ring or write to.")


def sent_words(sending):
    """Say how many something was e-mailed to, and how many are to be rung or written to; rows with their counts."""
    emails = sending.emailed + sending.waiting
    words = ngettext("%(n)s e-mail is on its way.", "%(n)s e-mails are on their way.", emails) % {"n": emails}
    if sending.untold:
        by_hand = ngettext(
            "%(n)s person is to be rung or written to.", "%(n)s people are to be rung or written to.", sending.untold
        )
        words = f"{words} {by_hand % {'n': sending.untold}}"
    return words


def after_ending(ending):
    """Say what happens next with the end of a membership."""
    if ending.status == EndingStatus.MADE:
        return _("Membership ended. You can undo this for 24 hours.")
    if ending.is_to_agree:
        return _("A second person has to agree before it ends.")
    if ending.waits_a_day:
        return _("Nobody else can agree, so it ends after 24 hours. Until then you can take it back.")
    return _("They stay a member until %(day)s.") % {"day": day(ending.ends_on)}
