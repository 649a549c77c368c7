"""Lists that came in from spreadsheets: interests that were imported, and people with things to correct."""

import hashlib
import json

from accounts.services.imports.files import begin_import, confirm_import
from common import clock
from common.imports import kinds
from members.models import Membership
from partnership.sample.plan import moment

INTERESTS = (
    ("Thornwick Leisure Trust", "Trustee", "2 Mar 2024"),
    ("Wexbourne Toy Library", "Volunteer", "1/9/2023"),
    ("Dene Valley Credit Union", "Member", "14.1.2025"),
)
PEOPLE = (
    ["Tessa Quill", "tessa.quill@example.org", "3/9/26"],
    ["Orla Fenwick", "orla.fenwick@example", ""],
    ["Total: 2", "", ""],
)


class ImportYear:
    def __init__(self, cast, as_of):
        self.cast, self.as_of = cast, as_of

    def _begin(self, kind, name, rows, now):
        lines = list(enumerate(rows, start=1))
        mark = hashlib.sha256(json.dumps(lines).encode()).hexdigest()
        return begin_import(kinds[kind], lines, file_name=name, sha256=mark, by=self.cast.coordinator, now=now)

    def import_interests(self, now):
        holders = Membership.objects.active().select_related("person").order_by("-pk")
        names = list(dict.fromkeys(one.person.name for one in holders))
        rows = [[name, *words] for name, words in zip(names, INTERESTS, strict=False)]
        one = self._begin(
            "members.interests", "interests 2026.xlsx", [["Name", "Body", "Capacity", "Since"], *rows], now
        )
        confirm_import(one, shown=one.shown, by=self.cast.coordinator, now=now)

    def choose_people(self, now):
        """A file that waits: one address is incomplete, and the last line is nobody."""
        self._begin("members.people", "new members.csv", [["Name", "E-mail", "Member since"], *PEOPLE], now)


def events_of(imports):
    yield moment(imports.as_of - clock.DAY, 20), imports.import_interests
    yield moment(imports.as_of - clock.DAY, 21), imports.choose_people
