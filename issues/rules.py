"""The states of an issue, and the clock of reading it (terms P9 and P10)."""

import datetime as dt
import re
from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from common import clock
from common.tones import Tone, TonedChoices
from common.working_days import add_working_days

# What stands in the place of words that told something: a note, what a family said of a promise.
NO_LONGER_KEPT = _("[no longer kept]")
PREFIX = "PPS"
DRAFT_DAYS = 30
UNSAVED_DRAFT_DAYS = 1


class IssueKind(models.TextChoices):
    """P9's three kinds, and the plain question."""

    CONCERN = "concern", _("something is not working")
    GAP = "gap", _("a service is missing")
    GOOD_PRACTICE = "good", _("something works well")
    QUESTION = "question", _("a question")


class Channel(models.TextChoices):
    """How somebody's words reached us; each counts the same (V4)."""

    WEB = "web", _("web form")
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("phone or text")
    PAPER = "paper", _("paper or letter")
    IN_PERSON = "in_person", _("in person")
    EASY_READ = "easy_read", _("easy-read form")


class IssueStatus(TonedChoices):
    RECEIVED = "received", Tone.WAIT, _("received")
    ACKNOWLEDGED = "acknowledged", Tone.GOOD, _("acknowledged")
    SIGNPOSTED = "signposted", Tone.QUIET, _("signposted")
    MERGED = "merged", Tone.QUIET, _("merged")
    SPLIT = "split", Tone.QUIET, _("split into matters")
    LOGGED = "logged", Tone.WAIT, _("logged")
    PRESENTED = "presented", Tone.WAIT, _("presented")
    RESPONDED = "responded", Tone.GOOD, _("responded to")
    CLOSED = "closed", Tone.GOOD, _("closed")
    WITHDRAWN = "withdrawn", Tone.QUIET, _("withdrawn")


S = IssueStatus
ISSUE_MOVES = {
    S.RECEIVED: {S.ACKNOWLEDGED, S.WITHDRAWN},
    S.ACKNOWLEDGED: {S.SIGNPOSTED, S.MERGED, S.SPLIT, S.LOGGED, S.WITHDRAWN},
    S.LOGGED: {S.PRESENTED, S.MERGED, S.SIGNPOSTED, S.CLOSED, S.WITHDRAWN},
    S.PRESENTED: {S.RESPONDED, S.WITHDRAWN},
    S.RESPONDED: {S.CLOSED, S.LOGGED, S.WITHDRAWN},
    S.CLOSED: {S.LOGGED},
    S.SIGNPOSTED: {S.LOGGED},
    S.MERGED: {S.ACKNOWLEDGED, S.WITHDRAWN},
    S.SPLIT: {S.ACKNOWLEDGED, S.WITHDRAWN},
    S.WITHDRAWN: set(),
}

# An issue about the service itself, kept apart for its independent readers. A
# reader answers and closes it without the group, and opens it again. Once they log it for the group, with its parent's
# consent, it moves as all others do; it is still a reader who edits and ends it, and the co-ordinator who presents it.
MOVES_APART = ISSUE_MOVES | {
    S.ACKNOWLEDGED: {S.SIGNPOSTED, S.LOGGED, S.CLOSED, S.WITHDRAWN},
    S.LOGGED: {S.ACKNOWLEDGED, S.SIGNPOSTED, S.CLOSED, S.WITHDRAWN},
    S.RESPONDED: {S.ACKNOWLEDGED, S.CLOSED, S.WITHDRAWN},
    S.CLOSED: {S.ACKNOWLEDGED},
    S.SIGNPOSTED: {S.ACKNOWLEDGED},
}
REOPENED_APART = frozenset({S.RESPONDED, S.CLOSED, S.SIGNPOSTED})
# The co-ordinator passes on what turns out to be about the service until an agency has it; a reader hands over what
# turns out not to be before they have done anything else with it.
CAN_BE_PASSED = frozenset({S.RECEIVED, S.ACKNOWLEDGED, S.LOGGED})
CAN_BE_HANDED = frozenset({S.RECEIVED, S.ACKNOWLEDGED})


