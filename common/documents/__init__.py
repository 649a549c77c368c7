"""Files that people upload, and files we make: what is let in, how it is kept, how it is handed out.

There is no address that serves a document by its own id; the row in a higher app that owns it says who may see it.
"""

from common.documents.choosing import ChosenFile, DocumentField
from common.documents.kinds import KINDS, PHOTOGRAPHS
from common.documents.names import clean_name
from common.documents.store import (
    check_document,
    erase_document,
    keep_document,
    read_document,
    read_words,
    serve,
    sha256_of_file,
    size_label,
    store_document,
    store_made,
    store_packed,
    store_sheet,
    words_of,
)
from common.documents.sweeping import erase_unless_owned, strays, sweep_files, unowned
from common.documents.words import words_in
from common.sizes import LARGEST_MB, LARGEST_PICTURE_MB

__all__ = [
    "KINDS",
    "LARGEST_MB",
    "LARGEST_PICTURE_MB",
    "PHOTOGRAPHS",
    "ChosenFile",
    "DocumentField",
    "check_document",
    "clean_name",
    "erase_document",
    "erase_unless_owned",
    "keep_document",
    "read_document",
    "read_words",
    "serve",
    "sha256_of_file",
    "size_label",
    "store_document",
    "store_made",
    "store_packed",
    "store_sheet",
    "strays",
    "sweep_files",
    "unowned",
    "words_in",
    "words_of",
]
