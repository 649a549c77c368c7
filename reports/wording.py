"""Words and tones for the codes and counts of frozen figures."""

import datetime as dt

from django.utils.dates import MONTHS_3
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answers.rules import EntryKind, Outcome
from common.dates import day as in_words
from common.evidence import State
from consultations.rules import ConsultationStatus
from issues.rules import Channel, IssueKind

COMMITMENTS = {
    "done": gettext_lazy("kept"),
    "not_kept": gettext_lazy("not kept"),
    "late": gettext_lazy("late"),
    "open": gettext_lazy("to come"),
}
STANDINGS = {
    "answered": gettext_lazy("answered by an agency"),
    "presented": gettext_lazy("presented to an agency, not answered yet"),
    "group": gettext_lazy("with the group"),
    "signposted": gettext_lazy("signposted to somebody who can help"),
    "merged": gettext_lazy("merged with another issue"),
    "closed": gettext_lazy("closed without being presented to an agency"),
    "withdrawn": gettext_lazy("withdrawn by the person who raised it"),
}
OWN_CLOCKS = {
    "acknowledged": gettext_lazy("Letters acknowledged, of those received in the period"),
    "presented_in_time": gettext_lazy("Issues presented to an agency, of those to be presented in the period"),
    "themes_in_time": gettext_lazy("Themes of consultations answered, of those to be answered in the period"),
    "versions_in_time": gettext_lazy("Other versions of documents sent or answered, of those asked for in the period"),
}
CHOICES = {
    "kind": IssueKind,
    "channel": Channel,
    "outcome": Outcome,
    "entry": EntryKind,
    "consultation": ConsultationStatus,
    "term": State,
}
WORDS = {
    "commitment": COMMITMENTS,
    "standing": STANDINGS,
    **{name: dict(choices.choices) for name, choices in CHOICES.items()},
}
# States shown in bold or colour; a state that is not here is neither good nor bad.
TONES = {
    "good": {"done", "did", "agreed", "kept", "in_time"},
    "late": {"late", "partly", "due", "not usual"},
    "bad": {"not_kept", "not_possible", "not_ours", "could_not", "overdue"},
}


def word(code, what):
    """Return a code of the frozen figures in words; one that no longer exists is shown as it is."""
    return str(WORDS[what].get(code, code))


def tone_of(code):
    return next((tone for tone, codes in TONES.items() if code in codes), "")


def day(text):
    """Return an ISO date in words, or nothing."""
    return in_words(dt.date.fromisoformat(text)) if text else ""


def short_day(text):
    """Return 29 Dec 2025: for a narrow column."""
    return f"{dt.date.fromisoformat(text).day} {month(text)}" if text else ""


def with_day(name, on):
    """Return a meeting's name with its day, once: an additional meeting has it in its name."""
    return name if on in name else _("%(meeting)s, %(day)s") % {"meeting": name, "day": on}


def month(text, *, has_year=True):
    """Return Nov 2025, or Nov, from an ISO date."""
    first = dt.date.fromisoformat(text)
    name = capfirst(MONTHS_3[first.month])
    return f"{name} {first.year}" if has_year else name


def percent(share):
    return _("no meeting") if share is None else f"{share}%"


def sentences(figures, themes_shown):
    """Return the sentences that say a number, each in its right form for one and for many."""
    found = {
        "letters": letters(figures.get("letters")),
        "ended": ended(figures.get("ended")),
        "raised": raised(figures["raised"]),
        "channels": channels(figures["raised"]["by_channel"]),
        "themes": themes_left(figures["raised"]["themes"][themes_shown:]),
        "presented": presented(figures["totals"]),
        "in_time": in_time(figures["totals"]),
        "kept": kept(figures["kept"]),
    }
    if figures.get("about_us", {}).get("is_any"):
        found["raised"] = f"{found['raised']} {about_us(figures['about_us']['all'])}"
    if "who_raised" in figures:
        found["who_raised"] = who_raised(figures["who_raised"])
    if "who_asked" in figures:
        found["who_asked"] = who_asked(figures["who_asked"])
    if "people" in figures:
        found["people"] = ngettext(
            "On %(day)s the group had %(n)s member.", "On %(day)s the group had %(n)s members.", figures["people"]
        ) % {"n": figures["people"], "day": day(figures["until"])}
    return found


def letters(found):
    """Say how many letters were received, and how many matters they hold; reports built earlier did not count them."""
    if not found or not found["all"]:
        return ""
    words = ngettext(
        "%(n)s letter was received from parents and others,",
        "%(n)s letters were received from parents and others,",
        found["all"],
    )
    one = ngettext("%(n)s with one matter", "%(n)s with one matter each", found["with_one"]) % {"n": found["with_one"]}
    several = ngettext(
        "%(n)s with several matters (%(matters)s together)",
        "%(n)s with several matters (%(matters)s together)",
        found["with_several"],
    )
    parts = [one] if found["with_one"] else []
    if found["with_several"]:
        parts.append(several % {"n": found["with_several"], "matters": found["matters_of_several"]})
    return f"{words % {'n': found['all']}} {_(' and ').join(parts)}. " + _("Each matter is counted as one issue.")


