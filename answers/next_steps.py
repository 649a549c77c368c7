"""What can be done next with a presentation, its answer, and a commitment."""

from django.urls import reverse
from django.utils.translation import gettext as _

from answers.models.came_true import is_true_after_all
from answers.rules import CommitmentStatus, PresentationStatus
from answers.transitions import COMMITMENT, PRESENTATION
from common.next_steps import NextSteps, brought_to
from issues.models import Issue
from issues.rules import IssueStatus


def steps_of_commitment(commitment):
    """Return the next steps of a commitment."""
    steps = NextSteps(COMMITMENT.targets(commitment))

    def offer(name, words, **options):
        address = reverse(f"answers:commitment_{name}", args=[commitment.reference])
        steps.offer(name, words, address, tone="link", **options)

    offer("finish", _("Record as done"), move=CommitmentStatus.DONE)
    offer("move", _("Change date"), when=commitment.is_open)
    offer("fail", _("Record as not kept"), move=CommitmentStatus.NOT_KEPT)
    return steps


def steps_of_officer(presentation, *, draft, has_letter, is_whole):
    """Return what an officer of the agency may do with a presentation.

    `draft` is the answer they write, or None; `has_letter` says that a letter of theirs is being entered instead.
    """
    steps = NextSteps(PRESENTATION.targets(presentation))

    def offer(name, words, address, **options):
        steps.offer(name, words, reverse(f"answers:{address}", args=[presentation.reference]), **options)

    words = _("Acknowledge")
    acknowledged = PresentationStatus.ACKNOWLEDGED
    offer(
        "acknowledge",
        words,
        "presentation_acknowledge",
        move=acknowledged,
        when=draft is None,
        is_post=True,
        tone="secondary",
    )
    waits_for = "" if is_whole else _("Answer every item before you preview and post.")
    offer(
        "preview",
        _("Preview"),
        "response_preview",
        when=draft is not None,
        waits_for=waits_for,
    )
    words = _("Delete draft")
    offer("discard", words, "response_discard", when=draft is not None, is_post=True, tone="secondary")
    may_change = presentation.is_answered and draft is None and not has_letter
    words = _("Start new version")
    offer("supersede", words, "response_supersede", when=may_change, tone="secondary")
    return steps


def steps_of_letters(presentation, by, *, transcript, is_drafting):
    """Return what the co-ordinator may do about an answer that came as a letter.

    `transcript` is the letter that was entered and waits for a second person, or None.
    """
    steps = NextSteps(PRESENTATION.targets(presentation))
    address = reverse("answers:response_transcribe", args=[presentation.reference])
    words = _("Enter the agency's letter")
    if transcript is not None:
        words = _("Correct transcript")
    elif presentation.is_answered:
        words = _("Enter a new letter that changes the answer")
    steps.offer("transcribe", words, address, when=not is_drafting, tone="link")
    if transcript is not None:
        own = transcript.written_by_id == by.pk
        confirm = reverse("answers:response_confirm", args=[transcript.pk])
        waits_for = _("You entered this letter, so somebody else must confirm it.") if own else ""
        shown = transcript.version
        steps.offer("confirm", _("Confirm and post"), confirm, waits_for=waits_for, is_post=True, version=shown)
        discard = reverse("answers:transcript_discard", args=[transcript.pk])
        steps.offer("discard", _("Delete transcript"), discard, is_post=True, tone="secondary")
    return steps


@brought_to(Issue)
def close_again(issue, steps):
    """Offer to close, in one step, what was reopened because a promise had not come true, once its parent says yes."""
    address = reverse("answers:issue_close_again", args=[issue.reference])
    words = _("Close again: the parent now says that it came true")
    steps.offer("close_again", words, address, move=IssueStatus.CLOSED, when=is_true_after_all(issue), is_post=True)
