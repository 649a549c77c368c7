from tests.common.job_example import kind, sent
from tests.common.mail_example import sent_emails, server, site

__all__ = ["kind", "sent", "sent_emails", "server", "site"]
