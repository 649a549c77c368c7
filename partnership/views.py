"""The roof: the home page, the pages about the portal itself, and what is said when something goes wrong."""

import errno
import sys

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from accounts.services.settings import get_setting
from common import clock
from common.pages import PublicMixin
from common.typed import kept_texts
from partnership import home
from partnership.how_long import HowLongTable, how_long


class Home(PublicMixin, TemplateView):
    is_document, is_kept = False, True
    template_name = "partnership/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**home.public_context(clock.now(), clock.today()), **kwargs)


class Accessibility(PublicMixin, TemplateView):
    """The accessibility statement (SI 2018/952), other versions of documents, and the paper form."""

    template_name = "partnership/accessibility.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(other_version_days=get_setting("other_version_days"), **kwargs)


class Privacy(PublicMixin, TemplateView):
    template_name = "partnership/privacy.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(table=HowLongTable.of(how_long()), **kwargs)


class Cookies(PublicMixin, TemplateView):
    template_name = "partnership/cookies.html"


@csrf_exempt
@require_safe
@login_not_required
def health(request):
    """Say "ok" while the database answers, else 503; names nothing and needs no sign-in."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


@csrf_exempt
@require_safe
@login_not_required
def favicon(request):
    """Send browsers that ask for the icon without reading a page to where it is."""
    return redirect(staticfiles_storage.url("icons/icon.svg"))


@csrf_exempt
@require_safe
@login_not_required
def robots(request):
    """Ask search engines to keep to what is published."""
    lines = [
        "User-agent: *",
        *(f"Disallow: /{path}/" for path in ("my", "officer", "board", "payer", "staff", "admin")),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def bad_request(request, exception):
    """400, or 413 where more was sent than a form may hold (docs/safety.md)."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render(request, f"{status}.html", status=status)


def permission_denied(request, exception):
    return render(request, "403.html", status=403)


def page_not_found(request, exception):
    """404, with the same words for what does not exist and for what this person may not see."""
    return render(request, "404.html", status=404)


def server_error(request):
    """500; 503 where the disk is full or the database away, and nothing was kept. Asks nothing of the database."""
    error = sys.exc_info()[1]
    is_full = getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT}
    status = 503 if is_full or isinstance(error, OperationalError | InterfaceError) else 500
    return render(None, f"{status}.html", status=status)


def csrf_failure(request, reason=""):
    """403 for a form whose check failed; what was typed is shown so that nobody loses it."""
    return render(request, "403_csrf.html", {"texts": kept_texts(request.POST)}, status=403)
