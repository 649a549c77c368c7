"""`./manage COMMAND`: sets up, then manage.py in the environment that `./run` uses."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from .arguments import parse_manage
from .data import WITHOUT_DATA, prepare_database
from .data import manage as manage_command
from .environment import portal_environment, set_up
from .places import Places, find_places
from .reporting import Progress
from .run import URLS, provide_services
from .services import has_listener
from .supervisor import Supervisor


def manage(words: Sequence[str]) -> int:
    """Do `./manage WORDS` and return the command's exit code; its output stays clean of ours."""
    is_production_like, words = parse_manage(words)
    progress = Progress(sys.stderr, is_quiet=True)
    environ = dict(os.environ)
    places = find_places(environ, is_production_like)
    libraries = set_up(places, progress, environ, "requirements.txt")
    supervisor = Supervisor(say=progress.say)
    services = running_services(places, environ) if is_production_like else {}
    try:
        if is_production_like and not services:
            services = provide_services(places, progress, environ, libraries, supervisor)
        env = portal_environment(places, environ, libraries, port=8000, services=services)
        if words and words[0] not in WITHOUT_DATA:
            prepare_database(places, progress, env, environ.get("DATABASE_URL", ""))
        command = manage_command(places, *words)
        if not supervisor.kept:
            os.execve(command[0], command, env)  # so that keyboard, signals and exit code are its own
        return subprocess.run(command, env=env, check=False).returncode
    finally:
        supervisor.stop()


def running_services(places: Places, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses that `./run --production-like` left, if its services answer; {} otherwise."""
    note = places.data / "services.json"
    if any(environ.get(name) for name in URLS) or not note.is_file():
        return {}
    urls = json.loads(note.read_text(encoding="utf-8"))
    return urls if all(has_listener(urlsplit(url).port or 0) for url in urls.values()) else {}
