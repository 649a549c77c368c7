"""What a step has done, in words for whoever took it: who was told, and what comes next."""

from django.utils.translation import gettext as _

from answers.emails import officers_of
from common.dates import day


def after_presenting(presentation):
    words = {"agency": presentation.agency, "day": day(presentation.due_on)}
    sent = _("Sent to %(agency)s. The group asks for an answer by %(day)s.") % words
    if officers_of(presentation.agency):
        return f"{sent} {_('Its officers are told by e-mail.')}"
    return f"{sent} {_('Nobody answers for this agency yet, so nobody there was told. Please tell them yourself.')}"


def after_moving_the_date(commitment):
    words = _("The new date is %(day)s. The old one stays in the record, with the reason.")
    return words % {"day": day(commitment.due_on)}


def after_saving_entry(entry):
    if entry.published_on:
        return _("Saved. It is published, so everybody reads it now.")
    return _("Saved as a draft. Publish it when it is right.")
