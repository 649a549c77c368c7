"""What identifies a family on an issue, once it is over: which issues, and what is blanked.

The edited words that others read stay, and so do the answers. The secret stays valid: its page shows what is left.
"""

from django.db import transaction
from django.db.models import DateField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

from common import clock
from common.registry import Sources
from common.versions import erase_versions_of
from issues.models import Issue, IssueLink, IssueMove, IssueTurn
from issues.rules import NO_LONGER_KEPT, OVER, IssueStatus

BATCH = 500
BLANK = {
    "contact_name": "",
    "contact_email": "",
    "contact_phone": "",
    "adult_name": "",
    "adult_contact": "",
    "reporter": None,
    "original_text": "",
    "hoped_for": "",
    "objection": "",
    "hidden_reason": "",
}
# Of what its parent took back nobody else reads a word.
BLANK_WITHDRAWN = {"title": "", "edited_text": "", "status_reason": ""}

# What an app on the right knows: which issues are not over yet, and what else is blanked with them.
_apps = Sources()
not_over = _apps.register("not over")  # (today) -> queryset of issues whose family must still be asked
also_blanked = _apps.register("blanked")  # (keys of issues) -> None


def last_moves(**where):
    """Return the day of the last step of the issues that a condition finds."""
    rows = IssueMove.objects.filter(**where).order_by("-on", "-pk")
    return Coalesce(Subquery(rows.values("on")[:1]), F("received_on"), output_field=DateField())


def open_at(**where):
    """Return the condition that an issue there is still followed, or a matter of it."""
    open_ones = Issue.objects.exclude(status__in=[*OVER, IssueStatus.SPLIT])
    theirs = Issue.objects.filter(**where)
    return Exists(open_ones.filter(**where)) | Exists(
        theirs.filter(Exists(open_ones.filter(split_from=OuterRef("pk"))))
    )


def letters_over(until):
    """Return the letters that were over, with every matter of theirs, on a day or before; `since` is their last step.

    One merged into another is over when that one is. What is out of sight is the safeguarding lead's, and not let go.
    """
    letters = Issue.objects.filter(split_from=None, status__in=[*OVER, IssueStatus.SPLIT], is_hidden=False)
    followed = letters.exclude(
        Exists(Issue.objects.unfinished().filter(split_from=OuterRef("pk")))
        | Exists(Issue.objects.filter(split_from=OuterRef("pk"), is_hidden=True))
        | open_at(pk=OuterRef("merged_into"))
        | open_at(merged_issues__split_from=OuterRef("pk"))
    )
    since = Greatest(
        last_moves(issue=OuterRef("pk")),
        last_moves(issue__split_from=OuterRef("pk")),
        last_moves(issue=OuterRef("merged_into")),
        last_moves(issue__merged_issues__split_from=OuterRef("pk")),
    )
    rows = followed.annotate(over_on=since).filter(over_on__lte=until.day)
    rows = rows.filter(Q(family_cleared_on=None) | Q(family_cleared_on__lt=F("over_on")))
    for of_app in _apps.of("not over"):
        waiting = of_app(until.today)
        rows = rows.exclude(pk__in=waiting.values("pk"))
        rows = rows.exclude(pk__in=waiting.exclude(split_from=None).values("split_from"))
    return rows


@transaction.atomic
def forget_families(rows, now):
    """Blank what identifies a family on some letters and on every matter of theirs; return how many letters."""
    letters = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(letters), BATCH):
        _forget(letters[start : start + BATCH], clock.today(now))
    return len(letters)


def _forget(letters, today):
    same = Issue.objects.filter(Q(pk__in=letters) | Q(split_from__in=letters))
    keys = list(same.select_for_update().order_by("pk").values_list("pk", flat=True))
    issues = Issue.objects.filter(pk__in=keys)
    issues.update(family_cleared_on=today, **BLANK)
    withdrawn = issues.filter(status=IssueStatus.WITHDRAWN)
    erase_versions_of(withdrawn.exclude(words=None), "words")
    withdrawn.update(**BLANK_WITHDRAWN)
    _blank_what_was_said(keys)
    for blank in _apps.of("blanked"):
        blank(keys)


def _blank_what_was_said(keys):
    """Take the words out of the notes of steps, and forget what was still to be told.

    That there was a note stays, because the history reads it; the names of agencies stay too.
    """
    notes = IssueMove.objects.filter(issue__in=keys).exclude(note="")
    of_agencies = Q(status__in=[IssueStatus.PRESENTED, IssueStatus.RESPONDED], is_by_parent=False)
    notes.exclude(of_agencies).update(note=str(NO_LONGER_KEPT))
    IssueTurn.objects.filter(issue__in=keys, told_on=None).delete()
    IssueLink.objects.filter(issue__in=keys).delete()
