"""How long the outbox keeps sent e-mails."""

import datetime as dt

from common import clock
from common.installation import is_sample
from common.models import Message
from common.rules import MessageState

TEXT_KEPT = dt.timedelta(days=1)
ROW_KEPT = dt.timedelta(days=365)


def purge(now: dt.datetime | None = None) -> int:
    """Empty what was sent more than a day ago, and forget the row after a year, as logs are.

    A message may hold a sign-in code or the secret of an issue, which nobody else may read later. With sample data the
    texts stay, because a page shows them.
    """
    now = now or clock.now()
    forgotten, _rows = (
        Message.objects.exclude(state=MessageState.WAITING).filter(created_at__lt=now - ROW_KEPT).delete()
    )
    if is_sample():
        return forgotten
    sent = Message.objects.filter(state=MessageState.SENT, sent_at__lt=now - TEXT_KEPT).exclude(body_text="")
    return forgotten + sent.update(body_text="", body_html="")
