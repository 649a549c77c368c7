"""Files that are imported: what they say is kept for a day, for whoever chose them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Import, ImportedRow, ImportFault
from accounts.privacy.acting import who_did
from common.privacy import Fate, Gathered, Whose, holds

RULE = "accounts.import_rows"

holds(
    Import,
    _("files that were imported"),
    kept=_("for ever, without the name of the file, its sheet and its headings, which go after a day"),
    others=("file_name", "sheet", "headings"),
    nobody=("kind", "sha256", "columns", "options", "counts", "shown"),
)
who_did(Import, _("who imported a file, and who undid it"), "by", "undone_by")


def rows_about(model, *fields):
    """Return the rows function that finds what a file says of somebody: by their address, while it is kept."""

    def rows(subject):
        found = Q(of__by__in=subject.keys("accounts.user"))
        for email in subject.emails:
            for field in fields:
                found |= Q(**{f"{field}__icontains": email})
        return model.objects.filter(found)

    return rows


WHY = _("so that whoever imports it sees what would happen, and can undo it")
holds(
    ImportedRow,
    _("rows of a spreadsheet that is imported"),
    of=Whose.ANYBODY,
    why=WHY,
    gathered=Gathered.BY_OTHERS,
    seen_by=_("whoever chose the file"),
    kept=RULE,
    rows=rows_about(ImportedRow, "cells"),
    erased=Fate.DELETED,
    others=("cells", "changed", "note", "kept_because"),
    nobody=("made", "digest"),
)
holds(
    ImportFault,
    _("what is wrong in a spreadsheet that is imported"),
    of=Whose.ANYBODY,
    why=WHY,
    gathered=Gathered.BY_OTHERS,
    seen_by=_("whoever chose the file"),
    kept=RULE,
    rows=rows_about(ImportFault, "words", "typed"),
    erased=Fate.DELETED,
    others=("words", "typed"),
    nobody=("column",),
)
