"""Issues from a spreadsheet, entered as on paper: consents for each, its day of receipt, nobody e-mailed unless chosen.

A row that this person imported before adds nothing, whatever became of its issue since: that it was imported is all the
check says. Beyond that it compares with issues that they may see, so that it tells nothing of those kept from them: the
same words of that day are the same issue, unless both name a place and not the same. Two rows of one file are the same
only where everything in them is: two families often say the same.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AgeGroup, Area, RespondentKind, ServiceArea
from common import clock
from common.imports import Taken, Taker, not_one_of
from common.rules import RowFate
from issues.models import Issue
from issues.services.issues import enter_issue

LISTS = {"service_area": ServiceArea, "area": Area, "age_group": AgeGroup, "speaks_as": RespondentKind}
BATCH = 500


def mark_of_row(fields, by):
    """Return a keyed hash of all that a row of somebody's says of an issue, from which nobody can tell its words."""
    words = [f"{name} {' '.join(str(value).split())}".casefold() for name, value in sorted(fields.items()) if value]
    return salted_hmac("issues.imports", "\n".join([str(by.pk), *words]), algorithm="sha256").hexdigest()


@dataclass
class IssueTaker(Taker):
    """Enters each issue that was not imported before and is not on record."""

    def begin(self, rows):
        self.today = clock.today(self.now)
        self.entries = {
            name: {entry.name.casefold(): entry for entry in model.objects.open()} for name, model in LISTS.items()
        }
        self.taken = {}
        sound = [row for row in rows if row.get("received_on") and row.get("original_text")]
        self.marks = self._imported_before([mark_of_row(row, self.by) for row in sound])
        days = {row["received_on"] for row in sound}
        there = Issue.objects.visible_to(self.by).filter(received_on__in=days, split_from=None)
        self.there = defaultdict(list)
        for one in there:
            self.there[_identity(vars(one))].append((one.reference, one.area_id))

    def _on_record(self, fields):
        """Return the reference of the issue that a row tells again: not one from another place."""
        found = self.there[_identity(fields)]
        area = self.entries["area"].get((fields.get("area") or "").casefold())
        return next((ref for ref, key in found if area is None or key is None or key == area.pk), "")

    def _imported_before(self, marks):
        found = set()
        for start in range(0, len(marks), BATCH):
            rows = Issue.objects.filter(row_mark__in=marks[start : start + BATCH])
            found |= set(rows.values_list("row_mark", flat=True))
        return found

    def faults(self, fields, bad):
        if (day := fields.get("received_on")) and day > self.today:
            yield "received_on", _("This date is in the future. Choose today or an earlier date.")
        for name, entries in self.entries.items():
            typed = fields.get(name)
            if typed and typed.casefold() not in entries:
                yield name, not_one_of(typed, [str(entry) for entry in entries.values()])
        if (
            not fields.get("service_area")
            and not fields.get("is_about_us")
            and not bad & {"service_area", "is_about_us"}
        ):
            yield "service_area", _("Give the service it is about.")

    def take(self, fields):
        mark = mark_of_row(fields, self.by)
        if mark in self.marks:
            return Taken(RowFate.UNCHANGED, note=self.taken.get(mark, ""))
        if there := self._on_record(fields):
            return Taken(RowFate.UNCHANGED, note=_("The same as %(reference)s.") % {"reference": there})
        self.marks.add(mark)
        self.taken[mark] = _("The same as row %(row)s.") % {"row": self.number}
        answers = {name: value for name, value in fields.items() if name not in {*LISTS, "channel", "received_on"}}
        answers |= {name: self.entries[name].get((fields.get(name) or "").casefold()) for name in LISTS}
        if fields["is_about_us"]:
            answers["service_area"] = ServiceArea.objects.fallback()
        if answers["age_group"] is None:
            del answers["age_group"]
        how = {"channel": fields["channel"], "received_on": fields["received_on"], "row_mark": mark}
        is_told = bool(self.options.get("tells"))
        issue, _secret = enter_issue(by=self.by, now=self.now, is_told=is_told, **how, **answers)
        return Taken(RowFate.CREATED, made=(issue,))


def _identity(fields):
    """Return the day and the words of an issue."""
    return (fields["received_on"], " ".join(fields["original_text"].split()).casefold())


def kept_apart(keys):
    """Return which issues, by key, no undo takes back: about the service itself, or out of sight; others read those."""
    apart = Issue.objects.filter(Q(is_about_us=True) | Q(is_hidden=True))
    return set(apart.filter(pk__in=keys).values_list("pk", flat=True))


def remove_imported_issues(issues, *, by, now=None):
    """Say in the audit trail, of each issue by its reference, that undoing an import removes it."""
    audit.record_each("remove_imported_issue", issues, by, now=now)
