"""Who holds a role; and what the co-ordinator reads of the lists a county changes."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import COUNTY_LISTS, CountyListEntry, RoleGrant, User
from accounts.roles import PERMISSIONS, Role
from common import clock


def holders_of(role, on=None, **where):
    """Return the people who hold a role on a day (default: today), without those whose account is closed.

    Every e-mail to a role asks here. `where` narrows their grants, such as `grants__agency`.
    """
    on = on or clock.today()
    holds = Q(grants__ends_on__isnull=True) | Q(grants__ends_on__gte=on)
    wanted = User.objects.filter(holds, grants__role=role, grants__starts_on__lte=on, **where)
    return wanted.filter(is_active=True).distinct()


def roles_held(on=None):
    """Return the grants of roles that hold on a day (default: today), but members' own and those of closed accounts."""
    grants = RoleGrant.objects.holding_on(on or clock.today()).exclude(role=Role.MEMBER).exclude(user__is_active=False)
    return grants.select_related("user", "agency").order_by("role", "user__name", "pk")


def others_with(perm, left_out, now=None):
    """Return who else could agree to what needs a second person: every holder of a right today, but for some keys.

    Whether they have set a password does not matter: they could, and one person's word never stands for theirs.
    """
    today = clock.today(now)
    people = {user.pk: user for role in PERMISSIONS[perm] for user in holders_of(role, today)}
    return [user for key, user in sorted(people.items()) if key not in left_out]


def positions_of_readers(on=None):
    """Return who reads issues about the service itself on a day (default: today), as families read it."""
    grants = RoleGrant.objects.holding_on(on or clock.today()).filter(role=Role.INDEPENDENT_READER)
    rows = grants.filter(user__is_active=True).order_by("starts_on", "pk")
    return list(dict.fromkeys(rows.values_list("position", flat=True)))


@dataclass(frozen=True)
class EntryLine:
    """An entry, how many records show it, and how many more are counted under it from those it replaced."""

    entry: CountyListEntry
    records: int
    taken_over: int = 0


def count_records(model):
    """Return how many records show each entry, by code; one query for each kind of record, and copies not counted.

    A copy of an entry, kept on a row for counting, has `related_name="+"`, which keeps it out of these relations.
    """
    counts = Counter()
    for relation in model._meta.related_objects:
        if relation.related_model is model:
            continue
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__isnull": False}).order_by()
        counts.update(dict(rows.values_list(name).annotate(Count("pk"))))
    return counts


def lines_of(model):
    """Return the lines of a list: those that can be chosen, and those that ended."""
    entries, counts = list(model.objects.select_related("replaced_by")), count_records(model)
    together = Counter()
    for entry in entries:
        together[entry.current_id] += counts[entry.pk]
    lines = [EntryLine(one, counts[one.pk], max(0, together[one.pk] - counts[one.pk])) for one in entries]
    return [line for line in lines if line.entry.is_open], [line for line in lines if not line.entry.is_open]


def lists_with_names():
    """Return each list with the names that can be chosen from it."""
    return [(model, list(model.objects.open().values_list("name", flat=True))) for model in COUNTY_LISTS.values()]
