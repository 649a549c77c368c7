"""The county lists, as the co-ordinator changes them."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.forms.county_lists import EndForm, MergeForm, NewEntryForm, RenameForm
from accounts.models import COUNTY_LISTS
from accounts.selectors import lines_of, lists_with_names
from accounts.services import county_lists
from common.pages import EditMixin, FormPage, OnceMixin, ServiceAction, StaffMixin, holders_of


class CountyLists(StaffMixin, TemplateView):
    permission_required = "accounts.manage_county_lists"
    template_name = "accounts/county_list_list.html"
    extra_context = {"lists": lists_with_names}


class ListMixin(StaffMixin):
    """A page about the list that its address names, or 404."""

    permission_required = "accounts.manage_county_lists"
    visible = holders_of("accounts.manage_county_lists")
    lookup = "code"

    @cached_property
    def model(self):
        if self.kwargs["list"] not in COUNTY_LISTS:
            raise Http404
        return COUNTY_LISTS[self.kwargs["list"]]

    def get_success_url(self):
        return reverse("accounts:county_list", args=[self.model.list_slug])

    get_back_url = get_success_url


class CountyList(ListMixin, TemplateView):
    """A list with how many records show each entry, and what is done with one."""

    template_name = "accounts/county_list.html"

    def get_context_data(self, **kwargs):
        opened, ended = lines_of(self.model)
        stands = {line.entry.pk: line.entry.current_id for line in (*opened, *ended)}
        found = {"opened": opened, "ended": ended, "fallback": stands.get(self.model.fallback_code)}
        return super().get_context_data(county_list=self.model, **found, **kwargs)


class EntryPage(ListMixin, FormPage):
    """A short form about an entry."""

    @property
    def about(self):
        """What is changed, shown above the heading."""
        return capfirst(str(self.object if self.has_row else self.model.title()))


class EntryAdd(OnceMixin, EntryPage):
    form_class = NewEntryForm
    heading = _("Add an entry")
    submit = _("Add")
    success_message = _("Entry added.")
    has_row = False

    @property
    def made(self):
        return self.model

    def make(self, form):
        return county_lists.add_entry(self.model, by=self.request.user, **form.cleaned_data)


class EntryRename(EditMixin, EntryPage):
    form_class = RenameForm
    heading = _("Rename an entry")
    submit = _("Rename")
    success_message = _("Entry renamed.")

    def rows_to_lock(self):
        """The whole list, in the order in which the service locks it."""
        return self.model.objects.order_by("order", "code")

    def get_initial(self):
        return {"name": self.object.name}

    def perform(self, form):
        return county_lists.rename_entry(self.object, by=self.request.user, **form.cleaned_data)


class EntryMerge(EntryPage):
    form_class = MergeForm
    heading = _("Merge an entry into another")
    submit = _("Merge")
    success_message = _("Entries merged.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"entry": self.object}

    def perform(self, form):
        return county_lists.merge_entries(self.object, by=self.request.user, **form.cleaned_data)


class EntryEnd(EntryPage):
    form_class = EndForm
    heading = _("End an entry")
    submit = _("End entry")
    tone = "warning"
    success_message = _("Entry ended.")

    def perform(self, form):
        return county_lists.end_entry(self.object, by=self.request.user)


class EntryBringBack(ListMixin, ServiceAction):
    success_message = _("Entry brought back.")

    def perform(self):
        return county_lists.bring_back_entry(self.object, by=self.request.user)


class EntryMoveUp(ListMixin, ServiceAction):
    success_message = _("Order saved.")

    def perform(self):
        return county_lists.move_up(self.object, by=self.request.user)
