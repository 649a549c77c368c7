"""The settings that say what the service is called and how families reach it."""

from django.utils.translation import gettext_lazy as _

from common.service_settings import Kind, Setting, declare

declare(
    Setting("service_name", Kind.TEXT, _("Name of the service"), "Parent Partnership Steering Group"),
    Setting("help_line", Kind.TEXT, _("Phone number that families ring"), "01632 960 000"),
    Setting("text_number", Kind.TEXT, _("Number that families send a text to"), "07700 900 000"),
    Setting("help_email", Kind.EMAIL, _("E-mail address that families write to"), "help@partnership.example.org"),
    Setting("paper_form", Kind.ADDRESS, _("Address of the paper form"), "/issues/raise/paper/"),
)
