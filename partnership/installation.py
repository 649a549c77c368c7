"""What the administrator's page tells of the running installation: figures with their pages, and what waits."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.filters import OPEN
from accounts.models import DataRequest, LegalHold
from accounts.services.settings import remembered_settings
from common import chain, clock, documents, outbox
from common.backups.drills import is_drill_there
from common.dates import day
from common.emails import kind_in_words, masked_address
from common.models import UNFINISHED, Backup, Job, Message
from common.pages.columns import Column, StatusColumn, Table
from common.retention import preview
from common.rules import JobState, MessageState

RECENTLY = 30 * clock.DAY
SHOWN = 20


@dataclass(frozen=True)
class Line:
    """One thing of the installation: what it is, how it stands today, and the page that says more."""

    what: str | Promise
    stands: str
    url: str = ""


def lines(now):
    """Return how the installation stands, in the order of the page; each line is a query or two, whatever it holds."""
    return [_requests(), _retention(now), _holds(), *_backups(), *_record(now), *_emails(now), *_work(now)]


def _requests():
    n = DataRequest.objects.open().count()
    url = reverse("accounts:data_request_list", query={"status": OPEN})
    return Line(_("Requests about personal data that wait"), str(n), url)


def _retention(now):
    with remembered_settings():
        going = sum(one.count or 0 for one in preview(clock.today(now) + RECENTLY, now=now))
    return Line(_("Rows that go in the next 30 days"), str(going), reverse("accounts:retention_list"))


def _holds():
    return Line(_("Legal holds"), str(LegalHold.objects.standing().count()), reverse("accounts:hold_list"))


def _backups():
    times = Backup.objects.newest()
    url = reverse("accounts:backup_list")
    yield Line(_("Newest backup"), _on(times["made"]) or _("None yet"), url)
    yield Line(_("Last restore drill"), _on(times["tried"]) or _("None yet"), url)
    if is_drill_there():
        words = _("Runs now, or was cut off: what it left is cleared away within the hour")
        yield Line(_("A restored copy of the database"), words)
    if names := documents.strays():
        words = _("%(names)s: no backup holds them, and they stand in the way of a restore. Move them away.")
        yield Line(_("Files beside the documents"), words % {"names": ", ".join(names[:5])})


def _record(now):
    """How far the record is sealed, and when it was last compared; the command says what does not fit."""
    last = chain.last_day()
    checked = chain.last_check()
    head = _("%(day)s: %(head)s") % {"day": day(last.day), "head": last.head} if last else _("Nothing is sealed yet")
    if chain.is_overdue(now):
        why = _("It is too old: days were removed, or what seals them each night has stopped.")
        head = _("%(head)s. %(why)s") % {"head": head, "why": why}
    yield Line(_("Last head of the record"), head, reverse("accounts:record"))
    yield Line(_("Record last checked"), _check(checked) if checked else _("Not yet"), reverse("accounts:record"))


def _check(checked):
    fits = _("everything fits")
    if checked.misfits:
        words = ngettext("%(n)s thing does not fit", "%(n)s things do not fit", checked.misfits)
        fits = words % {"n": checked.misfits}
    return _("%(day)s: %(result)s") % {"day": day(checked.on), "result": fits}


def _on(moment):
    return day(clock.today(moment)) if moment else ""


def _emails(now):
    waiting = Message.objects.filter(state=MessageState.WAITING).aggregate(
        all=Count("pk"),
        tried=Count("pk", filter=Q(attempts__gt=0)),
        later=Count("pk", filter=Q(attempts=0, send_after__gt=now)),
    )
    yield Line(_("E-mails that wait"), _why_waiting(**waiting))
    failed = outbox.undelivered().filter(created_at__gte=clock.start_of_day(now) - RECENTLY).count()
    yield Line(_("E-mails of the last 30 days not delivered"), str(failed), reverse("accounts:undelivered_list"))


def _why_waiting(all, tried, later):
    """Return how many e-mails wait, and why: the table below the figures says it of each."""
    parts = [
        (all - tried - later, _("%(n)s for the background work to send them")),
        (later, _("%(n)s for the time they are to be sent at")),
        (tried, _("%(n)s to be tried again")),
    ]
    return ": ".join([str(all), *([", ".join(words % {"n": n} for n, words in parts if n)] if all else [])])


def _work(now):
    yield Line(_("Background work that waits or runs"), str(Job.objects.filter(UNFINISHED).count()))
    failed = Job.objects.filter(state=JobState.FAILED, created_at__gte=clock.start_of_day(now) - RECENTLY)
    yield Line(_("Background work of the last 30 days that failed"), str(failed.count()))


class WaitingTable(Table):
    """E-mails that wait: which, to whom in part, since when, and why; nothing of what they say."""

    kind = Column(gettext_lazy("E-mail"), empty_values=())
    to = Column(gettext_lazy("To"))
    since = Column(gettext_lazy("Written on"), accessor="created_at")
    attempts = Column(gettext_lazy("Attempts"))
    why = Column(gettext_lazy("Why"), accessor="error", empty_values=())

    def render_kind(self, value):
        return kind_in_words(value)

    def render_to(self, value):
        return masked_address(value)

    def render_since(self, value):
        return day(clock.today(value))

    def render_why(self, value):
        return outbox.error_in_words(value) if value else _("It has not been tried yet.")


class WorkTable(Table):
    """Background work that waits, runs or failed: which, since when, and why."""

    kind = Column(gettext_lazy("Work"))
    since = Column(gettext_lazy("Asked for on"), accessor="created_at")
    state = StatusColumn(gettext_lazy("State"))
    reason = Column(gettext_lazy("Why"), default="")

    def render_since(self, value):
        return day(clock.today(value))


def waiting_emails():
    """Return the e-mails that have waited longest."""
    rows = Message.objects.filter(state=MessageState.WAITING).order_by("created_at", "pk")
    return WaitingTable.of(rows.only("kind", "to", "created_at", "attempts", "error")[:SHOWN])


def unfinished_work(now):
    """Return the newest work that is not done, or that failed in the last 30 days."""
    failed = Job.objects.filter(state=JobState.FAILED, created_at__gte=clock.start_of_day(now) - RECENTLY)
    return WorkTable.of((Job.objects.filter(UNFINISHED) | failed).order_by("-created_at", "-pk")[:SHOWN])
