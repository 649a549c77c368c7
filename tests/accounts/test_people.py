"""People and agencies made, changed and closed, each with its line in the audit trail."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.audit import entries_about, record
from accounts.models import AgencyKind, AuditEntry, SignInLink, User
from accounts.services.agencies import change_agency, create_agency
from accounts.services.links import find_sign_in_link, make_sign_in_link, use_sign_in_link
from accounts.services.people import change_email, create_user, deactivate_user, reactivate_user, rename_user
from common import clock
from common.errors import DomainError
from tests.factories import accounts as people

pytestmark = pytest.mark.django_db
LATE_EVENING = dt.datetime(2027, 6, 30, 23, 30, tzinfo=dt.UTC)


def test_an_address_is_kept_in_small_letters_and_belongs_to_one_user():
    user = create_user(" Anna.Smith@Example.ORG ", by=None)
    assert user.email == "anna.smith@example.org"
    with pytest.raises(DomainError) as refused:
        create_user("ANNA.smith@example.org", by=None)
    assert refused.value.field == "email"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ANNA.SMITH@example.org")


@pytest.mark.parametrize(
    "email", ["", "anna", "anna@", "anna@example.org\nBcc: x@example.org", "a" * 250 + "@example.org"]
)
def test_what_is_no_address_is_refused(email):
    with pytest.raises(DomainError):
        create_user(email, by=None)
    assert not User.objects.exists()


def test_a_user_is_called_by_name_or_else_by_address():
    user = people.parent("anna@example.org", name="Anna")
    assert [str(user), user.get_full_name(), user.get_short_name()] == ["Anna"] * 3
    rename_user(user, "", by=user)
    assert str(user) == "anna@example.org"


def test_a_changed_address_takes_its_links_with_it():
    user = people.parent("old@example.org")
    secret = make_sign_in_link("old@example.org")
    change_email(user, "new@example.org", by=user)
    assert use_sign_in_link(secret) is None
    assert User.objects.get(pk=user.pk).email == "new@example.org"
    assert entries_about(user).first().detail == {"before": "old@example.org"}


def test_an_address_of_another_account_is_refused():
    user, other = people.parent("one@example.org"), people.parent("two@example.org")
    with pytest.raises(DomainError):
        change_email(user, other.email, by=None)
    assert (user.email, User.objects.get(pk=user.pk).email) == ("one@example.org", "one@example.org")


def test_an_account_is_closed_and_opened_again():
    user, admin = people.parent(), people.administrator()
    make_sign_in_link(user.email)
    deactivate_user(user, by=admin, reason="Asked to")
    assert not SignInLink.objects.exists()
    reactivate_user(user, by=admin)
    assert User.objects.get(pk=user.pk).is_active
    assert [entry.verb for entry in entries_about(user)] == ["reactivate_user", "deactivate_user", "create_user"]


def test_the_newest_link_of_an_address_replaces_the_one_before():
    first = make_sign_in_link("a@example.org")
    second = make_sign_in_link("A@example.org")
    assert find_sign_in_link(first) is None
    assert find_sign_in_link(second).email == "a@example.org"
    assert second not in str(SignInLink.objects.values())


def test_a_link_is_used_once_by_whoever_comes_first():
    secret = make_sign_in_link("a@example.org")
    assert [use_sign_in_link(secret) for _time in range(2)] == ["a@example.org", None]


def test_old_links_are_forgotten():
    make_sign_in_link("a@example.org", now=LATE_EVENING)
    make_sign_in_link("b@example.org", now=LATE_EVENING + dt.timedelta(hours=1))
    assert SignInLink.objects.get().email == "b@example.org"


def test_an_agency_has_a_name_of_its_own():
    agency = create_agency("  Highways   Department ", AgencyKind.COUNCIL, by=people.administrator())
    assert (agency.name, agency.slug, agency.response_days) == ("Highways Department", "highways-department", None)
    for name in ("highways department", "HIGHWAYS DEPARTMENT", "!!!"):
        with pytest.raises(DomainError) as refused:
            create_agency(name, AgencyKind.OTHER, by=None)
        assert refused.value.field == "name"


def test_the_audit_entry_of_an_agency_keeps_the_old_values():
    agency = people.agency("Health Trust", kind=AgencyKind.HEALTH)
    change_agency(agency, by=people.administrator(), response_days=15, kind=AgencyKind.HEALTH)
    agency.refresh_from_db()
    assert agency.response_days == 15
    entry = entries_about(agency).first()
    assert (entry.verb, entry.detail) == ("change_agency", {"before": {"response_days": None}})


def test_saving_an_agency_unchanged_writes_no_audit_entry():
    agency = people.agency("Health Trust")
    change_agency(agency, by=None, name="Health Trust")
    assert [entry.verb for entry in entries_about(agency)] == ["create_agency"]


def test_a_line_of_the_trail_has_the_date_in_london():
    user = people.parent()
    entry = record("read", user, user, now=LATE_EVENING, reason="A call", seen=dt.date(2027, 6, 1))
    entry.refresh_from_db()
    assert (entry.on, entry.at) == (dt.date(2027, 7, 1), LATE_EVENING)
    assert (entry.object_type, entry.object_id, entry.object_name) == ("accounts.user", str(user.pk), str(user))
    assert (entry.reason, entry.detail) == ("A call", {"seen": "2027-06-01"})


def test_an_anonymous_line_has_a_date_and_no_time():
    entry = record("raise", people.agency(), None, now=LATE_EVENING)
    assert (entry.on, entry.at, entry.by) == (dt.date(2027, 7, 1), None, None)


def test_the_database_wants_a_time_where_there_is_a_person():
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.create(on=clock.today(), by=people.parent(), verb="x", object_type="x", object_id="1")


def test_a_very_long_name_fits_into_the_trail():
    user = people.parent(name="n" * 120)
    user.name = "n" * 500
    assert len(record("read", user, None).object_name) == 200
