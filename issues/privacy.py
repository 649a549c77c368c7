"""What issues hold of families, why, how long, and what becomes of it (docs/privacy.md)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import RespondentKind
from accounts.privacy.common_rows import emails_naming
from common.erasing import erasing
from common.privacy import (
    ACCOUNTABLE,
    Fate,
    Gathered,
    Whose,
    agree,
    follows,
    found_by,
    holds,
    known_by_reference,
    names_at,
    withholds,
)
from common.told import Told
from issues.draft_summary import is_ticked, rows_of
from issues.models import (
    ConflictOfInterest,
    GroupGuest,
    Handover,
    Issue,
    IssueDraft,
    IssueLink,
    IssueMove,
    IssueTurn,
    SafeguardingConcern,
    Theme,
)
from issues.rules import PREFIX
from issues.services.own_issues import take_back_for_good

RECEIVERS = _(
    "the co-ordinator, or an independent reader where it is about the service; a look at the name is recorded"
)


@follows
def families_of(subject):
    """Lead from an address or an account to the issues it raised, and from an issue to its address.

    Whoever raises an issue for a family may leave the family's address under their own account: then the address says
    whose it is. What a child or young person raised is found by its reference alone: the address may be a parent's,
    who need not know of it, and leads nowhere.
    """
    by_address = Issue.objects.filter(subject.at("contact_email"), is_young=False)
    in_account = Issue.objects.filter(reporter__in=subject.keys("accounts.user"))
    letters = [*by_address, *(one for one in in_account.select_related("reporter") if _is_theirs(one, subject))]
    keys = {*subject.keys("issues.issue"), *(one.pk for one in letters)}
    whole = Issue.objects.filter(Q(pk__in=keys) | Q(split_from__in=keys) | Q(parts__in=keys)).select_related("reporter")
    own = list(whole.distinct())
    subject = subject.with_keys("issues.issue", [one.pk for one in own])
    return subject.with_emails(one.contact_email for one in own if not one.is_young and _leads_on(one))


def _is_theirs(issue, subject):
    """Say whether an issue in somebody's account is theirs: not where it names another person at another address."""
    own = not issue.contact_email or issue.contact_email.lower() in subject.emails
    return own or _leads_on(issue) or not (issue.contact_name and issue.reporter.name)


def _leads_on(issue):
    """Say whether the address on an issue is its parent's as far as their account tells."""
    account = issue.reporter
    if account is None or account.email.lower() == issue.contact_email.lower():
        return True
    return bool(issue.contact_name and account.name) and agree(issue.contact_name, account.name)


@names_at
def names_on_issues(emails):
    for email in emails:
        yield from Issue.objects.filter(contact_email__iexact=email).values_list("contact_email", "contact_name")


def drafts_of(subject):
    """Return what somebody began to write, but for a child's or young person's: the address may be a parent's."""
    drafts = IssueDraft.objects.filter(subject.at("email"))
    young = [one.pk for one in drafts if _is_young(one.answers.get("speaks_as"))]
    return drafts.exclude(pk__in=young)


def _is_young(speaks_as):
    return bool(speaks_as) and RespondentKind.objects.is_young(speaks_as)


@withholds
def kept_from(found, user):
    """Keep back what is out of sight, or about the service itself, from whoever may not read it: with all about it."""
    issues = found.get("issues.issue", [])
    seen = set(Issue.objects.visible_to(user).filter(pk__in=[one.pk for one in issues]).values_list("pk", flat=True))
    unseen = {one.pk for one in issues} - seen
    yield from (row for rows in found.values() for row in rows if getattr(row, "issue_id", None) in unseen)
    yield from (one for one in issues if one.pk in unseen)
    yield from emails_naming(found, [one.reference for one in issues if one.pk in unseen])
    yield from (one for one in found.get("issues.issuedraft", []) if is_ticked(one.answers.get("is_about_us")))


@erasing(Issue)
def take_back_first(issues, now):
    """Let the copies of their words go while they can still be found by them."""
    for issue in issues:
        take_back_for_good(issue, now=now)


def of_their_issues(model):
    return found_by(model, issues__issue="issue")


def begun(draft):
    """Return what somebody answered so far, under each question as it was asked."""
    return {row["label"]: row["value"] for row in rows_of(draft.answers)}


def title_of(issue):
    """Return what names an issue for its parent: the reference, and the title they read."""
    return f"{issue.reference} {issue.title}".strip()


def issue_of(row):
    return title_of(row.issue)


