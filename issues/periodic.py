"""What beat does every hour for issues."""

from common import periodic
from issues.services.drafts import forget_old_drafts


@periodic.retain.part("issues.drafts")
def forget_drafts(now):
    return forget_old_drafts(now)
