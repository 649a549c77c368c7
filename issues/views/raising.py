"""Raising an issue: a page a question, check the answers, send.

Between two pages the answers are in a draft row, found by a secret in the address, never in the session: a session row
would tell when somebody wrote, and from which account (docs/anonymity.md).
"""

import datetime as dt

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.generic import FormView, TemplateView, View

from accounts.forms.county_lists import keep_chosen
from accounts.models import RespondentKind
from common.errors import DomainError
from common.limits import HOUR, MINUTE, limited
from common.pages import PublicMixin, RefusalMixin
from common.references import new_secret
from common.working_days import working_days_between
from issues.draft_summary import is_ticked, rows_of
from issues.emails import address_of
from issues.forms.raising import STEPS, DraftEmailForm, WholeIssueForm
from issues.forms.young import in_plain_words, is_young
from issues.services.drafts import drop_draft, resume_draft, save_draft
from issues.services.raising import submit_issue

ORDER = [*STEPS, "check"]


def with_draft(address, secret, **more):
    query = {"draft": secret, **more} if secret else more
    return f"{address}?{urlencode(query)}" if query else address


def step_url(step, secret, **more):
    name = "issues:issue_check" if step == "check" else "issues:issue_step"
    return with_draft(reverse(name, kwargs={} if step == "check" else {"step": step}), secret, **more)


def draft_gone(request):
    """Say that nothing is kept there, in the same words for what never was, what was sent and what is over."""
    return render(request, "issues/issue_draft_gone.html", status=404)


class DraftMixin(RefusalMixin, PublicMixin):
    """Pages with the draft's secret in their address: never cached, and no referrer is sent.

    The policy is `strict-origin` and not `no-referrer`, because a browser sends no origin with a form from a page
    under the latter, and the check against forged forms would refuse it.
    """

    is_document = False

    @property
    def secret(self):
        return self.request.GET.get("draft", "")

    @cached_property
    def draft(self):
        return resume_draft(self.secret)

    @property
    def answers(self):
        return self.draft.answers if self.draft else {}

    @cached_property
    def is_young(self):
        """Whether a child or young person writes, who may sit at a parent's computer."""
        return is_young(self.answers.get("speaks_as"))

    @property
    def is_about_us(self):
        """Whether it is about the service itself, as its writer ticked."""
        return is_ticked(self.answers.get("is_about_us"))

    @property
    def signed_in(self):
        is_own_account = self.request.user.is_authenticated and not self.is_young
        return self.request.user if is_own_account else None

    def form_of(self, step, *args, **kwargs):
        if step == "contact":
            kwargs["user"] = self.signed_in
        form = keep_chosen(STEPS[step](*args, **kwargs), self.answers)
        return in_plain_words(form, step) if self.is_young else form

    def is_answered(self, step):
        names = STEPS[step].base_fields.keys()
        return names <= self.answers.keys() and self.form_of(step, self.answers).is_valid()

    def first_open(self):
        """Return the first step whose answers are not there or not sound, or "check"."""
        return next((step for step in STEPS if not self.is_answered(step)), "check")

    def dispatch(self, request, *args, **kwargs):
        response = self.answer(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "strict-origin"
        return response

    def answer(self, request, *args, **kwargs):
        if request.method in {"GET", "HEAD"} and self.secret and self.draft is None:
            return draft_gone(request)
        return super().dispatch(request, *args, **kwargs)


class RaiseStart(PublicMixin, TemplateView):
    """What happens to an issue, who helps with one's own child's case, and the way in."""

    is_document = False
    template_name = "issues/issue_start.html"


@method_decorator(limited("issues.answer", 200, HOUR, then_every=MINUTE), name="dispatch")
class RaiseYoung(PublicMixin, TemplateView):
    """The way in for a child or young person: the same questions in plain words, without asking who they are."""

    is_document = False
    template_name = "issues/issue_young.html"

    def post(self, request):
        kind = RespondentKind.objects.standing_for(RespondentKind.CHILD)
        return HttpResponseRedirect(step_url("kind", save_draft({"speaks_as": kind})))


@method_decorator(limited("issues.answer", 200, HOUR, then_every=MINUTE), name="dispatch")
class RaiseStep(DraftMixin, FormView):
    """One question. Its answer goes into the draft, the first one begins it."""

    def answer(self, request, *args, **kwargs):
        if kwargs["step"] not in STEPS:
            raise Http404
        return super().answer(request, *args, **kwargs)

    @property
    def step(self):
        return self.kwargs["step"]

    def get_template_names(self):
        return [f"issues/raise_{self.step}.html", "issues/raise_step.html"]

    def get_form(self):
        form = self.form_of(self.step, **self.get_form_kwargs())
        if self.has_said_who:
            form.fields.pop("speaks_as", None)
        return form

    @property
    def has_said_who(self):
        """Whether a young person came by their own way in, and so has said already who they are."""
        return self.is_young and "age_group" not in self.answers

    def get_initial(self):
        known = {}
        if self.step == "contact" and self.signed_in:
            known = {"contact_email": self.signed_in.email, "contact_name": self.signed_in.name}
        return known | self.answers

    def form_valid(self, form):
        secret = self.keep(form)
        if "save" in self.request.POST:
            return HttpResponseRedirect(with_draft(reverse("issues:issue_save"), secret))
        following = "check" if "change" in self.request.GET else ORDER[ORDER.index(self.step) + 1]
        return HttpResponseRedirect(step_url(following, secret))

    def form_invalid(self, form):
        """Show what is wrong; but who wants to put it by need not have finished this page."""
        is_unfinished = all(error.code == "required" for found in form.errors.as_data().values() for error in found)
        if "save" in self.request.POST and is_unfinished:
            return HttpResponseRedirect(with_draft(reverse("issues:issue_save"), self.keep(form)))
        return super().form_invalid(form)

    def keep(self, form):
        return save_draft(form.cleaned_data, secret=self.secret)

    def get_context_data(self, **kwargs):
        number = ORDER.index(self.step)
        before = step_url(ORDER[number - 1], self.secret) if number else reverse("issues:issue_raise")
        back = step_url("check", self.secret) if "change" in self.request.GET else before
        form = kwargs.get("form") or self.get_form()
        heading = getattr(form, "title", None) or next(iter(form)).label
        where = {"number": number + 1, "total": len(STEPS), "back": back, "heading": heading, "is_young": self.is_young}
        where["is_about_us"] = self.is_about_us
        return super().get_context_data(**where, **kwargs | {"form": form})


@method_decorator(limited("issues.raise", 5, HOUR, then_every=dt.timedelta(minutes=5), is_once=True), name="dispatch")
class RaiseCheck(DraftMixin, FormView):
    """All answers with a link to change each; sending shows reference and secret, once.

    A draft becomes one issue, sent from however many windows.
    The page that follows is the answer to the form and not an address of its own: nothing has to remember the secret.
    """

    form_class = WholeIssueForm
    template_name = "issues/issue_check.html"

    @cached_property
    def is_young(self):
        return is_young(self.request.POST.get("speaks_as") or self.answers.get("speaks_as"))

    def get(self, request, *args, **kwargs):
        missing = self.first_open()
        if missing != "check":
            return HttpResponseRedirect(step_url(missing, self.secret))
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        key = self.draft.once if self.draft else ""
        return self.answers | {"draft": self.secret, "once": key or new_secret()}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.signed_in}

    def form_valid(self, form):
        answers, data = form.answers(), form.cleaned_data
        reporter = None if answers["is_anonymous"] else self.signed_in
        try:
            issue, secret = submit_issue(answers, key=data["once"], draft=data["draft"], reporter=reporter)
        except DomainError as error:
            return self.form_refused(form, error)
        days = working_days_between(issue.received_on, issue.acknowledge_by_on)
        sent = {"issue": issue, "secret": secret, "days": days, "address": address_of(issue)}
        return render(self.request, "issues/issue_raised.html", sent)

    def get_context_data(self, **kwargs):
        form = kwargs.get("form") or self.get_form()
        answers = form.data if form.is_bound else form.initial
        secret = answers.get("draft", "")
        rows = [row | {"change": step_url(row["step"], secret, change="yes")} for row in rows_of(answers)]
        back = step_url("contact", secret)
        here = {"rows": rows, "back": back, "secret": secret, "is_young": self.is_young}
        here["is_about_us"] = is_ticked(answers.get("is_about_us"))
        return super().get_context_data(**here, **kwargs | {"form": form})


