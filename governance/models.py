"""What the group is held to, clause by clause: its terms, the promises it took over, the standards of others."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import evidence
from common.model_fields import ChoiceField
from common.models import TextVersion
from common.versions import version_of, versions_of_text
from governance.rules import IDENTIFIER, DraftStatus
from meetings.models import Meeting, Resolution


class GoverningDocument(models.Model):
    """The terms, the promises, another group's terms or a national standard.

    The group's own are shown together at /terms/; another's is at /terms/<slug>/.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=150)
    order = models.PositiveSmallIntegerField(default=100)
    is_ours = models.BooleanField(default=False)
    words = versions_of_text()

    class Meta:
        ordering = ["order", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("governance:document", args=[self.slug])


class TermsVersionQuerySet(models.QuerySet):
    def in_force(self, today):
        """Return the version of each document that is in force on a day: of those begun, the one numbered highest."""
        later = self.model.objects.filter(document=models.OuterRef("document"), number__gt=models.OuterRef("number"))
        begun = self.filter(in_force_on__lte=today)
        newest = begun.exclude(models.Exists(later.filter(in_force_on__lte=today)))
        return newest.select_related("document", "agreed_at", "resolution__item__meeting")


class TermsVersion(models.Model):
    """A version of a document, in force from a date until the next one is; terms are reviewed every year (E1)."""

    document = models.ForeignKey(GoverningDocument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    in_force_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    agreed_at = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolution = models.OneToOneField(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="terms_version"
    )
    amendments = models.TextField(blank=True, help_text=_("what the meeting asked to be changed in the draft"))
    kept = models.OneToOneField(
        TextVersion, on_delete=models.PROTECT, related_name="+", help_text=_("the words of each clause")
    )

    objects = TermsVersionQuerySet.as_manager()

    class Meta:
        ordering = ["document__order", "document__title", "-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number")]

    def __str__(self):
        return f"{self.document.title} {self.number}"

    def get_absolute_url(self):
        return reverse("governance:version", args=[self.document.slug, self.number])

    @property
    def title(self):
        return self.document.title


def check_evidence_kind(name):
    """Raise ValidationError for a kind of evidence that no app provides."""
    if name not in evidence.kinds:
        raise ValidationError(_("No records provide the evidence “%(name)s”."), params={"name": name})


class Clause(models.Model):
    """One clause, such as M11, with the kind of evidence it asks for; none where no record can prove it.

    Its words are in the version of the document's text that its own version keeps.
    """

    version = models.ForeignKey(TermsVersion, on_delete=models.CASCADE, related_name="clauses")
    identifier = models.CharField(
        max_length=12, validators=[RegexValidator(IDENTIFIER, _("Begin with a letter, then letters, numbers, . or -."))]
    )
    order = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=60)
    evidence_kind = models.CharField(max_length=40, blank=True, validators=[check_evidence_kind])

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "identifier"], name="one_clause_per_identifier")]

    def __str__(self):
        return self.identifier

    @property
    def text(self):
        return self.version.kept.texts[self.identifier]


class TermsReview(models.Model):
    """The group's yearly review of its purpose, aims and remit, decided at a meeting (E1)."""

    version = models.ForeignKey(TermsVersion, on_delete=models.PROTECT, related_name="reviews")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="terms_reviews")
    resolution = models.OneToOneField(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="terms_review"
    )
    decided_on = models.DateField()
    is_changed = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-decided_on"]

    def __str__(self):
        return f"{self.version}: {self.decided_on}"


class TermsDraftQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=DraftStatus.DRAFTING)

    def withdrawn(self):
        """The last draft of each decision of the group, where that was withdrawn."""
        later = self.model.objects.filter(review=models.OuterRef("review"), pk__gt=models.OuterRef("pk"))
        return self.filter(~models.Exists(later), status=DraftStatus.WITHDRAWN).order_by("begun_on", "pk")

    def visible_to(self, user):
        """The group reads its drafts; everybody else reads what it has agreed."""
        return self if user.has_perm("governance.read_draft") else self.none()


