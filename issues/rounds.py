"""What beat does every hour for issues."""

from common import rounds
from issues.services.drafts import forget_old_drafts


@rounds.retain.part("issues.drafts")
def forget_drafts(now):
    return forget_old_drafts(now)
