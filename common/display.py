"""Text size and page colour, chosen by a plain form in the footer and kept in one cookie (V13).

The choice is a class on <html>; the security policy allows no inline style and nothing here needs a script.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseForbidden, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

COOKIE = "display"
COOKIE_AGE = 365 * 24 * 60 * 60
SIZES = {"smaller": _("Smaller"), "normal": _("Normal"), "larger": _("Larger"), "largest": _("Largest")}
COLOURS = {"auto": _("As on my device"), "light": _("Light"), "calm": _("Calm"), "dark": _("Dark")}
DEFAULT = ("normal", "auto")


@dataclass(frozen=True)
class Display:
    """What one reader chose; anything unknown in the cookie is the default."""

    size: str
    colour: str

    sizes = SIZES
    colours = COLOURS

    def __post_init__(self):
        object.__setattr__(self, "size", self.size if self.size in SIZES else DEFAULT[0])
        object.__setattr__(self, "colour", self.colour if self.colour in COLOURS else DEFAULT[1])

    @classmethod
    def of(cls, request):
        size, _dot, colour = request.COOKIES.get(COOKIE, "").partition(".")
        return cls(size, colour)

    @property
    def classes(self):
        return f"app-size-{self.size} app-colour-{self.colour}"

    def __str__(self):
        return f"{self.size}.{self.colour}"


def display(request):
    """Give every template `display`: the reader's text size and page colour."""
    return {"display": Display.of(request)}


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class DisplaySet(View):
    """Keep the choice and go back to the page it was made on.

    No CSRF token: it would put a cookie on every public page and keep it out of the page cache, to protect a text size.
    A form on another site is refused all the same, by what the browser says of its origin.
    """

    http_method_names = ["post", "options"]

    def post(self, request):
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            return HttpResponseForbidden()
        response = HttpResponseRedirect(self.came_from(request))
        choice = Display(request.POST.get("size"), request.POST.get("colour"))
        response.set_cookie(
            COOKIE,
            str(choice),
            max_age=COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def came_from(self, request):
        """Return the page's own address, never another site's; the home page where it is not known."""
        for address in (request.POST.get("next"), request.headers.get("Referer")):
            if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
                return address
        return "/"
