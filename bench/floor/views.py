"""The pages of the floor."""

from django import forms
from django.core.cache import cache
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.views.generic import CreateView, ListView, TemplateView

from bench.floor.models import Entry, Line

FIVE = range(5)


class CachedCount(Paginator):
    @cached_property
    def count(self):
        return cache.get_or_set("lines", self.object_list.count)


class Small(TemplateView):
    template_name = "floor/small.html"


class Lines(ListView):
    queryset = Line.objects.order_by("-pk")
    paginate_by = 25
    paginator_class = CachedCount
    template_name = "floor/lines.html"


class EntryForm(forms.ModelForm):
    class Meta:
        model = Entry
        fields = ["title", "body"]


class WriteOne(CreateView):
    form_class = EntryForm
    template_name = "floor/form.html"
    success_url = "/small/"


class WriteFive(WriteOne):
    """Writes five rows and reads each, a statement a row, in one transaction."""

    @transaction.atomic
    def form_valid(self, form):
        rows = [Entry.objects.create(**form.cleaned_data) for _row in FIVE]
        for row in rows:
            Entry.objects.get(pk=row.pk)
        return HttpResponseRedirect(self.success_url)
