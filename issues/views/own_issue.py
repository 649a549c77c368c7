"""Who somebody is to an issue: its parent, by account or by reference and secret; or a reader."""

import datetime as dt
from http import HTTPStatus

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from common import clock
from common.pages import PublicMixin
from issues.models import Issue

KEPT = 20
# Whoever comes to a shared computer after that finds nothing open. The page itself leaves a little later.
OPEN_FOR = dt.timedelta(minutes=20)
LEAVES_AFTER = OPEN_FOR + dt.timedelta(seconds=10)


def proved_ids(request):
    """Return the keys of the issues whose secret was given in this session; opens no session for who has none.

    Twenty minutes after their last use they are closed.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.session.get("issues"):
        return []
    now, used_at = clock.now(), request.session.get("issues_used_at")
    if used_at and now - dt.datetime.fromisoformat(used_at) > OPEN_FOR:
        close_issues(request)
        return []
    request.session["issues_used_at"] = now.isoformat()
    return request.session["issues"]


def close_issues(request):
    """Close every issue that was opened with its secret; of somebody who is not signed in nothing is left."""
    if not request.user.is_authenticated:
        request.session.flush()
        return
    for name in ("issues", "issues_used_at"):
        request.session.pop(name, None)


def remember_issue(request, issue):
    """Exchange reference and secret for this session; a session id somebody set beforehand does not get in.

    A matter of a letter opens with its letter, and the letter with each of its matters.
    """
    proved = [pk for pk in proved_ids(request) if pk != issue.letter_id]
    request.session.cycle_key()
    request.session["issues"] = [*proved, issue.letter_id][-KEPT:]
    request.session["issues_used_at"] = clock.now().isoformat()


def own_issues(rows, request):
    """One's own: raised with this account, or proved by its secret in this session; with every matter of a letter."""
    proved = proved_ids(request)
    own = Q(pk__in=proved) | Q(split_from__in=proved)
    if request.user.is_authenticated:
        own |= Q(reporter=request.user) | Q(split_from__reporter=request.user)
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
        return self.is_reporter or self.is_opened

    @property
    def is_reporter(self):
        user = self.request.user
        return user.is_authenticated and self.object.letter.reporter_id == user.pk

    @property
    def is_opened(self):
        """Whether it was opened with its secret, and by no account: then it closes by itself."""
        return not self.is_reporter and self.object.letter_id in proved_ids(self.request)

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if proved_ids(request):
            add_never_cache_headers(response)
            if request.method == "GET" and response.status_code == HTTPStatus.OK and self.is_opened:
                away = int(LEAVES_AFTER.total_seconds())
                response["Refresh"] = f"{away}; url={reverse('issues:issue_left')}"
        return response


class OwnIssueMixin(IssueMixin):
    """The same for its parent alone. What they send after it has closed by itself is shown to them, and not lost."""

    visible = own_issues

    def dispatch(self, request, *args, **kwargs):
        was_open = settings.SESSION_COOKIE_NAME in request.COOKIES and bool(request.session.get("issues"))
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            if request.method != "POST" or not was_open or proved_ids(request):
                raise
            typed = [value for value in request.POST.values() if " " in value.strip()]
            return render(request, "issues/issue_closed.html", {"typed": typed}, status=HTTPStatus.FORBIDDEN)
