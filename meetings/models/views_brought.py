"""What members bring of the people they speak for (M6): what they asked, what came back, how they put it."""

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common import clock
from meetings.models.meeting import AgendaItem, Meeting, closed_to
from meetings.rules import TO_COME
from members.models import Membership


class ViewsQuerySet(models.QuerySet):
    def brought(self):
        """Those whose member has said what they are."""
        return self.exclude(summary="")

    def of_meeting(self, meeting):
        """Those of a meeting, by constituency, each with how many answered its link."""
        rows = self.filter(meeting=meeting).select_related("membership__person", "membership__seat__constituency")
        order = ("membership__seat__constituency__order", "membership__seat__constituency__name", "pk")
        return rows.with_answers().order_by(*order)

    def open_to(self, user):
        """Leave out those at an item that a declaration closes to somebody (M8), but for their own."""
        own = Q(membership__person__user=user) if user.is_authenticated else Q(pk__in=[])
        return self.filter(own | ~closed_to(user, "item"))

    def with_answers(self):
        """Add `by_link`, how many answered the link."""
        return self.annotate(by_link=Count("answers"))

    def visible_to(self, user):
        """The answers behind them are for the member who asked and the co-ordinator; for nobody else."""
        if has_role(user, Role.COORDINATOR):
            return self.open_to(user)
        if has_role(user, Role.MEMBER):
            return self.filter(membership__person__user=user)
        return self.none()


class ViewsBrought(models.Model):
    """The views that one member gathers for a meeting, or for one item of it.

    People answer behind a link without an account, or the member asks them: how, and how many, they say themselves.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="views_brought")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="views_brought")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="views_brought")
    question = models.CharField(max_length=250)
    secret_hash = models.CharField(
        max_length=64, blank=True, db_index=True, help_text=_("of the link, if there is one")
    )
    begun_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True, help_text=_("the link was closed before its last day"))
    how = models.CharField(max_length=200, blank=True, help_text=_("how else people were asked"))
    asked = models.PositiveIntegerField(null=True, blank=True, help_text=_("as the member says, with the link"))
    told_member = models.PositiveIntegerField(default=0, help_text=_("who answered without the link, as they say"))
    summary = models.TextField(blank=True, help_text=_("what the group reads"))
    brought_on = models.DateField(null=True, blank=True)
    spoken_on = models.DateField(null=True, blank=True, help_text=_("recorded as spoken to at the meeting"))

    objects = ViewsQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name_plural = "views brought"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership"], condition=Q(item=None), name="views_of_a_member_once_a_meeting"
            ),
            models.UniqueConstraint(fields=["item", "membership"], name="views_of_a_member_once_an_item"),
            models.CheckConstraint(
                condition=Q(summary="") | Q(brought_on__isnull=False), name="views_brought_have_their_day"
            ),
        ]

    def __str__(self):
        return f"{self.membership.seat.constituency}: {self.meeting}"

    @property
    def last_day(self):
        """The last day of the link: the day before the meeting, also when that moves."""
        return self.meeting.on - clock.DAY

    @property
    def has_link(self):
        return bool(self.secret_hash)

    def takes_answers(self, today):
        """Whether somebody with the link can still answer."""
        is_open = self.has_link and self.closed_on is None and not (self.item and self.item.is_private)
        return is_open and self.meeting.is_announced and self.meeting.status in TO_COME and today <= self.last_day

    @property
    def answered(self):
        """How many answered, by the link and otherwise; of rows read `with_answers`."""
        return self.by_link + self.told_member

    @property
    def was_spoken_to(self):
        return self.spoken_on is not None


class ViewGivenQuerySet(models.QuerySet):
    def to_read(self):
        return self.exclude(text="")


class ViewGiven(models.Model):
    """What one person said behind a member's link: their words and the date, and nothing else (docs/anonymity.md).

    Words that were taken out, or went when their time was up, leave the row: it still counts as one answer.
    """

    views = models.ForeignKey(ViewsBrought, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(blank=True)
    given_on = models.DateField()
    hidden_on = models.DateField(null=True, blank=True, help_text=_("its words were taken out"))

    objects = ViewGivenQuerySet.as_manager()

    class Meta:
        ordering = ["views", "pk"]
        verbose_name_plural = "views given"
        constraints = [
            models.CheckConstraint(condition=Q(hidden_on=None) | Q(text=""), name="a_hidden_view_has_no_words")
        ]

    def __str__(self):
        return f"{self.views_id}: {self.pk}"
