"""What beat does every hour for issues."""

from common import periodic
from issues.services.telling import tell_parents_of_turns
from issues.services.undelivered import put_back_undelivered


@periodic.remind.part("issues.turns")
def tell_turns(now):
    return tell_parents_of_turns(now=now)


@periodic.remind.part("issues.undelivered")
def put_back_what_did_not_arrive(now):
    return put_back_undelivered(now=now)
