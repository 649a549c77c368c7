"""Undoing an import within the day: what it made goes again, but for what has been changed or built on since."""

import hashlib
import json
from collections import defaultdict

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import ImportedRow
from accounts.rules import IMPORT_MOVES, ROWS_AT_ONCE, ImportStatus
from common import clock
from common.errors import DomainError
from common.jobs import start_job
from common.locking import locked
from common.transitions import Transitions

IMPORT = Transitions(IMPORT_MOVES)
BATCH = 500


def _in_batches(keys):
    keys = list(keys)
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _parts_of(kind, model):
    """Return the relations whose rows go with a row of a model."""
    return [model._meta.get_field(name) for name in kind.parts.get(model._meta.label_lower, ())]


def _values_by(rows, keys, field):
    """Return {key: the values of all rows whose `field` is that key}, in a few queries."""
    found = defaultdict(list)
    names = [one.attname for one in rows.model._meta.concrete_fields]
    for batch in _in_batches(keys):
        for values in rows.filter(**{f"{field}__in": batch}).order_by("pk").values_list(field, *names):
            found[values[0]].append(values[1:])
    return found


def digests_of(kind, made):
    """Return for each tuple of rows a digest of them and their parts, as the database has them now."""
    keys = defaultdict(set)
    for rows in made:
        for row in rows:
            keys[type(row)].add(row.pk)
    states = {model: _states(kind, model, some) for model, some in keys.items()}
    return [_digest([states[type(row)].get(row.pk) for row in rows]) if rows else "" for rows in made]


def _states(kind, model, keys):
    """Return {key: the values of a row and of its parts}."""
    found = _values_by(model._base_manager, keys, "pk")
    for part in _parts_of(kind, model):
        there = _values_by(part.related_model._base_manager, keys, part.field.attname)
        for key, values in there.items():
            found[key] = [*found[key], part.name, values]
    return found


def _digest(values):
    return hashlib.sha256(json.dumps(values, cls=DjangoJSONEncoder).encode()).hexdigest()


@transaction.atomic
def undo_import(one, *, by, now=None):
    """Undo an import: at once, or in the background where it is long. Raises DomainError after a day."""
    now = now or clock.now()
    one = locked(one)
    if not by.has_perm(one.list.permission):
        raise DomainError(_("You may no longer import this list."))
    if not one.is_for(by):
        raise DomainError(_("Only whoever imported this list can undo it."))
    if not (one.can_be_undone(now) or one.has_stopped_undoing):
        raise DomainError(_("This can no longer be undone: more than a day has passed, or it was undone already."))
    one = IMPORT.move(one, ImportStatus.UNDOING, undone_by=by, undone_at=None)
    if one.size <= ROWS_AT_ONCE:
        return carry_out_undoing(one, now=now)
    one.job = start_job("accounts.undo_import", {"import": one.pk}, key=f"accounts.undo_import:{one.pk}")
    one.save(update_fields=["job"])
    return one


@transaction.atomic
def carry_out_undoing(one, *, now=None):
    """Remove and put back what can be; the rows that cannot stay, each with the reason, and so does the audit trail."""
    now = now or clock.now()
    rows = list(one.rows.exclude(made=[], changed=[], note="").order_by("number"))
    kept = rows_that_stay(one.list, rows)
    going = [row for row in rows if row.pk not in kept]
    put_back = _put_back(going, one.undone_by, now)
    _remove(one.list, going, one.undone_by, now)
    for keys in _in_batches(row.pk for row in going):
        one.rows.filter(pk__in=keys).update(made=[], changed=[], digest="", note="", kept_because="", fate="")
    stay = [ImportedRow(pk=pk, kept_because=words[:250]) for pk, words in kept.items()]
    ImportedRow.objects.bulk_update(stay, ["kept_because"], batch_size=BATCH)
    one = IMPORT.move(one, ImportStatus.UNDONE, undone_at=now, kept_count=len(kept))
    audit.record("undo_import", one, one.undone_by, now=now, kept=len(kept), put_back=put_back)
    return one


def rows_that_stay(kind, rows):
    """Return {key of a row of the file: why it cannot be undone}: changed since, or something rests on it."""
    kept = _changed_since(kind, rows) | _kept_apart(kind, rows)
    while True:
        made = _with_parts(kind, _made_by(rows, kept))
        found = {}
        for model, owners in made.items():
            for link in _links_to(kind, model):
                found |= _resting_on(link, owners, made)
        if not found:
            return dict.fromkeys(kept, str(kind.stays_because)) if kind.stays_because else kept
        kept |= found


