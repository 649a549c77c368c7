"""Answering a consultation: one question a page, then check the answers, then send.

Answers are kept in a draft whose secret is in the address (docs/anonymity.md): "back", a reload
and a phone that drops the page lose nothing, and nothing is left of the draft once it is sent.
"""

import datetime as dt

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.generic import FormView, View

from accounts.forms.county_lists import keep_chosen
from accounts.models import codes_of
from common.errors import DomainError
from common.limits import HOUR, MINUTE, limited
from common.pages import DetailPage, PublicMixin, RefusalMixin
from consultations.forms import ResponseForm, WholeResponseForm, name_of
from consultations.models import Consultation
from consultations.results import versions_and_end
from consultations.rules import Door
from consultations.services.drafts import drop_draft, resume_draft, save_draft
from consultations.services.responding import submit_response
from consultations.views.public import ConsultationMixin


class AnsweringMixin(RefusalMixin, PublicMixin):
    """Pages with the draft's secret in their address: never cached, and no referrer is sent.

    Where no answers come in, or no longer, the page says so and shows what was written: nothing of it is lost.
    """

    is_document = False

    @property
    def secret(self):
        return self.request.GET.get("draft", "")

    @cached_property
    def consultation(self):
        rows = Consultation.objects.visible_to(self.request.user).prefetch_related("questions__choices")
        return get_object_or_404(rows, slug=self.kwargs["slug"])

    @cached_property
    def questions(self):
        return list(self.consultation.questions.all())

    @cached_property
    def steps(self):
        return ["group", *map(name_of, self.questions)]

    @cached_property
    def draft(self):
        return resume_draft(self.consultation, self.secret) if self.secret else None

    @property
    def answers(self):
        return self.draft.answers if self.draft else {}

    def url_of(self, number, secret="", **more):
        """Return the address of a step, or behind the last one of the page to check them all, with the draft's secret.

        A secret is handed over where a draft has just been begun.
        """
        slug, query = self.consultation.slug, {"draft": secret or self.secret, **more}
        if number >= len(self.steps):
            address = reverse("consultations:response_check", args=[slug])
        elif number:
            address = reverse("consultations:response_step", args=[slug, number])
        else:
            address = reverse("consultations:consultation_respond", args=[slug])
        return f"{address}?{urlencode(query)}" if query["draft"] else address

    def first_open(self):
        """Return the number of the first question that was not seen or not answered soundly, or the number of steps."""
        answers = self.answers
        form = keep_chosen(ResponseForm(answers, questions=self.questions), answers)
        wrong = (at for at, name in enumerate(self.steps) if name not in answers or name in form.errors)
        return next(wrong, len(self.steps))

    def dispatch(self, request, *args, **kwargs):
        response = self.answer(request, *args, **kwargs)
        add_never_cache_headers(response)
        # Not `no-referrer`: a browser would send no origin with the form, and the check against forged forms refuse it.
        response["Referrer-Policy"] = "strict-origin"
        return response

    def answer(self, request, *args, **kwargs):
        if request.method in {"GET", "HEAD"}:
            if self.consultation.door() != Door.OPEN:
                return self.shut(self.answers)
            if self.secret and self.draft is None:
                context = {"consultation": self.consultation}
                return render(request, "consultations/response_gone.html", context, status=404)
        return super().dispatch(request, *args, **kwargs)

    def shut(self, answers):
        """Say why no answers come in, with everything that was answered so far."""
        form = keep_chosen(ResponseForm(initial=answers, questions=self.questions), answers)
        rows = [{"label": form.fields[name].label, "value": form.spoken(name)} for name in self.steps]
        context = {
            "consultation": self.consultation,
            "door": self.consultation.door(),
            "rows": [row for row in rows if row["value"]],
            "draft": self.draft,
            **versions_and_end(self.consultation),
        }
        return render(self.request, "consultations/response_closed.html", context)


