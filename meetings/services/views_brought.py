"""A member gathers the views of the people they speak for, and brings them to a meeting (M6)."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.references import hash_secret
from common.said import FEWEST_AT_ALL, check_said
from common.taken_back import clear_copies
from common.taken_out import Copies
from meetings.models import AgendaItem, ViewGiven, ViewsBrought
from meetings.rules import TO_COME, TOOK_NO_PART, WAS_HELD, MeetingStatus
from meetings.selectors import names_on_record
from members.rules import MembershipStatus

MOST_ANSWERS = 500
SAME_WORDS = 40  # letters: two people say "yes", but nobody else's longer words to the letter
NEEDS_REASON = gettext_lazy("Say why. It is kept in the audit trail.")


def takes_views(meeting, now=None):
    """Say whether views can be gathered for a meeting: it was announced, and has not begun."""
    return meeting.is_announced and meeting.status in TO_COME and meeting.starts_at > (now or clock.now())


def can_change_views(meeting):
    """Say whether what was brought can still be put in other words: until the minutes are approved."""
    return meeting.status in TO_COME | WAS_HELD and meeting.status != MeetingStatus.APPROVED


def items_to_ask_about(meeting):
    """Return the items whose titles are public, and may stand on the page behind a link."""
    items = meeting.items.filter(is_private=False)
    return items if meeting.is_agenda_published else items.none()


@transaction.atomic
def gather_views(meeting, membership, question, *, by, item=None, secret="", put_back=(), now=None):
    """Begin to gather views for a meeting or one of its items, with the link of a secret where one is given.

    The question is read by whoever has the link, so nothing in it may show who somebody is. Raises DomainError once the
    meeting has begun, for an item that is private, and for a second time on the same item.
    """
    meeting = locked(meeting)
    if not takes_views(meeting, now):
        raise DomainError(_("Views can be gathered until the meeting begins."))
    if membership.status != MembershipStatus.ACTIVE:
        raise DomainError(_("Only a member can gather views."))
    if item and not items_to_ask_about(meeting).filter(pk=item.pk).exists():
        raise DomainError(_("Choose an item whose title is public."), field="item")
    _check_takes_part(item, membership)
    if ViewsBrought.objects.filter(meeting=meeting, membership=membership, item=item).exists():
        raise DomainError(_("You already gather views on this. Open them instead."), field="item")
    _check_question(meeting, question, put_back)
    today = clock.today(now)
    views = ViewsBrought(meeting=meeting, item=item, membership=membership, question=question.strip(), begun_on=today)
    if secret:
        _check_in_time(views, today)
        views.secret_hash = hash_secret(secret)
    views.save()
    audit.record("gather_views", views, by, now=now, with_link=bool(secret))
    return views


def _check_takes_part(item, membership):
    """Raise DomainError where a declaration closes an item to the member (M8)."""
    user = membership.person.user
    if item and user and not AgendaItem.objects.open_to(user).filter(pk=item.pk).exists():
        raise DomainError(TOOK_NO_PART, field="item")


def _check_question(meeting, question, put_back):
    check_said(question, _("Write your question."), field="question")
    check_marks([question], put_back=put_back, names=names_on_record(meeting))


def _check_in_time(views, today):
    if today > views.last_day:
        raise DomainError(_("A link closes the day before the meeting, and that day has passed. Ask without a link."))


@transaction.atomic
def renew_link(views, secret, *, by, now=None):
    """Give views a link, or another one; the one before stops working at once."""
    views = _locked(views)
    if not takes_views(views.meeting, now):
        raise DomainError(_("Views can be gathered until the meeting begins."))
    _check_in_time(views, clock.today(now))
    views.secret_hash, views.closed_on = hash_secret(secret), None
    views.save(update_fields=["secret_hash", "closed_on"])
    audit.record("renew_link", views, by, now=now)
    return views


@transaction.atomic
def close_link(views, *, by, now=None):
    """Close a link before its last day; nobody can answer from then on."""
    views = _locked(views)
    if not views.takes_answers(clock.today(now)):
        raise DomainError(_("This link is closed already."))
    views.closed_on = clock.today(now)
    views.save(update_fields=["closed_on"])
    audit.record("close_link", views, by, now=now)
    return views


def _locked(views):
    """Lock views with their meeting, in the order of every other service."""
    locked(views.meeting)
    return locked(views)


def views_behind(secret):
    """Return the views whose link holds this secret, or None."""
    rows = ViewsBrought.objects.select_related("meeting", "item", "membership__seat__constituency")
    return rows.filter(secret_hash=hash_secret(secret)).first() if secret else None


@transaction.atomic
def give_view(views, text, *, now=None):
    """Keep what somebody said behind a link: their words and the date. Longer words said twice are kept once.

    Raises DomainError once the link is closed, was replaced, or has taken as many answers as it takes.
    """
    secret_hash, views = views.secret_hash, locked(views)
    today = clock.today(now)
    text = check_said(text, _("Write what you think."), field="text", fewest=FEWEST_AT_ALL)
    if views.secret_hash != secret_hash or not views.takes_answers(today):
        raise DomainError(_("This link has closed meanwhile, so we cannot take your answer."))
    same = views.answers.filter(text=text) if len(text) >= SAME_WORDS else views.answers.none()
    if first := same.first():
        return first
    if views.answers.count() >= MOST_ANSWERS:
        raise DomainError(_("So many people have answered that this link takes no more. Please tell the member."))
    return ViewGiven.objects.create(views=views, text=text, given_on=today)


@transaction.atomic
def bring_views(views, *, summary, by, how="", asked=None, told_member=0, put_back=(), now=None):
    """Say how people were asked, how many, how many answered, and what they say: the group reads it at the item.

    It can be changed until the minutes are approved. Nothing in it may show who somebody is.
    """
    views = _locked(views)
    if not can_change_views(views.meeting):
        raise DomainError(_("The minutes are approved, so this stays as it is."))
    _check_takes_part(views.item, views.membership)
    check_marks([summary, how], put_back=put_back, names=names_on_record(views.meeting))
    answered = views.answers.count() + told_member
    if asked is not None and asked < answered:
        words = _("More people answered (%(answered)s) than you say were asked. Correct one of the two.")
        raise DomainError(words % {"answered": answered}, field="asked")
    views.how, views.asked, views.told_member, views.summary = how.strip(), asked, told_member, summary.strip()
    views.brought_on = (views.brought_on or clock.today(now)) if views.summary else None
    views.spoken_on = views.spoken_on if views.summary else None
    views.save(update_fields=["how", "asked", "told_member", "summary", "brought_on", "spoken_on"])
    audit.record("bring_views", views, by, now=now, asked=asked, told_member=told_member)
    return views


@transaction.atomic
def record_spoken(views, *, was_spoken_to, by, now=None):
    """Record, or take back, that views were spoken to at the meeting."""
    views = _locked(views)
    meeting = views.meeting
    if not views.summary:
        raise DomainError(_("The member has not said yet what these views are."))
    if meeting.starts_at > (now or clock.now()) or not can_change_views(meeting):
        raise DomainError(_("This is recorded from the meeting on, until its minutes are approved."))
    views.spoken_on = meeting.on if was_spoken_to else None
    views.save(update_fields=["spoken_on"])
    audit.record("record_spoken", views, by, now=now, was_spoken_to=was_spoken_to)
    return views


@transaction.atomic
def hide_view(view, reason, *, by, now=None):
    """Take the words of an answer out at once, wherever they were copied to, because they show who somebody is.

    It still counts as one answer. Nobody can read the words any more, so whoever fears for a child says so first.
    """
    view = locked(view)
    if not view.text:
        raise DomainError(_("The words of this answer are gone already."))
    reason = check_said(reason, NEEDS_REASON, field="reason")
    copies = Copies([view.text])
    view.text, view.hidden_on = "", clock.today(now)
    view.save(update_fields=["text", "hidden_on"])
    clear_copies(view, copies, now=now)
    audit.record("hide_view", view, by, now=now, reason=reason)
    return view


@transaction.atomic
def hide_summary(views, reason, *, by, now=None):
    """Take what a member said of these views off every page at once, also after the minutes were approved."""
    views = _locked(views)
    if not views.summary:
        raise DomainError(_("The member has not said yet what these views are."))
    reason = check_said(reason, NEEDS_REASON, field="reason")
    copies = Copies([views.summary])
    views.summary, views.brought_on, views.spoken_on = "", None, None
    views.save(update_fields=["summary", "brought_on", "spoken_on"])
    clear_copies(views, copies, now=now)
    audit.record("hide_summary", views, by, now=now, reason=reason)
    return views
