"""Reads what one user may see of a meeting: agenda, papers and minutes; `register.py` reads who came."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery, Value, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils.dates import WEEKDAYS

from accounts.roles import Role, has_role
from answers.models import Commitment, PresentationItem
from answers.selectors import public_names
from issues.models import Issue
from issues.rules import IssueStatus
from meetings.models import (
    AgendaItem,
    Attendance,
    InAttendance,
    Meeting,
    Paper,
    PassedOn,
    Resolution,
    ViewsBrought,
    closed_to,
)
from meetings.rules import ATTENDED, TO_COME, WAS_HELD, MeetingStatus, Standing
from members.models import Constituency, InterestReturn, Membership, Person, Term

READ = ("reference", "title", "edited_text", "is_published", "received_on", "theme", "status")
ABOUT = ("theme", "presentation", "consultation", "review__membership__person")
OUTLINE = ("is_private", "private_kind", "made_private_on")
PRESENTED_IN = Prefetch("presentation_items", PresentationItem.objects.only("presentation"))


def is_inside(user):
    """Say whether a user is a member or co-ordinator and so sees full names, private items and draft minutes."""
    return has_role(user, Role.COORDINATOR, Role.MEMBER)


def sees_minutes(meeting, user):
    """Approved minutes are public, circulated ones for members, drafts for the co-ordinator."""
    if meeting.status == MeetingStatus.APPROVED:
        return True
    if meeting.status == MeetingStatus.CIRCULATED:
        return is_inside(user)
    return meeting.status in WAS_HELD and has_role(user, Role.COORDINATOR)


def names_on_record(meeting):
    """Return who and what the record of a meeting names anyhow: the group, who came, agencies, its place and items."""
    of_meeting = Q(meeting=meeting)
    rows = [
        Person.objects.values_list("name"),
        Attendance.objects.filter(of_meeting).values_list("name", "substitute_name", "affiliation"),
        InAttendance.objects.filter(of_meeting).values_list("name", "affiliation"),
        AgendaItem.objects.filter(of_meeting).values_list("title", "lead"),
    ]
    own = [meeting.venue, *map(str, WEEKDAYS.values()), *public_names()]
    return [name for name in (*own, *(one for few in rows for row in few for one in row)) if name]


@dataclass(frozen=True)
class Outline:
    """Of a private item what everybody may know: its number, the kind of reason, and since when."""

    number: int
    reason: str
    made_private_on: date | None


def agenda_of(meeting, user):
    """Return the items that a reader may see, with papers, notes and resolutions; all private outlines; what is hidden.

    One query reads the items, whoever asks; nothing of an item that the reader may not see leaves here but its outline.
    `is_withheld` are the draft minutes of an item in which the reader takes no part (M8).
    """
    rows = list(meeting.items.marked_for(user).select_related(*ABOUT))
    items = [row for row in rows if row.is_readable]
    for item in items:
        item.is_withheld = item.is_closed and meeting.status != MeetingStatus.APPROVED
    papers = Prefetch("papers", Paper.objects.known_to(user).listed().select_related("document"), to_attr="shown")
    resolved = Prefetch("resolutions", Resolution.objects.select_related("commitment"))
    prefetch_related_objects(items, papers, "noted", resolved)
    return items, _outlines(rows), _hidden_among(rows)


def issues_by_item(items, user):
    """Return {item key: issues} of what somebody may read of the issues that items are about, in two queries."""
    rows = Issue.objects.group_reads(user).order_by("received_on", "pk")
    rows = list(rows.filter(_discussed(items)).only(*READ).prefetch_related(PRESENTED_IN))
    return {item.pk: [issue for issue in rows if _is_about(item, issue)] for item in items}


def _discussed(items):
    themes = {item.theme_id for item in items} - {None}
    presentations = {item.presentation_id for item in items} - {None}
    alone = {item.issue_id for item in items} - {None}
    return (
        Q(theme__in=themes)
        | Q(pk__in=alone)
        | Q(pk__in=Issue.objects.filter(presentation_items__presentation__in=presentations).values("pk"))
        | Q(theme=None, status=IssueStatus.LOGGED)
    )


def _is_about(item, issue):
    if item.presentation_id:
        return item.presentation_id in {one.presentation_id for one in issue.presentation_items.all()}
    if item.standing == Standing.OTHER_ISSUES:
        return issue.theme_id is None and issue.status == IssueStatus.LOGGED and item.meeting.status in TO_COME
    if item.issue_id:
        return issue.pk == item.issue_id
    return item.theme_id is not None and issue.theme_id == item.theme_id


def views_of(meeting, user):
    """Return what members gather for a meeting, each as they put it and never what people answered; in one query.

    Of an item in which a reader takes no part (M8) they read no more than their own.
    """
    rows = ViewsBrought.objects.of_meeting(meeting).open_to(user)
    return list(rows.select_related("item"))


def decided_in_public(meeting, user):
    """Return what a meeting resolved outside its private part, as far as this reader may read its minutes.

    One that was added after the draft had been circulated waits for the approval, and so does one of an item in which
    the reader takes no part (M8).
    """
    if not sees_minutes(meeting, user):
        return []
    rows = Resolution.objects.filter(item__meeting=meeting, item__is_private=False)
    rows = rows if meeting.is_approved else rows.filter(~closed_to(user, "item"), is_added_late=False)
    return list(rows.select_related("item", "commitment").order_by("item__number", "number"))


def constituencies_not_told(meeting, told):
    """Return the names of the constituencies invited to a meeting of which nobody has recorded that they told them."""
    told = {row.seat.constituency_id for row in told}
    invited = Constituency.objects.filter(
        seats__memberships__attendance__in=meeting.attendance.filter(was_invited=True)
    )
    return [one.name for one in invited.exclude(pk__in=told).distinct()]


def views_by_item(gathered):
    """Return {item key: views brought to it}, and under None those brought to the whole meeting (M6)."""
    found = {}
    for views in gathered:
        if views.summary:
            found.setdefault(views.item_id, []).append(views)
    return found


def private_part_of(meeting, user):
    """Return the outlines of the private items, and what is hidden from a reader; one query."""
    rows = list(meeting.items.marked_for(user).only("meeting", "number", *OUTLINE))
    return _outlines(rows), _hidden_among(rows)


def _outlines(items):
    return [
        Outline(item.number, item.get_private_kind_display(), item.made_private_on) for item in items if item.is_private
    ]


def _hidden_among(items):
    """Return the numbers of items a reader may not see, also in minutes from before an item was made private."""
    return frozenset(item.number for item in items if item.is_private and not item.is_readable)


def version_items(content, hidden):
    """Return the items of one version of the minutes, without those whose numbers are hidden from its reader."""
    return [item for item in content["items"] if item["number"] not in hidden]


def texts_of_version(content, hidden):
    """Return what one version says under each item a reader may see: its minute, what was noted and resolved."""
    return {
        f"{item['number']}. {item['title']}": "\n".join(
            filter(None, [item["minute"], *item["noted"], *(one["text"] for one in item["resolved"])])
        )
        for item in version_items(content, hidden)
    }


def is_bound_at(meeting, user):
    """Say whether a declaration keeps somebody out of an item of this meeting (M8)."""
    return user is not None and meeting.declarations.binding().of(user).exists()


def memberships_of(user):
    """Return the active memberships of a signed-in user."""
    return Membership.objects.active().filter(person__user=user).select_related("person", "seat__constituency")


def needs_of(memberships):
    """Return the access needs a member last gave, to prefill the next reply (T3)."""
    return next((one.needs_to_come for one in memberships if one.needs_to_come), "")


def with_load(entries, period):
    """Add to the entries of a yearly review what each member carried in a period, and where they stood at its end.

    `invited` and `came` are meetings held in the period, `actions` the commitments they owned that were open on its
    last day, `passed_on` the meetings of which their seat told those it speaks for. A review that was decided so goes
    on saying what it said.
    """
    end, membership = period.end, OuterRef("membership")
    records = Attendance.objects.filter(
        membership=membership, was_invited=True, meeting__in=Meeting.objects.held_in(period)
    )
    told = PassedOn.objects.filter(
        seat=OuterRef("membership__seat"), meeting__in=Meeting.objects.held_in(period), recorded_on__lte=end
    )
    was_open = Q(finished_on=None) | Q(finished_on__gt=end)
    actions = Commitment.objects.filter(was_open, person=OuterRef("membership__person"), made_on__lte=end)
    accepted = Membership.objects.filter(pk=membership).with_acceptance(end)
    returns = InterestReturn.objects.filter(person=OuterRef("membership__person"), confirmed_on__lte=end)
    terms = Term.objects.filter(Q(agreed_on=None) | Q(agreed_on__lte=end), membership=membership)
    return entries.annotate(
        invited=_counted(records),
        came=_counted(records.filter(record__in=ATTENDED)),
        actions=_counted(actions),
        passed_on=_counted(told),
        has_accepted=Subquery(accepted.values("has_accepted")[:1]),
        confirmed_on=Subquery(returns.order_by("-confirmed_on").values("confirmed_on")[:1]),
        term_ends_on=Subquery(terms.order_by("-starts_on").values("ends_on")[:1]),
    )


def _counted(rows):
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
