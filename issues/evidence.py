"""Evidence for what parents raise (P9)."""

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from common import evidence
from common.evidence import Evidence, State
from issues.figures import ENDINGS, letters_in, raised_in
from issues.rules import IssueKind

KINDS = {
    IssueKind.CONCERN: ngettext_lazy("%(n)s concern", "%(n)s concerns", "n"),
    IssueKind.GAP: ngettext_lazy("%(n)s gap", "%(n)s gaps", "n"),
    IssueKind.QUESTION: ngettext_lazy("%(n)s question", "%(n)s questions", "n"),
    IssueKind.GOOD_PRACTICE: ngettext_lazy("%(n)s that works well", "%(n)s that work well", "n"),
}


ENDED = {
    "closed": gettext_lazy("%(n)s closed"),
    "signposted": gettext_lazy("%(n)s signposted"),
    "merged": gettext_lazy("%(n)s merged with another"),
    "withdrawn": gettext_lazy("%(n)s withdrawn"),
}


@evidence.kind("issues-raised", gettext_lazy("issues raised"))
def issues_raised(period):
    """P9: a forum for what works well, what worries parents and what is missing; letters and issues counted apart.

    It says how many of the issues were closed, signposted, merged and withdrawn since, each for itself.
    """
    letters, raised, when = letters_in(period).count(), raised_in(period), evidence.within(period)
    found = raised.aggregate(
        all=Count("pk"),
        last=Max("received_on"),
        **{kind.name: Count("pk", filter=Q(kind=kind)) for kind in KINDS},
        **{status.value: Count("pk", filter=Q(stood=status)) for status in ENDINGS},
    )
    url = reverse("issues:issue_list")
    if not found["all"]:
        return Evidence(_("no issues raised %(when)s") % {"when": when}, url=url, state=State.DUE)
    received = ngettext("%(n)s letter %(when)s", "%(n)s letters %(when)s", letters) % {"n": letters, "when": when}
    whole = ngettext("%(n)s issue in them", "%(n)s issues in them", found["all"]) % {"n": found["all"]}
    parts = ", ".join(words % {"n": found[kind.name]} for kind, words in KINDS.items())
    endings = ", ".join(ENDED[name] % {"n": found[name]} for name in ENDED if found[name])
    since = _("; %(endings)s since") % {"endings": endings} if endings else ""
    return Evidence(f"{received}, {whole}: {parts}{since}", on=found["last"], url=url)
