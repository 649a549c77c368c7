"""What is said in public of the people behind issues: how many there are, and of an issue that is no longer there.

The one place for the words of small numbers. `few` is the setting "few_families" on the day something was published.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# The same whether its parent withdrew it or it was put out of sight: which of the two is nobody's business.
TAKEN_BACK = _("These were somebody's own words, which are no longer to be read.")


def families_in_words(count, few):
    """Return how many families there are; under the small number nobody reads how many."""
    return gettext("a few families") if count < few else gettext("%(n)s families") % {"n": count}


def people_in_words(count, few):
    """The same where others than families may be among them."""
    return gettext("a few people") if count < few else gettext("%(n)s people") % {"n": count}
