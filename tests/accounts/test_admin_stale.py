"""Two administrators change the same row in Django's admin: the second is shown what the first saved."""

import pytest
from django.urls import reverse

from accounts.admin import site
from accounts.models import Agency, ServiceSetting, User
from accounts.seen_admin import SeenMixin
from accounts.services.agencies import change_agency
from accounts.services.grants import end_role
from accounts.services.people import rename_user
from accounts.services.settings import set_setting
from common import clock
from tests.factories import accounts as people
from tests.filling import seen_in
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
# What is read only, or asked for and agreed to by buttons.
NOTHING_TYPED = {"AuditEntry", "PendingChange"}


@pytest.fixture
def inside(client):
    return sign_in(client, people.administrator())


def an_agency():
    agency = people.agency("Health Trust")
    return agency, lambda: change_agency(agency, name="Health Board", by=None)


def a_user():
    user = people.parent(name="Anna")
    return user, lambda: rename_user(user, "Anna Smith", by=None)


def a_setting():
    row = set_setting("response_days", 15, by=None)
    return row, lambda: set_setting("response_days", 12, by=None)


def a_role():
    grant = people.payer().grants.get()
    grant.starts_on -= 9 * clock.DAY
    grant.save()
    return grant, lambda: end_role(grant, by=None)


# Each kind of row with what another does to it, what is typed, and how the page says what the other saved.
ROWS = {
    "agency": (an_agency, {"name": "Our Trust"}, "Name: Health Board"),
    "user": (a_user, {"name": "Anna Jones"}, "Anna Smith"),
    "servicesetting": (a_setting, {"value": "10"}, "Value: 12"),
    "rolegrant": (a_role, {"ends_on": "2030-01-01"}, str(clock.today().year)),
}


def change_page(row):
    return reverse(f"admin:accounts_{row._meta.model_name}_change", args=[row.pk])


def test_every_row_the_admin_changes_is_tried_here():
    changed = {model.__name__ for model, page in site._registry.items() if isinstance(page, SeenMixin)}
    assert {name.lower() for name in changed} == set(ROWS)
    assert {model.__name__ for model in site._registry} - changed == NOTHING_TYPED


@pytest.mark.parametrize("kind", ROWS)
def test_a_stale_change_in_the_admin_is_refused_and_shown(inside, kind):
    make, typed, theirs = ROWS[kind]
    row, other = make()
    page = inside.get(change_page(row))
    assert 'name="seen"' in page.content.decode()
    form = page.context["adminform"].form
    opened = {name: value for name, value in form.initial.items() if value not in (None, False) and name in form.fields}
    other()
    saved = type(row).objects.values().get(pk=row.pk)
    stale = inside.post(change_page(row), opened | seen_in(page) | typed)
    assert stale.status_code == 409
    text = stale.content.decode()
    assert "Someone else saved this while you were writing." in text
    assert theirs in text
    assert next(iter(typed.values())) in text
    assert type(row).objects.values().get(pk=row.pk) == saved
    assert inside.post(change_page(row), opened | typed | seen_in(stale)).status_code == 302


def test_the_admin_changes_nothing_without_what_its_form_showed(inside):
    agency, _other = an_agency()
    typed = {"name": "Our Trust", "slug": agency.slug, "kind": agency.kind, "is_active": "on"}
    assert inside.post(change_page(agency), typed).status_code == 409
    assert Agency.objects.get().name == "Health Trust"
    assert (User.objects.count(), ServiceSetting.objects.count()) == (1, 0)
