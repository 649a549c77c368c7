"""Where files lie: on the disk under their names only once whole; and on their way in, in a folder of ours."""

import errno
import io

import pytest
from django.conf import settings as configured
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from common.storage import DiskStorage
from partnership import settings as product
from tests.files import own_disk

__all__ = ["own_disk"]


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_settings_name_the_storage():
    assert product.STORAGES["default"] == {"BACKEND": "common.storage.DiskStorage"}
    assert isinstance(storages["default"], DiskStorage)


def test_a_file_is_kept_under_its_name_and_nothing_beside_it(own_disk):
    assert default_storage.save("documents/a.txt", ContentFile(b"One")) == "documents/a.txt"
    assert files_in(own_disk) == ["documents/a.txt"]
    with default_storage.open("documents/a.txt") as file:
        assert file.read() == b"One"
    assert (own_disk / "documents/a.txt").stat().st_mode & 0o777 == 0o600


def test_a_second_file_of_one_name_does_not_take_the_place_of_the_first(own_disk):
    first, second = (default_storage.save("documents/a.txt", ContentFile(words)) for words in (b"One", b"Two"))
    assert first != second
    assert (own_disk / first).read_bytes() == b"One"
    assert (own_disk / second).read_bytes() == b"Two"


class Failing(ContentFile):
    """A file whose second half cannot be written."""

    def __init__(self, error):
        super().__init__(b"first half")
        self.error = error

    def chunks(self, chunk_size=None):
        yield b"first half"
        raise self.error


def test_a_full_disk_leaves_no_half_file(own_disk):
    with pytest.raises(OSError, match="No space"):
        default_storage.save("documents/a.txt", Failing(OSError(errno.ENOSPC, "No space left on device")))
    assert files_in(own_disk) == []


def test_whoever_is_killed_while_writing_leaves_a_half_file_under_no_name_of_a_file(own_disk):
    with pytest.raises(SystemExit):
        default_storage.save("documents/a.txt", Failing(SystemExit()))
    assert files_in(own_disk) == ["documents/a.txt.part"]
    assert not default_storage.exists("documents/a.txt")


def test_a_file_is_forced_to_the_disk_before_it_has_its_name(own_disk, monkeypatch):
    seen = []
    monkeypatch.setattr("common.storage.os.fsync", lambda handle: seen.append(files_in(own_disk)))
    default_storage.save("documents/a.txt", ContentFile(b"One"))
    assert seen == [["documents/a.txt.part"], ["documents/a.txt"]]


def test_no_file_has_an_address(own_disk):
    name = default_storage.save("documents/a.txt", ContentFile(b"One"))
    with pytest.raises(ValueError, match="no address"):
        default_storage.url(name)


def test_the_disk_storage_is_djangos_but_for_writing_and_addresses():
    assert {name for name in vars(DiskStorage) if not name.startswith("__")} - {"deconstruct"} == {"_save", "url"}
    assert issubclass(DiskStorage, FileSystemStorage)


def test_a_large_upload_waits_in_the_folder_of_ours_and_goes_with_its_request(own_disk, settings):
    file = SimpleUploadedFile("large.pdf", b"x" * (configured.FILE_UPLOAD_MAX_MEMORY_SIZE + 1))
    request = RequestFactory().post("/", {"file": file})
    upload = request.FILES["file"]
    [waiting] = settings.UPLOADS_DIR.iterdir()
    assert upload.temporary_file_path() == str(waiting)
    assert waiting.match("*.upload")
    request.close()
    assert list(settings.UPLOADS_DIR.iterdir()) == []


def test_a_small_upload_never_touches_the_disk(own_disk, settings):
    request = RequestFactory().post("/", {"file": io.BytesIO(b"small")})
    assert request.FILES["file"].read() == b"small"
    assert not settings.UPLOADS_DIR.exists()
