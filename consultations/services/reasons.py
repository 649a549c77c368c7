"""The reason of a move or of another day, which everybody reads."""

from django.utils.translation import gettext as _

from common.marked_words import check_marks
from common.said import check_said


def public_reason(reason, consultation, put_back):
    """Return a reason that everybody will read. Raises DomainError where it says nothing, or shows who somebody is."""
    reason = check_said(reason, _("Give a reason. Everyone can read it."), field="reason")
    check_marks([reason], put_back=put_back, names=consultation.known_names)
    return reason
