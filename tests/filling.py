"""Fills in the form of a page as a person would: what is asked for gets an answer, everything else stays as it was."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile

from common import clock

NOT_SENT = {"submit", "button", "reset", "image"}
OFFERED = {"select", "radio", "checkbox"}
WORDS = "Words of the grid"
BY_TYPE = {
    "email": "words@example.org",
    "tel": "01632 960001",
    "url": "https://example.org/",
    "number": "1",
    "time": "10:00",
    "password": "a-password-of-the-grid",
}


@dataclass
class Field:
    """One control of a form, or all radio buttons or checkboxes of one name."""

    name: str
    type: str
    values: list = field(default_factory=list)
    offered: list = field(default_factory=list)


class Forms(HTMLParser):
    """Reads the forms of a page that are posted, each with its fields by name."""

    def __init__(self):
        super().__init__()
        self.forms, self._form, self._select, self._area = [], None, None, None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._form = {}
            if (given.get("method") or "get").lower() == "post":
                self.forms.append((given.get("action") or "", self._form))
        elif self._form is not None and tag in {"input", "select", "textarea"} and given.get("name"):
            self._control(tag, given)
        elif tag == "option" and self._select:
            self._offer(self._select, given.get("value") or "", is_chosen="selected" in given)

    def _control(self, tag, given):
        kind = given.get("type", "text") if tag == "input" else tag
        if kind in NOT_SENT or "disabled" in given:
            return
        found = self._form.setdefault(given["name"], Field(given["name"], kind))
        if kind in {"checkbox", "radio"}:
            self._offer(found, given.get("value", "on"), is_chosen="checked" in given)
        elif kind == "select":
            self._select = found
        elif kind == "textarea":
            self._area = found
        elif given.get("value"):
            found.values.append(given["value"])

    @staticmethod
    def _offer(found, value, *, is_chosen):
        found.offered.append(value)
        if is_chosen:
            found.values.append(value)

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None
        elif tag == "form":
            self._form = None

    def handle_data(self, data):
        if self._area and data.strip():
            self._area.values.append(data.strip())


def forms_of(response):
    """Return the forms of a page that are posted: [(address, {name: Field})]; a file has none."""
    reader = Forms()
    if not response["Content-Type"].startswith("text/html"):
        return reader.forms
    reader.feed(response.content.decode())
    return reader.forms


def asked_for(response):
    """Return the names of the fields that its form must have; a page itself marks only what is optional."""
    shown = response.context or {}
    form = shown["adminform"].form if "adminform" in shown else shown.get("form")
    return {bound.html_name for bound in form if bound.field.required} if form else set()


def answer_to(asked):
    """Return what a person answers who must answer: the first thing offered, or words of the kind asked for."""
    if asked.type in OFFERED:
        return next((value for value in asked.offered if value), "")
    if asked.type == "file":
        return SimpleUploadedFile("notes.txt", b"Words of the grid.\n", content_type="text/plain")
    return BY_TYPE.get(asked.type, WORDS)


def parts_of(day, name):
    """Return a date as the three fields that ask for it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def filled(response, address):
    """Return what is posted when the form of a page is filled in; of several forms, the one that posts to `address`."""
    forms, needed = forms_of(response), asked_for(response)
    fields = next((fields for action, fields in forms if action.split("#")[0] in {"", address}), {})
    posted = {}
    for asked in fields.values():
        stem, _, part = asked.name.rpartition("_")
        if any(asked.values):
            posted[asked.name] = asked.values
        elif asked.name in needed:
            posted[asked.name] = answer_to(asked)
        elif stem in needed and part in {"day", "month", "year"}:
            posted[asked.name] = parts_of(clock.today(), stem)[asked.name]
        elif asked.type not in {"radio", "checkbox", "file"}:
            posted[asked.name] = ""
    return posted


def seen_in(response):
    """Return what a form carries of what it showed, to be sent with what is typed."""
    shown = response.context or {}
    form = shown["adminform"].form if "adminform" in shown else shown.get("form")
    return {"seen": form["seen"].value()} if form and "seen" in form.fields else {}


def save(client, address, data=None, **extra):
    """Open a form, type `data` and send it at once, as nobody else is at work."""
    return client.post(address, seen_in(client.get(address)) | (data or {}), **extra)
