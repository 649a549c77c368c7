"""The text of an e-mail on a page."""

from django import template
from django.utils.html import linebreaks, urlize
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def mail_text(text):
    """Show a plain text with its lines and its addresses as links; urlize escapes everything else in it."""
    linked = urlize(text, nofollow=True, autoescape=True).replace("<a ", '<a class="govuk-link" ')
    return mark_safe(linebreaks(linked))  # nosec B703 B308 - urlize has escaped it
