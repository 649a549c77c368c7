"""The pure parts of set-up: arguments, means, stamps, environment, what is thrown away."""

import io
import os
import socket
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from partnership.bootstrap import apt, data, environment, libraries, packages, run, services
from partnership.bootstrap.apt import Means
from partnership.bootstrap.arguments import parse_manage, parse_run, pytest_words
from partnership.bootstrap.health import first_host
from partnership.bootstrap.places import ROOT, Places, Stamp, digest_of, find_places
from partnership.bootstrap.programs import must_run, output_of, run_logged, tail
from partnership.bootstrap.reporting import Problem, Progress
from partnership.bootstrap.testing import CHROMIUM, require_program


@pytest.fixture
def places(tmp_path):
    return Places(root=tmp_path / "a portal", data=tmp_path / "a portal" / "var")


@pytest.fixture
def progress():
    return Progress(io.StringIO())


def said(progress):
    return progress.stream.getvalue()


# --- What may be written after the commands ---------------------------------------------------


def test_run_without_arguments_listens_on_port_8000_and_keeps_the_data():
    options = parse_run([])
    assert (options.port, options.fresh, options.production_like) == (8000, False, False)


def test_run_reads_each_of_its_arguments():
    options = parse_run(["--port", "8123", "--fresh", "--production-like"])
    assert (options.port, options.fresh, options.production_like) == (8123, True, True)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "eighty", "80.5", ""])
def test_what_is_not_a_port_is_refused_in_words(text, capsys):
    with pytest.raises(SystemExit) as exit_:
        parse_run([f"--port={text}"])
    assert exit_.value.code == 2
    assert "a number from 1 to 65535" in capsys.readouterr().err


def test_help_names_every_argument_and_sets_nothing_up(capsys):
    with pytest.raises(SystemExit) as exit_:
        parse_run(["--help"])
    text = capsys.readouterr().out
    assert exit_.value.code == 0
    assert all(word in text for word in ("--port", "--fresh", "--production-like", "PORTAL_SAMPLE_DATA"))


def test_arguments_of_manage_belong_to_the_command_except_the_first():
    assert parse_manage(["migrate", "--production-like"]) == (False, ["migrate", "--production-like"])
    assert parse_manage(["--production-like", "migrate"]) == (True, ["migrate"])
    assert parse_manage([]) == (False, [])


TWO = ["-n", "2", "--dist", "worksteal"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], TWO),
        (["tests/issues", "-k", "late"], [*TWO, "tests/issues", "-k", "late"]),
        (["--all-looks"], [*TWO, "--all-looks"]),
        (["-n", "0"], ["-n", "0"]),
        (["-n4"], ["-n4"]),
        (["--pdb"], ["--pdb"]),
    ],
)
def test_pytest_runs_on_two_processes_unless_the_words_say_otherwise(words, expected):
    assert pytest_words(words) == expected


def test_coverage_counts_on_two_processes_and_names_the_lines_not_covered():
    assert pytest_words(["--coverage", "tests/issues"]) == [*TWO, "--cov", "--cov-report=term", "tests/issues"]


def test_a_random_order_is_that_of_its_seed():
    expected = ["--random-order-bucket=global", "--random-order-seed=17", "tests/issues"]
    assert pytest_words(["--random-order", "17", "tests/issues"]) == [*TWO, *expected]


@pytest.mark.parametrize("after", [[], ["tests/issues"], ["--coverage"]])
def test_a_random_order_without_a_seed_gets_one_for_all_processes(after):
    *_two, bucket, seed = pytest_words(["--random-order", *after])[: len(TWO) + 2]
    assert bucket == "--random-order-bucket=global"
    assert seed.removeprefix("--random-order-seed=").isdigit()
    assert pytest_words(["--random-order", *after])[len(TWO) + 2 :] == pytest_words(after)[len(TWO) :]


# --- How Debian packages are got --------------------------------------------------------------


@pytest.mark.parametrize(
    ("has_apt", "is_root", "has_sudo", "wish", "means"),
    [
        (True, True, False, "", Means.ROOT),
        (True, False, True, "", Means.SUDO),
        (True, False, False, "", Means.UNPACK),
        (False, True, False, "", Means.NONE),
        (False, False, True, "", Means.NONE),
        (True, True, True, "unpack", Means.UNPACK),
        (True, True, True, "never", Means.NONE),
        (False, False, False, "unpack", Means.NONE),
    ],
)
def test_packages_are_got_by_what_this_person_may_do(has_apt, is_root, has_sudo, wish, means):
    assert apt.choose_means(has_apt=has_apt, is_root=is_root, has_sudo=has_sudo, wish=wish) is means


