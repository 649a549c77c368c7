"""The issues of a signed-in parent."""

from common.pages import ListPage
from issues.models import Issue
from issues.services.found_again import earlier_issues
from issues.views.public import with_words


class MyIssueList(ListPage):
    """One's own issues, newest first, whatever their state; under a letter that was split, its matters."""

    model = Issue
    not_downloaded_because = "The copy of what is held about somebody has all of it (`accounts:my_data`)."
    template_name = "issues/my_issue_list.html"

    def narrow(self, rows):
        return rows.filter(reporter=self.request.user).select_related("service_area").prefetch_related("parts")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for letter in with_words(context["page_obj"].object_list):
            letter.matters = with_words(sorted(letter.parts.all(), key=lambda part: part.part_number))
        context["earlier"] = earlier_issues(self.request.user).count()
        return context
