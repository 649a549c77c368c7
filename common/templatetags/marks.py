"""`{% marked text %}`: a text with what looks as if it identified somebody marked in it."""

from django import template
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import mark_safe

from common.marked_words import marks_of

register = template.Library()


@register.simple_tag
def marked(text):
    """Return a text as safe HTML with its marks; what each looks like is read out after it."""
    parts, at = [], 0
    for mark in marks_of(text):
        label = format_html('<span class="govuk-visually-hidden"> ({})</span>', mark.kind.label)
        parts += [conditional_escape(text[at : mark.start]), format_html("<mark>{}{}</mark>", mark.words, label)]
        at = mark.end
    whole = "".join([*parts, conditional_escape(text[at:])])
    return mark_safe(linebreaks(whole, autoescape=False))  # nosec B703 B308 - every part was escaped above


@register.simple_tag
def marks_in_words(*texts):
    """Return ("Sam", "name") of each thing marked in some texts, once."""
    found = {mark.key: (mark.words, mark.kind.label) for text in texts for mark in marks_of(text)}
    return list(found.values())
