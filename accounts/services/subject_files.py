"""The copy of what is held of somebody: one archive of pages that a person can read (UK GDPR, article 15).

A page for each kind of record, files beside, and who looked. What others wrote is not in it, nor what others said.
"""

import datetime as dt
import io
import zipfile
from dataclasses import dataclass

from django.db import models
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import AuditEntry, RoleGrant
from accounts.services.settings import get_setting, service_name
from common import clock
from common.dates import value_in_words
from common.documents import clean_name, read_document
from common.erasing import find
from common.models import Document
from common.privacy import Part, holdings, withheld_from

PAGE = "accounts/subject_file/page.html"
HELD = (Part.IDENTIFIES, Part.SAYS)
LOOKS = ("view_contact", "hand_over_copy")
FIRST_PAGE = "index.html"
# What only the machinery reads.
NOT_FOR_PEOPLE = {"lease_until", "send_after", "look_again_at", "about", "is_date_only", "is_urgent", "secret_hash"}
IN_FILE_NAMES = str.maketrans(".: ", "---")
# The archive says nothing of when it was packed but the day: the same rows give the same bytes.
PACKED = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Page:
    """One page of the archive: its file, its title, and its records as [[(label, value), ...], ...]."""

    file: str
    title: str
    why: str
    records: list


def subject_file(request, *, now=None):
    """Return the bytes of the archive for a request."""
    found = as_handed_over(find(request.subject), None if request.user_id else request.asked_by)
    files = {}
    pages = [_page(holdings[label], rows, files) for label, rows in found.items() if _is_shown(holdings[label])]
    pages = [page for page in pages if page.records]
    looks = looks_at(found)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        common = {"pages": pages, "looks": looks, "service_name": service_name(), "language": get_language()}
        for page in pages:
            _add(archive, page.file, render_to_string(PAGE, {**common, "page": page}))
        context = {**common, "request": request, "made_on": clock.today(now), "help_email": get_setting("help_email")}
        _add(archive, FIRST_PAGE, render_to_string("accounts/subject_file/index.html", context))
        for name, document in sorted(files.items()):
            _add(archive, name, read_document(document))
    return packed.getvalue()


def as_handed_over(found, user):
    """Return what was found without what is kept from `user`, who hands it over; all of it for nobody's hands."""
    kept_back = {(type(row), row.pk) for row in withheld_from(found, user)} if user else set()
    left = {key: [row for row in rows if (type(row), row.pk) not in kept_back] for key, rows in found.items()}
    return {key: rows for key, rows in left.items() if rows}


def _add(archive, name, content):
    data = content.encode() if isinstance(content, str) else content
    archive.writestr(zipfile.ZipInfo(name, PACKED), data, zipfile.ZIP_DEFLATED)


def _is_shown(holding):
    return bool(holding.fields(*HELD))


def _page(holding, rows, files):
    records = [record for row in rows if (record := _record(holding, row, files))]
    return Page(f"{holding.key.translate(IN_FILE_NAMES)}.html", capfirst(str(holding.what)), str(holding.why), records)


def _record(holding, row, files):
    """Return what one row says of them: (label, value), what is empty left out."""
    fields = [one for one in _told(holding) if one.name not in NOT_FOR_PEOPLE]
    lines = [(_label(field), value) for field in fields if (value := _shown(row, field))]
    return lines + [
        (_("File"), _file(row, field, files)) for field in _documents(holding) if getattr(row, field.attname)
    ]


def _told(holding):
    """Return the fields of a record in their order: its reference, what is theirs, and when and how it stands."""
    reference = [one for one in holding.model._meta.concrete_fields if one.name == "reference"]
    return [*reference, *holding.fields(*HELD), *_around(holding)]


def _label(field):
    return capfirst(str(field.verbose_name))


def _shown(row, field):
    """Return a value in words, nothing where there is none."""
    value = field.value_from_object(row)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict | list):
        return "\n".join(_texts(value))
    return value_in_words(clock.london(value) if isinstance(value, dt.datetime) else value)


def _texts(value):
    """Give what JSON holds as lines: "name: value"."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from (f"{name}: {text}" for text in _texts(one))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif value not in (None, ""):
        yield str(value)


def _around(holding):
    """Return the fields that say when, and in what state: days, choices, yes or no."""
    plain = (models.DateField, models.BooleanField)
    return [
        one
        for one in holding.model._meta.concrete_fields
        if one.name not in holding.parts and (one.choices or isinstance(one, plain))
    ]


def _documents(holding):
    fields = holding.model._meta.concrete_fields
    return [one for one in fields if one.related_model is Document and holding.parts.get(one.name) in HELD]


def _file(row, field, files):
    document = getattr(row, field.name)
    name = f"files/{document.pk}-{clean_name(document.name, document.name.rpartition('.')[2])}"
    files[name] = document
    return name


@dataclass(frozen=True)
class Look:
    """That somebody of the team looked at what identifies them: when, in which role, why."""

    on: dt.date
    who: str
    what: str
    reason: str


def looks_at(found):
    """Return who looked at what identifies somebody (promise 11 of docs/safety.md), newest first.

    The role and not the name: those who work for families are not exposed one by one. A look while something was out
    of sight is not told: it may be about a child's safety.
    """
    entries = AuditEntry.objects.none()
    for key, rows in found.items():
        about = {"object_type": holdings[key].label, "object_id__in": [str(row.pk) for row in rows]}
        entries |= AuditEntry.objects.filter(verb__in=LOOKS, **about)
    shown = [one for one in entries.order_by("-pk") if not one.detail.get("is_hidden")]
    return [Look(one.on, _role_of(one), one.object_name, one.reason) for one in shown]


def _role_of(entry):
    grants = RoleGrant.objects.holding_on(entry.on).filter(user=entry.by_id)
    return ", ".join(sorted({grant.get_role_display() for grant in grants})) or _("one of the team")
