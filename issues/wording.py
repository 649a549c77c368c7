"""What is said in public of the people behind issues: how many there are, and of an issue that is no longer there.

The one place for the words of small numbers. `few` is the setting "few_families" on the day something was published.
"""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

# The same whether its parent withdrew it or it was put out of sight: which of the two is nobody's business.
TAKEN_BACK = _("These were somebody's own words, which are no longer to be read.")


def part_in_words(issue):
    """Return which part of which letter an issue is, for its parent and staff, or nothing."""
    if not issue.split_from_id:
        return ""
    words = gettext("part %(number)s of %(all)s of %(letter)s")
    return words % {"number": issue.part_number, "all": issue.part_of, "letter": issue.split_from.reference}


def families_in_words(count, few):
    """Return how many families there are; under the small number nobody reads how many."""
    return gettext("a few families") if count < few else gettext("%(n)s families") % {"n": count}


def people_in_words(count, few):
    """The same where others than families may be among them."""
    return gettext("a few people") if count < few else gettext("%(n)s people") % {"n": count}


def letters_in_words(count, few):
    """Return how many letters were received; under the small number nobody reads how many."""
    return gettext("a few letters") if count < few else ngettext("%(n)s letter", "%(n)s letters", count) % {"n": count}


def issues_in_words(count, few):
    """Return how many issues there are, or that there are a few."""
    return gettext("a few issues") if count < few else ngettext("%(n)s issue", "%(n)s issues", count) % {"n": count}
