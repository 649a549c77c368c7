"""Who an e-mail is from, and how to reach them."""

from django import template

from accounts.services.settings import get_setting, remembered_settings, service_name

register = template.Library()


@register.simple_tag
def service():
    """Return the service's name and contact details, because an e-mail has no page header."""
    with remembered_settings():
        return {
            "name": service_name(),
            "help_line": get_setting("help_line"),
            "help_email": get_setting("help_email"),
        }
