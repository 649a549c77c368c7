"""What happens to an account that is erased, and how names go from the audit trail."""

from accounts import audit
from accounts.models import DataRequest, User
from accounts.services.data_requests import forget_copy
from accounts.services.list_files import forget_all
from accounts.services.people import close_for_good
from common.erasing import erasing, names_going


@erasing(User)
def close_first(users, now):
    """Close the account, so that nobody signs in with what is left of it."""
    for user in users:
        close_for_good(user, now=now)


@erasing(DataRequest)
def forget_copies_first(requests, _now):
    """Delete what was copied for somebody, whoever asked for it."""
    for request in DataRequest.objects.filter(pk__in=[one.pk for one in requests]).exclude(document=None):
        forget_copy(request)


@names_going
def forget_files_of_lists(_rows, _names):
    """Delete every file of a list: it may name somebody who is erased."""
    forget_all()


@names_going
def take_names_out_of_the_audit_trail(rows, names):
    """Leave in the audit trail that something was done to a row, without the name of whose it was."""
    audit.take_out_of_entries(rows, names)
