"""The copy of what is held of somebody: one archive of pages that a person can read (UK GDPR, article 15).

A page for each kind of record, as `told` of its declaration says (`common/told.py`); files beside; and who looked. What
others wrote is not in it, nor what others said.
"""

import datetime as dt
import io
import zipfile
from dataclasses import dataclass

from django.apps import apps
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import AuditEntry, LegalHold, RoleGrant, User
from accounts.rules import LOOKS
from accounts.services.settings import get_setting, service_name
from common import clock
from common.dates import day
from common.documents import clean_name, read_document
from common.erasing import find
from common.models import Document, Message, TextVersion, VersionedText
from common.privacy import Gathered, Holding, holdings, named_by, withheld_from
from common.processing import Processing
from common.slugs import short_slug

FOLDER = "accounts/subject_file"
NOTHING_HELD = _lazy("Nothing is held under this. Check the e-mail address or the reference.")
TOLD_LOOKS = LOOKS | {"hand_over_copy"}
# Where it is from (article 15(1)(g)), for whoever reads it of themselves.
GATHERED = {
    Gathered.FROM_THEM: _lazy("You told us"),
    Gathered.FOR_THEM: _lazy("You told the co-ordinator, who entered it"),
    Gathered.BY_OTHERS: _lazy("The team or somebody else entered it"),
    Gathered.MADE_HERE: _lazy("This service recorded it as it happened"),
}
FIRST_PAGE = "index.html"
LONGEST_NAME = 80  # of a file


@dataclass(frozen=True)
class Page:
    """One page of the archive: its records as [[(label, value), ...], ...], the first line of each naming it."""

    holding: Holding
    records: list

    @property
    def title(self):
        return str(self.holding.told.page)

    @property
    def file(self):
        return f"{short_slug(self.title, LONGEST_NAME)}.html"

    @property
    def about(self):
        """Why it is kept, for how long, and who sees it (article 15(1))."""
        return Processing(self.holding)

    @property
    def gathered(self):
        return GATHERED[self.holding.gathered]

    @property
    def is_table(self):
        return self.holding.told.is_table

    @property
    def labels(self):
        """The columns of a table: every label that a record has, in the order they are declared in."""
        return [str(label) for label in self.holding.told.lines.values()]

    @property
    def lines(self):
        """The lines of a table: a value for each column."""
        return [[dict(record).get(label, "") for label in self.labels] for record in self.records]


def subject_file(request, *, now=None):
    """Return the bytes of the archive for a request."""
    now = now or clock.now()
    found = as_handed_over(find(request.subject), None if request.user_id else request.asked_by)
    files = {}
    pages = pages_of(found, files)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        common = {"pages": pages, "service_name": service_name(), "language": get_language()}
        for page in pages:
            _add(archive, page.file, render_to_string(f"{FOLDER}/page.html", {**common, "page": page}), now)
        first = {"request": request, "made_on": clock.today(now), "help_email": get_setting("help_email")}
        first |= {"look_head": [_("Date"), _("Who"), _("What"), _("Why")], "files": sorted(files)}
        first |= {"look_lines": [(day(one.on), capfirst(one.who), one.what, one.reason) for one in looks_at(found)]}
        _add(archive, FIRST_PAGE, render_to_string(f"{FOLDER}/index.html", {**common, **first}), now)
        for name, document in sorted(files.items()):
            _add(archive, name, read_document(document), now)
    return packed.getvalue()


def told_of(found):
    """Return (declaration, rows) of what is told to its person, newest first: the account leads, e-mails come last."""
    told = [(holdings[key], holdings[key].told.sorted(rows)) for key, rows in found.items() if holdings[key].told]
    in_order = sorted(told, key=lambda pair: (pair[0].model is Message) - (pair[0].model is User))
    return [(holding, rows) for holding, rows in in_order if rows]


def pages_of(found, files):
    """Return the pages of what was found; `files` is filled with what lies beside them."""
    return [Page(holding, [_record(holding.told, row, files) for row in rows]) for holding, rows in told_of(found)]


