"""What beat does every hour for issues."""

from common import periodic
from issues.services.drafts import forget_old_drafts
from issues.services.telling import forget_old_links, tell_parents_of_turns
from issues.services.undelivered import put_back_undelivered


@periodic.remind.part("issues.turns")
def tell_turns(now):
    return tell_parents_of_turns(now=now)


@periodic.remind.part("issues.undelivered")
def put_back_what_did_not_arrive(now):
    return put_back_undelivered(now=now)


@periodic.retain.part("issues.drafts")
def forget_drafts(now):
    return forget_old_drafts(now)


@periodic.retain.part("issues.links")
def forget_links(now):
    return forget_old_links(now)