def ended(found):
    """Say how many issues were closed, signposted, merged and withdrawn in the period, of how many; they add up."""
    if not found or not found["base"]:
        return ""
    whole = ngettext(
        "%(base)s issue was followed at some time in the period (before it: %(open_before)s, raised in it: %(raised)s, "
        "reopened in it: %(reopened)s).",
        "%(base)s issues were followed at some time in the period (before it: %(open_before)s, raised in it: "
        "%(raised)s, reopened in it: %(reopened)s).",
        found["base"],
    )
    parts = _(
        "At its end, of these: %(closed)s closed, %(signposted)s signposted, %(merged)s merged with others, "
        "%(withdrawn)s withdrawn, %(still_open)s still followed."
    )
    return f"{whole % found} {parts % found}"


def raised(found):
    """Say how many issues were raised, reopened and withdrawn."""
    lines = [
        ngettext("%(n)s issue was raised.", "%(n)s issues were raised.", found["all"]) % {"n": found["all"]}
        if found["all"]
        else _("No issues were raised in this period.")
    ]
    if found["withdrawn"]:
        words = ngettext(
            "%(n)s of them was withdrawn by the person who raised it.",
            "%(n)s of them were withdrawn by the people who raised them.",
            found["withdrawn"],
        )
        lines.append(words % {"n": found["withdrawn"]})
    if found["reopened"]:
        words = ngettext(
            "In %(n)s case the person who raised it said it was not answered, and the group reopened it.",
            "In %(n)s cases the person who raised it said it was not answered, and the group reopened it.",
            found["reopened"],
        )
        lines.append(words % {"n": found["reopened"]})
    return " ".join(lines)


def about_us(count):
    """Say how many issues were about the service itself, and who answers those; a small number is not told."""
    if count is None:
        return _("A few of them were about the service itself, which independent readers answer.")
    words = _("%(n)s of them were about the service itself, which independent readers answer.")
    return words % {"n": count}


def who_raised(found):
    """Say of how many issues it is known who raised them, and who that was."""
    if not found["all"]:
        return ""
    words = ngettext("Of %(n)s letter, %(said)s.", "Of %(n)s letters, %(said)s.", found["all"])
    return words % {"n": found["all"], "said": _said_who(found)}


def who_asked(found):
    """Say how many questions were put to meetings, and who asked, as far as they said."""
    if not found["all"]:
        return ""
    words = ngettext(
        "%(n)s question was put to a meeting: %(said)s.",
        "%(n)s questions were put to meetings: %(said)s.",
        found["all"],
    )
    return words % {"n": found["all"], "said": _said_who(found)}


def _said_who(found):
    said = found["said"]
    if not said:
        return _("nobody said who they are")
    if said < found["small_number"]:
        return _("fewer than %(n)s said who they are") % {"n": found["small_number"]}
    if not found["groups"]:
        return _("%(n)s said who they are") % {"n": said}
    groups = (f"{_(' or ').join(names)} ({number})" for names, number in found["groups"])
    return _("%(n)s said who they are: %(groups)s") % {"n": said, "groups": ", ".join(groups)}


def channels(found):
    """Say how the issues arrived; each way counts the same (V4)."""
    ways = ", ".join(f"{word(code, 'channel')} ({number})" for code, number in found)
    return _("They reached us by: %(ways)s.") % {"ways": ways} if ways else ""


def themes_left(rows):
    """Say how many issues the themes have that do not fit in the chart."""
    if not rows:
        return ""
    words = ngettext(
        "%(n)s more theme has %(issues)s issues.",
        "%(n)s more themes have %(issues)s issues together.",
        len(rows),
    )
    return words % {"n": len(rows), "issues": sum(number for _name, number in rows)}


def presented(totals):
    """Say how many presentations this is about, and how many of them were made before the period."""
    if not totals["presented"]:
        return _("Nothing was presented to an agency in this period.")
    words = ngettext(
        "This is about %(n)s formal presentation to an agency.",
        "This is about %(n)s formal presentations to agencies.",
        totals["presented"],
    )
    earlier = ngettext(
        "%(n)s of them was made before this period and was still waiting for its answer.",
        "%(n)s of them were made before this period and were still waiting for their answers.",
        totals["earlier"],
    )
    said = [words % {"n": totals["presented"]}] + ([earlier % {"n": totals["earlier"]}] if totals["earlier"] else [])
    return " ".join(said)


def in_time(totals):
    """Say which share of the answers that were due came in time, with its base."""
    if not totals["due"]:
        return ""
    return _("In time: %(in_time)s of the %(due)s that were due (%(share)s%%).") % totals


def kept(found):
    """Say what became of the commitments that were due, and how many are still to come."""
    due = ngettext("Of %(n)s commitment due,", "Of %(n)s commitments due,", found["due"]) % {"n": found["due"]}
    parts = [_("%(n)s kept") % {"n": found["done"]}]
    if found["done_late"]:
        parts[0] += " " + _("(%(n)s of them after the date)") % {"n": found["done_late"]}
    parts += [_("%(n)s late") % {"n": found["late"]}, _("%(n)s not kept") % {"n": found["not_kept"]}]
    return _("%(due)s %(what)s; %(n)s to come.") % {"due": due, "what": ", ".join(parts), "n": found["open"]}


def waited(row):
    """Say how many working days an answer took."""
    return ngettext("%(n)s working day", "%(n)s working days", row["waited"]) % {"n": row["waited"]}
