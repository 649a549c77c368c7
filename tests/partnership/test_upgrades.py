"""The sample database of every release, and of this very commit, comes over to the tables of today whole."""

import contextlib
import json
import sqlite3

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client, override_settings

from accounts.models import User
from common import clock
from common.models import TextVersion
from governance.models import Clause
from meetings.models import MinutesVersion
from members.models import Acceptance
from reports.models import Report
from tests.databases import Shared, database
from tests.sample_year import AS_OF
from tests.signing_in import sign_in
from tests.upgrades.databases import FOLDER, INSIDE, PASSING, opened, pack, released, row_counts, unpack

# Tables a later release has taken apart or renamed, with the reason: their rows are looked for by a test of their own.
TAKEN_APART = {}
HERE = "this commit"
PUBLIC = ("/", "/terms/", "/issues/", "/you-said-we-did/", "/meetings/", "/members/", "/consultations/", "/reports/")
STAFF = ("/staff/", "/staff/issues/", "/staff/members/", "/staff/meetings/", "/staff/reports/")


def lost(before, after):
    """Return what is fewer than before, table by table; first rows that a migration adds are no loss."""
    counted = {table: count for table, count in before.items() if table not in {*TAKEN_APART, *PASSING}}
    return {table: (count, after.get(table)) for table, count in counted.items() if after.get(table, -1) < count}


@contextlib.contextmanager
def used(file):
    """Use a database on the day it was made for; nobody delivers its e-mails."""
    with override_settings(EMAIL_BACKEND="common.outbox.OutboxBackend"), database(file), clock.frozen(AS_OF):
        yield


@pytest.fixture(scope="module", autouse=True)
def on_sqlite(django_db_blocker):
    """The databases are files of SQLite, and this is its business alone."""
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            pytest.skip("the sample database of a release is a file of SQLite")
        yield


@pytest.fixture(scope="module")
def zip_of_here(sample_year, tmp_path_factory):
    """The zip that a release would get now."""
    folder = tmp_path_factory.mktemp("release")
    pack(sample_year.full.name, folder / "here.zip", folder)
    return folder / "here.zip"


@pytest.fixture(scope="session")
def bring_over(tmp_path_factory):
    """`bring_over(zip)` returns its database after `migrate`, which a run does once, and as it was before."""
    with contextlib.ExitStack() as stack:

        def bring(source):
            shared = Shared.of_run(tmp_path_factory, f"upgrade-{source.stem}")
            before, after = shared.folder / "before", shared.folder / "after"

            def migrate():
                for folder in (before, after):
                    folder.mkdir(exist_ok=True)
                    unpack(source, folder)
                with used(after / INSIDE):
                    call_command("migrate", verbosity=0)

            stack.enter_context(shared.used(migrate, lambda: None))
            own = tmp_path_factory.mktemp("upgrade") / INSIDE
            with opened(after / INSIDE) as connection:
                connection.execute("VACUUM INTO ?", (str(own),))
            return own, before / INSIDE

        yield bring


@pytest.fixture(scope="module", params=[*released(), HERE], ids=lambda release: getattr(release, "stem", release))
def brought_over(request, bring_over):
    """A release's database after `migrate`, and its numbers of rows before."""
    source = request.getfixturevalue("zip_of_here") if request.param == HERE else request.param
    file, as_it_was = bring_over(source)
    with used(file):
        yield file, row_counts(as_it_was)


def test_no_row_is_lost(brought_over):
    file, before = brought_over
    assert lost(before, row_counts(file)) == {}
    assert before["issues_issue"] in {60, 66}  # releases before letters were split have no matters


@pytest.mark.usefixtures("brought_over")
class TestWhatCameOver:
    def test_every_model_can_be_read_with_all_its_fields(self):
        unread = []
        for model in apps.get_models():
            try:
                model.objects.first()
            except OperationalError as error:
                unread.append(f"{model._meta.label}: {error}")
        assert unread == []

    def test_every_key_points_to_a_row_that_is_there(self):
        connection.check_constraints()

    def test_the_checks_find_nothing(self):
        call_command("check", fail_level="WARNING", verbosity=0)

    def test_no_migration_is_left_to_do(self):
        call_command("migrate", check_unapplied=True, verbosity=0)

    @pytest.mark.parametrize("address", PUBLIC)
    def test_anybody_reads_it(self, address):
        assert Client().get(address).status_code == 200

    @pytest.mark.parametrize("address", STAFF)
    def test_the_coordinator_works_with_it(self, address):
        client = sign_in(Client(), User.objects.get(name="Moira Tallis"))
        assert client.get(address).status_code == 200

    def test_its_published_reports_are_read_as_they_were(self):
        published = Report.objects.filter(published_on__isnull=False)
        board = sign_in(Client(), User.objects.get(name="Dorothea Finchley"))
        assert published.count() == 2
        assert [board.get(report.get_absolute_url()).status_code for report in published] == [200, 200]


