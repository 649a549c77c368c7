"""The co-ordinator's pages for counts and for sorting answers into themes."""

from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from common.errors import DomainError
from common.pages import DetailPage, EditMixin, FormPage, ListPage, ServiceAction, StaffMixin, holders_of
from common.pages.lists import DownloadMixin
from consultations import forms
from consultations.files import ResponseFile, ResultsFile, answers_in, shuffled
from consultations.filters import WordsFilter
from consultations.models import Consultation, Response, ResponseAnswer
from consultations.results import results_of, words_of
from consultations.selectors import questions_by_audience
from consultations.services.correcting import correct_sorting, correction_refusal
from consultations.services.feedback import code_answer, uncode_answer
from consultations.staff_views.preparing import ConsultationMixin
from consultations.tables import WordsTable

KEPT = ("page", "question", "sorted")  # of the list's address, when one comes back to it


class StaffResults(ConsultationMixin, DownloadMixin, DetailPage):
    """Live counts, for the co-ordinator alone until the results are published."""

    permission_required = "consultations.analyse_responses"
    holds_personal_data = False
    template_name = "consultations/staff_results.html"
    heading = _("Counts")

    @property
    def about(self):
        return self.object.title

    def file(self):
        return ResultsFile(results_of(self.object))

    def get_context_data(self, **kwargs):
        return super().get_context_data(results=results_of(self.object), **kwargs)


class OfConsultation(StaffMixin):
    """A list of what people told one consultation."""

    permission_required = "consultations.analyse_responses"

    @cached_property
    def consultation(self):
        return get_object_or_404(Consultation, slug=self.kwargs["slug"])

    @property
    def about(self):
        return self.consultation.title

    def get_back_url(self):
        return reverse("consultations:staff_consultation", args=[self.consultation.slug])


class ResponseList(OfConsultation, ListPage):
    """What each person answered, and nothing of who they are (`consultations/files.py`)."""

    queryset = Response.objects.all()
    holds_personal_data = True
    template_name = "consultations/staff_responses.html"
    heading = _("Responses")
    empty = _("No responses yet.")

    def narrow(self, rows):
        """In an order that tells nothing: that of the list of who answered would join the two, row by row."""
        return shuffled(rows.filter(consultation=self.consultation)).order_by("-received_on", "turn")

    def file(self):
        return ResponseFile(self.consultation, self.get_queryset())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        questions, of_some = questions_by_audience(self.consultation)
        page = context["page_obj"].object_list
        prefetch_related_objects(page, "answers")
        cards = [(one, zip(questions, answers_in(one, questions), strict=True)) for one in page]
        return context | {"consultation": self.consultation, "cards": cards, "left_out": of_some}


class WordsList(OfConsultation, ListPage):
    """Written answers to be sorted into themes."""

    model = ResponseAnswer
    visible = holders_of("consultations.analyse_responses")
    filterset_class = WordsFilter
    table_class = WordsTable
    holds_personal_data = True
    template_name = "consultations/staff_words.html"
    heading = _("What people wrote")
    empty = _("No words match.")

    def narrow(self, rows):
        return words_of(self.consultation, rows)

    def get_context_data(self, **kwargs):
        kept = {name: self.request.GET[name] for name in KEPT if name in self.request.GET}
        return super().get_context_data(
            consultation=self.consultation,
            themes=self.consultation.themes.standing().select_related("theme"),
            kept=kept,
            **kwargs,
        )


class OneAnswer(StaffMixin):
    """The words of one answer, and the way back to its place in the list."""

    permission_required = "consultations.analyse_responses"
    queryset = ResponseAnswer.objects.select_related("consultation", "question")
    visible = holders_of("consultations.analyse_responses")

    def get_success_url(self):
        """Return to the same page of the list, at the answer just sorted."""
        address = reverse("consultations:words_list", args=[self.object.consultation.slug])
        kept = {name: self.request.POST[name] for name in KEPT if self.request.POST.get(name)}
        return f"{address}?{urlencode(kept)}#words-{self.object.pk}" if kept else f"{address}#words-{self.object.pk}"


class WordsCode(OneAnswer, ServiceAction):
    """Put an answer into a theme, or remove it with `out`."""

    def perform(self):
        form = forms.CodeForm(self.request.POST, consultation=self.object.consultation)
        if not form.is_valid():
            raise DomainError(_("Choose a theme of this consultation."))
        verb = uncode_answer if self.is_out else code_answer
        return verb(form.cleaned_data["theme"], self.object, by=self.request.user)

    @property
    def is_out(self):
        return bool(self.request.POST.get("out"))

    @property
    def success_message(self):
        words = _("Removed from “%(theme)s”.") if self.is_out else _("Added to “%(theme)s”.")
        return words % {"theme": self.result.theme}


class WordsCorrect(EditMixin, OneAnswer, FormPage):
    """Sort an answer anew once the results are published: a correction, with a reason that everyone can read."""

    form_class = forms.CorrectForm
    template_name = "consultations/words_correct.html"
    heading, submit = _("Correct the counts"), _("Correct the counts")

    @property
    def about(self):
        return self.object.consultation.title

    @property
    def locked_row(self):
        return self.object.consultation

    def get_back_url(self):
        return self.get_success_url()

    def closed_because(self):
        return correction_refusal(self.object.consultation)

    def get_initial(self):
        return {"themes": self.object.themes.standing()}

    def get_form_kwargs(self):
        consultation = self.object.consultation
        return super().get_form_kwargs() | {"consultation": consultation, "names": consultation.known_names}

    def perform(self, form):
        return correct_sorting(self.object, by=self.request.user, **form.cleaned_data)

    @property
    def success_message(self):
        if not self.result:
            return _("Answer sorted. No count changed: these people are in the themes by another answer.")
        words = _("Counts corrected: %(themes)s. The earlier count, the day and your reason are shown beside them.")
        return words % {"themes": "; ".join(row.theme.name for row in self.result)}
