"""Decorators for pages with a secret in their address, and for sensitive changes."""

from functools import wraps

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode


def secret_in_address(view):
    """For a page whose address is a secret: no cache keeps it, and no link or picture on it passes the address on.

    Such a page must not hold a form: with no referrer browsers send `Origin: null`, and the form's check refuses that.
    Put the secret into the session and redirect to an address without it.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        add_never_cache_headers(response)
        return response

    return wrapped


def fresh_password_required(view):
    """Ask for the password again before a sensitive change, unless it was given in the last 15 minutes.

    Nothing of the request is kept meanwhile: it would hold the person's cookies and address.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.user.is_authenticated and not did_recently_reauthenticate(request):
            return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return wrapped
