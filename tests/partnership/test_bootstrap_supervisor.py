"""The supervisor, with tiny programs in place of the portal's: it starts again what dies, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from partnership.bootstrap import ci, run, services, supervisor, testing
from partnership.bootstrap.places import Places
from partnership.bootstrap.reporting import Problem
from partnership.bootstrap.supervisor import DELAYS, SETTLED, Kept, Program, Supervisor

FOREVER = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
WITH_CHILD = (
    "import subprocess, sys, time;"
    f"child = subprocess.Popen([sys.executable, '-c', {FOREVER!r}]); print(child.pid, flush=True); time.sleep(600)"
)


class Clock:
    """A clock that moves when told to."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def keeper(clock):
    """A supervisor whose words are kept; whatever a test leaves running is ended, and signals are put back."""
    words = []
    signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    keeper = Supervisor(say=words.append, clock=clock)
    keeper.words = words
    yield keeper
    keeper.stop(grace=0)
    for number, before in signals.items():
        signal.signal(number, before)


@pytest.fixture
def program(tmp_path):
    def make(code, name="web", **more):
        command = [sys.executable, "-c", code]
        return Program(name, command, dict(os.environ), tmp_path / "log" / f"{name}.log", tmp_path, **more)

    return make


def until(is_true, seconds=20):
    """Wait for another process, as short as can be."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "it did not happen in time"
        os.sched_yield()


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def only_process(keeper):
    return keeper.kept[0].process


def die(keeper):
    process = only_process(keeper)
    process.kill()
    process.wait()


def test_a_program_that_dies_is_started_again_after_a_second(keeper, clock, program):
    keeper.add([program(FOREVER)])
    die(keeper)
    keeper.look_after()
    assert only_process(keeper) is None
    assert keeper.words[0].startswith("web stopped (-9); starting it again in 1 s.")
    clock.now += 0.9
    keeper.look_after()
    assert only_process(keeper) is None
    clock.now += 0.2
    keeper.look_after()
    assert only_process(keeper).poll() is None


def test_one_that_keeps_dying_waits_longer_each_time_and_never_longer_than_half_a_minute(program):
    kept = Kept(program(FOREVER), started_at=0)
    assert [kept.delay_after_death(now=1) for _ in range(8)] == [*DELAYS, 30, 30]


def test_one_that_had_settled_begins_with_the_shortest_wait_again(program):
    kept = Kept(program(FOREVER), started_at=0, deaths=5)
    assert kept.delay_after_death(now=SETTLED) == DELAYS[0]


def test_only_the_one_that_died_is_started_again(keeper, clock, program):
    keeper.add([program(FOREVER), program(FOREVER, "beat")])
    beat = keeper.kept[1].process
    die(keeper)
    keeper.look_after()
    clock.now += 1
    keeper.look_after()
    assert keeper.kept[1].process is beat
    assert (keeper.deaths_of("web"), keeper.deaths_of("beat")) == (1, 0)


def test_stopping_ends_every_process_and_the_processes_they_started(keeper, program, tmp_path):
    keeper.add([program(WITH_CHILD)])
    log = tmp_path / "log" / "web.log"
    until(lambda: log.read_text(encoding="utf-8").endswith("\n"))
    child = int(log.read_text(encoding="utf-8"))
    process = only_process(keeper)
    assert is_alive(child)
    keeper.stop()
    until(lambda: not is_alive(child))
    assert process.returncode == -signal.SIGTERM


def test_the_children_of_one_that_died_are_ended_before_it_starts_again(keeper, program, tmp_path):
    keeper.add([program(WITH_CHILD)])
    log = tmp_path / "log" / "web.log"
    until(lambda: log.read_text(encoding="utf-8").endswith("\n"))
    child = int(log.read_text(encoding="utf-8"))
    die(keeper)
    keeper.look_after()
    until(lambda: not is_alive(child))


def test_one_that_does_not_listen_is_ended_by_force_when_its_time_is_over(keeper, program, tmp_path):
    keeper.add([program(DEAF)])
    until(lambda: "deaf" in (tmp_path / "log" / "web.log").read_text(encoding="utf-8"))
    process = only_process(keeper)
    keeper.stop(grace=0)
    assert process.returncode == -signal.SIGKILL


def test_asking_twice_takes_the_waiting_away(keeper, program, tmp_path, monkeypatch):
    keeper.add([program(DEAF)])
    until(lambda: "deaf" in (tmp_path / "log" / "web.log").read_text(encoding="utf-8"))
    process = only_process(keeper)
    monkeypatch.setattr(supervisor.time, "sleep", lambda _: keeper.request_stop())
    keeper.stop(grace=600)
    assert process.returncode == -signal.SIGKILL


def test_those_that_serve_others_are_stopped_last(keeper, program):
    order = []
    keeper.stop_wave = lambda wave, grace: order.append([kept.program.name for kept in wave])
    kept = [
        program(FOREVER, "PostgreSQL", wave=0, stop_signal=signal.SIGINT),
        program(FOREVER),
        program(FOREVER, "beat"),
    ]
    keeper.add(kept)
    processes = [kept.process for kept in keeper.kept]
    keeper.stop()
    for process in processes:
        process.kill()
        process.wait()
    assert order == [["web", "beat"], ["PostgreSQL"]]


def test_a_signal_ends_the_watch(keeper, program):
    keeper.add([program(FOREVER)])
    keeper.watch_signals()
    signal.raise_signal(signal.SIGTERM)
    keeper.run(tick=0)
    assert keeper.is_stopping


def test_nothing_started_outlives_us_even_if_we_are_killed(tmp_path):
    if sys.platform != "linux":
        pytest.skip("only Linux can promise it")
    code = (
        "import os, sys; from pathlib import Path; from partnership.bootstrap.supervisor import Program, start;"
        f"p = Program('web', [sys.executable, '-c', {FOREVER!r}], os.environ, Path(sys.argv[1]), Path('.'));"
        "print(start(p).pid, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "web.log")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    until(lambda: not is_alive(child))


def test_a_service_that_dies_at_once_is_told_with_the_end_of_its_log(keeper, program, tmp_path):
    log = tmp_path / "log" / "Redis.log"
    keeper.add([program("raise SystemExit('no memory')", "Redis", wave=0)])
    only_process(keeper).wait()
    with pytest.raises(Problem, match=r"(?s)Redis did not start.*no memory"):
        services.wait_until(lambda: False, keeper, "Redis", log)


def test_a_web_server_that_keeps_dying_is_given_up_with_the_end_of_its_log(keeper, program, tmp_path, monkeypatch):
    places = Places(tmp_path, tmp_path)
    keeper.add([program("raise SystemExit('no such module')")])
    monkeypatch.setattr(run, "status_of", lambda *_: None)

    def sleep(_):
        if only_process(keeper):
            only_process(keeper).wait()
        else:
            keeper.clock.now += 1

    monkeypatch.setattr(run.time, "sleep", sleep)
    with pytest.raises(Problem, match=r"(?s)does not start.*no such module"):
        run.wait_for_web(keeper, places, {}, 8000)


def test_the_default_has_one_worker_and_production_one_for_pdfs_too(tmp_path):
    places = Places(tmp_path, tmp_path)
    names = [program.name for program in run.job_programs(places, {}, is_production_like=False)]
    assert names == ["worker", "beat"]
    programs = run.job_programs(places, {}, is_production_like=True)
    queues = {program.name: program.command[program.command.index("-Q") + 1] for program in programs[:-1]}
    assert queues == {"worker": "default,bulk", "worker-pdf": "pdf"}


def test_the_web_server_listens_to_this_machine_alone(tmp_path):
    command = run.web_program(Places(tmp_path, tmp_path), {}, 8123).command
    assert command[command.index("--bind") + 1] == "127.0.0.1:8123"


def test_containers_are_checked_only_where_docker_can(tmp_path, monkeypatch):
    places = Places(tmp_path, tmp_path)
    monkeypatch.setattr(ci, "output_of", lambda _: None)
    assert "Containers" not in ci.check_commands(places)
    monkeypatch.setattr(ci, "output_of", lambda _: "Docker Compose version 2")
    assert "Containers" in ci.check_commands(places)


def test_the_checks_of_the_code_are_these(tmp_path, monkeypatch):
    monkeypatch.setattr(ci, "output_of", lambda _: None)
    assert list(ci.check_commands(Places(tmp_path, tmp_path))) == [
        "Lint",
        "Format",
        "Template lint",
        "Template format",
        "Types",
        "Unused code",
        "Security lint",
        "Deployment check",
        "Migrations",
    ]


def test_mutants_are_a_run_of_their_own_over_the_modules_named(tmp_path):
    places = Places(tmp_path, tmp_path)
    command = testing.test_command(places, ["--mutants", "members/rules.py"])
    assert command[1:] == ["-m", "tests.mutants", "members/rules.py"]
    assert testing.test_command(places, ["tests/issues"]) == testing.pytest_command(places, ["tests/issues"])


def test_what_runs_beside_ends_with_what_it_stands_beside(tmp_path, monkeypatch):
    monkeypatch.setattr(ci, "pytest_command", lambda _places, words: [sys.executable, "-c", *words])
    places, log = Places(tmp_path, tmp_path), tmp_path / "log"
    with ci.beside(places, os.environ, ["print('done')"], log) as short:
        assert short.wait() == 0
    assert log.read_text() == "done\n"
    with pytest.raises(RuntimeError), ci.beside(places, os.environ, [FOREVER], log) as long:
        raise RuntimeError
    assert long.returncode == -signal.SIGTERM