known_by_reference(Issue, PREFIX)
holds(
    Issue,
    _("issues raised"),
    of=Whose.FAMILY,
    why=_("so that what a parent said is followed until somebody has answered it"),
    gathered=Gathered.FROM_THEM,
    seen_by=RECEIVERS,
    kept="issues.contacts",
    rows=found_by(Issue, issues__issue="pk"),
    erased=Fate.BLANKED,
    identifies=("contact_name", "contact_email", "contact_phone", "adult_name", "adult_contact"),
    says=("title", "original_text", "hoped_for", "edited_text", "objection"),
    others=("status_reason", "hidden_reason"),
    keys=("reporter",),
    nobody=("reference", "secret_hash", "signposted_to", "row_mark"),
    told=Told(
        _("Issues you raised"),
        {
            title_of: _("Issue"),
            "original_text": _("What you wrote"),
            "hoped_for": _("What would put it right, in your words"),
            "edited_text": _("Your words as others read them"),
            "objection": _("What you wanted changed in them"),
            "objected_on": _("You asked for that on"),
            "contact_name": _("Your name"),
            "contact_email": _("Your e-mail address"),
            "contact_phone": _("Your telephone number"),
            "adult_name": _("The adult you trust"),
            "adult_contact": _("How to reach that adult"),
            "speaks_as.name": _("You speak as"),
            "kind": _("What kind of issue it is"),
            "service_area.name": _("Which service it is about"),
            "area.name": _("Which part of the county"),
            "age_group.name": _("Which age it is about"),
            "channel": _("How it came to us"),
            "is_about_us": _("It is about this service itself"),
            "share_with_group": _("The group may read it"),
            "share_with_agency": _("The agency may read it"),
            "may_publish": _("It may be published"),
            "need_not_be_asked": _("You need not see the edited words first"),
            "received_on": _("We received it on"),
            "acknowledged_on": _("We told you that we have it on"),
            "words_shown_on": _("We showed you the edited words on"),
            "presented_on": _("Put to the agency on"),
            "responded_on": _("The agency answered on"),
            "published_on": _("Published on"),
            "closed_on": _("Closed on"),
            "status": _("Where it stands"),
        },
        newest="received_on",
    ),
)
holds(
    IssueMove,
    _("what happened to an issue"),
    of=Whose.FAMILY,
    why=_("so that its parent can follow it"),
    seen_by=_("its parent; the co-ordinator"),
    kept="issues.contacts",
    rows=of_their_issues(IssueMove),
    erased=Fate.BLANKED,
    others=("note",),
)
holds(
    IssueDraft,
    _("issues somebody began to write"),
    of=Whose.FAMILY,
    why=_("so that a parent can go on later"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("nobody else: its address is secret"),
    kept="issues.drafts",
    rows=drafts_of,
    erased=Fate.DELETED,
    identifies=("email",),
    says=("answers",),
    nobody=("secret_hash", "once"),
    told=Told(
        _("Issues you began to write"),
        {
            lambda _draft: _("Not sent yet"): _("Issue"),
            begun: _("What you answered"),
            "email": _("Where we sent the link"),
            "expires_on": _("We keep it until"),
        },
    ),
)
holds(
    IssueTurn,
    _("what a parent was told, or is to be told by phone or letter"),
    of=Whose.FAMILY,
    why=_("so that a parent hears of every step"),
    seen_by=RECEIVERS,
    kept="issues.contacts",
    rows=of_their_issues(IssueTurn),
    erased=Fate.BLANKED,
    others=("title", "text", "what_next"),
    nobody=("key",),
)
holds(
    IssueLink,
    _("links to an issue that were e-mailed"),
    of=Whose.FAMILY,
    why=_("so that a parent finds their issue again"),
    seen_by=_("nobody: it is stored as a hash"),
    kept="issues.links",
    rows=of_their_issues(IssueLink),
    erased=Fate.DELETED,
    nobody=("secret_hash",),
)
holds(
    Handover,
    _("why an issue went to somebody else"),
    of=Whose.FAMILY,
    why=_("so that a parent agrees before the co-ordinator reads what is about the service itself"),
    gathered=Gathered.BY_OTHERS,
    seen_by=_("its parent; the co-ordinator and the independent readers"),
    kept="issues.contacts",
    rows=of_their_issues(Handover),
    erased=Fate.BLANKED,
    others=("reason", "how_agreed"),
)
holds(
    SafeguardingConcern,
    _("what was put out of sight to protect a child, and what was decided"),
    of=Whose.FAMILY,
    why=_("so that a child in danger is protected"),
    gathered=Gathered.BY_OTHERS,
    seen_by=_("the safeguarding lead"),
    rows=of_their_issues(SafeguardingConcern),
    others=("referred_to",),
    grounds={"referred_to": ACCOUNTABLE},
)
holds(
    GroupGuest,
    _("who reads the pack of a meeting for a member"),
    of=Whose.MEMBER,
    why=_("so that they can read what the meeting discusses"),
    gathered=Gathered.BY_OTHERS,
    seen_by=_("nobody"),
    kept=_("until the day of the meeting is over"),
    rows=found_by(GroupGuest, "email"),
    erased=Fate.DELETED,
    identifies=("email",),
    told=Told(
        _("Meetings whose papers you can read in the place of a member"),
        {"until_on": _("The day of the meeting"), "email": _("Your e-mail address")},
        newest="until_on",
    ),
)
holds(
    ConflictOfInterest,
    _("who does not read what, because they declared an interest"),
    of=Whose.MEMBER,
    why=_("so that nobody reads what they have an interest in"),
    seen_by=_("nobody"),
    rows=found_by(ConflictOfInterest, "email", members__person="person"),
    erased=Fate.DELETED,
    identifies=("email",),
    keys=("person",),
    told=Told(
        _("What you do not read, because you declared an interest"),
        {
            lambda row: row.issue.reference if row.issue else row.theme.name: _("Issue or theme"),
            "email": _("Your e-mail address"),
        },
    ),
)
holds(Theme, _("themes"), others=("name", "summary"), nobody=("slug",))
