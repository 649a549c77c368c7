"""What pages read of an issue."""

from copy import copy

from django.contrib.auth.models import AnonymousUser

from common import panels, timeline
from issues.models import Issue


def public_page_of(issue):
    """Return what the public page of an issue would show somebody who is not signed in, were it published now."""
    shown, anybody = copy(issue), AnonymousUser()
    shown.is_published, shown.is_own, shown.is_staff = True, False, False
    return {
        "issue": shown,
        "is_own": False,
        "panels": panels.build(shown, anybody, "standing", "answers", "told"),
        "timeline": timeline.build(shown, anybody),
        "others": Issue.objects.saying_the_same_as(shown).count(),
    }
