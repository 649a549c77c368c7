"""Who somebody is to an issue: its parent, by account or by reference and secret; or a reader."""

from django.conf import settings
from django.db.models import Q
from django.utils.cache import add_never_cache_headers

from common.pages import PublicMixin
from issues.models import Issue

KEPT = 20


def proved_ids(request):
    """Return the keys of the issues whose secret was given in this session; opens no session for who has none."""
    return request.session.get("issues", []) if settings.SESSION_COOKIE_NAME in request.COOKIES else []


def remember_issue(request, issue):
    """Exchange reference and secret for this session; a session id somebody set beforehand does not get in."""
    proved = [pk for pk in proved_ids(request) if pk != issue.pk]
    request.session.cycle_key()
    request.session["issues"] = [*proved, issue.pk][-KEPT:]


def own_issues(rows, request):
    """One's own: raised with this account, or proved by its secret in this session."""
    own = Q(pk__in=proved_ids(request))
    if request.user.is_authenticated:
        own |= Q(reporter=request.user)
    return rows.filter(own)


def visible_or_own(rows, request):
    """What the model lets this person see, and what they proved to be theirs."""
    return rows.visible_to(request.user) | own_issues(rows, request)


class IssueMixin(PublicMixin):
    """An issue by its reference, for those who may see it: unknown and not public are the same 404."""

    lookup = "reference"
    model = Issue
    visible = visible_or_own

    @property
    def is_own(self):
        user, issue = self.request.user, self.object
        is_reporter = user.is_authenticated and issue.reporter_id == user.pk
        return is_reporter or issue.pk in proved_ids(self.request)

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if proved_ids(request):
            add_never_cache_headers(response)
        return response


class OwnIssueMixin(IssueMixin):
    """The same for its parent alone."""

    visible = own_issues
