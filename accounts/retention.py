"""What goes of signing in, of e-mails and background work, and of who looked; and what a legal hold keeps.

The rows of `common/` are here too: how long is a setting of the service, which that folder does not know.
"""

from django.contrib.sessions.models import Session
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts import rules as account_rules
from accounts.models import (
    Addressee,
    AuditEntry,
    DataComplaint,
    DataRequest,
    FollowLink,
    FollowRequest,
    Import,
    LegalHold,
    PendingChange,
    SignInLink,
)
from accounts.rules import ChangeKind, ComplaintStatus
from accounts.services.data_requests import copies_ready_since, forget_copies, forget_who_asked
from accounts.services.holds import forget_whose, held_keys, holds_known_to, is_held
from accounts.services.imports.files import forget_rows
from accounts.services.list_files import files_asked_by, forget_files
from accounts.services.retention import forget_counts
from accounts.services.settings import get_setting
from common import clock, retention
from common.documents import sweep_files, unowned
from common.following.news import KEPT_FOR_DAYS
from common.installation import is_sample
from common.models import UNFINISHED, Job, Message, News, RateCount, Submission
from common.privacy import hinders
from common.retention import Group, Rule, Unit, deleted, rules
from common.rules import LEFT_BEHIND_AFTER, MessageState

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


def pointed_at(model):
    """Return the conditions that a row of a higher app points at a row of `model`, one for each kind of row."""
    relations = [one for one in model._meta.get_fields(include_hidden=True) if one.one_to_many or one.one_to_one]
    theirs = [one for one in relations if one.auto_created and not one.concrete]
    return [Exists(one.related_model._base_manager.filter(**{one.field.name: OuterRef("pk")})) for one in theirs]


def that_nothing_points_at(rows):
    for pointing in pointed_at(rows.model):
        rows = rows.exclude(pointing)
    return rows


def old_texts(until):
    """Return the e-mails sent a day ago that still have their text; none with sample data, where a page shows them.

    A text may hold a sign-in code or the secret of an issue, which nobody else may read later.
    """
    sent = Message.objects.filter(state=MessageState.SENT, sent_at__lte=until.now - clock.DAY).exclude(body_text="")
    return sent.none() if is_sample() else sent


