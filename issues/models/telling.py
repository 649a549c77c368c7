"""Which turns of an issue its parent was told, and the links that were e-mailed to them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import Message
from common.rules import MessageState
from issues.models.issue import Issue
from issues.rules import WORDS_SHOWN, IssueStatus


def waits_at(path):
    """Return the condition that turns at the end of a path ("turns__") wait to be told by phone or letter."""
    return Q(**{f"{path}told_on": None, f"{path}text__gt": ""})


class IssueTurnQuerySet(models.QuerySet):
    def to_tell(self):
        """Return those that wait to be told by phone or letter; not while the issue is out of sight."""
        return self.filter(waits_at(""), issue__is_hidden=False)

    def untold(self):
        """Return those whose e-mail could not be delivered, and that nobody has told the parent since."""
        return self.filter(undelivered_on__isnull=False, told_on=None)

    def newly_undelivered(self):
        """Return those whose e-mail turns out to be undeliverable; nothing more is said of what was withdrawn.

        One out of sight waits until it is brought back.
        """
        rows = self.filter(message__state=MessageState.FAILED, undelivered_on=None, issue__is_hidden=False)
        return rows.exclude(issue__status=IssueStatus.WITHDRAWN)

    def of_shown_words(self):
        """Return the e-mails that showed a parent the edited words."""
        return self.filter(key__startswith=f"{WORDS_SHOWN}.")

    def of_letter(self, letter):
        """Return those of a letter and of every matter it was split into."""
        return self.filter(Q(issue=letter) | Q(issue__split_from=letter))


class IssueTurn(models.Model):
    """A turn of an issue, or another e-mail to its parent, that was told or must be told by phone or letter.

    What to say is kept only until it is said. An anonymous issue has none: nobody can be told. Where the e-mail could
    not be delivered and there is no other way to reach the parent, it is told on no day, and there is nothing to say.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="turns")
    key = models.CharField(max_length=100)
    on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    message = models.ForeignKey(
        Message,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("the e-mail that told it"),
    )
    undelivered_on = models.DateField(
        null=True, blank=True, help_text=_("since when it is known that the e-mail could not be delivered")
    )
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True, help_text=_("what to say; emptied once it is said"))
    what_next = models.TextField(blank=True)

    objects = IssueTurnQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "key"], name="a_turn_is_told_once"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(text="", what_next=""), name="what_was_told_is_not_kept"
            ),
        ]

    def __str__(self):
        return f"{self.issue.reference}: {self.key}"


class IssueLink(models.Model):
    """A link in an e-mail that opens an issue as its parent's, for some days. What is stored is its hash."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()

    def __str__(self):
        return f"link {self.pk}"
