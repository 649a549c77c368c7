"""What whoever receives an issue can do next with it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.next_steps import NextSteps
from issues.rules import CAN_BE_HANDED, CAN_BE_PASSED, ENDED, REOPENED_APART, IssueStatus
from issues.selectors import cannot_be_split, cannot_be_undone
from issues.transitions import ISSUE

S = IssueStatus


def steps_of_issue(issue):
    """Return what may be done now with an issue; what must come first is said instead.

    The co-ordinator does it with all but what is about the service itself, an independent reader with that.
    """
    steps, is_followed = NextSteps(ISSUE.targets(issue)), issue.status not in ENDED

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"issues:issue_{name}", args=[issue.reference]), tone="link", **options)

    is_over = issue.is_apart and issue.status in REOPENED_APART
    words = _("Reopen issue") if is_over else _("Acknowledge")
    offer("acknowledge", words, move=S.ACKNOWLEDGED, when=is_over or issue.status == S.RECEIVED)
    offer("edit", _("Edit what others may read"), when=is_followed)
    is_new = issue.status == S.ACKNOWLEDGED
    words = _("Log issue") if is_new else _("Reopen issue")
    offer("log", words, move=S.LOGGED, waits_for=logging_waits_for(issue))
    offer("signpost", _("Signpost"), move=S.SIGNPOSTED)
    offer("merge", _("Merge with another issue"), move=S.MERGED)
    offer("separate", _("Separate from the other issue"), move=S.ACKNOWLEDGED, when=issue.is_merged)
    offer("group", _("Choose theme"), when=is_followed and not issue.is_apart)
    offer("split", _("Split into several matters"), when=not cannot_be_split(issue))
    if issue.is_split:
        offer("rejoin", _("Follow as one letter again"), waits_for=cannot_be_undone(issue))
    if not issue.is_about_us:
        steps.offer_brought(issue)
    offer("close", _("Answer and close") if issue.is_apart else _("Close issue"), move=S.CLOSED)
    offer("hand", _("Hand to the co-ordinator"), when=issue.is_apart and issue.status in CAN_BE_HANDED)
    may_pass = not issue.is_about_us and issue.status in CAN_BE_PASSED and not issue.split_from_id
    offer("pass", _("Pass to an independent reader: it is about the service itself"), when=may_pass)
    offer("hide", _("Put out of sight (safeguarding)"))
    return steps


def logging_waits_for(issue):
    """Return the sentences that say what must come before an issue can be logged."""
    hints = []
    if not issue.title or not issue.edited_text:
        hints.append(_("Write a title and the words others may read before logging this issue."))
    if not issue.share_with_group:
        words = _(
            "The parent has not agreed that the group can see this. Signpost it, or ask them and record their consent."
        )
        hints.append(words)
    return hints
