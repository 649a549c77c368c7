"""What everybody may read of the answers: “you said, we did”, the ledger of commitments, and each formal response."""

from answers.filters import CommitmentFilter, EntryFilter, PublicPresentationFilter
from answers.models import Commitment, Presentation
from answers.selectors import entries_of_board, ledger, presentations_shown, responses_of
from common import timeline
from common.pages import DetailPage, ListPage, PublicMixin, everybody
from common.redactions import redactions_of


class Board(PublicMixin, ListPage):
    """You said, we did; and, as large, could not, because. What was taken off leaves the day and the reason."""

    queryset = entries_of_board()
    data_set = "you-said-we-did"
    filterset_class = EntryFilter
    visible = everybody
    template_name = "answers/you_said.html"


class Ledger(PublicMixin, ListPage):
    """Every public commitment, whatever it came from: who, what, by when, and whether it came true."""

    queryset = ledger()
    data_set = "commitments"
    filterset_class = CommitmentFilter
    template_name = "answers/commitment_list.html"


class CommitmentDetail(PublicMixin, DetailPage):
    queryset = Commitment.objects.with_origin().with_what_became_of_it()
    lookup = "reference"
    template_name = "answers/commitment_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            earlier_dates=self.object.earlier_dates.all(),
            redactions=redactions_of(self.object),
            timeline=timeline.build(self.object, self.request.user),
            **kwargs,
        )


class PresentationList(PublicMixin, ListPage):
    """Everything put formally to an agency, and whether the answer came in time (P11, P12): for everybody."""

    queryset = presentations_shown()
    data_set = "answers-of-agencies"
    filterset_class = PublicPresentationFilter
    visible = everybody
    template_name = "answers/presentation_list.html"


class PresentationDetail(PublicMixin, DetailPage):
    """What the group put to an agency, when the answer was due and how that was computed, and the answer.

    Everybody may read it: it holds the group's words, never a family's.
    """

    queryset = Presentation.objects.select_related("agency")
    lookup = "reference"
    visible = everybody
    template_name = "answers/presentation_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            items=self.object.items.select_related("theme", "issue"),
            responses=responses_of(self.object),
            redactions=redactions_of(self.object),
            timeline=timeline.build(self.object, self.request.user),
            **kwargs,
        )
