"""Fixtures for tests about stored files: a storage that no other test writes to."""

import pytest
from django.conf import settings as configured
from django.core.files.storage import default_storage

from tests.pathless import BACKEND


@pytest.fixture
def pathless(settings):
    """Files are kept elsewhere, where nothing has a path."""
    settings.STORAGES = configured.STORAGES | {"default": {"BACKEND": BACKEND}}
    return default_storage


@pytest.fixture
def own_disk(settings, tmp_path):
    """Files are kept in a folder of this test alone; returns the folder, with that of unfinished uploads beside it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.UPLOADS_DIR = tmp_path / "uploads"
    return settings.MEDIA_ROOT
