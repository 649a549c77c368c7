"""A real web server whose workers may be killed, and somebody who sends the form until it is answered."""

import http.client
import os
import re
import secrets
import signal
from pathlib import Path
from urllib.parse import urlencode

from tests.faults.arena import ROOT, free_port, until

WORKERS = 2
ANSWERS = {
    "kind": "concern",
    "service_area": "travel",
    "area": "north",
    "age_group": "5-10",
    "original_text": "The bus never comes.",
    "hoped_for": "",
    "share_with_group": "on",
    "hear": "no",
    "contact_name": "",
    "contact_email": "",
    "contact_phone": "",
    "draft": "",
}


class Web:
    """The portal itself, on gunicorn, with the database of an arena."""

    def __init__(self, arena):
        self.arena, self.port = arena, free_port()
        arena.environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PORTAL_HTTPS": "false",
            "PORTAL_SITE_URL": f"http://127.0.0.1:{self.port}",
            "PORTAL_TRUSTED_PROXIES": "1",
        }
        arena.run("-m", "django", "migrate", "--verbosity", "0")
        arena.run("-m", "django", "createcachetable")
        self.start()

    def start(self):
        options = ("--workers", str(WORKERS), "--bind", f"127.0.0.1:{self.port}", "--chdir", str(ROOT))
        self.master = self.arena.begin("-m", "gunicorn", "partnership.wsgi", *options, name="web")
        until(self.is_up, "the web server")

    def is_up(self):
        try:
            return self.ask("GET", "/health/")[0] == 200
        except OSError:
            return False

    def ask(self, method, path, body="", headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read().decode()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()

    def kill_worker(self):
        """kill -9 of one of the workers; the master starts another."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text(encoding="ascii").split()
        if children:
            os.kill(int(children[0]), signal.SIGKILL)

    def kill_all(self):
        """kill -9 of the whole server at once, as when the machine stops; then it is started again."""
        os.killpg(self.master.pid, signal.SIGKILL)
        self.master.wait()
        self.start()

    def raise_issue(self, once, ip):
        """Send the form until it is answered, as a person who presses the button again; return the reference shown."""
        token = secrets.token_hex(16)
        body = urlencode({**ANSWERS, "once": once, "csrfmiddlewaretoken": token})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrf={token}",
            "X-Forwarded-For": ip,
        }

        def send():
            try:
                status, page = self.ask("POST", "/issues/raise/check/", body, headers)
            except OSError:
                return None
            found = re.search(r"PPS-\d+", page) if status == 200 else None
            return found and found[0]

        return until(send, f"an answer to {once}")
