"""Issues, themes and drafts after changes to the county lists."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import Area, ServiceArea
from accounts.services.county_lists import add_entry, bring_back_entry, end_entry, merge_entries, rename_entry
from common.figures import Figures
from common.periods import Period
from issues.models import Issue, Theme
from issues.services.drafts import resume_draft
from tests.factories import accounts, issues
from tests.factories.county_lists import age_group, entry, service_area
from tests.filling import save, seen_in
from tests.issues.pages import errors, words
from tests.issues.wizard import ANSWERS, fields_of, shown, walk
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


@pytest.fixture
def bus(coordinator):
    return issues.published_issue(title="The bus", service_area="travel", by=coordinator, now=at(3, 2))


@pytest.fixture
def weekend(coordinator):
    return issues.published_issue(title="The weekend", service_area="breaks", by=coordinator, now=at(3, 3))


def found(client, service):
    """Return which of the issues the public list holds for a service."""
    text = words(client.get(f"/issues/?service={service}"))
    return [title for title in ("The bus", "The weekend", "The coach") if title in text]


def by_service():
    return Figures(YEAR)["raised_by"]["by_service"]


def rename(code, name, by):
    return rename_entry(service_area(code), name=name, by=by)


# --- the public list and the figures --------------------------------------------------------------


def test_after_a_rename_the_old_and_the_new_address_find_old_and_new_issues(client, coordinator, bus, weekend):
    renamed = rename("travel", "Getting to school", coordinator)
    issues.published_issue(title="The coach", service_area=renamed.code, by=coordinator, now=at(3, 4))
    for code in ("travel", renamed.code):
        assert found(client, code) == ["The bus", "The coach"]
    assert found(client, "breaks") == ["The weekend"]


def test_after_a_rename_old_and_new_issues_are_counted_as_one_service(coordinator, bus, weekend):
    renamed = rename("travel", "Getting to school", coordinator)
    issues.received_issue(service_area=renamed.code, now=at(3, 4))
    assert by_service() == [[renamed.code, 2], ["breaks", 1]]


def test_after_a_merge_both_addresses_find_both_and_they_are_counted_together(client, coordinator, bus, weekend):
    assert by_service() == [["breaks", 1], ["travel", 1]]
    merge_entries(service_area("travel"), into=service_area("breaks"), by=coordinator)
    assert found(client, "travel") == found(client, "breaks") == ["The bus", "The weekend"]
    assert by_service() == [["breaks", 2]]


def test_renamed_and_then_merged_it_is_counted_at_the_end_of_both_steps(client, coordinator, bus, weekend):
    renamed = rename("travel", "Getting to school", coordinator)
    merge_entries(renamed, into=service_area("breaks"), by=coordinator)
    assert found(client, renamed.code) == ["The bus", "The weekend"]
    assert by_service() == [["breaks", 2]]


def test_entry_brought_back_is_found_and_counted_on_its_own_again(client, coordinator, bus, weekend):
    merge_entries(service_area("travel"), into=service_area("breaks"), by=coordinator)
    bring_back_entry(service_area("travel"), by=coordinator)
    assert (found(client, "travel"), found(client, "breaks")) == (["The bus"], ["The weekend"])
    assert by_service() == [["breaks", 1], ["travel", 1]]


def test_an_entry_that_ended_without_another_finds_and_counts_its_own(client, coordinator, bus, weekend):
    end_entry(service_area("travel"), by=coordinator)
    assert found(client, "travel") == ["The bus"]
    assert by_service() == [["breaks", 1], ["travel", 1]]
    offered = [label for _value, label in client.get("/issues/").context["filter"].form.fields["service"].choices]
    assert "Travel to school" not in offered
    assert "Short breaks" in offered


@pytest.mark.parametrize("end", ["ended", "renamed"])
def test_filter_shows_the_name_of_an_ended_entry(client, coordinator, bus, end):
    kept = {
        "ended": lambda: end_entry(service_area("travel"), by=coordinator),
        "renamed": lambda: rename("travel", "Getting to school", coordinator),
    }[end]()
    page = client.get("/issues/?service=travel").content.decode()
    assert f'<option value="{kept.code}" selected>{kept.name}</option>' in page


def test_queue_filter_includes_issues_of_replaced_entries(client, coordinator, bus, weekend):
    renamed = rename("travel", "Getting to school", coordinator)
    staff = sign_in(client, coordinator)
    for code in ("travel", renamed.code):
        text = words(staff.get(f"/staff/issues/?service_area={code}"))
        assert bus.reference in text
        assert weekend.reference not in text


# --- old records ----------------------------------------------------------------------------------


def test_an_old_record_shows_the_name_it_was_given_on_every_page(client, coordinator, bus):
    rename("travel", "Getting to school", coordinator)
    bus.refresh_from_db()
    assert str(bus.service_area) == "Travel to school"
    staff = sign_in(client, coordinator)
    for address in ("/issues/", f"/staff/issues/{bus.reference}/"):
        text = words(staff.get(address))
        assert "Travel to school" in text, address
    assert "Getting to school" not in words(staff.get(f"/staff/issues/{bus.reference}/"))


def test_an_old_theme_shows_the_name_it_was_given(client, coordinator):
    theme = issues.theme(service_area="travel", by=coordinator)
    issues.logged_issue(theme=theme, by=coordinator)
    merge_entries(service_area("travel"), into=service_area("breaks"), by=coordinator)
    text = words(client.get(theme.get_absolute_url()))
    assert "Travel to school" in text
    assert "Short breaks" not in text


# --- forms and drafts -----------------------------------------------------------------------------


def choices(response, name):
    """Return what a field of the page's form offers, by code."""
    return [str(value) for value, _label in response.context["form"].fields[name].choices if value]


