"""Rate limits, counted atomically, without keeping who did it or at what time of day."""

import datetime as dt
import functools
import ipaddress

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from common import clock
from common.models import RateCount

# One statement: two requests at the same moment cannot both be the twentieth, on SQLite or on PostgreSQL.
COUNT = """
    INSERT INTO common_ratecount (scope, subject, counted_on, count) VALUES %s
    ON CONFLICT (scope, subject) DO UPDATE SET count = common_ratecount.count + 1
    RETURNING subject, count
"""
PROXY_HEADER = "HTTP_X_FORWARDED_FOR"
# The count of a form's key says how often it came; from here on, that it was refused.
REFUSED = 1_000_000
# Beyond these a form sent again counts as new: nobody mends one form so often, and a key costs nothing to write.
FREE_REPEATS = 20


def count(scope, subject, limit, per, *, now=None):
    """Count one more `scope` by `subject` (an address, a name, a reference) and return whether it is within `limit`.

    `per` is the length of the window, a timedelta of at most a day; windows begin at midnight in London. What is stored
    is a hash of day, window and subject under the secret key, and the day. Call it outside a transaction, or a refused
    request is not counted.
    """
    now = now or clock.now()
    return _count_one_more(_row(scope, per, now, subject), day=clock.today(now))[0] <= limit


def _count_one_more(*rows, day):
    """Count each of the rows once more, in one statement, and return their counts."""
    values = [value for row in rows for value in (row["scope"], row["subject"], day.isoformat())]
    with connection.cursor() as cursor:
        cursor.execute(COUNT % ", ".join(["(%s, %s, %s, 1)"] * len(rows)), values)
        counts = dict(cursor.fetchall())
    return [counts[row["subject"]] for row in rows]


@transaction.atomic
def count_once(scope, subject, key, limit, per, *, now=None):
    """Count as `count` does, but the same form (its idempotency key) once, for its first FREE_REPEATS repeats.

    A repeat gets the verdict of the first: while that is being found, it waits for the row of the key. The key is what
    the sender says: ask this only where the service keeps one thing for each key, or a made-up key opens the limit.
    """
    now = now or clock.now()
    of_key, of_subject = _row(scope, per, now, subject, key), _row(scope, per, now, subject)
    times, counted = _count_one_more(of_key, of_subject, day=clock.today(now))
    if 1 < times <= 1 + FREE_REPEATS or times > REFUSED:
        # The row of the subject is still locked: nobody saw it counted.
        RateCount.objects.filter(**of_subject).update(count=counted - 1)
        return times <= REFUSED
    if counted > limit:
        RateCount.objects.filter(**of_key).update(count=REFUSED)
    return counted <= limit


def give_back(scope, subject, per, *, now=None):
    """Count one less of what `count` has just counted: it was no try after all."""
    RateCount.objects.filter(count__gt=0, **_row(scope, per, now or clock.now(), subject)).update(count=F("count") - 1)


def slow_down(scope, subject, waits, *, now=None):
    """Count one more try by `subject` and return None, or how long it has to wait: then it is not counted.

    `waits` are the least waits after the first try of the day, the second and so on, the last one for all that follow;
    none is longer than twice that, because a wait ends with a window. Of tries at the same moment one sets the wait of
    the others. `forget` takes the tries back. Call it outside a transaction.
    """
    now = now or clock.now()
    of_subject, day = _row(scope, clock.DAY, now, subject), clock.today(now)
    with transaction.atomic():
        [counted] = _count_one_more(of_subject, day=day)  # the row stays locked until the wait is set
        left = counted > 1 and _still_to_wait(scope, subject, _wait_after(counted - 1, waits), now)
        if left:
            RateCount.objects.filter(**of_subject).update(count=counted - 1)
            return left
        if wait := _wait_after(counted, waits):
            _count_one_more(_row(f"{scope}:wait", wait, now, subject), day=day)
    return None


def _wait_after(tries, waits):
    return waits[min(tries, len(waits)) - 1]


def _still_to_wait(scope, subject, wait, now):
    """Return what is left of a wait that began in this window or the one before, or None."""
    if not wait:
        return None
    begun = {moment: _row(f"{scope}:wait", wait, moment, subject) for moment in (now, now - wait)}
    rows = RateCount.objects.filter(scope=f"{scope}:wait", subject__in=[row["subject"] for row in begun.values()])
    marked = set(rows.values_list("subject", flat=True))
    since_window = (now - clock.start_of_day(now)) % wait
    for windows, moment in ((2, now), (1, now - wait)):
        if begun[moment]["subject"] in marked:
            return windows * wait - since_window
    return None


def tries_today(scope, subject, *, now=None):
    """Return how often `slow_down` let `subject` try today."""
    row = _row(scope, clock.DAY, now or clock.now(), subject)
    return RateCount.objects.filter(**row).values_list("count", flat=True).first() or 0


def forget(scope, subject, *, now=None):
    """Forget the tries of a subject today, and with them its wait."""
    RateCount.objects.filter(**_row(scope, clock.DAY, now or clock.now(), subject)).delete()


def _row(scope, per, now, subject, *key):
    """Return what names the row of a subject in the window of `now`, or of one form's key from it."""
    window = (now - clock.start_of_day(now)) // per
    return {
        "scope": f"{scope}:key" if key else scope,
        "subject": _hash(scope, clock.today(now), window, subject, *key),
    }


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


def limited(scope, limit, per, *, then_every=None, methods=("POST",), subject=client_ip, is_once=False, when=None):
    """Decorate a view so that beyond `limit` in a window it answers 429, with the time to wait.

    With `then_every`, a subject beyond the limit may still go on, once in that time: slowed, not blocked, because a
    library shares one address. With `is_once`, a form is counted once by the key it carries (`OnceFormMixin`): say so
    only where the service keeps one thing for each key, because the sender chooses it. With `when`, requests of which
    it says no are not counted. The page keeps what was typed
    in hidden fields, so that one button sends it again. For a class:
    `@method_decorator(limited("issues.raise", 5, HOUR), name="dispatch")`.
    """

    def decorate(view):
        @functools.wraps(view)
        def answer(request, *args, **kwargs):
            key = request.POST.get("once", "") if is_once else ""
            is_counted = request.method in methods and (when is None or when(request))
            if is_counted and not _may_pass(scope, subject(request), key, limit, per, then_every):
                return _too_many(request, then_every or per)
            return view(request, *args, **kwargs)

        return answer

    return decorate


def _may_pass(scope, subject, key, limit, per, then_every):
    if count_once(scope, subject, key, limit, per) if key else count(scope, subject, limit, per):
        return True
    if then_every is None or not count(f"{scope}:slow", subject, 1, then_every):
        return False
    RateCount.objects.filter(**_row(scope, per, clock.now(), subject, key)).update(count=1)
    return True


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
