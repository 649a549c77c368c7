"""A mail server that keeps what it is given, takes its seconds for each, and can stop in the middle of one."""

import socketserver
import threading
import time


class Session(socketserver.StreamRequestHandler):
    """As much SMTP as Django's client speaks."""

    def handle(self):
        self.say(220, "ready")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self.take_message()
            elif verb == b"QUIT":
                self.say(221, "bye")
                return
            else:
                self.say(250, "fine")

    def say(self, code, words):
        self.wfile.write(f"{code} {words}\r\n".encode())

    def take_message(self):
        self.say(354, "go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        time.sleep(self.server.seconds)
        if self.server.is_to_stop_now():
            self.server.may_go_on.wait()
        headers = dict(line.decode().rstrip().split(": ", 1) for line in lines[: lines.index(b"\r\n")] if b": " in line)
        self.server.take(headers["To"], headers["Message-ID"])
        self.say(250, "taken")


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    request_queue_size = 50

    def __init__(self, stop_at=None, seconds=0):
        super().__init__(("127.0.0.1", 0), Session)
        self.port = self.server_address[1]
        self.taken, self.stop_at, self.seconds = [], stop_at, seconds
        self.has_stopped, self.may_go_on = threading.Event(), threading.Event()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def take(self, to, name):
        self.taken.append((to, name))

    def is_to_stop_now(self):
        if len(self.taken) != self.stop_at or self.has_stopped.is_set():
            return False
        self.has_stopped.set()
        return True

    def handle_error(self, request, client_address):
        """The client was killed: nothing to say."""

    def close(self):
        self.may_go_on.set()
        self.shutdown()
        self.server_close()
