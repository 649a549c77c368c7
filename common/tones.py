"""Five tones for states, so that one colour means one thing on every page."""

TONES = {
    "good": "done kept agreed answered published approved active attended present accepted paid confirmed responded "
    "closed concluded acknowledged held ok sent in_time current",
    "late": "late overdue not_kept missed failed escalated not_possible declined absent stopped refused",
    "wait": "waiting received open due running presented draft drafting submitted nominated partly_agreed proposed "
    "logged to_come building returned feedback circulated minutes_circulated",
    "quiet": "ended withdrawn cancelled superseded merged postponed not_usual none paused signposted",
}
TONE_BY_STATUS = {status: tone for tone, statuses in TONES.items() for status in statuses.split()}


def tone_of(status):
    """Return good, late, wait, quiet, or info for a state nobody has placed."""
    return TONE_BY_STATUS.get(str(getattr(status, "value", status)).lower().replace(" ", "_").replace("-", "_"), "info")
