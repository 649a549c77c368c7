"""A member gathers the views of the people they speak for, and brings them to a meeting (M6)."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages import EditMixin, FormPage, ListPage, OnceMixin, ServiceAction, StaffMixin
from common.references import secret_matches
from common.submissions import secret_for
from meetings.forms.views_brought import BringForm, GatherForm, NewLinkForm
from meetings.models import ViewGiven, ViewsBrought
from meetings.my_views.meetings import MemberPage
from meetings.selectors import names_on_record
from meetings.services.views_brought import (
    bring_views,
    can_change_views,
    close_link,
    gather_views,
    items_to_ask_about,
    renew_link,
    takes_views,
)

PERMISSION = "meetings.bring_views"
VIEWS = ViewsBrought.objects.select_related("meeting", "item", "membership__person", "membership__seat__constituency")


class LinkMixin(OnceMixin):
    """A form that makes a link. The page that follows is the answer to the form: only a hash of the secret is kept.

    The secret is made of the form's key, so that the page after a double post shows the same link.
    """

    made = ViewsBrought

    def perform(self, form):
        self.secret = secret_for(form.cleaned_data["once"])
        return super().perform(form)

    def form_valid(self, form):
        response = super().form_valid(form)
        views = getattr(self, "result", None)
        if views is None or not secret_matches(self.secret, views.secret_hash):
            return response
        address = f"{settings.SITE_URL}{reverse('meetings:view_give', args=[self.secret])}"
        return render(self.request, "meetings/views_link.html", {"views": views, "address": address})

    def get_success_url(self):
        return reverse("meetings:views_detail", args=[self.result.meeting.slug, self.result.pk])


class ViewsGather(LinkMixin, MemberPage):
    """Begin to gather views for a coming meeting, or for one item whose title is public."""

    permission_required = PERMISSION
    form_class = GatherForm
    heading = _("Gather views")
    lead = _(
        "Ask the people you speak for before the meeting. What they say comes to you and the co-ordinator. "
        "You tell the group what it comes to."
    )
    submit = _("Go on")

    def closed_because(self):
        return "" if takes_views(self.object) else _("Views can be gathered until the meeting begins.")

    def get_form_kwargs(self):
        more = {"items": items_to_ask_about(self.object).open_to(self.request.user), "memberships": self.memberships}
        return {**super().get_form_kwargs(), **more, "names": names_on_record(self.object)}

    def make(self, form):
        data = form.cleaned_data
        secret = self.secret if data.pop("by_link") == "yes" else ""
        return gather_views(self.object, by=self.request.user, secret=secret, **data)


def answers_to_read(rows, request):
    """A member reads what was answered to them, the co-ordinator all of it."""
    return rows.filter(views__in=ViewsBrought.objects.visible_to(request.user))


class ViewsDetail(StaffMixin, ListPage):
    """What one member gathers: the link, how many answered, each answer, and what the group reads of it."""

    permission_required = "meetings.view_pack"
    base_template = "base_signed_in.html"
    model = ViewGiven
    visible = answers_to_read
    template_name = "meetings/views_detail.html"
    not_downloaded_because = _("What people said to one member is read here, and taken nowhere else.")

    @cached_property
    def views(self):
        rows = VIEWS.with_answers().visible_to(self.request.user)
        return get_object_or_404(rows, pk=self.kwargs["pk"], meeting__slug=self.kwargs["slug"])

    def narrow(self, rows):
        return rows.to_read().filter(views=self.views)

    def get_context_data(self, **kwargs):
        views, user = self.views, self.request.user
        is_own = views.membership.person.user_id == user.pk
        return super().get_context_data(
            views=views,
            is_own=is_own,
            is_open=views.takes_answers(clock.today()),
            can_change=is_own and can_change_views(views.meeting),
            can_have_link=is_own and takes_views(views.meeting) and clock.today() <= views.last_day,
            can_hide=user.has_perm("meetings.manage_views"),
            **kwargs,
        )


class OwnViews(StaffMixin):
    """A form or button about views that the member gathers themselves."""

    permission_required = PERMISSION
    base_template = "base_signed_in.html"
    queryset = VIEWS

    def narrow(self, rows):
        return rows.filter(meeting__slug=self.kwargs["slug"], membership__person__user=self.request.user)

    @property
    def about(self):
        return self.object.meeting.title

    def get_back_url(self):
        return reverse("meetings:views_detail", args=[self.kwargs["slug"], self.kwargs["pk"]])

    def get_success_url(self):
        return self.get_back_url()


class ViewsBring(EditMixin, OwnViews, FormPage):
    """Say what people think and how many were asked: the group reads it at the item."""

    form_class = BringForm
    heading = _("Bring these views to the meeting")
    lead = _("Members, substitutes and the co-ordinator read this at the item, with the name of those you speak for.")
    success_message = _("Saved. The group reads it at the item.")

    @property
    def locked_row(self):
        return self.object.meeting

    def closed_because(self):
        words = _("The minutes are approved, so this stays as it is.")
        return "" if can_change_views(self.object.meeting) else words

    def get_initial(self):
        return {name: getattr(self.object, name) for name in BringForm.base_fields}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"names": names_on_record(self.object.meeting)}

    def perform(self, form):
        return bring_views(self.object, by=self.request.user, **form.cleaned_data)


class LinkNew(LinkMixin, OwnViews, FormPage):
    """Another link, where the first was lost or got into the wrong hands."""

    form_class = NewLinkForm
    heading = _("Make a new link")
    lead = _("We keep no copy of a link. If there was one before, it stops working at once; what was answered stays.")
    submit = _("Make a new link")

    def closed_because(self):
        is_in_time = takes_views(self.object.meeting) and clock.today() <= self.object.last_day
        return "" if is_in_time else _("A link closes the day before the meeting, and that day has passed.")

    def make(self, form):
        return renew_link(self.object, self.secret, by=self.request.user)


class LinkClose(OwnViews, ServiceAction):
    """Close the link before its last day."""

    success_message = _("Link closed.")

    def perform(self):
        return close_link(self.object, by=self.request.user)
