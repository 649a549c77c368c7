"""The pages that are kept, and for whom: what everybody reads alike, for whoever has no cookie that says otherwise."""

import gzip
import hashlib

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language_from_request

from common import clock
from common.display import Display
from common.kept import changes
from common.pages import is_document

# A page may say what has ended or begun since: after so many seconds it is made anew though nothing was written.
SECONDS = 60
LARGEST = 300_000  # bytes
THEIR_OWN = (settings.SESSION_COOKIE_NAME, "messages")  # cookies: whoever has one reads pages made for them


def kept_pages(get_response):
    """Answer from what is kept, or keep the answer; `304` where the reader has it already."""

    def middleware(request):
        with changes.asked_once():
            return answered(request)

    def answered(request):
        if not may_be_kept(request):
            return get_response(request)
        key = key_of(request)
        kept = caches["pages"].get(key)
        if kept is None:
            response = get_response(request)
            if not is_for_all(request, response):
                return response
            kept = _packed(request, response)
            caches["pages"].set(key, kept, SECONDS)
        return answer(request, *kept)

    return middleware


def may_be_kept(request):
    """Say whether what this reader is shown, anybody would be shown who asks so."""
    is_theirs = any(name in request.COOKIES for name in THEIR_OWN) or "Authorization" in request.headers
    return settings.KEEPS_PAGES and request.method == "GET" and not is_theirs


def key_of(request):
    """Return the key of a page: its address, its language and look, the day, and the last change before it is made."""
    parts = (
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        get_language_from_request(request),
        str(Display.of(request)),
        takes_gzip(request),
        clock.today(),
        changes.seen(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def takes_gzip(request):
    return "gzip" in request.headers.get("Accept-Encoding", "")


def is_for_all(request, response):
    """Say whether a response may be kept: a document that sets no cookie, holds no token and is nobody's own."""
    match = request.resolver_match
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and "Cache-Control" not in response
        and response["Content-Type"].startswith("text/html")
        and len(response.content) <= LARGEST
        and match is not None
        and "secret" not in match.kwargs
        and is_kept(getattr(match.func, "view_class", object))
    )


def is_kept(kind):
    """Say whether the pages of a view are kept: documents, unless the view says otherwise (`is_kept`)."""
    return getattr(kind, "is_kept", is_document(kind))


def _packed(request, response):
    """Return (body, headers) as they are sent."""
    body = response.content
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["Cache-Control"] = "no-cache"
    if takes_gzip(request):
        body = gzip.compress(body, mtime=0)
        response["Content-Encoding"] = "gzip"
        response["ETag"] = f"W/{response['ETag']}"
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    return body, headers


def answer(request, body, headers):
    """Return a kept page, or 304."""
    response = HttpResponse(body, headers=headers | {"Content-Length": str(len(body))})
    return get_conditional_response(request, headers["ETag"], None, response)
