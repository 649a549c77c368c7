"""Who writes an e-mail, and how to reach them."""

from django import template

from accounts.services.settings import get_setting, remembered_settings, service_name

register = template.Library()


@register.simple_tag
def service():
    """Say what the service is called and how to reach it: whoever reads an e-mail has no page's top before them."""
    with remembered_settings():
        return {
            "name": service_name(),
            "help_line": get_setting("help_line"),
            "help_email": get_setting("help_email"),
        }
