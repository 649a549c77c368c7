"""What everybody may read: published issues in their edited words, and themes."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.text import capfirst

from common import panels, timeline
from common.pages import DetailPage, ListPage, PublicMixin, everybody
from issues import rules
from issues.filters import IssueFilter
from issues.models import Issue, Theme
from issues.rules import IssueStatus
from issues.selectors import ITS_OWN, matters_of, published_issues, standing_of
from issues.services.handing import cannot_be_handed, handover_of
from issues.tallies import account_of_year
from issues.views.own_issue import IssueMixin
from issues.wording import part_in_words

NEWEST = 20


def with_words(rows):
    """Give each row its state in words: Django's own `get_..._display` translates every choice for each."""
    states = {state.value: capfirst(str(state.label)) for state in IssueStatus}
    for row in rows:
        row.status_words = states[row.status]
    return rows


class IssueList(PublicMixin, ListPage):
    """Published issues only, for the co-ordinator as for everybody: drafts have their place in the queue."""

    queryset = published_issues()
    data_set = "issues"
    filterset_class = IssueFilter
    visible = everybody
    template_name = "issues/issue_list.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        with_words(context["page_obj"].object_list)
        return context | {"account": account_of_year(), "area": self.followed_area(context["filter"])}

    def followed_area(self, narrowed):
        """Return the service the list is narrowed by, as it is called now, while it can be followed."""
        area = narrowed.form.cleaned_data.get("service") if narrowed.form.is_valid() else None
        return area.current if area and area.current.is_open else None


class IssueDetail(IssueMixin, DetailPage):
    """One issue: its own words for its parent, the edited ones for everybody else, and what became of it."""

    template_name = "issues/issue_detail.html"

    @property
    def is_kept_from_coordinator(self):
        """Whether the co-ordinator, who makes other versions, may not know of it."""
        return self.object.is_apart

    def narrow(self, rows):
        return rows.select_related("theme", "service_area", "merged_into", "split_from")

    def get_context_data(self, **kwargs):
        issue = self.object
        issue.is_own = self.is_own
        followed = issue.followed
        matters = matters_of(issue) if issue.is_own else []
        return super().get_context_data(
            is_own=issue.is_own,
            ending=issue if followed.is_hidden else followed,
            panels=panels.build(issue, self.request.user, *self.places),
            timeline=timeline.build(issue, self.request.user),
            others=Issue.objects.saying_the_same_as(issue).count_letters(),
            matters=with_words(matters),
            part=part_in_words(issue) if issue.is_own else "",
            standing=standing_of(issue, matters),
            can_withdraw=issue.status in rules.CAN_BE_WITHDRAWN,
            can_claim=issue.is_own and self.can_claim,
            is_opened=self.is_opened,
            receives=self.receives,
            handover=self.handover,
            **kwargs,
        )

    @property
    def receives(self):
        """Whether this person has its page in the queue."""
        user = self.request.user
        return (
            user.has_perm("issues.receive_issue") and Issue.objects.handled_by(user).filter(pk=self.object.pk).exists()
        )

    @property
    def handover(self):
        """What the parent is asked to agree to: that the co-ordinator may read it."""
        is_asked = self.is_own and self.object.is_apart and not cannot_be_handed(self.object)
        return handover_of(self.object) if is_asked else None

    @property
    def places(self):
        return ("standing", "answers", "told", *(["feedback"] if self.object.is_own else []))

    @property
    def can_claim(self):
        letter = self.object.letter
        return self.request.user.is_authenticated and not letter.is_anonymous and not letter.reporter_id


class ThemeDetail(PublicMixin, DetailPage):
    """A theme with its thread; for members with every issue shared with the group.

    While there is nothing about it that somebody may read, it does not exist.
    """

    model = Theme
    visible = everybody
    lookup = "slug"
    template_name = "issues/theme_detail.html"

    @cached_property
    def entries(self):
        return timeline.build(self.object, self.request.user)

    @cached_property
    def issues(self):
        rows = Issue.objects.public_or_group_reads(self.request.user).filter(theme=self.object)
        return list(rows.select_related("service_area").only(*ITS_OWN, "is_published")[: NEWEST + 1])

    def get_context_data(self, **kwargs):
        if not (self.issues or self.entries or self.request.user.has_perm("issues.manage_theme")):
            raise Http404
        return super().get_context_data(
            timeline=self.entries,
            panels=panels.build(self.object, self.request.user, "answers", "told"),
            issues=with_words(self.issues[:NEWEST]),
            is_public=bool(self.entries) or any(issue.is_published for issue in self.issues),
            has_more=len(self.issues) > NEWEST,
            reads_shared=self.request.user.has_perm("issues.read_shared"),
            **kwargs,
        )
