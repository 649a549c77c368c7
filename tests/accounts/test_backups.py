"""The administrator's page of backups, and what their front page says where none is made or tried."""

import datetime as dt

import pytest

from common import clock
from common.models import Backup, Installation
from tests.counting import cost
from tests.factories import accounts as people
from tests.issues.pages import words
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC)
LONG_AGO = NOON - dt.timedelta(days=200)
PAGE = "/staff/backups/"


@pytest.fixture(autouse=True)
def on_monday(db):
    with clock.frozen(NOON):
        yield


@pytest.fixture
def inside(client):
    return sign_in(client, people.administrator(now=LONG_AGO))


def backup(made_at, **given):
    numbers = {"size": 4_200_000, "tables": 106, "rows": 5120, "files": 12}
    return Backup.objects.create(
        **{"sha256": "", "name": "a.backup", **numbers, **given}, made_at=made_at, verified_at=made_at
    )


def test_each_backup_has_a_row_with_its_age_and_its_last_drill(inside):
    backup(NOON - 3 * clock.DAY, name="portal-1.backup", last_drill_at=NOON - clock.DAY)
    text = words(inside.get(PAGE))
    for word in ("3 July 2026, midday", "3 days", "portal-1.backup", "5120 rows, 12 files", "4.2 MB", "5 July 2026"):
        assert word in text
    assert "missing" not in text


def test_one_of_today_one_thinned_out_and_one_with_a_lost_file_say_so(inside):
    backup(NOON, missing_files=1, changed_files=1)
    backup(NOON - clock.DAY, removed_at=NOON, rows=1, files=1)
    text = words(inside.get(PAGE))
    assert "today" in text
    assert "5120 rows, 12 files, 2 files missing or changed" in text
    assert "Not tried yet" in text
    assert "1 row, 1 file" in text
    assert "Thinned out on 6 July 2026" in text
    assert "Not looked for again" in text


def test_it_says_when_a_file_was_last_seen_and_when_it_was_missed(inside):
    backup(NOON - clock.DAY, name="there.backup", found_at=NOON)
    backup(NOON - 2 * clock.DAY, name="gone.backup", found_at=NOON - clock.DAY, gone_at=NOON)
    text = words(inside.get(PAGE))
    assert text.count("In its folder on 6 July 2026") == 1
    assert text.count("Not in its folder on 6 July 2026") == 1


def test_a_drill_counts_though_its_backup_was_thinned_out_and_a_backup_that_is_gone_does_not():
    backup(NOON - 9 * clock.DAY, last_drill_at=NOON - 8 * clock.DAY, removed_at=NOON)
    backup(NOON - 3 * clock.DAY)
    backup(NOON - clock.DAY, gone_at=NOON)
    assert Backup.objects.newest() == {"made": NOON - 3 * clock.DAY, "tried": NOON - 8 * clock.DAY}


def test_the_newest_is_first_and_it_can_be_downloaded(inside):
    backup(NOON - clock.DAY, name="old.backup")
    backup(NOON, name="new.backup")
    assert words(inside.get(PAGE)).index("new.backup") < words(inside.get(PAGE)).index("old.backup")
    file = b"".join(inside.get(f"{PAGE}?format=csv").streaming_content).decode()
    assert '"1 day","old.backup"' in file


def test_without_a_backup_the_page_says_so(inside):
    assert "No backup has been made yet." in words(inside.get(PAGE))


@pytest.mark.parametrize("somebody", [people.coordinator, people.board_member, people.independent_reader])
def test_it_is_for_the_administrator_alone(client, somebody):
    assert sign_in(client, somebody()).get(PAGE).status_code == 403


def test_it_costs_the_same_however_many_there_are(inside):
    backup(NOON)
    few = cost(inside, PAGE)
    for number in range(4):
        backup(NOON - number * clock.DAY)
    assert cost(inside, PAGE) == few


class TestFrontPage:
    def test_it_leads_to_the_page(self, inside):
        assert f'href="{PAGE}"' in inside.get("/admin/").content.decode()

    def test_where_none_was_made_it_asks_for_one(self, inside):
        assert "Make a backup There is none yet" in words(inside.get("/admin/"))

    def test_where_the_newest_is_older_than_two_days_it_says_of_which_day(self, inside):
        backup(NOON - 3 * clock.DAY, last_drill_at=NOON)
        backup(NOON - 9 * clock.DAY, last_drill_at=NOON)
        assert "Make a backup The newest is of 3 July 2026" in words(inside.get("/admin/"))

    def test_where_none_was_tried_it_asks_for_a_drill(self, inside):
        backup(NOON)
        assert "Try restoring a backup None was tried yet" in words(inside.get("/admin/"))

    def test_where_the_last_drill_is_three_months_ago_it_says_when(self, inside):
        backup(NOON)
        backup(NOON - 99 * clock.DAY, last_drill_at=NOON - 95 * clock.DAY)
        assert "Try restoring a backup The last was on 2 April 2026" in words(inside.get("/admin/"))

    def test_where_both_are_new_it_says_nothing(self, inside):
        backup(NOON, last_drill_at=NOON)
        text = words(inside.get("/admin/"))
        assert "Make a backup" not in text
        assert "Try restoring" not in text

    def test_sample_data_needs_no_backup(self, inside):
        Installation.objects.create(pk=1, is_sample=True)
        assert "Make a backup" not in words(inside.get("/admin/"))
