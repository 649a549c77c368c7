"""Who follows what, and which e-mails somebody has stopped."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Addressee, EmailStop, Following, FollowLink, FollowRequest
from accounts.models import Told as ToldOnce
from common import following
from common.models import News
from common.privacy import Fate, Gathered, Whose, follows, found_by, holds
from common.told import Told

WHY = _("so that somebody is told what is new in what they chose to follow, each thing once")
SECRET = _("nobody: it is stored as a hash")
NOBODY = _("nobody: it is not shown on any page of staff")
THEMSELVES = _("whoever has the link in an e-mail to that address")


@follows
def addressees_of(subject):
    """Lead from an address to its row, and from the row to the address."""
    found = Addressee.objects.filter(Q(pk__in=subject.keys("accounts.addressee")) | subject.at("email"))
    rows = list(found.values_list("pk", "email"))
    subject = subject.with_keys("accounts.addressee", [key for key, _email in rows])
    return subject.with_emails(email for _key, email in rows)


def what(row):
    """Return what somebody follows as everybody may name it, or by its kind alone once it is no longer public."""
    found = following.kinds.visible([row.topic]).get(row.topic)
    kind = following.kinds.get(row.topic.partition(":")[0])
    return found.title if found else kind.label if kind else ""


holds(
    Addressee,
    _("addresses that get e-mails they can stop"),
    of=Whose.ANYBODY,
    why=WHY,
    gathered=Gathered.FROM_THEM,
    seen_by=THEMSELVES,
    kept="accounts.addressees",
    rows=found_by(Addressee, accounts__addressee="pk"),
    erased=Fate.DELETED,
    identifies=("email",),
    nobody=("secret", "secret_hash"),
    told=Told(
        _("E-mails you can stop"),
        {
            "email": _("Your e-mail address"),
            "since_on": _("Since"),
            "last_written_on": _("Last e-mail"),
            "daily_on": _("Last daily e-mail, or the day you chose one"),
            "weekly_on": _("Last weekly e-mail, or the day you chose one"),
        },
        newest="since_on",
    ),
)
holds(
    Following,
    _("what somebody follows"),
    of=Whose.ANYBODY,
    why=WHY,
    gathered=Gathered.FROM_THEM,
    seen_by=THEMSELVES,
    kept=_("until they stop it"),
    rows=found_by(Following, accounts__addressee="addressee"),
    erased=Fate.DELETED,
    nobody=("topic",),
    told=Told(
        _("What you follow"),
        {what: _("What"), "how_often": _("How often we write"), "since_on": _("Since")},
        newest="since_on",
        is_table=True,
    ),
)
holds(
    FollowRequest,
    _("what somebody asked to follow and has not confirmed"),
    of=Whose.ANYBODY,
    why=_("so that nobody is written to who has not confirmed it"),
    gathered=Gathered.FROM_THEM,
    seen_by=NOBODY,
    kept="accounts.follow_requests",
    rows=found_by(FollowRequest, "email"),
    erased=Fate.DELETED,
    identifies=("email",),
    nobody=("topics", "secret_hash"),
    told=Told(
        _("What you asked to follow and have not confirmed"),
        {
            "email": _("Your e-mail address"),
            "how_often": _("How often we write"),
            "expires_on": _("Can be confirmed until"),
        },
        newest="expires_on",
    ),
)
holds(
    FollowLink,
    _("links to all that an address gets from us"),
    of=Whose.ANYBODY,
    why=_("so that somebody sees what they get and can stop it"),
    seen_by=SECRET,
    kept="accounts.follow_links",
    rows=found_by(FollowLink, accounts__addressee="addressee"),
    erased=Fate.DELETED,
    nobody=("secret_hash",),
)
holds(
    ToldOnce,
    _("that somebody was told something new"),
    of=Whose.ANYBODY,
    why=_("so that each thing is told once"),
    seen_by=NOBODY,
    kept="common.news",
    rows=found_by(ToldOnce, accounts__addressee="addressee"),
    erased=Fate.DELETED,
    nobody=("message_key",),
)
holds(
    EmailStop,
    _("that somebody wants no more e-mails about something they raised, asked or answered"),
    of=Whose.ANYBODY,
    why=_("so that they get none"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("the co-ordinator sees of one issue that its e-mails were stopped"),
    kept=_("until they take it back, or the address is erased"),
    rows=found_by(EmailStop, accounts__addressee="addressee"),
    erased=Fate.DELETED,
    nobody=("topic",),
    told=Told(
        _("Letters you stopped"),
        {lambda row: row.topic.partition(":")[0]: _("About"), "stopped_on": _("Stopped on")},
        newest="stopped_on",
        is_table=True,
    ),
)
holds(News, _("pointers to what became new, in the order in which it was noticed"), kept="common.news", nobody=("key",))
