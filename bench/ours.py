"""The requests of the portal's rows, over the sample year."""

import itertools
from functools import cache

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from accounts.models import Area, ServiceArea
from accounts.roles import Role
from accounts.selectors import holders_of
from bench.calls import Call, Calls, filled, hidden_fields, sender_of
from bench.rows import PAGES
from consultations.forms import name_of
from consultations.models import Consultation
from consultations.rules import Door
from consultations.services import drafts as response_drafts
from issues.models import Issue
from issues.services import drafts as issue_drafts
from meetings.models import Meeting

NOBODY = AnonymousUser()
TOLD = {
    "kind": {"kind": "concern"},
    "service": {"service_area": ""},
    "child": {"area": ""},
    "what": {"original_text": "The bus never comes.\r\nWe wait an hour."},
    "hope": {"hoped_for": "Tell us the evening before."},
    "sharing": {"share_with_group": "on", "may_publish": "on"},
    "contact": {"hear": "yes", "contact_name": "Alex", "contact_email": "alex@example.org", "contact_phone": ""},
}
numbers = itertools.count(1)


def client():
    return Client(headers={"host": "127.0.0.1"})


def longest(addresses):
    """Return the address of the longest page: what is measured is no lucky choice."""
    pages = [(len(response.content), address) for address in addresses if (response := read(address)) is not None]
    return max(pages)[1]


def read(address):
    response = client().get(address)
    return response if response.status_code == 200 else None


def of_each(model):
    return [one.get_absolute_url() for one in model.objects.visible_to(NOBODY)]


ADDRESSES = {
    "home": lambda: reverse("home"),
    "issues": lambda: reverse("issues:issue_list"),
    "issue": lambda: longest(of_each(Issue)),
    "you-said-we-did": lambda: "/you-said-we-did/",
    "meetings": lambda: reverse("meetings:meeting_list"),
    "meeting": lambda: longest(of_each(Meeting)),
    "consultations": lambda: reverse("consultations:consultation_list"),
    "results": lambda: longest(f"{address}results/" for address in of_each(Consultation)),
    "members": lambda: "/members/",
    "terms": lambda: "/terms/",
    "reports": lambda: "/reports/",
}


@cache
def address_of(name):
    return ADDRESSES[name]()


def reading(name):
    return lambda _count: Calls((Call(address_of(name)),), shows="</html>")


def signed_in(role, address):
    """Return the calls of a page for somebody with a role, signed in as the sample's visitors are."""

    @cache
    def session():
        person = holders_of(role).earliest("pk")
        browser = client()
        browser.post("/sign-in/sample/", {"user": person.pk})
        return cookie_of(browser, settings.SESSION_COOKIE_NAME)

    return lambda _count: Calls((Call(address),), session(), shows="</html>")


def cookie_of(browser, name):
    return f"{name}={browser.cookies[name].value}"


@cache
def told():
    """Walk through the pages once and return (answers, fields of the last page, cookie)."""
    codes = {"service_area": ServiceArea.objects.fallback().code, "area": Area.objects.open().earliest("order").code}
    browser, address = client(), reverse("issues:issue_step", args=["kind"])
    for fields in TOLD.values():
        address = browser.post(address, {name: value or codes.get(name, "") for name, value in fields.items()}).url
    fields = hidden_fields(browser.get(address).content.decode())
    answers = issue_drafts.resume_draft(fields["draft"]).answers
    return answers, fields, cookie_of(browser, settings.CSRF_COOKIE_NAME)


def raising(count):
    """Send a draft of its own each time, each by somebody else."""
    answers, fields, cookie = told()
    address = reverse("issues:issue_check")

    def one():
        secret = issue_drafts.save_draft(answers)
        own = {"draft": secret, "once": issue_drafts.resume_draft(secret).once}
        return Call(f"{address}?{filled({'draft': secret})}", filled(fields | own), sender_of(next(numbers)))

    return Calls(tuple(one() for _time in range(count)), cookie, "POST", shows="PPS-")


@cache
def asked():
    """Return an open consultation and what to post to its first question, with token and cookie."""
    rows = Consultation.objects.visible_to(NOBODY).prefetch_related("questions__choices")
    consultation = next(one for one in rows if one.door() == Door.OPEN)
    question = consultation.questions.all()[0]
    choice = next(iter(question.choices.all()), None)
    browser = client()
    page = browser.get(reverse("consultations:consultation_respond", args=[consultation.slug])).content.decode()
    token = hidden_fields(page)["csrfmiddlewaretoken"]
    answer = {name_of(question): choice.pk if choice else "1", "csrfmiddlewaretoken": token}
    return consultation, filled(answer), cookie_of(browser, settings.CSRF_COOKIE_NAME)


def answering(count):
    """Answer the first question in a draft of its own each time."""
    consultation, body, cookie = asked()
    address = reverse("consultations:response_step", args=[consultation.slug, 1])

    def one():
        secret = response_drafts.save_draft(consultation, {"group": "parent"})
        return Call(f"{address}?{filled({'draft': secret})}", body, sender_of(next(numbers)))

    return Calls(tuple(one() for _time in range(count)), cookie, "POST", status=302)


CALLS = {
    **{name: reading(name) for name, _title, _goal in PAGES},
    **{f"{name}-kept": reading(name) for name, _title, _goal in PAGES},
    "raise-issue": raising,
    "answer-page": answering,
    "staff-home": signed_in(Role.COORDINATOR, "/staff/"),
    "my-home": signed_in(Role.MEMBER, "/my/"),
}
