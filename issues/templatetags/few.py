"""How many people something was said by, as it may be published: the day is that of publishing, or none for today."""

from django import template

from accounts.services.settings import get_setting
from issues.wording import corrected_in_words, speakers_in_words

register = template.Library()


def few_on(day):
    return get_setting("few_families", on=day or None)


@register.simple_tag
def speakers(count, are_parents, day=None):
    return speakers_in_words(count, few_on(day), are_parents=are_parents)


@register.filter
def corrected(correction, day=None):
    return corrected_in_words(correction, few_on(day))


@register.filter
def is_few(count, day=None):
    return count < few_on(day)