class SafeguardingOutcome(models.TextChoices):
    """What a safeguarding lead decides on an issue that was put out of sight."""

    BACK = "back", _("brought back")
    REFERRED = "referred", _("referred")
    KEPT = "kept", _("kept away")


# No longer followed: nothing can be merged into these, and they cannot be put into a theme. A letter that was split is
# followed in its matters.
ENDED = {S.MERGED, S.SPLIT, S.WITHDRAWN}
# Nothing more is done about a matter in these, unless it is reopened or separated again.
OVER = {S.CLOSED, S.SIGNPOSTED, S.MERGED, S.WITHDRAWN}
CAN_BE_SPLIT = {S.RECEIVED, S.ACKNOWLEDGED}
FEWEST_PARTS, MOST_PARTS = 2, 8
CAN_BE_WITHDRAWN = {status for status, targets in ISSUE_MOVES.items() if S.WITHDRAWN in targets}


def standing_of_letter(matters: Collection[str]) -> IssueStatus:
    """Return how a letter that was split stands, from the statuses of its matters; one withdrawn alone does not count.

    It is closed when nothing more is done about any of them, responded to when all the others are answered.
    """
    followed = set(matters) - {S.WITHDRAWN}
    if not followed:
        return S.WITHDRAWN
    if followed <= OVER:
        return S.CLOSED
    return S.RESPONDED if followed <= OVER | {S.RESPONDED} else S.SPLIT


TELLING_LETTERS = 4


def words_not_in(original: str, part: str) -> str:
    """Return the first word of a part that the original does not have at its place; a part only leaves words out."""
    left = iter(_words_of(original))
    return next((word for word in _words_of(part) if word not in left), "")


def sentences_in_none(original: str, parts: list[str]) -> list[str]:
    """Return the sentences of a letter of which no part holds at least half the words that say something."""
    there = {word for part in parts for word in _words_of(part)}
    found = [sentence.strip() for sentence in re.split(r"(?<=[.!?])\s+|\n+", original)]
    return [one for one in found if 2 * len(_telling(one) & there) < len(_telling(one))]


def _telling(sentence: str) -> set[str]:
    """Return the words of a sentence that are not the small ones of every sentence."""
    return {word for word in _words_of(sentence) if len(word) >= TELLING_LETTERS}


def _words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


FOLLOWED_BY_GROUP = frozenset({S.LOGGED, S.PRESENTED, S.RESPONDED})


def is_kept_apart(*, is_apart: bool, share_with_group: bool, status: str) -> bool:
    """Say whether an issue about the service is apart once its parent has changed a consent.

    Without the consent the group and the co-ordinator read nothing of it at once; given again, what a reader had
    logged for the group goes on there.
    """
    return not share_with_group or (is_apart and status not in FOLLOWED_BY_GROUP)


def words_settled(shown_on: dt.date, days: int) -> dt.date:
    """Return the first day on which edited words may go out: the one after the last on which the parent may object."""
    return add_working_days(shown_on, days) + dt.timedelta(days=1)


def acknowledge_by(received_on: dt.date, days: int) -> dt.date:
    return add_working_days(received_on, days)


# The e-mail that shows a parent the edited words; `IssueTurn.key` begins with it.
WORDS_SHOWN = "issues.words_shown"

# Turns of a day are told from this hour on, in one e-mail; a link in it opens the issue for so many days.
TELL_FROM = dt.time(17)
LINK_DAYS = 14
# The reminders may have stood still for a while; an older turn is not told any more.
TURNS_TOLD_FOR = dt.timedelta(days=7)


def told_up_to(now: dt.datetime) -> dt.date:
    """Return the last day whose turns are told now: today from five o'clock in London, before that yesterday."""
    here = clock.london(now)
    return here.date() if here.time() >= TELL_FROM else here.date() - clock.DAY


# What the audit trail says of parents who were told by phone or letter.
TOLD, TOLD_TAKEN_BACK = "tell_parent", "take_back_told"
TELLINGS = (TOLD, TOLD_TAKEN_BACK)
