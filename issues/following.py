"""What can be followed here: issues, themes and services; what is new about them; and the e-mails to parents."""

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import doers_of, either
from accounts.models import ServiceArea
from common import following
from common.following import EmailKind, Kind, Source, Words
from issues.emails import address_of
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


def _issues_at(rows, keys, paths):
    """Yield (key of a row, issue) for the issues at some paths from rows."""
    pairs = {pair for path in paths for pair in rows.filter(pk__in=keys).order_by().values_list("pk", path)}
    found = Issue.objects.select_related("reporter", "split_from__reporter")
    issues = found.in_bulk({issue for _row, issue in pairs if issue})
    yield from ((row, issues[issue]) for row, issue in pairs if issue)


def parents_of(rows, *paths):
    """Return what finds the parents of the issues at some paths from rows, each with the e-mails that tell them."""

    def told(keys):
        for row, issue in _issues_at(rows, keys, paths):
            if address := address_of(issue):
                yield row, address, f"issue:{issue.letter_id}"

    return told


def by_parents(rows, *paths):
    """Return what finds every address of the parents of these issues, as whoever did it."""

    def by(keys):
        for row, issue in _issues_at(rows, keys, paths):
            letter = issue.letter
            yield row, letter.contact_email
            yield row, letter.reporter.email if letter.reporter_id else ""

    return by


def address_of_area(area):
    return f"{reverse('issues:issue_list')}?{urlencode({'service': area.code})}"


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
    return Words(_("Issue published: %(title)s") % {"title": issue.title}, "", issue.get_absolute_url())


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
        by=either(by_parents(Issue.objects.all(), "pk"), doers_of(Issue.objects.all(), Issue, "publish_issue")),
        part=lambda issue: issue.published_on,
    ),
    Source(
        "issues.moved",
        rows=moves_shown,
        day="on",
        tell=words_of_move,
        about={"issue": ("issue", "issue__merged_issues")},
        by=either(
            by_parents(IssueMove.objects.filter(is_by_parent=True), "issue"),
            doers_of(IssueMove.objects.all(), Issue, *map(ISSUE.verbs.get, TOLD_HERE), path="issue", day="on"),
        ),
        told=parents_of(IssueMove.objects.all(), "issue", "issue__merged_issues"),
        is_for_all=False,
    ),
)


def issues_at(address):
    """Return what an address gets e-mails about: what it told us, while that is followed or was not long ago."""
    own = Q(contact_email__iexact=address) | Q(reporter__email__iexact=address, reporter__is_active=True)
    rows = Issue.objects.filter(own, split_from=None).exclude(status=S.WITHDRAWN).order_by("-pk")
    return list(rows.values_list("pk", "reference"))


following.own_emails.declare(
    EmailKind("issue", gettext_lazy("What happens to what you told us, at most one e-mail a day"), of=issues_at)
)
