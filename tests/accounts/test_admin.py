"""Django's admin: for the administrator alone, through the services, and nothing but accounts and settings."""

import datetime as dt

import pytest
import time_machine
from django.contrib.admin import site as default_site

from accounts import admin
from accounts.audit import entries_about
from accounts.models import Agency, AuditEntry, PendingChange, RoleGrant, ServiceSetting, User
from accounts.services.pending_changes import approve_change
from accounts.services.settings import get_setting, set_setting
from common import clock
from issues.services.issues import hide_issue
from tests.factories import accounts as people
from tests.factories import issues
from tests.filling import save
from tests.mailbox import mail

pytestmark = pytest.mark.django_db
ADMIN = "/admin/"


@pytest.fixture
def administrator():
    return people.administrator()


@pytest.fixture
def inside(client, sign_in, administrator):
    """A client signed in as administrator."""
    return sign_in(client, administrator)


def test_accounts_and_settings_alone_are_registered():
    assert set(admin.site._registry) == {User, RoleGrant, Agency, ServiceSetting, PendingChange, AuditEntry}
    assert not default_site._registry


@pytest.mark.parametrize(
    "make",
    [people.parent, people.member_user, people.coordinator, people.officer, people.board_member, people.payer],
)
def test_nobody_else_gets_in(client, sign_in, make):
    sign_in(client, make())
    for path in (ADMIN, f"{ADMIN}accounts/user/", f"{ADMIN}accounts/auditentry/"):
        assert client.get(path).status_code == 403
        assert client.post(path).status_code == 403


def test_someone_signed_out_is_sent_to_the_password_page(client):
    response = client.get(ADMIN, follow=True)
    assert response.redirect_chain[-1][0] == "/sign-in/password/?next=/admin/"
    assert "password" in response.context["form"].fields


def test_the_administrator_sees_lists_and_forms(inside):
    people.officer()
    set_setting("response_days", 5, by=None)
    assert inside.get(ADMIN).status_code == 200
    for model in ("user", "rolegrant", "agency", "servicesetting", "auditentry"):
        assert inside.get(f"{ADMIN}accounts/{model}/").status_code == 200
    for model in ("user", "rolegrant", "agency", "servicesetting"):
        assert inside.get(f"{ADMIN}accounts/{model}/add/").status_code == 200


def test_a_user_is_added_through_the_service(inside, administrator):
    inside.post(f"{ADMIN}accounts/user/add/", {"email": "Anna@example.org", "name": "Anna", "is_active": "on"})
    user = User.objects.get(email="anna@example.org")
    entry = entries_about(user).get()
    assert (entry.verb, entry.by) == ("create_user", administrator)
    assert not user.has_usable_password()


def test_each_change_of_a_user_writes_its_own_audit_entry(inside):
    user = people.parent(name="Anna")
    save(inside, f"{ADMIN}accounts/user/{user.pk}/change/", {"email": "b@example.org", "name": "Bella"})
    user.refresh_from_db()
    assert (user.email, user.name, user.is_active) == (user.email, "Bella", False)
    assert PendingChange.objects.get().value["new"] == "b@example.org"
    verbs = [entry.verb for entry in entries_about(user)]
    assert verbs == ["deactivate_user", "rename_user", "create_user"]


def test_a_role_is_given_and_ended_through_the_services(inside):
    user, agency = people.parent(), people.agency()
    today = clock.today()
    data = {"user": user.pk, "role": "officer", "agency": agency.pk, "starts_on": str(today - dt.timedelta(days=9))}
    inside.post(f"{ADMIN}accounts/rolegrant/add/", data)
    assert not user.grants.exists()
    approve_change(PendingChange.objects.get(), by=people.administrator())
    grant = user.grants.get()
    assert (grant.agency, grant.starts_on) == (agency, today)
    grant.starts_on = today - dt.timedelta(days=9)
    grant.save()
    save(inside, f"{ADMIN}accounts/rolegrant/{grant.pk}/change/", {"ends_on": str(today), "role": "administrator"})
    grant.refresh_from_db()
    assert (grant.role, grant.ends_on) == ("officer", today)
    assert [entry.verb for entry in entries_about(grant)] == ["end_role", "grant_role"]


@pytest.mark.parametrize("role", ["officer", "member", "nonsense"])
def test_a_role_that_a_rule_refuses_is_not_given(inside, role):
    user = people.parent()
    data = {"user": user.pk, "role": role, "starts_on": str(clock.today())}
    inside.post(f"{ADMIN}accounts/rolegrant/add/", data)
    assert not user.grants.exists()


