"""A real web server whose workers may be killed, and somebody who sends the form until it is answered."""

import contextlib
import http.client
import os
import re
import secrets
import signal
from pathlib import Path
from urllib.parse import urlencode

from tests.faults.arena import free_port, until

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


# What is written after "python" in each way of serving that we ship; "PORT" stands for the address it listens at.
USUAL = ("-m", "gunicorn", "partnership.wsgi", "--bind", "PORT")


class Web:
    """The portal itself, with the database of an arena, started by a command of its own or as it usually is."""

    def __init__(self, arena, command=USUAL):
        self.arena, self.port, self.command = arena, free_port(), command
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
        address = f"127.0.0.1:{self.port}"
        self.master = self.arena.begin(*(address if word == "PORT" else word for word in self.command), name="web")
        until(self.is_up, "the web server")

    def stop(self):
        self.master.terminate()
        self.master.wait()

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

    def send_issue(self, once, ip):
        """Send the form once; return the status, the page, and the reference where one is shown."""
        token = secrets.token_hex(16)
        body = urlencode({**ANSWERS, "once": once, "csrfmiddlewaretoken": token})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrf={token}",
            "X-Forwarded-For": ip,
        }
        status, page = self.ask("POST", "/issues/raise/check/", body, headers)
        found = re.search(r"PPS-\d+", page) if status == 200 else None
        return status, page, found and found[0]

    def raise_issue(self, once, ip):
        """Send the form until it is answered, as a person who presses the button again; return the reference shown."""

        def send():
            with contextlib.suppress(OSError):
                return self.send_issue(once, ip)[2]

        return until(send, f"an answer to {once}")
