"""What the co-ordinator can do next with an issue in sight."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.next_steps import NextSteps
from issues.rules import ENDED, IssueStatus
from issues.selectors import cannot_be_split, cannot_be_undone
from issues.transitions import ISSUE

S = IssueStatus


def steps_of_issue(issue):
    """Return what the co-ordinator may do now with an issue; what must come first is said instead."""
    steps, is_followed = NextSteps(ISSUE.targets(issue)), issue.status not in ENDED

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"issues:issue_{name}", args=[issue.reference]), tone="link", **options)

    offer("acknowledge", _("Acknowledge"), move=S.ACKNOWLEDGED, when=is_followed)
    offer("edit", _("Edit what others may read"), when=is_followed)
    is_new = issue.status == S.ACKNOWLEDGED
    words = _("Log issue") if is_new else _("Reopen issue")
    offer("log", words, move=S.LOGGED, waits_for=logging_waits_for(issue))
    offer("signpost", _("Signpost"), move=S.SIGNPOSTED)
    offer("merge", _("Merge with another issue"), move=S.MERGED)
    offer("separate", _("Separate from the other issue"), move=S.ACKNOWLEDGED, when=issue.is_merged)
    offer("group", _("Choose theme"), when=is_followed)
    offer("split", _("Split into several matters"), when=not cannot_be_split(issue))
    if issue.is_split:
        offer("rejoin", _("Follow as one letter again"), waits_for=cannot_be_undone(issue))
    steps.offer_brought(issue)
    offer("close", _("Close issue"), move=S.CLOSED)
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
