"""What goes here when anything is taken back: files of lists, and e-mails of news that are not sent yet."""

from accounts.services import list_files
from accounts.services.news import look_again, take_back_unsent
from common import outbox, redactions, taken_back

taken_back.always(list_files.forget_all)  # nobody can take one row out of a file
taken_back.always(take_back_unsent)  # the next ones say anew what may still be read
outbox.last_look(look_again)  # an issue may have left its page a second ago


@redactions.made_from_pages
def forget_files(_row, _texts, now):
    """Something left a page, and so a list."""
    list_files.forget_all(now)
