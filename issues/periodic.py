"""What beat does every hour for issues."""

from common import periodic
from issues.services.drafts import forget_old_drafts
from issues.services.telling import forget_old_links, tell_parents_of_turns


@periodic.remind.part("issues.turns")
def tell_turns(now):
    return tell_parents_of_turns(now=now)


@periodic.retain.part("issues.drafts")
def forget_drafts(now):
    return forget_old_drafts(now)


@periodic.retain.part("issues.links")
def forget_links(now):
    return forget_old_links(now)
