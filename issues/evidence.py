"""Evidence for what parents raise (P9)."""

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from common import evidence
from common.evidence import Evidence, State
from issues.figures import raised_in
from issues.rules import IssueKind, IssueStatus

KINDS = {
    IssueKind.CONCERN: ngettext_lazy("%(n)s concern", "%(n)s concerns", "n"),
    IssueKind.GAP: ngettext_lazy("%(n)s gap", "%(n)s gaps", "n"),
    IssueKind.QUESTION: ngettext_lazy("%(n)s question", "%(n)s questions", "n"),
    IssueKind.GOOD_PRACTICE: ngettext_lazy("%(n)s that works well", "%(n)s that work well", "n"),
}


@evidence.kind("issues-raised", gettext_lazy("issues raised"))
def issues_raised(period):
    """P9: a forum for what works well, what worries parents and what is missing; it says how many were withdrawn."""
    found = raised_in(period).aggregate(
        all=Count("pk"),
        withdrawn=Count("pk", filter=Q(stood=IssueStatus.WITHDRAWN)),
        last=Max("received_on"),
        **{kind.name: Count("pk", filter=Q(kind=kind)) for kind in KINDS},
    )
    url = reverse("issues:issue_list")
    if not found["all"]:
        return Evidence(_("no issues raised %(when)s") % {"when": evidence.within(period)}, url=url, state=State.DUE)
    whole = ngettext("%(n)s issue %(when)s", "%(n)s issues %(when)s", found["all"])
    whole %= {"n": found["all"], "when": evidence.within(period)}
    parts = ", ".join(words % {"n": found[kind.name]} for kind, words in KINDS.items())
    withdrawn = _("; %(n)s of them withdrawn since") % {"n": found["withdrawn"]} if found["withdrawn"] else ""
    return Evidence(f"{whole}: {parts}{withdrawn}", on=found["last"], url=url)
