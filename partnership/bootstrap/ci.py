"""`.ci/run`: the tests; with CI=true every other check too, and the tests again on PostgreSQL and Redis.

What kills processes, and what is looked at in a browser, runs once, on the real services; the former mostly waits, and
so runs beside all else. Of the others only those run again that ask the database something new: see `tests/engines.py`.
Last, with nothing beside it, the time of pages is measured.
"""

import os
import secrets
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from . import apt
from .apt import Means
from .places import Places, find_places
from .programs import output_of, tail
from .reporting import Problem, Progress
from .services import CARELESS, own_postgres, own_redis, postgres_folder, redis_program, start_services
from .supervisor import Supervisor
from .testing import is_ci, pytest_command, run_pytest, set_up_tests

CODE = (
    "accounts",
    "answers",
    "common",
    "consultations",
    "expenses",
    "governance",
    "involvement",
    "issues",
    "meetings",
    "members",
    "partnership",
    "reports",
)

NOTHING_TO_RUN = 5  # pytest's, where the words leave nothing


def ci(words: Sequence[str]) -> int:
    """Do `.ci/run WORDS` (for pytest) and return the exit code of the first step that fails, else 0."""
    environ = dict(os.environ)
    places = find_places(environ)
    progress = Progress()
    env = set_up_tests(places, progress, environ)
    if not is_ci(environ):
        return run_pytest(places, env, words)
    get_services(places, progress, environ)
    if code := check_all(places, progress, env):
        return code
    progress.say("\nThe tests on SQLite; those in the browser, and those that kill processes, follow on PostgreSQL.")
    with tempfile.TemporaryDirectory(prefix="portal-ci-") as asked:
        here = ["-m", "not browser and not services and not faults", f"--keep-statements={asked}"]
        if code := run_pytest(places, env, [*here, *words]):
            return code
        if code := test_on_services(places, progress, env, [f"--statements={asked}", *words]):
            return code
    return measure(places, progress, env)


def get_services(places: Places, progress: Progress, environ: Mapping[str, str]) -> None:
    """Get PostgreSQL's and Redis's programs where they are missing; raise Problem if that is not possible."""
    needed = [] if postgres_folder(places) else ["postgresql"]
    needed += [] if redis_program(places) else ["redis-server"]
    if not needed:
        progress.ready("PostgreSQL and Redis")
        return
    with progress.step("PostgreSQL and Redis"):
        means = apt.find_means(environ)
        if means == Means.NONE:
            raise Problem(f"Please install {' and '.join(needed)}.")
        if not apt.install(needed, means, places):
            apt.unpack(needed, places)
    if not (postgres_folder(places) and redis_program(places)):
        raise Problem(f"{' and '.join(needed)} did not come.\n{tail(places.setup_log)}")


def pages(places: Places) -> list[str]:
    """Return the templates whose form is checked: not those of form controls, where each space is drawn."""
    templates = places.root / "templates"
    drawn = (templates / "django" / "forms" / "widgets", templates / "portal")
    found = sorted(templates.rglob("*.html"))
    return [str(path) for path in found if not any(path.is_relative_to(folder) for folder in drawn)]


def check_commands(places: Places) -> dict[str, list[str]]:
    """Return the checks of the code, by the title each is shown under."""
    python, manage = str(places.python), str(places.root / "manage.py")
    djade = str(places.python.with_name("djade"))
    checks = {
        "Lint": [python, "-m", "ruff", "check", "."],
        "Format": [python, "-m", "ruff", "format", "--check", "."],
        "Template lint": [python, "-m", "djlint", "--lint", "--quiet", "templates"],
        "Template format": [djade, "--check", *pages(places)],
        "Types": [python, "-m", "mypy"],
        "Unused code": [python, "-m", "tests.unused"],
        "Security lint": [python, "-m", "bandit", "-q", "-ll", "-r", *CODE],
        "Deployment check": [python, manage, "check", "--deploy", "--fail-level", "WARNING"],
        "Migrations": [python, manage, "makemigrations", "--check", "--dry-run"],
    }
    if output_of(["docker", "compose", "version"]) is not None:
        checks["Containers"] = ["docker", "compose", "config", "--quiet"]
    return checks


def check_all(places: Places, progress: Progress, env: Mapping[str, str]) -> int:
    """Run every check of the code, as it would be deployed; show the output of the first that fails."""
    with tempfile.TemporaryDirectory(prefix="portal-ci-") as data:
        deployed = {
            **env,
            "DJANGO_SETTINGS_MODULE": "partnership.settings",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "PORTAL_HTTPS": "true",
            "PORTAL_DATA_DIR": data,
        }
        for title, command in check_commands(places).items():
            with progress.step(title):
                done = subprocess.run(
                    command, env=deployed, cwd=places.root, check=False,
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                )  # fmt: skip
            if done.returncode:
                progress.say(done.stdout.decode(errors="replace"))
                return done.returncode
    return 0


def test_on_services(places: Places, progress: Progress, env: Mapping[str, str], words: Sequence[str]) -> int:
    """Run every test on a PostgreSQL and a Redis of their own, in a folder that is thrown away."""
    supervisor = Supervisor(say=progress.say)
    with tempfile.TemporaryDirectory(prefix="portal-ci-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL may run as another user, who passes through
        postgres = own_postgres(places, env, folder / "postgres", folder / "postgres.log", *CARELESS)
        redis = own_redis(places, env, folder / "redis", folder / "redis.log")
        try:
            start_services([postgres, redis], supervisor, places.setup_log)
            progress.say(f"\nThe tests on {postgres.describe()}\n         and {redis.describe()}")
            path = f"{redis.binary.parent}:{env.get('PATH', '')}"  # tests that kill a Redis start one of their own
            own = {**redis.env, "DATABASE_URL": postgres.url, "BROKER_URL": redis.url, "PATH": path}
            with beside(places, own, ["-n", "0", "-m", "faults", *words], folder / "faults.log") as faults:
                code = run_pytest(places, own, ["-m", "not plain and not faults", *words])
                faults_code = faults.wait()
            progress.say(f"\nThose that kill processes, which ran beside:\n{(folder / 'faults.log').read_text()}")
            return code or (0 if faults_code == NOTHING_TO_RUN else faults_code)
        finally:
            supervisor.stop()


def measure(places: Places, progress: Progress, env: Mapping[str, str]) -> int:
    """Measure the portal beside a bare Django project, last and alone; fail where a page has become slower."""
    progress.say("\nThe time of pages beside those of a bare Django project (docs/measuring.md)")
    command = [str(places.python), "-m", "bench", "--short"]
    return subprocess.run(command, env=dict(env), cwd=places.root, check=False, stdin=subprocess.DEVNULL).returncode


@contextmanager
def beside(
    places: Places, env: Mapping[str, str], words: Sequence[str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run pytest beside whatever the block does; what it says goes into LOG. It ends with the block."""
    with log.open("w") as output:
        command = pytest_command(places, words)
        process = subprocess.Popen(
            command, env=dict(env), cwd=places.root, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
