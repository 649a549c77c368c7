"""The form that changes what a row says: it carries what it showed, and a stale save overwrites nobody."""

from django.db import transaction
from django.utils.functional import cached_property

from common.errors import StaleEdit
from common.saved_values import SEEN, add_seen, begin_again, changed_since, check_seen, in_words, saved_values


def forget_what_was_read(page):
    """Forget the rows that a page has read, so that it shows what is saved now."""
    for name in list(vars(page)):
        if isinstance(getattr(type(page), name, None), cached_property):
            delattr(page, name)


class EditMixin:
    """A form page that begins from saved values: sent after somebody else changed one, it shows theirs and yours.

    The values are compared under the lock of `locked_row`, which is the row the service locks first, in the service's
    own transaction. `replaces` names fields of the row that the form asks for without showing them.
    """

    replaces = ()

    @property
    def locked_row(self):
        return self.object

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            self._lock()
            return super().post(request, *args, **kwargs)

    def rows_to_lock(self):
        row = self.locked_row
        return type(row)._base_manager.filter(pk=row.pk)

    def _lock(self):
        """Lock what the service locks first, and forget what was read before: the answer is about what is saved now."""
        list(self.rows_to_lock().select_for_update().values_list("pk"))
        forget_what_was_read(self)

    def saved_besides(self):
        """Return {field: saved value} of what the form asks for without showing it."""
        return {name: getattr(self.object, name) for name in self.replaces}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        self.saved = saved_values(form) | self.saved_besides()
        add_seen(form, self.saved)
        return form

    def form_valid(self, form):
        self.seen = form.cleaned_data.pop(SEEN)
        try:
            check_seen(form, self.seen, self.saved)
        except StaleEdit as error:
            return self.form_stale(form, error)
        return super().form_valid(form)

    def form_stale(self, form, error):
        begin_again(form, self.saved)
        return super().form_stale(form, error)

    def typed(self, form):
        return in_words(form, form.cleaned_data, changed_since(self.seen, self.saved))
