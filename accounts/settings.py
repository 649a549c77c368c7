"""What the service is called, how families reach it, which number hides who spoke, and how long logs are kept."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.service_settings import Kind, SecondPerson, Setting, declare, months_kept

declare(
    Setting("service_name", Kind.TEXT, _("Name of the service"), "Parent Partnership Steering Group"),
    Setting("help_line", Kind.TEXT, _("Phone number that families ring"), "01632 960 000"),
    Setting("text_number", Kind.TEXT, _("Number that families send a text to"), "07700 900 000"),
    Setting("help_email", Kind.EMAIL, _("E-mail address that families write to"), "help@partnership.example.org"),
    Setting(
        "data_licence", Kind.TEXT, _("Licence of the data that anybody may take away"), "Open Government Licence v3.0"
    ),
    Setting(
        "data_licence_address",
        Kind.ADDRESS,
        _("Address of that licence"),
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
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
    months_kept(
        "message_months",
        _("Months for which we keep that an e-mail was sent"),
        12,
        _("Counted from the day it was written. What it says is emptied a day after it was sent."),
    ),
    months_kept(
        "job_months",
        _("Months for which we keep that the portal did a piece of work in the background"),
        12,
        _("Counted from the day it was finished."),
    ),
    months_kept(
        "address_change_months",
        _("Months for which we keep the old and new address of a change to an account"),
        12,
        _("Counted from the day it was made or withdrawn."),
    ),
    months_kept(
        "look_months",
        _("Months for which we keep who looked up the name and contact details of a family"),
        72,
        _("Counted from the day they looked. Six years, because so long somebody can claim in court."),
    ),
    months_kept(
        "complaint_months",
        _("Months for which we keep a complaint about how somebody's data was handled"),
        24,
        _("Counted from the day it was answered."),
    ),
    months_kept(
        "hold_months",
        _("Months for which we keep whom a legal hold was about after it has ended"),
        72,
        _("Counted from the day it ended. Six years, because so long somebody can claim in court."),
    ),
    months_kept(
        "data_request_months",
        _("Months for which we keep who asked for a copy or for erasure of what is held about them"),
        12,
        _("Counted from the day it was answered, refused or withdrawn. An erasure names nobody as soon as it is done."),
    ),
    Setting(
        "complaint_days",
        Kind.NUMBER,
        _("Days in which a complaint about how somebody's data was handled is acknowledged"),
        30,
        help=_("The day it arrives is the first of them, as the Data Protection Act 2018 counts (section 164A)."),
        unit=ngettext_lazy("%d day", "%d days"),
        is_dated=True,
        maximum=30,
        second_person=SecondPerson.ALWAYS,
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
