"""The button that calls one service."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.views.generic import View

from common.errors import DomainError
from common.pages.detail import ObjectMixin

LONGEST = 10  # digits of the number of a version


class ServiceAction(ObjectMixin, View):
    """A button: a POST that calls one service, says what happened and goes back. GET is refused with 405.

    Subclasses write `perform(self)`; what it returned is in `self.result`.
    """

    http_method_names = ["post", "options"]
    success_message = ""
    success_url = None

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

    @property
    def seen(self):
        """The version that was shown above a button drawn with it (`post_button version=`); -1 where none was sent."""
        sent = self.request.POST.get("version", "")
        return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < LONGEST else -1

    def get_success_url(self):
        return str(self.success_url) if self.success_url else self.object.get_absolute_url()

    def get_failure_url(self):
        return self.get_success_url()
