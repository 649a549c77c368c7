"""What goes of following, and of what was new."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import (
    Addressee,
    FollowLink,
    FollowRequest,
)
from common.following.news import KEPT_FOR_DAYS
from common.models import News
from common.retention import Group, Rule, Unit, deleted, rules

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
