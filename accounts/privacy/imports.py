"""Files that are imported: what they say is kept for a day, for whoever chose them."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Import, ImportedRow, ImportFault
from accounts.privacy.acting import who_did
from common.privacy import Fate, Gathered, Whose, found_by, holds

RULE = "accounts.import_rows"

holds(
    Import,
    _("files that were imported"),
    kept=_("for ever, without the name of the file and its headings, which go after a day"),
    others=("file_name", "headings"),
    nobody=("kind", "sha256", "columns", "options", "counts", "shown"),
)
who_did(Import, _("who imported a file, and who undid it"), "by", "undone_by")
for model, what, fields in (
    (ImportedRow, _("rows of a spreadsheet that is imported"), ("cells", "changed", "kept_because")),
    (ImportFault, _("what is wrong in a spreadsheet that is imported"), ("words", "typed")),
):
    holds(
        model,
        what,
        of=Whose.ANYBODY,
        why=_("so that whoever imports it sees what would happen, and can undo it"),
        gathered=Gathered.BY_OTHERS,
        seen_by=_("whoever chose the file"),
        kept=RULE,
        rows=found_by(model, accounts__user="of__by"),
        erased=Fate.DELETED,
        others=fields,
        nobody=("made", "digest") if model is ImportedRow else ("column",),
    )
