"""What is erased from an issue when its parent withdraws it."""

from common import taken_back
from common.versions import erase_versions
from issues.models import Issue


@taken_back.copies_of(Issue)
def erase_earlier_words(issue, _now):
    """Erase earlier versions of the edited words: one of them may name somebody who was taken out later."""
    erase_versions(issue)
