"""Rate limits, counted atomically, without keeping who did it or at what time of day."""

import datetime as dt
import functools
import ipaddress

from django.conf import settings
from django.db import connection
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from common import clock
from common.models import RateCount

# One statement: two requests at the same moment cannot both be the twentieth, on SQLite or on PostgreSQL.
COUNT = """
    INSERT INTO common_ratecount (scope, subject, counted_on, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (scope, subject) DO UPDATE SET count = common_ratecount.count + 1
    RETURNING count
"""
PROXY_HEADER = "HTTP_X_FORWARDED_FOR"


def count(scope, subject, limit, per, *, now=None):
    """Count one more `scope` by `subject` (an address, a name, a reference) and return whether it is within `limit`.

    `per` is the length of the window, a timedelta of at most a day; windows begin at midnight in London. What is stored
    is a hash of day, window and subject under the secret key, and the day. Call it outside a transaction, or a refused
    request is not counted.
    """
    now = now or clock.now()
    day = clock.today(now)
    window = (now - clock.start_of_day(now)) // per
    row = [scope, _hash(scope, day, window, subject), day.isoformat()]
    with connection.cursor() as cursor:
        cursor.execute(COUNT, row)
        return cursor.fetchone()[0] <= limit


def _hash(*parts):
    return salted_hmac("common.limits", "\n".join(map(str, parts)), algorithm="sha256").hexdigest()


def purge(now=None):
    """Forget the counts of the days before this one: no hash of an address is kept for longer than a day."""
    return RateCount.objects.filter(counted_on__lt=clock.today(now)).delete()[0]


def client_ip(request):
    """Return the address of who asks: for IPv6 its /64 network, for something unreadable "unknown".

    The header that proxies write is believed for as many hops as settings.TRUSTED_PROXIES says, counted from the
    right; anything further left was written by the sender.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.META.get(PROXY_HEADER, "").split(",") if hop.strip()]
    if settings.TRUSTED_PROXIES and hops:
        address = hops[-min(settings.TRUSTED_PROXIES, len(hops))]
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if ip.version == 6:
        return str(ip.ipv4_mapped or ipaddress.ip_network((int(ip), 64), strict=False))
    return str(ip)


def limited(scope, limit, per, *, then_every=None, methods=("POST",), subject=client_ip):
    """Decorate a view so that beyond `limit` in a window it answers 429, with the time to wait.

    With `then_every`, a subject beyond the limit may still go on, once in that time: slowed, not blocked, because a
    library shares one address. The page keeps what was typed in hidden fields, so that one button sends it again. For a
    class: `@method_decorator(limited("issues.raise", 5, HOUR), name="dispatch")`.
    """

    def decorate(view):
        @functools.wraps(view)
        def answer(request, *args, **kwargs):
            if request.method in methods and not _may_pass(scope, subject(request), limit, per, then_every):
                return _too_many(request, then_every or per)
            return view(request, *args, **kwargs)

        return answer

    return decorate


def _may_pass(scope, subject, limit, per, then_every):
    if count(scope, subject, limit, per):
        return True
    return then_every is not None and count(f"{scope}:slow", subject, 1, then_every)


def _too_many(request, wait):
    seconds = int(wait.total_seconds())
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "wait_minutes": max(1, round(seconds / 60)),
        "typed": [(name, value) for name, value in typed if name != "csrfmiddlewaretoken"],
    }
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
