"""A title as a part of an address: free, new, and never too long."""

import pytest

from accounts.models import Agency
from common.errors import DomainError
from common.slugs import free_slug, new_slug, slug_of
from tests.factories.accounts import agency

pytestmark = pytest.mark.django_db


def test_a_slug_has_the_words_of_the_text():
    assert slug_of(Agency, "Travel to school & back") == "travel-to-school-back"


@pytest.mark.parametrize("text", ["", "???", "— –", "___"])
def test_a_text_without_letters_has_no_slug(text):
    assert slug_of(Agency, text) == ""


def test_a_long_text_is_cut_to_the_field_without_a_dash_at_its_end():
    assert slug_of(Agency, "a" * 59 + " and more") == "a" * 59


def test_a_free_slug_is_numbered_where_the_plain_one_is_taken():
    agency(slug="travel")
    assert free_slug(Agency, "Travel", otherwise="agency") == "travel-2"
    agency(slug="travel-2")
    assert free_slug(Agency, "Travel", otherwise="agency") == "travel-3"
    assert free_slug(Agency, "Buses", otherwise="agency") == "buses"


def test_a_number_fits_behind_the_longest_slug():
    taken = agency(slug=free_slug(Agency, "a" * 100, otherwise="agency"))
    slug = free_slug(Agency, "a" * 100, otherwise="agency")
    assert slug == f"{taken.slug}-2"
    assert len(slug) <= Agency._meta.get_field("slug").max_length


def test_a_reserved_slug_is_never_given():
    assert free_slug(Agency, "New", otherwise="agency", reserved={"new"}) == "new-2"


def test_a_text_without_letters_gets_another_slug():
    assert free_slug(Agency, "???", otherwise="agency") == "agency"


@pytest.mark.parametrize(("text", "words"), [("???", "letters"), ("Travel", "already")])
def test_a_name_that_gives_no_new_slug_is_refused_at_its_field(text, words):
    agency(slug="travel")
    with pytest.raises(DomainError, match=words) as refused:
        new_slug(Agency, text, "name")
    assert refused.value.field == "name"


def test_a_new_name_gives_its_slug():
    assert new_slug(Agency, "Buses", "name") == "buses"
