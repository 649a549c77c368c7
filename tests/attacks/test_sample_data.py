"""Promise 16: one variable in the environment must not open real data, whichever way the portal is started."""

import json
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from partnership.bootstrap import run
from partnership.bootstrap.places import find_places
from partnership.start_check import REFUSAL
from tests.databases import Copy

ROOT = Path(__file__).resolve().parents[2]
# Long enough for a slow machine to start, and to be asked; what was not refused would run for ever.
PATIENCE = 60


class Installed:
    """A service with real people in a folder of its own, made by `start_service`."""

    def __init__(self, folder):
        dropped = {"DATABASE_URL", "BROKER_URL", "DJANGO_SETTINGS_MODULE", "PORTAL_SAMPLE_DATA"}
        self.environment = {name: value for name, value in os.environ.items() if name not in dropped} | {
            "DJANGO_SETTINGS_MODULE": "partnership.settings",
            "PORTAL_DATA_DIR": str(folder),
            "PORTAL_HTTPS": "false",
            "SECRET_KEY": secrets.token_urlsafe(60),
        }

    def begin(self, *words, **extra):
        """Run a program to its end, or for `PATIENCE`, and return (exit code, or None; what it said)."""
        environment = {**self.environment, **extra}
        options = {"env": environment, "cwd": ROOT, "text": True, "start_new_session": True}
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options) as process:
            try:
                said, _nothing = process.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                return None, process.communicate()[0]
        return process.returncode, said

    def manage(self, *words, **extra):
        return self.begin(sys.executable, "manage.py", *words, **extra)


@pytest.fixture(scope="module")
def installed(migrated, tmp_path_factory):
    folder = tmp_path_factory.mktemp("real")
    if migrated.is_file:  # then `migrate` has nothing left to do
        migrated.copy_to(Copy(str(folder / "portal.sqlite3"), folder / "files"))
    service = Installed(folder)
    first = ("--no-input", "--administrator", "ada@county.gov.uk", "--coordinator", "cora@county.gov.uk")
    for words in (["migrate", "--verbosity", "0"], ["createcachetable"], ["start_service", *first]):
        code, said = service.manage(*words)
        assert code == 0, said
    return service


def of_run():
    """Return the programs that `./run` starts."""
    places = find_places({}, is_production_like=False)
    programs = [run.web_program(places, {}, 0), *run.job_programs(places, {}, is_production_like=False)]
    return {f"run {program.name}": [sys.executable, *program.command[1:]] for program in programs}


def of_containers():
    """Return the programs of the image and of docker-compose.yml."""
    image = re.search(r"^CMD (\[.*?\])", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    web = [word.replace("0.0.0.0:8000", "127.0.0.1:0") for word in json.loads(image[1].replace("\\\n", ""))]
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    lines = re.findall(r"command: (python -m celery .*)", compose)
    found = [web, *(line.split() for line in lines)]
    return {f"container {number}": [sys.executable, *words[1:]] for number, words in enumerate(found)}


def by_hand():
    gunicorn = [sys.executable, "-m", "gunicorn", "partnership.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket"]
    commands = (["send_outbox"], ["runserver", "--noreload", "0"])
    return {
        "gunicorn by hand": gunicorn,
        **{f"command {words[0]}": [sys.executable, "manage.py", *words] for words in commands},
    }


WAYS = of_run() | of_containers() | by_hand()


def test_every_way_of_starting_is_tried():
    assert len(of_run()) == 3
    assert len(of_containers()) == 4


@pytest.mark.parametrize("way", WAYS)
def test_nothing_starts_over_real_data_where_sample_data_is_asked_for(installed, way):
    code, said = installed.begin(*WAYS[way], PORTAL_SAMPLE_DATA="true")
    assert code not in (0, None), said
    assert said.strip() == f"Error: {REFUSAL}"


def test_gunicorn_without_preloading_does_not_start_either(installed, tmp_path):
    """Without gunicorn.conf.py the master loads nothing: its workers refuse, and it ends with them."""
    (tmp_path / "empty.py").touch()
    words = [*by_hand()["gunicorn by hand"], "--config", str(tmp_path / "empty.py")]
    code, said = installed.begin(*words, PORTAL_SAMPLE_DATA="true")
    assert code not in (0, None), said
    assert REFUSAL in said


def test_the_same_data_opens_without_the_variable(installed):
    assert installed.manage("send_outbox")[0] == 0


def test_the_sample_year_is_not_built_over_real_data(installed):
    code, said = installed.manage("sample_year", PORTAL_SAMPLE_DATA="true")
    assert code == 1
    assert "There is data already" in said


def test_a_service_does_not_begin_where_sample_data_is_asked_for(installed):
    code, said = installed.manage("start_service", "--no-input", PORTAL_SAMPLE_DATA="true")
    assert code == 1
    assert REFUSAL in said


def test_a_database_without_tables_gets_them_first(installed, tmp_path):
    empty = {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_SAMPLE_DATA": "true"}
    assert REFUSAL in installed.manage("sweep", **empty)[1]
    assert installed.manage("migrate", "--verbosity", "0", **empty)[0] == 0
