"""What goes of copies and files, of requests, complaints and holds, and of who looked; what a legal hold keeps."""

from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts import rules as account_rules
from accounts.models import (
    AuditEntry,
    DataComplaint,
    DataRequest,
    LegalHold,
)
from accounts.rules import ComplaintStatus
from accounts.services.data_requests import copies_ready_since, forget_copies, forget_who_asked
from accounts.services.holds import forget_whose, held_keys, holds_known_to, is_held
from accounts.services.list_files import files_asked_by, forget_files
from accounts.services.settings import get_setting
from common import retention
from common.privacy import hinders
from common.retention import Group, Rule, Unit, deleted, rules

retention.answers("setting")(get_setting)
retention.answers("held")(held_keys)


@hinders
def held(subject, _now, reader):
    """A legal hold stops an erasure too, in whole: what belongs together is kept together.

    Who of the team may not know what a hold is on reads nothing of it: an attempt would tell whose something is.
    """
    if reader is None and is_held(subject):
        yield _("Something of yours is needed for a claim or a complaint, so nothing can be erased yet.")
    for hold in holds_known_to(reader, subject) if reader else ():
        yield gettext("It is kept under the legal hold %(ref)s, so it cannot be erased yet.") % {"ref": hold}


rules.declare(
    Rule(
        "accounts.copies",
        Group.ANYBODY,
        what=_("Copies that people asked for of what is held about them"),
        plain=_("The copy of your data that you asked for"),
        since=_("it was ready"),
        due=lambda until: copies_ready_since(until.now - account_rules.COPY_KEPT),
        day=F("document__created_at"),
        unit=Unit.DAYS,
        fixed=account_rules.COPY_KEPT.days,
        is_held=False,
        carry_out=forget_copies,
    )
)
rules.declare(
    Rule(
        "accounts.list_files",
        Group.STAFF,
        what=_("Excel files of long lists that staff asked for"),
        plain=_("A file of a list that you asked for"),
        since=_("you asked for it"),
        due=lambda until: files_asked_by(until.now - account_rules.LIST_FILE_KEPT),
        day=F("asked_at"),
        unit=Unit.DAYS,
        fixed=account_rules.LIST_FILE_KEPT.days,
        is_held=False,
        carry_out=forget_files,
    )
)
rules.declare(
    Rule(
        "accounts.data_requests",
        Group.ANYBODY,
        what=_("Who asked for a copy or for erasure, how that was known, and why it was refused; the request stays"),
        plain=_("That you asked us for a copy of your data, or to erase it"),
        since=_("we answered it"),
        due=lambda until: DataRequest.objects.naming_somebody().filter(ended_on__lte=until.day),
        day=F("ended_on"),
        setting="data_request_months",
        carry_out=forget_who_asked,
    )
)
rules.declare(
    Rule(
        "accounts.audit",
        Group.FAMILY,
        what=_("Lines of the audit trail that say only who looked at something; all others stay with the record"),
        plain=_("Who looked up your name and contact details, and why"),
        since=_("they looked"),
        due=lambda until: AuditEntry.objects.filter(verb__in=account_rules.LOOKS, on__lte=until.day),
        day=F("on"),
        setting="look_months",
        carry_out=lambda rows, now: audit.forget_entries(rows, rule="accounts.audit", now=now),
    )
)
rules.declare(
    Rule(
        "accounts.holds",
        Group.ANYBODY,
        what=_("Whom a legal hold that has ended was about, and why; that there was one stays"),
        plain=_("That we had to keep what is yours for a claim or a complaint, and why"),
        since=_("it ended"),
        due=lambda until: LegalHold.objects.ended_naming_somebody().filter(ended_at__lt=until.moment),
        day=F("ended_at"),
        setting="hold_months",
        is_held=False,
        carry_out=forget_whose,
    )
)
rules.declare(
    Rule(
        "accounts.complaints",
        Group.ANYBODY,
        what=_("Complaints about how somebody's data was handled"),
        plain=_("A complaint about how we handled your data, and our answer"),
        since=_("we answered it"),
        due=lambda until: DataComplaint.objects.filter(status=ComplaintStatus.ANSWERED, answered_on__lte=until.day),
        day=F("answered_on"),
        setting="complaint_months",
        carry_out=deleted,
    )
)
