"""Other versions of documents: who asked for one, and those that were made (V13).

What identifies somebody: `OtherVersionRequest` holds the name, e-mail address, phone number and postal address of the
person who asked, and in `details` what they say of their need. Only the co-ordinator reads them, and no audit row holds
them. They are emptied some months after the request ended (`other_version_contact_months`, 12 by default), and with
them goes a file that was made for this one person. Without an account there is a date and no time of day.

A document is named by its public address and its title on that day: documents are rows of many apps.
"""

from pathlib import PurePath

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common.model_fields import ChoiceField
from common.models import Document
from common.slugs import short_slug
from involvement.rules import NEEDS_DETAILS, Reach, RequestStatus, SentHow, VersionKind
from issues.rules import Channel

LONGEST_ADDRESS = 300
LONGEST_FILE_NAME = 80


def in_words(kind, details):
    """Return a kind as people read it; a language stands for itself."""
    if kind in NEEDS_DETAILS and details:
        return details
    return capfirst(VersionKind(kind).label)


class OtherVersionQuerySet(models.QuerySet):
    def offered(self):
        return self.filter(is_offered=True, gone_on=None)

    def visible_to(self, user):
        """Everybody sees what is offered; the co-ordinator all that was made."""
        return self if has_role(user, Role.COORDINATOR) else self.offered()


class OtherVersion(models.Model):
    """A version that was made once: a file, or a thing such as a volume in Braille."""

    address = models.CharField(max_length=LONGEST_ADDRESS, db_index=True)
    title = models.CharField(max_length=200)
    kind = ChoiceField(max_length=10, choices=VersionKind)
    details = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=200, blank=True, help_text=_("what it is, where it is no file"))
    made_from_on = models.DateField(help_text=_("the day of the document it was made from"))
    made_on = models.DateField()
    is_offered = models.BooleanField(default=False, help_text=_("to everybody, on the page of the document"))
    page_words = models.TextField(
        blank=True, help_text=_("what the page said to the public, to find words that are taken out of it later")
    )
    gone_on = models.DateField(null=True, blank=True, help_text=_("since when nobody is given it any more"))

    objects = OtherVersionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(what="") | Q(gone_on__isnull=False),
                name="a_version_is_a_file_or_a_thing",
            ),
            models.CheckConstraint(
                condition=Q(gone_on=None) | Q(is_offered=False), name="a_version_that_is_gone_is_not_offered"
            ),
        ]

    def __str__(self):
        return f"{self.title}: {self.in_words}"

    def get_absolute_url(self):
        return reverse("involvement:made_list")

    @property
    def in_words(self):
        return in_words(self.kind, self.details)

    @property
    def file_name(self):
        """A name for its file that says what it is, not whom it was made for."""
        words = short_slug(f"{self.title} {self.in_words}", LONGEST_FILE_NAME) or "document"
        return f"{words}{PurePath(self.document.name).suffix}"

    @property
    def is_gone(self):
        return self.gone_on is not None

    @property
    def is_a_file(self):
        return self.document_id is not None


class RequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who asked, and how they are reached, is for the co-ordinator alone."""
        return self if has_role(user, Role.COORDINATOR) else self.none()

    def waiting(self):
        return self.filter(status=RequestStatus.WAITING)

    def to_tell(self):
        """Return those that ended, and whose askers no e-mail and no parcel has told."""
        return self.exclude(status=RequestStatus.WAITING).filter(told_on=None, contact_cleared_on=None)

    def late(self, today):
        """Return those that were overdue at the end of a day (V13)."""
        waited = Q(ended_on=None) | Q(ended_on__gt=today)
        return self.filter(waited, received_on__lte=today, due_on__lt=today)


class OtherVersionRequest(models.Model):
    """Somebody asked for a document in another version: by when they have it, and what became of it."""

    reference = models.CharField(max_length=20, unique=True)
    address = models.CharField(max_length=LONGEST_ADDRESS)
    title = models.CharField(max_length=200)
    kind = ChoiceField(max_length=10, choices=VersionKind)
    details = models.CharField(max_length=120, blank=True, help_text=_("which language, or what else"))
    channel = ChoiceField(max_length=10, choices=Channel, default=Channel.WEB)
    name = models.CharField(max_length=120, blank=True)
    reach = ChoiceField(max_length=10, choices=Reach)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    post = models.TextField(blank=True)
    received_on = models.DateField()
    due_on = models.DateField()
    status = ChoiceField(max_length=10, choices=RequestStatus, default=RequestStatus.WAITING)
    ended_on = models.DateField(null=True, blank=True)
    sent_how = ChoiceField(max_length=10, choices=SentHow, blank=True)
    version = models.ForeignKey(OtherVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")
    reason = models.TextField(blank=True, help_text=_("why it was not made, as the person who asked reads it"))
    told_on = models.DateField(null=True, blank=True)
    link_hash = models.CharField(max_length=64, blank=True, db_index=True)
    link_until = models.DateField(null=True, blank=True)
    contact_cleared_on = models.DateField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="waiting", ended_on=None) | (~Q(status="waiting") & Q(ended_on__isnull=False)),
                name="a_request_that_ended_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="sent") | (Q(version__isnull=False) & ~Q(sent_how="")),
                name="what_was_sent_says_what_and_how",
            ),
            models.CheckConstraint(condition=~Q(status="not_made") | ~Q(reason=""), name="not_made_says_why"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("involvement:request_detail", args=[self.reference])

    @property
    def in_words(self):
        return in_words(self.kind, self.details)

    @property
    def is_waiting(self):
        return self.status == RequestStatus.WAITING

    @property
    def is_sent(self):
        return self.status == RequestStatus.SENT

    @property
    def is_not_made(self):
        return self.status == RequestStatus.NOT_MADE

    @property
    def has_to_be_told(self):
        """Whether somebody must ring or write to them: neither an e-mail nor a parcel told them."""
        return not self.is_waiting and self.told_on is None and self.contact_cleared_on is None

    @property
    def told_words(self):
        """An e-mail is written at once; whether it arrived, nobody here knows."""
        return _("We wrote an e-mail on") if self.reach == Reach.EMAIL else _("They were told on")
