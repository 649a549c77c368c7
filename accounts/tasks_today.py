"""What the installation asks today of its administrator, and personal data of who deals with it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.exceptions import LATE, LATE_ABOUT_COORDINATOR, REQUESTS_LATE
from accounts.filters import OPEN
from accounts.models import DataComplaint, DataRequest, LegalHold
from accounts.roles import Role
from accounts.rules import DataRequestStatus
from common import chain, clock, exceptions_register, installation, outbox, tasks_today
from common.backups import is_backup_late, is_drill_late
from common.counting import Wanted
from common.dates import day
from common.models import Backup
from common.pages.exceptions import IN_TIME
from common.tasks_today import Task

RECENTLY = 30 * clock.DAY


def _undelivered(user, now):
    return Wanted(outbox.undelivered().filter(created_at__gte=clock.start_of_day(now) - RECENTLY))


@tasks_today.needs(Role.ADMINISTRATOR, "accounts", rows=_undelivered)
def emails_not_delivered(user, now, found):
    """How many e-mails of the last 30 days could not be delivered."""
    words = ngettext("%(n)s e-mail could not be delivered", "%(n)s e-mails could not be delivered", found.count)
    yield Task(reverse("accounts:undelivered_list"), words % {"n": found.count}, _("In the last 30 days"))


def _requests_in_time(today):
    return Wanted(exceptions_register.in_time(DataRequest.objects.open(), today, REQUESTS_LATE))


@tasks_today.of_day(Role.COORDINATOR, "accounts", rows=_requests_in_time)
def data_requests(today, found):
    """Requests about personal data that are still in time; the register of exceptions says which are late."""
    words = ngettext("%(n)s request about personal data", "%(n)s requests about personal data", found.count)
    address = reverse("accounts:data_request_list", query={"status": OPEN, "attention": IN_TIME})
    yield Task(address, words % {"n": found.count})


def _asked_by_others(user, now):
    return Wanted(DataRequest.objects.filter(status=DataRequestStatus.ASKED).exclude(asked_by=user))


@tasks_today.needs(Role.ADMINISTRATOR, "accounts.data", rows=_asked_by_others)
def data_requests_to_agree(user, now, found):
    """Requests that wait for a second person."""
    words = ngettext("%(n)s request about personal data waits", "%(n)s requests about personal data wait", found.count)
    address = reverse("accounts:data_request_list", query={"status": DataRequestStatus.ASKED})
    yield Task(address, words % {"n": found.count}, _("A second person has to agree"))


def _complaints_but(late):
    def rows(user, now):
        waiting = DataComplaint.objects.visible_to(user).unanswered()
        return Wanted(exceptions_register.in_time(waiting, clock.today(now), late))

    return rows


@tasks_today.needs(Role.COORDINATOR, "accounts", rows=_complaints_but(LATE))
@tasks_today.needs(Role.INDEPENDENT_READER, "accounts", rows=_complaints_but(LATE_ABOUT_COORDINATOR))
def complaints_to_answer(user, now, found):
    """Complaints still in time, or acknowledged and not answered; the register of exceptions says which are late."""
    words = ngettext("%(n)s complaint about data to answer", "%(n)s complaints about data to answer", found.count)
    yield Task(reverse("accounts:complaint_list"), words % {"n": found.count})


def _holds_to_agree(user, now):
    return Wanted(LegalHold.objects.to_agree(user))


@tasks_today.needs(Role.COORDINATOR, "accounts", rows=_holds_to_agree)
@tasks_today.needs(Role.ADMINISTRATOR, "accounts", rows=_holds_to_agree)
def holds_to_end(user, now, found):
    """Legal holds that somebody else asked to end, and that wait for a second person."""
    words = ngettext(
        "%(n)s legal hold that somebody asked to end", "%(n)s legal holds that somebody asked to end", found.count
    )
    yield Task(reverse("accounts:hold_list"), words % {"n": found.count})


@tasks_today.needs(Role.ADMINISTRATOR, "accounts")
def backups_late(user, now):
    """That the newest backup is more than two days old, or that no restore was tried for three months."""
    if installation.is_sample():
        return
    page = reverse("accounts:backup_list")
    times = Backup.objects.newest()
    made, tried = times["made"], times["tried"]
    if is_backup_late(made, now):
        words = _("The newest is of %(day)s") % {"day": day(clock.today(made))} if made else _("There is none yet")
        yield Task(page, _("Make a backup"), words)
    elif is_drill_late(tried, now):
        words = _("The last was on %(day)s") % {"day": day(clock.today(tried))} if tried else _("None was tried yet")
        yield Task(page, _("Try restoring a backup"), words)


@tasks_today.needs(Role.ADMINISTRATOR, "accounts")
def record_does_not_fit(user, now):
    """That something in the record did not fit when last compared, or that its last head is older than it can be."""
    page = reverse("accounts:record")
    checked = chain.last_check()
    if checked and checked.misfits:
        words = ngettext(
            "%(n)s thing in the record does not fit", "%(n)s things in the record do not fit", checked.misfits
        )
        yield Task(page, words % {"n": checked.misfits}, _("The command verify_record names each of them"))
    if chain.is_overdue(now):
        last = chain.last_day()
        stands = _("The last head is of %(day)s") % {"day": day(last.day)} if last else _("No day is sealed")
        yield Task(page, _("Find out why the record is not sealed each night"), stands)
