"""A file on its way in: kept for a day, its columns confirmed, checked, and imported once its person says so."""

import hashlib
import json

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import Import, ImportedRow, ImportFault
from accounts.rules import IMPORT_MOVES, ROWS_AT_ONCE, ROWS_KEPT, ImportStatus
from accounts.services.imports.undoing import digests_of
from common import clock
from common.errors import DomainError, MoveNotAllowed
from common.imports import count_fates, heading_line, match_columns, read_rows, take_rows
from common.jobs import start_job
from common.locking import locked
from common.rules import RowFate
from common.transitions import Transitions

IMPORT = Transitions(IMPORT_MOVES)
BATCH = 500
RESULTS = ("made", "changed", "digest", "note")
MATCHABLE = (ImportStatus.READ, ImportStatus.FAULTY, ImportStatus.CHECKED)
WAITING = (ImportStatus.READ, ImportStatus.CHECKING, ImportStatus.FAULTY, ImportStatus.CHECKED, ImportStatus.TAKING)


class Disagreement(Exception):
    """The rows would give another result than was shown: something changed in between."""


@transaction.atomic
def begin_import(kind, lines, *, file_name, sha256, by, sheet="", options=None, now=None):
    """Keep the lines of a file [(number, cells)], from its headings on, and return its import.

    Another file of this person for the same list that was not imported goes. Where every heading is one that is known,
    its columns are settled at once.
    """
    now = now or clock.now()
    check_right(kind, by)
    for other in unfinished(kind, by):
        leave(other, by=by, now=now)
    at = heading_line(lines, kind.headings())
    first, lines = lines[0][0], lines[at:]
    headings = [" ".join(heading.split()) for heading in lines[0][1]]
    while headings and not headings[-1]:
        headings = headings[:-1]
    columns, is_sure = match_columns(headings, kind.headings())
    one = Import.objects.create(
        kind=kind.name,
        by=by,
        file_name=file_name[:150],
        sheet=sheet[:150],
        headings_at=lines[0][0] if lines[0][0] != first else None,
        sha256=sha256,
        headings=headings,
        columns=columns,
        options=options or {},
        size=len(lines) - 1,
        begun_at=now,
        rows_go_at=now + ROWS_KEPT,
    )
    rows = [ImportedRow(of=one, number=number, cells=cells) for number, cells in lines[1:]]
    ImportedRow.objects.bulk_create(rows, batch_size=BATCH)
    if is_sure and not kind.missing(columns):
        start_check(one, columns, by=by, now=now)
    return one


def unfinished(kind, by):
    """Return somebody's files for a list that were neither imported nor left."""
    return Import.objects.unfinished().filter(kind=kind.name, by=by)


def check_right(kind, by):
    """Raise DomainError where somebody may not do by hand what a list would do."""
    if not by.has_perm(kind.permission):
        raise DomainError(_("You may no longer import this list."))


def earlier_import(one):
    """Return the import of the very same file that stands, or None."""
    same = Import.objects.filter(kind=one.kind, sha256=one.sha256, status=ImportStatus.IMPORTED).exclude(pk=one.pk)
    return same.select_related("by").first()


def _own(one, by, now):
    """Lock an import and return it. Raises DomainError for another's, and where its rows are gone."""
    one = locked(one)
    if one.by_id != by.pk:
        raise DomainError(_("Only whoever chose this file can go on with it."))
    check_right(one.list, by)
    if one.rows_go_at <= (now or clock.now()):
        raise DomainError(_("This file was kept for a day and is gone. Choose it again."))
    return one


@transaction.atomic
def start_check(one, columns, *, by, now=None):
    """Check every row with the columns as somebody confirmed them: at once, or in the background where it is long.

    Raises DomainError for a column that is given twice, or that is missing.
    """
    one = _own(one, by, now)
    if one.is_busy:
        raise DomainError(_("This file is being dealt with. Wait until it is done."))
    _check_columns(one, columns)
    IMPORT.move(one, ImportStatus.CHECKING, columns=columns, shown="", has_changed=False)
    _carry_on(one, "accounts.check_import", lambda: keep_check(one, rehearse(one)))
    return one


def _check_columns(one, columns):
    given = [name for name in columns if name]
    twice = next((name for name in given if given.count(name) > 1), None)
    if twice:
        raise DomainError(_("Two columns are given as “%(name)s”. Choose one.") % {"name": one.list.label(twice)})
    if missing := one.list.missing(given):
        words = _("Choose a column for: %(names)s.") % {"names": ", ".join(missing)}
        raise DomainError(f"{words} {one.list.rows_are}".strip())
    if len(columns) != len(one.headings) or not set(given) <= one.list.fields.keys():
        raise DomainError(_("The columns have changed. Choose the file again."))


def _carry_on(one, job, work):
    """Do the work now where the file is short; otherwise start the job that does it."""
    if one.size <= ROWS_AT_ONCE:
        work()
        return
    one.job = start_job(job, {"import": one.pk}, key=f"{job}:{one.pk}")
    one.save(update_fields=["job"])


def lines_of(one):
    return one.rows.order_by("number").values_list("number", "cells")


def _taken(one, now=None, rows=None):
    """Take every row in the transaction that is open, and return what became of each."""
    rows = list(read_rows(one.list, lines_of(one), one.columns)) if rows is None else rows
    return take_rows(one.list, one.list.taker(by=one.by, now=now, options=one.options), rows)


def rehearse(one, rows=None):
    """Import everything, note what became of each row, and take it all back."""
    with transaction.atomic():
        checked = _taken(one, rows=rows)
        transaction.set_rollback(True)
    return checked


