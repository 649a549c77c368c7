"""The part of a form that plans commitments: what, who, by when, and how anyone will see it."""

from django.utils.translation import gettext_lazy as _

from common import clock
from common.fields import LineField, WordsField
from common.forms import DateField
from common.said import says_something

PARTS = ("what", "owner", "due_on", "how_seen")
EMPTY = (None, "", ["", "", ""], [None, None, None])


class PlannedMixin:
    """A form with groups of fields for commitments; each group is known by the end of its fields' names."""

    def add_planned(self, ends):
        for end in ends:
            self.fields |= {
                f"what_{end}": WordsField(label=_("What will be done?"), required=False, rows=2, max_length=5000),
                f"owner_{end}": LineField(
                    label=_("Who will do it?"),
                    help_text=_("A role is enough, for example: Head of School Travel."),
                    required=False,
                    max_length=150,
                ),
                f"due_on_{end}": DateField(label=_("By when?"), required=False),
                f"how_seen_{end}": LineField(
                    label=_("How will anyone see that it is done?"), required=False, max_length=250
                ),
            }

    def planned_groups(self, ends):
        """Return [(is_open, bound fields)] of each group; a group is open if anything is filled in."""
        groups = [[self[f"{part}_{end}"] for part in PARTS] for end in ends]
        return [(any(field.value() not in EMPTY or field.errors for field in fields), fields) for fields in groups]

    def clean_planned(self, ends):
        """Return the commitments given; what is missing of one becomes an error at its field."""
        commitments = []
        for end in ends:
            given = {part: self.cleaned_data.get(f"{part}_{end}") for part in PARTS}
            if any(given.values()):
                self._check_planned(end, given)
                commitments.append(given)
        return commitments

    def _check_planned(self, end, given):
        for part, message in (
            ("what", _("Say what will be done.")),
            ("owner", _("Say who will do it.")),
            ("due_on", _("Say by when.")),
        ):
            if not given[part] and f"{part}_{end}" not in self.errors:
                self.add_error(f"{part}_{end}", message)
        if given["what"] and not says_something(given["what"]):
            self.add_error(f"what_{end}", _("Say what will be done."))
        if given["due_on"] and given["due_on"] < clock.today():
            self.add_error(f"due_on_{end}", _("This date has passed. Choose today or a later date."))


def initial_of_planned(answer, ends):
    """Return the initial values that show the planned commitments of an answer again."""
    groups = zip(ends, answer.plans, strict=False)
    return {f"{part}_{end}": planned.get(part) for end, planned in groups for part in PARTS}


def as_planned(commitments):
    """Return commitments as an answer's draft holds them, with their dates as text."""
    return [{**one, "due_on": one["due_on"].isoformat()} for one in commitments]
