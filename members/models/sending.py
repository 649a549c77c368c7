"""What was sent to people, to whom it went, and who was told another way because no e-mail reached them."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.model_fields import ChoiceField
from common.models import Message
from common.rules import MessageState, ToldHow
from members.models.membership import Membership
from members.models.person import Person
from members.rules import MembershipStatus, Reached

OF_AGENCY = "agency."  # how `who` begins where an agency has nobody with an account


class SendingQuerySet(models.QuerySet):
    def counted(self, today):
        """Add how many it went to, were e-mailed, told another way, or are still to be told; the newest first."""
        to_tell = SentTo.objects.to_tell(today).values("pk")
        counted = self.annotate(
            people=Count("recipients"),
            emailed=Count("recipients", filter=EMAILED),
            waiting=Count("recipients", filter=Q(recipients__message__state=MessageState.WAITING)),
            told=Count("recipients", filter=Q(recipients__told_on__isnull=False)),
            untold=Count("recipients", filter=Q(recipients__in=to_tell)),
        )
        return counted.order_by("-sent_on", "-pk")


class Sending(models.Model):
    """One thing that was sent to people, by e-mail to those who have an address.

    `text` is what to say to the others, under `said_subject` once that differs from what was e-mailed; it is kept for
    as long as somebody may have to be told.
    """

    kind = models.CharField(max_length=80, help_text=_("which e-mail"))
    key = models.CharField(max_length=150, help_text=_("what it was about: the same again goes to new people alone"))
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    said_subject = models.CharField(
        max_length=200, blank=True, help_text=_("what to say it is about, where it changed")
    )
    sent_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text=_("afterwards nobody needs to be told any more"))
    replaced_on = models.DateField(null=True, blank=True, help_text=_("since then something newer is to be said"))
    is_for_members = models.BooleanField(default=False, help_text=_("whoever leaves the group need not be told"))

    objects = SendingQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_sending_of_a_kind")]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("members:sending_detail", args=[self.pk])


FAILED = Q(message__state=MessageState.FAILED)
REACHED = Q(told_on__isnull=False) | Q(has_address=True) & ~FAILED
EMAILED = Q(recipients__has_address=True) & (
    Q(recipients__message=None) | Q(recipients__message__state=MessageState.SENT)
)


class SentToQuerySet(models.QuerySet):
    def reached(self):
        """Those to whom an e-mail went, or who were told another way. One that waits to be sent counts as sent."""
        return self.filter(REACHED)

    def by_hand(self):
        """Those whom no e-mail reached and somebody can ring or write to, told or not."""
        known = Q(person__isnull=False) | Q(user__isnull=False) | Q(who__startswith=OF_AGENCY)
        return self.filter(known, FAILED | Q(has_address=False))

    def to_tell(self, today):
        """Those who are still to be rung or written to, while it is still news to them."""
        is_news = Q(sending__until_on=None) | Q(sending__until_on__gte=today)
        holds = Membership.objects.filter(person=OuterRef("person"), status=MembershipStatus.ACTIVE)
        is_theirs = Q(sending__is_for_members=False) | Q(person=None) | Exists(holds)
        return self.by_hand().filter(is_news, is_theirs, told_on=None, sending__replaced_on=None)


class SentTo(models.Model):
    """One person something was sent to, by the name they had then.

    Who asked a public question is named by its reference, and has no other way to be told. An agency without
    officers is named itself.
    """

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="recipients")
    who = models.CharField(max_length=40, help_text=_("the same for each thing sent to them"))
    name = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="sent")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    has_address = models.BooleanField(help_text=_("an e-mail was written"))
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    told_on = models.DateField(null=True, blank=True)
    told_how = ChoiceField(max_length=10, choices=ToldHow, blank=True)
    told_by = models.CharField(max_length=120, blank=True, help_text=_("the name of whoever told them"))

    objects = SentToQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sending", "who"], name="sent_once_to_each"),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="", told_by="")
                | (Q(told_on__isnull=False) & ~Q(told_how="") & ~Q(told_by="")),
                name="who_was_told_says_how_and_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.sending}: {self.name}"

    @property
    def title(self):
        return self.sending.subject if self.message else self.sending.said_subject or self.sending.subject

    @property
    def on(self):
        return self.sending.sent_on

    @property
    def text(self):
        """What to say: the e-mail that could not be delivered, or the words kept for those without an address."""
        return self.message.body_text if self.message else self.sending.text

    @property
    def outcome(self):
        """How far it came: told, the state of the e-mail, or that there is no address."""
        if self.told_on:
            return Reached.TOLD
        if not self.has_address:
            return Reached.NO_ADDRESS
        return Reached(self.message.state) if self.message else Reached.LONG_AGO
