"""The page with a form whose answer calls one service, and the form that may be sent only once."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from common.differences import difference
from common.errors import DomainError, StaleEdit
from common.pages.detail import ObjectMixin
from common.submissions import once
from common.versions import joined


class RefusalMixin:
    """A form that says what a rule refused: next to its field, with everything typed kept."""

    def form_refused(self, form, error):
        form.add_error(error.field if error.field in form.fields else None, error.message)
        response = self.form_invalid(form)
        response.status_code = error.status
        return response


class FormPage(RefusalMixin, ObjectMixin, FormView):
    """A page with one form whose answer calls one service.

    The words are the view's: `heading`, `lead`, `submit`, `tone` of the button, `about` (what or whom the form is
    about, above the heading), `back_url`; `pages/form.html` is the rest. Subclasses write `perform(self, form)` and
    return what the service returned, kept in `self.result`. What a rule refuses becomes an error on the page, with
    everything typed kept; a stale edit shows the current text. `model` and `lookup` are for forms about
    one row; `move` is the move that the form makes of it: (transitions, target).
    """

    template_name = "pages/form.html"
    heading = ""
    lead = ""
    submit = gettext_lazy("Save")
    tone = ""
    back_url = None
    success_message = ""
    shared_texts = ("text",)
    move = None

    @property
    def about(self):
        return self.object if self.has_row else ""

    def get_back_url(self):
        return str(self.back_url) if self.back_url else self.object.get_absolute_url()

    def perform(self, form):
        raise NotImplementedError

    def closed_because(self):
        """Return why this form can no longer be sent, or nothing; its address then leads back with these words."""
        if self.move is None:
            return ""
        transitions, target = self.move
        return transitions.refusal(self.object, target)

    def get(self, request, *args, **kwargs):
        if words := self.closed_because():
            messages.error(request, words)
            return HttpResponseRedirect(self.get_back_url())
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            self.result = self.perform(form)
        except StaleEdit as error:
            return self.form_stale(form, error)
        except DomainError as error:
            return self.form_refused(form, error)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())

    def form_stale(self, form, error):
        """Answer 409: show both texts, keep what was typed, and let the next save start from the current version."""
        form.add_error(None, error.message)
        if hasattr(form, "based_on"):
            form.based_on(self.current_version())
        stale = {"theirs": error.theirs, "lines": difference(error.theirs, self.typed(form))}
        return self.render_to_response(self.get_context_data(form=form, stale=stale), status=error.status)

    def typed(self, form):
        """Return what was typed, in the shape of a stale edit's `theirs`, to compare the two."""
        return joined(*(form.data.get(form.add_prefix(name), "") for name in self.shared_texts))

    def current_version(self):
        self.object.refresh_from_db()
        return self.object.version

    def get_success_url(self):
        """Return `success_url`, or else the page of what the service returned, or of the row."""
        if self.success_url:
            return str(self.success_url)
        return (self.result if hasattr(self.result, "get_absolute_url") else self.object).get_absolute_url()


class OnceMixin:
    """A form that makes a row of `made`: pressing twice makes one. The form carries the key (`OnceFormMixin`).

    Subclasses write `make(self, form)` in the place of `perform`.
    """

    made = None

    def perform(self, form):
        rows = []

        def keep():
            rows.append(self.make(form))
            return str(rows[0].pk)

        pk, is_new = once(form.cleaned_data.pop("once"), self._sent(form), keep)
        row = rows[0] if is_new else self.made._default_manager.filter(pk=pk).first()
        if row is None:
            raise DomainError(
                _("This has already been sent, and has since been removed. Open the form again to send something new.")
            )
        return row

    def _sent(self, form):
        """Return what tells one sending from another: where to, and all that was typed or attached."""
        typed = {name: form.data.getlist(name) for name in form.data if name not in {"csrfmiddlewaretoken", "once"}}
        return [self.request.path, typed, [[file.name, file.size] for file in form.files.values()]]