@pytest.fixture
def apt_brings(tmp_path, monkeypatch):
    """Let a machine have some programs, and apt only some packages; give the list of those it was asked for."""

    def only(*, there, packages):
        for name in there:
            (tmp_path / name).touch(mode=0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        asked = []
        monkeypatch.setattr(apt, "install", lambda names, *_: asked.extend(names) or set(names) <= set(packages))
        return asked

    return only


WINDOWLESS, WINDOWED = CHROMIUM[:2]


@pytest.mark.parametrize(
    ("there", "packages", "asked_for"),
    [
        ([WINDOWLESS], [], []),
        ([], [WINDOWLESS], [WINDOWLESS]),
        ([WINDOWED], [WINDOWLESS], [WINDOWLESS]),
        ([WINDOWED], [], [WINDOWLESS, WINDOWED]),
    ],
)
def test_the_browser_without_a_window_is_fetched_where_it_can_be(
    there, packages, asked_for, apt_brings, places, progress
):
    asked = apt_brings(there=there, packages=packages)
    choices = [[WINDOWLESS], [WINDOWED]]
    require_program(places, progress, {}, "Chromium", CHROMIUM, choices)
    assert asked == asked_for


def test_where_no_browser_comes_it_says_what_to_install(apt_brings, places, progress):
    apt_brings(there=[], packages=[])
    places.setup_log.parent.mkdir(parents=True)
    places.setup_log.touch()
    with pytest.raises(Problem, match="apt-get install chromium"):
        require_program(places, progress, {}, "Chromium", CHROMIUM, [[WINDOWLESS], [WINDOWED]])


def test_the_plan_of_apt_is_read_and_the_c_library_never_unpacked():
    plan = (
        "Reading package lists...\n"
        "Inst libc6 [2.36-9] (2.36-10 Debian [amd64])\n"
        "Inst libthai0 (0.1.29-1 Debian:12.5/stable [amd64])\n"
        "Inst libpango-1.0-0 (1.50.12+ds-1 Debian:12.5/stable [amd64])\n"
        "Conf libthai0 (0.1.29-1 Debian:12.5/stable [amd64])\n"
    )
    assert apt.names_in_plan(plan) == ["libthai0", "libpango-1.0-0"]


def test_nothing_is_installed_for_the_machine_without_the_right_to(places):
    assert apt.install(["anything"], Means.UNPACK, places) is False
    assert not places.setup_log.exists()


def test_unpacked_libraries_are_found_with_a_font_configuration_of_our_own(places, monkeypatch):
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    assert libraries.unpacked_environment(places) == {}
    folder = places.unpacked / "usr/lib/x86_64-linux-gnu"
    folder.mkdir(parents=True)
    (folder / "libpango-1.0.so.0").touch()
    extra = libraries.unpacked_environment(places)
    assert extra["LD_LIBRARY_PATH"] == str(folder)
    assert str(places.unpacked / "usr/share/fonts") in Path(extra["FONTCONFIG_FILE"]).read_text(encoding="utf-8")


def test_without_any_means_the_portal_goes_on_and_says_what_is_missing(places, progress, monkeypatch):
    monkeypatch.setattr(libraries, "missing_libraries", lambda *_: ["libpango-1.0.so.0"])
    monkeypatch.setattr(apt, "find_means", lambda _: Means.NONE)
    assert libraries.prepare_libraries(places, progress, {}) == {}
    assert "cannot make PDFs: please install libpango-1.0-0" in said(progress)


def test_where_installing_fails_the_libraries_are_unpacked(places, progress, monkeypatch):
    found = iter([["libpango-1.0.so.0"], []])
    monkeypatch.setattr(libraries, "missing_libraries", lambda *_: next(found))
    monkeypatch.setattr(apt, "find_means", lambda _: Means.ROOT)
    monkeypatch.setattr(apt, "install", lambda *_: False)
    monkeypatch.setattr(apt, "unpack", lambda *_: (places.unpacked / "lib").mkdir(parents=True))
    monkeypatch.setattr(libraries, "unpacked_environment", lambda _: {"LD_LIBRARY_PATH": "x"})
    assert libraries.prepare_libraries(places, progress, {}) == {"LD_LIBRARY_PATH": "x"}


def test_where_nothing_comes_the_reason_is_told_and_the_portal_goes_on(places, progress, monkeypatch):
    def fail(*_):
        raise Problem("The list of Debian packages did not come.")

    monkeypatch.setattr(libraries, "missing_libraries", lambda *_: ["libpango-1.0.so.0"])
    monkeypatch.setattr(apt, "find_means", lambda _: Means.UNPACK)
    monkeypatch.setattr(apt, "unpack", fail)
    assert libraries.prepare_libraries(places, progress, {}) == {}
    assert "did not come" in said(progress)


# --- Stamps: a step is done again only when what it depends on changed --------------------------


def test_a_stamp_is_current_until_a_file_or_a_word_changes(tmp_path):
    source = tmp_path / "requirements.txt"
    source.write_text("django", encoding="utf-8")
    stamp = Stamp(tmp_path / "stamps" / "packages", digest_of([source], "3.11"))
    assert not stamp.is_current
    stamp.write()
    assert Stamp(stamp.path, digest_of([source], "3.11")).is_current
    assert not Stamp(stamp.path, digest_of([source], "3.12")).is_current
    source.write_text("django!", encoding="utf-8")
    assert not Stamp(stamp.path, digest_of([source], "3.11")).is_current


def test_the_order_of_files_does_not_change_the_stamp_but_a_name_does(tmp_path):
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    for path in (one, two, three):
        path.write_text("same", encoding="utf-8")
    assert digest_of([one, two]) == digest_of([two, one])
    assert digest_of([one, two]) != digest_of([one, three])


def test_packages_are_stamped_for_their_own_list_of_requirements(places):
    places.root.mkdir()
    for name in ("requirements.txt", "requirements-dev.txt"):
        (places.root / name).write_text(name, encoding="utf-8")
    stamp = packages.packages_stamp(places, "requirements.txt")
    assert stamp != packages.packages_stamp(places, "requirements-dev.txt")
    assert places.venv in stamp.path.parents


# --- Secret key, kind of data, environment ------------------------------------------------------


def test_the_secret_key_is_made_once_and_readable_by_its_owner_alone(places):
    path = Path(environment.secret_key_file(places))
    first = path.read_text(encoding="utf-8")
    assert len(first) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Path(environment.secret_key_file(places)).read_text(encoding="utf-8") == first


@pytest.mark.parametrize(("wish", "is_sample"), [("", True), ("true", True), ("false", False), ("0", False)])
def test_data_stays_of_the_kind_it_was_made_as(places, wish, is_sample):
    assert environment.settle_sample_data(places, {"PORTAL_SAMPLE_DATA": wish}) is is_sample
    assert environment.settle_sample_data(places, {}) is is_sample


@pytest.mark.parametrize(("first", "then"), [("false", "true"), ("true", "false")])
def test_real_data_cannot_be_opened_to_sample_sign_in_nor_the_other_way_round(places, first, then):
    environment.settle_sample_data(places, {"PORTAL_SAMPLE_DATA": first})
    with pytest.raises(Problem, match="stays so"):
        environment.settle_sample_data(places, {"PORTAL_SAMPLE_DATA": then})


def test_a_wish_that_is_neither_true_nor_false_is_refused(places):
    with pytest.raises(Problem, match="can be true or false"):
        environment.settle_sample_data(places, {"PORTAL_SAMPLE_DATA": "perhaps"})


def test_the_database_of_another_project_in_the_shell_is_not_touched(places):
    shell = {"DATABASE_URL": "postgres://theirs", "BROKER_URL": "redis://theirs", "SECRET_KEY": "x", "LANG": "C"}
    env = environment.portal_environment(places, shell, {}, port=8123)
    assert not {"DATABASE_URL", "BROKER_URL", "SECRET_KEY"} & set(env)
    assert (env["LANG"], env["PORTAL_SITE_URL"]) == ("C", "http://127.0.0.1:8123")
    assert (env["PORTAL_HTTPS"], env["PORTAL_SAMPLE_DATA"]) == ("false", "true")


def test_programs_keep_what_they_compiled_whatever_the_shell_says(places):
    env = environment.portal_environment(places, {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "/x"}, {}, port=8000)
    assert not {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"} & set(env)


def test_production_like_data_lies_apart_and_its_services_are_passed_on(places):
    assert find_places({}, is_production_like=True).data == ROOT / "var" / "production-like"
    assert find_places({"PORTAL_DATA_DIR": "/elsewhere"}).data == Path("/elsewhere")
    env = environment.portal_environment(places, {}, {}, port=8000, services={"DATABASE_URL": "postgres://ours"})
    assert env["DATABASE_URL"] == "postgres://ours"


# --- Data: made once, thrown away on request -----------------------------------------------------


def test_fresh_removes_what_the_portal_made_and_nothing_else(places):
    (places.data / "files").mkdir(parents=True)
    for name in ("portal.sqlite3", "secret-key", "files/report.pdf", "holiday.jpg"):
        (places.data / name).touch()
    cluster = places.root / "cluster"
    cluster.mkdir()
    data.throw_away(places, cluster)
    assert [path.name for path in places.data.iterdir()] == ["holiday.jpg"]
    assert not cluster.exists()


def test_a_link_in_the_data_is_removed_and_not_followed(places, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    places.data.mkdir(parents=True)
    (places.data / "files").symlink_to(elsewhere)
    data.throw_away(places, places.data / "postgres")
    assert (elsewhere / "kept").exists()
    assert not (places.data / "files").is_symlink()


def test_a_sample_year_that_was_begun_and_not_ended_is_made_again(places, progress):
    half = data.half_sample_year(places)
    half.parent.mkdir(parents=True)
    half.touch()
    (places.data / "portal.sqlite3").touch()
    run.begin_again(places, progress, {}, is_fresh=False)
    assert not (places.data / "portal.sqlite3").exists()
    assert "not finished the last time" in said(progress)


def test_data_that_was_made_whole_is_kept(places, progress):
    places.data.mkdir(parents=True)
    (places.data / "portal.sqlite3").touch()
    run.begin_again(places, progress, {}, is_fresh=False)
    assert (places.data / "portal.sqlite3").exists()


@pytest.mark.parametrize("rows", [{"common_installation": "is_sample"}, {"accounts_user": "id"}])
def test_real_data_is_kept_whatever_an_earlier_start_left_beside_it(places, progress, rows):
    half = data.half_sample_year(places)
    half.parent.mkdir(parents=True)
    half.touch()
    make_database(places, **rows)
    run.begin_again(places, progress, {}, is_fresh=False)
    assert (places.data / "portal.sqlite3").exists()
    assert said(progress) == ""


def test_real_data_is_kept_even_where_a_fresh_start_is_asked_for(places, progress):
    make_database(places, common_installation="is_sample")
    with pytest.raises(Problem, match="data of real people"):
        run.begin_again(places, progress, {}, is_fresh=True)
    assert (places.data / "portal.sqlite3").exists()


def test_real_data_in_our_own_postgresql_is_kept_too(places, progress, monkeypatch):
    monkeypatch.setattr(run, "cluster_folder", lambda data: data / "postgres")
    (places.data / "postgres").mkdir(parents=True)
    (places.data / "sample-data").write_text("false", encoding="utf-8")
    with pytest.raises(Problem, match="data of real people"):
        run.begin_again(places, progress, {}, is_fresh=True)
    assert (places.data / "postgres").exists()


@pytest.mark.parametrize("record", [None, "true", "false"])
def test_the_mark_in_the_database_decides_and_not_the_record_beside_it(places, record):
    make_database(places, common_installation="is_sample")
    if record:
        (places.data / "sample-data").write_text(record, encoding="utf-8")
    assert environment.settle_sample_data(places, {}) is False
    with pytest.raises(Problem, match="is real data, and stays so"):
        environment.settle_sample_data(places, {"PORTAL_SAMPLE_DATA": "true"})


def make_database(places, **rows):
    """Write tables of one row each, whose one column holds a zero."""
    places.data.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(places.data / "portal.sqlite3")) as database:
        for table, column in rows.items():
            database.execute(f"CREATE TABLE {table} ({column})")
            database.execute(f"INSERT INTO {table} VALUES (0)")
        database.commit()


def test_fresh_never_empties_a_database_that_is_not_ours(places, progress):
    theirs = Places(places.root, places.data / "production-like")
    with pytest.raises(Problem, match="empty it yourself"):
        run.begin_again(theirs, progress, {"DATABASE_URL": "postgres://theirs"}, is_fresh=True)


def test_a_step_with_a_current_stamp_does_not_start_a_program(places, progress):
    (places.root / "issues/migrations").mkdir(parents=True)
    for name in ("requirements.txt", "issues/migrations/0001_initial.py"):
        (places.root / name).write_text(name, encoding="utf-8")
    places.data.mkdir()
    (places.data / "portal.sqlite3").touch()
    files = [places.root / "issues/migrations/0001_initial.py", places.root / "requirements.txt"]
    Stamp(places.data / "stamps" / "database", digest_of(files, "")).write()
    data.prepare_database(places, progress, {}, "")
    assert said(progress).split()[-1] == "ready"
    assert not places.setup_log.exists()


# --- Ports, names, words -------------------------------------------------------------------------


def test_a_port_that_is_taken_is_told_in_plain_words():
    port = services.free_port()
    run.check_port(port)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert services.has_listener(port)
        with pytest.raises(Problem, match=rf"Port {port} is taken .* --port {port + 1}"):
            run.check_port(port)


def test_a_folder_one_may_not_write_to_is_told_in_plain_words(places, monkeypatch):
    monkeypatch.setattr(environment.os, "access", lambda *_: False)
    with pytest.raises(Problem, match="You may not write to"):
        environment.check_writable(places)


def test_two_runs_on_the_same_data_are_refused(places):
    with run.only_run(places), pytest.raises(Problem, match="already running"), run.only_run(places):
        pass


def test_the_health_page_is_asked_by_a_name_the_portal_answers_to():
    assert first_host({}) == "127.0.0.1"
    assert first_host({"PORTAL_HOSTS": "portal.example.org, other"}) == "portal.example.org"
    assert first_host({"PORTAL_HOSTS": ".example.org"}) == "example.org"
    assert first_host({"PORTAL_HOSTS": "*"}) == "127.0.0.1"


def test_with_sample_data_the_last_lines_say_where_to_sign_in(places):
    places.data.mkdir(parents=True)
    lines = "\n".join(run.closing_lines(places, {"PORTAL_SAMPLE_DATA": "true"}, 8123))
    assert "http://127.0.0.1:8123/sign-in/sample/" in lines
    lines = "\n".join(run.closing_lines(places, {"PORTAL_SAMPLE_DATA": "false"}, 8123))
    assert "sign-in" not in lines
    assert "http://127.0.0.1:8123/" in lines


def test_a_step_is_one_line_with_its_seconds_and_quiet_ones_say_nothing(progress):
    with progress.step("Database"):
        pass
    assert said(progress).startswith("Database ....")
    assert said(progress).endswith(" 0.0 s\n")
    quiet = Progress(io.StringIO(), is_quiet=True)
    quiet.ready("Database")
    assert said(quiet) == ""


def test_a_program_that_fails_raises_the_message_with_the_end_of_its_output(tmp_path):
    log = tmp_path / "log" / "setup.log"
    must_run([sys.executable, "-c", "print('fine')"], log, "unused")
    with pytest.raises(Problem, match=r"(?s)It broke\..*no such wheel"):
        must_run([sys.executable, "-c", "raise SystemExit('no such wheel')"], log, "It broke.")
    assert run_logged([tmp_path / "nothing"], log) is False
    assert output_of([tmp_path / "nothing"]) is None
    assert tail(tmp_path / "nothing") == ""


def test_set_up_needs_nothing_but_the_standard_library():
    code = "import sys; sys.path.insert(0, sys.argv[1]); import bootstrap.main; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(ROOT / "partnership")], capture_output=True, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.decode().split()}
    assert loaded - set(sys.stdlib_module_names) - {"__main__", "bootstrap"} == set()


@pytest.mark.parametrize("name", ["run", "test", "manage", ".ci/run", "partnership/bootstrap/start"])
def test_each_command_can_be_typed(name):
    assert os.access(ROOT / name, os.X_OK)
