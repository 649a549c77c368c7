"""A fuzzer on every form there is: odd types, sizes, encodings, fields that are missing or doubled.

Whatever is posted, the portal answers, and what it refuses has left nothing behind. A few tries for each address in
every run; `./test --full tests/attacks/test_fuzz.py` takes an hour's worth.
"""

import contextlib
import copy
import functools

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.partnership.test_address_grid import POST, ROLES, ROWS, Visitors, address_of, people
from tests.signing_in import sign_in

FEW, MANY = 2, 60
# Rows that say that somebody came by, and not what they did.
PASSING = {"sessions.Session", "common.RateCount"}
# What it is asked for is shown by the answer itself, and reading it is written down.
ANSWERS_WITH_A_PAGE = {"issues:issue_contact", "meetings:link_new", "meetings:view_give"}
NOTHING_DONE = {200, 400, 403, 404, 405, 409, 413, 429}
ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            " ",
            "\x00",
            "a\x00b",
            "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
            "\u202egnp.exe",
            "\u200b",
            "'; DROP TABLE issues_issue; --",
            "{{ settings.SECRET_KEY }}{% load x %}",
            "<script>alert(1)</script>",
            "=1+1",
            "../../etc/passwd",
            "%00%ff",
            "-1",
            "0",
            "1e309",
            "NaN",
            "٣",
            "9" * 30,
            "2026-02-30",
            "99:99",
            "on",
            "null",
            "[]",
            "a" * 10_001,
            "\t\n" * 500,
            "é" * 300,
            "\U0001f469\u200d\U0001f469\u200d\U0001f466" * 20,
        ]
    ),
    st.integers().map(str),
    st.lists(st.text(max_size=8), min_size=2, max_size=4),
)


@st.composite
def spoilt(draw, form):
    """Return a form that was filled in well, with one to four of its fields spoilt."""
    posted = copy.copy(form)
    names = [*form, "status", "is_published", "id"]
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True)):
        match draw(st.sampled_from(["odd", "odd", "odd", "missing", "file", "doubled"])):
            case "missing":
                posted.pop(name, None)
            case "file":
                posted[name] = SimpleUploadedFile("x.pdf", draw(st.binary(max_size=60)), content_type="application/pdf")
            case "doubled":
                value = form.get(name, "")
                posted[name] = [*(value if isinstance(value, list) else [value]), draw(st.text(max_size=5))]
            case _:
                posted[name] = draw(ODD)
    return {name: value for name, value in posted.items() if value is not None}


@functools.cache
def statement():
    """Return one question for the number of rows of every table: to ask for each costs more than the post itself."""
    kept = [model._meta for model in apps.get_models() if model._meta.label not in PASSING and model._meta.managed]
    return " UNION ALL ".join(f"SELECT '{meta.label}', count(*) FROM \"{meta.db_table}\"" for meta in kept)


def rows():
    """Return how many rows each table has."""
    with connection.cursor() as cursor:
        cursor.execute(statement())
        return dict(cursor.fetchall())


def whoever_may(row):
    """Return a role whose POST succeeds there, or the first that is tried."""
    codes = row.codes(POST)
    return next((role for role in reversed(ROLES) if codes.get(role) in {200, 302}), next(iter(codes), None))


class Undone(Exception):
    """Ends the transaction of one try."""


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, found in ROWS.items() if any(row.codes(POST) for row in found)))
def test_whatever_is_posted_is_answered_and_what_is_refused_leaves_nothing_behind(name, is_full):
    clients = {"anyone": Client(), **{role: sign_in(Client(), user) for role, user in people().items()}}
    for client in clients.values():
        client.raise_request_exception = False
    for row in ROWS[name]:
        if role := whoever_may(row):
            fuzz(Visitors(clients), row, role, MANY if is_full else FEW)


def fuzz(visitors, row, role, times):
    """Post the form of an address so many times, each time spoilt in another way; nothing of it is kept."""
    address = address_of(row.name, row.kwargs)
    form = visitors.form(address) | row.answers()
    cookies = copy.deepcopy(visitors.clients[role].cookies)

    @settings(
        max_examples=times,
        deadline=None,
        derandomize=times == FEW,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(spoilt(form))
    def post(posted):
        visitors.clients[role].cookies = copy.deepcopy(cookies)
        with contextlib.suppress(Undone), transaction.atomic():
            before = rows()
            code = visitors.ask(role, "post", address, posted).status_code
            assert code < 500, (role, address, posted)
            left = {table: (before[table], count) for table, count in rows().items() if count != before[table]}
            is_refused = code in NOTHING_DONE and row.name not in ANSWERS_WITH_A_PAGE
            assert not (is_refused and left), (role, address, posted, left)
            raise Undone

    post()
