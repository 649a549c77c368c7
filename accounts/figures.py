"""Who spoke: counted alike for issues, questions and whatever else asks it."""

from collections import Counter

from accounts.models import RespondentKind
from common.small_numbers import columns_of


def who_spoke(rows, small_number):
    """Return how many rows there are, how many `said` who speaks, and of these how many of each group of kinds.

    Kinds of fewer people than the small number are in one group; where only that one is left, nothing is split. A kind
    that was renamed or merged since counts under the one that has replaced it.
    """
    counted = Counter(rows.order_by().values_list("speaks_as__current", flat=True))
    everybody = counted.total()
    counted.pop(None, None)
    names = dict(RespondentKind.objects.filter(pk__in=counted).values_list("pk", "name"))
    people = {pk: counted[pk] for pk in names}
    columns = columns_of(people, small_number)
    if (len(columns) == 1 and len(columns[0]) > 1) or counted.total() < small_number:
        columns = []
    groups = [[[names[pk] for pk in column], sum(people[pk] for pk in column)] for column in columns]
    return {"all": everybody, "said": counted.total(), "small_number": small_number, "groups": groups}
