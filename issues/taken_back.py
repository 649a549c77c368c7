"""What goes when an issue is taken back: withdrawn by its parent, put out of sight, or no longer to be public."""

from accounts.models import AuditEntry
from accounts.services.imports.files import forget_rows_about
from common import chain, taken_back
from common.redactions import take_out
from common.versions import erase_versions
from issues.models import Handover, Issue, IssueTurn, Theme
from members.models import Sending


@taken_back.words_of(Issue)
def words_of_issue(issue):
    """Return what its parent said, the edited words, and its title unless the theme is called the same."""
    yield from (issue.original_text, issue.hoped_for, issue.edited_text, issue.objection)
    names = {issue.theme.name.casefold()} if issue.theme_id else set()
    for texts in [{"title": issue.title}, *_versions_of(issue)]:
        yield from (text for text in texts.values() if text.casefold() not in names)


def _versions_of(issue):
    return issue.words.versions.values_list("texts", flat=True) if issue.words_id else []


@taken_back.copies_of(Issue)
def take_out_of_themes(_issue, copies, _now):
    """Take its words out of what the group says of its themes."""
    take_out(copies, [(Theme.objects.all(), ("summary",), ())])


@taken_back.copies_of(Issue)
def take_out_of_the_audit(issue, copies, _now):
    """Leave in the audit trail that something was done to the issue, by its reference alone."""
    entries = AuditEntry.objects.filter(on__gte=issue.received_on)
    about_it = entries.filter(object_type=issue._meta.label_lower, object_id=str(issue.pk))
    with chain.changing(about_it, chain.Why.TAKEN_OUT):
        about_it.update(object_name=issue.reference)
    take_out(copies, [(entries, ("object_name", "reason", "detail"), ())])


@taken_back.copies_of(Issue)
def erase_earlier_words(issue, _copies, _now):
    """Erase earlier versions once it is withdrawn: one of them may name somebody who was taken out later.

    Out of sight they stay for the safeguarding lead, as the issue itself does.
    """
    if issue.is_withdrawn:
        erase_versions(issue)


@taken_back.copies_of(Issue)
def forget_what_was_to_be_said(issue, copies, _now):
    """Erase what the co-ordinator was still to tell its parent, and its words in what others are told."""
    if issue.is_withdrawn:
        issue.turns.filter(told_on__isnull=True).delete()
    take_out(copies, [(IssueTurn.objects.filter(told_on__isnull=True), ("title", "text", "what_next"), ())])
    take_out(copies, [(Sending.objects.all(), ("subject", "text"), ())])


@taken_back.copies_of(Issue)
def take_out_of_handovers(issue, copies, _now):
    """Take its words out of why it went to an independent reader or to the co-ordinator."""
    take_out(copies, [(Handover.objects.filter(issue=issue), ("reason",), ())])


@taken_back.copies_of(Issue)
def forget_the_row_it_came_from(issue, _copies, _now):
    """Empty the row of a spreadsheet it was imported from, while that is kept."""
    forget_rows_about(issue.letter)
