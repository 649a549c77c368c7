"""What can be followed here: the meetings; what is new about them and what they discuss; the e-mails to askers."""

from collections import defaultdict

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import doers_of, either
from common import clock, following
from common.dates import moment
from common.following import EmailKind, Kind, Source, Words
from issues.following import parents_of
from meetings.models import AgendaItem, Meeting, Paper, PublicQuestion
from meetings.rules import IS_OFF, TO_COME, MeetingStatus
from meetings.transitions import MEETING, QUESTION
from members.models import SentTo

M = MeetingStatus
CHANGED_ON = TruncDate("calendar_changed_at", tzinfo=clock.LONDON)
EVERY_MEETING = {"meetings": ("",)}
ANNOUNCED, INVITATION = "meetings.announced", "meetings.invitation"
CHANGED = ("meetings.changed", "meetings.postponed", "meetings.cancelled")

following.kinds.declare(
    Kind(
        "meetings",
        gettext_lazy("Meetings of the group, their papers and minutes"),
        address=lambda _row: reverse("meetings:meeting_list"),
        is_offered=True,
    )
)


def public():
    return Meeting.objects.visible_to(AnonymousUser())


def items_shown():
    return AgendaItem.objects.visible_to(AnonymousUser()).filter(meeting__in=public())


@following.also_open("theme")
def themes_on_agendas():
    return Q(pk__in=items_shown().exclude(theme=None).values("theme"))


def to_come():
    return public().filter(status__in=TO_COME)


def words_of_announced(meeting):
    title = _("The group will meet: %(meeting)s") % {"meeting": meeting.title}
    return Words(title, moment(meeting.starts_at), meeting.get_absolute_url())


def changed():
    """Return meetings whose date, time or place changed after they were announced, or that are off."""
    rows = public().filter(calendar_sequence__gt=0, calendar_changed_at__isnull=False)
    return rows.filter(status__in=TO_COME | IS_OFF).annotate(changed_on=CHANGED_ON)


def words_of_changed(meeting):
    if meeting.status in IS_OFF:
        state = M(meeting.status).label
        title = _("%(meeting)s is %(state)s") % {"meeting": meeting.title, "state": state}
        return Words(title, meeting.status_reason, meeting.get_absolute_url())
    title = _("Changed: %(meeting)s") % {"meeting": meeting.title}
    text = ". ".join(filter(None, [moment(meeting.starts_at), meeting.venue]))
    return Words(title, text, meeting.get_absolute_url())


def agendas():
    return public().filter(agenda_published_on__isnull=False, status__in=[M.AGENDA_PUBLISHED])


def words_of_agenda(meeting):
    title = _("Agenda published: %(meeting)s") % {"meeting": meeting.title}
    return Words(title, moment(meeting.starts_at), meeting.get_absolute_url())


def minutes():
    return public().filter(status=M.APPROVED)


def words_of_minutes(meeting):
    return Words(_("Minutes published: %(meeting)s") % {"meeting": meeting.title}, "", meeting.get_absolute_url())


def papers():
    """Return what anybody may read, from the day of the agenda, or its own where it came later.

    Of a meeting entered from earlier records nothing is new.
    """
    rows = Paper.objects.visible_to(AnonymousUser()).filter(item__meeting__in=public())
    rows = rows.exclude(item__meeting__status__in=IS_OFF).exclude(item__meeting__is_from_records=True)
    on = Greatest("added_on", "item__meeting__agenda_published_on")
    return rows.annotate(on=on).select_related("item__meeting", "replaces")


def words_of_paper(paper):
    meeting = paper.item.meeting
    is_new_version = hasattr(paper, "replaces") and paper.added_on > meeting.agenda_published_on
    first, again = _("Paper published: %(paper)s"), _("New version of a paper: %(paper)s")
    title = (again if is_new_version else first) % {"paper": paper.title}
    text = _("%(meeting)s, item %(number)s") % {"meeting": meeting.title, "number": paper.item.number}
    return Words(title, text, reverse("meetings:paper_detail", args=[meeting.slug, paper.pk]))


def items_to_come():
    """Return the items of agendas of meetings to come, from the day of the agenda, or their own where it is later."""
    rows = items_shown().filter(meeting__status__in=TO_COME)
    published_on = F("meeting__agenda_published_on")
    return rows.annotate(on=Greatest(published_on, Coalesce("added_late_on", published_on))).select_related("meeting")


def words_of_item_to_come(item):
    title = _("On the agenda: %(item)s") % {"item": item.title}
    text = _("%(meeting)s, %(when)s") % {"meeting": item.meeting.title, "when": moment(item.meeting.starts_at)}
    return Words(title, text, item.meeting.get_absolute_url())


def items_discussed():
    rows = items_shown().filter(meeting__status=M.APPROVED)
    return rows.annotate(on=F("meeting__approved_on")).select_related("meeting")


def words_of_item_discussed(item):
    title = _("The group discussed: %(item)s") % {"item": item.title}
    text = _("The minutes of the %(meeting)s are published.") % {"meeting": item.meeting.title}
    return Words(title, text, item.meeting.get_absolute_url())


def questions():
    rows = PublicQuestion.objects.published().filter(answered_on__isnull=False, meeting__in=public())
    return rows.select_related("meeting")


def words_of_question(question):
    title = _("A question to the group has its answer: %(ref)s") % {"ref": question.reference}
    return Words(title, "", f"{question.meeting.get_absolute_url()}#questions")


