"""Every address, with GET and POST, as every role: what each gets is typed by hand in `addresses/`.

An address without a row fails, and so does a row without an address.
"""

import importlib
import itertools
import pkgutil
from collections import defaultdict

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from tests.factories import accounts, members
from tests.partnership import addresses
from tests.signing_in import sign_in

MODULES = [
    importlib.import_module(f"{addresses.__name__}.{found.name}") for found in pkgutil.iter_modules(addresses.__path__)
]
ROWS = defaultdict(list)
for module in MODULES:
    for method, name, factory, expected in module.ROWS:
        ROWS[name].append((method, getattr(module, factory), expected))
ROLES = ("anyone", "parent", "member", "safeguarding", "officer", "board", "payer", "administrator", "coordinator")
ip_numbers = itertools.count(1)


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
    wanted = {(name, method) for name in names_in(get_resolver()) for method in ("get", "post")}
    there = {(name, method) for name, rows in ROWS.items() for method, _factory, _expected in rows}
    assert sorted(wanted - there) == []
    assert sorted(there - wanted) == []


def test_every_row_names_every_role():
    assert [name for name, rows in ROWS.items() for row in rows if set(row[2]) != set(ROLES)] == []


def people():
    """Return one user of each role; the member holds a seat."""
    return {
        "parent": accounts.parent(),
        "member": members.a_member().person.user,
        "coordinator": accounts.coordinator(),
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


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_each_role_gets_what_the_row_says(name):
    clients = {"anyone": Client(), **{role: sign_in(Client(), user) for role, user in people().items()}}
    for method, factory, expected in ROWS[name]:
        address = address_of(name, factory())
        found = {}
        for role in ROLES:  # the co-ordinator last: what a POST of theirs does must not be there for the others
            ip = f"10.0.{next(ip_numbers) // 250 % 250}.{next(ip_numbers) % 250}"
            response = getattr(clients[role], method)(address, REMOTE_ADDR=ip)
            found[role] = response.status_code
            b"".join(response)  # a file is closed when it has been read to its end
        assert (method, found) == (method, expected)
