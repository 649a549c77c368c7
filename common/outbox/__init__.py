"""Mail: written as a row with the change that causes it, and sent afterwards. See docs/jobs.md."""

from common.outbox.delivery import deliver_all, deliver_batch, deliver_urgent, last_look
from common.outbox.taking_out import take_out_of_messages
from common.outbox.undelivered import error_in_words, keys_undelivered, undelivered
from common.outbox.writing import OutboxBackend, write, write_all

__all__ = [
    "OutboxBackend",
    "deliver_all",
    "deliver_batch",
    "deliver_urgent",
    "error_in_words",
    "keys_undelivered",
    "last_look",
    "take_out_of_messages",
    "undelivered",
    "write",
    "write_all",
]
