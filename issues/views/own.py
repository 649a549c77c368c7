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


class IssueMixin(PublicMixin):
    """An issue by its reference, for those who may see it: unknown and not public are the same 404."""

    lookup = "reference"
    model = Issue

    def get_queryset(self):
        return Issue.objects.visible_to(self.request.user) | self.own_issues()

    def own_issues(self):
        own = Q(pk__in=proved_ids(self.request))
        if self.request.user.is_authenticated:
            own |= Q(reporter=self.request.user)
        return Issue.objects.filter(own)

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

    def get_queryset(self):
        return self.own_issues()
