"""How many people something was said by, as it may be published: the day is that of publishing, or none for today."""

from django import template

from accounts.services.settings import get_setting
from issues.wording import families_in_words, people_in_words

register = template.Library()


def few_on(day):
    return get_setting("few_families", on=day or None)


@register.filter
def families(count, day=None):
    return families_in_words(count, few_on(day))


@register.filter
def people(count, day=None):
    return people_in_words(count, few_on(day))


@register.filter
def is_few(count, day=None):
    return count < few_on(day)
