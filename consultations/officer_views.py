"""Pages where officers, or the co-ordinator for the service itself, answer themes."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.roles import Role, has_role
from answers.views.drafting import AnswerDraftMixin, SupersedeMixin
from answers.wording import words_of_answer
from common import clock
from common.pages import FormPage, ListPage, PreviewPage, ServiceAction, StaffMixin, holders_of
from common.pages.versions import VersionsPage
from consultations.models import ConsultationTheme
from consultations.rules import ConsultationStatus
from consultations.selectors import draft_of
from consultations.services.answering import (
    discard_theme_answer,
    post_theme_answer,
    save_theme_answer,
    supersede_theme_answer,
)
from consultations.tables import ThemeTable

ASKED = [ConsultationStatus.FEEDBACK, ConsultationStatus.CONCLUDED]


class AnswerMixin(StaffMixin):
    """Themes one speaks for, from the day the results are published; any other does not exist."""

    permission_required = "consultations.answer_theme"
    queryset = (
        ConsultationTheme.objects.standing()
        .filter(consultation__status__in=ASKED)
        .select_related("consultation__deciding_agency", "theme", "answer")
    )

    visible = holders_of("consultations.answer_theme")

    def narrow(self, rows):
        return rows.answerable_by(self.request.user)


class ThemeQueue(AnswerMixin, ListPage):
    """Themes that wait for an answer, the one asked for soonest at the top, then those that have theirs."""

    table_class = ThemeTable
    holds_personal_data = False
    template_name = "consultations/officer_theme_list.html"
    heading = _("Themes to answer")
    empty = _("No themes are waiting for you.")

    def narrow(self, rows):
        answered = F("answer__posted_on").desc(nulls_first=True)
        rows = super().narrow(rows).with_people().prefetch_related("versions")
        return rows.order_by(answered, "consultation__answers_due_on", "pk")

    def get_context_data(self, **kwargs):
        is_ours = has_role(self.request.user, Role.COORDINATOR)
        return super().get_context_data(today=clock.today(), is_ours=is_ours, **kwargs)


class OneTheme(AnswerMixin):
    """The answer to one theme: the draft, if there is one."""

    @property
    def heading(self):
        return self.object.theme

    @property
    def about(self):
        return self.object.consultation.title

    @cached_property
    def draft(self):
        return draft_of(self.object)

    def to(self, name):
        return reverse(f"consultations:{name}", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(draft=self.draft, **kwargs)


class ThemeAnswerWrite(AnswerDraftMixin, OneTheme, FormPage):
    """The answer to a theme, kept as a draft until it is posted; one that was posted is replaced, never edited."""

    template_name = "consultations/theme_answer.html"
    back_url = reverse_lazy("consultations:theme_queue")
    success_message = _("Draft saved. Read it as everyone will, then post it.")

    def dispatch(self, request, *args, **kwargs):
        if self.has_permission() and self.object.answer_id and self.draft is None:
            messages.info(request, _("This theme has already been answered."))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)

    @property
    def answer(self):
        return self.draft.answer if self.draft else None

    @property
    def asked(self):
        return self.object.said

    def current_version(self):
        draft = self.object.versions.draft()
        return draft.version if draft else 0

    def typed(self, form):
        return words_of_answer(self.given(form))

    def keep(self, given, version):
        return save_theme_answer(self.object, **given, version=version, by=self.request.user)

    def get_success_url(self):
        return self.to("theme_answer_preview")


class ThemeAnswerPreview(OneTheme, PreviewPage):
    """The answer as everyone will read it, with the button that posts it; without a draft there is none to see."""

    template_name = "consultations/theme_answer_preview.html"
    submit = _("Post answer")

    def shown_now(self):
        return self.draft.edition if self.draft else ""

    def get_context_data(self, **kwargs):
        if self.draft is None:
            raise Http404
        return super().get_context_data(**kwargs)

    @property
    def success_message(self):
        if self.result.versions.filter(number__gt=1).exists():
            return _(
                "Answer posted in the place of the earlier one. The results show both, when it was replaced and why. "
                "Whoever follows the consultation, its theme, its service or the agency is e-mailed. Others are not, "
                "so please say so wherever you announced it."
            )
        return _("Answer posted. Everyone can read it.")

    def perform(self, form):
        return post_theme_answer(self.object, seen=form.cleaned_data["shown"], by=self.request.user)

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_failure_url(self):
        return self.to("theme_answer_preview") if self.draft else self.get_success_url()


class ThemeAnswerSupersede(SupersedeMixin, OneTheme, FormPage):
    """Begins a new version of a posted answer, with the reason that everyone will read."""

    heading = SupersedeMixin.heading
    back_url = reverse_lazy("consultations:theme_queue")

    @property
    def about(self):
        return f"{self.object.consultation.title}: {self.object.theme}"

    def get_form_kwargs(self):
        names = [*self.object.consultation.known_names, self.object.theme.name]
        return super().get_form_kwargs() | {"names": names}

    def closed_because(self):
        can_change = self.object.answer_id and self.draft is None
        return "" if can_change else _("There is no answer that can be changed now.")

    def perform(self, form):
        return supersede_theme_answer(self.object, by=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.to("theme_answer")


class ThemeAnswerDiscard(OneTheme, ServiceAction):
    success_message = _("Draft deleted. Anything posted earlier stays in force.")
    success_url = reverse_lazy("consultations:theme_queue")

    def perform(self):
        return discard_theme_answer(self.object, by=self.request.user)


class ThemeAnswerVersions(OneTheme, VersionsPage):
    """What was written of an answer while it was a draft, for the body that decides alone."""

    labels = {"answer": _("Answer")}
    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (ConsultationTheme,)

    @cached_property
    def row(self):
        version = self.object.versions.select_related("words").order_by("-number").first()
        if version is None:
            raise Http404
        return version

    def get_back_url(self):
        return self.to("theme_answer_preview") if self.draft else str(reverse_lazy("consultations:theme_queue"))