@pytest.fixture(scope="module")
def rows(bring_over):
    """Return how to ask for rows of 2026.11 as they were, while that database is in use as it came over."""
    new, old = bring_over(FOLDER / "2026.11.zip")
    with used(new), opened(old) as connection:
        yield lambda query: connection.execute(query).fetchall()


class TestTextsThatBecameVersionsOfTheKit:
    """In 2026.11 minutes, role descriptions and terms kept the words of their versions in tables of their own."""

    def test_each_acceptance_points_at_the_words_accepted(self, rows):
        before = rows(
            "SELECT acceptance.id, version.id, number, text, published_on FROM members_acceptance AS acceptance "
            "JOIN members_roledescriptionversion AS version ON version.id = version_id"
        )
        accepted = [(one.pk, one.version) for one in Acceptance.objects.all()]
        after = [(pk, of.pk, of.number, of.text, of.published_on.isoformat()) for pk, of in accepted]
        assert len(before) > 10
        assert sorted(after) == sorted(before)

    def test_the_minutes_say_what_they_said_under_their_number_and_day(self, rows):
        before = rows(
            "SELECT id, meeting_id, number, made_on, kind, made_by_id, note, content FROM meetings_minutesversion"
        )
        after = [
            (one.pk, one.meeting_id, one.kept.number, one.kept.saved_on.isoformat(), one.kind, one.made_by_id, one.note)
            for one in MinutesVersion.objects.all()
        ]
        assert len(before) > 5
        assert sorted(after) == sorted(row[:-1] for row in before)
        content = {pk: json.loads(content) for pk, *_row, content in before}
        assert {one.pk: one.kept.texts for one in MinutesVersion.objects.all()} == content

    def test_each_clause_of_the_terms_says_what_it_said(self, rows):
        before = rows("SELECT id, version_id, identifier, text FROM governance_clause")
        clauses = Clause.objects.select_related("version__kept")
        assert len(before) == 48
        assert sorted((one.pk, one.version_id, one.identifier, one.text) for one in clauses) == sorted(before)

    def test_no_words_are_kept_twice(self, rows):
        tables = ("common_textversion", "meetings_minutesversion", "governance_termsversion")
        counts = [rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables]
        assert TextVersion.objects.count() == sum(counts)

    def test_the_next_version_is_the_one_after_the_last(self, rows):
        last = dict(rows("SELECT meeting_id, max(number) FROM meetings_minutesversion GROUP BY meeting_id"))
        assert dict(MinutesVersion.objects.values_list("meeting", "meeting__words__number")) == last


def test_a_lost_row_and_a_lost_table_are_found():
    before = {"issues_issue": 60, "issues_theme": 14, "members_seat": 16, "django_session": 3}
    after = {"issues_issue": 59, "members_seat": 17}
    assert lost(before, after) == {"issues_issue": (60, 59), "issues_theme": (14, None)}


def test_a_database_of_an_older_shape_is_found(zip_of_here, tmp_path):
    file = unpack(zip_of_here, tmp_path)
    with contextlib.closing(sqlite3.connect(file)) as older:
        older.execute("ALTER TABLE issues_theme RENAME COLUMN slug TO old_name")
    with used(file), pytest.raises(AssertionError, match=r"issues\.Theme: no such column"):
        TestWhatCameOver().test_every_model_can_be_read_with_all_its_fields()


def test_a_zip_is_small_and_holds_nobodys_session(zip_of_here, tmp_path):
    assert zip_of_here.stat().st_size < 1_000_000
    counts = row_counts(unpack(zip_of_here, tmp_path))
    assert [table for table in PASSING if counts[table]] == []
