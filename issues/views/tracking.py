"""Following one's own issue with its reference and secret."""

import datetime as dt
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from common.limits import HOUR, client_ip, give_back, limited
from common.pages import FormPage, PublicMixin, ServiceAction
from issues.forms.following import TrackForm, WithdrawForm
from issues.forms.young import in_plain_words
from issues.services.own_issues import claim_issue, find_issue, withdraw_issue
from issues.services.telling import issue_of_link
from issues.views.own_issue import OwnIssueMixin, close_issues, proved_ids, remember_issue
from issues.wording import receiver_of


@method_decorator(limited("issues.track", 10, HOUR, then_every=dt.timedelta(minutes=5)), name="dispatch")
class IssueTrack(PublicMixin, FormView):
    """Reference and secret against a place in this session. Which of the two was wrong is not said."""

    form_class = TrackForm
    template_name = "issues/issue_track.html"

    def get_initial(self):
        return {"reference": self.request.GET.get("reference", "")[:40]}

    def form_invalid(self, form):
        """What was only left out or mistyped in shape is no try, and neither is what was right."""
        if not form.has_error("secret", "no_match"):
            give_back("issues.track", client_ip(self.request), HOUR)
        return super().form_invalid(form)

    def form_valid(self, form):
        issue = find_issue(**form.cleaned_data)
        if issue is None:
            words = _("We cannot find an issue with this reference and secret. Check both.")
            form.add_error("secret", ValidationError(words, "no_match"))
            return self.form_invalid(form)
        give_back("issues.track", client_ip(self.request), HOUR)
        remember_issue(self.request, issue)
        return HttpResponseRedirect(issue.get_absolute_url())

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        add_never_cache_headers(response)
        return response


class IssueOpen(PublicMixin, View):
    """A link from an e-mail, exchanged at once for a place in this session.

    It stays in no cache and is named to no other page; our own logs mask it (`MASKED_IN_LOGS`).
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request, secret):
        issue = issue_of_link(secret)
        if issue is None:
            response = render(request, "issues/issue_link_gone.html", status=HTTPStatus.NOT_FOUND)
        else:
            remember_issue(request, issue)
            response = HttpResponseRedirect(issue.get_absolute_url())
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
        return response


class IssueWithdraw(OwnIssueMixin, FormPage):
    """Take it back, after a page that says what this means."""

    form_class = WithdrawForm
    template_name = "issues/issue_withdraw.html"

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        return in_plain_words(form) if self.object.is_young else form

    @property
    def success_message(self):
        if self.result.is_young:
            return _("You have taken it back. Nobody works on it any more.")
        return _("You have withdrawn this issue. Now only you and %(who)s can see it.") % {
            "who": receiver_of(self.result)
        }

    def perform(self, form):
        return withdraw_issue(self.object, reason=form.cleaned_data["reason"], by=self.request.user)


class IssueClaim(OwnIssueMixin, ServiceAction):
    """Put an issue that was found by its secret into the list of who is signed in."""

    success_message = gettext_lazy("This issue is now in your list, under “My issues”.")

    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)
        view.login_required = True
        return view

    def perform(self):
        return claim_issue(self.object, by=self.request.user)


class IssueLeave(PublicMixin, View):
    """Close on this device whatever was opened with a secret."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        if proved_ids(request):
            close_issues(request)
        return HttpResponseRedirect(reverse("issues:issue_left"))


class IssueLeft(PublicMixin, TemplateView):
    """Where the page of an issue goes once it is closed on this device, by the button or by itself."""

    is_document = False
    template_name = "issues/issue_left.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_still_open=bool(proved_ids(self.request)), **kwargs)
