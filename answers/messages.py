"""Success messages of the steps: what was done, who was told, and what comes next."""

from django.utils.translation import gettext as _

from answers.emails import officers_of
from answers.selectors import left_out
from common.dates import day


def after_presenting(presentation):
    words = {"agency": presentation.agency, "day": day(presentation.due_on)}
    sent = _("Presentation sent to %(agency)s. The group asks for an answer by %(day)s.") % words
    if left := left_out(presentation):
        waits = _("Left out, because the parent can still object to the edited words: %(issues)s.")
        sent = f"{sent} {waits % {'issues': ', '.join(issue.reference for issue in left)}}"
    if officers_of(presentation.agency):
        told = _("We've e-mailed its officers.")
        return f"{sent} {told}"
    untold = _("This agency has no officers yet, so nobody there was told. It is on your list to ring or write to.")
    return f"{sent} {untold}"


def after_moving_the_date(commitment):
    words = _("Date changed to %(day)s. The old date and the reason stay on record.")
    return words % {"day": day(commitment.due_on)}


def after_saving_entry(entry):
    if entry.published_on:
        return _("Entry saved. It is public.")
    return _("Draft saved.")
