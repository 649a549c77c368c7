"""Takes away what nothing points at: rows of documents, files of the storage, and uploads that were never finished.

They are left by a transaction that was rolled back, by a row that was deleted, and by a process that was killed.
Nothing younger than `LEFT_BEHIND_AFTER` is touched, so an upload under way is never taken. Safe to run twice, and at
the same moment.
"""

import dataclasses
import datetime as dt
import itertools
import logging
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import CASCADE, Exists, FileField, OuterRef

from common import chain, clock
from common.documents.store import FOLDER, erase_document
from common.models import Document
from common.rules import LEFT_BEHIND_AFTER, is_left_behind

logger = logging.getLogger(__name__)
BATCH = 500
UPLOADS = "*.upload"  # as common/uploads.py names them


@dataclasses.dataclass(frozen=True)
class Swept:
    """How many rows of documents went, with their files; how many files without a row; how many unfinished uploads."""

    documents: int
    files: int
    uploads: int


def sweep_files(now=None):
    """Delete every document that no row points at, every file that no document points at, and what was half sent."""
    now = now or clock.now()
    swept = Swept(_sweep_documents(now), _sweep_storage(now), _sweep_uploads(now))
    if any(dataclasses.astuple(swept)):
        logger.info("swept %s", swept)
    return swept


def erase_unless_owned(document):
    """Delete a document that a row has just let go of, unless another row points at it."""
    if unowned().filter(pk=document.pk).exists():
        erase_document(document)


def unowned():
    """Return the documents that no row of any model points at, whatever the relation is called or hidden under.

    A row that goes with its document (its words) is a part of it and keeps it from nothing.
    """
    found = Document.objects.all()
    for relation in Document._meta.get_fields(include_hidden=True):
        is_owner = relation.auto_created and not relation.concrete and not relation.many_to_many
        if is_owner and relation.on_delete is not CASCADE:
            key = relation.field
            pointing = relation.related_model._base_manager.filter(**{key.attname: OuterRef(key.target_field.attname)})
            found = found.exclude(Exists(pointing))
    return found


def _sweep_documents(now):
    """Delete unowned documents in batches; returns how many."""
    old, swept, last = unowned().filter(created_at__lte=now - LEFT_BEHIND_AFTER).order_by("pk"), 0, 0
    while batch := list(old.filter(pk__gt=last).values_list("pk", "file")[:BATCH]):
        last = batch[-1][0]
        swept += _erase([pk for pk, name in batch if _may_go(name, now)])
    return swept


@transaction.atomic
def _erase(keys):
    """Delete those of these documents that nothing points at now, each by one of several sweeps; returns how many.

    A row that points at one in spite of that makes the deletion fail, or is refused itself: it is never left behind.
    Their files go after the commit; where that is not reached, they go later as files without a row.
    """
    locked = Document.objects.select_for_update(skip_locked=True).filter(pk__in=keys).values_list("pk", flat=True)
    rows = dict(unowned().filter(pk__in=list(locked)).values_list("pk", "file"))
    swept = Document.objects.filter(pk__in=rows)
    with chain.changing(swept, chain.Why.FILE_ERASED):
        swept.delete()
    transaction.on_commit(lambda: [_delete(name) for name in rows.values()])
    return len(rows)


def _sweep_storage(now):
    """Delete the files that no row points at, a batch at a time; returns how many."""
    names, swept = _names_under(FOLDER), 0
    while batch := list(itertools.islice(names, BATCH)):
        left = set(batch).difference(*_pointed_at(batch))
        swept += sum(_delete(name) for name in sorted(left) if _may_go(name, now, gone=False))
    return swept


def strays():
    """Return what lies beside the documents in the storage: no row names it, no backup holds it, no sweep takes it."""
    try:
        folders, names = default_storage.listdir("")
    except FileNotFoundError:
        return []
    return sorted({*folders, *names} - {FOLDER})


def _names_under(folder):
    """Yield the names of the files in a folder of the storage and in all its folders."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in names)
    for one in folders:
        yield from _names_under(f"{folder}/{one}")


def _pointed_at(names):
    """Yield which of these names the rows of each model with a file point at; none but `Document` is expected."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                yield model._base_manager.filter(**{f"{field.name}__in": names}).values_list(field.name, flat=True)


def _may_go(name, now, *, gone=True):
    """Say whether a file has lain in the storage for long enough; `gone` is the answer where it is not there."""
    try:
        since = default_storage.get_modified_time(name) if default_storage.exists(name) else None
    except FileNotFoundError:  # another sweep was quicker
        since = None
    return gone if since is None else is_left_behind(since, now)


def _delete(name):
    """Delete a file and say whether that went; one that cannot be deleted does not stop the others."""
    try:
        default_storage.delete(name)
    except OSError as error:
        logger.warning("a file that nothing points at cannot be deleted: %s", error)
        return False
    return True


def _sweep_uploads(now):
    """Delete the uploads whose requests were killed, on this machine; returns how many."""
    swept = 0
    for path in Path(settings.UPLOADS_DIR).glob(UPLOADS):
        try:
            if is_left_behind(dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC), now):
                path.unlink()
                swept += 1
        except FileNotFoundError:  # its request has just ended
            continue
    return swept
