"""A view shows rows only where their model, or else the view, says who may see them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured

from accounts.models import Agency
from common.models import RateCount
from common.pages import DetailPage, FormPage, ListPage, ServiceAction, everybody, holders_of
from tests.factories import accounts

KINDS = [DetailPage, FormPage, ListPage, ServiceAction]


@pytest.mark.parametrize("kind", KINDS)
def test_a_view_over_a_model_without_a_rule_is_refused(kind):
    view = type("Leak", (kind,), {"model": RateCount})
    with pytest.raises(ImproperlyConfigured, match="Leak shows rows of RateCount"):
        view.as_view()


@pytest.mark.parametrize("kind", KINDS)
def test_a_queryset_without_a_rule_is_refused_too(kind):
    view = type("Leak", (kind,), {"queryset": Agency.objects.all()})
    with pytest.raises(ImproperlyConfigured, match="no visible_to"):
        view.as_view()


def test_a_view_whose_model_the_address_chooses_has_to_say_who_may_see_it():
    view = type("Several", (ListPage,), {"model": property(lambda self: RateCount)})
    with pytest.raises(ImproperlyConfigured, match="several models"):
        view.as_view()
    assert type("Said", (view,), {"visible": everybody}).as_view()


def test_a_declared_rule_and_a_view_without_rows_are_let_through():
    assert type("Open", (ListPage,), {"model": RateCount, "visible": everybody}).as_view()
    assert type("Add", (FormPage,), {}).as_view()


@pytest.mark.django_db
def test_a_declared_rule_narrows_the_rows(rf):
    row = RateCount.objects.create(scope="a", subject="b", counted_on="2026-03-02")
    view = type("Page", (DetailPage,), {"model": RateCount, "visible": holders_of("members.manage_seat")})()
    for user, seen in [(accounts.coordinator(), [row]), (accounts.parent(), []), (AnonymousUser(), [])]:
        view.setup(rf.get("/"))
        view.request.user = user
        assert list(view.get_queryset()) == seen
