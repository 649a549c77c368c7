"""Locking a row before a service changes it."""

import pytest
from django.db import transaction

from accounts.models import Agency
from common.errors import DomainError
from common.locking import locked
from tests.factories.accounts import agency

pytestmark = pytest.mark.django_db


@transaction.atomic
def test_a_locked_row_is_read_again_in_place():
    one = agency(name="Transport")
    Agency.objects.filter(pk=one.pk).update(name="Travel")
    assert locked(one) is one
    assert one.name == "Travel"


@transaction.atomic
def test_a_removed_row_shows_an_error():
    one = agency()
    Agency.objects.filter(pk=one.pk).delete()
    with pytest.raises(DomainError, match="just removed"):
        locked(one)
