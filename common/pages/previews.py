"""The page that shows what would go out, and sends that alone."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect

from common.forms import FormMixin
from common.pages.edits import forget_what_was_read
from common.pages.forms import FormPage


class ShownForm(FormMixin, forms.Form):
    """Nothing to fill in: a mark of what was seen."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)


class PreviewPage(FormPage):
    """What would go out, and the button that sends it. What changed since the page was opened is shown, and not sent.

    Subclasses return a mark of what the page shows, or nothing (`shown_now`), and hand the one that was sent to their
    service, which compares the two under its lock (`check_seen`). What a rule refuses is a message.
    """

    form_class = ShownForm

    def shown_now(self):
        raise NotImplementedError

    def get_initial(self):
        return {"shown": self.shown_now()}

    def form_stale(self, form, error):
        """Answer 409 with the page as it is now, and let the next press stand for that."""
        forget_what_was_read(self)
        if not self.shown_now():
            return self.form_refused(form, error)
        form.data = form.data.copy()
        form.data[form.add_prefix("shown")] = self.shown_now()
        form.add_error(None, error.message)
        return self.render_to_response(self.get_context_data(form=form), status=error.status)

    def form_refused(self, form, error):
        messages.error(self.request, error.message)
        forget_what_was_read(self)
        return HttpResponseRedirect(self.get_failure_url())

    def get_failure_url(self):
        return self.get_success_url()
