"""What can be done next with a request about somebody's own data."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.rules import DATA_REQUEST_MOVES, DataRequestStatus
from common.next_steps import NextSteps

S = DataRequestStatus


def steps_of_request(request, user, *, has_obstacle=False):
    """Return the steps of a request for one member of staff; whoever asked cannot agree, nor anybody while it waits."""
    steps = NextSteps(DATA_REQUEST_MOVES.get(S(request.status), ()))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"accounts:{name}", args=[request.reference]), **options)

    may_agree = user.has_perm("accounts.agree_datarequest")
    is_other = request.asked_by_id != user.pk and user.pk not in request.subject.keys("accounts.user")
    offer(
        "data_request_agree",
        _("Agree"),
        move=S.UNDER_WAY,
        is_post=True,
        when=may_agree and is_other and not has_obstacle,
    )
    offer("data_request_refuse", _("Refuse"), move=S.REFUSED, tone="secondary", when=may_agree)
    own = user.has_perm("accounts.manage_datarequest")
    offer("data_request_withdraw", _("Withdraw"), move=S.WITHDRAWN, is_post=True, tone="secondary", when=own)
    return steps
