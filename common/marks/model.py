"""What a mark is: a stretch of a text, and what it looks like."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a mark looks like; its label stands in the place of the words, in square brackets."""

    EMAIL = "email", _("e-mail address")
    NHS = "nhs", _("NHS number")
    PHONE = "phone", _("phone number")
    POSTCODE = "postcode", _("postcode")
    BIRTH = "birth", _("date of birth")
    CASE = "case", _("case number")
    SCHOOL = "school", _("school")
    PLACE = "place", _("place")
    NAME = "name", _("name")


@dataclass(frozen=True, order=True)
class Mark:
    """From `start` to `end` (not included) of the text; `words` is what stands there."""

    start: int
    end: int
    kind: Kind
    words: str

    @property
    def key(self) -> str:
        """The words whatever their case and spacing, by which a mark is put back everywhere it occurs."""
        return " ".join(self.words.casefold().replace("’", "'").split())

    @property
    def placeholder(self) -> str:
        return f"[{self.kind.label}]"