def _record(told, row, files):
    return [(label, _beside(value, files)) for label, value in told.told(row)]


def _beside(value, files):
    """Return a value as it stands on a page: of a file the name it has in the archive."""
    if not isinstance(value, Document):
        return value
    name = f"files/{value.pk}-{clean_name(value.name, value.name.rpartition('.')[2])}"
    files[name] = value
    return FileName(name)


class FileName(str):
    """The name of a file in the archive: a page links to it."""

    __slots__ = ()
    is_file = True


def as_handed_over(found, user):
    """Return what was found without what is kept from `user`, who hands it over; all of it for nobody's hands.

    With a row goes what tells of it: its lines in the audit trail, earlier versions of its texts, a hold on it, and
    e-mails that no longer have a text to say what they named.
    """
    kept_back = withheld_from(found, user) if user else []
    names = {(row._meta.label_lower, str(row.pk)) for row in kept_back}
    texts = {getattr(row, field.attname) for row in kept_back for field in texts_of(row)}

    def is_kept_back(row):
        if isinstance(row, AuditEntry):
            return (row.object_type, row.object_id) in names
        if isinstance(row, LegalHold):
            return (row.label, row.key) in names
        if isinstance(row, TextVersion):
            return row.of_id in texts
        return isinstance(row, Message) and bool(names) and not row.body_text

    left = {
        key: [row for row in rows if (row._meta.label_lower, str(row.pk)) not in names and not is_kept_back(row)]
        for key, rows in found.items()
    }
    return {key: rows for key, rows in left.items() if rows}


def texts_of(row):
    """Return the fields in which a row points at the versions of a text."""
    return [field for field in row._meta.concrete_fields if field.related_model is VersionedText]


def named_to(user, text):
    """Return what a reference or an e-mail address names, or None where nothing has it or `user` may not know of it.

    Fails closed: of each row its model has to say that this user sees it. Nobody at the console sees everything.
    """
    named = named_by(text)
    if named is None or (user and not all(_sees(user, label, keys) for label, keys in named.rows.items())):
        return None
    return named


def _sees(user, label, keys):
    model = apps.get_model(label)
    rows = list(model._base_manager.filter(pk__in=keys))
    if not hasattr(model._default_manager, "visible_to") or withheld_from({label: rows}, user):
        return False
    return model._default_manager.visible_to(user).filter(pk__in=keys).count() == len(keys)


def _add(archive, name, content, now):
    data = content.encode() if isinstance(content, str) else content
    archive.writestr(zipfile.ZipInfo(name, clock.london(now).timetuple()[:6]), data, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class Look:
    """That somebody of the team looked up their name and contact details: when, in which role, why."""

    on: dt.date
    who: str
    what: str
    reason: str


def looks_at(found):
    """Return who looked up somebody's name and contact details (promise 11 of docs/safety.md), newest first.

    The role and not the name: those who work for families are not exposed one by one. A look while something was out
    of sight is not told: it may be about a child's safety.
    """
    entries = AuditEntry.objects.none()
    for key, rows in found.items():
        about = {"object_type": holdings[key].label, "object_id__in": [str(row.pk) for row in rows]}
        entries |= AuditEntry.objects.filter(verb__in=TOLD_LOOKS, **about)
    shown = [one for one in entries.order_by("-pk") if not one.detail.get("is_hidden")]
    return [Look(one.on, _role_of(one), *_what_and_why(one)) for one in shown]


def _what_and_why(entry):
    """Return what was looked at, in words, and why; of a copy nothing that staff wrote of how they knew whose it is."""
    name = {"name": entry.object_name}
    if entry.verb == "hand_over_copy":
        return _("everything in the copy %(name)s") % name, _("A copy for you was handed over.")
    return _("name and contact details of %(name)s") % name, entry.reason


def _role_of(entry):
    grants = RoleGrant.objects.holding_on(entry.on).filter(user=entry.by_id)
    return ", ".join(sorted({grant.get_role_display() for grant in grants})) or _("one of the team")