@method_decorator(limited("consultations.answer", 600, HOUR, then_every=dt.timedelta(seconds=10)), name="dispatch")
class ResponseStep(AnsweringMixin, FormView):
    """One question. Its answer goes into the draft, the first one begins it."""

    template_name = "consultations/response_step.html"

    @cached_property
    def number(self):
        number = self.kwargs.get("number")
        if number is not None and not 0 < number < len(self.steps):
            raise Http404
        return number or 0

    @property
    def is_change(self):
        return "change" in self.request.GET

    def get_form(self):
        form = ResponseForm(**self.get_form_kwargs(), questions=self.questions, only=self.steps[self.number])
        return keep_chosen(form, self.answers)

    def get_initial(self):
        return {} if self.request.method == "POST" else self.answers

    def post(self, request, *args, **kwargs):
        if self.consultation.door() == Door.OPEN:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        answers = self.answers | (codes_of(form.cleaned_data) if form.is_valid() else {})
        if self.draft:
            save_draft(self.consultation, answers, secret=self.secret)
        return self.shut(answers)

    def form_valid(self, form):
        secret = save_draft(self.consultation, form.cleaned_data, secret=self.secret)
        return HttpResponseRedirect(self.url_of(len(self.steps) if self.is_change else self.number + 1, secret))

    def get_context_data(self, **kwargs):
        numbers = {"number": self.number + 1, "count": len(self.steps)}
        context = {"consultation": self.consultation, "draft": self.draft, "back": self.back}
        return super().get_context_data(**context, **numbers, **kwargs)

    @property
    def back(self):
        if self.is_change:
            return self.url_of(len(self.steps))
        return self.url_of(self.number - 1) if self.number else self.consultation.get_absolute_url()


@method_decorator(limited("consultations.respond", 20, HOUR, then_every=MINUTE, is_once=True), name="dispatch")
class ResponseCheck(AnsweringMixin, FormView):
    """All answers with a way to change each, and the button that sends them.

    The form holds them all, so that what is sent is what was read; its key is the draft's secret, so that a draft is
    sent once, from however many windows.
    """

    template_name = "consultations/response_check.html"

    def get(self, request, *args, **kwargs):
        number = self.first_open()
        if number < len(self.steps):
            return HttpResponseRedirect(self.url_of(number))
        return super().get(request, *args, **kwargs)

    @property
    def signed_in(self):
        return self.request.user if self.request.user.is_authenticated else None

    def get_form(self):
        form = WholeResponseForm(**self.get_form_kwargs(), questions=self.questions, user=self.signed_in)
        return keep_chosen(form, form.initial)

    def get_initial(self):
        sent = self.request.method == "POST"  # then the form itself says all
        return {} if sent else self.answers | {"draft": self.secret, "once": self.secret}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            reference, _is_new = submit_response(
                self.consultation,
                form.answers,
                group=data["group"],
                once=data["once"],
                draft=data["draft"],
                user=self.signed_in if data.get("is_mine") else None,
            )
        except DomainError as error:
            if self.consultation.door() != Door.OPEN:
                return self.shut({name: form[name].value() for name in self.steps})
            return self.form_refused(form, error)
        address = reverse("consultations:response_done", args=[self.consultation.slug])
        return HttpResponseRedirect(f"{address}?{urlencode({'reference': reference})}")

    def get_context_data(self, **kwargs):
        form = kwargs.get("form") or self.get_form()
        rows = [
            {"label": form.fields[name].label, "value": form.spoken(name), "change": self.url_of(number, change="yes")}
            for number, name in enumerate(self.steps)
        ]
        context = {"consultation": self.consultation, "rows": rows, "back": self.url_of(len(self.steps) - 1)}
        return super().get_context_data(**context, **kwargs | {"form": form})


class ResponseDrop(AnsweringMixin, View):
    """Erase what was answered so far, at once."""

    http_method_names = ["post", "options"]

    def post(self, request, slug):
        drop_draft(self.secret)
        return HttpResponseRedirect(self.consultation.get_absolute_url())


class ResponseDone(ConsultationMixin, DetailPage):
    """Thank-you page with the reference and what happens next; it needs a sent response."""

    template_name = "consultations/response_done.html"

    @cached_property
    def reference(self):
        reference = self.request.GET.get("reference", "").replace("\0", "")
        return reference if self.object.responses.filter(reference=reference).exists() else ""

    def get(self, request, *args, **kwargs):
        if not self.reference:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        one = self.object
        due_on = one.due_on
        return super().get_context_data(reference=self.reference, door=one.door(), due_on=due_on, **kwargs)
