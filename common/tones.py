"""Five tones for states, so that one colour means one thing on every page. Each state names its own, in `rules.py`."""

import enum
from typing import Self

from django.db import models
from django.utils.safestring import SafeString, mark_safe

from common.markup import escaped


class Tone(enum.StrEnum):
    """What a colour means: good news, bad news, something still to come, what is over, and neither."""

    GOOD = "good"
    LATE = "late"
    WAIT = "wait"
    QUIET = "quiet"
    INFO = "info"


_tones: dict[str, Tone] = {}


class TonedChoices(models.TextChoices):
    """States that are shown on a colour, each with its tone: `OPEN = "open", Tone.WAIT, _("open")`.

    A state without a tone is a TypeError, and one word with two tones a ValueError, when Django starts.
    """

    tone: Tone

    def __new__(cls, value: str, tone: str) -> Self:
        member = str.__new__(cls, value)
        member._value_, member.tone = value, Tone(tone)
        if _tones.setdefault(value, member.tone) != member.tone:
            raise ValueError(f"“{value}” has two tones: {_tones[value]} and {member.tone}.")
        return member


def tone_of(state: object) -> Tone:
    """Return the tone of a state, also of a plain value from the database; info for anything else."""
    return _tones.get(str(state), Tone.INFO)


def tone_tag(tone: str, words: object) -> SafeString:
    """Draw a word that is not a row's state ("late", "vacant") in the colour of a tone."""
    drawn = f'<strong class="govuk-tag app-tag app-tag--{Tone(tone).value}">{escaped(words)}</strong>'
    return mark_safe(drawn)  # nosec B703 B308 - a tone that is known, and what was escaped


def status_tag(status: object, label: object = None, tone: str | None = None) -> SafeString:
    """Draw a state as a word on its colour; the colour adds nothing the word does not say."""
    return tone_tag(tone or tone_of(status), label or getattr(status, "label", status))
