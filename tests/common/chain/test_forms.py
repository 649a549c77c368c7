"""A row's bytes are the same on every engine and every day, and its digest tells nothing without its salt."""

import datetime as dt
import hashlib
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from common.chain import digest_of, head_of
from common.chain.forms import FIRST, canonical, new_salt

DAY = dt.date(2026, 3, 4)


def test_a_form_is_written_with_its_keys_sorted_and_without_spaces():
    assert canonical({"b": [1, True, None], "a": "Zoë “said”"}) == '{"a":"Zoë “said”","b":[1,true,null]}'.encode()


def test_moments_are_written_in_utc_and_days_and_amounts_as_they_are():
    summer = dt.datetime(2026, 7, 1, 1, 30, tzinfo=ZoneInfo("Europe/London"))
    form = {"at": summer, "on": DAY, "sum": Decimal("1.50")}
    assert canonical(form) == b'{"at":"2026-07-01T00:30:00.000000+00:00","on":"2026-03-04","sum":"1.50"}'


def test_what_has_no_form_is_refused():
    with pytest.raises(TypeError, match="holds a set"):
        canonical({"themes": {1, 2}})


def test_two_rows_that_say_the_same_have_digests_of_their_own():
    one, another = new_salt(), new_salt()
    assert digest_of({"a": 1}, one) == digest_of({"a": 1}, one)
    assert digest_of({"a": 1}, one) != digest_of({"a": 1}, another)


def test_a_head_is_the_hash_of_the_head_before_the_day_and_its_rows_in_order():
    lines = [("b.kind", "1", "22"), ("a.kind", "10", "11"), ("a.kind", "9", "33")]
    text = f"{FIRST}\n2026-03-04\na.kind|10|11\na.kind|9|33\nb.kind|1|22\n"
    assert head_of(FIRST, DAY, lines) == hashlib.sha256(text.encode()).hexdigest()
