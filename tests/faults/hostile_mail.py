"""Mail servers as they really are: silent, slow, refusing, and saying what is not so."""

import socketserver
import threading

DROP = object()
SILENCE = object()
USUAL = {"greeting": "220 ready", "RCPT": "250 fine", "DATA": "354 go on", "text": "250 taken"}
# What each says in the place of the usual: at the greeting, to a recipient, to DATA, and to the text of a message.
KINDS = {
    "silent": {"greeting": SILENCE},
    "silent after the text": {"text": SILENCE},
    "slow to say anything": {"greeting": "drip"},
    "slow to answer a text": {"text": "drip"},
    "refuses everybody": {"greeting": "554 go away"},
    "too busy": {"greeting": "421 too busy"},
    "refuses each recipient for now": {"RCPT": "450 try again later"},
    "refuses each recipient for good": {"RCPT": "550 nobody here"},
    "refuses each text": {"text": "554 looks like spam"},
    "full": {"text": "452 no room"},
    "hangs up before a text": {"DATA": DROP},
    "hangs up after a text": {"text": DROP},
    "is a web server": {"greeting": "HTTP/1.1 400 Bad Request"},
    "talks nonsense": {"RCPT": "\0\u00e9 nonsense"},
    "never ends a line": {"RCPT": "250 " + "x" * 100_000},
    "takes a text without being asked": {"DATA": "250 taken already"},
}


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        if not self.say("greeting"):
            return
        for line in self.rfile:
            verb = line[:4].decode("ascii", "replace").upper()
            if verb == "QUIT":
                return
            if not self.say(verb) or (verb == "DATA" and not self.take_text()):
                return

    def take_text(self):
        lines = list(iter(self.rfile.readline, b".\r\n"))
        if b"" in lines:
            return False
        if self.says("text") == USUAL["text"]:
            self.server.taken.append(next(line.decode().split()[1] for line in lines if line.startswith(b"To: ")))
        return self.say("text")

    def says(self, what):
        return self.server.says.get(what, USUAL.get(what, "250 fine"))

    def say(self, what):
        """Answer, and return whether the conversation goes on."""
        words = self.says(what)
        if words is DROP:
            return False
        if words is SILENCE:
            self.server.is_over.wait()
            return False
        if words == "drip":
            return self.drip()
        self.wfile.write(words.encode() + b"\r\n")
        return True

    def drip(self):
        """Send one byte a second: each comes in time, the line never."""
        while not self.server.is_over.wait(1):
            self.wfile.write(b"2")
        return False


class HostileServer(socketserver.ThreadingTCPServer):
    """A mail server of a kind; `becomes` changes its ways while it runs."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.port = self.server_address[1]
        self.becomes("usual")
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def becomes(self, kind):
        if hasattr(self, "is_over"):
            self.is_over.set()
        self.says, self.taken, self.is_over = KINDS.get(kind, {}), [], threading.Event()

    def handle_error(self, request, client_address):
        """The client hung up: nothing to say."""

    def close(self):
        self.is_over.set()
        self.shutdown()
        self.server_close()
