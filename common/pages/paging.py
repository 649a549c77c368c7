"""Pages of a long list at a fixed cost.

Counting 100,000 rows on each page costs 19/20 of the throughput, so the count stops at 1,001 and the page says
"more than 1,000". Every page can still be reached: one row too many is fetched, to know whether another page follows.
"""

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models.query import ModelIterable, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

COUNT_CAP = 1_000
LAST_PAGE = 100_000


def count_to(limit, rows):
    """Return the number of rows of a queryset or list, counted no further than `limit`."""
    if not isinstance(rows, QuerySet):
        return len(rows[:limit])
    if issubclass(rows._iterable_class, ModelIterable):  # their keys alone: not what is read with each row
        rows = rows.order_by().values("pk")
    return rows[:limit].count()


class CappedPage(Page):
    def __init__(self, object_list, number, paginator, *, is_last):
        super().__init__(object_list, number, paginator)
        self.is_last = is_last

    def has_next(self):
        return not self.is_last

    def next_page_number(self):
        return self.paginator.validate_number(self.number + 1)

    def end_index(self):
        return self.start_index() + len(self.object_list) - 1 if self.object_list else 0


class CappedPaginator(Paginator):
    """A paginator that never counts past its `cap` and never asks for more than a page and one row."""

    cap = COUNT_CAP

    @cached_property
    def count(self):
        """Return the number of rows, or one more than the cap for any number above it."""
        return count_to(self.cap + 1, self.object_list)

    @cached_property
    def is_capped(self):
        return self.count > self.cap

    @property
    def cap_in_words(self):
        return f"{self.cap:,}"

    def validate_number(self, number):
        try:
            return super().validate_number(number)
        except EmptyPage:
            if not self.is_capped or not 1 <= int(number) <= LAST_PAGE:
                raise
            return int(number)

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        if not rows and number > 1:
            raise EmptyPage(_("That page contains no results"))
        return CappedPage(rows[: self.per_page], number, self, is_last=len(rows) <= self.per_page)
