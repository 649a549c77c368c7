"""Promise 4 of docs/safety.md, a build ends: with real reports, each is on the shelf once, whoever was killed."""

import hashlib
import json

from tests.faults.arena import until

FINISHED = "SELECT count(*) FROM common_job WHERE state NOT IN ('waiting', 'running')"
RUNNING = "SELECT id FROM common_job WHERE state = 'running'"
PRINTS = "SELECT build_id, variant, count(*) FROM reports_buildfile GROUP BY build_id, variant"
FILES = "SELECT d.file, d.sha256 FROM common_document d JOIN reports_buildfile f ON f.document_id = d.id"
LONG = 600


def test_every_report_is_built_once_though_a_worker_is_killed(make_arena, is_full):
    """15 reports and one kill; 120 and three with --full."""
    arena = make_arena(has_portal=True, job_seconds=15)
    arena.environment["DJANGO_SETTINGS_MODULE"] = "tests.faults.report_settings"
    arena.run("-m", "django", "migrate", "--verbosity", "0")
    count, kills = (120, 3) if is_full else (15, 1)
    builds = json.loads(arena.run("-m", "tests.faults.ask_builds", str(count)))
    arena.beat()
    for turn in range(kills):
        worker, enough = arena.worker(), (turn + 1) * count // (kills + 4)
        until(lambda enough=enough: arena.value(FINISHED) >= enough and arena.rows(RUNNING), "some builds", LONG)
        arena.kill(worker)
    arena.worker()
    until(lambda: arena.value(FINISHED) == count, f"{count} builds", LONG)
    assert arena.value("SELECT count(*) FROM common_job WHERE state = 'done'") == count
    assert {(build, variant): number for build, variant, number in arena.rows(PRINTS)} == {
        (build, variant): 1 for build in builds for variant in ("standard", "large")
    }
    for path, digest in arena.rows(FILES):
        assert hashlib.sha256((arena.folder / "files" / path).read_bytes()).hexdigest() == digest
    assert arena.value("SELECT max(attempts) FROM common_job") >= 2
