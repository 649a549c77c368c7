"""Adds the automatic items of an agenda: usual items, waiting themes and reviews (M11, P9)."""

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import audit
from accounts.services.settings import get_setting
from common import clock, search
from common.versions import delete_with_versions
from issues.models import Issue, Theme
from issues.rules import IssueStatus
from meetings.models import AgendaItem, Meeting
from meetings.rules import (
    ADDITIONAL_ITEMS,
    TO_COME,
    USUAL_ITEMS,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    PrivateKind,
    Standing,
)
from meetings.services.reading import write_conflicts_of_meeting
from members.models import MembershipReview
from members.rules import ReviewStatus

KIND_OF = {
    Standing.APOLOGIES: ItemKind.NOTE,
    Standing.DECLARATIONS: ItemKind.NOTE,
    Standing.LAST_MINUTES: ItemKind.DECIDE,
    Standing.QUESTIONS: ItemKind.QUESTION,
    Standing.REPORT: ItemKind.NOTE,
}


def insert_item(meeting, *, is_private=False, **fields):
    """Add one item; see `insert_items`."""
    return insert_items(meeting, [fields], is_private=is_private)[0]


def insert_items(meeting, rows, *, is_private=False):
    """Add items: to the public part, before the private one; to an agenda already published at the very end."""
    number = (meeting.items.aggregate(last=Max("number"))["last"] or 0) + 1
    if not is_private and not meeting.is_agenda_published:
        for item in meeting.items.filter(is_private=True).order_by("-number"):
            number = item.number
            item.number += len(rows)
            item.save(update_fields=["number"])
    items = [AgendaItem(meeting=meeting, is_private=is_private, **fields) for fields in rows]
    for at, item in enumerate(items, number):
        item.number = at
    AgendaItem.objects.bulk_create(items)
    search.refresh(*items)
    write_conflicts_of_meeting(meeting)
    return items


def take_out(item):
    """Remove an item from an agenda not yet published, and close the gap."""
    meeting, number = item.meeting, item.number
    delete_with_versions(item, "words", "minute_words")
    for later in meeting.items.filter(number__gt=number).order_by("number"):
        later.number -= 1
        later.save(update_fields=["number"])


def set_standing_items(meeting):
    """Add the usual items and whatever waits for the group; existing items are not changed."""
    is_additional = meeting.kind == MeetingKind.ADDITIONAL
    there = set(meeting.items.values_list("standing", flat=True))
    missing = [one for one in (ADDITIONAL_ITEMS if is_additional else USUAL_ITEMS) if one not in there]
    insert_items(meeting, [_standing_fields(meeting, standing) for standing in missing])


def _standing_fields(meeting, standing):
    title = meeting.purpose if standing == Standing.PURPOSE else standing.label
    return {"standing": standing, "title": title, "kind": KIND_OF.get(standing, ItemKind.DISCUSS)}


def _in_theme(count, few):
    if not count:
        return _("No issues wait now.")
    if count < few:
        return _("A few issues wait.")
    return ngettext("%(count)d issue waits.", "%(count)d issues wait.", count) % {"count": count}


def _in_no_theme(count, few):
    if not count:
        return _("No issues are without a theme now.")
    if count < few:
        return _("A few issues are in no theme yet.")
    words = ngettext("%(count)d issue is in no theme yet.", "%(count)d issues are in no theme yet.", count)
    return words % {"count": count}


HOW_MANY = {Standing.THEME: _in_theme, Standing.OTHER_ISSUES: _in_no_theme}


def _waited(standing, count, few):
    """Return what stays true of an agenda once it is published, also when its meeting is long past."""
    if not count:
        return ""
    found = _("a few issues") if count < few else ngettext("%(n)d issue", "%(n)d issues", count) % {"n": count}
    words = {
        Standing.THEME: _("Waiting when this agenda was published: %(found)s."),
        Standing.OTHER_ISSUES: _("In no theme when this agenda was published: %(found)s."),
    }
    return words[standing] % {"found": found}


def few_on(day=None):
    """Return the number under which nobody reads how many there are; an agenda is public."""
    return get_setting("few_families", on=day)


def _is_automatic(item):
    """Say whether the words of an item are those it was given, whatever number was in them."""
    before, words = item.text.split(" ", maxsplit=1)[0], HOW_MANY[item.standing]
    counted = words(int(before), 0) if before.isdecimal() else ""
    return item.text in {words(0, 0), words(1, 2), counted}


def _waiting():
    """Return how many issues wait for the group by theme key (None: not in a theme)."""
    logged = Issue.objects.in_sight().filter(status=IssueStatus.LOGGED)
    return dict(logged.order_by().values_list("theme").annotate(Count("pk")))


def add_waiting(meeting):
    """Put every theme that holds a logged issue on the agenda, and one item for issues in no theme (P9)."""
    waiting, few = _waiting(), few_on()
    alone = waiting.pop(None, 0)
    rows = [
        {"standing": Standing.THEME, "title": theme.name, "theme": theme, "text": _in_theme(waiting[theme.pk], few)}
        for theme in Theme.objects.filter(pk__in=waiting).exclude(agendaitems__meeting=meeting).order_by("name")
    ]
    if alone and not meeting.items.filter(standing=Standing.OTHER_ISSUES).exists():
        other = Standing.OTHER_ISSUES
        rows.append({"standing": other, "title": other.label, "text": _in_no_theme(alone, few)})
    insert_items(meeting, rows)


