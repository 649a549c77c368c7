"""The Python packages, in an environment of the project's own."""

import os
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from . import apt
from .apt import Means
from .places import Places, Stamp, digest_of
from .programs import must_run, output_of, run_logged, tail
from .reporting import Problem, Progress

UV_REQUIREMENTS = Path(__file__).with_name("uv.txt")
NO_PIP = "Python has no pip to begin with. On Debian or Ubuntu: apt-get install python3-venv"


def packages_stamp(places: Places, requirements: str) -> Stamp:
    """Return the stamp that says these REQUIREMENTS are installed for this Python."""
    version = ".".join(map(str, sys.version_info[:2]))
    digest = digest_of([places.root / requirements], version, str(places.root))
    return Stamp(places.venv / f"portal-{Path(requirements).stem}.stamp", digest)


def prepare_packages(places: Places, progress: Progress, environ: Mapping[str, str], requirements: str) -> None:
    """Make `.venv` and install REQUIREMENTS, every wheel checked against its hash; raise Problem if it fails."""
    title = "Python packages"
    stamp = packages_stamp(places, requirements)
    if stamp.is_current and venv_version(places) == sys.version_info[:2]:
        progress.ready(title)
        return
    with progress.step(title):
        make_venv(places)
        install_packages(places, environ, requirements)
        stamp.write()


def venv_version(places: Places) -> tuple[int, ...] | None:
    """Return the version of Python in `.venv`, or None if there is none that works."""
    printed = output_of([places.python, "-c", "import sys; print(*sys.version_info[:2])"])
    return tuple(map(int, printed.split())) if printed else None


def make_venv(places: Places) -> None:
    """Make `.venv` unless there is one for this Python. Without pip: that takes 3 seconds, and we bring our own."""
    if venv_version(places) == sys.version_info[:2]:
        return
    base = Path(sys.prefix if sys.prefix == sys.base_prefix else sys.base_prefix) / "bin"
    python = base / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    must_run(
        [python if python.exists() else sys.executable, "-m", "venv", "--clear", "--without-pip", places.venv],
        places.setup_log,
        f"The Python environment could not be made in {places.venv}.",
    )


def install_packages(places: Places, environ: Mapping[str, str], requirements: str) -> None:
    """Install with uv, which takes a third of the time; with pip where uv cannot be had or fails."""
    pip = pip_environment(places, environ)
    wanted = ["install", "--require-hashes", "-r", places.root / requirements]
    if get_uv(places, pip):
        uv = [places.venv / "bin" / "uv", "pip", *wanted, "--python", places.python, "--system-certs"]
        if run_logged(uv, places.setup_log, env=uv_environment(places, environ)):
            return
    must_run(
        [places.python, "-m", "pip", *wanted],
        places.setup_log,
        "The Python packages could not be installed. Is this machine connected?",
        env=pip,
    )


def get_uv(places: Places, pip: Mapping[str, str]) -> bool:
    """Put uv into `.venv` unless it is there."""
    command = [places.python, "-m", "pip", "install", "--require-hashes", "-r", UV_REQUIREMENTS]
    return (places.venv / "bin" / "uv").exists() or run_logged(command, places.setup_log, env=pip)


def uv_environment(places: Places, environ: Mapping[str, str]) -> dict[str, str]:
    """Return uv's environment: its cache is the person's own, or in the project where they have no home to write to."""
    home = Path(environ.get("HOME") or "/nonexistent")
    own = {} if os.access(home, os.W_OK) else {"UV_CACHE_DIR": str(places.tools / "uv-cache")}
    return {**environ, **own, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}


def pip_environment(places: Places, environ: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which `.venv`'s Python has pip, from the wheel that comes with Python; or raise."""
    base = {**environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    wheel = find_pip_wheel(places) or fetch_pip_wheel(places, environ)
    return {**base, "PYTHONPATH": str(wheel)}


def find_pip_wheel(places: Places) -> Path | None:
    """Look for pip's wheel where Python keeps it, where Debian keeps it, and where we may have unpacked it."""
    ensurepip = find_spec("ensurepip")
    bundled = [Path(ensurepip.origin).parent / "_bundled"] if ensurepip and ensurepip.origin else []
    configured = sysconfig.get_config_var("WHEEL_PKG_DIR")
    folders = [*bundled, *([Path(configured)] if configured else []), Path("/usr/share/python-wheels")]
    folders.append(places.unpacked / "usr/share/python-wheels")
    wheels = [wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))]
    return wheels[0] if wheels else None


def fetch_pip_wheel(places: Places, environ: Mapping[str, str]) -> Path:
    """Get Debian's package of the pip wheel, which a bare Python there lacks; raise Problem if there is no way."""
    means = apt.find_means(environ)
    if means == Means.NONE:
        raise Problem(NO_PIP)
    if not apt.install(["python3-pip-whl"], means, places):
        apt.unpack(["python3-pip-whl"], places)
    wheel = find_pip_wheel(places)
    if wheel is None:
        raise Problem(f"{NO_PIP}\n{tail(places.setup_log)}")
    return wheel


def prepare_axe(places: Places, progress: Progress, *, is_required: bool) -> None:
    """Get axe-core, which checks pages for access, from npm: the version and the hash stand in `axe/`.

    Without npm the checks are left out and that is said; where they are required, raise Problem.
    """
    title = "Access checks (axe-core)"
    sources = sorted(Path(__file__).with_name("axe").glob("*.json"))
    stamp = Stamp(places.tools / "axe.stamp", digest_of(sources))
    if stamp.is_current and places.axe.is_file():
        progress.ready(title)
        return
    npm = shutil.which("npm")
    if npm is None:
        if is_required:
            raise Problem("npm is missing, and the access checks need it: apt-get install nodejs npm")
        progress.ready(title, "left out: npm is not installed")
        return
    folder = places.tools / "axe"
    folder.mkdir(parents=True, exist_ok=True)
    with progress.step(title):
        for source in sources:
            shutil.copy(source, folder)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--cache", places.tools / "npm-cache"]
        if run_logged(command, places.setup_log, cwd=folder):
            stamp.write()
            return
    message = f"axe-core did not come from npm.\n{tail(places.setup_log)}"
    if is_required:
        raise Problem(message)
    progress.say(message)
