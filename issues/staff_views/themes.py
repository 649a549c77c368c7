"""Themes, as the co-ordinator keeps them."""

from django.db.models import Count, Q
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms.county_lists import keep_chosen
from accounts.models import Agency
from common import panels, timeline
from common.pages import DetailPage, EditMixin, FormPage, ListPage, StaffMixin, holders_of
from issues.filters import StaffThemeFilter
from issues.forms.staff import ThemeForm
from issues.models import Theme, in_sight_at
from issues.rules import IssueStatus
from issues.services.themes import create_theme, edit_theme
from issues.tables import ThemeTable


class ThemeList(StaffMixin, ListPage):
    permission_required = "issues.manage_theme"
    queryset = (
        Theme.objects.annotate(
            issue_count=Count("issues", filter=in_sight_at("issues__")),
            waiting_count=Count("issues", filter=in_sight_at("issues__") & Q(issues__status=IssueStatus.LOGGED)),
        )
        .select_related("service_area")
        .order_by("name")
    )
    visible = holders_of("issues.manage_theme")
    filterset_class = StaffThemeFilter
    table_class = ThemeTable
    holds_personal_data = False
    heading = _("Themes")
    actions = [(_("Create theme"), reverse_lazy("issues:theme_create"))]
    empty = _("No themes match.")


class StaffTheme(StaffMixin, DetailPage):
    """A theme with its issues, what was presented, and the next steps."""

    permission_required = "issues.manage_theme"
    model = Theme
    visible = holders_of("issues.manage_theme")
    lookup = "slug"
    template_name = "issues/staff_theme_detail.html"

    def get_context_data(self, **kwargs):
        theme = self.object
        entries = timeline.build(theme, self.request.user)
        return super().get_context_data(
            issues=theme.issues.in_sight().order_by("received_on", "pk"),
            panels=panels.build(theme, self.request.user, "staff_presented"),
            timeline=entries,
            stands_on=timeline.to_come(entries, "agenda"),
            **kwargs,
        )


class ThemePage(StaffMixin, FormPage):
    permission_required = "issues.manage_theme"
    form_class = ThemeForm
    about = ""
    back_url = reverse_lazy("issues:staff_theme_list")

    def get_form_kwargs(self):
        agencies = Agency.objects.values_list("name", flat=True)
        return super().get_form_kwargs() | {"names": list(agencies), "known": self.known_words()}

    def known_words(self):
        return ""

    def get_success_url(self):
        return reverse("issues:staff_theme_detail", args=[self.result.slug])


class ThemeCreate(ThemePage):
    heading = _("Create theme")
    success_message = _("Theme created. Add issues to it from their own pages.")

    def perform(self, form):
        return create_theme(by=self.request.user, **form.cleaned_data)


class ThemeEdit(EditMixin, ThemePage):
    heading = _("Edit theme")
    model = Theme
    visible = holders_of("issues.manage_theme")
    lookup = "slug"
    success_message = _("Theme saved.")

    def known_words(self):
        return f"{self.object.name}\n{self.object.summary}"

    def get_form(self, form_class=None):
        return keep_chosen(super().get_form(form_class), {"service_area": self.object.service_area_id})

    def get_initial(self):
        theme = self.object
        return {"name": theme.name, "summary": theme.summary, "service_area": theme.service_area}

    def perform(self, form):
        return edit_theme(self.object, by=self.request.user, **form.cleaned_data)
