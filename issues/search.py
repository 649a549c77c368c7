"""What can be found of issues: the edited words of each, never the original ones; and themes."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from common import search
from common.search import Entry
from issues.models import Issue, Theme
from issues.rules import IssueStatus


def read_by(user):
    """Return the issues whose edited words somebody reads: published, discussed by the group, or theirs to receive."""
    rows = Issue.objects.public_or_group_reads(user)
    if not user.is_authenticated:
        return rows
    return rows | Issue.objects.handled_by(user) | Issue.objects.filter(reporter=user)


def is_received(row):
    """Nobody has read it yet: it waits in a list of its own, and no word of it is for anybody else."""
    return row.status == IssueStatus.RECEIVED


@search.kind("issues", _("Issues"), Issue, visible=read_by, has_begun=lambda row: not is_received(row))
def issue(row):
    if is_received(row):
        return None
    if row.is_withdrawn or row.is_hidden or row.is_split:
        return None
    return Entry(f"{row.reference} {row.title}", row.edited_text, row.received_on, row.get_absolute_url())


def themes_read_by(user):
    """Return the themes of which somebody reads an issue; whoever sorts issues, all."""
    if user.has_perm("issues.manage_theme"):
        return Theme.objects.all()
    return Theme.objects.filter(Exists(Issue.objects.public_or_group_reads(user).filter(theme=OuterRef("pk"))))


@search.kind("themes", _("Themes"), Theme, visible=themes_read_by)
def theme(row):
    return Entry(row.name, row.summary, row.created_on, row.get_absolute_url())
