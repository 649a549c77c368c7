"""A parent tells the group something (P9), with or without a name."""

from django.db import transaction

from accounts import audit
from accounts.models import AgeGroup, RespondentKind, codes_of
from accounts.services.settings import get_setting
from common import clock
from common.references import hash_secret, new_secret, next_reference
from common.submissions import once, secret_for
from issues import rules
from issues.emails import tell_leads_of_young_person, tell_readers
from issues.models import Issue
from issues.rules import Channel
from issues.services.drafts import drop_draft
from issues.services.secrets import readable
from issues.services.telling import tell_parent

WORDS = ("kind", "service_area", "area", "age_group", "original_text", "hoped_for", "speaks_as", "is_about_us")
CONSENTS = ("share_with_group", "share_with_agency", "may_publish")
CONTACT = ("contact_name", "contact_email", "contact_phone")
TRUSTED_ADULT = ("adult_name", "adult_contact")


@transaction.atomic
def raise_issue(
    answers,
    *,
    channel=Channel.WEB,
    by=None,
    reporter=None,
    secret="",
    received_on=None,
    is_told=True,
    row_mark="",
    reference="",
    now=None,
):
    """Store what a parent said and return (issue, secret); the secret is shown now and stored as a hash only.

    `answers` has the fields of an issue that a parent fills in; anything else in it is ignored. `reporter` is the
    signed-in parent, `by` whoever enters it. An issue is anonymous where it was asked for, and where nobody left a
    contact: then no contact, account or time of day is kept of it, only its date. What came on
    paper may have been received on an earlier day. What a child or young person raises belongs to no account, which may
    be a parent's; an adult they trust is kept for them alone, and the safeguarding leads are told at once. What is
    about the service itself is kept apart for the independent readers, whoever enters it; they are told at once.
    Without `is_told` the parent is not e-mailed, as of what came in a list; `row_mark` says in which row of it. A
    `reference` that is given was drawn already.
    """
    now = now or clock.now()
    secret = readable(secret or new_secret())
    issue = Issue(**{name: answers[name] for name in WORDS + CONSENTS if name in answers}, channel=channel)
    issue.is_apart, issue.row_mark = issue.is_about_us, row_mark
    issue.need_not_be_asked = bool(answers.get("need_not_be_asked"))
    if issue.age_group_id is None:
        issue.age_group = AgeGroup.objects.fallback()
    issue.is_young = bool(issue.speaks_as_id) and RespondentKind.objects.is_young(issue.speaks_as_id)
    _set_person(issue, answers, None if issue.is_young else reporter, now)
    issue.secret_hash = hash_secret(secret)
    issue.received_on = received_on or clock.today(now)
    days = get_setting("acknowledge_days", on=issue.received_on)
    issue.acknowledge_by_on = rules.acknowledge_by(issue.received_on, days)
    issue.reference = reference or next_reference(rules.PREFIX)
    issue.save(force_insert=True)
    audit.record("raise_issue", issue, by if channel != Channel.WEB else issue.reporter, now=now, channel=channel)
    if is_told:
        tell_parent(issue, "issues.received", secret=secret, now=now)
    if issue.is_young:
        tell_leads_of_young_person(issue)
    if issue.is_about_us:
        tell_readers(issue, now=now)
    return issue, secret


def _set_person(issue, answers, reporter, now):
    names = CONTACT + TRUSTED_ADULT if issue.is_young else CONTACT
    contact = {name: answers.get(name, "") for name in names}
    issue.is_anonymous = bool(answers.get("is_anonymous")) or not (reporter or any(contact.values()))
    if not issue.is_anonymous:
        issue.reporter, issue.received_at = reporter, now
        for name, value in contact.items():
            setattr(issue, name, value)


def submit_issue(answers, *, key, draft="", reporter=None, now=None):
    """Raise an issue from the form and return (issue, secret); the same form sent again gives the same two.

    The draft is erased in the same transaction, and with it the e-mail that led back to it.
    Raises DomainError for the same key with other answers.
    """
    made, drawn = [], []

    def draw():
        drawn.append(next_reference(rules.PREFIX))
        return drawn[0]

    def make():
        secret = secret_for(key)
        issue, _secret = raise_issue(answers, reporter=reporter, secret=secret, reference=drawn[0], now=now)
        made.append(issue)
        if draft:
            drop_draft(draft)
        return issue.reference

    body = codes_of(answers) | {"reporter": reporter.pk if reporter else None}
    reference, _is_new = once(key, body, make, reference=draw, now=now)
    return made[0] if made else Issue.objects.get(reference=reference), readable(secret_for(key))
