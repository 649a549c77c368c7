"""Five tones for states, so that one colour means one thing on every page. Each state names its own, in `rules.py`."""

import enum

from django.db import models
from django.utils.html import format_html


class Tone(enum.StrEnum):
    """What a colour means: good news, bad news, something still to come, what is over, and neither."""

    GOOD = "good"
    LATE = "late"
    WAIT = "wait"
    QUIET = "quiet"
    INFO = "info"


_tones = {}


class TonedChoices(models.TextChoices):
    """States that are shown on a colour, each with its tone: `OPEN = "open", Tone.WAIT, _("open")`.

    A state without a tone is a TypeError, and one word with two tones a ValueError, when Django starts.
    """

    def __new__(cls, value, tone):
        member = str.__new__(cls, value)
        member._value_, member.tone = value, Tone(tone)
        if _tones.setdefault(value, member.tone) != member.tone:
            raise ValueError(f"“{value}” has two tones: {_tones[value]} and {member.tone}.")
        return member


def tone_of(state):
    """Return the tone of a state, also of a plain value from the database; info for anything else."""
    return _tones.get(str(state), Tone.INFO)


def tone_tag(tone, words):
    """Draw a word that is not a row's state ("late", "vacant") in the colour of a tone."""
    return format_html('<strong class="govuk-tag app-tag app-tag--{}">{}</strong>', Tone(tone), words)


def status_tag(status, label=None, tone=None):
    """Draw a state as a word on its colour; the colour adds nothing the word does not say."""
    return tone_tag(tone or tone_of(status), label or getattr(status, "label", status))
