"""How a letter ends."""

from django import template

from accounts.services import get_setting, remembered_settings, service_name

register = template.Library()


@register.inclusion_tag("accounts/mail/signature.txt")
def signature():
    """Say who writes and how to reach them: whoever reads a letter has not the top of a page before them."""
    with remembered_settings():
        return {
            "service_name": service_name(),
            "help_line": get_setting("help_line"),
            "help_email": get_setting("help_email"),
        }
