"""What the co-ordinator does with an issue that has come in, and an independent reader with one about the service."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import codes_of
from accounts.services.settings import get_setting
from common import clock, taken_back
from common.errors import DomainError
from common.locking import locked
from common.submissions import once, secret_for
from common.working_days import add_working_days
from issues.emails import tell_safeguarding_leads
from issues.models import Issue, SafeguardingConcern
from issues.rules import ENDED, FOLLOWED_BY_GROUP, REOPENED_APART, IssueStatus, SafeguardingOutcome
from issues.services.consents import all_of, set_consents
from issues.services.moves import move_issue
from issues.services.own_issues import follow_alone
from issues.services.raising import raise_issue
from issues.services.secrets import readable
from issues.services.showing import show_words_unless_settled

# An issue merged into one of these would no longer be followed, although its parent is told that it is.
NOT_FOLLOWED = ENDED | {IssueStatus.CLOSED, IssueStatus.SIGNPOSTED}


@transaction.atomic
def enter_issue(*, channel, received_on, by, now=None, secret="", is_told=True, row_mark="", **answers):
    """Enter what came on paper, by phone or in person; return (issue, secret), the secret for the parent to keep."""
    now = now or clock.now()
    if received_on > clock.today(now):
        raise DomainError(_("This date is in the future. Choose today or an earlier date."), field="received_on")
    how = {"secret": secret, "is_told": is_told, "row_mark": row_mark}
    return raise_issue(answers, channel=channel, received_on=received_on, by=by, now=now, **how)


@transaction.atomic
def enter_issue_once(*, key, by, now=None, **answers):
    """Enter an issue; return (issue, secret), the same two when the form is sent again (docs/safety.md, 2)."""
    secret = secret_for(key)
    reference, _is_new = once(
        key, codes_of(answers), lambda: enter_issue(by=by, now=now, secret=secret, **answers)[0].reference, now=now
    )
    return Issue.objects.get(reference=reference), readable(secret)


@transaction.atomic
def acknowledge_issue(issue, *, by, note="", now=None):
    """Acknowledge an issue and tell its parent; the group asks for this within two working days (P9).

    What an independent reader answered without the group is opened again by the same step.
    """
    issue = locked(issue)
    if issue.is_apart and issue.status in REOPENED_APART:
        return reopen_apart(issue, by=by, note=note, now=now)
    if issue.status != IssueStatus.RECEIVED:
        raise DomainError(_("This issue has already been acknowledged."))
    return move_issue(issue, IssueStatus.ACKNOWLEDGED, by=by, now=now, note=note)


@transaction.atomic
def reopen_apart(issue, *, by, note="", now=None, **how):
    """Open an issue about the service again for its independent reader: it waits for their answer once more."""
    fields = {"acknowledged_on": issue.acknowledged_on, "responded_on": None, "closed_on": None, "status_reason": ""}
    return move_issue(
        issue, IssueStatus.ACKNOWLEDGED, by=by, now=now, note=note, **{"verb": "reopen_issue", **fields, **how}
    )


@transaction.atomic
def record_consents(issue, *, how, by, now=None, **agreed):
    """Keep what the parent agrees to now, as they told us; `agreed` are the three consents, each given or withdrawn.

    Without the consent to publish it is public no more. They hold for every matter of a letter. Raises DomainError for
    an issue that was withdrawn, and where the group follows it: it must be signposted or closed before the group stops
    seeing it.
    """
    letter = locked(issue.letter)
    if locked(issue).status == IssueStatus.WITHDRAWN:
        raise DomainError(_("The parent has withdrawn this issue, and every consent with it."))
    concerned = all_of(letter)
    if not agreed["share_with_group"] and any(one.status in FOLLOWED_BY_GROUP for one in concerned):
        words = _("The group is following this issue. Signpost or close it first.")
        if len(concerned) > 1:
            words = _("The group is following a matter of this letter. Signpost or close it first.")
        raise DomainError(words, field="share_with_group")
    for one in concerned:
        set_consents(one, agreed, verb="record_consents", by=by, now=now, reason=how)
    issue.refresh_from_db()
    return issue


@transaction.atomic
def log_issue(issue, *, by, theme=None, note="", now=None):
    """Log an issue for the group (P9). Raises DomainError without a title, edited words and the parent's consent.

    One about the service itself is then apart no more: the group, with its co-ordinator, reads the edited words.
    """
    if not issue.share_with_group:
        words = _(
            "The parent has not agreed that the group can see this. Signpost it, or ask them and record their consent."
        )
        raise DomainError(words)
    if not issue.title or not issue.edited_text:
        raise DomainError(_("Write a title and the edited words first. The group sees those, never the original."))
    fields = {"present_by_on": None, "is_apart": False} | ({"theme": theme} if theme else {})
    issue = move_issue(issue, IssueStatus.LOGGED, by=by, now=now, note=note, **fields)
    return show_words_unless_settled(issue, by=by, now=now)


@transaction.atomic
def signpost_issue(issue, *, to, reason, by, now=None):
    """Signpost an issue: say who can help, and why. The group does not take up a family's own case.

    The parents of issues merged into it are told the same: it is followed for all of them as one.
    """
    fields = {"signposted_to": to, "status_reason": reason}
    return move_issue(issue, IssueStatus.SIGNPOSTED, by=by, now=now, note=reason, **fields)


@transaction.atomic
def merge_issue(issue, *, into, by, now=None):
    """Merge an issue into an earlier one that says the same (P9); both parents are told.

    Issues already merged into the first are moved to the second, so that merged issues have one main issue.
    """
    into = locked(into)
    is_away = into.is_hidden or into.is_apart or into.is_about_us != issue.is_about_us
    if into.pk == issue.pk or is_away or into.status in NOT_FOLLOWED:
        raise DomainError(_("Choose another issue that is still being followed."), field="into")
    issue.merged_issues.update(merged_into=into)
    return move_issue(issue, IssueStatus.MERGED, by=by, now=now, merged_into=into)


@transaction.atomic
def separate_issue(issue, *, reason, by, now=None):
    """Separate an issue merged by mistake: it is followed on its own again, and its parent is told why."""
    if issue.status != IssueStatus.MERGED:
        raise DomainError(_("This issue is not merged with another."))
    return follow_alone(issue, by=by, now=now, note=reason)


@transaction.atomic
def close_issue(issue, *, reason, by, now=None):
    """Close an issue with the reason its parent will read, and those of the issues merged into it."""
    if not reason.strip():
        raise DomainError(_("Say why you are closing it. The parent will see this."), field="reason")
    return move_issue(issue, IssueStatus.CLOSED, by=by, now=now, note=reason, status_reason=reason)


def look_at_contact(issue, *, reason, by, now=None):
    """Record who looked at the name behind an issue, and why: the family can read it (docs/safety.md, promise 11).

    What is looked at while it is out of sight is not told to the family: it may be about a child's safety.
    """
    if not reason.strip():
        raise DomainError(_("Say why you need to know. The family can see this."), field="reason")
    return audit.record("view_contact", issue.letter, by, now=now, reason=reason, is_hidden=issue.is_hidden)


@transaction.atomic
def hide_issue(issue, *, reason, by, now=None):
    """Put an issue out of sight: only the safeguarding leads see it until they have decided, and they are told.

    Every copy of its words goes at once, also where it is brought back later: what was taken out is not put in again.
    A letter and its matters go together, and are decided on as one.
    """
    if not reason.strip():
        raise DomainError(_("Say what worries you, for the safeguarding lead."), field="reason")
    letter = locked(issue.letter)
    hidden = {"is_hidden": True, "hidden_reason": reason, "is_published": False, "published_on": None}
    for one in Issue.objects.of_letter(letter).select_for_update():
        for name, value in hidden.items():
            setattr(one, name, value)
        one.save(update_fields=list(hidden))
        audit.record("hide_issue", one, by, now=now, reason=reason)
        taken_back.take_back(one, now=now)
    today = clock.today(now)
    decide_by = add_working_days(today, get_setting("safeguarding_days", on=today))
    if not letter.concerns.waiting_on(today).exists():
        SafeguardingConcern.objects.create(issue=letter, raised_on=today, decide_by_on=decide_by)
    tell_safeguarding_leads(letter, by=by)
    issue.refresh_from_db()
    return issue


@transaction.atomic
def decide_hidden_issue(issue, *, outcome, decision, by, referred_to="", referred_on=None, now=None):
    """Record a safeguarding lead's decision: brought back into sight, referred (where and when), or kept away.

    What was referred or kept away stays out of sight, and can be decided on again. It holds for the whole letter.
    """
    today, referred_to = clock.today(now), referred_to.strip()
    if not decision.strip():
        raise DomainError(_("Give your decision."), field="decision")
    if outcome != SafeguardingOutcome.REFERRED:
        referred_to, referred_on = "", None
    elif not referred_to:
        raise DomainError(_("Say where it was referred to."), field="referred_to")
    elif referred_on is None or referred_on > today:
        raise DomainError(_("Give the day it was referred, today or earlier."), field="referred_on")
    letter = locked(issue.letter)
    if not letter.is_hidden:
        raise DomainError(_("This issue is no longer out of sight."))
    kept = {"outcome": outcome, "referred_to": referred_to, "referred_on": referred_on}
    concern = letter.concerns.last()
    for name, value in {**kept, "decided_on": today}.items():
        setattr(concern, name, value)
    concern.save()
    for one in Issue.objects.of_letter(letter).select_for_update():
        one.is_hidden = outcome != SafeguardingOutcome.BACK
        one.save(update_fields=["is_hidden"])
        audit.record("decide_hidden_issue", one, by, now=now, reason=decision, **kept)
    issue.refresh_from_db()
    return issue
