"""How files of lists go when anything is taken back: nobody can take one row out of a file."""

from accounts.services import list_files
from common import redactions, taken_back

taken_back.always(list_files.forget_all)


@redactions.made_from_pages
def forget_files(_row, _texts, now):
    """Something left a page, and so a list."""
    list_files.forget_all(now)
