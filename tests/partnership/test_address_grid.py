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
from tests.factories import accounts, members
from tests.filling import filled, seen_in
from tests.partnership import addresses
from tests.signing_in import sign_in

GET, POST = 0, 1
TABLES = sorted(Path(addresses.__path__[0]).glob("*.txt"))
ip_numbers = itertools.count(1)


@dataclass(frozen=True)
class Row:
    """One line of a table: an address, what stands there, and what each role gets with GET and with POST."""

    name: str
    objects: str
    module: str
    expected: dict

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
    (_address, _with, *roles), *rows = lines
    module = f"{addresses.__name__}.{path.stem}"
    importlib.import_module(module)  # its factories begin to number before the first walk is kept
    return [Row(name, objects, module, dict(zip(roles, cells, strict=True))) for name, objects, *cells in rows]


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


def check_get(visitors, row, address):
    """Return the pages that the roles got, if any was asked for."""
    if not (expected := row.codes(GET)):
        return {}
    pages = {role: visitors.ask(role, "get", address) for role in ROLES}
    found = {role: page.status_code for role, page in pages.items()}
    assert ("GET", row.objects, found) == ("GET", row.objects, expected)
    return pages


def check_post(visitors, row, address, pages):
    """The form is filled in well, so that whoever may send it succeeds, and nothing but the role stops the others."""
    if not (expected := row.codes(POST)):
        return
    form = visitors.form(address, pages)
    found = {}
    for role in ROLES:  # the co-ordinator last: what a POST of theirs does must not be there for the others
        filled_in = form | row.answers()
        if "seen" in form:  # a page about oneself shows each of them something else
            filled_in |= seen_in(visitors.ask(role, "get", address))
        before = AuditEntry.objects.count()
        found[role] = visitors.ask(role, "post", address, filled_in).status_code
        if found[role] in {403, 404, 405}:
            assert AuditEntry.objects.count() == before, f"{role} was refused and yet did something"
    assert ("POST", row.objects, found) == ("POST", row.objects, expected)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_each_role_gets_what_the_row_says(name):
    visitors = Visitors({"anyone": Client(), **{role: sign_in(Client(), user) for role, user in people().items()}})
    for row in ROWS[name]:
        address = address_of(row.name, row.kwargs)
        check_post(visitors, row, address, check_get(visitors, row, address))
