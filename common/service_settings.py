"""The settings of the service: each is declared once, by the app that reads it.

An app's `settings.py` is read when Django starts:

    declare(
        Setting("response_days", Kind.NUMBER, _("Working days an agency has for its answer"), 20, is_dated=True),
    )

Values are rows in `accounts`, and `accounts.services.get_setting` reads them. A dated setting holds from a
day on, so that what belongs to an earlier day keeps the value of that day.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from common.errors import DomainError
from common.registry import Registry

SWITCHES = {"yes": True, "no": False}


class Kind(Enum):
    """The kinds of value a setting may have, with the error message for anything else."""

    TEXT = gettext_lazy("Give some text.")
    EMAIL = gettext_lazy("Give an e-mail address, for example help@example.org")
    ADDRESS = gettext_lazy("Give an address that begins with https:// or, on this portal, with /")
    NUMBER = gettext_lazy("Give a whole number from %(minimum)s to %(maximum)s")
    SHARE = gettext_lazy("Give a share between 0 and 1, for example 0.5 for a half")
    SWITCH = gettext_lazy("Give yes or no")


class SecondPerson(Enum):
    """When a change of a setting waits for a second person (promise 15 of docs/safety.md)."""

    NEVER = "never"
    TO_LOWER = "to lower"  # a number that protects people
    ALWAYS = "always"  # a clock that people rely on


SHAPES = {
    Kind.TEXT: r".+",
    Kind.EMAIL: r"[^@\s]+@[^@\s]+\.[^@\s]+",
    Kind.ADDRESS: r"(/(?!/)|https://)\S*",
    Kind.NUMBER: r"[0-9]{1,9}",
    Kind.SHARE: r"0(\.[0-9]+)?|1(\.0+)?",
    Kind.SWITCH: r"yes|no",
}
READERS: dict[Kind, Callable[[str], Any]] = {Kind.NUMBER: int, Kind.SHARE: float, Kind.SWITCH: SWITCHES.get}


@dataclass(frozen=True)
class Setting:
    """One setting: what it may hold, what people call it, and what holds where nobody has set it.

    `is_dated` says that a change holds from a day on and leaves earlier days as they were. `unit` is a number with
    its noun, in one and in many: `ngettext_lazy("%d week", "%d weeks")`. One that `is_optional` is empty until
    somebody sets it.
    """

    name: str
    kind: Kind
    label: str | Promise
    default: object
    help: str | Promise = ""
    unit: Any = ""
    is_dated: bool = False
    minimum: int = 1
    maximum: int = 999
    second_person: SecondPerson = SecondPerson.NEVER
    is_optional: bool = False

    def __post_init__(self) -> None:
        if not self.fits(self.default):
            raise ImproperlyConfigured(f"The default of the setting {self.name} is not of its kind.")

    def fits(self, value: object) -> bool:
        """Say whether this setting may have a value."""
        if self.is_optional and value == "":
            return True
        if self.kind is Kind.SWITCH:
            return isinstance(value, bool)
        if isinstance(value, bool):
            return False
        if self.kind is Kind.NUMBER:
            return isinstance(value, int) and self.minimum <= value <= self.maximum
        if self.kind is Kind.SHARE:
            return isinstance(value, int | float) and 0 <= value <= 1
        return isinstance(value, str) and re.fullmatch(SHAPES[self.kind], value) is not None

    def read(self, text: str) -> Any:
        """Return the typed value. Raises DomainError, with what to type, for anything else."""
        text = text.strip().lower() if self.kind is Kind.SWITCH else text.strip()
        if not re.fullmatch(SHAPES[self.kind], text):
            raise self._refusal()
        value = READERS.get(self.kind, str)(text)
        self.check(value)
        return value

    def check(self, value: object) -> None:
        """Raise DomainError for a value this setting may not have."""
        if not self.fits(value):
            raise self._refusal()

    def needs_second_person(self, before: Any, after: Any) -> bool:
        """Say whether nobody alone may put one value in the place of another."""
        if self.second_person is SecondPerson.TO_LOWER:
            return bool(after < before)
        return self.second_person is SecondPerson.ALWAYS and after != before

    def first_day(self, wanted: dt.date | None, today: dt.date) -> dt.date | None:
        """Return the day from which a value set today holds, None for a setting without days.

        Raises DomainError for a day that has passed, because what is stored about the past is never changed by a
        setting of today, and for a day where there is none to give.
        """
        if not self.is_dated:
            if wanted is not None:
                raise DomainError(_("This setting applies at once. Leave the date blank."), field="holds_from")
            return None
        if wanted is not None and wanted < today:
            raise DomainError(_("This date has passed. Choose today or a later date."), field="holds_from")
        return wanted or today

    def _refusal(self) -> DomainError:
        words = self.kind.value % {"minimum": self.minimum, "maximum": self.maximum}
        return DomainError(words, field="value")

    def in_words(self, value: object) -> str:
        """Return a value with its unit, for example "20 working days"."""
        if self.is_optional and value == "":
            return _("not set")
        return str(self.unit % value) if self.unit else written(value)


_declared: Registry[Setting] = Registry("settings")


def written(value: object) -> str:
    """Return a value as it is typed."""
    if isinstance(value, bool):
        return next(word for word, is_on in SWITCHES.items() if is_on is value)
    return str(value)


def months_kept(name: str, label: str | Promise, default: int, since: str | Promise) -> Setting:
    """Return a setting that says for how many months something is kept, counted from a day in words.

    What is told to families holds both ways: nobody alone keeps their data longer, or lets the record go sooner.
    """
    return Setting(
        name,
        Kind.NUMBER,
        label,
        default,
        help=since,
        unit=ngettext_lazy("%d month", "%d months"),
        is_dated=True,
        maximum=240,
        second_person=SecondPerson.ALWAYS,
    )


def declare(*settings: Setting) -> None:
    """Register the settings an app reads. Raises ImproperlyConfigured for a name that another app has declared."""
    for setting in settings:
        _declared.add(setting.name, setting)


def declared(name: str) -> Setting:
    """Return the declaration of a setting. Raises LookupError where no app declares it."""
    if name not in _declared:
        raise LookupError(f"No app declares a setting called {name}.")
    return _declared[name]


def every_setting() -> list[Setting]:
    """Return every setting that is declared, in the order of the apps."""
    return list(_declared.values())


def is_declared(name: str) -> bool:
    return name in _declared


def choices() -> list[tuple[str, str | Promise]]:
    """Return every setting as a choice for a form, by its label."""
    return [("", "---------"), *((setting.name, setting.label) for setting in every_setting())]