def _kept_apart(kind, rows):
    """Return {key: words} of the rows of which a list keeps what they made, whatever became of it."""
    apart = kind.kept_apart((label, key) for row in rows for label, key in row.made)
    words = str(kind.stays_because)
    return {row.pk: words for row in rows if any((label, key) in apart for label, key in row.made)}


def _made_by(rows, kept):
    """Return {model: {key: key of the row of the file}} of what the rows made that are to be undone."""
    made = defaultdict(dict)
    for row in rows:
        if row.pk not in kept:
            for label, key in row.made:
                made[apps.get_model(label)][key] = row.pk
    return made


def _with_parts(kind, made):
    """Add the parts of what was made, which go with it."""
    for model, owners in list(made.items()):
        for part in _parts_of(kind, model):
            key = part.field.attname
            for batch in _in_batches(owners):
                rows = part.related_model._base_manager.filter(**{f"{key}__in": batch})
                made[part.related_model] |= {pk: owners[owner] for pk, owner in rows.values_list("pk", key)}
    return made


def _changed_since(kind, rows):
    """Return {key: words} of the rows of which something is no longer as the import left it."""
    made = [tuple(apps.get_model(label)(pk=key) for label, key in row.made) for row in rows]
    here, words = _as_they_are(rows), _("This has been changed since.")
    stay = {row.pk: row.note for row in rows if row.note}
    pairs = zip(rows, digests_of(kind, made), strict=True)
    kept = {row.pk: words for row, digest in pairs if row.made and digest != row.digest}
    return kept | stay | {row.pk: words for row in rows if any(not _is_as_left(here, change) for change in row.changed)}


def _as_they_are(rows):
    """Return {(label, key): row} of the rows that were there before and that the import changed."""
    keys = defaultdict(set)
    for row in rows:
        for label, key, *_change in row.changed:
            keys[label].add(key)
    found = {}
    for label, some in keys.items():
        for batch in _in_batches(some):
            found |= {(label, one.pk): one for one in apps.get_model(label)._base_manager.filter(pk__in=batch)}
    return found


def _is_as_left(here, change):
    label, key, name, _before, after = change
    row = here.get((label, key))
    return row is not None and getattr(row, name) == row._meta.get_field(name).to_python(after)


def _links_to(kind, model):
    """Yield the relations by which rows of any model point at one of this, but for those of its parts."""
    parts = {part.name for part in _parts_of(kind, model)}
    for relation in model._meta.get_fields(include_hidden=True):
        is_theirs = relation.auto_created and not relation.concrete
        if is_theirs and not relation.many_to_many and relation.name not in parts:
            yield relation.field


def _resting_on(link, owners, made):
    """Return {key of a row of the file: words} where rows that stay point at what it made."""
    found, going = {}, made.get(link.model, {})
    rows = link.model._base_manager.exclude(**{link.attname: None})
    for batch in _in_batches(owners):
        for key, target in rows.filter(**{f"{link.attname}__in": batch}).values_list("pk", link.attname):
            if key not in going:
                words = _("Something rests on it since: %(what)s.")
                found[owners[target]] = words % {"what": link.model._meta.verbose_name}
    return found


def _put_back(rows, by, now):
    """Put back what the import changed of rows that were there before; return how many fields."""
    here, count = _as_they_are(rows), 0
    for row in rows:
        for label, key, name, before, _after in row.changed:
            there = here[label, key]
            setattr(there, name, there._meta.get_field(name).to_python(before))
            there.save(update_fields=[name])
            audit.record("undo_imported_row", there, by, now=now, changed=[name])
            count += 1
    return count


def _remove(kind, rows, by, now):
    """Remove what the rows made, the last first, so that nothing points at what goes before it."""
    models_made = list(dict.fromkeys(label for row in rows for label, _key in row.made))
    for label in reversed(models_made):
        keys = [key for row in rows for its, key in row.made if its == label]
        model = apps.get_model(label)
        for batch in _in_batches(keys):
            there = list(model._base_manager.filter(pk__in=batch))
            try:
                if there:
                    kind.remove(there, by=by, now=now)
            except models.ProtectedError as error:
                raise DomainError(_("Something rests on what was imported, so it cannot be undone.")) from error
