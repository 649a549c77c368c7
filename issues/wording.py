"""What is said in public of an issue that is no longer there."""

from django.utils.translation import gettext_lazy as _

# The same whether its parent withdrew it or it was put out of sight: which of the two is nobody's business.
TAKEN_BACK = _("These were somebody's own words, which are no longer to be read.")
