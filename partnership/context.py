"""What every page of the portal is given: the service's name and help line, and its menus."""

from django.utils.functional import SimpleLazyObject, cached_property

from accounts.services.settings import get_setting
from partnership import navigation


def dialled(number):
    """Return a telephone number as tel: and sms: links take it."""
    return "".join(digit for digit in str(number) if digit.isdecimal() or digit == "+")


class Service:
    """The settings of the service that pages show; each is asked for when a template first names it."""

    @cached_property
    def name(self):
        return get_setting("service_name")

    @cached_property
    def help_line(self):
        return get_setting("help_line")

    @cached_property
    def text_number(self):
        return get_setting("text_number")

    @cached_property
    def help_email(self):
        return get_setting("help_email")

    @cached_property
    def paper_form(self):
        return get_setting("paper_form")

    @property
    def help_line_link(self):
        return dialled(self.help_line)

    @property
    def text_number_link(self):
        return dialled(self.text_number)


def portal(request):
    """Give every template `service`, `navigation` and `section_navigation` (the pages one's roles open)."""
    return {
        "service": Service(),
        "navigation": SimpleLazyObject(lambda: navigation.main(request)),
        "section_navigation": SimpleLazyObject(lambda: navigation.section(request)),
    }
