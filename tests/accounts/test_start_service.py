"""A service without sample data: one command makes the first people, agencies and the name."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.audit import entries_about
from accounts.models import Agency, User
from accounts.roles import Role, has_role
from accounts.services.settings import get_setting, is_set, service_name
from tests.factories import accounts as people

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "Westshire Parents",
    "administrator": "admin@example.org",
    "coordinator": "co@example.org",
    "agency": ["Westshire County Council", "Westshire NHS Trust:health"],
}


def start(**options):
    out = StringIO()
    call_command("start_service", stdout=out, **{"no_input": True, **options})
    return out.getvalue()


def test_it_makes_the_first_people_agencies_and_the_name():
    start(**GIVEN)
    assert service_name() == "Westshire Parents"
    assert has_role(User.objects.get(email="admin@example.org"), Role.ADMINISTRATOR)
    assert has_role(User.objects.get(email="co@example.org"), Role.COORDINATOR)
    kinds = dict(Agency.objects.values_list("name", "kind"))
    assert kinds == {"Westshire County Council": "council", "Westshire NHS Trust": "health"}


def test_it_says_which_numbers_are_still_examples_that_no_family_should_ring():
    said = start(**GIVEN, help_line="0113 496 0000")
    assert get_setting("help_line") == "0113 496 0000"
    examples = said.partition("Every page shows an example until you set:")[2]
    assert "E-mail address that families write to" in examples
    assert "Phone number that families ring" not in examples
    given = {"text_number": "07700 900 111", "help_email": "help@example.org"}
    assert "example until" not in start(**GIVEN, **given)
    assert "Each of these links" not in start()


def test_an_invalid_e_mail_address_for_families_stops_it():
    with pytest.raises(CommandError, match="Give an e-mail address"):
        start(**GIVEN, help_email="ring us")


def test_the_links_it_prints_set_a_password(client):
    links = re.findall(r"http://127\.0\.0\.1:8000(/sign-in/password/new/\S+)", start(**GIVEN))
    assert len(links) == 2
    new = "seven slow purple herons"
    form_page = client.get(links[0]).url
    assert client.post(form_page, {"password1": new, "password2": new}).url == "/sign-in/password/new/"
    assert User.objects.get(email="admin@example.org").check_password(new)
    signed_in = client.post("/sign-in/password/", {"login": "admin@example.org", "password": new})
    assert signed_in.url == "/admin/"
    assert client.get("/admin/").url == "/sign-in/second-factor/set-up/"


def test_it_never_prints_or_makes_a_password():
    start(**GIVEN)
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_a_second_run_changes_nothing_that_exists():
    start(**GIVEN)
    start(**GIVEN)
    assert (User.objects.count(), Agency.objects.count()) == (2, 2)
    assert User.objects.get(email="co@example.org").grants.count() == 1


def test_it_asks_for_what_is_not_given(monkeypatch):
    answers = iter(
        ["Westshire Parents", "0113 496 0000", "", "", "admin@example.org", "", "Highways", "School One:school", ""]
    )
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    start(no_input=False)
    assert service_name() == "Westshire Parents"
    assert get_setting("help_line") == "0113 496 0000"
    assert User.objects.get().email == "admin@example.org"
    assert set(Agency.objects.values_list("name", flat=True)) == {"Highways", "School One"}


def test_an_invalid_address_stops_it_and_nothing_is_saved():
    with pytest.raises(CommandError, match="e-mail address"):
        start(**{**GIVEN, "coordinator": "nobody"})
    assert not User.objects.exists()
    assert not is_set("service_name")


def test_a_lost_second_factor_of_the_only_administrator_can_be_taken_away():
    start(**GIVEN)
    start(administrator="admin@example.org", reset_second_factor=True)
    user = User.objects.get(email="admin@example.org")
    assert entries_about(user).first().verb == "reset_second_factor"


def test_it_makes_no_sample_people():
    start(**GIVEN)
    assert set(User.objects.values_list("email", flat=True)) == {"admin@example.org", "co@example.org"}


# --- asked at the keyboard ----------------------------------------------------------------------------


def typed(monkeypatch, *lines):
    """Run the command with somebody at the keyboard, who types these lines and then is gone."""
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))
    start(no_input=False)


def test_an_empty_answer_is_skipped(monkeypatch):
    typed(monkeypatch, "", "", "", "", "admin@example.org", "", "")
    assert User.objects.get().email == "admin@example.org"
    assert not Agency.objects.exists()


def test_without_a_terminal_it_stops_and_saves_nothing(monkeypatch):
    with pytest.raises(CommandError, match="There is no terminal to ask on"):
        typed(monkeypatch, "Westshire Parents", "", "", "", "admin@example.org")
    assert not User.objects.exists()
    assert service_name() != "Westshire Parents"


def test_an_invalid_typed_address_saves_nothing(monkeypatch):
    with pytest.raises(CommandError, match="Give an e-mail address"):
        typed(monkeypatch, "Westshire Parents", "", "", "", "admin@example.org", "nobody", "")
    assert not User.objects.exists()


# --- bringing back who was shut out -------------------------------------------------------------------


def shut_out():
    """An installation whose administrator was closed, and lost role and authenticator app, by other means."""
    start(**GIVEN)
    user = User.objects.get(email="admin@example.org")
    people.add_second_factor(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.grants.all().delete()
    return user


def test_again_lets_the_only_administrator_back_in(client):
    user = shut_out()
    said = start(again=True, administrator="Admin@example.org")
    link = re.search(r"http://127\.0\.0\.1:8000(/sign-in/password/new/\S+)", said)[1]
    new = "seven slow purple herons"
    client.post(client.get(link).url, {"password1": new, "password2": new})
    assert client.post("/sign-in/password/", {"login": user.email, "password": new}).url == "/admin/"
    assert client.get("/admin/").url == "/sign-in/second-factor/set-up/"


def test_again_writes_to_the_audit_trail_what_was_done_at_the_console():
    user = shut_out()
    start(again=True, administrator="admin@example.org")
    entry = entries_about(user).first()
    assert (entry.verb, entry.by, entry.reason) == ("restore_key", None, "start_service --again")
    assert entry.detail == {"role": "administrator"}
    assert [entry.verb for entry in entries_about(user)][:3] == [
        "restore_key",
        "reset_second_factor",
        "reactivate_user",
    ]


def test_again_makes_an_administrator_of_a_new_address():
    start(**GIVEN)
    start(again=True, administrator="new@example.org")
    assert has_role(User.objects.get(email="new@example.org"), Role.ADMINISTRATOR)


def test_again_brings_back_the_coordinator_and_changes_nothing_else():
    start(**GIVEN)
    start(again=True, coordinator="co@example.org", name="Other name", agency=["Other agency"])
    assert service_name() == "Westshire Parents"
    assert Agency.objects.count() == 2
    assert User.objects.get(email="co@example.org").grants.count() == 1


def test_again_needs_to_know_who():
    with pytest.raises(CommandError, match="Say who is to get in again"):
        start(again=True)
