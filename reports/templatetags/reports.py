"""How the frozen figures of a report are written in its chapters."""

from django import template
from django.utils.html import format_html
from django.utils.text import capfirst

from reports import wording

register = template.Library()


@register.filter
def isoday(text):
    """3 August 2026, from the ISO text a build keeps."""
    return wording.day(text)


@register.filter
def short_isoday(text):
    return wording.short_day(text)


@register.filter
def in_groups(head):
    """Return the head of the record in groups of eight, which fit any line."""
    return " ".join(head[at : at + 8] for at in range(0, len(head), 8))


@register.filter
def waited(row):
    return wording.waited(row)


@register.filter
def said(code, what):
    """Return a code of the figures in words: `{{ row.state|said:"commitment" }}`."""
    return wording.word(code, what)


@register.filter
def tag(code, what):
    """Show a code of the figures as a word in a frame; the word says all, the colour nothing more."""
    return format_html('<span class="tag {}">{}</span>', wording.tone_of(code), capfirst(wording.word(code, what)))
