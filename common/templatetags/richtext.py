"""The texts that people type: `{{ text|richtext:3 }}` for the group's own, `{{ text|typed }}` for anybody's words.

`{{ text|typed_lines }}` is for a text within a line, `{{ text|beginning:60 }}` for what is too long for its place. All
are known in every template without `{% load %}`.
"""

from django import template
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from common import richtext as text
from common.errors import DomainError
from common.excerpts import beginning

register = template.Library()
register.filter(beginning)


@register.filter
def richtext(typed, level=3):
    """Return what the group wrote as safe HTML; its first heading gets `level`."""
    return _shown(text.render, typed, level)


@register.filter
def typed(typed):
    """Return anybody's words as safe HTML."""
    return _shown(text.render_words, typed)


@register.filter
def typed_lines(typed):
    """Return a text within a line of others: its line breaks, in the direction of its own script."""
    return text.render_lines(typed) if typed else ""


@register.filter
def typed_cell(typed):
    """Return a text that has its row or cell to itself: in blocks where it has several lines, and else as a line."""
    has_lines = "\n" in str(typed).strip() and not isinstance(typed, SafeString)
    return _shown(text.render_words, typed) if has_lines else typed_lines(typed)


def _shown(render, typed, *options):
    """Return a text as safe HTML; what is too long to be read is shown in plain paragraphs."""
    try:
        return render(str(typed or ""), *options)
    except DomainError:
        return mark_safe(linebreaks(str(typed), autoescape=True))  # nosec B703 B308 - linebreaks has escaped it