@transaction.atomic
def keep_check(one, checked, *, has_changed=False):
    """Keep what would become of each row, for the page and for the confirmation."""
    rows = dict(one.rows.values_list("number", "pk"))
    for fate in RowFate:
        _set_fate(fate, [rows[row.number] for row in checked if row.fate == fate])
    _set_notes({rows[row.number]: row.taken.in_words for row in checked if row.taken.in_words})
    one.faults.all().delete()
    faults = [
        ImportFault(of=one, number=row.number, column=fault.column, words=fault.words, typed=fault.typed)
        for row in checked
        for fault in row.faults
    ]
    ImportFault.objects.bulk_create(faults, batch_size=BATCH)
    counts = count_fates(checked)
    status = ImportStatus.FAULTY if faults else ImportStatus.CHECKED
    fields = {"counts": counts, "fault_count": len(faults), "has_changed": has_changed}
    return IMPORT.move(one, status, shown=mark_of(one, checked), **fields)


def _set_fate(fate, keys):
    for start in range(0, len(keys), BATCH):
        ImportedRow.objects.filter(pk__in=keys[start : start + BATCH]).update(fate=fate, note="")


def _set_notes(notes):
    for row in (rows := list(ImportedRow.objects.filter(pk__in=list(notes)))):
        row.note = Truncator(notes[row.pk]).chars(250)
    _write(rows, ["note"])


def _write(rows, fields):
    """Write some fields of rows: ten times as fast as `bulk_update`, which writes one condition for each of them."""
    updated = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": fields}
    ImportedRow.objects.bulk_create(rows, batch_size=BATCH, **updated)


def mark_of(one, checked):
    """Return a mark of what a check showed: the columns, and what would become of each row."""
    fates = [[row.number, row.fate.value] for row in checked]
    return hashlib.sha256(json.dumps([one.pk, one.columns, fates]).encode()).hexdigest()


@transaction.atomic
def confirm_import(one, *, shown, by, now=None):
    """Import the rows as they were shown to this person. Raises DomainError where they were shown something else."""
    one = _own(one, by, now)
    if one.was_taken_back:
        raise DomainError(_("This import was undone, and nothing has been imported since. Choose the file again."))
    if one.was_imported:
        return one
    if not one.waits_for_yes or shown != one.shown:
        raise DomainError(_("The rows were checked again since you opened this page. Read the result first."))
    if set(one.counts) == {RowFate.UNCHANGED.value}:
        raise DomainError(_("There is nothing new in this file. What is on record stays as it is."))
    IMPORT.move(one, ImportStatus.TAKING)
    _carry_on(one, "accounts.take_import", lambda: take_import(one, now=now))
    return one


@transaction.atomic
def take_import(one, *, now=None):
    """Import all rows, if each still becomes what was shown; otherwise nothing, and show what it would be now.

    Nothing is imported either where its person has lost the right since.
    """
    now = now or clock.now()
    try:
        check_right(one.list, one.by)
    except DomainError:
        return leave(one, by=one.by, now=now)
    try:
        with transaction.atomic():
            return _take(one, now)
    except Disagreement:
        IMPORT.move(one, ImportStatus.CHECKING)
        return keep_check(one, rehearse(one), has_changed=True)


def _take(one, now):
    checked = _taken(one, now=now)
    if mark_of(one, checked) != one.shown:
        raise Disagreement
    one = IMPORT.move(one, ImportStatus.IMPORTED, imported_at=now, rows_go_at=now + ROWS_KEPT)
    _keep_results(one, checked)
    audit.record("import_rows", one, one.by, now=now, counts=one.counts)
    return one


def _keep_results(one, checked):
    """Keep with each row what it made and changed, so that it can be undone."""
    busy = {row.number: row.taken for row in checked if row.taken.made or row.taken.changed or row.taken.stays}
    rows = [row for row in one.rows.order_by("number") if row.number in busy]
    one.rows.exclude(note="").update(note="")  # what was said of them before
    digests = digests_of(one.list, [busy[row.number].made for row in rows])
    for row, digest in zip(rows, digests, strict=True):
        taken, row.digest = busy[row.number], digest
        row.made = [[made._meta.label_lower, made.pk] for made in taken.made]
        row.changed = [
            [change.row._meta.label_lower, change.row.pk, change.field, change.before, change.after]
            for change in taken.changed
        ]
        row.note = str(taken.stays)  # why it is never undone
    _write(rows, list(RESULTS))


@transaction.atomic
def leave(one, *, by, now=None):
    """Let a file go without importing it. Raises MoveNotAllowed for one that was imported."""
    one = locked(one)
    if one.by_id != by.pk:
        raise MoveNotAllowed(_("Only whoever chose this file can go on with it."))
    one = IMPORT.move(one, ImportStatus.LEFT, shown="", rows_go_at=now or clock.now())
    forget_rows(Import.objects.filter(pk=one.pk))
    return one


def forget_rows(imports):
    """Delete what files said, and what they were called; return of how many. That they were imported stays."""
    keys = list(imports.values_list("pk", flat=True))
    ImportedRow.objects.filter(of__in=keys).delete()
    ImportFault.objects.filter(of__in=keys).delete()
    Import.objects.filter(pk__in=keys, status__in=WAITING).update(status=ImportStatus.LEFT, shown="")
    return Import.objects.filter(pk__in=keys).update(file_name="", sheet="", headings=[], columns=[], options={})


def forget_rows_about(row):
    """Empty what is kept of a file about a row that was imported from it: its words were taken back."""
    made = [row._meta.label_lower, row.pk]
    kept = ImportedRow.objects.exclude(made=[]).exclude(cells=[]).values_list("pk", "made")
    ImportedRow.objects.filter(pk__in=[pk for pk, rows in kept if made in rows]).update(cells=[])
