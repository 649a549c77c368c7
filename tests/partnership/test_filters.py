"""What a list's filter does not know shows nothing, and the page says so: every list, every filter."""

from types import SimpleNamespace

import django_filters
import pytest
from django.test import RequestFactory

from common.pages import ListPage
from tests.factories import accounts, issues
from tests.issues.pages import words
from tests.partnership.test_visible_rows import all_views
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
UNKNOWN = "no-such-value"
SAYS = "This list does not know what the address asks for, so it shows nothing."


def filters():
    lists = {view.filterset_class for view in all_views() if issubclass(view, ListPage) and view.filterset_class}
    for filterset in sorted(lists, key=lambda one: one.__name__):
        for name, one in filterset.base_filters.items():
            if type(one) is not django_filters.CharFilter:
                yield pytest.param(filterset, name, id=f"{filterset.__name__}-{name}")


@pytest.mark.parametrize(("filterset", "name"), list(filters()))
def test_no_filter_takes_an_unknown_value_for_none(filterset, name):
    request = RequestFactory().get("/", {name: UNKNOWN})
    request.user, request.resolver_match = accounts.coordinator(), SimpleNamespace(kwargs={"slug": "a-list"})
    asked = filterset(request.GET, queryset=filterset._meta.model.objects.all(), request=request)
    assert not asked.is_valid()


@pytest.mark.parametrize("name", ["status", "service_area", "theme", "attention"])
def test_a_list_of_staff_shows_nothing_for_an_unknown_value_in_its_file_either(client, name):
    issue = issues.received_issue()
    sign_in(client, accounts.coordinator())
    response = client.get("/staff/issues/", {name: UNKNOWN})
    assert SAYS in words(response)
    assert issue.reference not in words(response)
    file = b"".join(client.get("/staff/issues/", {name: UNKNOWN, "format": "csv"}).streaming_content).decode()
    assert issue.reference not in file
    assert issue.reference in words(client.get("/staff/issues/"))


def test_a_list_in_two_parts_knows_no_third(client):
    sign_in(client, accounts.coordinator())
    addresses = [f"/staff/you-said-we-did/?show={part}" for part in ("", "published", UNKNOWN)]
    assert [client.get(address).status_code for address in addresses] == [200, 200, 404]
