"""`./run`: sets up, then keeps web server, worker and beat running until Ctrl-C."""

import fcntl
import json
import os
import socket
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from .arguments import parse_run
from .data import half_sample_year, prepare_data, throw_away
from .environment import check_writable, portal_environment, set_up
from .health import first_host, status_of
from .kinds import is_of_real_people, may_be_made_again
from .places import Places, find_places
from .programs import tail
from .reporting import Problem, Progress
from .services import Postgres, Redis, cluster_folder, own_postgres, own_redis, start_services
from .supervisor import Program, Supervisor

URLS = ("DATABASE_URL", "BROKER_URL")
# A web server that dies this often before its first page will not come up by itself.
ENOUGH_DEATHS = 3


def run(words: Sequence[str]) -> int:
    """Do `./run WORDS` and return the exit code."""
    options = parse_run(words)
    progress = Progress()
    environ = dict(os.environ)
    places = find_places(environ, options.production_like)
    check_port(options.port)
    check_writable(places)
    with only_run(places):
        libraries = set_up(places, progress, environ, "requirements.txt")
        supervisor = Supervisor(say=progress.say)
        try:
            serve(places, progress, environ, libraries, options, supervisor)
        finally:
            supervisor.stop()
    progress.say("Stopped.")
    return 0


def check_port(port: int) -> None:
    """Raise Problem if PORT cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Problem(f"You may not use port {port}. Choose one from 1024 up: ./run --port 8001") from None
        except OSError:
            raise Problem(f"Port {port} is taken by another program. Choose another: ./run --port {port + 1}") from None


@contextmanager
def only_run(places: Places) -> Iterator[None]:
    """Hold the data for one `./run`: two of them would fight over its files."""
    places.data.mkdir(parents=True, exist_ok=True)
    with (places.data / "lock").open("w") as lock:
        os.chmod(lock.name, 0o600)  # noqa: PTH101
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem(f"The portal is already running on the data in {places.data}.") from None
        yield


def serve(
    places: Places,
    progress: Progress,
    environ: dict[str, str],
    libraries: Mapping[str, str],
    options: Namespace,
    supervisor: Supervisor,
) -> None:
    """Prepare the data, start everything, say where it is, and look after it until somebody stops us."""
    begin_again(places, progress, environ, is_fresh=options.fresh)
    move_logs(places)
    services = {}
    if options.production_like:
        services = provide_services(places, progress, environ, libraries, supervisor)
    env = portal_environment(places, environ, libraries, port=options.port, services=services)
    prepare_data(places, progress, env, environ.get("DATABASE_URL", ""))
    with progress.step("Web server"):
        supervisor.add([web_program(places, env, options.port)])
        wait_for_web(supervisor, places, env, options.port)
    supervisor.add(job_programs(places, env, is_production_like=options.production_like))
    for line in closing_lines(places, env, options.port):
        progress.say(line)
    supervisor.watch_signals()
    supervisor.run()
    progress.say("\nStopping.")


def begin_again(places: Places, progress: Progress, environ: Mapping[str, str], *, is_fresh: bool) -> None:
    """Throw the data away where that was asked for, or where its sample year was begun and never ended.

    Real data is never thrown away, whatever an earlier start left beside it.
    """
    if is_fresh and is_of_real_people(places, cluster_folder(places.data)):
        raise Problem(f"This is the data of real people, so --fresh leaves it alone. Remove {places.data} yourself.")
    if not is_fresh and not (half_sample_year(places).exists() and may_be_made_again(places)):
        return
    if "DATABASE_URL" in environ and places.data.name == "production-like":
        raise Problem("The database is yours (DATABASE_URL): empty it yourself, and remove " + str(places.data))
    if not is_fresh:
        progress.say("The sample year was not finished the last time; it is made again.")
    throw_away(places, cluster_folder(places.data))


def move_logs(places: Places) -> None:
    """Keep the logs of the last run as NAME.log.1, and begin new ones."""
    for log in places.logs.glob("*.log"):
        log.replace(log.with_suffix(".log.1"))


def provide_services(
    places: Places,
    progress: Progress,
    environ: Mapping[str, str],
    libraries: Mapping[str, str],
    supervisor: Supervisor,
) -> dict[str, str]:
    """Return the addresses of PostgreSQL and Redis: those of the person's environment, else of our own, started now.

    They are left in `services.json`, for `./manage --production-like` to find.
    """
    urls = {name: environ[name] for name in URLS if environ.get(name)}
    env = {**environ, **libraries}
    own: list[Postgres | Redis] = []
    if "DATABASE_URL" not in urls:
        own.append(own_postgres(places, env, cluster_folder(places.data), places.logs / "postgres.log"))
    if "BROKER_URL" not in urls:
        own.append(own_redis(places, env, places.data / "redis", places.logs / "redis.log"))
    if own:
        with progress.step(" and ".join(service.name for service in own)):
            start_services(own, supervisor, places.setup_log)
    for service in own:
        urls[service.variable] = service.url
        progress.say(f"  {service.describe()}")
    for name in set(URLS) - {service.variable for service in own}:
        progress.say(f"  {name} of your environment")
    note = places.data / "services.json"
    note.touch(mode=0o600)
    note.write_text(json.dumps(urls), encoding="utf-8")
    return urls


def web_program(places: Places, env: Mapping[str, str], port: int) -> Program:
    command = [str(places.python), "-m", "gunicorn", "partnership.wsgi", "--bind", f"127.0.0.1:{port}"]
    return Program("web", command, env, places.logs / "web.log", places.root)


def job_programs(places: Places, env: Mapping[str, str], *, is_production_like: bool) -> list[Program]:
    """Return worker and beat; with real services a worker for PDFs of its own, which others need not wait behind."""
    queues = {"worker": "default,bulk", "worker-pdf": "pdf"} if is_production_like else {"worker": "default,bulk,pdf"}
    celery = [str(places.python), "-m", "celery", "-A", "partnership"]
    programs = []
    for name, names in queues.items():
        words = ["worker", "-Q", names, "-n", f"{name}@%h", "-l", "WARNING", "--without-gossip"]
        words += ["--without-mingle", "--without-heartbeat"]
        words += ["--concurrency", "1" if names == "pdf" else "2"]
        programs.append(Program(name, [*celery, *words], env, places.logs / f"{name}.log", places.root))
    beat = [*celery, "beat", "-l", "WARNING", "--pidfile", ""]
    return [*programs, Program("beat", beat, env, places.logs / "beat.log", places.root)]


def wait_for_web(supervisor: Supervisor, places: Places, env: Mapping[str, str], port: int) -> None:
    """Wait for the first page; raise Problem with the end of the web server's log if it keeps dying."""
    host = first_host(env)
    while status_of(port, host) is None:
        supervisor.look_after()
        if supervisor.deaths_of("web") >= ENOUGH_DEATHS:
            raise Problem(f"The web server does not start.\n{tail(places.logs / 'web.log')}")
        time.sleep(0.05)


def closing_lines(places: Places, env: Mapping[str, str], port: int) -> list[str]:
    """Return what to say once all runs: the address, and who to sign in as."""
    address = f"http://127.0.0.1:{port}/"
    lines = ["", f"The portal is running: {address}"]
    if env["PORTAL_SAMPLE_DATA"] == "true":
        lines.append(f"Sign in as any sample person: {address}sign-in/sample/")
        with suppress(OSError):
            lines += (places.data / "sample-people.txt").read_text(encoding="utf-8").splitlines()
    return [*lines, f"Logs: {places.logs}", "Ctrl-C stops it."]
