"""What changes a sealed row with good reason leaves a tombstone, and the chain stays whole."""

import datetime as dt

import pytest

from common import chain, clock
from common.chain import What, Why
from common.documents import erase_document, store_document, sweep_files
from common.models import ChainChange, ChainRow, Document

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 6, 1)
TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + n * clock.DAY for n in (1, 2, 4))


def noon(day):
    return clock.at(day, dt.time(12))


@pytest.fixture
def sealed():
    """A file of Monday, sealed; it is Tuesday noon."""
    document = store_document(b"What parents said.", name="words.txt", now=noon(MONDAY))
    with clock.frozen(TUESDAY):
        chain.seal()
        yield document


def rename(document, name="other.txt", why=Why.TAKEN_OUT):
    with chain.changing([document], why):
        Document.objects.filter(pk=document.pk).update(name=name)


def found():
    return [one.what for one in chain.verify(now=noon(FRIDAY))]


def test_a_change_leaves_a_tombstone_and_the_chain_whole(sealed):
    rename(sealed)
    change = ChainChange.objects.get()
    assert (change.kind, change.key, change.of_day, change.changed_on) == (
        "common.documents",
        str(sealed.pk),
        MONDAY,
        TUESDAY,
    )
    assert change.why == Why.TAKEN_OUT
    assert found() == []


def test_the_tombstone_is_sealed_with_its_own_day(sealed):
    rename(sealed)
    chain.seal(noon(WEDNESDAY))
    assert ChainRow.objects.get(day_id=TUESDAY).kind == "common.changes"
    assert found() == []


def test_nothing_is_left_that_the_old_words_could_be_tried_out_with(sealed):
    before = ChainRow.objects.get()
    rename(sealed)
    after = ChainRow.objects.get()
    assert (after.digest, after.salt) == (before.digest, "")
    rename(sealed, "third.txt")
    assert ChainChange.objects.exclude(salt="").count() == 1


def test_two_changes_of_one_day_are_one_tombstone_and_on_another_day_another(sealed):
    rename(sealed)
    rename(sealed, "third.txt")
    assert ChainChange.objects.count() == 1
    chain.seal(noon(WEDNESDAY))
    with clock.frozen(WEDNESDAY):
        rename(sealed, "fourth.txt")
    chain.seal(noon(FRIDAY))
    assert [one.changed_on for one in ChainChange.objects.order_by("pk")] == [TUESDAY, WEDNESDAY]
    assert found() == []


def test_what_is_erased_leaves_a_tombstone_without_a_digest(sealed):
    with chain.changing(Document.objects.all(), Why.ERASED):
        Document.objects.all().delete()
    change = ChainChange.objects.get()
    assert (change.why, change.digest, change.salt) == (Why.ERASED, "", "")
    chain.seal(noon(FRIDAY))
    assert found() == []


def test_what_was_erased_does_not_come_back_unnoticed(sealed):
    kept = Document.objects.get()
    erase_document(Document.objects.get())
    kept.save(force_insert=True)
    assert found() == [What.CAME]


def test_a_row_that_says_what_it_said_gets_no_tombstone(sealed):
    rename(sealed, sealed.name)
    assert not ChainChange.objects.exists()


def test_a_row_whose_day_is_not_sealed_yet_gets_no_tombstone(sealed):
    new = store_document(b"More words.", name="more.txt")
    rename(new)
    assert not ChainChange.objects.exists()
    chain.seal(noon(FRIDAY))
    assert found() == []


def test_an_altered_row_is_not_made_good_by_a_change_that_follows(sealed):
    Document.objects.update(size=1)
    rename(sealed)
    assert not ChainChange.objects.exists()
    assert found() == [What.CHANGED]


def test_a_tombstone_never_enters_a_day_that_has_its_head(sealed):
    with clock.frozen(MONDAY):  # a clock that went wrong
        rename(sealed)
    assert ChainChange.objects.get().changed_on == TUESDAY
    assert found() == []


def test_what_is_not_chained_costs_no_query(sealed, django_assert_num_queries):
    with django_assert_num_queries(0), chain.changing([ChainRow.objects.none().model()], Why.ERASED):
        pass


def test_a_sealed_file_that_nothing_points_at_is_swept_with_a_tombstone(sealed):
    sweep_files(clock.at(dt.date(2100, 1, 1), dt.time(12)))  # long after the file was written, whenever this runs
    assert not Document.objects.exists()
    assert ChainChange.objects.get().why == Why.FILE_ERASED
    assert found() == []
