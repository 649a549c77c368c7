"""Every address of the app has its rows in the grid, for reading and for posting, and each row holds."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.urls import urlpatterns
from tests.factories import accounts, members
from tests.partnership.addresses import meetings as addresses
from tests.signing_in import sign_in

WHO = {
    "parent": accounts.parent,
    "member": lambda: members.a_member().person.user,
    "coordinator": accounts.coordinator,
    "officer": accounts.officer,
}


def test_every_address_has_a_row_for_get_and_post():
    wanted = {(method, f"meetings:{pattern.name}") for pattern in urlpatterns for method in ("get", "post")}
    assert {row[:2] for row in addresses.ROWS} == wanted


@pytest.mark.django_db
@pytest.mark.parametrize("row", addresses.ROWS, ids=lambda row: " ".join(row[:3]))
def test_an_address_answers_the_group_the_public_and_others_as_typed(row):
    """The whole grid of roles is walked with the other apps'; here the four that differ most, and nobody.

    The row is made once: the co-ordinator, whose button changes it, comes last.
    """
    method, name, make_kwargs, expected = row
    users = {role: make() for role, make in WHO.items()}
    address = reverse(name, kwargs=getattr(addresses, make_kwargs)())
    for role in ("anyone", "parent", "officer", "member", "coordinator"):
        client = Client() if role == "anyone" else sign_in(Client(), users[role])
        response = getattr(client, method)(address)
        b"".join(response)  # a file is closed once it was read
        assert (role, response.status_code) == (role, expected[role])
