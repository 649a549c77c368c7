"""Requests a second over HTTP, with the server as we ship it."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from bench.calls import Call, Calls
from bench.data import environment
from bench.results import Round
from partnership.bootstrap.reporting import Problem
from partnership.bootstrap.services import free_port, has_listener, wait_until
from partnership.bootstrap.supervisor import Program, Supervisor

# With as many as there are processes, both may come to the same one, and half of the rate is a matter of luck.
CONNECTIONS = 8
PROCESSES = 2  # those of gunicorn.conf.py
WARM = 12  # requests before a row is measured
FORM = "application/x-www-form-urlencoded"
SCRIPT = """
local calls, at = {{}}, 0
function init(args)
  for line in io.lines("{file}") do
    local path, sender, body = line:match("^(.-)\\t(.-)\\t(.*)$")
    local headers = {{["X-Forwarded-For"] = sender, ["Cookie"] = "{cookie}"}}
    if #body > 0 then headers["Content-Type"] = "{form}" else body = nil end
    calls[#calls + 1] = wrk.format("{method}", path, headers, body)
  end
end
function request()
  at = at % #calls + 1
  return calls[at]
end
"""


@dataclass(frozen=True)
class Server:
    """A portal or a floor that is served on a port of this machine."""

    port: int
    folder: Path  # for what drives it

    def warm_up(self, calls):
        """Let every process read the templates of a page, and keep it; each request comes on a new connection."""
        for call in islice(cycle(calls.calls), WARM):
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
                send(connection, calls, call)

    def rate(self, calls, seconds):
        """Return requests a second; raise Problem where none is answered, or a form would have been sent twice."""
        drive = drive_with_wrk if shutil.which("wrk") else drive_with_python
        sent, rate = drive(self, calls, seconds)
        if not sent:
            raise Problem(f"Nothing was answered in {seconds} s: {calls.calls[0].path}")
        if calls.is_once and sent > len(calls.calls):
            raise Problem(f"{sent} forms were sent, and only {len(calls.calls)} were ready: {calls.calls[0].path}")
        return rate


def drive_with_wrk(server, calls, seconds):
    file, script = server.folder / "calls.txt", server.folder / "calls.lua"
    file.write_text("".join(f"{call.path}\t{call.sender}\t{call.body}\n" for call in calls.calls), encoding="utf-8")
    words = {"file": file, "cookie": calls.cookie, "form": FORM, "method": calls.method}
    script.write_text(SCRIPT.format(**words), encoding="utf-8")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script, f"http://127.0.0.1:{server.port}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"wrk stopped: {done.stderr or done.stdout}")
    said = done.stdout
    if wrong := re.search(r"Non-2xx or 3xx responses: .*|Socket errors: .*", said):
        raise Problem(f"{calls.method} {calls.calls[0].path}: {wrong[0]}")
    return int(re.search(r"(\d+) requests in", said)[1]), float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def drive_with_python(server, calls, seconds):
    """Drive with the standard library where wrk is not installed: it takes more of the machine itself."""
    waiting, lock, counts, errors = cycle(calls.calls), threading.Lock(), [], []
    began = time.monotonic()

    def send_all():
        connection, count = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30), 0
        while time.monotonic() < began + seconds and not errors:
            with lock:
                call = next(waiting)
            try:
                send(connection, calls, call)
            except Problem as problem:
                errors.append(str(problem))
            count += 1
        connection.close()
        counts.append(count)

    threads = [threading.Thread(target=send_all) for _connection in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors or len(counts) < CONNECTIONS:
        raise Problem(errors[0] if errors else f"{calls.calls[0].path}: the server went away")
    return sum(counts), sum(counts) / (time.monotonic() - began)


def send(connection, calls, call):
    """Send one request and read the answer; raise Problem where it is not the one expected."""
    headers = {"X-Forwarded-For": call.sender, "Cookie": calls.cookie}
    headers |= {"Content-Type": FORM} if call.body else {}
    connection.request(calls.method, call.path, call.body or None, headers)
    response = connection.getresponse()
    body = response.read()
    if response.status != calls.status or calls.shows.encode() not in body:
        raise Problem(f"{calls.method} {call.path} was answered with {response.status}.")


@contextmanager
def served(places, data, addresses):
    """Serve the floor, and ours as it is shipped and with every page made anew; give them by these names."""
    wsgi = {"floor": "bench.floor.wsgi", "shipped": "partnership.wsgi", "anew": "partnership.wsgi"}
    with ExitStack() as stack:
        servers = {}
        for name, module in wsgi.items():
            side = "floor" if name == "floor" else "ours"
            env = environment(side, data, addresses.get(side, ""), keeps_pages=name != "anew")
            log = data / f"served-{name}.log"
            servers[name] = Server(stack.enter_context(one_served(places, module, env, log)), data)
        yield servers


@contextmanager
def one_served(places, module, env, log):
    """Serve one application and give its port. As we ship it, but no process ends in the middle of a measurement."""
    supervisor, port = Supervisor(), free_port()
    command = [str(places.python), "-m", "gunicorn", module, "--bind", f"127.0.0.1:{port}", "--max-requests", "0"]
    program = Program(log.stem, command, env, log, places.root)
    supervisor.add([program])
    try:
        wait_until(lambda: has_listener(port), supervisor, program.name, log, seconds=60)
        yield port
    finally:
        supervisor.stop_wave([kept for kept in supervisor.kept if kept.process], grace=10)


def prepared(side, name, count):
    """Return the requests of a row; so many of them, where each is sent once."""
    found = side.ask("prepare", row=name, count=count)
    return Calls(**found | {"calls": tuple(Call(**call) for call in found["calls"])})


def rates_of(row, sides, servers, rounds, seconds, milliseconds):
    """Measure floor and ours in turn. `milliseconds` of both say how many forms have to be ready: twice what can be."""
    warm = set()

    def rate(side, name, server, each):
        if server not in warm:
            warm.add(server)
            server.warm_up(prepared(sides[side], name, WARM))
        count = int(seconds * 1000 / each * PROCESSES * 2) + 50
        return server.rate(prepared(sides[side], name, count), seconds)

    ours = servers["anew" if row.is_anew else "shipped"]
    return [
        Round(
            rate("floor", row.floor, servers["floor"], milliseconds.floor),
            rate("ours", row.name, ours, milliseconds.ours),
        )
        for _round in range(rounds)
    ]
