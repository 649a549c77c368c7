"""What pages read of an issue, and whether one letter can be split or put together again."""

from copy import copy

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts import audit
from common import panels, timeline
from issues.models import Issue
from issues.rules import CAN_BE_SPLIT, TELLINGS, TOLD, WORDS_SHOWN, IssueStatus, standing_of_letter

# Rows that every new matter has, or that say nothing of what was done with it.
ALWAYS_THERE = {"moves", "links", "turns"}


# The original words and who said them are not even fetched for a public list.
ITS_OWN = ("reference", "title", "edited_text", "service_area__name", "status", "received_on")
SHOWN = (*ITS_OWN, "theme__name", "theme__slug")


def published_issues():
    """Return what everybody may read, newest first."""
    return Issue.objects.published().select_related("theme", "service_area").only(*SHOWN)


def public_page_of(issue):
    """Return what the public page of an issue would show somebody who is not signed in, were it published now."""
    shown, anybody = copy(issue), AnonymousUser()
    shown.is_published, shown.is_own, shown.is_staff = True, False, False
    return {
        "issue": shown,
        "is_own": False,
        "panels": panels.build(shown, anybody, "standing", "answers", "told"),
        "timeline": timeline.build(shown, anybody),
        "others": Issue.objects.saying_the_same_as(shown).count_letters(),
    }


def waiting_turns(letter):
    """Return what its parent is still to be told, of the letter and of its matters, the oldest first."""
    of_parts = (turn for part in letter.parts.all() for turn in part.turns.all())
    return sorted([*letter.turns.all(), *of_parts], key=lambda turn: turn.pk)


def undelivered_emails(issue):
    """Return the e-mails about an issue that could not be delivered, and that nobody has told its parent since."""
    return list(issue.turns.untold())


def key_of_words(issue):
    """Return how the key of the e-mail begins that shows a parent the edited words as they are now."""
    return f"{WORDS_SHOWN}.{issue.edit_version}."


def words_not_delivered(issue):
    """Say whether the e-mail that showed the parent the edited words, as they are now, could not be delivered."""
    if not issue.edited_text or issue.words_shown_on or issue.words_settled_on or issue.objected_on:
        return False
    return issue.turns.filter(key__startswith=key_of_words(issue), undelivered_on__isnull=False).exists()


def matters_of(letter):
    """Return the matters of a letter in their order, each with its status in words; none where it was not split."""
    if not letter.is_split and not letter.is_withdrawn:
        return []
    return list(letter.parts.select_related("merged_into", "split_from").order_by("part_number"))


def standing_of(letter, matters):
    """Return how a letter stands that was split: as its matters do (`rules.standing_of_letter`)."""
    if not letter.is_split:
        return IssueStatus(letter.status)
    return standing_of_letter([part.status for part in matters])


def cannot_be_split(issue):
    """Return why an issue cannot be split into matters, or nothing; one that others read cannot."""
    if issue.split_from_id:
        return _("This is one matter of a letter that was split already.")
    if issue.is_about_us:
        return _("This is about the service itself, and is answered as a whole.")
    if issue.status not in CAN_BE_SPLIT:
        words = _("This issue is “%(status)s”. Only one that was not yet logged can be split.")
        return words % {"status": issue.get_status_display()}
    if issue.is_published or issue.is_hidden:
        return _("This issue is published or out of sight, so it cannot be split.")
    if issue.merged_issues.exists():
        return _("Other issues are merged into this one. Separate them first.")
    return ""


def cannot_be_undone(letter):
    """Return why a letter stays split, or nothing while nothing was done with any of its matters."""
    if not letter.is_split:
        return _("This letter is not split.")
    for part in letter.parts.order_by("part_number"):
        if _was_touched(part):
            return _("Something was done with %(part)s already, so the letter stays split.") % {"part": part.reference}
    return ""


def _was_touched(part):
    is_as_made = part.status == IssueStatus.ACKNOWLEDGED and not (part.theme_id or part.words_id or part.is_published)
    if not is_as_made or part.moves.count() > 1:
        return True
    names = {one.get_accessor_name() for one in part._meta.related_objects} - ALWAYS_THERE
    return any(getattr(part, name).exists() for name in names)


def last_telling(issue):
    """Return the audit entry of when a parent was last told by phone or letter, unless that was taken back; or None."""
    last = audit.entries_about(issue).filter(verb__in=TELLINGS).first()
    return last if last and last.verb == TOLD else None
