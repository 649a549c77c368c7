"""Clients that never finish: posts of which the rest does not come, and readers that take a byte a second."""

import contextlib
import socket
import threading
import time

HEAD = (
    "POST /issues/raise/check/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nCookie: csrf=x\r\n"
)
# In the middle of the headers, of a body whose length was said, and of one that comes in chunks.
HALVES = (
    HEAD.encode(),
    f"{HEAD}Content-Length: 5000\r\n\r\noriginal_text=The+bus".encode(),
    f"{HEAD}Transfer-Encoding: chunked\r\n\r\n15\r\noriginal_text=The+bus\r\n".encode(),
)


@contextlib.contextmanager
def half_open_posts(port, count):
    """Hold so many posts open, each with a byte more every second."""
    with slowly(port, [HALVES[number % len(HALVES)] for number in range(count)], lambda client: client.send(b"a")):
        yield


@contextlib.contextmanager
def slow_readers(port, paths):
    """Ask for each of the paths, and take a byte a second of the answer."""
    requests = [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() for path in paths]
    with slowly(port, requests, lambda client: client.recv(1)):
        yield


@contextlib.contextmanager
def slowly(port, beginnings, each_second):
    clients = []
    stopped = threading.Event()

    def go_on():
        while not stopped.wait(1):
            for client in clients:
                with contextlib.suppress(OSError):
                    each_second(client)

    try:
        for beginning in beginnings:
            client = socket.socket()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)  # the system must not read for them
            client.settimeout(5)
            client.connect(("127.0.0.1", port))
            client.sendall(beginning)
            client.setblocking(False)
            clients.append(client)
        thread = threading.Thread(target=go_on, daemon=True)
        thread.start()
        yield
        stopped.set()
        thread.join()
    finally:
        stopped.set()
        for client in clients:
            client.close()


def seconds_of(act):
    begun = time.monotonic()
    act()
    return time.monotonic() - begun