def test_a_theme_keeps_its_ended_service_and_a_new_theme_is_not_offered_it(staff, coordinator):
    theme = issues.theme("Buses", service_area="travel", by=coordinator)
    end_entry(service_area("travel"), by=coordinator)
    address = f"/staff/themes/{theme.slug}/edit/"
    assert "travel" in choices(staff.get(address), "service_area")
    assert "travel" not in choices(staff.get("/staff/themes/new/"), "service_area")
    posted = {"name": "Buses", "summary": "They are late.", "service_area": "travel"}
    assert save(staff, address, posted).status_code == 302
    assert Theme.objects.get().summary == "They are late."
    response = staff.post("/staff/themes/new/", posted | {"name": "Trains"})
    assert "Choose one of the answers offered." in errors(response)
    assert not Theme.objects.filter(name="Trains").exists()


def test_a_theme_is_not_moved_to_another_entry_that_ended(staff, coordinator):
    theme = issues.theme("Buses", service_area="travel", by=coordinator)
    for code in ("travel", "breaks"):
        end_entry(service_area(code), by=coordinator)
    address = f"/staff/themes/{theme.slug}/edit/"
    response = save(staff, address, {"name": "Buses", "summary": "", "service_area": "breaks"})
    assert errors(response)
    assert Theme.objects.get().service_area_id == "travel"


def test_a_draft_keeps_what_was_chosen_and_a_new_one_is_offered_open_entries_alone(client, coordinator):
    check = walk(client)
    renamed = rename_entry(service_area("travel"), name="Travel", by=coordinator)
    end_entry(entry(Area, "north"), by=coordinator)
    secret = check.split("draft=")[1]
    page = client.get(f"/issues/raise/child/?draft={secret}")
    assert "north" in choices(page, "area")
    assert "north" not in choices(client.get("/issues/raise/child/"), "area")
    assert (renamed.code, resume_draft(secret).answers["service_area"]) == ("travel", "travel")
    assert "North of the county" in words(client.get(check))


