"""What the group discusses, for its members: the edited words of every issue shared with it."""

from django.utils.translation import gettext_lazy as _

from common.pages import ListPage, StaffMixin
from issues.filters import GroupIssueFilter
from issues.models import Issue
from issues.selectors import SHOWN
from issues.views.public import with_words


def read_by_group(rows, request):
    return rows.group_reads(request.user)


class GroupIssueList(StaffMixin, ListPage):
    """Every issue shared with the group, newest first; without those this member is in conflict with (M8)."""

    permission_required = "issues.read_shared"
    queryset = Issue.objects.select_related("theme", "service_area").only(*SHOWN, "is_published")
    visible = read_by_group
    filterset_class = GroupIssueFilter
    template_name = "issues/group_issue_list.html"
    heading = _("Issues shared with the group")
    not_downloaded_because = "Members read it, and are asked not to pass it on."

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        with_words(context["page_obj"].object_list)
        return context
