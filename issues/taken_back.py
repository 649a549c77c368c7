"""What goes of an issue itself when its parent takes it back."""

from common import taken_back
from common.versions import erase_versions
from issues.models import Issue


@taken_back.copies_of(Issue)
def erase_earlier_words(issue, _now):
    """Erase the earlier versions of its edited words: one of them may name what was taken out later."""
    erase_versions(issue)
