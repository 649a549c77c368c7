"""`{{ text|richtext }}`, or `{{ text|richtext:4 }}` where the headings around it go down to the third level."""

from django import template
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe

from common import richtext as text
from common.errors import DomainError

register = template.Library()


@register.filter
def richtext(markdown, level=3):
    """Return Markdown as safe HTML; what is too long to be rendered is shown as it was typed."""
    try:
        return text.render(str(markdown or ""), level)
    except DomainError:
        return mark_safe(linebreaks(str(markdown), autoescape=True))  # nosec B703 B308 - linebreaks has escaped it
