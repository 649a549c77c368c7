"""Words that others will read: what seems to identify somebody stays only where it was put back on purpose.

A form with such words is a `MarkedFormMixin`, and its service calls `check_marks` with what was put back:

    class NoteForm(MarkedFormMixin, forms.Form):
        marked = ("text",)

What still looks odd (other capitals, dates, long numbers) is asked about once: the next save takes it.
"""

import re
from collections.abc import Collection, Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.errors import DomainError
from common.marks import Mark, is_date, marks_in, odd_in, put_back_choices

FIELD = "put_back"
LOOKED_AT = "looked_at"
WORD = re.compile(r"[^\W_]+")


def marks_of(text: str) -> list[Mark]:
    """Return the marks of a text as of today."""
    return marks_in(text or "", this_year=clock.today().year)


def marks_left(
    texts: Iterable[str], *, put_back: Collection[str] = (), known: str = "", names: Collection[str] = ()
) -> list[Mark]:
    """Return the marks that nobody has put back.

    `known` is a text whose marks were looked at before; `names` is what the record says already, such as the names of
    those who came: a mark that is one of them, or a part of one ("Priya" of "Priya Okafor"), is none.
    """
    allowed = {*put_back, *(mark.key for mark in marks_of(known))}
    spaced = [_spaced(name) for name in names]
    left = (mark for text in texts for mark in marks_of(text) if mark.key not in allowed)
    return [mark for mark in left if not any(_spaced(mark.key) in name for name in spaced)]


def _spaced(words: str) -> str:
    """Return words to look for among others; a number is one however it is spaced."""
    found = " ".join(WORD.findall(words.casefold()))
    return f" {re.sub(r'(?<=[0-9]) (?=[0-9])', '', found)} "


def check_marks(
    texts: Iterable[str], *, put_back: Collection[str] = (), known: str = "", names: Collection[str] = ()
) -> None:
    """Raise DomainError where a text holds marks that nobody has put back on purpose."""
    if left := marks_left(texts, put_back=put_back, known=known, names=names):
        raise DomainError(words_of_marks(left), field=FIELD)


def marks_in_words(left: Iterable[Mark]) -> str:
    """Return "Sam (name); Elm School (school)", each once."""
    return "; ".join(label for _key, label in put_back_choices(left))


def words_of_marks(left: Iterable[Mark]) -> str:
    words = _("This could show who somebody is: %(marks)s. Take it out, or tick what may stay.")
    return words % {"marks": marks_in_words(left)}


def is_unchanged(original: str, edited: str) -> bool:
    """Say whether an edited text is the original, whatever its spaces and capitals."""
    return original.casefold().split() == edited.casefold().split()


def _help_of(original):
    """Return what to tick: words that were taken out, or words that are there."""
    if original:
        return gettext_lazy("Tick only what others may read. It does not come back by itself.")
    return gettext_lazy("Tick only what others may read.")


class TicksField(forms.MultipleChoiceField):
    """Boxes to tick; a value whose box has gone since, because its words were taken out, is no error."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value):
        return True


class MarkedFormMixin:
    """A form whose `marked` fields others will read.

    `original` is a text whose marks can be put back from the start; `known` one whose marks need not be asked about;
    `shown` one that goes out with what is typed, and whose marks are asked about with it; `names` what the record says
    already. Dates are ordinary in `dated` words, such as those of a meeting, and only one of birth is asked about.
    """

    marked: tuple[str, ...] = ()
    dated = False

    def __init__(self, *args, original="", known="", shown="", names=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.known, self.shown, self.names = known, shown, names
        typed = [str(self.data.get(self.add_prefix(name)) or "") for name in self.marked] if self.is_bound else []
        marks = [*marks_left([original], names=names), *marks_left([shown, *typed], known=known, names=names)]
        choices = put_back_choices(marks)
        self.fields[FIELD] = TicksField(
            label=gettext_lazy("Put back") if original else gettext_lazy("May stay"),
            help_text=_help_of(original),
            choices=choices,
            required=False,
        )
        if not choices:
            self.fields[FIELD].widget = forms.MultipleHiddenInput()
        self.fields[LOOKED_AT] = forms.Field(required=False, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        texts = [str(cleaned.get(name) or "") for name in self.marked]
        ticked = cleaned.get(FIELD, ())
        if left := marks_left([self.shown, *texts], put_back=ticked, known=self.known, names=self.names):
            self.add_error(FIELD, words_of_marks(left))
        self._ask_once(texts, str(cleaned.pop(LOOKED_AT, None) or ""))
        return cleaned

    def _ask_once(self, texts, looked_at):
        """Ask about what looks odd, and remember with the form that it was asked."""
        known = {" ".join(one.split()) for one in odd_in(self.known, ())} | set(looked_at.split("\n"))
        known |= {word for name in self.names for word in WORD.findall(name)}
        odd = [one for text in texts for one in odd_in(text, marks_of(text)) if " ".join(one.split()) not in known]
        odd = [one for one in odd if not (self.dated and is_date(one))]
        if not odd:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix(LOOKED_AT)] = "\n".join({*known, *(" ".join(one.split()) for one in odd)})
        words = _("Look at this once more: %(odd)s. If others may read it, save again.")
        self.add_error(next(iter(self.marked)), words % {"odd": ", ".join(dict.fromkeys(odd))})


class AskedFormMixin(MarkedFormMixin):
    """Words whose marks the form alone asks about: the service takes them as they are."""

    def clean(self):
        cleaned = super().clean()
        cleaned.pop(FIELD, None)
        return cleaned
