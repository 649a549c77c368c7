"""The whole record is compared every day, a piece at a time, and what does not fit is counted once."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from common import chain, clock
from common.chain.checking import FILE
from common.models import ChainChange, ChainDay, ChainRow

pytestmark = pytest.mark.django_db
FIRST = dt.date(2026, 6, 1)
DAYS = [FIRST + n * clock.DAY for n in range(6)]
TODAY = DAYS[-1] + clock.DAY
TOMORROW = TODAY + clock.DAY
NOON = dt.time(12)
PIECE = 4  # two days of two rows


def line(day, name="PPS-1"):
    return AuditEntry.objects.create(
        on=day, verb="edit_issue", object_type="issues.issue", object_id="1", object_name=name
    )


@pytest.fixture(autouse=True)
def record():
    """Six sealed days with two lines of the audit trail each."""
    for day in DAYS:
        line(day)
        line(day)
    with clock.frozen(TODAY):
        chain.seal()
        yield


def check(day=TODAY, most=PIECE):
    return chain.check(clock.at(day, NOON), most=most)


def check_all(day=TODAY, most=PIECE):
    """Check a whole round; return how many days each piece had."""
    pieces = []
    while n := check(day, most):
        pieces.append(n)
    return pieces


def altered(entry):
    AuditEntry.objects.filter(pk=entry.pk).update(object_name="Another")


def entry_of(day):
    return AuditEntry.objects.filter(on=day).first()


def test_a_round_is_done_in_pieces_once_a_day():
    assert chain.last_check() is None
    assert check_all() == [2, 2, 2]
    assert chain.last_check() == chain.Check(TODAY, DAYS[-1], 0)
    assert check() == 0
    assert check(TOMORROW) == 2


def test_a_record_that_is_small_is_one_piece():
    assert check_all(most=1000) == [6]


def test_until_the_first_round_is_over_it_says_how_far_it_came():
    check()
    assert chain.last_check() == chain.Check(TODAY, DAYS[1], 0)


def test_a_round_that_takes_longer_than_a_day_goes_on_where_it_was():
    check()
    assert [check(TOMORROW) for _time in range(3)] == [2, 2, 2]
    assert set(ChainDay.objects.values_list("misfits", flat=True)) == {0}
    assert ChainDay.objects.get(day=DAYS[5]).checked_at == clock.at(TOMORROW, NOON)


def test_the_day_it_gives_is_that_of_the_part_that_was_compared_longest_ago():
    check_all()
    check(TOMORROW)
    assert chain.last_check().on == TODAY
    check_all(TOMORROW)
    assert chain.last_check().on == TOMORROW


@pytest.mark.parametrize("most", [1, PIECE, 1000])
@pytest.mark.parametrize("day", DAYS)
class TestWhatDoesNotFitIsCountedOnceWhateverThePieces:
    def counted(self, most):
        check_all(most=most)
        assert chain.last_check().misfits == len(list(chain.verify()))
        return chain.last_check().misfits

    def test_a_row_that_was_changed(self, day, most):
        altered(entry_of(day))
        assert self.counted(most) == 1

    def test_a_row_that_went(self, day, most):
        entry_of(day).delete()
        assert self.counted(most) == 1

    def test_a_row_that_came(self, day, most):
        line(day)
        assert self.counted(most) == 1

    def test_a_row_of_a_day_before_the_record_began(self, day, most):
        line(FIRST - 30 * clock.DAY)
        assert self.counted(most) == 1

    def test_a_row_that_was_given_another_day(self, day, most):
        AuditEntry.objects.filter(pk=entry_of(day).pk).update(on=DAYS[0] if day == DAYS[5] else DAYS[5])
        assert self.counted(most) == 1

    def test_a_head_that_was_changed(self, day, most):
        ChainDay.objects.filter(day=day).update(head="f" * 64)
        assert self.counted(most) == (1 if day == DAYS[5] else 2)

    def test_a_stray_tombstone(self, day, most):
        ChainChange.objects.create(kind="accounts.audit", key="0", of_day=day, changed_on=TODAY, why=chain.Why.ERASED)
        assert self.counted(most) == 1

    def test_nothing_where_everything_fits(self, day, most):
        assert self.counted(most) == 0


@pytest.mark.parametrize("most", [1, PIECE, 1000])
def test_a_head_that_went_is_found_whatever_the_pieces(most):
    ChainDay.objects.filter(day=DAYS[2])._raw_delete("default")
    check_all(most=most)
    assert chain.last_check().misfits == len(list(chain.verify())) > 1
    ChainRow.objects.filter(day_id=DAYS[2]).delete()


def test_what_was_put_right_is_no_longer_counted_the_next_day():
    entry = entry_of(DAYS[2])
    altered(entry)
    check_all()
    assert chain.last_check().misfits == 1
    AuditEntry.objects.filter(pk=entry.pk).update(object_name="PPS-1")
    check_all(TOMORROW)
    assert chain.last_check() == chain.Check(TOMORROW, DAYS[-1], 0)


def test_a_day_with_files_makes_a_piece_of_its_own():
    """The bytes of a file are read: one weighs as much as many rows."""
    ChainDay.objects.filter(day=DAYS[0]).update(counts={"common.documents": 1})
    assert check(most=FILE) == 1
