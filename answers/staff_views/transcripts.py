"""An agency's answer that came as a letter: entered, compared by a second person, posted."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from answers.forms.transcripts import TranscriptForm
from answers.models import FormalResponse, Presentation
from answers.rules import ResponseStatus
from answers.services.responses import discard_draft
from answers.services.transcripts import confirm_transcribed, transcribe_response
from answers.wording import words_of_answer, words_of_letter
from common.documents import serve
from common.pages import FormPage, ObjectMixin, ServiceAction, StaffMixin
from common.versions import joined


class ResponseTranscribe(StaffMixin, FormPage):
    """Enter an agency's letter word for word, with the scan; or correct what was entered."""

    permission_required = "answers.transcribe_response"
    model = Presentation
    lookup = "reference"
    form_class = TranscriptForm
    template_name = "answers/staff_response_transcribe.html"
    heading, submit = _("Enter the agency's letter"), _("Enter letter")
    lead = _("Enter the letter word for word. A second person must compare it with the scan before it is posted.")
    success_message = _("Letter entered. A second person must confirm it.")

    @property
    def about(self):
        return f"{self.object.reference} {self.object.title}"

    @cached_property
    def draft(self):
        drafts = self.object.responses.filter(status=ResponseStatus.DRAFT, is_transcribed=True)
        return drafts.select_related("letter").first()

    def get_form_kwargs(self):
        items = list(self.object.items.select_related("theme", "issue"))
        return {**super().get_form_kwargs(), "items": items, "draft": self.draft}

    def get_initial(self):
        return TranscriptForm.initial_of(self.draft) if self.draft else {"version": 0}

    def current_version(self):
        draft = self.object.responses.filter(status=ResponseStatus.DRAFT).first()
        return draft.version if draft else 0

    def typed(self, form):
        response = form.as_response()
        letter = words_of_letter(response["letter_dated_on"], response["letter"] or (self.draft and self.draft.letter))
        return joined(response["summary"], letter, *(words_of_answer(answer) for answer in response["answers"]))

    def perform(self, form):
        return transcribe_response(self.object, by=self.request.user, **form.as_response())

    def get_success_url(self):
        return reverse("answers:staff_presentation_detail", args=[self.object.reference])

    get_back_url = get_success_url


class TranscriptMixin(StaffMixin):
    """A transcript, for those who may enter and confirm one."""

    permission_required = "answers.transcribe_response"
    queryset = FormalResponse.objects.filter(is_transcribed=True).select_related("presentation", "letter")

    def get_success_url(self):
        return reverse("answers:staff_presentation_detail", args=[self.object.presentation.reference])


class ResponseConfirm(TranscriptMixin, ServiceAction):
    """A second person has compared the transcript with the letter."""

    success_message = _(
        "Response confirmed and posted. We'll e-mail the families who gave an address after 5pm. "
        "An entry for “You said, we did” has been drafted."
    )

    def perform(self):
        return confirm_transcribed(self.object, seen=self.seen, by=self.request.user)


class TranscriptDiscard(TranscriptMixin, ServiceAction):
    """It was entered for the wrong presentation, or by mistake."""

    success_message = _("Transcript deleted.")

    def perform(self):
        return discard_draft(self.object, by=self.request.user)


def with_open_letter(rows, request):
    """Answers whose scan opens: whoever may not see every issue in one does not open it."""
    return rows.visible_to(request.user).whose_letter_is_open_to(request.user)


class ResponseLetter(TranscriptMixin, ObjectMixin, View):
    """The scan itself, which may hold names and signatures: for those who compare it, never for everybody."""

    visible = staticmethod(with_open_letter)

    def get(self, request, *args, **kwargs):
        if self.object.letter is None:
            raise Http404
        return serve(self.object.letter)
