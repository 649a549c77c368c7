"""Names shown in public: as each person chose, or one number for each person."""

from django.utils.translation import gettext as _

from accounts.services.settings import get_setting
from members.rules import NameShown


class Names:
    """Names for one reader. Members and the co-ordinator read them in full; the public reads what each chose.

    With the setting "numbers for names" the public copy shows numbers only. Those who were absent without apology are
    named in public where the group chose so.
    """

    def __init__(self, *, is_inside):
        self.is_inside = is_inside
        self.only_numbers = not is_inside and get_setting("numbers_for_names")
        self.shows_absent = is_inside or get_setting("absent_members_named")

    def of(self, person, name=""):
        """Return how to show a person whose name was copied as `name`; one without a row is named as entered."""
        if self.is_inside:
            return name or (person.name if person else "")
        if person is None:
            return _("a person not named here") if self.only_numbers else name
        if self.only_numbers or person.name_shown == NameShown.NONE:
            return _("Person %(number)s") % {"number": person.pk}
        name = name or person.name
        return name.split(" ", maxsplit=1)[0] if person.name_shown == NameShown.FIRST else name

    def hides(self, person):
        """Say whether role and affiliation are hidden too, because they would identify the person."""
        return not self.is_inside and (
            self.only_numbers or (person is not None and person.name_shown == NameShown.NONE)
        )
