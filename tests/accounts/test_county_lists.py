"""The lists a county changes: renamed, merged, ended and brought back, while old records keep what they said."""

import datetime as dt

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import F, ProtectedError

from accounts.models import COUNTY_LISTS, AgeGroup, Area, AuditEntry, NeedKind, RespondentKind, ServiceArea
from accounts.services.county_lists import (
    add_entry,
    bring_back_entry,
    end_entry,
    is_used,
    merge_entries,
    move_up,
    rename_entry,
)
from common import clock
from common.errors import DomainError
from tests.factories import accounts

pytestmark = pytest.mark.django_db
FIRST = {
    "service-areas": [
        ("travel", "Travel to school"),
        ("breaks", "Short breaks"),
        ("plans", "EHC plans and assessments"),
        ("school", "Support in school or nursery"),
        ("health", "Health and therapies"),
        ("information", "Information and letters"),
        ("adulthood", "Moving on to adult life"),
        ("other", "Something else"),
    ],
    "age-groups": [
        ("0-4", "under 5"),
        ("5-10", "5 to 10"),
        ("11-15", "11 to 15"),
        ("16-25", "16 to 25"),
        ("any", "any age"),
    ],
    "respondents": [
        ("parent", "parent or carer"),
        ("child", "child or young person"),
        ("worker", "somebody who works with families"),
        ("other", "somebody else"),
    ],
}


@pytest.fixture
def by():
    return accounts.coordinator()


def names(model):
    return list(model.objects.open().values_list("name", flat=True))


def entry(model, code):
    return model.objects.get(pk=code)


def use(row):
    """Let a record point at an entry: another entry that it replaced is one."""
    old = add_entry(type(row), name=f"Before {row}", by=None)
    merge_entries(old, into=row, by=None)
    return old


@pytest.mark.parametrize("slug", FIRST)
def test_a_new_installation_has_the_lists_as_they_were_before_they_were_rows(slug):
    assert list(COUNTY_LISTS[slug].objects.values_list("code", "name")) == FIRST[slug]


def test_every_list_begins_with_entries_that_stand_for_themselves():
    for model in COUNTY_LISTS.values():
        assert model.objects.exists(), model
        assert not model.objects.exclude(current=F("pk")).exists(), model


def test_an_entry_is_added_at_the_end_with_a_code_of_its_own(by):
    new = add_entry(Area, name="  Upper   Marsh ", by=by)
    assert (new.code, new.name, new.current, Area.objects.open().last()) == ("upper-marsh", "Upper Marsh", new, new)
    assert AuditEntry.objects.get(verb="add_entry", by=by).object_id == "upper-marsh"


@pytest.mark.parametrize(
    ("model", "last"), [(ServiceArea, ["Something else"]), (NeedKind, ["Another need", "Not known yet"])]
)
def test_an_entry_is_added_before_those_for_everything_else(by, model, last):
    for name in ("Play", "Sleep"):
        add_entry(model, name=name, by=by)
    assert names(model)[-2 - len(last) :] == ["Play", "Sleep", *last]


def test_something_else_stays_last_under_another_name_and_after_an_entry_is_brought_back(by):
    use(entry(ServiceArea, "other"))
    rename_entry(entry(ServiceArea, "other"), name="Anything else", by=by)
    end_entry(entry(ServiceArea, "travel"), by=by)
    bring_back_entry(entry(ServiceArea, "travel"), by=by)
    assert names(ServiceArea)[-2:] == ["Travel to school", "Anything else"]


def test_something_else_that_a_county_moved_up_stays_there(by):
    move_up(entry(ServiceArea, "other"), by=by)
    add_entry(ServiceArea, name="Play", by=by)
    assert names(ServiceArea)[-3:] == ["Something else", "Moving on to adult life", "Play"]


def test_names_that_make_the_same_code_or_none_get_one_all_the_same(by):
    codes = [add_entry(Area, name=name, by=by).code for name in ("A b", "A-b", "شمال", "غرب")]
    assert codes == ["a-b", "a-b-2", "area", "area-2"]


