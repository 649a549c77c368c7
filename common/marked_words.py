"""Words that others will read: what seems to identify somebody stays only where it was put back on purpose.

A form with such words is a `MarkedFormMixin`, and its service calls `check_marks` with what was put back:

    class NoteForm(MarkedFormMixin, forms.Form):
        marked = ("text",)

What still looks odd (other capitals, dates, long numbers) is asked about once: the next save takes it.
"""

from collections.abc import Collection, Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.errors import DomainError
from common.marks import Mark, marks_in, odd_in, put_back_choices

FIELD = "put_back"
LOOKED_AT = "looked_at"


def marks_of(text: str) -> list[Mark]:
    """Return the marks of a text as of today."""
    return marks_in(text or "", this_year=clock.today().year)


def marks_left(texts: Iterable[str], *, put_back: Collection[str] = (), known: str = "") -> list[Mark]:
    """Return the marks that nobody has put back; `known` is a text whose marks were looked at before."""
    allowed = {*put_back, *(mark.key for mark in marks_of(known))}
    return [mark for text in texts for mark in marks_of(text) if mark.key not in allowed]


def check_marks(texts: Iterable[str], *, put_back: Collection[str] = (), known: str = "") -> None:
    """Raise DomainError where a text holds marks that nobody has put back on purpose."""
    if left := marks_left(texts, put_back=put_back, known=known):
        raise DomainError(words_of_marks(left), field=FIELD)


def words_of_marks(left: Iterable[Mark]) -> str:
    named = "; ".join(label for _key, label in put_back_choices(left))
    return _("This could show who somebody is: %(marks)s. Take it out, or tick what may stay.") % {"marks": named}


def is_unchanged(original: str, edited: str) -> bool:
    """Say whether an edited text is the original, whatever its spaces and capitals."""
    return original.casefold().split() == edited.casefold().split()


class TicksField(forms.MultipleChoiceField):
    """Boxes to tick; a value whose box has gone since, because its words were taken out, is no error."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value):
        return True


class MarkedFormMixin:
    """A form whose `marked` fields others will read.

    `original` is a text whose marks can be put back from the start; `known` one whose marks need not be asked about;
    `shown` one that goes out with what is typed, and whose marks are asked about with it.
    """

    marked: tuple[str, ...] = ()

    def __init__(self, *args, original="", known="", shown="", **kwargs):
        super().__init__(*args, **kwargs)
        self.known, self.shown = known, shown
        typed = [str(self.data.get(self.add_prefix(name)) or "") for name in self.marked] if self.is_bound else []
        marks = [*marks_of(original), *marks_left([shown, *typed], known=known)]
        choices = put_back_choices(marks)
        self.fields[FIELD] = TicksField(
            label=gettext_lazy("Put back"),
            help_text=gettext_lazy("Tick only what others may read. It does not come back by itself."),
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
        if left := marks_left([self.shown, *texts], put_back=cleaned.get(FIELD, ()), known=self.known):
            self.add_error(FIELD, words_of_marks(left))
        self._ask_once(texts, str(cleaned.pop(LOOKED_AT, None) or ""))
        return cleaned

    def _ask_once(self, texts, looked_at):
        """Ask about what looks odd, and remember with the form that it was asked."""
        known = set(odd_in(self.known, ())) | set(looked_at.split("\n"))
        odd = [one for text in texts for one in odd_in(text, marks_of(text)) if " ".join(one.split()) not in known]
        if not odd:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix(LOOKED_AT)] = "\n".join({*known, *(" ".join(one.split()) for one in odd)})
        words = _("Look at this once more: %(odd)s. If others may read it, save again.")
        self.add_error(next(iter(self.marked)), words % {"odd": ", ".join(dict.fromkeys(odd))})
