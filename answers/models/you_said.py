"""“You said, we did”; and, as large, could not, because."""

from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, ServiceArea
from accounts.roles import Role, has_role
from answers.models.commitment import Commitment
from answers.models.corrected_count import CorrectedCount
from answers.models.doubts import Doubted, of_a_family, reopened
from answers.models.presentation import Answer
from answers.rules import CameTrue, CommitmentStatus, EntryKind, Outcome
from common.model_fields import ChoiceField
from common.versions import version_of, versions_of_text
from issues.models.issue import Theme


class EntryQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_on__isnull=False)

    def ever_published(self):
        """Those that are public, or were: what was taken off keeps its place, with the day and the reason."""
        return self.filter(first_published_on__isnull=False)

    def drafts(self):
        """Those still to be published; what was said in a withdrawn consultation never is."""
        return self.filter(published_on__isnull=True, withdrawn_on__isnull=True)

    def with_doubts(self):
        """Read with each whether somebody behind it says that what is done is not so: then it is `in_question`.

        "We did" is, where somebody says so of the answer or of a promise; any other kind, where a promise behind it is
        recorded as done and somebody says that it has not come true.
        """
        since, behind = OuterRef("answer__posted_on"), {"presentation_items": OuterRef("answer__item")}
        did = of_a_family(feedback__is_answered=False, feedback__given_on__gte=since)
        did |= of_a_family(promise_feedback__verdict=CameTrue.NO, promise_feedback__given_on__gte=since)
        done = of_a_family(
            promise_feedback__verdict=CameTrue.NO,
            promise_feedback__commitment__answer=OuterRef("answer"),
            promise_feedback__commitment__status=CommitmentStatus.DONE,
        )
        is_not_so = (Q(kind=EntryKind.DID) & reopened(did, **behind)) | Q(reopened(done, **behind))
        return self.annotate(has_doubts=is_not_so)

    def visible_to(self, user):
        return self if has_role(user, Role.COORDINATOR) else self.published()


class YouSaidEntry(Doubted, models.Model):
    """One pair of “you said, we did”, drafted from an answer and its commitments, then edited and published."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="entries")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    you_said = models.TextField()
    kind = ChoiceField(max_length=10, choices=EntryKind)
    we_did = models.TextField(help_text=_("what was or will be done, or why it could not be"))
    evidence = models.TextField(blank=True, help_text=_("how anyone can see that it is done"))
    outcome = ChoiceField(
        max_length=12, choices=Outcome, blank=True, editable=False, help_text=_("that of the answer behind it")
    )
    shown_by = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text=_("a commitment that is done, on which “we did” rests"),
    )
    said_by_count = models.PositiveIntegerField(null=True, blank=True, help_text=_("how many said so"))
    said_by_parents = models.BooleanField(
        default=False, editable=False, help_text=_("all who said so are known to be parents or carers")
    )
    source = models.CharField(max_length=200, blank=True)
    source_url = models.CharField(max_length=200, blank=True)
    drafted_on = models.DateField()
    first_published_on = models.DateField(
        null=True, blank=True, editable=False, help_text=_("its place among the others; it stays when it is taken off")
    )
    published_on = models.DateField(null=True, blank=True, help_text=_("empty while it is not public"))
    reworded_on = models.DateField(
        null=True, blank=True, editable=False, help_text=_("the last day its words were changed while it was public")
    )
    withdrawn_on = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text=_("the day the consultation or the theme it comes from was withdrawn"),
    )
    is_confirmed = models.BooleanField(
        default=False,
        editable=False,
        help_text=_("what could show who somebody is was taken out of these words, or confirmed by whoever saved them"),
    )
    words = versions_of_text()

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-first_published_on", "-pk"]
        indexes = [models.Index(fields=["-first_published_on", "-id"], name="board_newest")]
        constraints = [
            models.UniqueConstraint(fields=["answer"], condition=Q(answer__isnull=False), name="one_entry_per_answer"),
            models.CheckConstraint(
                condition=~Q(kind="did") | ~Q(evidence="") | Q(shown_by__isnull=False),
                name="we_did_can_be_shown",
            ),
            models.CheckConstraint(
                condition=~Q(kind="did", outcome__in=["not_possible", "not_ours"]),
                name="a_refusal_is_never_we_did",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | ~Q(kind="will", outcome__in=["not_possible", "not_ours"]),
                name="a_refusal_is_never_we_will",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="a_withdrawn_entry_is_not_public",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True)
                | Q(first_published_on__isnull=False, first_published_on__lte=models.F("published_on")),
                name="a_public_entry_has_its_first_day",
            ),
        ]

    def __str__(self):
        return self.you_said[:80]

    def get_absolute_url(self):
        """Return its place on the page, among those of its theme or its service."""
        among = {"theme": self.theme.slug} if self.theme_id else {"service_area": self.service_area_id}
        return f"{reverse('answers:you_said')}?{urlencode(among)}#entry-{self.pk}"

    @property
    def version(self):
        return version_of(self)

    @property
    def is_public(self):
        return self.published_on is not None

    @property
    def heading(self):
        """The heading above the answer; a "no" names the agency."""
        if self.kind == EntryKind.COULD_NOT and self.agency:
            return _("%(agency)s could not, because") % {"agency": self.agency}
        return capfirst(self.get_kind_display())

    @property
    def texts(self):
        """What is typed in it for everybody to read."""
        return [self.you_said, self.we_did, self.evidence]

    @property
    def confirmed_words(self):
        """Those of its words of which somebody has said that they may be read, or nothing."""
        return "\n\n".join(self.texts) if self.is_confirmed else ""

    @property
    def known_names(self):
        """What its place on the board and its agency say already."""
        return [str(one) for one in (self.agency, self.theme, self.service_area) if one]

    @property
    def may_say_did(self):
        """Whether everything agreed is done, as its commitments or the answer say, while the entry says "we will"."""
        if not self.answer_id or self.kind != EntryKind.WILL:
            return False
        promised = self.answer.commitments.all()
        return bool(promised or self.evidence) and all(one.status == CommitmentStatus.DONE for one in promised)

    @property
    def shown_evidence(self):
        """How anyone can see what was done; of a "we will" it waits with the draft."""
        return self.evidence if self.kind == EntryKind.DID else ""


class CorrectedEntry(CorrectedCount):
    """A correction of how many said what an entry of the board tells."""

    entry = models.ForeignKey(YouSaidEntry, on_delete=models.CASCADE, related_name="corrections")

    class Meta(CorrectedCount.Meta):
        pass
