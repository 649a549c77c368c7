"""A small file that is there as a whole or not at all, and that its owner alone may read."""

import os
import tempfile
from pathlib import Path


def write_whole(path, content):
    """Write a file under another name, wait until the disk holds it, and only then give it its own. Raises OSError."""
    descriptor, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # for its owner alone
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink()
        raise
