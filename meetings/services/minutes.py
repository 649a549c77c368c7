"""Writes the minutes item by item, with noted points and resolutions (V12)."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts import audit
from answers.services.commitments import make_commitment
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.versions import check_version, save_version
from meetings.models import SUBJECTS, AgendaItem, NotedPoint, Resolution
from meetings.rules import WRITING
from meetings.selectors import names_on_record
from meetings.wording import words_of_resolution


def locked_because(meeting):
    """Return why minutes cannot be written now, or nothing."""
    if meeting.status in WRITING:
        return ""
    return _("These minutes cannot be changed. Approved minutes can only be amended.")


def _writing(item, by):
    """Lock the meeting and the item for writing; approved minutes are locked for good."""
    meeting = locked(item.meeting)
    if words := locked_because(meeting):
        raise DomainError(words)
    sign_minutes(meeting, by)
    item = locked(item)
    item.meeting = meeting
    return item


def sign_minutes(meeting, by):
    """Record who last edited the minutes; somebody else must approve them."""
    meeting.minutes_last_by = by
    meeting.save(update_fields=["minutes_last_by"])


def words_of_minute(item):
    """Return the texts of an item's minute: the minute, noted points and resolutions."""
    return {
        "minute": item.minute,
        "noted": "\n".join(item.noted.values_list("text", flat=True)),
        "resolved": "\n".join(item.resolutions.values_list("text", flat=True)),
    }


def on_record(meeting, *items):
    """Return what is no mark in the minutes of some items: what they say so far, and whom the record names."""
    known = "\n\n".join(text for item in items for text in words_of_minute(item).values())
    return {"known": known, "names": names_on_record(meeting)}


def _check_marks(item, text, put_back):
    """Raise DomainError for what shows who somebody is, whom the record does not name, and was not put back."""
    check_marks([text], put_back=put_back, **on_record(item.meeting, item))


def _sign(item, by):
    """Record who edited last. What is added under an item makes no edit begun before it stale; what is changed does."""
    item.minute_by = by
    item.save(update_fields=["minute", "minute_by"])


def _keep(item, texts, *, before, now, **stale):
    return save_version(item, texts, before=before, link="minute_words", now=now, **stale)


def keep_minute(item, text, *, verb, by, now, based_on=None, **recorded):
    """Write the minute of a locked item as its next version. Raises StaleEdit where `based_on` is not the last."""
    before = words_of_minute(item)
    kept = _keep(item, {**before, "minute": text}, before=before, based_on=based_on, theirs=item.minute, now=now)
    item.minute = text
    _sign(item, by)
    audit.record(verb, item, by, now=now, **kept, **recorded)
    return item


def _need(text):
    if not text.strip():
        raise DomainError(_("Enter some text first."), field="text")
    return text.strip()


@transaction.atomic
def save_minute(item, text, version, *, by, put_back=(), now=None):
    """Save the minute of an item. Raises StaleEdit where it was changed since `version`."""
    item = _writing(item, by)
    _check_marks(item, text, put_back)
    recorded = {"put_back": len(put_back)}
    return keep_minute(item, text.strip(), verb="save_minute", based_on=version, by=by, now=now, **recorded)


@transaction.atomic
def note_point(item, text, *, by, put_back=(), now=None):
    """Add a point the group noted under an item."""
    item = _writing(item, by)
    _check_marks(item, text, put_back)
    last = item.noted.aggregate(last=Max("number"))["last"] or 0
    point = NotedPoint.objects.create(item=item, number=last + 1, text=_need(text))
    _sign(item, by)
    audit.record("note_point", point, by, now=now, put_back=len(put_back))
    return point


def check_owner(owner, due_on):
    """Raise DomainError for an owner without a day, or a day without an owner."""
    if bool(owner.strip()) != bool(due_on):
        raise DomainError(_("Give both an owner and a date, or neither."), field="owner" if due_on else "due_on")


@transaction.atomic
def resolve(item, text, owner="", due_on=None, *, by, put_back=(), now=None, person=None, **subject):
    """Add a resolution; with an owner and a date it becomes a commitment, followed until it is done (V12).

    What it is about is the item's subject unless `subject` names another. Raises DomainError for an owner without a
    day, or a day without an owner.
    """
    item = _writing(item, by)
    text = _need(text)
    _check_marks(item, text, put_back)
    check_owner(owner, due_on)
    last = item.resolutions.aggregate(last=Max("number"))["last"] or 0
    if not any(subject.values()):
        subject = {name: getattr(item, name) for name in SUBJECTS}
    late = {"is_added_late": item.meeting.is_circulated}
    resolution = Resolution(item=item, number=last + 1, text=text, **late, **subject)
    if due_on:
        resolution.commitment = make_commitment(
            owner=owner.strip(),
            what=text,
            due_on=due_on,
            person=person,
            source=words_of_resolution(resolution),
            by=by,
            now=now,
        )
    resolution.save()
    _sign(item, by)
    audit.record("resolve", resolution, by, now=now, put_back=len(put_back))
    return resolution


@transaction.atomic
def edit_point(row, text, version, *, by, put_back=(), now=None):
    """Change the words of a noted point or a resolution, while the minutes are being written."""
    item = _writing(row.item, by)
    row = locked(row)
    check_version(item.minute_version, version, row.text)
    _check_marks(item, text, put_back)
    before = words_of_minute(item)
    row.text = _need(text)
    row.save(update_fields=["text"])
    kept = _keep(item, words_of_minute(item), before=before, now=now)
    _sign(item, by)
    audit.record("edit_point", row, by, now=now, put_back=len(put_back), **kept)
    return row


@transaction.atomic
def remove_point(row, *, by, now=None):
    """Remove a noted point or a resolution; `resolutions.remove_resolution` takes its commitment with it."""
    item = _writing(row.item, by)
    number, rows, before = row.number, type(row)._default_manager.filter(item=item), words_of_minute(item)
    rows.filter(pk=row.pk).delete()
    kept = _keep(item, words_of_minute(item), before=before, now=now)
    audit.record("remove_point", row, by, now=now, text=row.text, **kept)
    for later in rows.filter(number__gt=number).order_by("number"):
        later.number -= 1
        later.save(update_fields=["number"])
    _sign(item, by)
    return item


@transaction.atomic
def number_minutes(meeting, first=None, *, by, now=None):
    """Number the minutes, continuing from the last number unless `first` is given."""
    meeting = locked(meeting)
    if words := locked_because(meeting):
        raise DomainError(words)
    earlier = AgendaItem.objects.exclude(meeting=meeting).aggregate(last=Max("minute_number"))["last"] or 0
    first = earlier + 1 if first is None else first
    for place, item in enumerate(meeting.items.order_by("number")):
        AgendaItem.objects.filter(pk=item.pk).update(minute_number=first + place)
    audit.record("number_minutes", meeting, by, now=now, first=first)
    return meeting


def has_numbered_minutes():
    """Say whether the group numbers its minutes through the years."""
    return AgendaItem.objects.filter(minute_number__isnull=False).exists()
