"""The entries of the lists a county changes: added, renamed, merged, ended, brought back and put in order.

An entry in use keeps its name for ever, because old records show it: its new name is a new entry that replaces it. The
whole list is locked while one of its entries changes.
"""

from itertools import takewhile

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from common import clock
from common.errors import DomainError
from common.slugs import free_slug


def is_used(entry):
    """Say whether any record points at an entry, or another entry was replaced by it."""
    own = {"current", "replaced_by"}
    for relation in entry._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.one_to_many):
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: entry})
        if relation.field.name in own and relation.related_model is type(entry):
            rows = rows.exclude(pk=entry.pk)
        if rows.exists():
            return True
    return False


@transaction.atomic
def add_entry(model, *, name, by, now=None):
    """Add an entry at the end of a list, before those for everything else ("something else").

    Raises DomainError where one of that name can be chosen already.
    """
    rows = _locked_rows(model)
    entry = _create(model, _checked(name, rows), _order_at_the_end(rows))
    record("add_entry", entry, by, now=now)
    return entry


@transaction.atomic
def rename_entry(entry, *, name, by, now=None):
    """Give an entry another name and return the entry of that name.

    One that was never used is corrected in place; of one in use old records keep the name, and a new entry replaces it.
    """
    rows = _locked_rows(type(entry))
    entry = _open(entry, rows)
    name, before = _checked(name, [row for row in rows if row.pk != entry.pk]), entry.name
    if name == before:
        raise DomainError(_("That is already its name."), field="name")
    if not is_used(entry):
        entry.name = name
        entry.save(update_fields=["name"])
        record("rename_entry", entry, by, now=now, before=before)
        return entry
    _end(entry, now)
    renamed = _create(type(entry), name, entry.order)
    _replace(entry, renamed)
    record("rename_entry", renamed, by, now=now, before=before, replaces=entry.pk)
    return renamed


@transaction.atomic
def merge_entries(entry, *, into, by, now=None):
    """End an entry and count its records under another that can be chosen; return that one."""
    rows = _locked_rows(type(entry))
    entry = _open(entry, rows)
    into = next((row for row in rows if row.pk == into.pk), None)
    if into is None or not into.is_open:
        raise DomainError(_("That entry has ended. Choose another."), field="into")
    if into == entry:
        raise DomainError(_("Choose another entry: an entry cannot be merged into itself."), field="into")
    _end(entry, now)
    _replace(entry, into)
    record("merge_entries", entry, by, now=now, into=into.pk)
    return into


@transaction.atomic
def end_entry(entry, *, by, now=None):
    """End an entry: it cannot be chosen any more, and its records stay.

    Raises DomainError for the last one of a list, and for the one used when nothing was chosen.
    """
    rows = _locked_rows(type(entry))
    entry = _open(entry, rows)
    if sum(row.is_open for row in rows) == 1:
        raise DomainError(_("This is the last entry of the list. Add another before you end it."), field="is_sure")
    if _is_fallback(entry, rows):
        words = _("Records use this when nothing else was chosen, so rename or merge it instead.")
        raise DomainError(words, field="is_sure")
    _end(entry, now)
    record("end_entry", entry, by, now=now)
    return entry


@transaction.atomic
def bring_back_entry(entry, *, by, now=None):
    """Open an entry again, at the end of its list; its records count under itself again."""
    rows = _locked_rows(type(entry))
    entry = next(row for row in rows if row.pk == entry.pk)
    if entry.is_open:
        raise DomainError(_("This entry can already be chosen."))
    _checked(entry.name, rows)
    before = entry.replaced_by_id
    entry.ended_on = entry.replaced_by = None
    entry.order = _order_at_the_end(rows)
    entry.current = entry
    entry.save(update_fields=["ended_on", "replaced_by", "current", "order"])
    _settle(type(entry))
    record("bring_back_entry", entry, by, now=now, replaced_by=before or "")
    return entry


@transaction.atomic
def move_up(entry, *, by, now=None):
    """Put an entry before the one it follows."""
    rows = _locked_rows(type(entry))
    entry = _open(entry, rows)
    before = [row for row in rows if row.is_open and (row.order, row.pk) < (entry.order, entry.pk)]
    if not before:
        raise DomainError(_("It is already first in the list."))
    other = before[-1]
    entry.order, other.order = other.order, entry.order
    entry.save(update_fields=["order"])
    other.save(update_fields=["order"])
    record("move_up", entry, by, now=now, before=other.pk)
    return entry


def _locked_rows(model):
    return list(model.objects.select_for_update().order_by("order", "code"))


def _open(entry, rows):
    found = next((row for row in rows if row.pk == entry.pk), None)
    if found is None or not found.is_open:
        raise DomainError(_("This entry has ended. Bring it back first."))
    return found


def _checked(name, rows):
    """Return a name without spare spaces. Raises DomainError where one of these rows has it and can be chosen."""
    name = " ".join(name.split())
    if not name:
        raise DomainError(_("Give it a name."), field="name")
    if any(row.is_open and row.name.casefold() == name.casefold() for row in rows):
        raise DomainError(_("There is already an entry with this name."), field="name")
    return name


def _create(model, name, order):
    code = free_slug(model, name, otherwise=model._meta.model_name, field="code")
    return model.objects.create(code=code, name=name, order=order, current_id=code)


def _order_at_the_end(rows):
    """Return the order of an entry that comes at the end, and keep behind it those that stood last for everything else.

    One that a county has moved up stays where it is.
    """
    order = max((row.order for row in rows), default=0) + 1
    catch_all = {row.current_id for row in rows if row.pk in row.last_codes}
    from_the_end = reversed([row for row in rows if row.is_open])
    last = list(takewhile(lambda row: row.pk in catch_all, from_the_end))
    for place, row in enumerate(reversed(last), order + 1):
        row.order = place
        row.save(update_fields=["order"])
    return order


def _is_fallback(entry, rows):
    return any(row.pk == entry.fallback_code and row.current_id == entry.pk for row in rows)


def _end(entry, now):
    entry.ended_on = clock.today(now)
    entry.save(update_fields=["ended_on"])


def _replace(entry, by_entry):
    entry.replaced_by = entry.current = by_entry
    entry.save(update_fields=["replaced_by", "current"])
    _settle(type(entry))


def _settle(model):
    """Update, for every entry, the one that replaces it now after all renames and merges."""
    rows = {row.pk: row for row in model.objects.all()}
    for row in rows.values():
        last = row
        while last.replaced_by_id:
            last = rows[last.replaced_by_id]
        if row.current_id != last.pk:
            row.current = last
            row.save(update_fields=["current"])
