"""Which tests run on a second engine: `tests/engines.py`."""

import json

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Area
from tests.engines import REFUSED, Statements, chosen, read, shape


def test_statements_that_differ_in_their_values_are_one():
    assert shape("SELECT x WHERE x IN (%s, %s)") == shape("SELECT x WHERE x IN (%s, %s, %s)")
    assert shape("INSERT INTO x VALUES (%s, %s), (%s, %s)") == shape("INSERT INTO x VALUES (%s, %s)")
    assert shape('SAVEPOINT "s1_x1"') == shape('SAVEPOINT "s2_x7"')


def test_statements_that_ask_something_else_are_two():
    assert shape("SELECT x WHERE y = %s") != shape("SELECT x WHERE y > %s")


def test_every_statement_is_asked_at_least_once():
    ran = {"first": ["a", "b"], "second": ["b"], "third": ["b", "c"], "fourth": ["a", "c"]}
    assert chosen(list(ran), ran) == {"first", "third"}


def test_a_test_that_the_database_refused_something_runs_again():
    ran = {"first": ["a"], "second": ["a", REFUSED]}
    assert chosen(list(ran), ran) == {"first", "second"}


def test_a_test_that_nobody_watched_runs_again():
    assert chosen(["browser"], {}) == {"browser"}


@pytest.mark.django_db
def test_what_a_test_asked_and_was_refused_is_written_down(tmp_path):
    statements = Statements()
    with statements.of("counting"):
        Area.objects.count()
    with statements.of("refused"), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO accounts_area SELECT * FROM accounts_area")
    statements.write(tmp_path, "one")
    assert set(json.loads((tmp_path / "one.json").read_text())) == {"counting", "refused"}
    ran = read(tmp_path)
    assert (len(ran["counting"]), REFUSED in ran["counting"], REFUSED in ran["refused"]) == (1, False, True)
