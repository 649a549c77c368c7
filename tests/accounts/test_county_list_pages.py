"""The co-ordinator's pages of the lists a county changes."""

import pytest

from accounts.models import COUNTY_LISTS, Area, ServiceArea
from accounts.services.county_lists import add_entry, end_entry, merge_entries
from tests.counting import cost
from tests.factories import accounts
from tests.filling import save
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
AREAS = "/staff/lists/areas/"


@pytest.fixture
def staff(client):
    return sign_in(client, accounts.coordinator())


def text(response):
    return response.content.decode()


def test_every_list_is_named_with_its_entries(staff):
    shown = text(staff.get("/staff/lists/"))
    for words in ("Service areas", "Age groups", "Areas of the county", "Kinds of respondent", "Kinds of need"):
        assert words in shown
    assert "Travel to school, Short breaks" in shown


@pytest.mark.parametrize("slug", COUNTY_LISTS)
def test_a_list_shows_its_entries(staff, slug):
    shown = text(staff.get(f"/staff/lists/{slug}/"))
    for one in COUNTY_LISTS[slug].objects.all():
        assert one.name in shown


@pytest.mark.parametrize("address", ["/staff/lists/towns/", "/staff/lists/towns/add/", f"{AREAS}nowhere/rename/"])
def test_a_list_or_an_entry_that_does_not_exist_is_not_found(staff, address):
    assert staff.get(address).status_code == 404


def test_what_stands_where_nobody_chose_is_not_offered_to_be_ended(staff):
    areas = "/staff/lists/service-areas/"
    assert f"{areas}other/end/" not in text(staff.get(areas))
    merge_entries(ServiceArea.objects.get(pk="other"), into=ServiceArea.objects.get(pk="travel"), by=None)
    shown = text(staff.get(areas))
    assert f"{areas}travel/end/" not in shown
    assert f"{areas}travel/rename/" in shown


def test_an_entry_is_added(staff):
    response = staff.post(f"{AREAS}add/", {"name": "Eldermere"}, follow=True)
    assert response.redirect_chain == [(AREAS, 302)]
    assert "Entry added." in text(response)
    assert Area.objects.open().last().name == "Eldermere"


def test_an_entry_is_added_once_however_often_the_button_is_pressed(staff):
    for _press in range(2):
        assert staff.post(f"{AREAS}add/", {"name": "Eldermere", "once": "key"}).status_code == 302
    assert Area.objects.filter(name="Eldermere").count() == 1


@pytest.mark.parametrize(
    ("address", "posted", "words"),
    [
        (f"{AREAS}add/", {"name": "north OF the county"}, "There is already an entry with this name."),
        (f"{AREAS}add/", {"name": ""}, "This field is required."),
        (f"{AREAS}add/", {"name": "x" * 81}, "80"),
        (f"{AREAS}north/rename/", {"name": "South of the county"}, "There is already an entry with this name."),
        (f"{AREAS}north/rename/", {"name": "a\0b"}, "characters that cannot be shown"),
        (f"{AREAS}north/merge/", {"into": "north"}, "one that has not ended"),
        (f"{AREAS}north/merge/", {"into": "centre"}, "one that has not ended"),
        (f"{AREAS}north/merge/", {"into": "a\0b"}, "characters that cannot be shown"),
        ("/staff/lists/service-areas/other/end/", {"is_sure": "on"}, "rename or merge it instead"),
    ],
)
def test_an_error_is_shown_at_its_field_and_typed_text_is_kept(staff, address, posted, words):
    end_entry(Area.objects.get(pk="centre"), by=None)
    response = save(staff, address, posted)
    assert response.status_code == 200
    assert words in str(response.context["form"].errors)
    assert "__all__" not in response.context["form"].errors
    for typed in posted.values():
        assert response.context["form"].data[next(iter(posted))] == typed


def test_the_last_entry_is_not_ended(staff):
    for one in Area.objects.exclude(pk="whole"):
        end_entry(one, by=None)
    shown = text(staff.post(f"{AREAS}whole/end/", {"is_sure": "on"}))
    assert "This is the last entry of the list." in shown


def test_an_entry_is_renamed_merged_ended_moved_and_brought_back(staff):
    assert save(staff, f"{AREAS}north/rename/", {"name": "The north"}).status_code == 302
    assert staff.post(f"{AREAS}east/merge/", {"into": "north"}).status_code == 302
    assert staff.post(f"{AREAS}south/end/", {"is_sure": "on"}).status_code == 302
    assert staff.post(f"{AREAS}whole/move-up/").status_code == 302
    assert [one.name for one in Area.objects.open()] == [
        "The north",
        "West of the county",
        "The whole county",
        "Centre of the county",
    ]
    shown = text(staff.get(AREAS))
    assert "now The north" in shown
    assert staff.post(f"{AREAS}south/bring-back/").status_code == 302
    assert Area.objects.open().last().pk == "south"


def test_a_list_takes_the_same_queries_however_long_it_is(staff):
    before = {slug: cost(staff, f"/staff/lists/{slug}/") for slug in COUNTY_LISTS}
    for number in range(20):
        for model in COUNTY_LISTS.values():
            new = add_entry(model, name=f"Another {number}", by=None)
            if number % 2:
                merge_entries(new, into=model.objects.first(), by=None)
    assert {slug: cost(staff, f"/staff/lists/{slug}/") for slug in COUNTY_LISTS} == before
    assert before == {"service-areas": 9, "age-groups": 6, "areas": 6, "respondents": 8, "needs": 5}


def test_the_lists_together_take_one_query_a_list(staff):
    assert cost(staff, "/staff/lists/") == 9


def test_a_name_is_escaped(staff):
    add_entry(ServiceArea, name="<script>alert(1)</script>", by=None)
    shown = text(staff.get("/staff/lists/service-areas/")) + text(staff.get("/staff/lists/"))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown
