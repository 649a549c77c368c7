"""Circulates, approves and amends minutes; every version can still be read."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from answers.models import Commitment
from answers.services.commitments import correct_commitment
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.versions import check_version, last_version_of, save_version, version_of
from meetings.models import MinutesVersion, Resolution, VersionKind
from meetings.register import people_of
from meetings.rules import IS_OFF, MeetingStatus, check_approver, check_takes_part
from meetings.selectors import is_bound_at
from meetings.services.attendance import correct_attendance
from meetings.services.minutes import has_numbered_minutes, keep_minute, number_minutes, on_record, sign_minutes
from meetings.services.telling import tell_members
from meetings.transitions import MEETING
from meetings.warnings import weekday_warnings

CARRIED_OUT = gettext_lazy(
    "This resolution has been carried out, so its words stay. A later meeting can resolve something else."
)


def content_of(meeting):
    """Return the current minutes: items with minutes, noted points and resolutions; and who came, chaired, declared."""
    items = meeting.items.prefetch_related("noted", "resolutions__commitment").order_by("number")
    return {"items": [_content_of_item(item) for item in items], **people_of(meeting)}


def _content_of_item(item):
    return {
        "number": item.number,
        "minute_number": item.minute_number,
        "title": item.title,
        "is_private": item.is_private,
        "minute": item.minute,
        "noted": [point.text for point in item.noted.all()],
        "resolved": [_content_of_resolution(one) for one in item.resolutions.all()],
    }


def _content_of_resolution(resolution):
    commitment = resolution.commitment
    return {
        "text": resolution.text,
        "owner": commitment.owner if commitment else "",
        "due_on": commitment.due_on.isoformat() if commitment else "",
        "reference": commitment.reference if commitment else "",
    }


def words_of_minutes(items):
    """Return [(number, title, minute), ...] as one text."""
    return "\n\n".join(f"{number}. {title}\n{minute}" for number, title, minute in items)


def _keep_version(meeting, kind, *, by, now, note=""):
    """Save the current minutes of a locked meeting as a version; return the details for the audit row."""
    kept = save_version(meeting, content_of(meeting), before={}, now=now)
    MinutesVersion.objects.create(meeting=meeting, kept=last_version_of(meeting), kind=kind, made_by=by, note=note)
    return kept


def minutes_warnings(items):
    """Return warnings about the minutes of some items: dates with the wrong weekday."""
    texts = [item.minute for item in items]
    for item in items.prefetch_related("noted", "resolutions"):
        texts += [point.text for point in [*item.noted.all(), *item.resolutions.all()]]
    return [warning for text in texts for warning in weekday_warnings(text)]


def is_written(meeting):
    """Say whether there is anything to circulate: a minute, a noted point or a resolution."""
    written = ~Q(minute="") | Q(noted__isnull=False) | Q(resolutions__isnull=False)
    return meeting.items.filter(written).exists()


@transaction.atomic
def circulate_minutes(meeting, *, by, now=None):
    """Circulate the draft minutes to every member; they are subject to approval at a later meeting."""
    MEETING.ready(meeting, MeetingStatus.CIRCULATED)
    if not is_written(meeting):
        raise DomainError(_("No minutes yet. Write the minute of at least one item."))
    if has_numbered_minutes() and meeting.items.filter(minute_number__isnull=True).exists():
        number_minutes(meeting, by=by, now=now)
    kept = _keep_version(meeting, VersionKind.CIRCULATED, by=by, now=now)
    MEETING.move(meeting, MeetingStatus.CIRCULATED, by=by, now=now, detail=kept)
    tell_members(
        meeting,
        "meetings.minutes_circulated",
        {"version": last_version_of(meeting)},
        key=f"meetings.minutes.{meeting.pk}.{kept['version']}",
        now=now,
    )
    return meeting


def _check_later(meeting, at_meeting, now):
    """Raise DomainError unless minutes are approved at a meeting that came later and has begun."""
    is_later = at_meeting.starts_at > meeting.starts_at and at_meeting.status not in IS_OFF
    if not is_later:
        raise DomainError(_("Minutes can only be approved at a later meeting."), field="at_meeting")
    has_begun = at_meeting.starts_at <= (now or clock.now()) and at_meeting.is_agenda_published
    if not has_begun:
        raise DomainError(_("That meeting has not begun yet."), field="at_meeting")


@transaction.atomic
def approve_minutes(meeting, at_meeting, amended_note="", *, by, now=None):
    """Record that a later meeting approved the minutes, as they were sent or as amended; they are locked from then on.

    The person recording it is not the one who wrote in them last. Where the words changed since they were sent, the
    note says what was amended, and both versions stay readable. Commitments made in public become public.
    """
    MEETING.ready(meeting, MeetingStatus.APPROVED)
    check_approver(by, meeting.minutes_last_by_id)
    check_takes_part(is_bound_at(meeting, by))
    _check_later(meeting, at_meeting, now)
    was_sent, stands = last_version_of(meeting).texts, content_of(meeting)
    if any(stands[part] != sent for part, sent in was_sent.items()) and not amended_note.strip():
        raise DomainError(
            _("The minutes changed after they were circulated. Say what was amended."), field="amended_note"
        )
    kept = _keep_version(meeting, VersionKind.APPROVED, by=by, now=now, note=amended_note.strip())
    Resolution.objects.filter(item__meeting=meeting).update(is_added_late=False)
    public = Commitment.objects.filter(resolution__item__meeting=meeting, resolution__item__is_private=False)
    published = public.update(is_public=True)
    approval = {"approved_on": at_meeting.on, "approved_at_meeting": at_meeting}
    detail = {"at_meeting": at_meeting.slug, "commitments": published, **kept}
    return MEETING.move(meeting, MeetingStatus.APPROVED, by=by, now=now, detail=detail, **approval)


@transaction.atomic
def amend_attendance(attendance, record, *, by, amendment="", now=None, **fields):
    """Correct one line of a register. Of approved minutes it is a dated amendment, both versions readable (M11)."""
    row = correct_attendance(attendance, record, by=by, amendment=amendment, now=now, **fields)
    if row.meeting.status == MeetingStatus.APPROVED:
        note = _("Who came was corrected. %(words)s") % {"words": amendment.strip()}
        kept = _keep_version(row.meeting, VersionKind.AMENDED, by=by, now=now, note=note)
        audit.record("amend_attendance", row.meeting, by, now=now, reason=amendment, **kept)
    return row


@transaction.atomic
def amend_minutes(meeting, changes, note, *, by, now=None, version=None, resolved=None, put_back=()):
    """Amend approved minutes: {item id: new text}, dated and with the reason. The earlier version stays readable.

    `resolved` is {resolution id: new text}; the commitment that came of a resolution says the same from then on.
    Raises StaleEdit where `version`, the number of the version this began from, is no longer the last one.
    """
    meeting = locked(meeting)
    check_takes_part(is_bound_at(meeting, by))
    if meeting.status != MeetingStatus.APPROVED:
        raise DomainError(_("Only approved minutes are amended. You can still edit these."))
    items = {item.pk: item for item in meeting.items.all()}
    if version is not None:
        stands = words_of_minutes((item.number, item.title, item.minute) for item in items.values())
        check_version(version_of(meeting), version, stands)
    if not note.strip():
        raise DomainError(_("Say what has been amended, and why."), field="note")
    texts = [note, *changes.values(), *(resolved or {}).values()]
    check_marks(texts, put_back=put_back, **on_record(meeting, *items.values()))
    changed = [items[pk] for pk, text in changes.items() if items[pk].minute != text.strip()]
    resolutions = _amend_resolutions(meeting, resolved or {}, by=by, now=now)
    if not changed and not resolutions:
        raise DomainError(_("You have not changed anything in the approved minutes."))
    for item in changed:
        keep_minute(item, changes[item.pk].strip(), verb="amend_minute", by=by, now=now)
    sign_minutes(meeting, by)
    kept = _keep_version(meeting, VersionKind.AMENDED, by=by, now=now, note=note.strip())
    numbers = sorted({item.number for item in changed} | {one.item.number for one in resolutions})
    audit.record("amend_minutes", meeting, by, now=now, reason=note, items=numbers, put_back=len(put_back), **kept)
    return meeting


def _amend_resolutions(meeting, texts, *, by, now):
    """Change the words of resolutions, and of their commitments with them; return those that changed."""
    rows = Resolution.objects.filter(item__meeting=meeting, pk__in=texts).select_related("item", "commitment")
    changed = [row for row in rows if texts[row.pk].strip() and row.text != texts[row.pk].strip()]
    for row in changed:
        if row.is_carried_out:
            raise DomainError(CARRIED_OUT, field=f"resolved_{row.pk}")
        row.as_approved, row.amended_on = row.as_approved or row.text, clock.today(now)
        row.text = texts[row.pk].strip()
        row.save(update_fields=["text", "as_approved", "amended_on"])
        if one := row.commitment:
            correct_commitment(one, owner=one.owner, what=row.text, due_on=one.due_on, by=by, now=now)
    return changed