def test_entry_chosen_before_it_ended_is_kept_on_the_issue(client, coordinator, bus):
    check = walk(client)
    read = fields_of(client.get(check))
    rename("travel", "Getting to school", coordinator)
    end_entry(entry(Area, "north"), by=coordinator)
    end_entry(age_group("5-10"), by=coordinator)
    reference, _secret = shown(client.post("/issues/raise/check/", read))
    issue = Issue.objects.get(reference=reference)
    assert (issue.service_area_id, issue.area_id, issue.age_group_id) == ("travel", "north", "5-10")
    assert issue.service_area.current.name == "Getting to school"


def test_a_draft_that_never_chose_an_ended_entry_cannot_choose_it(client, coordinator):
    end_entry(service_area("travel"), by=coordinator)
    address = client.post("/issues/raise/kind/", ANSWERS["kind"]).url
    response = client.post(address, {"service_area": "travel"})
    assert response.status_code == 200
    assert errors(response)
    assert "travel" not in choices(response, "service_area")


def test_the_coordinator_is_offered_open_entries_alone_when_an_issue_is_entered(staff, coordinator):
    end_entry(service_area("travel"), by=coordinator)
    added = add_entry(ServiceArea, name="Swimming", by=coordinator)
    offered = choices(staff.get("/staff/issues/enter/"), "service_area")
    assert added.code in offered
    assert "travel" not in offered


# --- two co-ordinators one after the other --------------------------------------------------------

LIST = "/staff/lists/service-areas/"


@pytest.fixture
def colleague(db):
    """The browser of another co-ordinator."""
    return sign_in(Client(), accounts.coordinator())


def test_renaming_an_entry_a_colleague_has_ended_shows_a_message(staff, colleague, bus):
    form = staff.get(f"{LIST}travel/rename/")
    assert colleague.post(f"{LIST}travel/end/", {"is_sure": "on"}).status_code == 302
    response = staff.post(f"{LIST}travel/rename/", seen_in(form) | {"name": "Getting to school"})
    assert form.status_code == response.status_code == 200
    assert "This entry has ended. Bring it back first." in words(response)
    assert not ServiceArea.objects.filter(name="Getting to school").exists()


def test_a_second_rename_from_an_old_page_does_not_undo_the_first(staff, colleague, bus):
    form = staff.get(f"{LIST}travel/rename/")
    save(colleague, f"{LIST}travel/rename/", {"name": "Getting to school"})
    response = staff.post(f"{LIST}travel/rename/", seen_in(form) | {"name": "Buses and taxis"})
    assert "This entry has ended. Bring it back first." in words(response)
    assert ServiceArea.objects.open().first().name == "Getting to school"
    assert not ServiceArea.objects.filter(name="Buses and taxis").exists()


def test_entry_cannot_be_merged_into_one_a_colleague_has_just_merged(staff, colleague, bus):
    colleague.post(f"{LIST}breaks/merge/", {"into": "travel"})
    response = staff.post(f"{LIST}travel/merge/", {"into": "breaks"})
    assert "Choose another entry, one that has not ended." in errors(response)
    assert service_area("travel").is_open


def test_the_same_entry_added_by_two_is_added_once(staff, colleague):
    assert colleague.post(f"{LIST}add/", {"name": "Swimming", "once": "one"}).status_code == 302
    response = staff.post(f"{LIST}add/", {"name": "swimming", "once": "two"})
    assert "There is already an entry with this name." in errors(response)
    assert ServiceArea.objects.filter(name__iexact="swimming").count() == 1


def test_ending_or_bringing_back_twice_shows_a_message_and_changes_nothing(staff, colleague):
    for _press in range(2):
        ended = staff.post(f"{LIST}travel/end/", {"is_sure": "on"})
    assert "This entry has ended." in words(ended)
    for browser in (staff, colleague):
        shown_then = browser.post(f"{LIST}travel/bring-back/", follow=True)
    assert "This entry can already be chosen." in words(shown_then)
    assert service_area("travel").is_open
