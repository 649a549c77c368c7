"""Headers and texts for every response of the portal."""

from http import HTTPStatus

from django.conf import settings
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers


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
