"""Following without an account: choosing, confirming, and what an address gets from us, by the secret in its e-mails.

The pages with a secret in their address carry `no-referrer`, so a browser sends their forms with "Origin: null" and the
check against forged forms would refuse them. They do without it: whoever has the secret may do what they do, and nobody
else finds them; no cookie gives them any right. A GET changes nothing, whoever sends it.
"""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView, View

from accounts.decorators import secret_in_address
from accounts.forms.following import HOW_OFTEN, EmailForm, FollowForm
from accounts.rules import HowOften
from accounts.services import addressees
from accounts.services import following as services
from accounts.services.settings import service_name
from accounts.stopping import name_emails, name_followed, read_stop
from common import following
from common.emails import why_they_stay
from common.errors import DomainError
from common.limits import HOUR, MINUTE, limited
from common.pages import FormPage, PublicMixin, unless_unchanged

asking = limited("accounts.follow", 20, HOUR, then_every=MINUTE)


@method_decorator(asking, name="dispatch")
class Follow(PublicMixin, FormPage):
    """Choose what to follow. What is hidden, and what does not exist, cannot be told apart here."""

    form_class = FollowForm
    template_name = "accounts/follow.html"
    heading, submit = _("Follow"), _("Send me the e-mail to confirm")
    back_url = "/"
    success_url = reverse_lazy("accounts:follow_asked")

    @cached_property
    def named(self):
        name, _slash, ref = self.asked_for.partition("/")
        return following.kinds.find_typed(name, ref)

    @property
    def asked_for(self):
        """What the address names; it may name nothing that anybody may read."""
        return self.request.GET.get("what", "").strip()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"named": self.named}

    def get_initial(self):
        topics = [self.named.topic] if self.named else []
        return {"topics": topics, "how_often": HowOften.WEEKLY, "email": getattr(self.request.user, "email", "")}

    def perform(self, form):
        if services.may_write_to(form.cleaned_data["email"]):
            services.ask_to_follow(**form.cleaned_data)

    def get_context_data(self, **kwargs):
        is_missing = bool(self.asked_for) and self.named is None
        context = super().get_context_data(named=self.named, is_missing=is_missing, **kwargs)
        offered = context["form"].offered
        own = [self.named] if self.named and self.named not in offered else []
        return context | {"feeds": [(one.title, feed_address(one)) for one in [*own, *offered]]}


def feed_address(followed):
    """Return the path of the feed of one thing."""
    kind = followed.topic.partition(":")[0]
    if not followed.ref:
        return reverse("accounts:follow_feed", args=[kind])
    return reverse("accounts:follow_feed_of", args=[kind, followed.ref])


class FollowAsked(PublicMixin, TemplateView):
    is_document = False
    template_name = "accounts/follow_asked.html"


@method_decorator(asking, name="dispatch")
class FollowLinkAsk(PublicMixin, FormPage):
    """Ask for the link to all an address gets from us; the answer is the same whether it gets anything or not."""

    form_class = EmailForm
    heading, submit = _("What you get from us"), _("Send me the link")
    lead = _("We e-mail you a link. It shows all the e-mails you get from us, and you can stop them there.")
    back_url = reverse_lazy("accounts:follow")
    success_url = reverse_lazy("accounts:follow_asked")

    def perform(self, form):
        email = form.cleaned_data["email"]
        if services.may_write_to(email, what="follow_link"):
            services.send_link(email)


