"""A family is erased: it is in no backup made after, and a backup made before does not bring it back (promise 10)."""

import datetime as dt

import pytest

from accounts.models import DataRequest, User
from accounts.rules import WAIT, DataRequestKind
from accounts.services import data_requests as services
from common import chain, clock, jobs
from common.backups import check_restore, make_backup, restore
from common.backups.reading import Visitor, read_archive
from common.backups.tables import erasure_list
from common.models import ChainChange
from issues.models import Issue
from tests.common.backups.conftest import SECRET
from tests.issues.test_anonymity import everything
from tests.sample_year import AS_OF

NOON = clock.at(AS_OF, dt.time(12))
EMAIL = "rosa@marlshire.example"
TRACES = (EMAIL, "lindqvist")


class Reader(Visitor):
    """Keeps every row and every file of an archive as text."""

    def __init__(self):
        self.seen = []

    def row(self, row):
        self.seen.append(str(row))

    def file(self, name, pieces):
        self.seen += [str(bytes(piece)) for piece in pieces]


def traces_in(text):
    return {trace for trace in TRACES if trace in text.lower()}


def traces_in_archive(path):
    reader = Reader()
    read_archive(path, SECRET, reader)
    return traces_in(" ".join(reader.seen))


def traces_in_tables():
    return {table: found for table, text in everything().items() if (found := traces_in(text))}


def erase(user, by):
    asked = services.ask_for_own(user, DataRequestKind.ERASURE, now=NOON)
    services.agree(asked, by=by, now=NOON)
    services.carry_out_due(NOON + WAIT)
    jobs.run_job(DataRequest.objects.get(pk=asked.pk).job_id)


@pytest.fixture
def erased(year, tmp_path):
    """The sample year with Rosa erased, and the backup of the day before."""
    before = tmp_path / "before.backup"
    with clock.frozen(NOON):
        make_backup(before, SECRET, NOON)
        assert traces_in_archive(before) == set(TRACES)
        erase(User.objects.get(email=EMAIL), User.objects.get(email="moira@marlshire.example"))
        yield before


def test_an_erased_family_is_in_no_table_and_in_no_backup_made_after(erased, tmp_path):
    assert traces_in_tables() == {}
    after = tmp_path / "after.backup"
    make_backup(after, SECRET, NOON)
    assert traces_in_archive(after) == set()


def test_an_erasure_copies_the_list_beside_the_backups_at_once(year, tmp_path, settings):
    settings.BACKUP_FOLDER = str(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    with clock.frozen(NOON):
        erase(User.objects.get(email=EMAIL), User.objects.get(email="moira@marlshire.example"))
    assert (tmp_path / "elsewhere" / "erasures.jsonl").read_bytes() == erasure_list().read_bytes()
    assert erasure_list().read_bytes().count(b"\n") > 1


def test_the_chain_stays_whole_and_says_that_words_went(erased):
    assert [str(found) for found in chain.verify(None)] == []
    assert ChainChange.objects.filter(changed_on=AS_OF).exists()


def test_a_backup_of_the_day_before_does_not_bring_the_family_back(erased, sample_year, settings, tmp_path):
    listed = tmp_path / "erasures-of-today.jsonl"
    listed.write_bytes(erasure_list().read_bytes())
    settings.DATA_DIR = tmp_path / "restored"
    settings.DATA_DIR.mkdir()
    with sample_year.copied(sample_year.empty) as copy, copy.opened():
        restore(check_restore(erased, SECRET, listed))
        assert traces_in_tables() == {}
        assert Issue.objects.exclude(reporter=None).exists()
        assert [str(found) for found in chain.verify(None)] == []


def test_without_its_list_the_backup_would_bring_the_family_back(erased, sample_year, settings, tmp_path):
    """What the test before shows is due to the list alone."""
    settings.DATA_DIR = tmp_path / "restored"
    settings.DATA_DIR.mkdir()
    with sample_year.copied(sample_year.empty) as copy, copy.opened():
        restore(check_restore(erased, SECRET))
        assert traces_in_tables() != {}