@method_decorator(limited("issues.save", 5, HOUR, then_every=10 * MINUTE), name="dispatch")
class RaiseSave(DraftMixin, FormView):
    """Save and come back: the link goes to an e-mail address, and works for 30 days."""

    form_class = DraftEmailForm
    template_name = "issues/issue_save.html"

    def answer(self, request, *args, **kwargs):
        if self.draft is None and not self.secret:
            return HttpResponseRedirect(reverse("issues:issue_raise"))
        if self.draft is None:
            return draft_gone(request)
        return super().answer(request, *args, **kwargs)

    def form_valid(self, form):
        secret = save_draft({}, email=form.cleaned_data["email"], secret=self.secret)
        context = {"email": form.cleaned_data["email"], "draft": resume_draft(secret), "secret": secret}
        return render(self.request, "issues/issue_saved.html", context)

    def get_context_data(self, **kwargs):
        back = step_url(self.first_open(), self.secret)
        return super().get_context_data(back=back, secret=self.secret, draft=self.draft, **kwargs)


class RaiseResume(DraftMixin, View):
    """The e-mailed link: to the first open question. A mail scanner that follows it uses nothing up."""

    def get(self, request):
        if self.draft is None:
            return draft_gone(request)
        return HttpResponseRedirect(step_url(self.first_open(), self.secret))


class RaiseDrop(DraftMixin, View):
    """Erase what was typed, at once."""

    http_method_names = ["post", "options"]

    def post(self, request):
        drop_draft(self.secret)
        return render(request, "issues/issue_draft_erased.html")
