"""The button that calls one service."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.views.generic import View

from common.errors import DomainError
from common.pages.detail import ObjectMixin


class ServiceAction(ObjectMixin, View):
    """A button: a POST that calls one service, says what happened and goes back. GET is refused with 405.

    Subclasses write `perform(self)`; what it returned is in `self.result`.
    """

    http_method_names = ["post", "options"]
    success_message = ""
    success_url = None

    @property
    def shown(self):
        """The mark of what was seen beside the button, where its address carries one (`check_shown`)."""
        return self.request.GET.get("shown")

    def perform(self):
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        try:
            self.result = self.perform()
        except DomainError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(self.get_failure_url())
        if self.success_message:
            messages.success(request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self):
        return str(self.success_url) if self.success_url else self.object.get_absolute_url()

    def get_failure_url(self):
        return self.get_success_url()
