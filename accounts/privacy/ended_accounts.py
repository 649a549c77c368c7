"""What happens to an account that is erased, and how names go from the audit trail."""

from accounts import audit
from accounts.models import User
from accounts.services.people import close_for_good
from common.erasing import erasing, names_going


@erasing(User)
def close_first(users, now):
    """Close the account, so that nobody signs in with what is left of it."""
    for user in users:
        close_for_good(user, now=now)


@names_going
def take_names_out_of_the_audit_trail(rows, names):
    """Leave in the audit trail that something was done to a row, without the name of whose it was."""
    audit.take_out_of_entries(rows, names)
