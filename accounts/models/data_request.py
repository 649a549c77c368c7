"""What people ask of what is held about them: a copy of it, or its erasure."""

from dataclasses import replace

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import has_perm
from accounts.rules import COPY_KEPT, DataRequestKind, DataRequestStatus, data_request_due, data_requests_late_before
from common.model_fields import ChoiceField
from common.models import Document, Job
from common.privacy import Subject

STAFF = "accounts.view_datarequest"
OPEN = (DataRequestStatus.ASKED, DataRequestStatus.UNDER_WAY)


class DataRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those a person asked for about themselves; all of them for who deals with them."""
        if has_perm(user, STAFF):
            return self
        return self.filter(user=user) if user.is_authenticated else self.none()

    def open(self):
        return self.filter(status__in=OPEN)

    def naming_somebody(self):
        """Return those that still say whose they are: neither erased nor kept long enough."""
        return self.exclude(who="")

    def about(self, subject):
        """Return those about a person, whoever asked; they are few, and each says itself whose it is."""
        rows = self.exclude(about={})
        return self.filter(pk__in=[one.pk for one in rows if one.belongs_to(subject)])

    def late(self, today):
        """Return those that were not answered within a month at the end of a day (article 12(3))."""
        open_then = Q(ended_on=None) | Q(ended_on__gt=today)
        return self.filter(open_then, asked_on__lt=data_requests_late_before(today))


class DataRequest(models.Model):
    """One request. Once an erasure is done, or a year after another answer, nothing here says whose it was.

    `about` holds e-mail addresses and keys of rows, `who` what staff read: both are blanked then, and so is `user`.
    """

    reference = models.CharField(max_length=20, unique=True)
    kind = ChoiceField(max_length=10, choices=DataRequestKind)
    status = ChoiceField(max_length=10, choices=DataRequestStatus, default=DataRequestStatus.ASKED)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("asked themselves"),
    )
    who = models.CharField(max_length=254, blank=True)
    about = models.JSONField(default=dict, blank=True)
    how_known = models.TextField(blank=True, help_text=_("how the co-ordinator knows that it is them"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_on = models.DateField()
    applies_at = models.DateTimeField(null=True, blank=True, help_text=_("when nobody else can agree"))
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(
        null=True, blank=True, help_text=_("when the last e-mail about an erasure was written")
    )
    put_off_at = models.DateTimeField(null=True, blank=True, help_text=_("since when an agreed erasure has to wait"))
    ended_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text=_("why it was refused, as the person reads it"))
    counts = models.JSONField(
        default=list, blank=True, help_text=_("the receipt: how many rows of what, and their fate")
    )
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True, help_text=_("of the link to the receipt"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=OPEN, ended_on=None) | (~Q(status__in=OPEN) & Q(ended_on__isnull=False)),
                name="data_request_that_ended_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(kind="erasure", status="done") | Q(who="", user__isnull=True, asked_by__isnull=True),
                name="receipt_of_an_erasure_names_nobody",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("accounts:data_request_detail", args=[self.reference])

    @property
    def subject(self):
        """Whose data it is about."""
        return as_asked(self.about)

    @property
    def asked_under(self):
        """The address, the reference or the account it was asked under, and nothing that it leads to."""
        if "named" in self.about:
            return as_asked(self.about["named"])
        return Subject().with_emails([self.who]) if "@" in self.who else replace(self.subject, emails=frozenset())

    def belongs_to(self, subject):
        """Say whether it is a person's: theirs by their account, or asked under what is theirs.

        What somebody asked for signed in is not that of a reference alone, which would tell whose account is behind it.
        """
        if self.user_id is not None:
            return self.user_id in subject.keys("accounts.user")
        return self.asked_under.meets(subject)

    @property
    def is_copy(self):
        return self.kind == DataRequestKind.COPY

    @property
    def is_erasure(self):
        return self.kind == DataRequestKind.ERASURE

    @property
    def is_open(self):
        return self.status in OPEN

    @property
    def is_agreed_erasure(self):
        """Whether it waits for its last e-mail, or for what keeps it from being carried out."""
        return self.is_erasure and self.status == DataRequestStatus.UNDER_WAY and self.job_id is None

    @property
    def is_carried_out(self):
        return self.status == DataRequestStatus.DONE

    @property
    def can_be_withdrawn(self):
        return self.status == DataRequestStatus.ASKED or (self.is_open and self.job_id is None)

    @property
    def copy_until(self):
        """The moment up to which its copy can be downloaded."""
        return self.document.created_at + COPY_KEPT

    @property
    def due_on(self):
        """The day by which it is answered."""
        return data_request_due(self.asked_on)


def as_asked(kept):
    """Return a person as they were before the row kept them."""
    rows = {label: frozenset(keys) for label, keys in kept.get("rows", {}).items()}
    return Subject(frozenset(kept.get("emails", [])), rows)


def as_kept(subject):
    """Return a person as the row keeps them."""
    return {
        "emails": sorted(subject.emails),
        "rows": {label: sorted(keys) for label, keys in sorted(subject.rows.items())},
    }
