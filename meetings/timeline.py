"""Timeline entries of meetings: discussed at, resolved, to be discussed at."""

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role, has_role
from answers.models import Commitment, Presentation, PresentationItem
from common import clock, timeline
from common.dates import day
from common.timeline import Step, TimelineEntry
from consultations.models import Consultation
from issues.models import Issue, Theme
from issues.rules import IssueStatus
from meetings.models import AgendaItem, Attendance, Meeting, Resolution
from meetings.rules import TO_COME, WAS_HELD, MeetingStatus
from meetings.selectors import is_inside, sees_minutes
from members.models import Membership, MembershipReview


@timeline.source(Theme)
def entries_for_theme(theme, user):
    """The agendas a theme was on, and what was resolved; one query."""
    return _entries(AgendaItem.objects.filter(theme=theme), user)


@timeline.source(Presentation)
def entries_for_presentation(presentation, user):
    """The agendas a presentation or one of its themes was on, and its own resolution; one query."""
    themes = PresentationItem.objects.filter(presentation=presentation).values("theme")
    own = Q(presentation=presentation) | Q(theme__in=themes) | Q(resolutions__presented_as=presentation)
    items = AgendaItem.objects.filter(pk__in=AgendaItem.objects.filter(own).values("pk"))
    return _entries(items, user, presented=Presentation.objects.filter(pk=presentation.pk))


@timeline.source(Commitment)
def entries_for_commitment(commitment, user):
    """The meetings that resolved a commitment, or discussed its subject; one query."""
    about = Q(pk__in=Resolution.objects.filter(commitment=commitment).values("item"))
    item = commitment.answer.item if commitment.answer_id else None
    if item:
        about |= Q(presentation=item.presentation_id)
    if item and item.theme_id:
        about |= Q(theme=item.theme_id)
    return _entries(AgendaItem.objects.filter(about), user)


@timeline.source(Consultation)
def entries_for_consultation(consultation, user):
    return _entries(AgendaItem.objects.filter(consultation=consultation), user)


@timeline.source(MembershipReview)
def entries_for_review(review, user):
    """Reviews are private items; only the member concerned and the co-ordinator see them (M11)."""
    entries = _entries(AgendaItem.objects.filter(review=review), user, is_visible=True)
    return [entry for entry in entries if entry.is_done or review.is_open]


@timeline.source(Issue)
def entries_for_issue(issue, user):
    """An issue is discussed with its theme from the day it was raised until it is withdrawn.

    While the group has it, and no agenda names it yet, its parent at least reads when the group meets.
    """
    followed, entries = issue.followed, []
    if followed.theme_id:
        items = AgendaItem.objects.filter(theme=followed.theme_id, meeting__starts_at__date__gte=followed.received_on)
        if issue.status == IssueStatus.WITHDRAWN:
            items = items.filter(meeting__starts_at__date__lte=issue.closed_on)
        entries = _entries(items, user, presented=Presentation.objects.filter(items__issues=followed.pk))
    if followed.status == IssueStatus.LOGGED and timeline.to_come(entries, "agenda") is None:
        coming = Meeting.objects.visible_to(user).upcoming(clock.now())[:1]
        entries += [_next_meeting(meeting) for meeting in coming]
    return entries


def _next_meeting(meeting):
    title = _("The group meets: %(meeting)s") % {"meeting": meeting}
    return TimelineEntry(meeting.on, title, url=meeting.get_absolute_url(), is_done=False)


@timeline.source(Membership)
def attendance_of(membership, user):
    """Each holder's own attendance, also in a shared seat (M11): for the co-ordinator and the member."""
    own = Q(membership__person__user=user) if user.is_authenticated else Q(pk=None)
    rows = Attendance.objects.filter(membership=membership, meeting__status__in=WAS_HELD, was_invited=True)
    if not has_role(user, Role.COORDINATOR):
        rows = rows.filter(own)
    return [
        TimelineEntry(
            row.meeting.on,
            row.meeting.title,
            row.get_record_display(),
            row.meeting.get_absolute_url(),
            step=Step.MEETING,
        )
        for row in rows.select_related("meeting")
    ]


def _entries(items, user, *, is_visible=False, presented=None):
    """Return one entry an item, in one query; a resolution is told where this reader may read the minutes.

    With `presented`, one that led to another presentation than these is left out.
    """
    items = items if is_visible else items.visible_to(user)
    led = F("resolutions__presented_as")
    is_ours = Value(True) if presented is None else Exists(presented.filter(pk=OuterRef("led")))
    rows = items.marked_for(user).select_related("meeting").annotate(led=led, is_ours=is_ours)
    rows = rows.annotate(
        resolved=F("resolutions__text"),
        amended=F("resolutions__amended_on"),
        approved=F("resolutions__as_approved"),
    )
    by_item = {}
    for row in rows.order_by("meeting__starts_at", "pk", "resolutions__number"):
        texts = by_item.setdefault(row.pk, (row, []))[1]
        if row.led is None or row.is_ours:
            texts.append(_resolved(row))
    return [entry for item, texts in by_item.values() for entry in _entries_of(item, filter(None, texts), user)]


def _resolved(row):
    """Return the words of a resolution; where they were amended, what the meeting had approved too."""
    if not row.amended:
        return row.resolved
    words = _("%(text)s (Amended on %(on)s. The meeting had approved: “%(approved)s”)")
    return words % {"text": row.resolved, "on": day(row.amended), "approved": row.approved}


def _page_of(item, user):
    """Return where an item can be read: private items are in the pack, for members and the co-ordinator."""
    page = item.meeting.get_absolute_url()
    if not item.meeting.is_agenda_published:  # its items are only on the co-ordinator's page
        draft = reverse("meetings:agenda_edit", args=[item.meeting.slug])
        return f"{draft}#item-{item.pk}" if has_role(user, Role.COORDINATOR) else page
    if item.is_private and not is_inside(user):
        return page
    if item.is_private:
        page = reverse("meetings:meeting_pack", args=[item.meeting.slug])
    return f"{page}#item-{item.pk}"


def _entries_of(item, texts, user):
    meeting = item.meeting
    url = _page_of(item, user)
    if meeting.status in WAS_HELD:
        resolved = []
        if sees_minutes(meeting, user) and not (item.is_closed and not meeting.is_approved):
            resolved = [_("RESOLVED: %(text)s") % {"text": text} for text in texts]
        title = _("The group discussed it at the %(meeting)s") % {"meeting": meeting}
        return [TimelineEntry(meeting.on, title, "\n\n".join(resolved), url, step=Step.MEETING)]
    if meeting.status in TO_COME and meeting.on < clock.today():
        return [TimelineEntry(meeting.on, _on_agenda_of(meeting), url=url, step=Step.MEETING)]
    if meeting.status in TO_COME:
        title = _("The group discusses it at the %(meeting)s") % {"meeting": meeting}
        return [TimelineEntry(meeting.on, title, url=url, is_done=False, kind="agenda")]
    return []


def _on_agenda_of(meeting):
    """Return the entry of a meeting that is past but not yet confirmed as held."""
    return _("It was on the agenda of the %(meeting)s") % {"meeting": meeting}


def _taken_back(meeting):
    """Return that constituencies were told what was decided, on the first and up to the last day of it (M7)."""
    if not meeting.was_held:
        return []
    told = meeting.passed_on.aggregate(first=Min("told_on"), n=Count("seat__constituency", distinct=True))
    if not told["n"]:
        return []
    words = ngettext(
        "Members passed on what was decided to %(n)s constituency",
        "Members passed on what was decided to %(n)s constituencies",
        told["n"],
    )
    return [TimelineEntry(told["first"], words % {"n": told["n"]}, step=Step.SENT)]


@timeline.source(Meeting)
def steps_of_meeting(meeting, user):
    """How a meeting goes: agenda, meeting, minutes, what was passed on, which meeting approved which; two queries."""
    entries = []
    if meeting.agenda_published_on and not meeting.is_from_records:
        entries.append(TimelineEntry(meeting.agenda_published_on, _("The agenda was published")))
    if meeting.status in TO_COME:
        is_past = meeting.on < clock.today()
        title = _("The day of the meeting") if is_past else _("The group meets")
        entries.append(TimelineEntry(meeting.on, title, is_done=is_past, step=Step.MEETING))
    if meeting.was_held:
        entries.append(TimelineEntry(meeting.on, _("The group met"), step=Step.MEETING))
    if meeting.circulated_on:
        title = _("The draft minutes were circulated to members")
        entries.append(TimelineEntry(meeting.circulated_on, title, step=Step.SENT))
    if meeting.status == MeetingStatus.APPROVED:
        at = meeting.approved_at_meeting
        title = _("The minutes were approved at the %(meeting)s") % {"meeting": at}
        entries.append(TimelineEntry(meeting.approved_on, title, url=at.get_absolute_url(), step=Step.ENDED))
    entries += _taken_back(meeting)
    for earlier in meeting.approved_minutes_of.order_by("starts_at"):
        title = _("The group approved the minutes of the %(meeting)s") % {"meeting": earlier}
        entries.append(TimelineEntry(meeting.on, title, url=earlier.get_absolute_url(), step=Step.MEETING))
    return entries
