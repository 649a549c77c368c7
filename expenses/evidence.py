"""Evidence that expenses are paid so that people can come (M13)."""

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.services.settings import get_setting
from common import evidence
from common.evidence import Evidence, State
from expenses.models import Claim, is_late_to_approve, is_late_to_pay


@evidence.kind("expenses", gettext_lazy("expense claims that were paid, and whether in time"))
def expenses_are_paid(period):
    """Everybody may read how many claims were paid, no amount, and of few not how many (M13).

    Claims are private, so there is no page that whoever reads the figure may open.
    """
    paid = Q(paid_on__gte=period.start, paid_on__lte=period.end)
    found = Claim.objects.aggregate(
        all=Count("pk", filter=paid),
        in_paid_work=Count("pk", filter=paid & Q(is_in_paid_work=True)),
        last=Max("paid_on", filter=paid),
        late=Count("pk", filter=is_late_to_approve(period.end) | is_late_to_pay(period.end)),
    )
    state = State.OVERDUE if found["late"] else State.KEPT if found["all"] else State.NONE
    return Evidence(_in_words(found, period), on=found["last"], state=state)


def _in_words(found, period):
    few, when = get_setting("few_families", on=period.end), evidence.within(period)
    if not found["all"]:
        return _("no expenses were paid %(when)s") % {"when": when}
    if found["all"] < few:
        return _("a few expense claims were paid %(when)s") % {"when": when}
    words = ngettext("%(n)s expense claim was paid %(when)s", "%(n)s expense claims were paid %(when)s", found["all"])
    words %= {"n": found["all"], "when": when}
    of_paid = found["in_paid_work"]
    if not of_paid or of_paid < few:
        return words
    return _("%(words)s, %(n)s of them, with a reason, to people who come in paid work") % {
        "words": words,
        "n": of_paid,
    }
