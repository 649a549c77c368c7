"""The search: one page for everybody, over what each may see."""

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from common import search
from common.limits import MINUTE, limited
from common.models import SearchEntry
from common.pages import ListPage, PublicMixin
from common.pages.paging import CappedPaginator

LONGEST = 200
SEARCHES, WINDOW = 100, 10 * MINUTE  # of somebody who is not signed in


def labels():
    """Return what can be found, once each, whoever asks."""
    found = {str(one.label): one.label for one in search.kinds.values()}
    return [(name, label) for name, label in sorted(found.items())]


class YearFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField


class SearchFilter(django_filters.FilterSet):
    """The words, and what narrows them, as plain parameters of the address."""

    q = django_filters.CharFilter(label=_("Words to look for"), method="filter_words", max_length=LONGEST, strip=True)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=labels, method="filter_kind", empty_label=_("All"))
    year = YearFilter(label=_("Year"), field_name="on__year", min_value=1900, max_value=2200)

    class Meta:
        model = SearchEntry
        fields = []

    def filter_words(self, rows, _name, words):
        terms = search.asked_for(words)
        return search.matching(rows, terms) if terms else rows.none()

    def filter_kind(self, rows, _name, label):
        return rows.filter(kind__in=[one.name for one in search.kinds.values() if str(one.label) == label])


class HitPaginator(CappedPaginator):
    """Counts no further than the page it shows, and one more: a count of common words costs more than all the rest."""

    most = 40  # pages

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.shown, self.is_capped = 0, False

    @property
    def count(self):
        return self.shown

    @property
    def cap(self):
        return self.shown

    def validate_number(self, number):
        return Paginator(range(self.most), 1).validate_number(number)

    def page(self, number):
        """Return a page, the last one where there are no more rows or it is the last that is shown."""
        found = super().page(number)
        self.shown = (found.number - 1) * self.per_page + len(found.object_list)
        self.is_capped = not found.is_last
        found.is_last = found.is_last or found.number == self.most
        return found


def seen(rows, request):
    return search.visible_to(request.user)


def is_signed_out_search(request):
    return bool(request.GET.get("q")) and not request.user.is_authenticated


@method_decorator(limited("search", SEARCHES, WINDOW, methods=("GET",), when=is_signed_out_search), name="dispatch")
class Search(PublicMixin, ListPage):
    """What holds every word, or phrase in quotes, and may be seen by whoever asks: the newest first."""

    is_document = False
    model = SearchEntry
    visible = seen
    paginator_class = HitPaginator
    filterset_class = SearchFilter
    template_name = "partnership/search.html"
    not_downloaded_because = "It shows what stands in lists that have files of their own."

    def narrow(self, rows):
        return rows.defer("folded") if self.request.GET.get("q", "").strip() else rows.none()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        words = self.filterset.form.cleaned_data.get("q") or "" if self.filterset.is_valid() else ""
        terms = search.asked_for(words)
        rows = context["object_list"]
        hits = [(row, search.kinds[row.kind].label, search.in_context(row.text, terms)) for row in rows]
        meant = search.did_you_mean(self.request.user, terms) if terms and not hits else ""
        found = {"hits": hits, "words": words, "says_too_little": bool(words and not terms)}
        return context | found | {"meant": meant, "meant_address": f"{self.request.path}?{urlencode({'q': meant})}"}
