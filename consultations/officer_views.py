"""Pages where officers, or the co-ordinator for the service itself, answer themes."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from answers.forms.answer import AnswerForm
from answers.rules import ANSWER_WORDS
from answers.selectors import public_names
from common import clock
from common.pages import FormPage, ListPage, StaffMixin, holders_of
from consultations.models import ConsultationTheme
from consultations.rules import ConsultationStatus
from consultations.services.feedback import answer_theme
from consultations.tables import ThemeTable

ASKED = [ConsultationStatus.FEEDBACK, ConsultationStatus.CONCLUDED]


class AnswerMixin(StaffMixin):
    """Themes one speaks for, from the day the results are published; any other does not exist."""

    permission_required = "consultations.answer_theme"
    queryset = ConsultationTheme.objects.filter(consultation__status__in=ASKED).select_related(
        "consultation__deciding_agency", "theme", "answer"
    )

    visible = holders_of("consultations.answer_theme")

    def narrow(self, rows):
        return rows.answerable_by(self.request.user)


class ThemeQueue(AnswerMixin, ListPage):
    """Themes that wait for an answer, the one asked for soonest at the top, then those that have theirs."""

    table_class = ThemeTable
    template_name = "consultations/officer_theme_list.html"
    heading = _("Themes to answer")
    empty = _("No themes are waiting for you.")

    def narrow(self, rows):
        answered = F("answer__posted_on").desc(nulls_first=True)
        return super().narrow(rows).with_people().order_by(answered, "consultation__answers_due_on", "pk")

    def get_context_data(self, **kwargs):
        is_ours = has_role(self.request.user, Role.COORDINATOR)
        return super().get_context_data(today=clock.today(), is_ours=is_ours, **kwargs)


class ThemeAnswer(AnswerMixin, FormPage):
    """The answer to a theme, posted once for everybody to read."""

    form_class = AnswerForm
    template_name = "consultations/theme_answer.html"
    submit = _("Post answer")
    back_url = reverse_lazy("consultations:theme_queue")
    success_message = _("Answer posted. Everyone can read it.")

    def dispatch(self, request, *args, **kwargs):
        if self.has_permission() and self.object.answer_id:
            messages.info(request, _("This theme has already been answered."))
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    @property
    def heading(self):
        return self.object.theme

    @property
    def about(self):
        return self.object.consultation.title

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"known": self.object.said, "names": public_names()}

    def get_initial(self):
        return {"version": 0}

    def get_context_data(self, **kwargs):
        return super().get_context_data(people=self.object.count_people(), **kwargs)

    def perform(self, form):
        fields = {name: form.cleaned_data[name] for name in ANSWER_WORDS}
        return answer_theme(self.object, commitments=form.commitments, by=self.request.user, **fields)

    def get_success_url(self):
        return self.object.get_absolute_url()
