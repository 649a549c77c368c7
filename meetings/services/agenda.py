"""The agenda: its items and their order, and publishing it with the invitation."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import Presentation
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.models import Message
from common.versions import in_words, save_version, with_labels
from consultations.models import Consultation
from issues.models import Theme
from meetings.models import AgendaItem, Meeting
from meetings.rules import TO_COME, ItemKind, MeetingStatus, PrivateKind
from meetings.services.announcing import note_announced
from meetings.services.deadlines import papers_deadline
from meetings.services.standing_items import (
    add_waiting,
    insert_item,
    place_reviews,
    place_waiting,
    recount_waiting,
    settle_waiting,
    take_out,
)
from meetings.services.telling import INVITATION, invitation_to, tell_members, tell_of
from meetings.transitions import MEETING
from meetings.wording import ITEM_LABELS
from members.models import Membership, MembershipReview, SentTo
from members.services.sendings import of_person

EDITED = ("title", "kind", "lead", "minutes_planned", "text")
SUBJECT_OF = {
    Theme: ("theme", ItemKind.DISCUSS),
    Presentation: ("presentation", ItemKind.DISCUSS),
    Consultation: ("consultation", ItemKind.DISCUSS),
    MembershipReview: ("review", ItemKind.DECIDE),
}
UP = "up"


def _to_come(meeting):
    """Lock a meeting whose agenda can still change, or raise DomainError."""
    meeting = locked(meeting)
    if meeting.status not in TO_COME:
        raise DomainError(closed_because(meeting))
    return meeting


def closed_because(meeting):
    """Return why an agenda can no longer be changed, or nothing."""
    return "" if meeting.status in TO_COME else _("This agenda can no longer be changed.")


@transaction.atomic
def add_item(
    meeting,
    title,
    kind=ItemKind.DISCUSS,
    *,
    by,
    now=None,
    text="",
    lead="",
    minutes_planned=None,
    is_private=False,
    private_kind=PrivateKind.OTHER,
    private_reason="",
    urgency_reason="",
    **subject,
):
    """Add an item to an agenda; `subject` is one of theme, presentation, consultation and review, or nothing.

    A private item says why. Once the agenda is published an item comes at its end and says why it is urgent.
    """
    meeting = _to_come(meeting)
    if is_private and not private_reason.strip():
        raise DomainError(_("Give the reason this item is private."), field="private_reason")
    is_late = meeting.is_agenda_published
    if is_late and not urgency_reason.strip():
        raise DomainError(
            _("The agenda has been published. Give the reason this item cannot wait."), field="urgency_reason"
        )
    item = insert_item(
        meeting,
        title=title,
        kind=kind,
        text=text,
        lead=lead,
        minutes_planned=minutes_planned,
        is_private=is_private,
        private_kind=private_kind if is_private else "",
        private_reason=private_reason if is_private else "",
        is_late=is_late,
        urgency_reason=urgency_reason if is_late else "",
        added_late_on=clock.today(now) if is_late else None,
        **subject,
    )
    audit.record("add_item", item, by, now=now)
    return item


@transaction.atomic
def put_on_agenda(subject, meeting=None, *, by, now=None, urgency_reason=""):
    """Add a theme, presentation, consultation or review to an agenda, by default that of the next meeting.

    Returns the item that is there where the subject is on that agenda already. Raises DomainError without a meeting.
    """
    meeting = meeting or Meeting.objects.upcoming(now or clock.now()).first()
    if meeting is None:
        raise DomainError(_("No meeting to come has been announced. Plan one, or announce one that is planned."))
    field, kind = SUBJECT_OF[type(subject)]
    there = meeting.items.filter(**{field: subject}).first()
    if there:
        return there
    is_private = field == "review"
    title = subject.membership.person.name if is_private else (getattr(subject, "title", "") or str(subject))
    return add_item(
        meeting,
        (_("Membership review: %s") % title if is_private else title)[:200],
        kind,
        is_private=is_private,
        private_kind=PrivateKind.ONE_FAMILY,
        private_reason=_("It concerns one member (M11).") if is_private else "",
        urgency_reason=urgency_reason,
        by=by,
        now=now,
        **{field: subject},
    )


def words_of_item(fields):
    """Return all that an edit of an item says, line by line, to compare two edits."""
    texts = in_words(AgendaItem, {name: fields[name] for name in EDITED})
    return "\n".join(with_labels(AgendaItem, texts, ITEM_LABELS))


@transaction.atomic
def edit_item(item, *, version, by, now=None, **fields):
    """Change an item. Raises StaleEdit if someone else saved it since `version`."""
    _to_come(item.meeting)
    item = locked(item)
    stands = {name: getattr(item, name) for name in EDITED}
    edited = {name: fields.get(name, value) for name, value in stands.items()}
    kept = save_version(
        item,
        in_words(AgendaItem, edited),
        before=in_words(AgendaItem, stands),
        based_on=version,
        theirs=words_of_item(stands),
        now=now,
    )
    for name, value in edited.items():
        setattr(item, name, value)
    item.save(update_fields=EDITED)
    audit.record("edit_item", item, by, now=now, **kept)
    return item


@transaction.atomic
def remove_item(item, *, by, now=None):
    """Remove an item from an unpublished agenda. Raises DomainError for a review (M11)."""
    meeting = _to_come(item.meeting)
    item = locked(item)
    if meeting.is_agenda_published:
        raise DomainError(
            _(
                "The agenda has been published, so items cannot be removed. "
                "Say in the minutes if this one was not discussed."
            )
        )
    if item.review_id:
        raise DomainError(_("A membership review stays on the agenda until the group decides it."))
    if item.papers.exists():
        raise DomainError(_("This item has papers. Remove them first."))
    audit.record("remove_item", item, by, now=now)
    take_out(item)
    return meeting


@transaction.atomic
def move_item(item, direction, *, by, now=None):
    """Move an item one place "up" or "down" within its part. Once the agenda is published numbers stay as they are."""
    meeting = _to_come(item.meeting)
    if meeting.is_agenda_published:
        raise DomainError(
            _(
                "The agenda has been published, so its numbering is fixed. "
                "The meeting can still take items in a different order."
            )
        )
    item = locked(item)
    part = meeting.items.filter(is_private=item.is_private)
    if direction == UP:
        other = part.filter(number__lt=item.number).order_by("-number").first()
    else:
        other = part.filter(number__gt=item.number).order_by("number").first()
    if other is None:
        return item
    here, there = item.number, other.number
    AgendaItem.objects.filter(pk=item.pk).update(number=0)
    AgendaItem.objects.filter(pk=other.pk).update(number=here)
    AgendaItem.objects.filter(pk=item.pk).update(number=there)
    item.number = there
    audit.record("move_item", item, by, now=now, number=there)
    return item


@transaction.atomic
def bring_up_to_date(meeting, *, by=None, now=None):
    """Add themes, issues and reviews that now wait for the group, and update the counts."""
    meeting = _to_come(meeting)
    following = Meeting.objects.upcoming(now or clock.now()).first()
    is_next = following is None or meeting.starts_at <= following.starts_at  # also where it was not announced yet
    if not meeting.is_agenda_published and is_next:
        recount_waiting(meeting)
        add_waiting(meeting)
    place_waiting(now=now)
    place_reviews(by=by, now=now)
    return meeting


@transaction.atomic
def publish_agenda(meeting, *, by, now=None):
    """Publish the agenda and send every member the invitation, with the last day for public questions.

    It may be late, and is shown as late: the papers are due five clear working days before. No invitations are sent
    once the meeting has begun: the agenda is then published for the record. It announces a meeting that was not.
    """
    MEETING.ready(meeting, MeetingStatus.AGENDA_PUBLISHED)
    if not meeting.is_announced:
        note_announced(meeting, by=by, now=now)
    place_reviews(by=by, now=now)
    place_waiting(now=now)
    is_late = papers_deadline(meeting).is_past(clock.today(now))
    MEETING.move(meeting, MeetingStatus.AGENDA_PUBLISHED, by=by, now=now, detail={"is_late": is_late})
    is_to_come = meeting.starts_at > (now or clock.now())
    settle_waiting(meeting, is_to_come=is_to_come)
    if is_to_come:
        _invite(meeting, now=now)
    return meeting


def invite_newcomers(now):
    """Invite those who were appointed after the agenda of a meeting to come went out; return how many meetings."""
    meetings = Meeting.objects.filter(status=MeetingStatus.AGENDA_PUBLISHED, starts_at__gt=now)
    for meeting in meetings:
        had = SentTo.objects.filter(sending__meetings__meeting=meeting, sending__kind=INVITATION).values("person")
        joined = Membership.objects.active().filter(starts_on__gte=meeting.agenda_published_on)
        joined = joined.exclude(person__in=had).select_related("person__user")
        people = [of_person(one.person) for one in joined if not _was_invited_before(meeting, one.person)]
        if people:
            key = f"{_key_of(meeting)}.joined"
            tell_of([meeting], INVITATION, people, invitation_to(meeting), key=key, until=meeting.on, now=now)
    return len(meetings)


def _was_invited_before(meeting, person):
    """Say whether they were e-mailed the invitation before it was kept to whom it went."""
    key = f"{INVITATION}.{meeting.pk}."
    return Message.objects.filter(key__startswith=key, key__endswith=f".person.{person.pk}").exists()


def _key_of(meeting):
    return f"{INVITATION}.{meeting.pk}.{meeting.calendar_sequence}"


def _invite(meeting, *, now):
    tell_members(meeting, INVITATION, invitation_to(meeting), key=_key_of(meeting), until=meeting.on, now=now)
