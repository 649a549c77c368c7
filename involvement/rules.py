"""Other versions of a document: their kinds, the states of a request, and its clock (V13)."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.tones import Tone, TonedChoices
from common.working_days import add_working_days

PREFIX = "OV"
LINK_DAYS = 30  # so long the link in an e-mail opens the file


class VersionKind(models.TextChoices):
    LARGE_PRINT = "large", _("large print")
    EASY_READ = "easy_read", _("Easy Read")
    BRAILLE = "braille", _("Braille")
    AUDIO = "audio", _("audio")
    LANGUAGE = "language", _("another language")
    PLAIN_TEXT = "plain", _("plain text by e-mail")
    OTHER = "other", _("something else")


# Words that begin with a capital and name nobody.
NO_NAMES = ("Braille", "Easy Read")
# Kinds of which more must be said: which language, what else.
NEEDS_DETAILS = frozenset({VersionKind.LANGUAGE, VersionKind.OTHER})


class Reach(models.TextChoices):
    """How the person who asked is reached; none of them counts more than another (V4)."""

    EMAIL = "email", _("by e-mail")
    PHONE = "phone", _("by phone or text")
    POST = "post", _("by post")


class SentHow(models.TextChoices):
    EMAIL = "email", _("by e-mail")
    POST = "post", _("by post")
    IN_PERSON = "in_person", _("handed over")
    PHONE = "phone", _("read out on the phone")


class RequestStatus(TonedChoices):
    WAITING = "waiting", Tone.WAIT, _("waiting")
    SENT = "sent", Tone.GOOD, _("sent")
    NOT_MADE = "not_made", Tone.QUIET, _("not made")


S = RequestStatus
REQUEST_MOVES: dict[RequestStatus, set[RequestStatus]] = {
    S.WAITING: {S.SENT, S.NOT_MADE},
    S.SENT: set(),
    S.NOT_MADE: set(),
}
# What reaches the person who asked by itself: nobody has to ring or write to them besides.
TELLS_BY_ITSELF = frozenset({SentHow.POST, SentHow.IN_PERSON, SentHow.PHONE})


def version_due(received_on: dt.date, days: int) -> dt.date:
    """Return by when another version is sent; the day the request came is day 0."""
    return add_working_days(received_on, days)
