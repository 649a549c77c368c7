"""Debian packages: installed where we may, unpacked beside the project where we may not."""

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from enum import StrEnum

from .places import Places
from .programs import must_run, output_of, run_logged

# Unpacking these beside the system's own would break every program that then finds them first.
NEVER_UNPACK = {"libc6", "libc-bin", "libgcc-s1", "libstdc++6", "debconf", "dpkg", "perl-base"}


class Means(StrEnum):
    """How this person can get a Debian package."""

    ROOT = "root"
    SUDO = "sudo"
    UNPACK = "unpack"
    NONE = "none"


def choose_means(*, has_apt: bool, is_root: bool, has_sudo: bool, wish: str = "") -> Means:
    """Choose how to get packages. WISH is PORTAL_APT: "install" (default), "unpack" or "never"."""
    if not has_apt or wish == "never":
        return Means.NONE
    if wish == "unpack":
        return Means.UNPACK
    if is_root:
        return Means.ROOT
    return Means.SUDO if has_sudo else Means.UNPACK


def find_means(environ: Mapping[str, str]) -> Means:
    """Look at this machine and choose."""
    has_apt = bool(shutil.which("apt-get") and shutil.which("dpkg-deb"))
    is_root = os.geteuid() == 0
    has_sudo = has_apt and not is_root and output_of(["sudo", "-n", "true"]) is not None
    return choose_means(has_apt=has_apt, is_root=is_root, has_sudo=has_sudo, wish=environ.get("PORTAL_APT", ""))


def install(packages: Sequence[str], means: Means, places: Places) -> bool:
    """Install PACKAGES for the whole machine; only for ROOT and SUDO. Say whether it worked."""
    if means not in {Means.ROOT, Means.SUDO}:
        return False
    before = ["sudo", "-n"] if means == Means.SUDO else []
    before += ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    command = [*before, "install", "--no-install-recommends", *packages]
    return run_logged(command, places.setup_log) or (
        run_logged([*before, "update"], places.setup_log) and run_logged(command, places.setup_log)
    )


def unpack(packages: Sequence[str], places: Places) -> None:
    """Unpack PACKAGES and all that they lack into `.tools/system`, without any right; raise Problem if it fails."""
    debs = places.tools / "debs"
    debs.mkdir(parents=True, exist_ok=True)
    options: list[str] = []
    names = missing_names(packages, options)
    if not names:
        options = own_lists(places)
        must_run(["apt-get", "-q", *options, "update"], places.setup_log, "The list of Debian packages did not come.")
        names = missing_names(packages, options)
    must_run(
        ["apt-get", "-q", *options, "download", *(names or packages)],
        places.setup_log,
        f"These Debian packages did not come: {' '.join(packages)}.",
        cwd=debs,
    )
    places.unpacked.mkdir(parents=True, exist_ok=True)
    for deb in sorted(debs.glob("*.deb")):
        must_run(["dpkg-deb", "-x", deb, places.unpacked], places.setup_log, f"{deb.name} could not be unpacked.")
    shutil.rmtree(debs)


def own_lists(places: Places) -> list[str]:
    """Return apt's options for keeping its lists in our own folder: the system's are missing and not ours to fetch."""
    lists, cache = places.tools / "apt" / "lists", places.tools / "apt" / "cache"
    for folder in (lists / "partial", cache / "archives" / "partial"):
        folder.mkdir(parents=True, exist_ok=True)
    wanted = {"Dir::State::lists": lists, "Dir::Cache": cache, "Debug::NoLocking": "1"}
    return [word for name, value in wanted.items() for word in ("-o", f"{name}={value}")]


def missing_names(packages: Sequence[str], options: Sequence[str]) -> list[str]:
    """Ask apt which packages an installation would bring, without installing."""
    plan = output_of(["apt-get", "-s", *options, "install", "--no-install-recommends", *packages])
    return names_in_plan(plan or "")


def names_in_plan(plan: str) -> list[str]:
    """Return the packages that a simulated `apt-get install` would bring, less those that must not be unpacked."""
    return [name for name in re.findall(r"^Inst (\S+)", plan, flags=re.M) if name not in NEVER_UNPACK]
