"""The e-mail that asks officers to answer the themes of a consultation (V1)."""

from django.utils.translation import gettext_lazy as _

from answers.emails import officers_of, recipients_at
from common.emails import EXAMPLE_MOMENT, Email, declare
from members.services.sendings import send

declare(
    _("Consultations"),
    Email(
        "consultations.themes_to_answer",
        to=_("Every officer of the agency that decides"),
        when=_("The results of a consultation are published and its themes are waiting for answers"),
        example={"consultation": {"title": _("[consultation]"), "answers_due_on": EXAMPLE_MOMENT}, "count": 3},
    ),
)


def has_officer(consultation):
    """Say whether anybody answers today for the agency that decides."""
    return officers_of(consultation.deciding_agency).exists()


def tell_officers(consultation, *, now=None):
    """E-mail every officer of the deciding agency that themes are waiting for answers (V1)."""
    if consultation.deciding_agency is None:
        return None
    context = {"consultation": consultation, "count": consultation.themes.count()}
    key = f"consultation-{consultation.pk}-feedback"
    people = recipients_at(consultation.deciding_agency)
    return send("consultations.themes_to_answer", people, context, key=key, now=now)
