"""What can be followed here: issues, themes and services; what is new about them; and the letters to parents."""

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import either, who_did
from accounts.models import ServiceArea
from common import following
from common.following import Kind, LetterKind, Source, Words
from issues.models import Issue, IssueMove, Theme
from issues.rules import IssueStatus
from issues.transitions import ISSUE

S = IssueStatus
TOLD_HERE = {
    S.LOGGED: gettext_lazy("the group follows it"),
    S.SIGNPOSTED: gettext_lazy("somebody else can help"),
    S.MERGED: gettext_lazy("merged with another that says the same"),
    S.CLOSED: gettext_lazy("closed"),
}


def themes_of_published():
    """Return the themes of published issues; what else makes a theme public, higher apps say."""
    return Theme.objects.filter(pk__in=Issue.objects.published().exclude(theme=None).values("theme"))


def _named(issue):
    return f"{issue.reference} {issue.title}".strip()


def parents_of(rows, *paths):
    """Return what finds the parents of the issues at some paths from rows, each with the letters that tell them."""

    def told(keys):
        pairs = {pair for path in paths for pair in rows.filter(pk__in=keys).order_by().values_list("pk", path)}
        found = Issue.objects.filter(pk__in={issue for _row, issue in pairs})
        letters = {}
        for issue in found.select_related("reporter", "split_from__reporter"):
            letters[issue.pk] = (_addresses_of(issue.letter), f"issue:{issue.letter_id}")
        for row, issue in pairs:
            addresses, letter = letters.get(issue, ((), ""))
            yield from ((row, address, letter) for address in addresses)

    return told


def _addresses_of(letter):
    return {letter.contact_email, letter.reporter.email if letter.reporter_id else ""} - {""}


def by_parents(rows, *paths):
    """Return what finds the addresses of these parents as those of who did it."""
    told = parents_of(rows, *paths)
    return lambda keys: ((row, address) for row, address, _letter in told(keys))


def address_of_area(area):
    return f"{reverse('issues:issue_list')}?{urlencode({'service_area': area.code})}"


following.kinds.declare(
    Kind(
        "area",
        gettext_lazy("Services"),
        rows=ServiceArea.objects.open,
        ref="code",
        address=address_of_area,
        is_offered=True,
    ),
    Kind("theme", gettext_lazy("Theme"), rows=themes_of_published, ref="slug"),
    Kind("issue", gettext_lazy("Issue"), rows=Issue.objects.published, ref="reference", title=_named),
)


def moves_shown():
    """Return the steps of published issues that everybody may read; presentations and answers tell theirs."""
    return IssueMove.objects.filter(issue__in=Issue.objects.published(), status__in=TOLD_HERE).select_related("issue")


def words_of_issue(issue):
    return Words(_("New issue: %(title)s") % {"title": issue.title}, "", issue.get_absolute_url())


def words_of_move(move):
    words = _("reopened") if move.status == S.LOGGED and move.is_by_parent else TOLD_HERE[move.status]
    title = _("%(issue)s: %(what)s") % {"issue": _named(move.issue), "what": words}
    return Words(title, "", move.issue.get_absolute_url())


following.sources.declare(
    Source(
        "issues.published",
        rows=Issue.objects.published,
        day="published_on",
        tell=words_of_issue,
        about={"theme": ("theme",), "area": ("service_area__current",)},
        by=either(by_parents(Issue.objects.all(), "pk"), who_did(Issue.objects.all(), Issue, "publish_issue")),
    ),
    Source(
        "issues.moved",
        rows=moves_shown,
        day="on",
        tell=words_of_move,
        about={"issue": ("issue", "issue__merged_issues")},
        by=either(
            by_parents(IssueMove.objects.filter(is_by_parent=True), "issue"),
            who_did(IssueMove.objects.all(), Issue, *map(ISSUE.verbs.get, TOLD_HERE), path="issue", day="on"),
        ),
        told=parents_of(IssueMove.objects.all(), "issue", "issue__merged_issues"),
        is_for_all=False,
    ),
)


def issues_at(address):
    """Return what an address gets letters about: what it told us, while that is followed or was not long ago."""
    own = Q(contact_email__iexact=address) | Q(reporter__email__iexact=address, reporter__is_active=True)
    rows = Issue.objects.filter(own, split_from=None).exclude(status=S.WITHDRAWN).order_by("-pk")
    return list(rows.values_list("pk", "reference"))


following.letters.declare(
    LetterKind("issue", gettext_lazy("What happens to what you told us, at most one e-mail a day"), of=issues_at)
)
