"""E-mails about a consultation."""

from django.utils.translation import gettext as _

from answers.services.letters import officers_of
from common.outbox import send_message


def has_officer(consultation):
    """Say whether anybody answers today for the agency that decides."""
    return officers_of(consultation.deciding_agency).exists()


def tell_officers(consultation, *, now=None):
    """Write to everybody who answers for the agency that decides: the results are out, and themes wait (V1)."""
    if consultation.deciding_agency is None:
        return
    for officer in officers_of(consultation.deciding_agency):
        send_message(
            to=officer.email,
            subject=_("%(title)s: themes wait for your answer") % {"title": consultation.title},
            template="consultations/mail/themes_to_answer",
            context={"consultation": consultation, "officer": officer, "count": consultation.themes.count()},
            key=f"consultation-{consultation.pk}-feedback-{officer.pk}",
            now=now,
        )
