"""Why a backup is not made, or an archive not taken, in words for whoever runs the portal."""

import contextlib
import errno

from django.db import OperationalError, ProgrammingError


class Refused(Exception):
    """Nothing was done; the message says why."""


class Damaged(Refused):
    """The archive does not hold what was written into it."""


WORDS = {
    errno.ENOSPC: "The disk of {place} is full. Make room, or name a folder on another disk.",
    errno.EDQUOT: "The disk of {place} is full for this user. Make room, or name a folder on another disk.",
    errno.ENOENT: "There is no {place}. Make the folder first, or name another.",
    errno.ENOTDIR: "{place} lies in something that is no folder. Name another place.",
    errno.EACCES: "This user may not open {place}. Run the command as the portal's user, or change whose it is.",
    errno.EPERM: "This user may not open {place}. Run the command as the portal's user, or change whose it is.",
    errno.EROFS: "{place} cannot be written to. With systemd, name its folder in ReadWritePaths.",
}


def in_words(error, place):
    """Return what an OSError means and what to do; `place` is named where the error names no file."""
    words = WORDS.get(error.errno, "{place} cannot be used: " + f"{error.strerror or error}.")
    return words.format(place=error.filename or place)


@contextlib.contextmanager
def plainly(place):
    """Raise Refused in plain words for what the disk or the database says."""
    try:
        yield
    except OSError as error:
        raise Refused(in_words(error, place)) from error
    except (OperationalError, ProgrammingError) as error:
        said = str(error).strip().splitlines() or [""]
        raise Refused(
            f"The database cannot be used: {said[0]}. Look whether it runs, whether its name and password are right, "
            "and whether its tables were made (manage.py migrate)."
        ) from error
