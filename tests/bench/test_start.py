"""`bench/run` sets up as the other commands do, and becomes the program that measures."""

import os
import subprocess

from partnership.bootstrap import benching
from partnership.bootstrap.main import COMMANDS
from partnership.bootstrap.places import ROOT


def test_the_command_becomes_the_program_in_the_projects_own_environment(monkeypatch):
    started = []
    monkeypatch.setattr(benching, "set_up", lambda *_words: {"LD_LIBRARY_PATH": "/libraries"})
    monkeypatch.setattr(os, "chdir", started.append)
    monkeypatch.setattr(os, "execve", lambda *words: started.append(words))
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    COMMANDS["bench"](["--short"])
    folder, (program, words, env) = started
    assert folder == ROOT
    assert words == [program, "-m", "bench", "--short"]
    assert program == str(ROOT / ".venv" / "bin" / "python")
    assert env["LD_LIBRARY_PATH"] == "/libraries"
    assert "PYTHONPATH" not in env


def test_the_starter_can_be_run_and_hands_over():
    starter = ROOT / "bench" / "run"
    assert os.access(starter, os.X_OK)
    subprocess.run(["sh", "-n", starter], check=True)
    assert 'bootstrap/start" bench "$@"' in starter.read_text()