class TermsDraft(models.Model):
    """A draft of the next version of a document, since the group decided to change it (E1).

    It begins from the last version, or goes on from a draft of the same decision that was withdrawn. `edition` goes up
    with each change, so that what the group agrees is what was seen.
    """

    document = models.ForeignKey(GoverningDocument, on_delete=models.PROTECT, related_name="drafts")
    review = models.ForeignKey(TermsReview, on_delete=models.PROTECT, related_name="drafts")
    based_on = models.ForeignKey(TermsVersion, on_delete=models.PROTECT, related_name="drafts")
    status = ChoiceField(max_length=10, choices=DraftStatus, default=DraftStatus.DRAFTING)
    edition = models.PositiveIntegerField(default=1)
    begun_on = models.DateField()
    changed_on = models.DateField(null=True, blank=True)
    agreed_as = models.OneToOneField(
        TermsVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="drafted_as"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text=_("why it was withdrawn; this is public"))

    objects = TermsDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(status="drafting"), name="one_open_draft_per_document"
            ),
            models.CheckConstraint(
                condition=models.Q(status="drafting", agreed_as=None, withdrawn_on=None)
                | models.Q(status="agreed", agreed_as__isnull=False, withdrawn_on=None)
                | models.Q(status="withdrawn", agreed_as=None, withdrawn_on__isnull=False),
                name="draft_is_what_its_status_says",
            ),
        ]

    def __str__(self):
        return str(_("Draft of the next version: %(title)s") % {"title": self.document.title})

    def get_absolute_url(self):
        return reverse("governance:draft", args=[self.pk])

    @property
    def is_open(self):
        return self.status == DraftStatus.DRAFTING

    @property
    def reviewed_again(self):
        """The group's next review, since the one that wanted this draft: it wants no change, or began its own draft."""
        later = TermsReview.objects.filter(version__document=self.document_id, decided_on__gt=self.review.decided_on)
        later = later.filter(
            models.Q(is_changed=False) | models.Exists(TermsDraft.objects.filter(review=models.OuterRef("pk")))
        )
        return later.select_related("meeting", "resolution__item__meeting").order_by("decided_on", "pk").first()

    @property
    def is_outstanding(self):
        """Whether the group's decision waits: the draft was withdrawn, and the group has not reviewed it since."""
        return self.is_withdrawn and not self.refusal_to_begin_again

    @property
    def refusal_to_begin_again(self):
        """Why no draft can be begun again from the same decision of the group, or nothing."""
        if not self.is_withdrawn:
            return _("This draft was not withdrawn.")
        if self.document.drafts.open().exists():
            return _("A draft of the next version is being written.")
        if self.document.versions.filter(number__gt=self.based_on.number).exists():
            return _("There has been a new version since.")
        if self.reviewed_again:
            return _("The group has reviewed the terms again since.")
        return ""

    @property
    def is_withdrawn(self):
        return self.status == DraftStatus.WITHDRAWN


class DraftClause(models.Model):
    """A clause of a draft; one that was taken away can be put back while the draft is open.

    It keeps its identifier and its kind of evidence; its words are changed.
    """

    draft = models.ForeignKey(TermsDraft, on_delete=models.CASCADE, related_name="clauses")
    identifier = models.CharField(
        max_length=12, validators=[RegexValidator(IDENTIFIER, _("Begin with a letter, then letters, numbers, . or -."))]
    )
    order = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=60)
    text = models.TextField()
    evidence_kind = models.CharField(max_length=40, blank=True, validators=[check_evidence_kind])
    is_removed = models.BooleanField(default=False)
    words = versions_of_text()

    class Meta:
        ordering = ["draft", "order"]
        constraints = [models.UniqueConstraint(fields=["draft", "identifier"], name="one_draft_clause_per_identifier")]

    def __str__(self):
        return self.identifier

    def get_absolute_url(self):
        return self.draft.get_absolute_url()

    @property
    def version(self):
        """How many times its words were saved; an edit names the one it started from."""
        return version_of(self)
