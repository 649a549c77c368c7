"""What is erased from an issue when its parent withdraws it."""

from common import taken_back
from common.versions import erase_versions
from issues.models import Issue


@taken_back.copies_of(Issue)
def erase_earlier_words(issue, _now):
    """Erase earlier versions of the edited words: one of them may name somebody who was taken out later."""
    erase_versions(issue)


@taken_back.copies_of(Issue)
def forget_what_was_to_be_said(issue, _now):
    """Erase what the co-ordinator was still to tell its parent by phone or letter."""
    issue.turns.filter(told_on__isnull=True).delete()
