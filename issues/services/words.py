"""The words of an issue that others may read: edited beside the original, and published."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks, is_unchanged, marks_of
from common.marks import were_taken_out
from common.versions import check_version, joined, save_version
from issues.rules import ENDED, FOLLOWED_BY_GROUP, is_kept_apart
from issues.services.showing import (
    UNSETTLED,
    begin_again,
    forget_words_to_say,
    show_words_unless_settled,
    unsettled_because,
)


def no_longer_followed(issue):
    """Return why the words and the theme of an issue stay as they are, or nothing while it is followed by itself."""
    if issue.status not in ENDED:
        return ""
    words = _("This issue is “%(status)s”, so its words and its theme can no longer be changed.")
    return words % {"status": issue.get_status_display()}


@transaction.atomic
def edit_issue(issue, *, title, edited_text, version, by, put_back=(), reason="", now=None):
    """Save the words others may read; the original is never touched. They are not public until they are published.

    What looks as if it identified somebody stays only where it was put back on purpose, and the parent's own words
    unchanged only with a reason. Raises StaleEdit on an old version, DomainError once the issue is merged or withdrawn.
    """
    issue = locked(issue)
    if words := no_longer_followed(issue):
        raise DomainError(words)
    texts = {"title": title, "edited_text": edited_text}
    before = {"title": issue.title, "edited_text": issue.edited_text}
    kept = save_version(issue, texts, before=before, based_on=version, now=now)
    if is_unchanged(issue.original_text, edited_text) and not reason.strip():
        raise DomainError(_("These are the parent's own words. Say why nothing has to be taken out."), field="reason")
    check_marks(texts.values(), put_back=put_back)
    issue.title, issue.edited_text = title, edited_text
    issue.are_names_taken_out = were_taken_out(marks_of(issue.original_text), edited_text) and not put_back
    if texts != before:
        begin_again(issue, now=now)
        forget_words_to_say(issue)
    issue.save(update_fields=["title", "edited_text", "are_names_taken_out", *UNSETTLED])
    audit.record("edit_issue", issue, by, now=now, reason=reason, put_back=len(put_back), **kept)
    if texts != before:
        issue = unpublish_issue(issue, by=by, now=now)
    return show_words_unless_settled(issue, by=by, now=now) if issue.status in FOLLOWED_BY_GROUP else issue


def stays_apart(issue):
    """Say whether an issue is kept apart for the independent readers with the consents it has now."""
    state = {"is_apart": issue.is_apart, "share_with_group": issue.share_with_group, "status": issue.status}
    return issue.is_about_us and is_kept_apart(**state)


def cannot_be_published(issue):
    """Return why the edited words cannot be shown to everybody, or nothing."""
    if not issue.may_publish:
        return _("The parent has not agreed that this can be published.")
    if issue.is_hidden:
        return _("This issue is out of sight and cannot be published.")
    if issue.is_split:
        return _("This letter was split. Its matters are published one by one.")
    if not issue.title or not issue.edited_text:
        return _("Write a title and the edited words first. The original is never published.")
    return ""


@transaction.atomic
def publish_issue(issue, *, by, version=None, now=None):
    """Show the edited words to everybody; only with the parent's consent, and never one out of sight.

    `version` is that of the words somebody has seen as the public will. Raises StaleEdit where it is an old one.
    """
    issue = locked(issue)
    if version is not None:
        check_version(issue.edit_version, version, joined(issue.title, issue.edited_text))
    if words := cannot_be_published(issue) or unsettled_because(issue, now=now):
        raise DomainError(words)
    if not issue.is_published:
        issue.is_published, issue.published_on = True, clock.today(now)
        issue.save(update_fields=["is_published", "published_on"])
        audit.record("publish_issue", issue, by, now=now)
    return issue


@transaction.atomic
def unpublish_issue(issue, *, by, now=None):
    """Unpublish an issue."""
    issue = locked(issue)
    if issue.is_published:
        issue.is_published, issue.published_on = False, None
        issue.save(update_fields=["is_published", "published_on"])
        audit.record("unpublish_issue", issue, by, now=now)
    return issue
