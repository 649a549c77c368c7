"""What goes of issues: what identifies a family, drafts, and links that were e-mailed."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from common.retention import Group, Rule, deleted, rules
from issues.models import IssueDraft, IssueLink
from issues.services.forgetting import forget_families, letters_over

rules.declare(
    Rule(
        "issues.contacts",
        Group.FAMILY,
        what=_("What identifies a family on an issue: name, contact, account, own words, and notes of its steps"),
        plain=_("What identifies your family on an issue: your name, how to reach you and your own words"),
        since=_("the issue was closed"),
        due=letters_over,
        day=F("over_on"),
        setting="issue_contact_months",
        carry_out=forget_families,
    )
)
rules.declare(
    Rule(
        "issues.drafts",
        Group.FAMILY,
        what=_("Issues that somebody began to write"),
        plain=_("An issue that you began and did not send"),
        since=_("30 days, or a day where you did not save it"),
        due=lambda until: IssueDraft.objects.filter(expires_on__lte=until.day),
        day=F("expires_on"),
        is_last_day=True,
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "issues.links",
        Group.FAMILY,
        what=_("Links in e-mails that open an issue"),
        plain=_("A link in an e-mail that opens your issue"),
        since=_("14 days"),
        due=lambda until: IssueLink.objects.filter(expires_on__lte=until.day),
        day=F("expires_on"),
        is_last_day=True,
        carry_out=deleted,
    )
)
