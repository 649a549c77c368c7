"""Fixtures: the small year and the sample year."""

import pytest

from reports.figures import collect
from tests.factories import accounts
from tests.reports import small_year
from tests.sample_year import sample_year

__all__ = ["sample_year"]


@pytest.fixture
def year(db):
    return small_year.build()


@pytest.fixture
def annual(year):
    """The figures of the small year's annual report."""
    small_year.publish_entries(year)
    return collect("annual", small_year.START, small_year.END, today=small_year.COUNTED)


@pytest.fixture
def coordinator(db):
    return accounts.coordinator()
