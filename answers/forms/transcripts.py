"""An agency's letter, entered word for word."""

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from answers.forms.planned_commitments import PlannedMixin, as_planned, initial_of_planned
from answers.rules import ANSWER_WORDS, Outcome
from answers.services.answers import check_answer
from answers.services.transcripts import SCANS
from common.documents import LARGEST_MB, LARGEST_PICTURE_MB, DocumentField
from common.errors import DomainError
from common.fields import LineField, WordsField
from common.forms import DateField, VersionFormMixin
from common.versions import joined


def ends_of(item):
    """Two commitments for each item; further promises in a letter are added by hand."""
    return (f"{item.number}_1", f"{item.number}_2")


class TranscriptForm(PlannedMixin, VersionFormMixin, forms.Form):
    """The scan, the day it came, and for each item the outcome and the letter's own words.

    `draft` is the transcript that is corrected: its scan is kept unless another is chosen.
    """

    letter = DocumentField(
        allow=SCANS,
        label=_("Scan of the letter"),
        help_text=format_lazy(
            _("PDF, at most {mb} MB, or a picture, at most {picture_mb} MB"),
            mb=LARGEST_MB,
            picture_mb=LARGEST_PICTURE_MB,
        ),
    )
    letter_dated_on = DateField(
        label=_("Date it reached us"),
        help_text=_("This date decides whether the answer is in time or late. The date it is confirmed does not."),
    )
    summary = WordsField(label=_("Opening words of the letter"), max_length=20_000, required=False, rows=3)

    def __init__(self, *args, items, draft=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        if draft is not None and draft.letter_id:
            self.fields["letter"].required = False
            self.fields["letter"].label = _("Another scan of the letter")
            self.fields["letter"].help_text = _("Leave this blank to keep the one you added: %(name)s") % {
                "name": draft.letter.name
            }
        for item in items:
            self.fields |= self._fields_of(item)
            self.add_planned(ends_of(item))

    @property
    def letter_fields(self):
        return [self[name] for name in ("version", "letter", "letter_dated_on", "summary")]

    @property
    def item_groups(self):
        """Return [(item, bound fields, groups of its commitments)]."""
        return [
            (item, [self[f"{name}_{item.number}"] for name in ANSWER_WORDS], self.planned_groups(ends_of(item)))
            for item in self.items
        ]

    def _fields_of(self, item):
        number = {"number": item.number}
        self.conditional = (*self.conditional, f"reason_{item.number}", f"instead_{item.number}")
        return {
            f"outcome_{item.number}": forms.ChoiceField(
                label=_("Item %(number)s: what the letter answers") % number,
                choices=[(value, capfirst(words)) for value, words in Outcome.choices],
                widget=forms.RadioSelect,
            ),
            f"text_{item.number}": WordsField(
                label=_("Item %(number)s: in the letter's words") % number, max_length=20_000
            ),
            f"reason_{item.number}": WordsField(
                label=_("Item %(number)s: if partly agreed, what the letter does not agree to, and why") % number,
                help_text=_("In the letter's words. If it does not say, write that the letter does not say."),
                max_length=20_000,
                rows=3,
                required=False,
            ),
            f"instead_{item.number}": LineField(
                label=_("Item %(number)s: who can act, if not the agency") % number, max_length=200, required=False
            ),
            f"done_{item.number}": WordsField(
                label=_("Item %(number)s: what the letter says is done already") % number,
                max_length=20_000,
                rows=3,
                required=False,
            ),
        }

    def clean(self):
        cleaned = super().clean()
        self.planned = {item.pk: self.clean_planned(ends_of(item)) for item in self.items}
        for item in self.items:
            self._check_item(item.number, cleaned)
        return cleaned

    def _check_item(self, number, cleaned):
        """Say at its own field what is missing of an answer, or left over."""
        if not {f"outcome_{number}", f"text_{number}"} <= cleaned.keys():
            return
        try:
            check_answer(**self._words_of(number), is_letter=True)
        except DomainError as error:
            self.add_error(f"{error.field}_{number}", error.message)

    def _words_of(self, number):
        """Return the words of an item; those of a refusal are its reason, and are kept once."""
        words = {part: self.cleaned_data.get(f"{part}_{number}", "") for part in ANSWER_WORDS}
        if words["outcome"] == Outcome.NOT_POSSIBLE:
            words |= {"text": "", "reason": joined(words["text"], words["reason"])}
        return words

    @staticmethod
    def initial_of(draft):
        """Return the initial values that show a transcript again."""
        initial = {name: getattr(draft, name) for name in ("version", "summary", "letter_dated_on")}
        for answer in draft.answers.select_related("item"):
            words = {part: getattr(answer, part) for part in ANSWER_WORDS}
            if answer.outcome == Outcome.NOT_POSSIBLE:
                words |= {"text": answer.reason, "reason": ""}
            initial |= {f"{part}_{answer.item.number}": value for part, value in words.items()}
            initial |= initial_of_planned(answer, ends_of(answer.item))
        return initial

    def as_response(self):
        """Return the arguments of `transcribe_response`."""
        names = ("letter", "letter_dated_on", "summary", "version")
        fields = {name: self.cleaned_data[name] for name in names}
        return fields | {"answers": [self._answer_to(item) for item in self.items]}

    def _answer_to(self, item):
        return {"item": item, **self._words_of(item.number), "commitments": as_planned(self.planned[item.pk])}
