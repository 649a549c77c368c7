"""The clocks of expense claims (M13), what claimants read about benefits, and how long claims are kept."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.service_settings import Kind, SecondPerson, Setting, declare, months_kept

WORKING_DAYS = ngettext_lazy("%d working day", "%d working days")
ABOUT_BENEFITS = _(
    "Everybody reads it who claims an involvement payment. Empty until somebody sets it: the portal says nothing about "
    "benefits of its own."
)

declare(
    Setting(
        "claim_approval_days",
        Kind.NUMBER,
        _("Working days in which an expense claim is approved or returned"),
        5,
        help=_("Counted from the day it was sent."),
        unit=WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "claim_payment_days",
        Kind.NUMBER,
        _("Working days in which an approved expense claim is paid"),
        10,
        help=_("Counted from the day it was approved."),
        unit=WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "benefits_text",
        Kind.TEXT,
        _("What claimants should know about involvement payments and benefits"),
        "",
        help=ABOUT_BENEFITS,
        is_optional=True,
    ),
    Setting(
        "benefits_source",
        Kind.TEXT,
        _("Source of what is said about benefits, with its date"),
        "",
        help=_("For example: the name of the guidance, who publishes it, and the day you read it."),
        is_optional=True,
    ),
    months_kept(
        "claim_months",
        _("Months for which we keep an expense claim that was paid"),
        72,
        _("Counted from the end of the financial year (31 March) in which it was paid. Six years is usual."),
    ),
    months_kept(
        "unpaid_claim_months",
        _("Months for which we keep an expense claim that was withdrawn, or never sent"),
        12,
        _("Counted from the last change to it."),
    ),
)
