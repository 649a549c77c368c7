"""The button that closes again what a parent had reopened, once they say that it came true."""

from django.utils.translation import gettext as _

from answers.services.came_true import close_again
from common.pages import ServiceAction
from issues.messages import said_to_parent
from issues.staff_views.queue import StaffIssue


class IssueCloseAgain(StaffIssue, ServiceAction):
    @property
    def success_message(self):
        return f"{_('Issue closed.')} {said_to_parent(self.result)}"

    def perform(self):
        return close_again(self.object, by=self.request.user)
