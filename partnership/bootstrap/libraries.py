"""The system libraries that the PDF engine needs."""

import os
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from . import apt
from .apt import Means
from .places import Places
from .programs import output_of
from .reporting import Problem, Progress

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
TITLE = "Libraries for PDFs"

# Run by the portal's own Python: prints those that it cannot load, by the names Linux and macOS give them.
PROBE = """
import ctypes, ctypes.util
for name in ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0",
             "libharfbuzz.so.0", "libharfbuzz-subset.so.0", "libfontconfig.so.1"):
    for find in (str, lambda name: ctypes.util.find_library(name[3:].split(".so")[0]) or "none"):
        try:
            ctypes.CDLL(find(name))
            break
        except OSError:
            continue
    else:
        print(name)
"""

FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def missing_libraries(places: Places, extra: Mapping[str, str]) -> list[str]:
    """Return the libraries that a program of ours would not find with EXTRA in its environment."""
    printed = output_of([places.python, "-c", PROBE], env={**os.environ, **extra})
    return ["(unknown)"] if printed is None else printed.split()


def unpacked_environment(places: Places) -> dict[str, str]:
    """Return what a program needs in its environment to use what was unpacked beside the project; {} if nothing was."""
    folders = library_folders(places.unpacked)
    if not folders:
        return {}
    conf = places.tools / "fonts.conf"
    conf.write_text(
        FONTS_CONF.format(
            fonts=escape(str(places.unpacked / "usr/share/fonts")), cache=escape(str(places.tools / "fonts-cache"))
        ),
        encoding="utf-8",
    )
    before = os.environ.get("LD_LIBRARY_PATH", "")
    path = ":".join([*map(str, folders), *([before] if before else [])])
    return {"LD_LIBRARY_PATH": path, "FONTCONFIG_FILE": str(conf)}


def library_folders(unpacked: Path) -> list[Path]:
    """Return the folders under UNPACKED that hold shared libraries."""
    patterns = ("usr/lib/*-linux-*", "lib/*-linux-*", "usr/lib", "lib")
    found = [folder for pattern in patterns for folder in sorted(unpacked.glob(pattern))]
    return [folder for folder in found if any(folder.glob("*.so*"))]


def prepare_libraries(places: Places, progress: Progress, environ: Mapping[str, str]) -> dict[str, str]:
    """Find or get the libraries; return what programs need in their environment. Without them: no PDFs, and said so."""
    if not missing_libraries(places, {}):
        progress.ready(TITLE)
        return {}
    extra = unpacked_environment(places)
    if extra and not missing_libraries(places, extra):
        progress.ready(TITLE, "ready (beside the project)")
        return extra
    means = apt.find_means(environ)
    if means == Means.NONE:
        say_missing(progress)
        return {}
    try:
        with progress.step(TITLE):
            return get_libraries(places, means)
    except Problem as problem:
        say_missing(progress)
        progress.say(str(problem))
        return {}


def get_libraries(places: Places, means: Means) -> dict[str, str]:
    """Install the libraries, or unpack them where that is not allowed or fails; raise Problem if neither helps."""
    if apt.install(PACKAGES, means, places) and not missing_libraries(places, {}):
        return {}
    apt.unpack(PACKAGES, places)
    extra = unpacked_environment(places)
    if missing := missing_libraries(places, extra):
        raise Problem(f"Still missing after unpacking: {' '.join(missing)}.")
    return extra


def say_missing(progress: Progress) -> None:
    progress.say(f"The portal runs, but cannot make PDFs: please install {', '.join(PACKAGES)} and start it again.")
