"""The search: one page for everybody, over what each may see."""

import django_filters
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import EmptyPage, Paginator
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import search
from common.limits import MINUTE, limited
from common.models import SearchEntry
from common.pages import ListPage, PublicMixin
from common.pages.filters import YearFilter
from common.pages.paging import CappedPage, CappedPaginator

LONGEST = 200
SEARCHES, WINDOW = 100, 10 * MINUTE  # of somebody who is not signed in


def labels():
    """Return what can be found, once each, whoever asks."""
    found = {str(one.label): one.label for one in search.kinds.values()}
    return [(name, label) for name, label in sorted(found.items())]


class SearchFilter(django_filters.FilterSet):
    """The words, and what narrows them, as plain parameters of the address."""

    q = django_filters.CharFilter(
        label=gettext_lazy("Words to look for"), method="filter_words", max_length=LONGEST, strip=True
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=labels, method="filter_kind", empty_label=gettext_lazy("All")
    )
    year = YearFilter(label=gettext_lazy("Year"), field_name="on__year", min_value=1900, max_value=2200)

    class Meta:
        model = SearchEntry
        fields = []

    def filter_words(self, rows, _name, words):
        terms = search.asked_for(words)
        return search.matching(rows, terms) if terms else rows.none()

    def filter_kind(self, rows, _name, label):
        return rows.filter(kind__in=[one.name for one in search.kinds.values() if str(one.label) == label])


class HitPaginator(CappedPaginator):
    """First what has the words in its title, then the rest, each the newest first.

    It counts no further than the page it shows, and one more: a count of common words costs more than all the rest.
    """

    most = 40  # pages
    most_titled = 25

    def __init__(self, rows, per_page, *, titled, **options):
        super().__init__(rows, per_page, **options)
        self.titled = titled
        self.count, self.is_capped = 0, False

    @property
    def cap(self):
        return self.count

    def validate_number(self, number):
        return Paginator(range(self.most), 1).validate_number(number)

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = self.rows_from(start, self.per_page + 1)
        if not rows and number > 1:
            raise EmptyPage(_("That page contains no results"))
        self.is_capped = len(rows) > self.per_page
        self.count = start + min(len(rows), self.per_page)
        return CappedPage(rows[: self.per_page], number, self, is_last=not self.is_capped or number == self.most)

    def rows_from(self, start, number):
        first = list(self.titled[: self.most_titled])
        shown = first[start : start + number]
        others = self.object_list.exclude(pk__in=[row.pk for row in first])
        after, wanted = max(0, start - len(first)), number - len(shown)
        return [*shown, *others[after : after + wanted]] if wanted else shown


def seen(rows, request):
    return search.visible_to(request.user)


def is_signed_out_search(request):
    return bool(request.GET.get("q")) and not request.user.is_authenticated


@method_decorator(
    limited("search", SEARCHES, WINDOW, methods=("GET", "HEAD"), when=is_signed_out_search), name="dispatch"
)
class Search(PublicMixin, ListPage):
    """What holds every word, or phrase in quotes, and may be seen by whoever asks."""

    is_document = False
    model = SearchEntry
    visible = seen
    paginator_class = HitPaginator
    filterset_class = SearchFilter
    template_name = "partnership/search.html"
    not_downloaded_because = "It shows what stands in lists that have files of their own."

    def narrow(self, rows):
        return rows.defer("folded") if self.request.GET.get("q", "").strip() else rows.none()

    @cached_property
    def words(self):
        return self.filterset.form.cleaned_data.get("q") or "" if self.filterset.is_valid() else ""

    @cached_property
    def terms(self):
        return search.asked_for(self.words)

    def get_paginator(self, rows, per_page, **options):
        titled = search.matching(rows, self.terms, in_title=True) if self.terms else rows.none()
        return self.paginator_class(rows, per_page, titled=titled, **options)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        hits = self.hits(context["object_list"])
        asked = self.request.GET.copy()
        asked["q"] = meant = search.did_you_mean(self.request.user, self.terms) if self.terms and not hits else ""
        found = {
            "hits": hits,
            "words": self.words,
            "says_too_little": bool(self.words and not self.terms),
            "meant": meant,
            "meant_address": f"{self.request.path}?{asked.urlencode()}",
            "everywhere_address": f"{self.request.path}?{urlencode({'q': self.words})}",
            "is_narrowed": any(self.request.GET.get(name) for name in ("kind", "year")),
        }
        return context | found

    def hits(self, rows):
        """Return (entry, label, its words around the hit, whether everybody may read it) of each row of the page."""
        keys = [row.pk for row in rows]
        public = set(keys)
        if self.request.user.is_authenticated:
            public = set(search.visible_to(AnonymousUser()).filter(pk__in=keys).values_list("pk", flat=True))
        return [
            (row, search.kinds[row.kind].label, search.in_context(row.text, self.terms), row.pk in public)
            for row in rows
        ]
