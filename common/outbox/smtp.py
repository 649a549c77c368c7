"""Delivery by SMTP that ends: a mail server which sends a byte now and then is no more waited for than a silent one."""

import contextlib
import smtplib
import socket
import threading

from django.core.mail.backends import smtp


class TimedReplies:
    """Each reply has to be whole within the time-out, which else would begin anew with each byte that comes."""

    def getreply(self):
        cut = threading.Timer(self.timeout, self._cut)
        cut.daemon = True
        cut.start()
        try:
            return super().getreply()
        finally:
            cut.cancel()

    def _cut(self):
        with contextlib.suppress(OSError, AttributeError):  # already closed
            self.sock.shutdown(socket.SHUT_RDWR)


class TimedSMTP(TimedReplies, smtplib.SMTP):
    pass


class TimedSMTPOverTLS(TimedReplies, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's own, whose time-out (EMAIL_TIMEOUT, in seconds) is that of each whole reply."""

    @property
    def connection_class(self):
        return TimedSMTPOverTLS if self.use_ssl else TimedSMTP
