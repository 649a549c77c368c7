import datetime as dt
from unittest.mock import patch

import pytest

from common.backups import make_backup
from common.backups.keys import KEY, Secret
from tests.common.backups.hashes import rows_now

SECRET = Secret(KEY, bytes(range(32)))
MADE_AT = dt.datetime(2026, 11, 20, 3, 12, 7, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def saved(sample_year, tmp_path_factory, django_db_blocker):
    """A backup of the sample year in many parts, and the hashes of its rows: `archive, rows`."""
    archive = tmp_path_factory.mktemp("saved") / "year.backup"
    small_parts = patch("common.backups.sealed.PART", 2**16)
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened(), small_parts:
        rows = rows_now()
        make_backup(archive, SECRET, MADE_AT)
    return archive, rows


@pytest.fixture
def place(sample_year, tmp_path, settings, django_db_blocker):
    """A place with tables and without rows of its own."""
    settings.DATA_DIR = tmp_path
    settings.BACKUP_KEY_FILE = str(tmp_path / "key")
    (tmp_path / "key").write_bytes(SECRET.value)
    with django_db_blocker.unblock(), sample_year.copied(sample_year.empty) as copy, copy.opened():
        yield copy


@pytest.fixture
def year(sample_year, tmp_path, settings, django_db_blocker):
    """The sample year, in use."""
    settings.DATA_DIR = tmp_path
    settings.BACKUP_KEY_FILE = str(tmp_path / "key")
    (tmp_path / "key").write_bytes(SECRET.value)
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened():
        yield copy
