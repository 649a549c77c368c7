"""Every address, with GET and POST, as every role: what each gets is typed by hand in `addresses/`.

An address without a row fails, and so does a row without an address.
"""

import importlib
import itertools
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from accounts.models import AuditEntry
from tests.counting import queries
from tests.factories import accounts, members
from tests.filling import filled, seen_in
from tests.partnership import addresses
from tests.signing_in import sign_in

GET, POST = 0, 1
SIGN_IN = "/sign-in/"
# Queries of one page and of one form that is taken, while nothing is kept.
MOST = (20, 45)
ASKS_EVERY_APP = "asks each app what it holds of somebody, or keeps for how long"
MORE = {
    "accounts:my_data": ASKS_EVERY_APP,
    "accounts:my_data_erase": ASKS_EVERY_APP,
    "accounts:data_request_detail": ASKS_EVERY_APP,
    "accounts:data_request_enter": ASKS_EVERY_APP,
    "accounts:retention_list": ASKS_EVERY_APP,
    "accounts:record": "counts what each kind of row on the record has come to",
    "accounts:follow_feed": "takes the news of everything from each app",
    "governance:terms": "proves each clause with figures of every app; they are kept",
    "governance:document": "proves each clause with figures of every app; they are kept",
    "handover": "reads the first rows of every list it hands over, and what waits today",
    "installation": "looks at everything that runs",
    "admin": "Django's own",
    "issues:issue_rejoin": "puts two issues and all that hangs on them together",
    "issues:issue_hide": "takes an issue out of sight wherever it stands",
    "meetings:minutes_approve": "makes a version of all the minutes, and commitments of what was resolved",
    "meetings:minutes_amend": "makes a new version of all the minutes",
    "meetings:minutes_redact": "makes a new version of all the minutes",
    "meetings:minutes_circulate": "writes to everybody at the meeting",
    "meetings:past_import": "makes a meeting with all that was in it",
    "meetings:presentation_make": "puts many issues to an agency",
    "meetings:meeting_schedule": "moves all that waits for a meeting, and tells everybody",
    "meetings:meeting_postpone": "moves all that waits for a meeting, and tells everybody",
    "meetings:meeting_cancel": "moves all that waits for a meeting, and tells everybody",
    "answers:response_redact": "takes words out wherever they stand",
    "answers:presentation_redact": "takes words out wherever they stand",
    "answers:transcript_discard": "puts back what each item waited for",
    "reports:build_request": "collects every figure of a report",
}
TABLES = sorted(Path(addresses.__path__[0]).glob("*.txt"))
ip_numbers = itertools.count(1)


@dataclass(frozen=True)
class Row:
    """One line of a table: an address, what stands there, and what each role gets with GET and with POST.

    `queries` are those of the last role in the order of `ROLES` that is shown the page, and of the last whose form is
    taken; by then each process remembers what it remembers.
    """

    name: str
    objects: str
    module: str
    expected: dict
    queries: str

    @property
    def kwargs(self):
        return getattr(importlib.import_module(self.module), self.objects)()

    def answers(self):
        """Return what a person must know to fill in the form, beside what the form says itself."""
        found = getattr(importlib.import_module(self.module), "ANSWERS", {}).get(self.name, {})
        return found() if callable(found) else found

    def codes(self, method):
        """Return {role: code} of GET (0) or POST (1); nothing where the line does not try it."""
        codes = {role: cell.split("/")[method] for role, cell in self.expected.items()}
        return {role: int(code) for role, code in codes.items() if code != "-"}


def read_table(path):
    """Return the rows of a table. Its first line names the roles; a line that has another number of cells fails."""
    lines = [line.split() for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]
    (_address, _with, *roles, _queries), *rows = lines
    module = f"{addresses.__name__}.{path.stem}"
    importlib.import_module(module)  # its factories begin to number before the first walk is kept
    return [
        Row(name, objects, module, dict(zip(roles, cells, strict=True)), number)
        for name, objects, *cells, number in rows
    ]


ROWS = defaultdict(list)
for row in itertools.chain.from_iterable(map(read_table, TABLES)):
    ROWS[row.name].append(row)
ROLES = (
    *("anyone", "parent", "member", "safeguarding", "officer", "board", "payer", "administrator", "reader"),
    "coordinator",
)


