"""The co-ordinator's pages for themes: added, changed or removed before publishing, withdrawn after it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.pages import EditMixin, FormPage, ServiceAction, StaffMixin, holders_of
from consultations import forms
from consultations.models import ConsultationTheme
from consultations.services.correcting import withdraw_theme, withdrawal_refusal
from consultations.services.feedback import (
    add_new_theme,
    add_theme,
    edit_theme,
    remove_theme,
    theme_locked_because,
)
from consultations.staff_views.preparing import ConsultationPage


class ThemeAdd(ConsultationPage):
    permission_required = "consultations.analyse_responses"
    form_class = forms.ThemeForm
    heading, submit = _("Add a theme"), _("Add theme")

    @property
    def success_message(self):
        words = _("“%(theme)s” added. Next, say which words belong to it.")
        if self.result.added_on:
            words = _("“%(theme)s” added to the published results, with today's date.")
        return words % {"theme": self.result.theme}

    def perform(self, form):
        data = dict(form.cleaned_data)
        theme, name, area = (data.pop(field) for field in ("theme", "name", "service_area"))
        if theme is not None:
            return add_theme(self.object, theme=theme, by=self.request.user, **data)
        return add_new_theme(self.object, name=name, service_area=area, by=self.request.user, **data)


class OneTheme(StaffMixin):
    """One theme, and the way back to its consultation."""

    permission_required = "consultations.analyse_responses"
    queryset = ConsultationTheme.objects.select_related("consultation__deciding_agency", "theme")
    visible = holders_of("consultations.analyse_responses")

    @property
    def about(self):
        return f"{self.object.consultation.title}: {self.object.theme}"

    def get_success_url(self):
        return reverse("consultations:staff_consultation", args=[self.object.consultation.slug])

    get_back_url = get_success_url


class ThemeEdit(EditMixin, OneTheme, FormPage):
    form_class = forms.ThemeWordsForm
    heading, submit = _("Change a theme"), _("Save theme")
    success_message = _("Theme saved.")

    @property
    def locked_row(self):
        return self.object.consultation

    def closed_because(self):
        return theme_locked_because(self.object)

    def get_initial(self):
        return {"said": self.object.said, "source": self.object.source}

    def get_form_kwargs(self):
        known = f"{self.object.said}\n{self.object.source}"
        names = [*self.object.consultation.known_names, self.object.theme.name]
        return super().get_form_kwargs() | {"known": known, "names": names}

    def perform(self, form):
        return edit_theme(self.object, by=self.request.user, **form.cleaned_data)


class ThemeRemove(OneTheme, ServiceAction):
    success_message = _("Theme removed. The answers in it are no longer sorted into it.")

    def perform(self):
        return remove_theme(self.object, by=self.request.user)


class ThemeWithdraw(OneTheme, FormPage):
    """Takes a theme that was published by mistake out of the results; the reason stands in its place."""

    form_class = forms.ReasonForm
    heading, submit = _("Withdraw theme"), _("Withdraw theme")
    tone = "warning"
    lead = _(
        "The results will say that it was withdrawn, today's date and your reason. Its words, its answer and its entry "
        "in “you said, we did” go everywhere, and it cannot be put back. What was promised in its answer stays."
    )
    success_message = _(
        "Theme withdrawn. The results say so, with your reason. Nobody has been e-mailed, so tell whoever answers it."
    )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"names": self.object.consultation.known_names}

    def closed_because(self):
        return withdrawal_refusal(self.object)

    def perform(self, form):
        return withdraw_theme(self.object, by=self.request.user, **form.cleaned_data)
