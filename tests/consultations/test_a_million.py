"""The responses to a consultation as CSV, however many: little memory, soon the first byte, and fast."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from common.pages import exports, files
from consultations.files import ResponseFile
from consultations.models import Response
from tests.consultations import many

A_MILLION = 1_000_000
MOST_MB = 100  # beyond what the process holds before it is asked
MOST_SECONDS_TO_FIRST = 1
FEWEST_A_SECOND = 100_000


@pytest.mark.django_db
def test_no_more_than_a_piece_is_held_at_once(monkeypatch):
    """On PostgreSQL a piece is what one COPY writes, elsewhere some hundred rows."""
    monkeypatch.setattr(files, "BATCH", 100)
    consultation = many.one_with(1_200)
    pieces = list(ResponseFile(consultation, Response.objects.filter(consultation=consultation)).csv())
    rows = [piece.count("\r\n" if isinstance(piece, str) else b"\r\n") for piece in pieces]
    assert sum(rows) == 1_201
    assert max(rows) <= (100 if connection.vendor == "postgresql" else exports.BATCH)


@pytest.mark.django_db(transaction=True)
@pytest.mark.full
@pytest.mark.skipif(connection.vendor != "postgresql", reason="COPY is PostgreSQL's")
def test_a_million_responses():
    """Taken by a process of its own, over the page that the co-ordinator opens; run it where nothing else runs."""
    consultation = many.one_with(A_MILLION)
    there = connection.settings_dict
    address = f"postgres://{there['USER']}:{there['PASSWORD']}@{there['HOST']}:{there['PORT']}/{there['NAME']}"
    environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "tests.consultations.taking", consultation.slug]
    told = {"capture_output": True, "text": True, "cwd": Path(settings.BASE_DIR)}
    done = subprocess.run(command, check=False, env=environment, **told)
    assert done.returncode == 0, done.stderr
    cost = json.loads(done.stdout)
    print(cost)
    assert cost["rows"] == A_MILLION
    assert cost["grown_mb"] <= MOST_MB
    assert cost["first"] <= MOST_SECONDS_TO_FIRST
    assert cost["rows"] / cost["seconds"] >= FEWEST_A_SECOND
