import re

import pytest
from django.db import transaction

from common import references


@pytest.mark.django_db
def test_the_first_reference_of_a_kind_is_1001_and_each_next_one_higher():
    assert [references.next_reference("PPS") for _turn in range(3)] == ["PPS-1001", "PPS-1002", "PPS-1003"]


@pytest.mark.django_db
def test_each_kind_counts_for_itself():
    references.next_reference("PPS")
    assert references.next_reference("Q") == "Q-1001"


@pytest.mark.django_db
def test_a_refused_submission_gives_its_number_back():
    references.next_reference("PPS")
    with transaction.atomic():
        assert references.next_reference("PPS") == "PPS-1002"
        transaction.set_rollback(True)
    assert references.next_reference("PPS") == "PPS-1002"


@pytest.mark.django_db
def test_a_reference_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        references.next_reference("PPS")


def test_a_secret_has_120_bits_and_is_safe_in_an_address():
    secrets = {references.new_secret() for _turn in range(1000)}
    assert len(secrets) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{20}", secret) for secret in secrets)


def test_a_secret_matches_its_hash_alone():
    secret = references.new_secret()
    hashed = references.hash_secret(secret)
    assert secret not in hashed
    assert references.secret_matches(secret, hashed)
    assert references.secret_matches(f" {secret}\n", hashed)
    assert not references.secret_matches(references.new_secret(), hashed)


@pytest.mark.parametrize("wrong", ["", " ", "x"])
def test_nothing_matches_a_secret_that_was_never_given(wrong):
    assert not references.secret_matches(wrong, "")


@pytest.mark.parametrize(
    "typed",
    ["abcd-1234", " ABCD 1234 ", "ab cd\u20111234", "AbCd\u20131234", "abcd\u2212\u00a01234", "abcd\u200b1234",
     "\ufeffabcd\u20141234\u200e", "\uff21\uff22\uff23\uff24\uff11\uff12\uff13\uff14", "abcd\u0661\u0662\u0663\u0664",
     "\u00ababcd.1234\u00bb"],
)  # fmt: skip
def test_only_letters_and_numbers_of_a_typed_code_count(typed):
    assert references.typed_code(typed) == "abcd1234"
    assert references.typed_reference(typed) == "ABCD-1234"


@pytest.mark.parametrize("typed", ["", " ", "\u200b", "--", "\u2014\u00a0"])
def test_a_code_of_spaces_and_marks_is_empty(typed):
    assert references.typed_code(typed) == ""
