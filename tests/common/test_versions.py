"""Versions of a shared text: each save is kept, a stale edit is refused, and withdrawn words are erased."""

import datetime as dt

import pytest
from django.apps import apps

from common.errors import StaleEdit
from common.models import TextVersion, VersionedText
from common.versions import (
    check_version,
    delete_with_versions,
    erase_versions,
    erase_versions_of,
    joined,
    save_version,
    version_of,
)
from reports.models import Section
from tests.factories import reports as make

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def section():
    """A row with a text of its own; what it is about does not matter here."""
    return make.a_report().sections.get(key="foreword")


def save(section, text, *, before="", **given):
    return save_version(section, {"text": text}, before={"text": before}, now=NOON, **given)


def kept(section):
    return [(one.number, one.texts["text"]) for one in section.words.versions.order_by("number")]


def test_a_text_nobody_edited_is_version_0_and_costs_no_row(section):
    assert version_of(section) == 0
    assert not VersionedText.objects.exists()


def test_each_save_is_the_next_version_with_its_day(section):
    assert save(section, "One")["version"] == 1
    assert save(section, "Two", before="One")["version"] == 2
    assert kept(section) == [(1, "One"), (2, "Two")]
    assert {one.saved_on for one in section.words.versions.all()} == {dt.date(2026, 3, 2)}
    assert version_of(Section.objects.get(pk=section.pk)) == 2


def test_the_text_before_the_first_edit_is_kept_as_version_0(section):
    save(section, "Two", before="As it was begun")
    assert kept(section) == [(0, "As it was begun"), (1, "Two")]


def test_the_audit_row_can_name_the_version(section):
    assert save(section, "One") == {"versions_of": section.words.pk, "version": 1}


@pytest.mark.parametrize("based_on", [0, 2, 99, -1])
def test_a_stale_edit_is_refused_with_the_current_text(section, based_on):
    save(section, "One")
    with pytest.raises(StaleEdit) as stale:
        save(section, "Mine", before="One", based_on=based_on)
    assert stale.value.theirs == "One"
    assert kept(section) == [(1, "One")]


def test_several_texts_of_a_row_are_one_version_and_compared_as_one(section):
    save_version(section, {"title": "A", "text": "B"}, before={"title": "", "text": ""})
    with pytest.raises(StaleEdit) as stale:
        save_version(section, {"title": "C"}, before={"title": "A", "text": "B"}, based_on=0)
    assert stale.value.theirs == "A\n\nB"
    assert section.words.versions.get().texts == {"title": "A", "text": "B"}


def test_an_edit_started_before_the_first_save_is_stale_too(section):
    again = Section.objects.get(pk=section.pk)
    save(section, "One", based_on=0)
    again.refresh_from_db()
    with pytest.raises(StaleEdit):
        save(again, "Mine", before="One", based_on=0)


def test_erased_words_are_gone_and_an_edit_begun_before_is_stale(section):
    save(section, "A name")
    save(section, "Another name", before="A name")
    assert erase_versions(section) == 2
    assert not TextVersion.objects.exists()
    with pytest.raises(StaleEdit):
        save(section, "A name again", based_on=1)
    assert save(section, "No name", based_on=2)["version"] == 3
    assert kept(section) == [(3, "No name")]


def test_erasing_what_was_never_edited_does_nothing(section):
    assert erase_versions(section) == 0


def test_the_versions_of_many_rows_are_erased_at_once_and_no_others(section):
    other = make.a_report().sections.get(key="foreword")
    for row in (section, other):
        save(row, "Words")
    assert erase_versions_of(Section.objects.filter(pk=section.pk)) == 1
    assert kept(other) == [(1, "Words")]


def test_a_deleted_row_takes_its_versions_along(section):
    save(section, "Words")
    delete_with_versions(section)
    assert not VersionedText.objects.exists()
    assert not TextVersion.objects.exists()


def test_text_in_use_cannot_be_deleted():
    keys = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is VersionedText
    ]
    owners = {f"{field.model._meta.label}.{field.name}" for field in keys if field.model is not TextVersion}
    assert "reports.Section.words" in owners
    assert all(field.unique and field.remote_field.on_delete.__name__ == "PROTECT" for field in keys if field.unique)


def test_texts_are_put_together_without_empty_ones():
    assert joined("One.", "", "Two.") == "One.\n\nTwo."


def test_an_old_version_is_refused_with_the_current_text():
    check_version(3, 3, "theirs")
    with pytest.raises(StaleEdit) as refused:
        check_version(4, 3, "theirs")
    assert refused.value.theirs == "theirs"
