"""One submission is one row. Two posts at the same moment are tried in tests/faults, with real connections."""

import datetime as dt

import pytest
from django.db import transaction

from common import submissions
from common.errors import DomainError, SentBefore
from common.models import Submission
from common.references import next_reference
from common.retention import carry_out, rules

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 6, 1, 11, tzinfo=dt.UTC)
KEY = "4a9f3c0e-key-of-a-form"
BODY = {"text": "The bus does not stop.", "consent": True, "on": dt.date(2026, 6, 1)}


def make():
    return next_reference("PPS")


def test_the_first_post_makes_the_submission():
    assert submissions.once(KEY, BODY, make) == ("PPS-1001", True)


def test_the_same_post_again_gives_the_same_reference_and_makes_nothing():
    submissions.once(KEY, BODY, make)
    assert submissions.once(KEY, dict(reversed(BODY.items())), make) == ("PPS-1001", False)
    assert make() == "PPS-1002"


def test_the_same_key_with_another_body_is_refused():
    submissions.once(KEY, BODY, make)
    with pytest.raises(SentBefore, match="already sent, and you have changed it"):
        submissions.once(KEY, {**BODY, "text": "The bus stops."}, make)
    assert make() == "PPS-1002"


def test_another_key_with_the_same_body_is_another_submission():
    submissions.once(KEY, BODY, make)
    assert submissions.once("another", BODY, make) == ("PPS-1002", True)


@pytest.mark.parametrize("key", ["", None])
def test_a_form_without_a_key_is_refused(key):
    with pytest.raises(DomainError, match="not complete"):
        submissions.once(key, BODY, make)


def test_a_submission_that_was_refused_leaves_its_key_free():
    def refuse():
        make()
        raise DomainError("No.")

    with pytest.raises(DomainError, match=r"No\."):
        submissions.once(KEY, BODY, refuse)
    assert submissions.once(KEY, BODY, make) == ("PPS-1001", True)


def test_a_post_that_is_rolled_back_by_its_caller_leaves_its_key_free():
    with transaction.atomic():
        submissions.once(KEY, BODY, make)
        transaction.set_rollback(True)
    assert submissions.once(KEY, BODY, make) == ("PPS-1001", True)


def test_neither_the_key_nor_the_body_nor_the_time_is_stored():
    submissions.once(KEY, BODY, make, now=NOON)
    row = Submission.objects.values().get()
    assert not any("bus" in str(value) or KEY in str(value) for value in row.values())
    assert row["created_on"] == dt.date(2026, 6, 1)
    assert len(row["key"]) == len(row["fingerprint"]) == 64


def test_any_length_of_key_fits():
    assert submissions.once("k" * 5000, BODY, make)[1]


def test_a_post_costs_two_queries_beside_its_own(django_assert_num_queries):
    with django_assert_num_queries(2 + 4):  # two savepoints, opened and released
        submissions.once(KEY, BODY, lambda: "PPS-1")


def test_a_reference_that_is_drawn_first_saves_a_query_and_is_taken_back_for_a_repeat(django_assert_num_queries):
    def draw():
        return next_reference("TST")

    with django_assert_num_queries(2 + 4):  # one draws; two savepoints, opened and released
        first = submissions.once(KEY, BODY, lambda: "TST-1001", reference=draw)
    assert first == ("TST-1001", True)
    assert submissions.once(KEY, BODY, make, reference=draw) == ("TST-1001", False)
    assert next_reference("TST") == "TST-1002"


def test_secret_of_a_key_is_stable_and_unique():
    assert submissions.secret_for(KEY) == submissions.secret_for(KEY)
    assert submissions.secret_for(KEY) != submissions.secret_for("another")
    assert len(submissions.secret_for(KEY)) == 20


def test_the_secret_depends_on_the_secret_of_the_portal(settings):
    before = submissions.secret_for(KEY)
    settings.SECRET_KEY = "x" * 60
    assert submissions.secret_for(KEY) != before


def test_keys_are_erased_after_thirty_days():
    submissions.once(KEY, BODY, make, now=NOON)
    assert carry_out(rules["common.submissions"], NOON + dt.timedelta(days=29)) == 0
    assert carry_out(rules["common.submissions"], NOON + dt.timedelta(days=30)) == 1