@pytest.mark.parametrize("name", ["travel TO school", " Travel  to school "])
def test_a_name_that_can_be_chosen_already_is_refused_at_the_field(by, name):
    health = entry(ServiceArea, "health")
    for refused in (lambda: add_entry(ServiceArea, name=name, by=by), lambda: rename_entry(health, name=name, by=by)):
        with pytest.raises(DomainError) as error:
            refused()
        assert (error.value.field, error.value.message) == ("name", "There is already an entry with this name.")


def test_an_entry_that_was_never_used_is_corrected_in_place(by):
    south = rename_entry(entry(Area, "south"), name="The south", by=by)
    assert (south.pk, south.name, Area.objects.ended().count()) == ("south", "The south", 0)
    assert AuditEntry.objects.get(verb="rename_entry").detail == {"before": "South of the county"}


def test_an_entry_in_use_is_renamed_by_one_that_replaces_it_in_its_place(by):
    travel = entry(ServiceArea, "travel")
    use(travel)
    renamed = rename_entry(travel, name="Getting to school", by=by, now=clock.at(dt.date(2026, 3, 2), dt.time(9)))
    travel.refresh_from_db()
    assert (travel.name, travel.ended_on) == ("Travel to school", dt.date(2026, 3, 2))
    assert (travel.replaced_by, travel.current, renamed.code) == (renamed, renamed, "getting-to-school")
    assert names(ServiceArea)[:2] == ["Getting to school", "Short breaks"]


def test_a_name_may_come_back_after_it_was_given_up(by):
    travel = entry(ServiceArea, "travel")
    use(travel)
    renamed = rename_entry(rename_entry(travel, name="Transport", by=by), name="Travel to school", by=by)
    travel.refresh_from_db()
    assert (renamed.code, travel.current) == ("travel-to-school", renamed)


def test_renaming_to_the_same_name_is_refused(by):
    with pytest.raises(DomainError, match="already its name"):
        rename_entry(entry(Area, "south"), name="South of the county", by=by)


def test_an_entry_merged_into_one_that_is_merged_later_counts_under_the_last(by):
    north, east, south = (entry(Area, code) for code in ("north", "east", "south"))
    merge_entries(north, into=east, by=by)
    merge_entries(east, into=south, by=by)
    north.refresh_from_db()
    assert (north.replaced_by, north.current) == (east, south)
    assert [str(one) for one in south.stands_for.order_by("order")] == [str(north), str(east), str(south)]


def test_bringing_back_the_middle_of_a_chain_takes_its_own_with_it(by):
    north, east, south = (entry(Area, code) for code in ("north", "east", "south"))
    merge_entries(north, into=east, by=by)
    merge_entries(east, into=south, by=by)
    east = bring_back_entry(east, by=by)
    north.refresh_from_db()
    assert (north.current, east.current, east.is_open, east.replaced_by) == (east, east, True, None)
    assert names(Area)[-1] == "East of the county"


@pytest.mark.parametrize(
    ("into", "words"),
    [("north", "Choose another entry: an entry cannot be merged into itself."), ("west", "That entry has ended.")],
)
def test_nothing_is_merged_into_itself_or_into_what_has_ended(by, into, words):
    end_entry(entry(Area, "west"), by=by)
    with pytest.raises(DomainError, match=words) as error:
        merge_entries(entry(Area, "north"), into=entry(Area, into), by=by)
    assert error.value.field == "into"


def test_the_last_entry_of_a_list_is_not_ended(by):
    for one in Area.objects.exclude(pk="whole"):
        end_entry(one, by=by)
    with pytest.raises(DomainError, match="the last entry") as error:
        end_entry(entry(Area, "whole"), by=by)
    assert (error.value.field, names(Area)) == ("is_sure", ["The whole county"])


