"""How the co-ordinator, an officer and the public narrow the lists of what came of issues."""

import django_filters as filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.filters import CountyListFilter
from accounts.models import Agency, ServiceArea
from answers.models import Commitment, FormalResponse, Presentation, YouSaidEntry
from answers.rules import CommitmentStatus, EntryKind, PresentationStatus, ResponseStatus
from common import clock
from common.kept.choices import KeptChoiceFilter
from common.pages.exceptions import ExceptionFilter
from issues.models import Theme

LATE = "late"
TO_CONFIRM = "to_confirm"
IN_TIME = "in_time"
TO_ANSWER = "waiting"


class PresentationFilter(filters.FilterSet):
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=[
            (TO_ANSWER, _("Waiting for an answer")),
            (IN_TIME, _("Waiting, not overdue")),
            (LATE, _("Overdue")),
            ("responded", _("Responded")),
        ],
        empty_label=_("All"),
        method="filter_status",
    )

    class Meta:
        model = Presentation
        fields = ["status"]

    def filter_status(self, queryset, name, value):
        if value == LATE:
            return queryset.overdue(clock.today())
        if value == IN_TIME:
            return queryset.unanswered().exclude(pk__in=queryset.overdue(clock.today()).values("pk"))
        if value == PresentationStatus.RESPONDED:
            return queryset.filter(status=value)
        return queryset.unanswered()


class PublicPresentationFilter(PresentationFilter):
    """The public's, with the agency that somebody may follow."""

    agency = KeptChoiceFilter(
        label=_("Agency"),
        queryset=Agency.objects.all(),
        to_field_name="slug",
        empty_label=_("All agencies"),
        kept_as="answers.agencies_by_slug",
    )

    class Meta:
        model = Presentation
        fields = ["status", "agency"]


class StaffPresentationFilter(PresentationFilter):
    """The co-ordinator's, with the letters that wait for a second person."""

    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=[*PresentationFilter.base_filters["status"].extra["choices"], (TO_CONFIRM, _("Letter to confirm"))],
        empty_label=_("All"),
        method="filter_status",
    )
    attention = ExceptionFilter("presentations.overdue", "presentations.escalated")

    def filter_status(self, queryset, name, value):
        if value == TO_CONFIRM:
            letters = FormalResponse.objects.filter(status=ResponseStatus.DRAFT, is_transcribed=True)
            return queryset.filter(pk__in=letters.values("presentation"))
        return super().filter_status(queryset, name, value)


class CommitmentFilter(filters.FilterSet):
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=[
            (CommitmentStatus.OPEN, _("To come")),
            (LATE, _("Late")),
            (CommitmentStatus.DONE, _("Done")),
            (CommitmentStatus.NOT_KEPT, _("Not kept")),
        ],
        empty_label=_("All"),
        method="filter_status",
    )
    agency = KeptChoiceFilter(
        label=_("Agency"), queryset=Agency.objects.all(), empty_label=_("All agencies"), kept_as="answers.agencies"
    )

    class Meta:
        model = Commitment
        fields = ["status", "agency"]

    def filter_status(self, queryset, name, value):
        if value == LATE:
            return queryset.late(clock.today())
        if value == CommitmentStatus.OPEN:
            return queryset.open().filter(due_on__gte=clock.today())
        return queryset.filter(status=value)


class KeptCommitmentFilter(CommitmentFilter):
    """That of those who keep the ledger."""

    attention = ExceptionFilter("commitments.late", "commitments.not_kept")


KINDS = [(value, capfirst(words)) for value, words in EntryKind.choices]


class EntryFilter(filters.FilterSet):
    theme = KeptChoiceFilter(
        label=_("Theme"),
        queryset=Theme.objects.filter(entries__first_published_on__isnull=False).distinct(),
        to_field_name="slug",
        empty_label=_("All themes"),
        kept_as="answers.themes",
    )
    service_area = CountyListFilter(ServiceArea, label=_("Service"), empty_label=_("All services"))
    kind = filters.ChoiceFilter(label=_("What came of it"), choices=KINDS, empty_label=_("All"), method="filter_kind")

    class Meta:
        model = YouSaidEntry
        fields = ["theme", "service_area", "kind"]

    def filter_kind(self, queryset, name, value):
        """What was taken off the board is of no kind: its words are for nobody."""
        return queryset.published().filter(kind=value)
