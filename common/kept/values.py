"""What is worked out once and kept in the process until anything is written: figures, settings, choices of a list.

A value rests on what pages show, never on a table that nobody watches (`changes.UNSEEN`), and on nobody in particular:
what depends on who asks has no place here. It is handed out to everybody, so whoever is given it leaves it as it is.
"""

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language

from common import clock
from common.kept import changes

_values = {}  # name: (the state under which it was made, the value)


def kept(name, make, on=None):
    """Return what `make()` returns, from memory where nothing was written since, for the same day in this language.

    Whoever works out the value of a day says which (`on`): a request may begin before midnight, and end after it.

    Outside of a request, and within a transaction, which may yet be rolled back, it is made anew.
    """
    if not settings.KEEPS_VALUES or not changes.are_asked_once() or connection.in_atomic_block:
        return make()
    state = (changes.seen(), on or clock.today(), get_language())
    found = _values.get(name)
    if found is None or found[0] != state:
        _values[name] = found = (state, make())
    return found[1]
