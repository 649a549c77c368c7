"""What the information of a consultation is called, why answers exclude each other, and why it was open briefly."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from common.dates import day, hour
from consultations.rules import days_open

INFORMATION_LABELS = {
    "title": _("Title"),
    "summary": _("In short"),
    "information": _("Information"),
    "purpose": _("Purpose"),
    "level": _("Level of involvement"),
    "deciding_agency": _("Who decides"),
    "service_area": _("Service"),
    "decide_on": _("Decision date"),
    "can_change": _("What can change"),
    "cannot_change": _("What cannot change"),
    "opens_at": _("Opens"),
    "closes_at": _("Closes"),
    "is_significant": _("Significant"),
    "earlier_version": _("Replaces"),
}


THEME_WITHDRAWN = _("This theme has been withdrawn from the results.")


def sole_words(choice):
    """Say that a choice was given beside others, and cannot be."""
    return gettext("Choose “%(answer)s” alone, or leave it out and choose the others.") % {"answer": choice.text}


def unfounded_words(consultation):
    """Say which themes nobody's answer was sorted into and that do not say where they come from, or nothing."""
    names = "; ".join(row.theme.name for row in consultation.themes.unfounded().select_related("theme"))
    if not names:
        return ""
    words = gettext(
        "No answers are sorted into: %(themes)s. Sort answers into each of them, say where it comes from, or remove it."
    )
    return words % {"themes": names}


def period_notes(consultation, today):
    """Return what everybody reads, as of a day, of a short time to answer, of an early end and of days that moved."""
    moved = [one for one in consultation.moved_dates.all() if one.moved_on <= today]
    return [
        *_short(consultation, today, moved),
        *(_extension(one) for one in moved if one.is_extension),
        *_early(consultation, today),
        *(_decision(one) for one in moved if not one.is_extension),
    ]


def _short(consultation, today, moved):
    if not consultation.short_reason or consultation.opened_on > today:
        return []
    words = gettext("Open for %(length)s, because: %(reason)s")
    if consultation.open_from > today:
        words = gettext("It will be open for %(length)s, because: %(reason)s")
    ended_on = consultation.closed_on or consultation.withdrawn_on or consultation.closes_on
    if consultation.ends_on < consultation.closes_on and ended_on <= today:
        words = gettext("It was to be open for %(length)s, because: %(reason)s")
    elif consultation.closes_on < today:
        words = gettext("It was open for %(length)s, because: %(reason)s")
    if any(one.is_extension for one in moved):
        words = gettext("At first it was to be open for %(length)s, because: %(reason)s")
    days = days_open(consultation.open_from, consultation.first_closes_on)
    return [words % {"length": _length(days), "reason": consultation.short_reason}]


def _extension(moved):
    words = gettext("Extended on %(day)s, from %(earlier)s to %(new)s, because: %(reason)s")
    return words % _told(moved)


def _decision(moved):
    words = gettext("The decision was planned for %(earlier)s. On %(day)s it was moved to %(new)s.")
    because = gettext(
        "The decision was planned for %(earlier)s. On %(day)s it was moved to %(new)s, because: %(reason)s"
    )
    if moved.new_on is None:
        words = gettext("The decision was planned for %(earlier)s. On %(day)s it was put off, with no new date yet.")
        because = gettext(
            "The decision was planned for %(earlier)s. On %(day)s it was put off, with no new date yet, "
            "because: %(reason)s"
        )
    return (because if moved.reason else words) % _told(moved)


def _told(moved):
    days = {"day": moved.moved_on, "earlier": moved.earlier_on, "new": moved.new_on}
    return {name: day(one) if one else "" for name, one in days.items()} | {"reason": moved.reason}


def _length(days):
    """Return "3 weeks", or "17 days" where it is no number of whole weeks."""
    if days % 7:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    return ngettext("%(n)s week", "%(n)s weeks", days // 7) % {"n": days // 7}


def _early(consultation, today):
    if not consultation.was_closed_early or consultation.closed_on > today:
        return []
    days = (consultation.closes_on - consultation.closed_on).days
    words = ngettext(
        "Closed on %(closed)s, %(n)s day before the announced day, %(announced)s",
        "Closed on %(closed)s, %(n)s days before the announced day, %(announced)s",
        days,
    )
    if not days:
        words = gettext("Closed on %(closed)s, before the announced time, %(time)s")
    dates = {"closed": day(consultation.closed_on), "announced": day(consultation.closes_on)}
    said = words % (dates | {"n": days, "time": hour(consultation.closes_at)})
    if not consultation.early_reason:
        return [f"{said}."]
    return [
        gettext("%(closed_early)s, because: %(reason)s") % {"closed_early": said, "reason": consultation.early_reason}
    ]
