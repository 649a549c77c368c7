"""The e-mails about an issue: to its parent, the safeguarding leads, and the readers of what is about the service."""

from django.utils.translation import gettext_lazy as _

from accounts.emails import LINK_ASKED_FOR, RECEIPT
from accounts.roles import Role
from accounts.selectors import holders_of
from common import clock
from common.emails import EXAMPLE_MOMENT, Email, declare, send_email

ISSUE = {
    "reference": "PPS-123",
    "acknowledge_by_on": EXAMPLE_MOMENT,
    "original_text": _("[what was said]"),
    "title": _("[title]"),
    "edited_text": _("[the edited words]"),
    "hoped_for": _("[what would put it right]"),
}
EXAMPLE = {
    "issue": ISSUE,
    "secret": _("[secret]"),
    "told": [
        {
            "issue": ISSUE,
            "part": "",
            "turns": [{"title": _("[what happened, in a few words]"), "text": _("[what happened]")}],
            "what_next": _("[what happens next, and when]"),
            "address": _("[link]"),
        }
    ],
    "last_day": EXAMPLE_MOMENT,
    "address": _("[link]"),
    "draft": {"expires_on": EXAMPLE_MOMENT},
}
PARENT = _("The parent, if they gave an address")

declare(
    _("Issues"),
    Email(
        "issues.draft_saved",
        to=_("The person who started to raise an issue"),
        when=_("They ask for a link to finish it later"),
        example=EXAMPLE,
        stays=LINK_ASKED_FOR,
    ),
    Email("issues.received", to=PARENT, when=_("An issue is received"), example=EXAMPLE, stays=RECEIPT),
    Email(
        "issues.new_secret",
        to=PARENT,
        when=_("They have lost the secret and ask for a new one"),
        example=EXAMPLE,
        stays=LINK_ASKED_FOR,
    ),
    Email(
        "issues.words_shown",
        to=PARENT,
        when=_("The words that others may read are ready; they can object for some days"),
        example=EXAMPLE,
        stays=_("A question that only you can answer: whether others may read what you told us as we edited it."),
    ),
    Email(
        "issues.turns",
        to=PARENT,
        when=_("From 5pm of a day on which something has happened to their issue; at most one a day"),
        example=EXAMPLE,
        stops="issue",
    ),
    Email(
        "issues.young_person",
        to=_("The safeguarding leads"),
        when=_("A child or young person raises an issue"),
        example=EXAMPLE,
    ),
    Email(
        "issues.about_us",
        to=_("The independent readers"),
        when=_("An issue about the service itself is raised, or passed to them by the co-ordinator"),
        example=EXAMPLE,
    ),
    Email(
        "issues.no_reader",
        to=_("The administrators"),
        when=_("An issue about the service itself waits, and no independent reader is appointed"),
        example=EXAMPLE,
    ),
    Email(
        "issues.out_of_sight",
        to=_("The safeguarding leads, except the one who did it"),
        when=_("An issue is put out of sight"),
        example=EXAMPLE,
    ),
)


def address_of(issue):
    """Return where the parent can be written to, or nothing: an account that was closed is not written to."""
    letter = issue.letter
    has_account = letter.reporter_id and letter.reporter.is_active
    return letter.contact_email or (letter.reporter.email if has_account else "")


def can_be_rung_or_written_to(issue):
    """Say whether its parent left another way than e-mail. Nobody knows who raised an anonymous issue."""
    letter = issue.letter
    return bool(letter.contact_phone or letter.contact_name or letter.adult_contact)


def is_reached_by_hand(issue):
    """Say whether its parent can only be rung or written to."""
    return not address_of(issue) and can_be_rung_or_written_to(issue)


def other_leads(by):
    """Return today's safeguarding leads, leaving out the person who is acting."""
    leads = holders_of(Role.SAFEGUARDING_LEAD)
    return leads.exclude(pk=by.pk) if by else leads


def tell_safeguarding_leads(issue, *, by):
    """Write at once to the leads that an issue waits for their decision; why is read on its page alone.

    Whoever put it out of sight knows.
    """
    for lead in other_leads(by):
        send_email(
            "issues.out_of_sight",
            to=lead.email,
            context={"issue": issue},
            urgent=True,
            is_date_only=issue.is_anonymous,
        )


def tell_leads_of_young_person(issue):
    """Write at once to the leads that a child or young person has raised an issue, without a word of what it says."""
    for lead in other_leads(None):
        send_email(
            "issues.young_person",
            to=lead.email,
            context={"issue": issue},
            key=f"issue-{issue.pk}-young-{lead.pk}",
            urgent=True,
            is_date_only=issue.is_anonymous,
        )


def tell_readers(issue, *, now=None):
    """Write at once that an issue about the service itself waits: to its readers, or to who appoints one; no words."""
    today = clock.today(now)
    readers = list(holders_of(Role.INDEPENDENT_READER, today))
    name = "issues.about_us" if readers else "issues.no_reader"
    for person in readers or holders_of(Role.ADMINISTRATOR, today):
        send_email(
            name, to=person.email, context={"issue": issue}, urgent=True, is_date_only=issue.is_anonymous, now=now
        )
