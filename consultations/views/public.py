"""The list of consultations, one of them, and its results."""

from django.db.models import Count

from common import clock, timeline
from common.kept.values import kept
from common.pages import DetailPage, ListPage, PublicMixin
from common.redactions import redactions_of, with_redactions
from consultations.filters import ConsultationFilter
from consultations.models import Consultation
from consultations.results import results_of, versions_and_end
from consultations.selectors import opened_consultations, with_answers


class ConsultationList(PublicMixin, ListPage):
    """The public list, open consultations first, without drafts."""

    queryset = opened_consultations()
    data_set = "consultations"
    filterset_class = ConsultationFilter
    template_name = "consultations/consultation_list.html"


class ConsultationMixin(PublicMixin):
    queryset = Consultation.objects.select_related(
        "deciding_agency", "service_area", "earlier_version"
    ).prefetch_related("moved_dates")
    lookup = "slug"


class ConsultationDetail(ConsultationMixin, DetailPage):
    template_name = "consultations/consultation_detail.html"

    def get_context_data(self, **kwargs):
        one = self.object
        themes = {"all": 0, "answered": 0}
        if one.results_published_on:
            themes = one.themes.standing().aggregate(all=Count("pk"), answered=Count("answer"))
        return super().get_context_data(
            door=one.door(),
            redactions=redactions_of(one),
            is_draft=one.opened_on is None,
            themes=themes,
            **versions_and_end(one),
            timeline=timeline.build(one, self.request.user),
            **kwargs,
        )


class ConsultationResults(ConsultationMixin, DetailPage):
    """Results, once they are published; before that, when they come. A draft has no such page."""

    def narrow(self, rows):
        return rows.opened()

    def get_template_names(self):
        is_published = self.object.results_published_on
        return [f"consultations/consultation_results{'' if is_published else '_to_come'}.html"]

    def get_context_data(self, **kwargs):
        one, today = self.object, clock.today()
        if one.results_published_on is None:
            due_on = one.due_on
            told = versions_and_end(one) | {"redactions": redactions_of(one)}
            return super().get_context_data(due_on=due_on, is_overdue=due_on < today, **told, **kwargs)
        _this, *themes = with_redactions([one, *with_answers(one.themes.with_people().select_related("theme"))])
        return super().get_context_data(
            redactions=one.redactions,
            results=kept(f"consultations.results_{one.pk}", lambda: results_of(one)),
            themes=themes,
            days_waited=(today - one.closed_on).days,
            is_overdue=one.answers_due_on < today,
            **versions_and_end(one),
            **kwargs,
        )
