"""Lists that staff take away as files: who took which, and Excel files that are made in the background."""

import hashlib
import json

from django.db import transaction
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import ListFile
from accounts.roles import roles_of
from accounts.rules import MOST_LIST_FILES
from common import clock
from common.documents import erase_document, store_sheet
from common.errors import DomainError
from common.jobs import start_job
from common.pages.lists import DownloadMixin
from common.pages.taken import filters_of


def record_taken(view, kind, rows, *, now=None):
    """Record who took which list, as what, how many rows, and by which filters; never what was typed into them."""
    detail = {"list": view.request.resolver_match.view_name, "rows": rows, "as": kind, "filters": filters_of(view)}
    return audit.record_list("take_list", view.heading, view.request.user, now=now, **detail)


def list_at(path, query, user):
    """Return the page of a list as this person could open it now, or None where they could not."""
    request = HttpRequest()
    request.method, request.path, request.path_info, request.user = "GET", path, path, user
    request.GET = QueryDict(query)
    try:
        request.resolver_match = match = resolve(path)
        kind = getattr(match.func, "view_class", object)
        if not issubclass(kind, DownloadMixin) or not user.is_active:
            return None
        view = kind()
        view.setup(request, *match.args, **match.kwargs)
        if not view.has_downloads or not view.has_permission():
            return None
        view.file()  # what its address names may be gone
    except (Resolver404, Http404):
        return None
    return view


def rights_of(user):
    """Return a hash of somebody's roles: a file that was made with others may hold what they no longer see."""
    held = sorted((role, sorted(map(str, agencies))) for role, agencies in roles_of(user).items())
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()


@transaction.atomic
def ask_for_file(path, query, *, by, now=None):
    """Begin to make the Excel file of a list, and return it; what is being made already is not made twice.

    Raises DomainError where they may not see the list, and where too many files lie ready for them.
    """
    now = now or clock.now()
    view = list_at(path, query, by)
    if view is None:
        raise DomainError(_("You cannot download this list."))
    own = ListFile.objects.visible_to(by).lying_ready(now)
    under_way = own.filter(path=path, query=query, document=None, job__finished_at=None).first()
    if under_way:
        return under_way
    if own.count() >= MOST_LIST_FILES:
        raise DomainError(_("You have too many files. Delete one first."))
    made = ListFile.objects.create(user=by, name=view.name_of_file, path=path, query=query, asked_at=now)
    made.job = start_job("accounts.list_file", {"file": made.pk}, key=f"accounts.list_file.{made.pk}", now=now)
    made.save(update_fields=["job"])
    return made


def keep_file(pk, data, *, rows, rights, now=None):
    """Keep what was made, with the rights it was made with; nothing where it was deleted meanwhile."""
    made = ListFile.objects.select_for_update().filter(pk=pk).first()
    if made is not None:
        made.document, made.rows, made.rights = store_sheet(data, name=f"{made.name}.xlsx", now=now), rows, rights
        made.save(update_fields=["document", "rows", "rights"])


def list_behind(made, *, now=None):
    """Return the list behind a file that its owner may still have; None where it is over, or a right has gone."""
    is_over = made.until <= (now or clock.now())
    if made.document is None or is_over or made.rights != rights_of(made.user):
        return None
    return list_at(made.path, made.query, made.user)


@transaction.atomic
def forget_files(rows, now):
    """Delete some files, and that they were asked for; return how many. One that is being made is not kept then."""
    found = list(rows.select_for_update(of=("self",)).select_related("document"))
    for made in found:
        document = made.document
        made.delete()
        if document is not None:
            erase_document(document)
    return len(found)


def forget_all(now=None):
    """Delete every file: something that one of them may hold was taken back. Who needs one asks again."""
    return forget_files(ListFile.objects.all(), now)


def files_asked_by(moment):
    """Return the files that were asked for by a moment."""
    return ListFile.objects.filter(asked_at__lte=moment)
