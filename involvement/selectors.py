"""The document at an address of the portal: whether there is one, who may read it, and its title.

Documents are rows of many apps, some of them higher than this one, so the page itself is asked: it is read as this
visitor would read it. Whatever the page says of who may see it holds for its other versions too.
"""

import html
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from accounts.roles import Role, has_role
from common.kept.values import kept
from common.pages import is_document
from involvement.models import LONGEST_ADDRESS, OtherVersion

HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
MAIN = re.compile(r"<main[^>]*>(.*?)</main>", re.DOTALL)
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Original:
    """A document as somebody reads it; `words` are what the public reads there, empty where it may not."""

    address: str
    title: str
    words: str = ""
    is_public: bool = False


def typed_address(text):
    """Return the path of an address somebody typed or pasted, or nothing where it is not one of this portal."""
    parts = urlsplit(text.strip())
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return ""
    path = parts.path if parts.netloc or parts.path.startswith("/") else f"/{parts.path}"
    path = path if path.endswith("/") else f"{path}/"
    return path if len(path) <= LONGEST_ADDRESS else ""


def original_at(address, visitor=None):
    """Return the document at an address, as the public reads it or else this visitor (a request); or None.

    Of a page that is not for everybody the title is told only of what people of the group and the service read.
    """
    if response := _read(address, _request(address)):
        page = response.content.decode()
        return Original(address, _title(page) or address, _words(page), is_public=True)
    response = visitor and _read(address, _request(address, visitor))
    if not response:
        return None
    is_inside = has_role(visitor.user, Role.COORDINATOR, Role.MEMBER)
    title = _title(response.content.decode()) if is_inside else _("A page that not everybody can read")
    return Original(address, title or address)


def can_be_read(address, visitor=None):
    """Say whether the public, or this visitor (a request), can read the document at an address now."""
    return _read(address, _request(address, visitor), is_whole=False) is not None


def offered_at(address):
    """Return what is offered of a document; for the many of which nothing is, what is kept says so."""
    if address not in kept("involvement.addresses", _offered_addresses):
        return OtherVersion.objects.none()
    return OtherVersion.objects.offered().filter(address=address).select_related("document").order_by("kind", "-pk")


def _offered_addresses():
    return frozenset(OtherVersion.objects.offered().values_list("address", flat=True))


def _request(address, visitor=None):
    """Return a request for a page, by a visitor or by nobody in particular."""
    asking = HttpRequest()
    asking.method, asking.path, asking.path_info = "GET", address, address
    site = urlsplit(settings.SITE_URL)
    asking.META = {"SERVER_NAME": site.hostname or "localhost", "SERVER_PORT": str(site.port or 80)}
    asking.user = visitor.user if visitor else AnonymousUser()
    asking.session = visitor.session if visitor else SessionStore()
    asking.COOKIES = visitor.COOKIES if visitor else {}
    return asking


def _read(address, asking, *, is_whole=True):
    """Return the answer of a page that is a document and shows itself, or None; `is_whole` says that it is written."""
    try:
        found = resolve(address)
    except Resolver404:
        return None
    if not is_document(getattr(found.func, "view_class", None) or object):
        return None
    asking.resolver_match = found
    try:
        response = found.func(asking, *found.args, **found.kwargs)
        is_there = response.status_code == 200 and not response.context_data["view"].is_kept_from_coordinator
        return (response.render() if is_whole and hasattr(response, "render") else response) if is_there else None
    except (Http404, PermissionDenied):
        return None


def _title(page):
    found = HEADING.search(page)
    return " ".join(html.unescape(strip_tags(found[1])).split())[:LONGEST_TITLE] if found else ""


def _words(page):
    found = MAIN.search(page)
    return html.unescape(strip_tags(found[1])).strip() if found else ""