def test_an_administrator_cannot_make_themselves_co_ordinator(inside, administrator):
    data = {"user": administrator.pk, "role": "coordinator", "starts_on": str(clock.today())}
    response = inside.post(f"{ADMIN}accounts/rolegrant/add/", data, follow=True)
    assert "you cannot give yourself a role" in response.content.decode()
    assert administrator.grants.get().role == "administrator"


def test_an_agency_is_added_and_changed_through_the_services(inside):
    data = {"name": "Health Trust", "slug": "health", "kind": "health", "is_active": "on"}
    inside.post(f"{ADMIN}accounts/agency/add/", data)
    agency = Agency.objects.get()
    save(inside, f"{ADMIN}accounts/agency/{agency.pk}/change/", {**data, "response_days": "15"})
    agency.refresh_from_db()
    assert agency.response_days == 15
    assert [entry.verb for entry in entries_about(agency)] == ["change_agency", "create_agency"]


def test_a_setting_is_added_and_changed_through_the_service(inside):
    inside.post(f"{ADMIN}accounts/servicesetting/add/", {"name": "council_side_share", "value": "0.4"})
    setting = ServiceSetting.objects.get()
    save(inside, f"{ADMIN}accounts/servicesetting/{setting.pk}/change/", {"value": "0.3"})
    assert get_setting("council_side_share") == 0.3
    details = AuditEntry.objects.filter(verb="set_setting").order_by("id").values_list("detail", flat=True)
    assert [(line["before"], line["after"]) for line in details] == [(None, 0.4), (0.4, 0.3)]


def test_a_deadline_is_set_from_a_later_date(inside):
    later = clock.today() + 30 * clock.DAY
    data = {"name": "response_days", "value": "15", "holds_from": later.isoformat()}
    assert inside.post(f"{ADMIN}accounts/servicesetting/add/", data).status_code == 302
    approve_change(PendingChange.objects.get(), by=people.administrator())
    assert (get_setting("response_days"), get_setting("response_days", on=later)) == (20, 15)
    assert "15 working days" in inside.get(f"{ADMIN}accounts/servicesetting/").content.decode()


def test_a_value_that_has_applied_cannot_be_changed(inside):
    yesterday = clock.now() - clock.DAY
    setting = set_setting("response_days", 15, by=None, now=yesterday)
    path = f"{ADMIN}accounts/servicesetting/{setting.pk}/change/"
    assert 'name="value"' not in inside.get(path).content.decode()
    save(inside, path, {"value": "5"})
    assert get_setting("response_days") == 15


def test_a_value_not_yet_in_force_is_withdrawn_by_an_action(inside):
    begun = set_setting("response_days", 15, by=None)
    planned = set_setting("council_side_share", 0.4, holds_from=clock.today() + clock.DAY, by=None)
    data = {"action": "take_back", "_selected_action": [begun.pk, planned.pk]}
    inside.post(f"{ADMIN}accounts/servicesetting/", data)
    assert list(ServiceSetting.objects.all()) == [begun]


def test_withdrawing_a_value_in_force_shows_an_error(inside):
    begun = set_setting("response_days", 15, by=None)
    data = {"action": "take_back", "_selected_action": [begun.pk]}
    page = inside.post(f"{ADMIN}accounts/servicesetting/", data, follow=True).content.decode()
    assert "A value that already applies cannot be withdrawn" in page
    assert "Done." not in page
    assert get_setting("response_days") == 15


