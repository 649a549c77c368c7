"""Adds, replaces, removes and withdraws papers: a text shown as a page, a file, or both (V12)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.selectors import public_names
from common import clock
from common.documents import erase_unless_owned
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from meetings.models import Paper
from meetings.rules import IS_OFF, MeetingStatus
from meetings.selectors import names_on_record


@transaction.atomic
def add_paper(
    item,
    title,
    *,
    by,
    now=None,
    text="",
    document=None,
    report_of="",
    recommends="",
    is_for_members_only=False,
    urgency_reason="",
    put_back=(),
    known="",
):
    """Add a paper to an item. One that comes after the agenda went out says why it is urgent.

    What is attached once the meeting was held (additional documents, V12) is not late. Approved minutes are locked.
    """
    meeting = locked(item.meeting)
    if meeting.status in IS_OFF or meeting.status == MeetingStatus.APPROVED:
        raise DomainError(_("Papers can no longer be added to this meeting."))
    if not text.strip() and document is None:
        raise DomainError(_("Enter the text of the paper, attach a file, or do both."), field="text")
    is_late = meeting.status == MeetingStatus.AGENDA_PUBLISHED
    if is_late and not urgency_reason.strip():
        raise DomainError(
            _("The agenda has been published. Give the reason this paper is urgent."), field="urgency_reason"
        )
    check_marks(
        [title, text, recommends, urgency_reason], put_back=put_back, known=known, names=names_on_record(meeting)
    )
    paper = Paper.objects.create(
        item=item,
        title=title,
        text=text,
        document=document,
        report_of=report_of,
        recommends=recommends,
        is_for_members_only=is_for_members_only,
        is_late=is_late,
        urgency_reason=urgency_reason if is_late else "",
        added_on=clock.today(now),
    )
    audit.record("add_paper", paper, by, now=now, put_back=len(put_back))
    return paper


def words_of_paper(paper):
    """Return the words of a paper that were looked at when it was added."""
    return "\n".join([paper.title, paper.text, paper.recommends, paper.urgency_reason])


@transaction.atomic
def replace_paper(paper, title, *, by, now=None, **fields):
    """Replace a paper; the earlier one is kept for the record and no longer listed."""
    paper = locked(paper)
    if paper.replaced_by_id:
        raise DomainError(_("This paper has already been replaced."))
    newer = add_paper(paper.item, title, known=words_of_paper(paper), by=by, now=now, **fields)
    paper.replaced_by = newer
    paper.save(update_fields=["replaced_by"])
    audit.record("replace_paper", paper, by, now=now, newer=newer.pk)
    return newer


@transaction.atomic
def remove_paper(paper, *, by, now=None):
    """Remove a paper and its earlier versions, with their files; once the agenda is published it can be withdrawn."""
    meeting = locked(paper.item.meeting)
    if meeting.status not in {MeetingStatus.PROPOSED, MeetingStatus.SCHEDULED}:
        raise DomainError(_("The agenda has been published. Withdraw or replace the paper instead."))
    item = paper.item
    for one in reversed(_with_earlier(paper)):
        audit.record("remove_paper", one, by, now=now)
        one.delete()
        if one.document:
            erase_unless_owned(one.document)
    return item


def _with_earlier(paper):
    """Return a paper and all that it replaced, newest first."""
    line = [paper]
    while earlier := Paper.objects.filter(replaced_by=line[-1]).first():
        line.append(earlier)
    return line


def withdrawal_refusal(paper):
    """Return why a paper cannot be withdrawn, or nothing."""
    if paper.is_withdrawn:
        return _("This paper has already been withdrawn.")
    if not paper.item.meeting.is_agenda_published:
        return _("The agenda has not been published yet. Remove the paper instead.")
    return ""


@transaction.atomic
def withdraw_paper(paper, reason, *, by, put_back=(), now=None):
    """Withdraw a published paper with all it replaced: only the co-ordinator can read it from now on.

    Where it was, everybody reads the reason and the date. It can be done at any time, also after the minutes.
    """
    locked(paper.item.meeting)
    paper = locked(paper)
    if words := withdrawal_refusal(paper):
        raise DomainError(words)
    if not reason.strip():
        raise DomainError(_("Give the reason. It is shown in place of the paper."), field="reason")
    check_marks([reason], put_back=put_back, names=public_names())
    for one in _with_earlier(paper):
        if not one.is_withdrawn:
            one.withdrawn_on, one.withdrawn_reason = clock.today(now), reason.strip()
            one.save(update_fields=["withdrawn_on", "withdrawn_reason"])
            audit.record("withdraw_paper", one, by, now=now, reason=reason.strip())
    return paper
