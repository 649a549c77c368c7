"""What happens to presentations, answers and “you said, we did” when one of their issues is taken back."""

from accounts import audit
from answers.models import (
    Answer,
    Commitment,
    CommitmentDate,
    CorrectedEntry,
    EntryTakenOff,
    FormalResponse,
    IssueFeedback,
    Presentation,
    PresentationItem,
    YouSaidEntry,
)
from answers.services.presentations import set_answer_due
from answers.services.redacting import ANSWER, ENTRY
from answers.services.you_said import unpublish_entry
from common import redactions, taken_back
from common.redactions import take_out
from common.versions import erase_versions_of
from issues.models import Issue, IssueTurn
from issues.rules import IssueStatus
from issues.wording import TAKEN_BACK
from members.services.sendings import take_out_of_sendings


@taken_back.words_of(Issue)
def words_of_feedback(issue):
    """Return what its parent said of the answers and of the promises."""
    yield from IssueFeedback.objects.filter(issue=issue).values_list("reason", flat=True)
    yield from issue.promise_feedback.values_list("words", flat=True)


@taken_back.copies_of(Issue)
def hold_the_merged_issues(issue, _copies, _now):
    """Put issues merged into a withdrawn one into its presentations: they are followed on their own from now on."""
    if not issue.is_withdrawn:
        return
    merged = issue.merged_issues.filter(status=IssueStatus.MERGED)
    for item in issue.presentation_items.all():
        item.issues.add(*merged)
    set_answer_due(merged)


@taken_back.copies_of(Issue)
def empty_the_entries_of_the_issue(issue, _copies, now):
    """Take entries drafted from this issue alone off the board, and erase what they said in all their versions."""
    entries = YouSaidEntry.objects.filter(answer__item__issue=issue)
    entries.update(you_said="")
    erase_versions_of(entries)
    for entry in entries:
        unpublish_entry(entry, str(TAKEN_BACK), by=None, now=now)


@taken_back.copies_of(Issue)
def take_out_of_entries(_issue, copies, now):
    """Take its words out of every other entry, which leaves the board until somebody has read it again."""
    for entry in take_out(copies, [(YouSaidEntry.objects.all(), ENTRY, ("words",))]).rows:
        unpublish_entry(entry, str(TAKEN_BACK), by=None, now=now)
    take_out(copies, [(CorrectedEntry.objects.all(), ("reason",), ())])


@taken_back.copies_of(Issue)
def take_out_of_presentations(_issue, copies, now):
    """Take its words out of what the group asked and of what was answered and promised; a posted answer says so."""
    take_out(copies, _asked_and_promised())
    answers = take_out(copies, [(Answer.objects.all(), ANSWER, ())])
    responses = take_out(copies, [(FormalResponse.objects.all(), ("summary", "because"), ("words",))])
    changed = {answer.response for answer in answers.rows if answer.response} | set(responses.rows)
    for response in changed:
        if response.posted_on:
            redactions.record(response, str(TAKEN_BACK), now=now)


def _asked_and_promised():
    """Return where words of all that was asked and promised stand, and of why an entry left the board."""
    return [
        (Presentation.objects.all(), ("title", "covering_text"), ()),
        (PresentationItem.objects.all(), ("ask",), ()),
        (Commitment.objects.all(), ("what", "how_seen", "source", "evidence", "not_kept_reason"), ()),
        (CommitmentDate.objects.all(), ("reason",), ()),
        (EntryTakenOff.objects.all(), ("reason",), ()),
    ]


@taken_back.copies_of(FormalResponse)
@taken_back.copies_of(Presentation)
@taken_back.copies_of(Commitment)
def take_out_what_was_redacted(row, copies, _now):
    """Take words that went from a presentation, an answer or a promise out of all that repeats them here.

    An entry of the board that repeats them stays on it, without them: it says less, and nothing new.
    """
    places = [
        *_asked_and_promised(),
        (FormalResponse.objects.all(), ("summary", "because"), ("words",)),
        (Answer.objects.all(), ANSWER, ()),
        (YouSaidEntry.objects.all(), ENTRY, ("words",)),
        (IssueTurn.objects.exclude(text=""), ("title", "text", "what_next"), ()),
    ]
    changed = take_out(copies, places).rows
    take_out_of_sendings(copies)
    audit.take_out_of_entries([row, *changed], copies)


@taken_back.copies_of(Issue)
def erase_words_on_promises(issue, _copies, _now):
    """Erase what its parent said of promises once it is withdrawn; it is counted no more."""
    if issue.is_withdrawn:
        issue.promise_feedback.all().delete()
