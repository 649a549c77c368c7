"""The record of processing (UK GDPR, article 30): what the apps declare of personal data, in words, line by line.

Staff read it under `/staff/data/record/`; `docs/privacy.md` holds the same table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.privacy import Fate, Holding, Part, Whose, holdings
from common.retention import rules

HEAD = """# Personal data, declared

Every app says in its `privacy.py` what each of its models holds of whom. `common/privacy.py` is the form:

| in `holds(...)` | says |
| --- | --- |
| `of` | whose data it is; `NOBODY` for what has no person of its own |
| `why`, `seen_by`, `gathered` | why it is kept, who sees it, and whether the person gave it or somebody else did |
| `kept` | the name of a rule of retention, or how long in words |
| `rows` | which rows are one person's: `found_by` names the fields that hold an address or point at them |
| `erased` | whether an erasure deletes the row, blanks it or keeps it |
| `grounds`, `instead` | why a field stays all the same; what stands in its place |
| `identifies`, `says`, `others` | fields with a name or address, with their own words, with what others wrote |
| `keys`, `nobody` | fields that point at a person; fields with nothing personal |
| `name` | tells two declarations of one model apart: a member's reply, and the substitute it names |

`tests/partnership/test_privacy.py` walks all models and names every text, address, file and key of a person that no
declaration names. A new model is declared beside its app's others; then run
`./manage list_personal_data > docs/privacy.md`.

## Who is one person
A search begins with an e-mail address, a reference or an account. Each app adds what it knows (`follows`) until nothing
more is found: an account its proved addresses, a person of the register their account, an issue its address. Names are
never a lead, and these lead from nobody to anybody else:

- **An address that several people use**: an agency's own, or one beside which two different names stand ("Priya" and
  "Mrs P. Shah" may be one, "Dev Shah" and "Priya Shah" are two). It is set aside. Whoever looks names a record of that
  person by its reference; e-mails to that address are then not among what is found.
- **An issue in somebody's account that names another person at another address**: a member raised it for a family, and
  it is the family's.
- **What a child or young person raised or began to write**: found by its reference, not by the address on it. That may
  be a parent's, who need not know of it.
- **Whoever entered, answered or decided something** is not its person; whoever came for a member is not that member.

What has no relation to a person is reached through its owner: earlier versions of a text with the row whose text it is,
e-mails by the address they went to, a file with the record that shows it. Texts of the group and of agencies may repeat
what somebody said: an erasure takes it out of them ([taken-back.md](taken-back.md)). On which lawful basis each is
processed is for the county's data protection officer to say; the portal does not know it.

The tables below are written by `./manage list_personal_data > docs/privacy.md`; a test compares. The co-ordinator and
administrators read them under `/staff/data/record/`.
"""
COLUMNS = ("what is kept", "whose", "why", "who sees it", "how it is gathered", "how long", "on erasure")


@dataclass(frozen=True)
class Processing:
    """One declaration, in words."""

    holding: Holding

    @property
    def what(self) -> str:
        return capfirst(str(self.holding.what))

    @property
    def whose(self) -> str:
        return str(self.holding.of.label)

    @property
    def why(self) -> str:
        return str(self.holding.why)

    @property
    def seen_by(self) -> str:
        return str(self.holding.seen_by)

    @property
    def gathered(self) -> str:
        return str(self.holding.gathered.label) if self.is_somebodys else ""

    @property
    def kept(self) -> str:
        rule = self.holding.rule
        return rules[rule].in_words if rule else str(self.holding.kept)

    @property
    def kept_by_default(self) -> str:
        rule = self.holding.rule
        return rules[rule].in_words_by_default if rule else str(self.holding.kept)

    @property
    def erased(self) -> str:
        """What an erasure does, with the fields it blanks."""
        if not self.is_somebodys:
            may_name = self.holding.fields(Part.SAYS, Part.OTHERS)
            return _("the row stays; what names somebody is taken out of it") if may_name else _("nothing")
        if self.holding.erased is Fate.BLANKED:
            names = ", ".join(str(field.verbose_name) for field in self.holding.blanked())
            return _("blanked: %(fields)s") % {"fields": names}
        return str(self.holding.erased.label)

    @property
    def grounds(self) -> str:
        """What is kept all the same, and why."""
        fields = {field.name: str(field.verbose_name) for field in self.holding.model._meta.concrete_fields}
        by_ground: dict[str, list[str]] = {}
        for name, ground in self.holding.grounds.items():
            by_ground.setdefault(str(ground), []).append(fields[name])
        return "; ".join(f"{', '.join(names)}: {ground}" for ground, names in by_ground.items())

    @property
    def is_somebodys(self) -> bool:
        return self.holding.of != Whose.NOBODY


def record_of_processing() -> list[Processing]:
    """Return a line for each declaration, in the order of the apps."""
    return [Processing(holding) for holding in holdings.values()]


def as_markdown() -> str:
    """Return the record as docs/privacy.md holds it."""
    return "".join([HEAD, *_tables()])


def _tables() -> Iterator[str]:
    by_app: dict[str, list[Processing]] = {}
    for one in record_of_processing():
        by_app.setdefault(one.holding.model._meta.app_label, []).append(one)
    for app, lines in by_app.items():
        yield f"\n## {app}\n| table | {' | '.join(COLUMNS)} |\n{'| --- ' * (len(COLUMNS) + 1)}|\n"
        yield from map(_line, lines)


def _line(one: Processing) -> str:
    erased = "; ".join(filter(None, (one.erased, one.grounds and f"stays: {one.grounds}")))
    cells = (one.what, one.whose, one.why, one.seen_by, one.gathered, one.kept_by_default, erased)
    return f"| `{one.holding.model._meta.db_table}` | {' | '.join(cells)} |\n"