def names_in(resolver, prefix=""):
    """Yield the name of every address of the portal; the insides of Django's admin are one name, `admin`."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}" if entry.name else f"{prefix}{entry.pattern}"
        elif entry.app_name == "admin":
            yield "admin"
        else:
            yield from names_in(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def test_every_address_has_a_row_for_get_and_for_post():
    wanted = {(name, method) for name in names_in(get_resolver()) for method in (GET, POST)}
    there = {
        (name, method) for name, rows in ROWS.items() for row in rows for method in (GET, POST) if row.codes(method)
    }
    assert sorted(wanted - there) == []
    assert sorted(there - wanted) == []


def test_every_table_names_every_role():
    assert [name for name, rows in ROWS.items() for row in rows if set(row.expected) != set(ROLES)] == []


def test_no_page_and_no_form_takes_more_queries_than_are_allowed():
    over = {
        name
        for name, rows in ROWS.items()
        for row in rows
        if any(number != "-" and int(number) > most for number, most in zip(row.queries.split("/"), MOST, strict=True))
    }
    assert sorted(over ^ MORE.keys()) == []


def people():
    """Return one user of each role; the member holds a seat."""
    return {
        "parent": accounts.parent(),
        "member": members.a_member().person.user,
        "coordinator": accounts.coordinator(),
        "reader": accounts.independent_reader(),
        "safeguarding": accounts.safeguarding_lead(),
        "officer": accounts.officer(of=accounts.agency("An agency of no row")),
        "board": accounts.board_member(),
        "payer": accounts.payer(),
        "administrator": accounts.administrator(),
    }


def address_of(name, kwargs):
    try:
        return reverse("admin:index" if name == "admin" else name, kwargs=kwargs)
    except NoReverseMatch:
        return f"/{name}"


@dataclass
class Visitors:
    """One signed-in client of each role."""

    clients: dict

    def ask(self, role, method, address, data=None):
        ip = f"10.0.{next(ip_numbers) // 250 % 250}.{next(ip_numbers) % 250}"
        for value in (data or {}).values():
            if hasattr(value, "seek"):
                value.seek(0)  # the last who sent this file read it to its end
        response = getattr(self.clients[role], method)(address, data, REMOTE_ADDR=ip)
        if response.streaming:
            b"".join(response)  # a file is closed when it has been read to its end
        return response

    def form(self, address, pages=None):
        """Return the form there as the first who may open it fills it in; nothing where it is a button."""
        for role in reversed(ROLES):
            page = (pages or {}).get(role) or self.ask(role, "get", address)
            if page.status_code == 200 and not page.streaming:
                return filled(page, address)
        return {}


class Cost:
    """How many queries the last answer with a certain code took."""

    def __init__(self, code):
        self.code, self.number = code, "-"

    def ask(self, visitors, role, method, address, data=None):
        with queries() as counted:
            answer = visitors.ask(role, method, address, data)
        if answer.status_code == self.code and not answer.headers.get("Location", "").startswith(SIGN_IN):
            self.number = str(len(counted))
        return answer


def check_get(visitors, row, address):
    """Return the pages that the roles got, if any was asked for, and what the last took."""
    cost = Cost(200)
    if not (expected := row.codes(GET)):
        return {}, cost
    pages = {role: cost.ask(visitors, role, "get", address) for role in ROLES}
    found = {role: page.status_code for role, page in pages.items()}
    assert ("GET", row.objects, found) == ("GET", row.objects, expected)
    return pages, cost


def check_post(visitors, row, address, pages):
    """The form is filled in well, so that whoever may send it succeeds, and nothing but the role stops the others."""
    cost = Cost(302)
    if not (expected := row.codes(POST)):
        return cost
    form = visitors.form(address, pages)
    found = {}
    for role in ROLES:  # the co-ordinator last: what a POST of theirs does must not be there for the others
        filled_in = form | row.answers()
        if "seen" in form:  # a page about oneself shows each of them something else
            filled_in |= seen_in(visitors.ask(role, "get", address))
        before = AuditEntry.objects.count()
        found[role] = cost.ask(visitors, role, "post", address, filled_in).status_code
        if found[role] in {403, 404, 405}:
            assert AuditEntry.objects.count() == before, f"{role} was refused and yet did something"
    assert ("POST", row.objects, found) == ("POST", row.objects, expected)
    return cost


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_each_role_gets_what_the_row_says(name):
    visitors = Visitors({"anyone": Client(), **{role: sign_in(Client(), user) for role, user in people().items()}})
    for row in ROWS[name]:
        address = address_of(row.name, row.kwargs)
        pages, read = check_get(visitors, row, address)
        sent = check_post(visitors, row, address, pages)
        assert (row.objects, f"{read.number}/{sent.number}") == (row.objects, row.queries)