rules.declare(
    Rule(
        "common.messages",
        Group.ANYBODY,
        what=_("E-mails that were sent or given up: to whom, which one, when"),
        plain=_("That we sent you an e-mail, and whether it was delivered"),
        since=_("it was written"),
        due=lambda until: Message.objects.exclude(state=MessageState.WAITING).filter(created_at__lt=until.moment),
        day=F("created_at"),
        setting="message_months",
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "common.message_texts",
        Group.ANYBODY,
        what=_("What an e-mail said"),
        plain=_("What an e-mail to you said"),
        since=_("it was sent"),
        due=old_texts,
        day=F("sent_at"),
        unit=Unit.DAYS,
        fixed=1,
        carry_out=lambda rows, now: rows.update(body_text="", body_html="", stop_url=""),
    )
)
rules.declare(
    Rule(
        "common.jobs",
        Group.STAFF,
        what=_("Finished work in the background that no report rests on"),
        plain=None,
        since=_("it was finished"),
        due=lambda until: that_nothing_points_at(Job.objects.exclude(UNFINISHED).filter(finished_at__lt=until.moment)),
        day=F("finished_at"),
        setting="job_months",
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "common.submissions",
        Group.ANYBODY,
        what=_("Which forms were sent already, as hashes"),
        plain=None,
        since=_("it was sent"),
        due=lambda until: Submission.objects.filter(created_on__lte=until.day),
        day=F("created_on"),
        unit=Unit.DAYS,
        fixed=30,
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "common.rates",
        Group.ANYBODY,
        what=_("How often a computer sent something, counted against misuse"),
        plain=_("How often your computer sent us something, in a form that cannot be traced back"),
        since=_("that day"),
        due=lambda until: RateCount.objects.filter(counted_on__lte=until.day),
        day=F("counted_on"),
        is_last_day=True,
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "common.documents",
        Group.ANYBODY,
        what=_("Uploaded files that nothing shows any more"),
        plain=_("A file that you sent and that nothing shows any more"),
        since=_("it was sent"),
        due=lambda until: unowned().filter(created_at__lte=until.now - LEFT_BEHIND_AFTER),
        day=F("created_at"),
        unit=Unit.DAYS,
        fixed=LEFT_BEHIND_AFTER.days,
        carry_out=lambda _rows, now: sweep_files(now).documents,
    )
)
rules.declare(
    Rule(
        "accounts.links",
        Group.ANYBODY,
        what=_("Sign-in links"),
        plain=_("A link to sign in that we e-mailed you"),
        since=_("it ran out"),
        due=lambda until: SignInLink.objects.filter(expires_at__lte=until.now),
        day=F("expires_at"),
        unit=Unit.DAYS,
        is_held=False,
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "accounts.sessions",
        Group.ANYBODY,
        what=_("Sessions: that a browser is signed in"),
        plain=_("That your browser is signed in"),
        since=_("12 hours, or when you sign out"),
        due=lambda until: Session.objects.filter(expire_date__lt=until.now),
        day=F("expire_date"),
        unit=Unit.DAYS,
        is_held=False,
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "accounts.counts",
        Group.ANYBODY,
        what=_("Counts of tries to sign in; no list says beforehand which"),
        plain=None,
        since=_("they ran out, within 24 hours"),
        is_held=False,
        carry_out=lambda rows, now: forget_counts(now),
    )
)
rules.declare(
    Rule(
        "accounts.addresses",
        Group.ANYBODY,
        what=_("The old and new address of a change to an account"),
        plain=_("The old and new e-mail address, where the address of your account was changed"),
        since=_("it was changed"),
        due=lambda until: PendingChange.objects.filter(kind=ChangeKind.EMAIL, ended_at__lt=until.moment).exclude(
            value={}
        ),
        day=F("ended_at"),
        setting="address_change_months",
        carry_out=lambda rows, now: rows.update(value={}),
    )
)
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
rules.declare(
    Rule(
        "accounts.import_rows",
        Group.ANYBODY,
        what=_("What a spreadsheet said that was chosen for an import; that it was imported stays"),
        plain=_("The spreadsheet from which your details were entered"),
        since=_("it was sent or imported"),
        due=lambda until: Import.objects.with_rows().filter(rows_go_at__lte=until.now),
        day=F("begun_at"),
        unit=Unit.DAYS,
        fixed=account_rules.ROWS_KEPT.days,
        is_held=False,
        carry_out=lambda rows, now: forget_rows(rows),
    )
)
rules.declare(
    Rule(
        "accounts.follow_requests",
        Group.ANYBODY,
        what=_("What somebody asked to follow and has not confirmed"),
        plain=_("What you asked to follow and have not confirmed"),
        since=_("the last day you can confirm it"),
        due=lambda until: FollowRequest.objects.filter(expires_on__lte=until.day),
        day=F("expires_on"),
        is_last_day=True,
        is_held=False,
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "accounts.follow_links",
        Group.ANYBODY,
        what=_("Links to all that an address gets from us"),
        plain=_("A link to all you get from us"),
        since=_("the last day it opens"),
        due=lambda until: FollowLink.objects.filter(expires_on__lte=until.day),
        day=F("expires_on"),
        is_last_day=True,
        is_held=False,
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "accounts.addressees",
        Group.ANYBODY,
        what=_("Addresses that follow nothing and have stopped nothing; in an old e-mail the way to stop it then ends"),
        plain=_("Your address, once you follow nothing, so that the links in our last e-mail to you still work"),
        since=_("our last e-mail"),
        due=lambda until: Addressee.objects.idle(until.day),
        day=F("last_written_on"),
        fixed=12,
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "common.news",
        Group.ANYBODY,
        what=_("What became new, as pointers, and that followers were told of it"),
        plain=_("That we told you of something new in what you follow"),
        since=_("it became new"),
        due=lambda until: News.objects.filter(noticed_on__lte=until.day),
        day=F("noticed_on"),
        unit=Unit.DAYS,
        fixed=KEPT_FOR_DAYS,
        is_held=False,
        carry_out=deleted,
    )
)