def askers(rows, path):
    """Return what finds who asked a question, at a path from rows, each with the e-mails that tell them."""

    def told(keys):
        found = rows.filter(pk__in=keys).order_by().values_list("pk", f"{path}pk", f"{path}email")
        yield from ((row, address, f"question:{question}") for row, question, address in found if address)

    return told


ITS_SEQUENCE, ITS_AGENDA = (
    F(f"sending__meetings__meeting__{name}") for name in ("calendar_sequence", "agenda_published_on")
)
ADDRESSES = ("message__to", "person__email", "person__user__email", "user__email")


def of_the_group(rows, *kinds, path="pk", **sent):
    """Return what finds the members and co-ordinators who were sent e-mails of some kinds about the meeting of rows.

    They cannot stop those, so they belong to no topic. Whoever no e-mail reached, and nobody told, is not among them.
    """

    def told(keys):
        meeting_of = dict(rows.filter(pk__in=keys).order_by().values_list("pk", path))
        people = SentTo.objects.reached().filter(Q(person__isnull=False) | Q(user__isnull=False))
        found = people.filter(
            sending__kind__in=kinds, sending__meetings__meeting__in=set(meeting_of.values()), **sent
        ).values_list("sending__meetings__meeting", *ADDRESSES)
        of_meeting = defaultdict(set)
        for meeting, *addresses in found:
            of_meeting[meeting].update(filter(None, addresses))
        for key, meeting in meeting_of.items():
            yield from ((key, address, "") for address in of_meeting[meeting])

    return told


SUBJECTS = {
    "theme": ("theme", "presentation__items__theme"),
    "issue": ("issue", "theme__issues", "presentation__items__issues"),
    "consultation": ("consultation",),
    "agency": ("presentation__agency",),
}
MEETINGS, ITEMS = Meeting.objects.all(), AgendaItem.objects.all()
PARENTS = parents_of(ITEMS, "issue", "theme__issues", "presentation__items__issues")
INVITED = {"sending__sent_on__gte": ITS_AGENDA}
CHANGES = ("edit_meeting", MEETING.verbs[M.SCHEDULED], MEETING.verbs[M.CANCELLED], MEETING.verbs[M.POSTPONED])
following.sources.declare(
    Source(
        "meetings.announced",
        rows=to_come,
        day="announced_on",
        tell=words_of_announced,
        about=EVERY_MEETING,
        by=doers_of(MEETINGS, Meeting, "announce_meeting"),
        told=of_the_group(MEETINGS, ANNOUNCED, INVITATION),
    ),
    Source(
        "meetings.changed",
        rows=changed,
        day="changed_on",
        tell=words_of_changed,
        about=EVERY_MEETING,
        by=doers_of(MEETINGS.annotate(changed_on=CHANGED_ON), Meeting, *CHANGES, day="changed_on"),
        told=either(
            askers(MEETINGS, "questions__"),
            of_the_group(MEETINGS, *CHANGED, sending__meetings__sequence=ITS_SEQUENCE),
        ),
        part=lambda meeting: meeting.calendar_sequence,
    ),
    Source(
        "meetings.agenda",
        rows=agendas,
        day="agenda_published_on",
        tell=words_of_agenda,
        about=EVERY_MEETING,
        by=doers_of(MEETINGS, Meeting, MEETING.verbs[M.AGENDA_PUBLISHED]),
        told=of_the_group(MEETINGS, INVITATION, **INVITED),
        part=lambda meeting: meeting.agenda_published_on,
    ),
    Source(
        "meetings.papers",
        rows=papers,
        day="on",
        tell=words_of_paper,
        about=EVERY_MEETING,
        by=doers_of(Paper.objects.all(), Paper, "add_paper"),
    ),
    Source(
        "meetings.minutes",
        rows=minutes,
        day="approved_on",
        tell=words_of_minutes,
        about=EVERY_MEETING,
        by=doers_of(MEETINGS, Meeting, MEETING.verbs[M.APPROVED]),
    ),
    Source(
        "meetings.on_agenda",
        rows=items_to_come,
        day="on",
        tell=words_of_item_to_come,
        about=SUBJECTS,
        by=either(
            doers_of(ITEMS.filter(is_late=False), Meeting, MEETING.verbs[M.AGENDA_PUBLISHED], path="meeting"),
            doers_of(ITEMS.filter(is_late=True), AgendaItem, "add_item"),
        ),
        told=either(PARENTS, of_the_group(ITEMS.filter(is_late=False), INVITATION, path="meeting", **INVITED)),
        part=lambda item: item.on,
        is_for_all=False,
    ),
    Source(
        "meetings.discussed",
        rows=items_discussed,
        day="on",
        tell=words_of_item_discussed,
        about=SUBJECTS,
        by=doers_of(ITEMS, Meeting, MEETING.verbs[M.APPROVED], path="meeting"),
        told=PARENTS,
        is_for_all=False,
    ),
    Source(
        "meetings.questions",
        rows=questions,
        day="answered_on",
        tell=words_of_question,
        about=EVERY_MEETING,
        by=doers_of(PublicQuestion.objects.all(), PublicQuestion, *QUESTION.verbs.values()),
        told=askers(PublicQuestion.objects.all(), ""),
    ),
)


def questions_at(address):
    """Return the questions of an address, each by its reference."""
    rows = PublicQuestion.objects.filter(email__iexact=address).order_by("-pk")
    return list(rows.values_list("pk", "reference"))


following.own_emails.declare(
    EmailKind("question", gettext_lazy("The answer to your question, and changes of the meeting"), of=questions_at)
)
