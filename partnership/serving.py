"""How pages are served: gunicorn keeps the processes, and waitress reads and writes for them (docs/running.md).

No thread waits for a client: a request is handed to one when its last byte has come, and an answer is taken from it
whole. So half-sent posts and slow readers cost a place in a list, and neither a thread nor a database connection.
"""

import gc
import logging
import os
import threading
import time

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, create_server
from waitress.task import WSGITask

from common.sizes import KEPT, MB, largest_body

# Seconds between two signs of life, and so the longest that a request to stop goes unseen.
TICK = 0.5
# Seconds of silence after which a connection is closed, and between two looks for such.
SILENCE, LOOK = 60, 10
# An answer up to this size is taken from its thread at once; from OVERFLOW on it waits on disk, not in memory.
LARGEST_ANSWER, OVERFLOW = 200 * MB, MB
# Of what is too large for its page the rest is thrown away as it comes, so that a browser has sent all before it reads
# why; beyond this the line is cut.
LARGEST_LOSS = 200 * MB


class BodyBuffer(OverflowableBuffer):
    """Keeps of a body as much as it may, and counts all of it."""

    def __init__(self, overflow, largest):
        super().__init__(overflow)
        self.largest, self.total = largest, 0

    def append(self, data):
        room = self.largest - self.total
        self.total += len(data)
        if room > 0:
            super().append(data[:room])


class Parser(HTTPRequestParser):
    """Decides by the address how much of a body is kept, before any of it is; the page that refuses is Django's."""

    def parse_header(self, header_plus):
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            most = largest_body(self.path.encode("latin-1").decode(errors="replace"))
            self.body_rcv.buf = BodyBuffer(self.adj.inbuf_overflow, KEPT if self.content_length > most else most)

    def received(self, data):
        consumed = super().received(data)
        if self.completed and self.chunked and not self.error:
            self.headers["CONTENT_LENGTH"] = str(self.body_rcv.buf.total)
        return consumed


class Answer(WSGITask):
    """An answer whose body is not sent to who asked for its headers alone, nor the mark where its pieces end."""

    def write(self, data):
        super().write(b"" if self.request.command == "HEAD" else data)

    def finish(self):
        if not self.wrote_header:
            self.write(b"")
        if self.request.command != "HEAD":
            super().finish()


class Channel(HTTPChannel):
    parser_class = Parser
    task_class = Answer


class BufferingWorker(Worker):
    """A process of gunicorn's whose requests and answers are buffered by waitress."""

    def run(self):
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it would name each request that waits its turn
        self.connections, self.busy_since = {}, {}
        create_server(
            self.answer,
            map=self.connections,
            sockets=[listener.sock for listener in self.sockets],
            threads=self.cfg.threads,
            connection_limit=self.cfg.worker_connections,
            channel_timeout=SILENCE,
            cleanup_interval=LOOK,
            outbuf_high_watermark=LARGEST_ANSWER,
            outbuf_overflow=OVERFLOW,
            asyncore_use_poll=True,
            log_socket_errors=False,
            max_request_body_size=LARGEST_LOSS,
            clear_untrusted_proxy_headers=False,  # Django believes as many hops as PORTAL_TRUSTED_PROXIES says
            ident="",
        )
        for server in self.servers():
            server.channel_class = Channel
        while self.alive and os.getppid() == self.ppid:
            if not self.is_stuck():
                self.notify()
            wasyncore.loop(TICK, use_poll=True, map=self.connections, count=1)
        self.finish()

    def answer(self, environ, start_response):
        """Call the portal; count the request, and since when this thread is busy.

        Django leaves the body of an answer to HEAD to the server: it is thrown away here, before any file is read.
        """
        self.nr += 1
        if self.nr >= self.max_requests:
            self.alive = False
        thread = threading.get_ident()
        self.busy_since[thread] = time.monotonic()
        try:
            body = self.wsgi(environ, start_response)
            return without(body) if environ["REQUEST_METHOD"] == "HEAD" else body
        finally:
            del self.busy_since[thread]

    def is_stuck(self):
        """Say whether every thread has been busy for longer than gunicorn's time-out: then it ends this process."""
        since = list(self.busy_since.values())
        return len(since) >= self.cfg.threads and max(since) < time.monotonic() - self.timeout

    def servers(self):
        return [one for one in self.connections.values() if isinstance(one, BaseWSGIServer)]

    def finish(self):
        """Take nothing new, and end when what was begun is answered; what stands still is not waited for."""
        servers = self.servers()
        for server in servers:
            server.accepting = False
        until = time.monotonic() + self.cfg.graceful_timeout
        while any(map(is_under_way, channels_of(servers))) and time.monotonic() < until:
            self.notify()
            wasyncore.loop(TICK / 5, use_poll=True, map=self.connections, count=1)
        for server in servers:
            server.task_dispatcher.shutdown(timeout=max(0, until - time.monotonic()))
        gc.freeze()  # Python would tidy up all it holds before it ends, for seconds on a busy machine


def without(body):
    """Close a body that is not sent, and return an empty one."""
    if hasattr(body, "close"):
        body.close()
    return ()


def channels_of(servers):
    return [channel for server in servers for channel in server.active_channels.values()]


def is_under_way(channel):
    """Say whether a request is being answered, an answer being sent, or a request still coming in."""
    is_coming = channel.request is not None and channel.last_activity > time.time() - 2 * TICK
    return bool(channel.requests or channel.total_outbufs_len or is_coming)
