"""An amount as people write it."""

from django import template

from expenses.rules import pounds

register = template.Library()
register.filter("pounds", pounds)
