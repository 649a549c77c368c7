"""Addresses that exist in tests alone: one view of each kind, over a row that some may see and some may not."""

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.urls import path
from django.utils.html import format_html

from common import pages as views
from common.display import DisplaySet
from common.errors import DomainError, StaleEdit
from common.forms import VersionFormMixin
from common.models import RateCount
from common.pages.columns import Column, DayColumn, Table


class CountTable(Table):
    subject = Column("Subject")
    counted_on = DayColumn("Counted on")
    scope = Column("Scope", visible=False)

    def render_subject(self, value):
        return format_html("<b>{}</b>", value)


class CountFilter(filters.FilterSet):
    subject = filters.CharFilter(label="Subject")

    class Meta:
        model = RateCount
        fields = []


class Rows(QuerySet):
    def visible_to(self, user):
        return self.filter(scope="public")


class TextForm(VersionFormMixin, forms.Form):
    text = forms.CharField(label="What was said", widget=forms.Textarea)


class Said:
    def get_absolute_url(self):
        return "/said/"


class Row(views.PublicMixin, views.DetailPage):
    queryset = Rows(RateCount)
    template_name = "base.html"


class Write(views.PublicMixin, views.FormPage):
    queryset = Rows(RateCount)
    form_class = TextForm
    template_name = "base.html"
    success_message = "Saved."

    def perform(self, form):
        text = form.cleaned_data["text"]
        if text == "no":
            raise DomainError("The group said no.", field="text")
        if text == "nowhere":
            raise DomainError("The group said no.", field="a field that is not there")
        if form.cleaned_data["version"] != self.object.count:
            raise StaleEdit("Somebody changed it.", theirs="the same\ntheirs")
        return Said()

    def current_version(self):
        return self.object.count


class Press(views.PublicMixin, views.ServiceAction):
    success_message = "Done."
    success_url = "/done/"

    def perform(self):
        if "refuse" in self.request.POST:
            raise DomainError("It was answered already.")


class Staff(views.StaffMixin, views.ServiceAction):
    permission_required = "issues.receive_issue"
    success_url = "/done/"

    def perform(self):
        return None


class Listing(views.PublicMixin, views.ListPage):
    queryset = Rows(RateCount).order_by("pk")
    template_name = "components/pagination.html"


class Private(views.ListPage):
    queryset = Rows(RateCount).order_by("pk")
    template_name = "components/pagination.html"


class Counts(views.StaffMixin, views.ListPage):
    queryset = Rows(RateCount).order_by("pk")
    permission_required = "issues.receive_issue"
    table_class = CountTable
    filterset_class = CountFilter
    template_name = "pages/list.html"
    heading = "Counts"


class PublicCounts(views.PublicMixin, views.ListPage):
    queryset = Rows(RateCount).order_by("pk")
    table_class = CountTable
    heading = "Counts"


urlpatterns = [
    path("row/<int:pk>/", Row.as_view()),
    path("row/<int:pk>/write/", Write.as_view()),
    path("press/", Press.as_view()),
    path("staff/", Staff.as_view()),
    path("list/", Listing.as_view()),
    path("table/", Counts.as_view()),
    path("public-table/", PublicCounts.as_view()),
    path("private/", Private.as_view()),
    path("display/", DisplaySet.as_view()),
    path("sign-in/", Listing.as_view(), name="account_login"),
]
