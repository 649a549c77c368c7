"""Delivery by SMTP that ends: a mail server which sends a byte now and then is no more waited for than a silent one."""

import io
import smtplib
import time

from django.core.mail.backends import smtp


class TimedReading(io.RawIOBase):
    """What a socket says until a moment; a time-out of the socket itself would begin anew with each byte that comes.

    It reads in the thread that asks: one thread a reply, to cut it off, took twice as long as sending the e-mail.
    """

    def __init__(self, sock):
        self.sock, self.raw, self.ends_at = sock, sock.makefile("rb", buffering=0), 0.0

    def readable(self):
        return True

    def readinto(self, buffer):
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError("the reply was not whole in time")
        self.sock.settimeout(left)
        return self.raw.readinto(buffer)

    def close(self):
        self.raw.close()
        super().close()


class TimedReplies:
    """Each reply has to be whole within the time-out."""

    def getreply(self):
        if self.file is None:  # a connection that is new, or encrypted just now
            self.file = io.BufferedReader(TimedReading(self.sock))
        self.file.raw.ends_at = time.monotonic() + self.timeout
        try:
            return super().getreply()
        finally:
            if self.sock:
                self.sock.settimeout(self.timeout)


class TimedSMTP(TimedReplies, smtplib.SMTP):
    pass


class TimedSMTPOverTLS(TimedReplies, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's own, whose time-out (EMAIL_TIMEOUT, in seconds) is that of each whole reply."""

    @property
    def connection_class(self):
        return TimedSMTPOverTLS if self.use_ssl else TimedSMTP