class FollowFeed(PublicMixin, View):
    """The Atom feed of a thing anybody may read about; any other is a 404, hidden or not."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, kind, ref=""):
        followed = following.kinds.find(kind, ref)
        if followed is None:
            raise Http404
        text = following.feed(followed, request.path, service=service_name())
        response = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
        return unless_unchanged(request, response)


@method_decorator([csrf_exempt, secret_in_address], name="dispatch")
class SecretMixin(PublicMixin):
    """What its secret opens, and nothing else."""

    is_document = False

    def gone(self):
        return render(self.request, "accounts/follow_gone.html", status=HTTPStatus.NOT_FOUND)

    @cached_property
    def found(self):
        return addressees.found_by_secret(self.kwargs["secret"])

    @property
    def addressee(self):
        return self.found[0]

    def dispatch(self, request, *args, **kwargs):
        is_refused = request.method.lower() not in self.http_method_names
        return super().dispatch(request, *args, **kwargs) if is_refused or self.is_there() else self.gone()

    def is_there(self):
        return self.addressee is not None


class SecretPage(SecretMixin, TemplateView):
    """A page that its secret opens."""


class FollowConfirm(SecretPage):
    """What an e-mail asks to confirm. Only the button confirms it: mail scanners open every link."""

    template_name = "accounts/follow_confirm.html"

    @cached_property
    def asked(self):
        return services.request_of(self.kwargs["secret"])

    def is_there(self):
        return self.asked is not None

    def get_context_data(self, **kwargs):
        shown = following.kinds.visible(self.asked.topics).values()
        how_often = HowOften(self.asked.how_often).label
        return super().get_context_data(titles=[one.title for one in shown], how_often=how_often, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            addressee = services.confirm(self.asked)
        except DomainError:
            return self.gone()
        return redirect("accounts:follow_all", addressees.secret_of(addressee))


class FollowAll(SecretPage):
    """What an address gets from us. Its e-mails about what it raised stand here for a link that was just asked for."""

    template_name = "accounts/follow_all.html"

    def get_context_data(self, **kwargs):
        rows = list(self.addressee.followings.all())
        shown = following.kinds.visible(row.topic for row in rows)
        is_asked_for = self.found[1]
        return super().get_context_data(
            rows=[(row, shown.get(row.topic), name_followed([row.topic])) for row in rows],
            how_often=HOW_OFTEN,
            is_asked_for=is_asked_for,
            emails=self.emails() if is_asked_for else [],
            email=self.addressee.email if is_asked_for else "",
            staying=why_they_stay(),
            **kwargs,
        )

    def emails(self):
        """Return (title, kind, what the stop is called in an address, whether it is stopped)."""
        stopped = set(self.addressee.stops.values_list("topic", flat=True))
        found = following.own_emails.of(self.addressee.email)
        return [(title, kind.label, name_emails([topic]), topic in stopped) for kind, topic, title in found]

    def post(self, request, *args, **kwargs):
        """Save how often; what is not theirs, or no such word, changes nothing."""
        wanted = {}
        for name, value in request.POST.items():
            head, _dash, key = name.partition("-")
            if head == "often" and key.isdecimal() and len(key) < 19 and value in HowOften.values:
                wanted[int(key)] = value
        if services.change_how_often(self.addressee, wanted):
            messages.success(request, _("Saved. How often we write has changed."))
        return redirect(request.path)


class FollowStop(SecretPage):
    """One click stops: the button on this page, or the mail program's own (RFC 8058), which has no cookie."""

    template_name = "accounts/follow_stop.html"

    @cached_property
    def what(self):
        return read_stop(self.kwargs["what"])

    def is_there(self):
        return self.addressee is not None and self.what is not None

    def get_context_data(self, **kwargs):
        what = self.what
        rows = services.followed_among(self.addressee, what.topics, what.how_often)
        return super().get_context_data(
            titles=titles_of(row.topic for row in rows),
            how_often=what.how_often and HowOften(what.how_often).label,
            still=self.still_followed(),
            **(kwargs | {"what": what}),
        )

    def post(self, request, *args, **kwargs):
        """Stop it, and say what was stopped by that: an old e-mail may be about what they do not follow any more."""
        what = self.what
        if what.is_all:
            topics, emails = services.stop_all(self.addressee)
        else:
            how = {"topics": what.topics, "how_often": what.how_often, "emails": self.own_topics()}
            topics, emails = services.stop(self.addressee, **how)
        context = {
            "is_done": True,
            "is_stopped": bool(topics or emails),
            "titles": titles_of(topics),
            "has_stopped_emails": bool(emails),
            "still": self.still_followed(),
            "secret": self.kwargs["secret"],
        }
        return self.render_to_response(super().get_context_data(**context))

    def still_followed(self):
        """Return (title, how often) of what they follow now."""
        rows = list(self.addressee.followings.all())
        titles = titles_of(row.topic for row in rows)
        return [(title, row.get_how_often_display()) for title, row in zip(titles, rows, strict=True)]

    def own_topics(self):
        """Return those of the things in the address, or all, that they raised or asked themselves."""
        if not self.what.is_of_emails:
            return []
        own = [topic for _kind, topic, _title in following.own_emails.of(self.addressee.email)]
        return [topic for topic in own if self.what.is_all_emails or topic in self.what.emails]


def titles_of(topics):
    """Return what anybody may read now of the titles of some things, in their order."""
    topics = list(topics)
    shown = following.kinds.visible(topics)
    return [shown[topic].title if topic in shown else gettext("Something that is no longer public") for topic in topics]


class FollowResume(SecretMixin, View):
    """Send the e-mails about one thing again."""

    http_method_names = ["post", "options"]

    @cached_property
    def what(self):
        return read_stop(self.kwargs["what"])

    def is_there(self):
        return self.addressee is not None and self.what is not None and self.what.emails

    def post(self, request, *args, **kwargs):
        for topic in self.what.emails:
            services.send_again(self.addressee, topic)
        return redirect("accounts:follow_all", self.kwargs["secret"])
