"""Where files lie: on this machine's disk. `STORAGES` of the settings names the class, and may name another one.

The kit (`common/documents`) asks of a storage only what each of Django's can do: `save`, `open`, `exists`, `delete`,
`listdir` and `get_modified_time`. Nothing asks for a path, which a storage elsewhere does not have, or for an address.
"""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

HALF = ".part"


@deconstructible
class DiskStorage(FileSystemStorage):
    """A folder of this machine, in which a file has its name once the disk holds all of it, and not before.

    Whoever is killed while writing leaves a file that ends in `.part`, which is swept (`common/documents/sweeping.py`).
    """

    def _save(self, name, content):
        half = Path(self.path(f"{name}{HALF}"))
        try:
            half = Path(self.path(super()._save(f"{name}{HALF}", content)))
            _force_to_disk(half)
            half.replace(self.path(name))
            _force_to_disk(half.parent)
        except OSError:
            half.unlink(missing_ok=True)
            raise
        return name

    def url(self, name):
        """No file has an address of its own: the row that owns it says who may see it, at each request."""
        raise ValueError("A stored file has no address.")


def _force_to_disk(path):
    """Wait until a file, or the names in a folder, would outlive a power cut, as the row that will point at it does."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
