"""What the public list says of a year: letters received, the issues in them, and what became of those."""

import datetime as dt

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services.settings import get_setting
from common import clock
from common.kept.values import kept
from common.periods import Period
from common.small_numbers import columns_of
from issues.figures import raised_so_far_in
from issues.models import Issue
from issues.rules import IssueStatus
from issues.wording import issues_in_words, letters_in_words

S = IssueStatus
YEAR = dt.timedelta(days=365)
FOLLOWED = "followed"
ENDS = {
    S.CLOSED.value: gettext_lazy("closed"),
    S.SIGNPOSTED.value: gettext_lazy("signposted to somebody who can help"),
    S.MERGED.value: gettext_lazy("merged with another issue"),
    S.WITHDRAWN.value: gettext_lazy("withdrawn"),
    FOLLOWED: gettext_lazy("still followed"),
}


def account_of_year():
    """Return the twelve months up to today in words, and [(what became of them, how many)], which add up to the issues.

    What would be fewer than the small number shares a line with others (`columns_of`). It is counted over all issues
    of the year, so it is kept.
    """
    today = clock.today()
    return kept("issues.account_of_year", lambda: _account_of_year(today), on=today)


def _account_of_year(today):
    year = Period(today - YEAR + clock.DAY, today)
    letters = Issue.objects.filter(split_from=None, received_on__gte=year.start, received_on__lte=year.end).count()
    if not letters:
        return None
    found = dict.fromkeys(ENDS, 0)
    for status, number in raised_so_far_in(year).order_by().values_list("status").annotate(Count("pk")):
        found[status if status in found else FOLLOWED] += number
    few, whole = get_setting("few_families", on=today), sum(found.values())
    columns = columns_of(found, few) if whole >= few else []
    rows = [
        (_(" or ").join(str(ENDS[name]) for name in names), sum(found[name] for name in names)) for names in columns
    ]
    return {
        "since": year.start,
        "letters": letters_in_words(letters, few),
        "issues": issues_in_words(whole, few),
        "rows": rows,
    }
