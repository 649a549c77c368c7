"""The note beside a link to a file."""

from django import template

from common.documents import size_label

register = template.Library()
register.filter(size_label)
