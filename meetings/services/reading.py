"""Who reads the issues that a meeting discusses: written from replies and declarations into rows of `issues/`."""

from django.db.models import Max, Q

from common import clock
from issues.models import ConflictOfInterest, GroupGuest, Issue
from issues.rules import IssueStatus
from meetings.models import AgendaItem, Declaration, Reply
from meetings.rules import TO_COME, Standing


def write_guests():
    """Let the substitutes of meetings to come read what members read, until the day of the last one they come to."""
    named = Reply.objects.filter(meeting__status__in=TO_COME).exclude(substitute_email="")
    latest = named.values("substitute_email").annotate(last=Max("meeting__starts_at")).order_by()
    until = {row["substitute_email"]: clock.london(row["last"]).date() for row in latest}
    GroupGuest.objects.exclude(email__in=until).delete()
    for email, day in until.items():
        GroupGuest.objects.update_or_create(email=email, defaults={"until_on": day})


def write_conflicts(declaration):
    """Write anew what the person of a declaration does not read (M8): themes and issues of every item they named.

    Nor does whoever comes in their place. A visitor without an address reads nothing here anyway.
    """
    if declaration.person_id:
        _write({"person": declaration.person}, Declaration.objects.filter(person=declaration.person))
        named = Reply.objects.filter(membership__person=declaration.person).exclude(substitute_email="")
        for email in set(named.values_list("substitute_email", flat=True)):
            write_conflicts_of_address(email)
    elif declaration.email:
        write_conflicts_of_address(declaration.email)


def write_conflicts_of_address(email):
    """Write anew what a substitute does not read: what they declared, and what the member did for whom they come."""
    _write({"email": email}, Declaration.objects.filter(pk__in=Declaration.objects.of_address(email).values("pk")))


def _write(who, declarations):
    earlier = ConflictOfInterest.objects.filter(**who)
    found = _subjects_of(declarations)
    if _items_of(declarations).filter(standing=Standing.OTHER_ISSUES).exists():
        found |= _issues_in_no_theme(earlier)
    earlier.delete()
    ConflictOfInterest.objects.bulk_create(ConflictOfInterest(**who, **{name: pk}) for name, pk in sorted(found))


def write_conflicts_of_meeting(meeting):
    """Do the same for whoever declared an interest in the whole of a meeting, once its agenda has another item."""
    for declaration in meeting.declarations.filter(item=None).select_related("person"):
        write_conflicts(declaration)


def _subjects_of(declarations):
    """Return the themes and issues that the items of some declarations are about."""
    presented = "presentation__items"
    themes, issues = ("theme", f"{presented}__theme"), ("issue", f"{presented}__issue")
    found = set()
    for kind, paths in (("theme_id", themes), ("issue_id", issues)):
        for path in paths:
            found |= {(kind, pk) for pk in _items_of(declarations).values_list(path, flat=True)}
    return {one for one in found if one[1]}


def _items_of(declarations):
    """Return the items of some declarations; one in a whole meeting is in each of its items."""
    declared = Q(declarations__in=declarations) | Q(meeting__declarations__in=declarations.filter(item=None))
    return AgendaItem.objects.filter(declared)


def _issues_in_no_theme(earlier):
    """Return those that the item "other issues" is about now, and those it was about before."""
    waiting = Issue.objects.filter(theme=None, status=IssueStatus.LOGGED).values_list("pk", flat=True)
    before = earlier.exclude(issue=None).values_list("issue", flat=True)
    return {("issue_id", pk) for pk in (*waiting, *before)}
