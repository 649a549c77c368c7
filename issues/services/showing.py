"""A parent who can be e-mailed sees the edited words before others read them, and may object for some days."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.services.settings import get_setting
from common import clock
from common.dates import day
from common.errors import DomainError
from common.locking import locked
from common.versions import check_version, joined
from issues import rules
from issues.emails import address_of
from issues.selectors import words_not_delivered
from issues.services.own_issues import teller
from issues.services.telling import new_link, tell_parent

UNSETTLED = {"words_shown_on": None, "words_settled_on": None, "objected_on": None, "objection": ""}


def must_be_asked(issue):
    """Say whether the parent sees edited words first: they can be e-mailed, and did not say they need not be asked."""
    return bool(address_of(issue)) and not issue.need_not_be_asked


def begin_again(issue, *, now=None):
    """Take new words as not yet seen by the parent; where nobody is to be asked they are settled. The caller saves."""
    settled_on = None if must_be_asked(issue) else clock.today(now)
    for name, value in (UNSETTLED | {"words_settled_on": settled_on}).items():
        setattr(issue, name, value)


@transaction.atomic
def show_words(issue, *, by, now=None):
    """E-mail the edited words to the parent, who may object for some days; then they are settled.

    Raises DomainError where there are none, or the parent was shown these already.
    """
    issue, today = locked(issue), clock.today(now)
    if not issue.edited_text or issue.words_shown_on or issue.words_settled_on:
        raise DomainError(_("There are no edited words that the parent has still to see."))
    issue.words_shown_on = today
    issue.words_settled_on = rules.words_settled(today, get_setting("objection_days", on=today))
    issue.save(update_fields=["words_shown_on", "words_settled_on"])
    audit.record("show_words", issue, by, now=now, version=issue.edit_version)
    forget_words_to_say(issue)
    link = {"address": new_link(issue, now=now), "last_day": issue.object_by_on}
    tell_parent(issue, rules.WORDS_SHOWN, part=issue.edit_version, now=now, **link)
    return issue


def forget_words_to_say(issue):
    """Take off the list the edited words that could not be delivered: they are shown anew, or others are."""
    issue.turns.of_shown_words().untold().delete()


def show_words_unless_settled(issue, *, by, now=None):
    """Show the edited words to the parent where they have not seen them and are to be asked."""
    is_open = issue.words_settled_on is None and issue.words_shown_on is None
    return show_words(issue, by=by, now=now) if is_open and issue.edited_text else issue


@transaction.atomic
def count_as_not_asked(issue, *, now=None):
    """Let the days to object end for words that could not be delivered: their parent has not seen them.

    Nothing changes once the parent answered them on the website, the chair called them urgent, or they went out.
    Returns whether the issue counts as not asked from now on.
    """
    issue = locked(issue)
    days = issue.words_shown_on and get_setting("objection_days", on=issue.words_shown_on)
    runs = days and issue.words_settled_on == rules.words_settled(issue.words_shown_on, days)
    if not runs or issue.is_published or issue.presented_on:
        return False
    issue.words_shown_on = issue.words_settled_on = None
    issue.save(update_fields=["words_shown_on", "words_settled_on"])
    audit.record("count_as_not_asked", issue, None, now=now, version=issue.edit_version)
    return True


@transaction.atomic
def settle_unasked(issue, *, by, now=None):
    """Settle the edited words as those of somebody who left no e-mail address: they could not be delivered.

    Raises DomainError where they were not sent, or may have arrived.
    """
    issue = locked(issue)
    if not words_not_delivered(issue):
        raise DomainError(_("The e-mail with these words has not failed, or the parent has answered it."))
    issue.words_settled_on = clock.today(now)
    issue.save(update_fields=["words_settled_on"])
    audit.record("settle_unasked", issue, by, now=now, version=issue.edit_version)
    return issue


@transaction.atomic
def agree_to_words(issue, *, version, by=None, now=None):
    """Settle the edited words today, because the parent is happy with them."""
    issue = _open_words(issue, version)
    issue.words_settled_on = clock.today(now)
    issue.save(update_fields=["words_settled_on"])
    audit.record("agree_to_words", issue, teller(issue, by), now=now, version=version)
    return issue


@transaction.atomic
def object_to_words(issue, *, objection, version, by=None, now=None):
    """Keep what the parent wants changed: these words are neither published nor presented."""
    if not objection.strip():
        raise DomainError(_("Say what should be different."), field="objection")
    issue = _open_words(issue, version)
    issue.objected_on, issue.objection, issue.words_settled_on = clock.today(now), objection.strip(), None
    issue.save(update_fields=["objected_on", "objection", "words_settled_on"])
    audit.record("object_to_words", issue, teller(issue, by), now=now, version=version)
    return issue


@transaction.atomic
def settle_urgently(issue, *, by, now=None):
    """Settle the edited words although the parent could still object, because the chair called it urgent."""
    issue = locked(issue)
    issue.words_settled_on = clock.today(now)
    issue.save(update_fields=["words_settled_on"])
    audit.record("settle_urgently", issue, by, now=now, version=issue.edit_version)
    return issue


def _open_words(issue, version):
    issue = locked(issue)
    check_version(issue.edit_version, version, joined(issue.title, issue.edited_text))
    if not issue.can_be_objected_to:
        raise DomainError(_("The time for this has passed. Please write to us if something must be taken out."))
    return issue


def unsettled_because(issue, *, now=None):
    """Return why the edited words may not go out yet, or nothing."""
    if issue.objected_on:
        return _("The parent does not agree with these words. Edit them first.")
    if words_not_delivered(issue):
        return _("The e-mail with these words could not be delivered, so the parent has not seen them.")
    if issue.words_settled_on is None:
        return _("The parent has not seen these words yet. Show them first.")
    if issue.words_shown_on and issue.words_settled_on > clock.today(now):
        words = _("The parent can object to these words until %(day)s.")
        return words % {"day": day(issue.object_by_on)}
    return ""
