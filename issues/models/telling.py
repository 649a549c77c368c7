"""Which turns of an issue its parent was told, and the links that were e-mailed to them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues.models.issue import Issue


class IssueTurnQuerySet(models.QuerySet):
    def to_tell(self):
        """Return those that wait to be told by phone or letter; not while the issue is out of sight."""
        return self.filter(told_on__isnull=True, issue__is_hidden=False)

    def of_letter(self, letter):
        """Return those of a letter and of every matter it was split into."""
        return self.filter(Q(issue=letter) | Q(issue__split_from=letter))


class IssueTurn(models.Model):
    """A turn of an issue that was told, or that the co-ordinator must tell by phone or letter.

    What to say is kept only until it is said. An anonymous issue has none: nobody can be told.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="turns")
    key = models.CharField(max_length=100)
    on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
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
