"""In Django's admin too nobody overwrites another: a change carries what its form showed (docs/pages.md)."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _

from common.errors import StaleEdit
from common.locking import locked
from common.saved_values import SEEN, begin_again, check_seen, saved_values, written


class SeenForm(forms.ModelForm):
    """A form of the admin with what it showed; a stale one says what others saved, and keeps what was typed."""

    seen = forms.Field(required=False, widget=forms.HiddenInput)
    is_stale = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.saved = saved_values(self)
        self.initial[SEEN] = written(self.saved)

    def clean(self):
        data = super().clean()
        seen = self.cleaned_data.pop(SEEN, "")
        if self.instance.pk:
            try:
                check_seen(self, seen, self.saved)
            except StaleEdit as error:
                self.is_stale = True
                begin_again(self, self.saved)
                self.add_error(None, [error.message, _("What it says now: %s") % error.theirs])
        return data


class SeenMixin(admin.ModelAdmin):
    """Shows the hidden field of `SeenForm`, and answers 409 where it is stale.

    The row is locked before it is compared, where its services lock it first (`is_locked`).
    """

    form = SeenForm
    is_locked = True

    def get_fieldsets(self, request, obj=None):
        fields = [name for name in self.get_fields(request, obj) if name != SEEN]
        return [(None, {"fields": [*fields, SEEN] if obj else fields})]

    def get_object(self, request, object_id, from_field=None):
        row = super().get_object(request, object_id, from_field)
        return locked(row) if row and self.is_locked and request.method == "POST" else row

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        page = super().render_change_form(request, context, add, change, form_url, obj)
        if context["adminform"].form.is_bound and context["adminform"].form.is_stale:
            page.status_code = StaleEdit.status
        return page
