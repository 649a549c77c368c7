"""The words of pages are found at once, in the words of the portal where it has its own."""

import gettext

from django.conf import settings
from django.utils.translation import gettext as words
from django.utils.translation import trans_real

from common.translations import drop_empty_catalogs


def chain_of(catalog):
    while catalog is not None:
        yield catalog
        catalog = catalog._fallback


def catalog_of(texts):
    catalog = gettext.GNUTranslations()
    catalog._catalog, catalog.plural = {"": "header", **texts}, int
    return catalog


def test_no_catalog_is_asked_that_has_no_text():
    _own, *behind = chain_of(trans_real.translation(settings.LANGUAGE_CODE))
    assert [one for one in behind if not any(one._catalog)] == []


def test_a_catalog_with_texts_behind_an_empty_one_stays(monkeypatch):
    first, hollow, last = (catalog_of(texts) for texts in ({}, {}, {"late": "Overdue"}))
    first.add_fallback(hollow)
    first.add_fallback(last)
    monkeypatch.setattr(trans_real, "translation", lambda _language: first)
    drop_empty_catalogs("en-gb")
    assert list(chain_of(first)) == [first, last]
    assert first.gettext("late") == "Overdue"


def test_django_speaks_in_the_words_of_the_portal():
    assert words("Enter a whole number.") == "Give a whole number, for example 12."
    assert words("Not in any catalog") == "Not in any catalog"
