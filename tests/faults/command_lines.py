"""The very commands that serve the portal, read from where they stand; "PORT" is put where each says its address."""

import json
import re
import shlex

from partnership.bootstrap.places import find_places
from partnership.bootstrap.run import web_program
from tests.faults.arena import ROOT


def of_run():
    return after_python(web_program(find_places({}), {}, 8000).command)


def of_the_image():
    """What the Dockerfile runs; docker-compose.yml gives its web server no command of its own."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    return after_python(json.loads(re.search(r"^CMD (\[.*?\])", text, flags=re.M | re.S)[1].replace("\\\n", "")))


def of_systemd():
    text = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^ *ExecStart=(.*gunicorn.*)$", text, flags=re.M)
    return after_python(shlex.split(line))


def after_python(words):
    assert re.search(r"python[\d.]*$", words[0]), words
    return ["PORT" if re.fullmatch(r"[\d.]+:8000", word) else word for word in words[1:]]


WAYS = {"run": of_run, "image": of_the_image, "systemd": of_systemd}
