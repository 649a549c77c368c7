"""What a parent said, and the themes it is grouped into."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import AgeGroup, Agency, Area, RespondentKind, ServiceArea
from common import clock
from common.model_fields import ChoiceField
from common.versions import version_of, versions_of_text
from issues.models.issue_rows import IssueQuerySet
from issues.rules import Channel, IssueKind, IssueStatus


class Theme(models.Model):
    """What several issues, or several answers to a consultation, have in common."""

    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    summary = models.TextField(blank=True, help_text=_("in the group's plain words"))
    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="themes")
    created_on = models.DateField()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("issues:theme_detail", args=[self.slug])


class Issue(models.Model):
    """One thing a parent told the group (P9). The original words and the edited ones are kept apart.

    An anonymous issue has no contact, no reporter and no time of day, only its date.
    """

    reference = models.CharField(max_length=20, unique=True)
    secret_hash = models.CharField(max_length=64)
    kind = ChoiceField(max_length=8, choices=IssueKind)
    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="issues")
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issues",
        help_text=_("town or part of the county"),
    )
    age_group = models.ForeignKey(AgeGroup, on_delete=models.PROTECT, related_name="issues")
    speaks_as = models.ForeignKey(
        RespondentKind,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issues",
        help_text=_("who speaks, if they said so"),
    )
    is_young = models.BooleanField(default=False, help_text=_("raised by a child or young person, as they said"))
    title = models.CharField(max_length=150, blank=True, help_text=_("written by the co-ordinator"))
    original_text = models.TextField()
    hoped_for = models.TextField(blank=True, help_text=_("what would put it right, in the parent's words"))
    edited_text = models.TextField(blank=True, help_text=_("names and places taken out"))
    words = versions_of_text()
    are_names_taken_out = models.BooleanField(
        default=False, help_text=_("what was marked in the original is not in the edited words")
    )
    need_not_be_asked = models.BooleanField(
        default=False, help_text=_("the parent need not see the edited words before others read them")
    )
    words_shown_on = models.DateField(null=True, blank=True, help_text=_("the parent was sent the edited words"))
    words_settled_on = models.DateField(
        null=True, blank=True, help_text=_("from this day the edited words may be published or presented")
    )
    objected_on = models.DateField(null=True, blank=True)
    objection = models.TextField(blank=True, help_text=_("what the parent wants changed in the edited words"))
    channel = ChoiceField(max_length=10, choices=Channel, default=Channel.WEB)

    share_with_group = models.BooleanField(default=False)
    share_with_agency = models.BooleanField(default=False)
    may_publish = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(default=False)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    adult_name = models.CharField(max_length=120, blank=True, help_text=_("an adult a young person trusts"))
    adult_contact = models.CharField(max_length=200, blank=True, help_text=_("how to reach that adult"))
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="issues",
    )

    status = ChoiceField(max_length=12, choices=IssueStatus, default=IssueStatus.RECEIVED)
    received_on = models.DateField()
    received_at = models.DateTimeField(null=True, blank=True)
    acknowledge_by_on = models.DateField()
    present_by_on = models.DateField(null=True, blank=True, help_text=_("set by the meetings: after the next one"))
    answer_due_on = models.DateField(null=True, blank=True, help_text=_("set by the presentations it is in"))
    acknowledged_on = models.DateField(null=True, blank=True)
    presented_on = models.DateField(null=True, blank=True)
    responded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    family_cleared_on = models.DateField(
        null=True, blank=True, editable=False, help_text=_("what identified the family was erased (`issues.contacts`)")
    )

    row_mark = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        editable=False,
        help_text=_("a keyed hash of the row it was imported from, so that the same file twice adds nothing"),
    )

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="issues")
    about_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_issues"
    )
    split_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("the letter it is one matter of: contact and secret are kept there alone"),
    )
    part_number = models.PositiveSmallIntegerField(null=True, blank=True)
    part_of = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("how many matters the letter holds"))
    signposted_to = models.CharField(max_length=200, blank=True)
    status_reason = models.TextField(blank=True, help_text=_("why it was signposted, closed or withdrawn"))

    is_published = models.BooleanField(default=False)
    published_on = models.DateField(null=True, blank=True)
    is_hidden = models.BooleanField(default=False, help_text=_("out of sight, for the safeguarding lead"))
    hidden_reason = models.TextField(blank=True)
    is_about_us = models.BooleanField(
        default=False,
        help_text=_("about the service itself: an independent reader receives it, never the co-ordinator"),
    )
    is_apart = models.BooleanField(
        default=False, help_text=_("about the service itself, and not logged for the group: nobody else sees it")
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        indexes = [
            models.Index(fields=["status", "received_on"], name="issue_queue"),
            models.Index(fields=["-received_on", "-id"], condition=Q(is_published=True), name="issue_public"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_anonymous=False)
                | Q(
                    received_at__isnull=True,
                    reporter__isnull=True,
                    contact_name="",
                    contact_email="",
                    contact_phone="",
                    adult_name="",
                    adult_contact="",
                ),
                name="anonymous_issue_has_no_trace",
            ),
            models.CheckConstraint(
                condition=Q(is_young=True, reporter__isnull=True) | Q(is_young=False, adult_name="", adult_contact=""),
                name="young_person_has_no_account_but_an_adult",
            ),
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(may_publish=True, is_hidden=False, published_on__isnull=False),
                name="issue_is_published_with_consent_only",
            ),
            models.CheckConstraint(
                condition=Q(objected_on__isnull=True) | Q(words_settled_on__isnull=True),
                name="words_objected_to_are_not_settled",
            ),
            models.CheckConstraint(
                condition=~Q(status="received") | Q(acknowledged_on__isnull=True),
                name="received_issue_is_not_acknowledged",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_on__isnull=False),
                name="closed_issue_has_its_date",
            ),
            models.UniqueConstraint(fields=["split_from", "part_number"], name="parts_of_a_letter_are_numbered"),
            models.CheckConstraint(
                condition=Q(split_from__isnull=True, part_number__isnull=True, part_of__isnull=True)
                | Q(
                    split_from__isnull=False,
                    part_number__gte=1,
                    part_number__lte=F("part_of"),
                    secret_hash="",
                    received_at__isnull=True,
                    reporter__isnull=True,
                    contact_name="",
                    contact_email="",
                    contact_phone="",
                    adult_name="",
                    adult_contact="",
                )
                & ~Q(status__in=["received", "split"]),
                name="part_of_a_letter_has_no_contact_of_its_own",
            ),
            models.CheckConstraint(
                condition=~Q(status="split") | Q(is_published=False, theme__isnull=True),
                name="split_letter_is_followed_in_its_parts",
            ),
            models.CheckConstraint(
                condition=~Q(status="merged") | Q(merged_into__isnull=False),
                name="merged_issue_names_the_other",
            ),
            models.CheckConstraint(
                condition=Q(is_apart=False) | Q(is_about_us=True), name="only_issues_about_the_service_are_kept_apart"
            ),
        ]

    def __str__(self):
        is_private = self.is_withdrawn or self.is_apart
        return self.reference if is_private else f"{self.reference} {self.title}".strip()

    def get_absolute_url(self):
        return reverse("issues:issue_detail", args=[self.reference])

    @property
    def edit_version(self):
        return version_of(self)

    @property
    def is_merged(self):
        return self.status == IssueStatus.MERGED

    @property
    def is_signposted(self):
        return self.status == IssueStatus.SIGNPOSTED

    @property
    def is_withdrawn(self):
        return self.status == IssueStatus.WITHDRAWN

    @property
    def is_split(self):
        return self.status == IssueStatus.SPLIT

    @property
    def letter(self):
        """The letter it is a matter of, which has the contact and the secret; or itself."""
        return self.split_from if self.split_from_id else self

    @property
    def letter_id(self):
        return self.split_from_id or self.pk

    @property
    def followed(self):
        """The issue whose answer this one waits for: the one it was merged into, or itself."""
        return self.merged_into if self.is_merged else self

    @property
    def is_shared_with_group(self):
        """Whether members read its edited words (`shared_with_group` for one issue in sight)."""
        has_words = self.title and self.edited_text and not self.objected_on
        is_open = not self.is_withdrawn and not self.is_split and not self.is_apart
        return bool(self.share_with_group and has_words and is_open)

    @property
    def can_be_objected_to(self):
        """Whether the parent was shown the edited words and has still time to object."""
        is_open = self.words_shown_on and self.words_settled_on and self.words_settled_on > clock.today()
        return bool(is_open and not self.is_split)

    @property
    def object_by_on(self):
        return self.words_settled_on and self.words_settled_on - clock.DAY

    @property
    def public_text(self):
        """What may be read by others: the edited words, never the original ones."""
        return self.edited_text


class IssueMove(models.Model):
    """A step of an issue from one state to the next, as the parent may read it."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="moves")
    status = ChoiceField(max_length=12, choices=IssueStatus)
    on = models.DateField()
    note = models.TextField(blank=True)
    is_by_parent = models.BooleanField(default=False, help_text=_("feedback on the answer caused this move"))

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.issue.reference}: {self.status}"


class IssueDraft(models.Model):
    """An issue begun and put by, behind a secret link, for 30 days."""

    secret_hash = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=dict)
    once = models.CharField(max_length=64, default="", help_text="The key it is sent under, whichever window does.")
    email = models.EmailField(blank=True)
    expires_on = models.DateField()

    def __str__(self):
        return f"draft {self.pk}"
