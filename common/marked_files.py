"""Files that others will open: what their words seem to show of somebody is asked about, as in words that are typed.

A form with such a file is a `MarkedFileMixin`; once its file was checked, and before anything is saved, its view calls
`form.ask_about_file(checked)`. Nothing can be taken out of a file here: another is chosen, or a tick says that it may
stay. The tick holds for the very file that was asked about.
"""

import hashlib
from pathlib import PurePath

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.errors import DomainError
from common.marked_words import WORD, marks_left
from common.marks import put_back_choices

STAYS, ASKED = "file_stays", "file_asked"
MOST_SHOWN = 20


class MarkedFileMixin:
    """A form with a file whose words others will read; `names` is what the record says already."""

    def __init__(self, *args, names=(), **kwargs):
        super().__init__(*args, **{**kwargs, "names": names})
        self.names_in_files = names
        self.fields[ASKED] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields[STAYS] = forms.BooleanField(
            label=gettext_lazy("I have read the file, and all of it may be read"),
            required=False,
            widget=forms.CheckboxInput if self.data.get(self.add_prefix(ASKED)) else forms.HiddenInput,
        )

    def ask_about_file(self, checked, *, known=""):
        """Raise DomainError where a file or its name has marks, or part of it cannot be read, and nobody ticked it yet.

        `known` is a text whose marks everybody reads already.
        """
        which = hashlib.sha256(f"{checked.name}\n".encode() + checked.data).hexdigest()
        if self.cleaned_data.get(STAYS) and self.cleaned_data.get(ASKED) == which:
            return
        words = checked.words
        marks = marks_left([_name_in_words(checked.name), words.text], known=known, names=self.names_in_files)
        if words.is_all and not marks:
            return
        self._show_the_tick(which)
        said = [_words_of_file(marks)] if marks else []
        raise DomainError(" ".join(said if words.is_all else [*said, _unread()]), field=STAYS)

    def _show_the_tick(self, which):
        self.data = self.data.copy()
        self.data[self.add_prefix(ASKED)] = which
        self.data.pop(self.add_prefix(STAYS), None)
        self.fields[STAYS].widget = forms.CheckboxInput()


def _name_in_words(name):
    """Return the name of a file, which its readers see, as words."""
    return " ".join(WORD.findall(PurePath(name).stem))


def _words_of_file(marks):
    labels = [label for _key, label in put_back_choices(marks)]
    shown, more = labels[:MOST_SHOWN], len(labels) - MOST_SHOWN
    if more > 0:
        shown.append(ngettext("and %d more", "and %d more", more) % more)
    words = _(
        "In the file or its name, this could show who somebody is: %(marks)s. Choose a file without it, or choose this "
        "one again and tick the box."
    )
    return words % {"marks": "; ".join(shown)}


def _unread():
    return _(
        "We cannot read all of this file, such as the words in a picture, so we cannot see whether it shows who "
        "somebody is. Read it yourself, then choose it again and tick the box."
    )
