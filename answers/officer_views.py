"""What an agency's officer sees: what was presented to their agency, and their answer to it."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import agencies_of
from answers.filters import PresentationFilter
from answers.models import Presentation
from answers.next_steps import steps_of_officer
from answers.rules import ResponseStatus
from answers.selectors import answers_of_draft, items_of, responses_of
from answers.services.presentations import acknowledge_presentation
from answers.services.responses import (
    discard_draft,
    post_response,
    require_draft,
    require_posted,
    save_response_draft,
)
from answers.services.superseded_responses import supersede_response
from answers.tables import OfficerPresentationTable
from answers.views.drafting import AnswerDraftMixin, SupersedeMixin
from answers.wording import words_of_answer
from common import timeline
from common.pages import DetailPage, FormPage, ListPage, PreviewPage, ServiceAction, StaffMixin
from common.versions import joined


class OfficerMixin(StaffMixin):
    """Presentations to the agencies one answers for; any other does not exist."""

    permission_required = "answers.write_response"
    model = Presentation
    lookup = "reference"

    def narrow(self, rows):
        return rows.filter(agency__in=agencies_of(self.request.user)).select_related("agency")

    def get_success_url(self):
        return reverse("answers:officer_presentation", args=[self.kwargs["reference"]])

    @cached_property
    def draft(self):
        """The draft the officers write; the transcript of a letter is not theirs to change."""
        drafts = self.object.responses.filter(status=ResponseStatus.DRAFT, is_transcribed=False)
        return drafts.select_related("words").first()

    @cached_property
    def answers(self):
        return answers_of_draft(self.draft) if self.draft else []


class OfficerPresentationList(OfficerMixin, ListPage):
    """What waits for an answer first, the one due soonest at the top."""

    queryset = Presentation.objects.waiting_first()
    filterset_class = PresentationFilter
    table_class = OfficerPresentationTable
    holds_personal_data = False
    heading = _("What the group has asked your agency")
    empty = _("No presentations match.")


class OfficerPresentation(OfficerMixin, DetailPage):
    """What the group asks, item by item, and the current answer."""

    template_name = "answers/officer_presentation_detail.html"

    def get_context_data(self, **kwargs):
        answers = {answer.item_id: answer for answer in self.answers}
        items = items_of(self.object)
        for item in items:
            item.draft_answer = answers.get(item.pk)
        drafts = self.object.responses.filter(status=ResponseStatus.DRAFT, is_transcribed=True)
        is_whole = bool(items) and all(item.draft_answer for item in items)
        has_letter = self.draft is None and drafts.exists()
        steps = steps_of_officer(self.object, draft=self.draft, has_letter=has_letter, is_whole=is_whole)
        return super().get_context_data(
            steps=steps,
            draft=self.draft,
            items=items,
            responses=responses_of(self.object),
            has_letter=has_letter,
            timeline=timeline.build(self.object, self.request.user),
            **kwargs,
        )


class PresentationAcknowledge(OfficerMixin, ServiceAction):
    success_message = _("Presentation acknowledged. Next: answer each item.")

    def perform(self):
        return acknowledge_presentation(self.object, by=self.request.user)


class AnswerWrite(AnswerDraftMixin, OfficerMixin, FormPage):
    """The answer to one item, kept as a draft until the whole response is posted."""

    template_name = "answers/officer_answer_form.html"
    success_message = _("Draft saved. Families see nothing until you post the whole answer.")

    @property
    def heading(self):
        return _("Answer item %(n)s") % {"n": self.item.number}

    @property
    def about(self):
        return f"{self.object.reference} {self.object.title}"

    def get_back_url(self):
        return self.get_success_url()

    @cached_property
    def item(self):
        item = next((one for one in items_of(self.object) if one.number == self.kwargs["number"]), None)
        if item is None:
            raise Http404
        return item

    @cached_property
    def answer(self):
        return next((answer for answer in self.answers if answer.item_id == self.item.pk), None)

    @property
    def asked(self):
        return self.item.ask

    def get_context_data(self, **kwargs):
        return super().get_context_data(item=self.item, **kwargs)

    def current_version(self):
        draft = self.object.responses.filter(status=ResponseStatus.DRAFT).first()
        return draft.version if draft else 0

    @property
    def summary(self):
        return self.draft.summary if self.draft else ""

    def typed(self, form):
        return joined(self.summary, words_of_answer(self.given(form)))

    def keep(self, given, version):
        answers = [{"item": self.item, **given}]
        by = self.request.user
        return save_response_draft(self.object, summary=self.summary, answers=answers, version=version, by=by)


class ResponsePreview(OfficerMixin, PreviewPage):
    """The answer as families will see it, with the button that posts it; without a draft there is none to see."""

    template_name = "answers/officer_response_preview.html"
    submit = _("Post formal response")
    success_message = _("Answer posted. It is public. We'll e-mail the families who gave an address after 5pm.")

    def shown_now(self):
        return self.draft.edition if self.draft else ""

    def get_context_data(self, **kwargs):
        if self.draft is None:
            raise Http404
        missing = self.object.items.count() - len(self.answers)
        return super().get_context_data(draft=self.draft, answers=self.answers, missing=missing, **kwargs)

    def perform(self, form):
        draft = require_draft(self.object)
        return post_response(draft, seen=form.cleaned_data["shown"], by=self.request.user)


class ResponseSupersede(SupersedeMixin, OfficerMixin, FormPage):
    def get_back_url(self):
        return self.get_success_url()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"names": [str(self.object.agency), self.object.title]}

    def closed_because(self):
        return (
            "" if self.object.is_answered and self.draft is None else _("There is no answer that can be changed now.")
        )

    def perform(self, form):
        return supersede_response(require_posted(self.object), by=self.request.user, **form.cleaned_data)


class DraftDiscard(OfficerMixin, ServiceAction):
    success_message = _("Draft deleted. Anything posted earlier stays in force.")

    def perform(self):
        return discard_draft(require_draft(self.object), by=self.request.user)
