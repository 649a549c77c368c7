"""What the co-ordinator's and the officers' forms share."""

from common.views import ServiceFormView, StaffMixin
from issues.views.long_texts import LongTextMixin


class StaffFormView(LongTextMixin, StaffMixin, ServiceFormView):
    """A form for those who hold `permission_required`; a text longer than its field gets 400 and is kept."""