def place_waiting(*, now=None):
    """Keep waiting themes on the next meeting's agenda only, and take out what no longer waits (P9).

    Called whenever a meeting or what waits may have changed. An item that somebody worked on stays; a published agenda
    keeps its numbers, and its item says that nothing waits any more.
    """
    waiting = _waiting()
    coming = Meeting.objects.upcoming(now or clock.now())
    following = _next_for_waiting(coming)
    placed = AgendaItem.objects.filter(standing__in=HOW_MANY, meeting__in=coming).select_related("meeting")
    for item in placed.order_by("meeting", "-number"):
        has_left = not waiting.get(item.theme_id)
        if item.meeting.is_agenda_published:
            _say_it_left(item, has_left=has_left)
        elif (has_left or item.meeting != following) and _is_untouched(item):
            take_out(item)
    if following is not None and not following.is_agenda_published:
        recount_waiting(following)
        add_waiting(following)


def _next_for_waiting(coming):
    """Return the next usual meeting, or an additional one before it whose agenda was asked to hold what waits."""
    first = coming.first()
    if first is None or first.kind != MeetingKind.ADDITIONAL or first.items.filter(standing__in=HOW_MANY).exists():
        return first
    return coming.exclude(kind=MeetingKind.ADDITIONAL).first()


def _is_untouched(item):
    return item.words_id is None and not item.lead and not item.papers.exists()


def _say_it_left(item, *, has_left):
    """Write the note below the words of an item of a published agenda, or take it away where issues wait again."""
    note = str(_("Nothing waits under this item any more: it was presented, answered or taken back."))
    words = item.text.removesuffix(note).rstrip()
    text = f"{words}\n\n{note}".strip() if has_left else words
    _save_text(item, text)


def recount_waiting(meeting):
    """Update the number of waiting issues in items whose text nobody has edited."""
    waiting, few = _waiting(), few_on()
    for item in meeting.items.filter(standing__in=HOW_MANY):
        if _is_automatic(item):
            _save_text(item, HOW_MANY[item.standing](waiting.get(item.theme_id, 0), few))


def settle_waiting(meeting, *, is_to_come):
    """Say of an agenda that is published how many issues waited on that day; of a meeting that is past, nothing.

    What nobody has edited would otherwise say for ever that they wait now.
    """
    waiting, few = _waiting(), few_on()
    for item in meeting.items.filter(standing__in=HOW_MANY):
        if _is_automatic(item):
            count = waiting.get(item.theme_id, 0) if is_to_come else 0
            _save_text(item, _waited(item.standing, count, few))


def _save_text(item, text):
    if item.text != text:
        item.text = text
        item.save(update_fields=["text"])
        search.refresh(item)


def place_reviews(*, by=None, now=None):
    """Put every open review on the next agenda, in its private part, and take closed ones off drafts (M11).

    Called whenever a review or the next meeting may have changed; a review that the last meeting left undecided comes
    up again. Without a meeting to come it waits for the next one planned.
    """
    _take_out_closed(by=by, now=now)
    reviews = list(MembershipReview.objects.open().select_related("membership__person", "membership__seat"))
    following = Meeting.objects.upcoming(now or clock.now()).first() if reviews else None
    if following is None:
        return
    placed = {}
    for item in AgendaItem.objects.filter(review__status=ReviewStatus.OPEN, meeting__status__in=TO_COME):
        placed.setdefault(item.review_id, []).append(item)
    for review in reviews:
        _place(review, following, placed.get(review.pk, []), by=by, now=now)


def _place(review, following, items, *, by, now):
    if any(item.meeting.starts_at <= following.starts_at for item in items):
        return
    for item in items:
        if not item.meeting.is_agenda_published:
            take_out(item)
    membership = review.membership
    is_late = following.is_agenda_published
    item = insert_item(
        following,
        is_private=True,
        private_kind=PrivateKind.ONE_FAMILY,
        private_reason=_("It concerns one member (M11)."),
        standing=Standing.REVIEW,
        kind=ItemKind.DECIDE,
        title=_("Membership review: %(name)s, %(seat)s")
        % {"name": membership.person.name, "seat": membership.seat.title},
        review=review,
        is_late=is_late,
        urgency_reason=_("The review was opened after the agenda was published.") if is_late else "",
        added_late_on=clock.today(now) if is_late else None,
    )
    audit.record("place_review", item, by, now=now, review=review.pk)


def _take_out_closed(*, by, now):
    closed = AgendaItem.objects.filter(review__isnull=False, meeting__status=MeetingStatus.SCHEDULED)
    for item in closed.exclude(review__status=ReviewStatus.OPEN):
        audit.record("take_out_review", item, by, now=now, review=item.review_id)
        take_out(item)
