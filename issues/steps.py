"""The next steps of an issue: each that is offered can be taken, and what stands in the way of one is said."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from issues.rules import ENDED, ISSUE_MOVES, IssueStatus

S = IssueStatus


@dataclass
class Steps:
    """`offered` are (address, words); `hints` say what has to come first."""

    offered: list = field(default_factory=list)
    hints: list = field(default_factory=list)


def steps_of(issue):
    """Return what the co-ordinator may do now with an issue in sight."""
    steps, targets = Steps(), ISSUE_MOVES[issue.status]

    def offer(name, words):
        steps.offered.append((reverse(f"issues:{name}", args=[issue.reference]), words))

    if issue.status == S.RECEIVED:
        offer("issue_acknowledge", _("Acknowledge"))
    if issue.status not in ENDED:
        offer("issue_edit", _("Edit what others may read"))
    if S.LOGGED in targets and not _to_do_before_logging(issue, steps):
        again = issue.status != S.ACKNOWLEDGED
        offer("issue_log", _("Open it again for the group") if again else _("Log it for the group"))
    if S.SIGNPOSTED in targets:
        offer("issue_signpost", _("Say who can help"))
    if S.MERGED in targets:
        offer("issue_merge", _("Join it with another issue"))
    if issue.status == S.MERGED:
        offer("issue_part", _("Follow it on its own again"))
    if issue.status not in ENDED:
        offer("issue_group", _("Put it into a theme"))
    if S.PRESENTED in targets:
        _offer_presenting(issue, steps)
    if S.CLOSED in targets:
        offer("issue_close", _("Close it"))
    offer("issue_hide", _("Put it out of sight (safeguarding)"))
    return steps


def _to_do_before_logging(issue, steps):
    """Add the hints to what must come before an issue can be logged; return whether there are any."""
    hints = []
    if not issue.title or not issue.edited_text:
        hints.append(_("Before you log it, write its title and the words that others may read."))
    if not issue.share_with_group:
        words = _("The parent has not agreed that the group sees it. Say who can help, or ask them and change it here.")
        hints.append(words)
    steps.hints += hints
    return bool(hints)


def _offer_presenting(issue, steps):
    """A theme is presented as a whole; a single issue only where the agency may see it."""
    if issue.theme_id:
        query = {"theme": issue.theme.slug}
    elif issue.share_with_agency:
        query = {"issue": issue.reference}
    else:
        words = _("The parent has not agreed that the agency sees it. Put it into a theme, and present the theme.")
        steps.hints.append(words)
        return
    steps.offered.append((f"{reverse('answers:presentation_make')}?{urlencode(query)}", _("Present it to an agency")))