def test_the_fallback_entry_can_be_renamed_or_merged_but_not_ended(by):
    other = entry(ServiceArea, "other")
    with pytest.raises(DomainError, match="rename or merge it"):
        end_entry(other, by=by)
    merge_entries(other, into=entry(ServiceArea, "information"), by=by)
    assert ServiceArea.objects.fallback().pk == "information"
    with pytest.raises(DomainError, match="rename or merge it"):
        end_entry(entry(ServiceArea, "information"), by=by)


def test_an_ended_entry_cannot_be_changed(by):
    north = end_entry(entry(Area, "north"), by=by)
    verbs = [
        lambda: rename_entry(north, name="N", by=by),
        lambda: merge_entries(north, into=entry(Area, "east"), by=by),
        lambda: end_entry(north, by=by),
        lambda: move_up(north, by=by),
    ]
    for verb in verbs:
        with pytest.raises(DomainError, match="Bring it back first"):
            verb()
    bring_back_entry(north, by=by)
    with pytest.raises(DomainError, match="can already be chosen"):
        bring_back_entry(north, by=by)


def test_an_entry_cannot_be_brought_back_beside_one_with_its_name(by):
    travel = entry(ServiceArea, "travel")
    end_entry(travel, by=by)
    add_entry(ServiceArea, name="Travel to school", by=by)
    with pytest.raises(DomainError, match="already an entry with this name"):
        bring_back_entry(travel, by=by)


def test_moving_up_changes_places_with_the_one_before_that_can_be_chosen(by):
    end_entry(entry(Area, "east"), by=by)
    move_up(entry(Area, "south"), by=by)
    assert names(Area)[:2] == ["South of the county", "North of the county"]
    with pytest.raises(DomainError, match="already first in the list"):
        move_up(entry(Area, "south"), by=by)


def test_every_change_is_one_row_of_the_audit_trail(by):
    north = entry(Area, "north")
    end_entry(north, by=by)
    bring_back_entry(north, by=by)
    move_up(north, by=by)
    merge_entries(north, into=entry(Area, "east"), by=by)
    verbs = list(AuditEntry.objects.filter(by=by, object_type="accounts.area").order_by("pk").values_list("verb"))
    assert verbs == [("end_entry",), ("bring_back_entry",), ("move_up",), ("merge_entries",)]


def test_an_entry_is_used_once_another_was_replaced_by_it(by):
    east = entry(Area, "east")
    assert not is_used(east)
    use(east)
    assert is_used(east)


@pytest.mark.parametrize("model", COUNTY_LISTS.values())
def test_nothing_is_deleted(model):
    with pytest.raises(ProtectedError):
        model.objects.first().delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"replaced_by_id": "east", "current_id": "east"},
        {"ended_on": dt.date(2026, 3, 2), "replaced_by_id": "north"},
        {"current_id": "east"},
        {"name": "EAST of the county"},
    ],
    ids=["replaced and open", "replaced by itself", "another stands for it", "a name twice"],
)
def test_the_database_refuses_an_impossible_row(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.filter(pk="north").update(**wrong)


def test_the_rows_that_can_be_chosen_and_the_one_chosen_before_are_offered(by):
    end_entry(entry(AgeGroup, "0-4"), by=by)
    end_entry(entry(AgeGroup, "5-10"), by=by)
    assert [one.pk for one in AgeGroup.objects.offered()] == ["11-15", "16-25", "any"]
    assert [one.pk for one in AgeGroup.objects.offered("5-10")] == ["5-10", "11-15", "16-25", "any"]


def test_a_key_to_a_list_protects_its_entry():
    found = [one for model in COUNTY_LISTS.values() for one in model._meta.get_fields(include_hidden=True)]
    keys = [one for one in found if one.one_to_many]
    assert len(keys) >= 2 * len(COUNTY_LISTS)
    assert [key.field for key in keys if key.on_delete is not models.PROTECT] == []


def test_who_speaks_has_a_parent_first():
    assert RespondentKind.objects.first().pk == "parent"
