"""What can be found of meetings: each text for whom its page shows it, and nothing of what was withdrawn."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common import search
from common.dates import day
from common.documents import words_of
from common.search import Entry
from meetings.models import AgendaItem, Meeting, NotedPoint, Paper, PublicQuestion, Resolution, closed_to
from meetings.rules import WAS_HELD, MeetingStatus

MEETINGS, AGENDAS, MINUTES = _("Meetings"), _("Agendas"), _("Minutes and resolutions")
PAPERS, QUESTIONS = _("Papers"), _("Questions")


@search.kind("meetings", MEETINGS, Meeting)
def meeting(row):
    """Not how to join: that is for members alone, and never in the public index."""
    said = [day(row.on), row.venue, row.access_notes, row.getting_help, row.status_reason]
    return Entry(_titled(row), "\n".join(filter(None, said)), row.on, row.get_absolute_url())


def _titled(row):
    """The name of a meeting, and that it does not take place."""
    is_off = row.status in {MeetingStatus.CANCELLED, MeetingStatus.POSTPONED}
    return f"{row.title} ({row.get_status_display()})" if is_off else row.title


def items_read_by(user):
    return AgendaItem.objects.visible_to(user).filter(meeting__in=Meeting.objects.visible_to(user))


@search.kind("items", AGENDAS, AgendaItem, visible=items_read_by, with_rows=["meeting"])
def item(row):
    """Until the agenda is published, only the co-ordinator's page shows it."""
    return _under(row, row.text, unless=None if row.meeting.is_agenda_published else "agenda_edit")


def _under(item, text, *, unless=None):
    """An entry of an item; its private part stands in the pack of the group, never on the public page.

    `unless` names the co-ordinator's own page, for what nobody else reads yet.
    """
    shown = "meeting_pack" if item.is_private else "meeting_detail"
    where = reverse(f"meetings:{unless or shown}", args=[item.meeting.slug])
    return Entry(f"{_titled(item.meeting)}: {item.title}", text, item.meeting.on, f"{where}#item-{item.pk}")


def minuted_for(user):
    """Return the items whose minute somebody reads (`selectors.sees_minutes`, as a condition).

    The draft of an item in which they take no part is not among them (M8).
    """
    seen = Q(meeting__status=MeetingStatus.APPROVED)
    if has_role(user, Role.COORDINATOR):
        seen |= Q(meeting__status__in=WAS_HELD) & ~closed_to(user)
    elif has_role(user, Role.MEMBER):
        seen |= Q(meeting__status=MeetingStatus.CIRCULATED) & ~closed_to(user)
    return items_read_by(user).filter(seen)


@search.kind("minutes", MINUTES, AgendaItem, visible=minuted_for, with_rows=["meeting"])
def minute(row):
    """The title alone is found among agendas."""
    if not row.minute:
        return None
    return _written(row, row.minute)


def _written(item, text):
    """What the minutes say; a draft is on the co-ordinator’s page only."""
    is_draft = item.meeting.status not in {MeetingStatus.CIRCULATED, MeetingStatus.APPROVED}
    return _under(item, text, unless="minutes_edit" if is_draft else None)


@search.kind(
    "points",
    MINUTES,
    NotedPoint,
    visible=lambda user: NotedPoint.objects.filter(item__in=minuted_for(user)),
    with_rows=["item__meeting"],
)
def point(row):
    return _written(row.item, row.text)


def resolved_for(user):
    """Return the resolutions somebody reads; one added late, once the minutes are approved."""
    rows = Resolution.objects.filter(item__in=minuted_for(user))
    if has_role(user, Role.COORDINATOR):
        return rows
    return rows.filter(Q(is_added_late=False) | Q(item__meeting__status=MeetingStatus.APPROVED))


@search.kind("resolutions", MINUTES, Resolution, visible=resolved_for, with_rows=["item__meeting"])
def resolution(row):
    return _written(row.item, _("Resolved, %(day)s: %(text)s") % {"day": day(row.item.meeting.on), "text": row.text})


def papers_read_by(user):
    rows = Paper.objects.visible_to(user).filter(item__meeting__in=Meeting.objects.visible_to(user))
    return rows.filter(withdrawn_on=None, replaced_by=None)


@search.kind("papers", PAPERS, Paper, visible=papers_read_by, with_rows=["item__meeting", "document__words"])
def paper(row):
    """Its page and the words of its file; what was withdrawn or replaced is in no entry."""
    if row.is_withdrawn or row.replaced_by_id:
        return None
    of_file = words_of(row.document)
    words = "\n".join(filter(None, [row.report_of, row.recommends, row.text, of_file]))
    address = reverse("meetings:paper_detail", args=[row.item.meeting.slug, row.pk])
    return Entry(row.title, words, row.item.meeting.on, address)


@search.kind(
    "questions",
    QUESTIONS,
    PublicQuestion,
    visible=lambda user: PublicQuestion.objects.published(),
    with_rows=["meeting"],
)
def question(row):
    """As everybody reads it once it is answered; not who asked, and never one that was declined."""
    if not row.is_public:
        return None
    words = "\n".join(filter(None, [row.shown_text, row.answer, row.instead]))
    title = _("Question %(reference)s") % {"reference": row.reference}
    return Entry(title, words, row.received_on, f"{row.meeting.get_absolute_url()}#question-{row.reference}")


def waiting_for(user):
    return PublicQuestion.objects.waiting() if has_role(user, Role.COORDINATOR) else PublicQuestion.objects.none()


@search.kind("questions_waiting", QUESTIONS, PublicQuestion, visible=waiting_for, with_rows=["meeting"])
def question_waiting(row):
    """As it came, for whoever accepts and answers it; not who asked."""
    if not row.is_waiting:
        return None
    title = _("Question %(reference)s, waiting") % {"reference": row.reference}
    where = reverse("meetings:question_list", args=[row.meeting.slug])
    return Entry(title, row.shown_text, row.received_on, f"{where}#question-{row.reference}")


@search.follows(Meeting)
def of_meeting(keys):
    """Its date and name stand in the entry of all that is about it, and by its status the page where it is read."""
    yield AgendaItem.objects.filter(meeting__in=keys)
    yield from (model.objects.filter(item__meeting__in=keys) for model in (NotedPoint, Resolution))


@search.follows(Meeting, is_always=False)
def asked_at(keys):
    yield PublicQuestion.objects.filter(meeting__in=keys)


@search.follows(AgendaItem, is_always=False)
def of_item(keys):
    yield from (model.objects.filter(item__in=keys) for model in (NotedPoint, Resolution, Paper))
