"""Headers and texts for every response of the portal."""

from http import HTTPStatus

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from common.sizes import MB, largest_body
from common.typed import kept_texts, typed_before_the_end

COMPRESSED = ("text/html", "text/calendar", "application/atom+xml", "application/json")


class Compressed(GZipMiddleware):
    """Compress what people read; not files, which are compressed already or are sent while they are written."""

    def process_response(self, request, response):
        is_text = response.get("Content-Type", "").startswith(COMPRESSED)
        return super().process_response(request, response) if is_text and not response.streaming else response


def private_pages(get_response):
    """Keep what a signed-in person was shown out of every cache, shared or their own (`no-store`)."""

    def middleware(request):
        response = get_response(request)
        if "Cache-Control" not in response and is_signed_in(request):
            add_never_cache_headers(response)
        return response

    return middleware


def is_signed_in(request):
    """Say whether someone is signed in, without opening a session for someone who has none."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def fair_sizes(get_response):
    """Refuse what is larger than its page takes (413), before anything reads it; show the texts that came with it."""

    def middleware(request):
        most = largest_body(request.path_info) if sent_bytes(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE else None
        if most is None or sent_bytes(request) <= most:
            return get_response(request)
        context = {"most_mb": most / MB, "texts": kept_texts(typed_before_the_end(request))}
        page = render(request, "413.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        add_never_cache_headers(page)
        return page

    return middleware


def sent_bytes(request):
    """Return how long what was sent says it is; a body that came in chunks has been counted by the server."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def words_for_buttons(get_response):
    """Explain that an address is a button and not a page (405); people may reach it after signing in again."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response["Allow"]
        return page

    return middleware
