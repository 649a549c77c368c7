"""Formal presentations, as the co-ordinator makes them and follows them."""

from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from answers import messages
from answers.filters import StaffPresentationFilter
from answers.forms.presentations import PresentForm
from answers.models import Presentation
from answers.next_steps import steps_of_letters
from answers.rules import ResponseStatus
from answers.selectors import families_to_ring, items_of, public_names, responses_of, sendings_of
from answers.tables import PresentationTable
from common import clock, timeline
from common.pages import DetailPage, FormPage, ListPage, StaffMixin
from issues.models import Issue, Theme
from issues.rules import IssueStatus


class StaffPresentationList(StaffMixin, ListPage):
    """What waits for an answer first, the one due soonest at the top."""

    permission_required = "answers.make_presentation"
    queryset = Presentation.objects.select_related("agency").waiting_first()
    filterset_class = StaffPresentationFilter
    table_class = PresentationTable
    holds_personal_data = False
    heading = _("Formal presentations")
    template_name = "answers/staff_presentation_list.html"
    empty = _("No presentations match.")


class StaffPresentation(StaffMixin, DetailPage):
    permission_required = "answers.make_presentation"
    queryset = Presentation.objects.select_related("agency")
    lookup = "reference"
    template_name = "answers/staff_presentation_detail.html"

    def get_context_data(self, **kwargs):
        drafts = self.object.responses.filter(status=ResponseStatus.DRAFT).select_related(
            "written_by", "letter", "words"
        )
        draft = drafts.first()
        transcript = draft if draft and draft.is_transcribed else None
        is_drafting = draft is not None and transcript is None
        letters = self.object.responses.whose_letter_is_open_to(self.request.user)
        entries = timeline.build(self.object, self.request.user)
        return super().get_context_data(
            by_phone=families_to_ring(self.object),
            items=items_of(self.object),
            sendings=sendings_of(self.object),
            responses=responses_of(self.object),
            open_letters=set(letters.values_list("pk", flat=True)),
            transcript=transcript,
            is_drafting=is_drafting,
            steps=steps_of_letters(self.object, self.request.user, transcript=transcript, is_drafting=is_drafting),
            timeline=entries,
            stands_on=timeline.to_come(entries, "agenda"),
            **kwargs,
        )


class PresentationPage(StaffMixin, FormPage):
    """Put themes and single issues formally to an agency; `?theme=` or `?issue=` begins with one.

    The page stands in `meetings`, which know what the group decided; see there for `perform`.
    """

    permission_required = "answers.make_presentation"
    form_class = PresentForm
    template_name = "answers/staff_presentation_form.html"
    heading, submit = _("New presentation"), _("Send to agency")
    lead = _(
        "A presentation goes to one agency and asks for a formal response. Every logged issue in a theme goes with it. "
        "The agency sees only the edited words, and only where the parent agreed."
    )
    back_url = reverse_lazy("answers:staff_presentation_list")

    @property
    def success_message(self):
        return messages.after_presenting(self.result)

    @cached_property
    def asked_theme(self):
        return Theme.objects.filter(slug=self.request.GET.get("theme", "").replace("\0", "")).first()

    @cached_property
    def issues(self):
        """The single issues that may be presented: logged, in sight, and the agency may see them."""
        waiting = Issue.objects.in_sight().filter(status=IssueStatus.LOGGED)
        ready = waiting.filter(share_with_agency=True).with_settled_words(clock.today())
        return list(ready.order_by("received_on", "pk"))

    def get_form_kwargs(self):
        waiting = Issue.objects.in_sight().filter(status=IssueStatus.LOGGED)
        themes = {theme.pk: theme for theme in Theme.objects.filter(issues__in=waiting).distinct()}
        if self.asked_theme:
            themes.setdefault(self.asked_theme.pk, self.asked_theme)
        choices = {"themes": themes.values(), "issues": self.issues}
        return {**super().get_form_kwargs(), **choices, "names": public_names()}

    def get_initial(self):
        if theme := self.asked_theme:
            return {"subject_1": f"theme-{theme.pk}", "title": theme.name}
        asked = self.request.GET.get("issue", "")
        issue = next((one for one in self.issues if one.reference == asked), None)
        return {"subject_1": f"issue-{issue.pk}", "title": issue.title} if issue else {}

    def get_success_url(self):
        return reverse("answers:staff_presentation_detail", args=[self.result.reference])
