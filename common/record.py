"""What the chain holds of `common`: every stored file, byte by byte, and the tombstones."""

from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from common import chain, clock
from common.documents import sha256_of_file
from common.models import ChainChange, Document


def wrong_file(document):
    """Return what is wrong with the stored bytes of a document, or nothing."""
    name = document.file.name
    try:
        digest = sha256_of_file(document)
    except OSError:
        return f"its file {name} cannot be read"
    return "" if digest == document.sha256 else f"the bytes of its file {name} were changed"


@chain.kind(
    "common.documents",
    _("files: papers, letters, reports, other versions"),
    Document.objects.all,
    day=TruncDate("created_at", tzinfo=clock.LONDON),
    look=wrong_file,
)
def form_of_document(document):
    return {
        "created_at": document.created_at,
        "media_type": document.media_type,
        "name": document.name,
        "sha256": document.sha256,
        "size": document.size,
    }


@chain.kind("common.changes", _("tombstones"), ChainChange.objects.all, day="changed_on")
def form_of_change(change):
    """The salt is left out: it goes when the same row changes again."""
    return {
        "changed_on": change.changed_on,
        "digest": change.digest,
        "key": change.key,
        "kind": change.kind,
        "of_day": change.of_day,
        "why": change.why,
    }
