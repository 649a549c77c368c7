"""What goes of the rows without a domain: how long is a setting of the service, which `common/` does not know."""

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from common import clock
from common.documents import sweep_files, unowned
from common.installation import is_sample
from common.models import UNFINISHED, Job, Message, RateCount, Submission
from common.retention import Group, Rule, Unit, deleted, rules
from common.rules import LEFT_BEHIND_AFTER, MessageState


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
