"""The chair hears that an issue about the service itself waits while no independent reader is appointed."""

from accounts.selectors import positions_of_readers
from common import clock
from issues.models import Issue
from meetings.emails import tell
from meetings.models import Meeting


def chair_now(now):
    """Return who chairs the next meeting, or chaired the last one; None where nobody is named."""
    chaired = Meeting.objects.filter(chair__isnull=False).select_related("chair__user")
    meeting = chaired.upcoming(now).first() or chaired.held().order_by("-starts_at").first()
    return meeting and meeting.chair


def tell_chair_of_waiting(now):
    """E-mail the chair, once for each issue that nobody may read, without a word of it; return how many waited."""
    if positions_of_readers(clock.today(now)):
        return 0
    waiting = list(Issue.objects.apart().unfinished().order_by("pk"))
    chair = chair_now(now) if waiting else None
    if chair is None or not chair.mail_address:
        return 0
    for issue in waiting:
        key = f"meetings.no_reader.{issue.pk}.person.{chair.pk}"
        tell(chair.mail_address, chair.name, "meetings.no_reader", {}, key=key, now=now, is_date_only=True)
    return len(waiting)