def test_the_audit_trail_can_be_read_and_not_written(inside):
    entry = AuditEntry.objects.order_by("id").first()
    path = f"{ADMIN}accounts/auditentry/"
    assert inside.get(f"{path}{entry.pk}/change/").status_code == 200
    assert inside.get(f"{path}add/").status_code == 403
    assert inside.post(f"{path}{entry.pk}/change/", {"verb": "forged"}).status_code == 403
    assert inside.post(f"{path}{entry.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_audit_trail_shows_action_and_record_in_words(inside):
    grant = people.coordinator().grants.get()
    path = f"{ADMIN}accounts/auditentry/"
    page = inside.get(path, {"verb": "grant_role"}).content.decode()
    assert "Grant role" in page
    assert "Role grant" in page
    assert ">grant_role<" not in page
    assert "accounts.rolegrant<" not in page
    entry = entries_about(grant).get()
    assert "Grant role" in inside.get(f"{path}{entry.pk}/change/").content.decode()


def test_the_audit_trail_names_no_parent_beside_what_they_said(inside):
    parent = people.parent("jamie@example.org", name="Jamie Overton")
    issue = issues.received_issue(reporter=parent, by=parent)
    path = f"{ADMIN}accounts/auditentry/"
    assert entries_about(issue).filter(by=parent).exists()
    page = inside.get(path, {"q": issue.reference}).content.decode()
    assert "Somebody who follows it" in page
    assert "Jamie" not in page
    assert "Jamie" not in inside.get(f"{path}{entries_about(issue).first().pk}/change/").content.decode()
    assert issue.reference not in inside.get(path, {"q": "jamie@example.org"}).content.decode()
    lead = people.safeguarding_lead(email="lead@example.org")
    assert "Grant role" in inside.get(path, {"q": lead.email}).content.decode()


def test_why_an_issue_was_put_out_of_sight_is_for_the_safeguarding_leads_alone(inside):
    issue = hide_issue(issues.received_issue(), reason="Bruises on the arm.", by=people.coordinator())
    path = f"{ADMIN}accounts/auditentry/"
    page = inside.get(path, {"q": issue.reference}).content.decode()
    entry = entries_about(issue).get(verb="hide_issue")
    page += inside.get(f"{path}{entry.pk}/change/").content.decode()
    assert "For the safeguarding leads alone" in page
    assert "Bruises" not in page


def test_an_audit_entry_about_a_removed_model_can_be_read(inside):
    AuditEntry.objects.filter(verb="grant_role").update(object_type="accounts.badge")
    assert "accounts.badge" in inside.get(f"{ADMIN}accounts/auditentry/").content.decode()


def test_settings_are_listed_by_their_labels(inside):
    set_setting("response_days", 5, by=None)
    page = inside.get(f"{ADMIN}accounts/servicesetting/").content.decode()
    assert "Working days an agency has for its answer" in page
    assert ">response_days<" not in page


def test_nothing_can_be_deleted(inside):
    user, agency = people.coordinator(), people.agency()
    setting = set_setting("response_days", 5, by=None)
    grant = user.grants.get()
    for path in (f"user/{user.pk}", f"rolegrant/{grant.pk}", f"agency/{agency.pk}", f"servicesetting/{setting.pk}"):
        assert inside.post(f"{ADMIN}accounts/{path}/delete/", {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}
    inside.post(f"{ADMIN}accounts/user/", data)
    assert User.objects.filter(pk=user.pk).exists()


def test_a_lost_second_factor_is_removed_by_an_action_once_another_agrees(inside, administrator):
    user, other = people.coordinator(), people.administrator()
    inside.post(f"{ADMIN}accounts/user/", {"action": "take_second_factor_away", "_selected_action": [user.pk]})
    assert PendingChange.objects.get().asked_by == administrator
    approve_change(PendingChange.objects.get(), by=other)
    assert not user.authenticator_set.exists()
    assert (entries_about(user).first().verb, entries_about(user).first().by) == ("reset_second_factor", other)


def test_an_invitation_says_how_each_of_them_signs_in(inside):
    officer, parent = people.officer(second_factor=False), people.parent()
    inside.post(f"{ADMIN}accounts/user/", {"action": "send_invitation", "_selected_action": [officer.pk, parent.pk]})
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert "/sign-in/password/new/" in bodies[officer.email]
    assert "http://127.0.0.1:8000/sign-in/" in bodies[parent.email]
    assert "password/new" not in bodies[parent.email]


def test_who_may_do_what_is_changed_only_with_a_fresh_password(client, sign_in, administrator):
    with time_machine.travel(dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC), tick=False) as moment:
        sign_in(client, administrator)
        moment.shift(dt.timedelta(minutes=16))
        for path in ("user/add/", "rolegrant/add/", f"user/{administrator.pk}/change/"):
            assert client.post(f"{ADMIN}accounts/{path}").url.startswith("/sign-in/password/again/")
        assert client.get(f"{ADMIN}accounts/user/").status_code == 200


def test_script_in_a_name_is_inert_in_the_lists(inside):
    people.parent(name="<script>alert(1)</script>")
    for model in ("user", "auditentry"):
        assert b"<script>alert(1)" not in inside.get(f"{ADMIN}accounts/{model}/").content


def test_the_admins_own_password_page_is_the_portals(inside):
    assert inside.get(f"{ADMIN}password_change/").url == "/sign-in/password/change/"


def test_lists_cost_the_same_queries_however_long(inside, django_assert_max_num_queries):
    for _person in range(5):
        people.officer()
    for model in ("user", "rolegrant", "auditentry"):
        with django_assert_max_num_queries(14):
            inside.get(f"{ADMIN}accounts/{model}/")
