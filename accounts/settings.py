"""What the service is called, how families reach it, and the number below which figures hide who spoke."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.service_settings import Kind, SecondPerson, Setting, declare

declare(
    Setting("service_name", Kind.TEXT, _("Name of the service"), "Parent Partnership Steering Group"),
    Setting("help_line", Kind.TEXT, _("Phone number that families ring"), "01632 960 000"),
    Setting("text_number", Kind.TEXT, _("Number that families send a text to"), "07700 900 000"),
    Setting("help_email", Kind.EMAIL, _("E-mail address that families write to"), "help@partnership.example.org"),
    Setting("paper_form", Kind.ADDRESS, _("Address of the paper form"), "/issues/raise/paper/"),
    Setting(
        "small_number",
        Kind.NUMBER,
        _("Results hide the number of people who gave an answer if it is below"),
        10,
        help=_(
            "Reports also hide how many of one kind of people spoke if it is below. What is published keeps the number "
            "it was published under."
        ),
        unit=ngettext_lazy("%d person", "%d people"),
        is_dated=True,
        minimum=5,
        second_person=SecondPerson.TO_LOWER,
    ),
    Setting(
        "witness_name",
        Kind.TEXT,
        _("Witness of the record: their name or office"),
        "",
        help=_("Somebody outside the service who keeps each day’s head of the record. Everybody reads who it is."),
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
        is_optional=True,
    ),
    Setting(
        "witness_email",
        Kind.EMAIL,
        _("E-mail address of the witness of the record"),
        "",
        help=_(
            "Each day’s head of the record goes there. If another address is set, the one before gets a last e-mail "
            "that says so."
        ),
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
        is_optional=True,
    ),
)
