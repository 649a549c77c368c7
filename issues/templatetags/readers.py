"""Who reads an issue: the co-ordinator, or of what is about the service itself an independent reader."""

from django import template
from django.utils.translation import gettext as _

from accounts.selectors import positions_of_readers
from accounts.services.settings import get_setting
from issues.wording import receiver_of, standing_in_plain_words

register = template.Library()


@register.filter
def receiver(issue):
    return receiver_of(issue)


@register.filter
def subject(issue):
    """Return what an issue is called: its title, or what it is about while it has none."""
    about = _("About the service itself") if issue.is_about_us else issue.service_area
    return issue.title or about


@register.filter
def young_standing(issue):
    return standing_in_plain_words(issue)


@register.inclusion_tag("issues/_who_reads_about_us.html")
def who_reads_about_us(is_young=False):
    """Show who reads what is about the service itself today, what happens while nobody may, and where else to turn."""
    return {
        "positions": positions_of_readers(),
        "elsewhere": get_setting("complaints_elsewhere"),
        "is_young": is_young,
    }
