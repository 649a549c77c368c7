"""Hourly tasks for consultations."""

from common import periodic
from consultations.services.running import close_ended


@periodic.remind.part("consultations.close")
def close_what_has_ended(now):
    return len(close_ended(now=now))
