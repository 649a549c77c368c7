"""Grouping what several parents said into one theme (P9)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import ServiceArea
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.slugs import free_slug
from issues.models import Issue, Theme
from issues.rules import ENDED, IssueStatus


@transaction.atomic
def create_theme(*, name, summary="", service_area=None, by, now=None):
    """Make a theme; two of the same name would hide each other, so that is refused with DomainError."""
    if Theme.objects.filter(name__iexact=name).exists():
        raise DomainError(_("There is already a theme with this name."), field="name")
    theme = Theme.objects.create(
        name=name,
        slug=free_slug(Theme, name, otherwise="theme"),
        summary=summary,
        service_area=service_area or ServiceArea.objects.fallback(),
        created_on=clock.today(now),
    )
    audit.record("create_theme", theme, by, now=now)
    return theme


@transaction.atomic
def edit_theme(theme, *, name, summary, service_area, by, now=None):
    theme = locked(theme)
    if Theme.objects.filter(name__iexact=name).exclude(pk=theme.pk).exists():
        raise DomainError(_("There is already a theme with this name."), field="name")
    theme.name, theme.summary, theme.service_area = name, summary, service_area
    theme.save(update_fields=["name", "summary", "service_area"])
    audit.record("edit_theme", theme, by, now=now)
    return theme


@transaction.atomic
def group_issue(issue, theme, *, by, now=None):
    """Put an issue into a theme, or take it out again with None. Raises DomainError for one that is not followed."""
    issue = locked(issue)
    if issue.status in ENDED:
        raise DomainError(_("This issue is no longer followed, so its theme cannot change."))
    issue.theme = theme
    issue.save(update_fields=["theme"])
    audit.record("group_issue", issue, by, now=now, theme=theme.slug if theme else "")
    return issue


@transaction.atomic
def set_present_by(theme_ids, on):
    """Store the date by which logged issues of these themes are to be presented: after the meeting that heard them."""
    waiting = Issue.objects.filter(theme__in=theme_ids, status=IssueStatus.LOGGED, present_by_on__isnull=True)
    return waiting.update(present_by_on=on)
