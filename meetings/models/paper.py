"""The papers of an agenda: what was published can be replaced or withdrawn, and is then gone for the public."""

from django.db import models
from django.db.models import ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common.models import Document
from meetings.models.meeting import AgendaItem, closed_to


class PaperQuerySet(models.QuerySet):
    def current(self):
        return self.filter(replaced_by__isnull=True)

    def listed(self):
        """Each paper of an agenda, or in its place that it was withdrawn."""
        return self.filter(Q(replaced_by=None) | Q(withdrawn_on__isnull=False, replaced_by__withdrawn_on=None))

    def known_to(self, user):
        """Papers that this reader may know of, also those that are gone: as visible as their item."""
        known = self.filter(item__in=AgendaItem.objects.visible_to(user))
        public = Q(is_for_members_only=False)
        if has_role(user, Role.COORDINATOR, Role.MEMBER):
            return known.filter(public | ~closed_to(user, "item"))
        return known.filter(public)

    def visible_to(self, user):
        """What is withdrawn is for the co-ordinator alone, what is replaced also for members.

        Somebody who takes no part in the item (M8) reads what everybody reads.
        """
        public, is_open = Q(withdrawn_on=None, replaced_by=None), ~closed_to(user, "item")
        if has_role(user, Role.COORDINATOR):
            return self.known_to(user).filter(public | is_open)
        if has_role(user, Role.MEMBER):
            return self.known_to(user).filter(public | (Q(withdrawn_on=None) & is_open))
        return self.known_to(user).filter(public)

    def open_to(self, user):
        """Return the papers of items that no declaration closes to somebody."""
        return self.filter(~closed_to(user, "item"))

    def marked_for(self, user):
        """Mark with `is_closed` those of an item that a declaration closes to somebody."""
        return self.annotate(is_closed=ExpressionWrapper(closed_to(user, "item"), models.BooleanField()))


class Paper(models.Model):
    """A paper with an item: a file, a text, or both; "report of ..., recommending that the group ..."."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(max_length=200)
    report_of = models.CharField(max_length=150, blank=True)
    recommends = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_for_members_only = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False, help_text=_("added after the agenda was published"))
    urgency_reason = models.CharField(max_length=200, blank=True)
    added_on = models.DateField()
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=250, blank=True, help_text=_("shown to everybody in its place"))

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | Q(document__isnull=False), name="a_paper_holds_something"),
            models.CheckConstraint(
                condition=Q(is_late=False) | ~Q(urgency_reason=""), name="a_late_paper_says_why_it_is_urgent"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="a_withdrawn_paper_says_when_and_why",
            ),
        ]

    def __str__(self):
        return self.title

    def is_gone_for(self, user):
        """Say whether this reader, who may know of it, can no longer read it."""
        if not self.is_withdrawn and self.replaced_by_id is None:
            return False
        return not Paper.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def is_withdrawn(self):
        return self.withdrawn_on is not None
