"""The page behind a member's link: anybody who has it can say one thing, without an account (docs/anonymity.md)."""

from http import HTTPStatus

from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property

from accounts.services.settings import get_setting
from common import clock
from common.limits import HOUR, MINUTE, limited
from common.pages import FormPage, PublicMixin
from common.submissions import once
from meetings.forms.views_brought import GiveForm
from meetings.services.views_brought import give_view, views_behind


@method_decorator(limited("meetings.view", 20, HOUR, then_every=MINUTE, is_once=True), name="dispatch")
class ViewGive(PublicMixin, FormPage):
    """Answer a member's question. The page that follows is the answer to the form: nothing remembers who came.

    The referrer policy is `strict-origin`, because the secret of the link stands in the address.
    """

    form_class = GiveForm
    template_name = "meetings/view_give.html"

    @cached_property
    def views(self):
        return views_behind(self.kwargs["secret"])

    def dispatch(self, request, *args, **kwargs):
        response = self.answer(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    def answer(self, request, *args, **kwargs):
        if self.views is None:
            return render(request, "meetings/view_unknown.html", status=HTTPStatus.NOT_FOUND)
        if request.method != "POST" and not self.views.takes_answers(clock.today()):
            return render(request, "meetings/view_closed.html", {"views": self.views}, status=HTTPStatus.GONE)
        return super().dispatch(request, *args, **kwargs)

    def perform(self, form):
        text = form.cleaned_data["text"]
        body = {"views": self.views.pk, "text": text}
        return once(form.cleaned_data["once"], body, lambda: str(give_view(self.views, text).views_id))

    def form_valid(self, form):
        response = super().form_valid(form)
        if hasattr(self, "result"):
            return render(self.request, "meetings/view_given.html", {"views": self.views})
        return response

    def get_success_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        months = get_setting("view_months")
        return super().get_context_data(views=self.views, months=months, **kwargs)
