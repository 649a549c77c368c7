"""Numbers of people that are too small to be published (SAFETY, promise 9)."""

from collections.abc import Mapping


def columns_of(people: Mapping[str, int], small_number: int) -> list[tuple[str, ...]]:
    """Return the groups a table is split by, each a tuple of kinds; `people` is how many answered of each kind.

    Kinds of fewer people than the small number share one column, with the smallest of the others if they
    are still too few: otherwise three children would hide every number of everybody.
    """
    there = [kind for kind in people if people[kind]]
    together = [kind for kind in there if people[kind] < small_number]
    apart = [kind for kind in there if kind not in together]
    if together and apart and sum(people[kind] for kind in together) < small_number:
        together.append(min(reversed(apart), key=lambda kind: people[kind]))
    columns: list[tuple[str, ...]] = [(kind,) for kind in apart if kind not in together]
    return [*columns, tuple(together)] if together else columns
