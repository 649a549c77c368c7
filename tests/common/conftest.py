from tests.common.job_example import kind, sent
from tests.common.mail_example import letters, sent_letters, server

__all__ = ["kind", "letters", "sent", "sent_letters", "server"]
