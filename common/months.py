"""Days some calendar months before or after another: the shorter month decides."""

import calendar
import datetime as dt


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the same day some months before, or the last of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return dt.date(years, month + 1, min(day.day, last))


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day some months after, or the last of a shorter month."""
    return months_before(day, -months)


def whole_months_after(day: dt.date, months: int) -> dt.date:
    """Return the first day by which whole months are over: of 29 February, 1 March in a year that has no 29th."""
    after = months_after(day, months)
    return after if after.day == day.day else after + dt.timedelta(days=1)
