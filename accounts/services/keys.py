"""An administrator and a co-ordinator can always sign in (promise 15 of docs/safety.md)."""

from accounts import rules
from accounts.models import RoleGrant
from accounts.roles import Role
from common import clock


def check_key_is_left(user, role, *, now=None):
    """Lock everybody who holds a key and raise DomainError where `user` is the last who can use it.

    Who else counts holds the role today, without a last day, and has set a password: their invitation has reached them.
    Of two who take each other's key at the same moment, the lock lets one be first.
    """
    grants = RoleGrant.objects.holding_on(clock.today(now)).filter(role=role, user__is_active=True)
    holders = list(grants.select_related("user").select_for_update(of=("self", "user")).order_by("pk"))
    if any(grant.user_id == user.pk for grant in holders):
        others = [grant for grant in holders if grant.user_id != user.pk and grant.ends_on is None]
        rules.check_other_keeper(role, sum(grant.user.has_usable_password() for grant in others))


def check_keys_are_left(user, *, now=None):
    """Raise DomainError where `user` is the last who holds one of the keys."""
    for role in rules.KEYS:
        check_key_is_left(user, Role(role), now=now)
