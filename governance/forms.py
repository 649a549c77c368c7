"""What the co-ordinator enters about the terms."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common import evidence
from common.forms import DateField, FormMixin, LineField, OnceFormMixin, VersionFormMixin
from common.marked_words import MarkedFormMixin
from meetings.forms.decisions import AboutDocumentMixin, DocumentResolutionChoice
from meetings.services.decided import resolutions_about_documents

LONGEST_CLAUSE = 5000


def unused(document, since):
    """Return the resolutions since a day that may be about a document, and that nothing rests on yet."""
    rows = resolutions_about_documents(since, document.title, document.slug.replace("-", " "))
    return rows.filter(report_agreed=None, terms_review=None, terms_version=None)


class ReviewForm(AboutDocumentMixin, MarkedFormMixin, FormMixin, forms.Form):
    marked = ("note",)
    resolution = DocumentResolutionChoice(help_text=_("The one that reviewed this document."))
    is_changed = forms.BooleanField(
        label=_("The group wants the terms changed"),
        required=False,
        help_text=_("A draft of the next version is then begun, from the clauses as they are."),
    )
    note = forms.CharField(
        label=_("What the group said"),
        widget=forms.Textarea,
        required=False,
        max_length=5000,
        help_text=_(
            "For example: “The aims still fit. We want to hear more from fathers.” "
            "The group reads it with the draft, if one is begun."
        ),
    )

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resolution"].offer(unused(version.document, version.in_force_on))


def _kinds():
    kinds = sorted((str(capfirst(kind.proves)), name) for name, kind in evidence.kinds.items())
    return [("", _("None: no record can prove it")), *((name, words) for words, name in kinds)]


def _words(rows):
    return forms.Textarea(attrs={"rows": rows})


class ClauseForm(MarkedFormMixin, VersionFormMixin, forms.Form):
    """The words of a clause, which are public once the draft is agreed."""

    marked = ("text",)

    text = forms.CharField(label=_("What the clause says"), max_length=LONGEST_CLAUSE, widget=_words(6))


class ClauseAddForm(MarkedFormMixin, OnceFormMixin, forms.Form):
    """A clause more, and what is to prove it."""

    marked = ("text",)

    part = forms.ChoiceField(label=_("Under which heading"))
    new_part = LineField(label=_("New heading"), max_length=60, required=False, help_text=_("It comes last."))
    identifier = LineField(
        label=_("Number"),
        max_length=12,
        help_text=_("A letter, then letters, numbers, . or -. For example P14. It does not change later."),
    )
    text = forms.CharField(label=_("What the clause says"), max_length=LONGEST_CLAUSE, widget=_words(6))
    evidence_kind = forms.ChoiceField(
        label=_("Evidence"),
        required=False,
        choices=_kinds,
        help_text=_("The records that show whether the clause is kept. It stays the same in later versions."),
    )

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [*((part, part) for part in parts), ("", _("A new heading"))]
        self.fields["part"].required = False

    def clean(self):
        cleaned = super().clean()
        part, new_part = cleaned.get("part"), cleaned.pop("new_part", "")
        if part and new_part:
            self.add_error("new_part", _("Choose a heading above, or type a new one; not both."))
        elif not part and not new_part and "new_part" not in self.errors:
            self.add_error("new_part", _("Choose a heading above, or type a new one."))
        return {**cleaned, "part": part or new_part}


class DraftWithdrawForm(MarkedFormMixin, FormMixin, forms.Form):
    """Why a draft is withdrawn."""

    marked = ("reason",)

    reason = forms.CharField(
        label=_("Why is the draft withdrawn?"),
        max_length=1000,
        widget=_words(4),
        help_text=_("This is shown on the page of the terms, for everybody."),
    )


class DraftAgreeForm(AboutDocumentMixin, MarkedFormMixin, FormMixin, forms.Form):
    """What a meeting resolved about the draft that was read, and from when it holds."""

    marked = ("amendments",)
    dated = True

    resolution = DocumentResolutionChoice(help_text=_("Record it in the minutes first. It needs one of its own."))
    in_force_on = DateField(label=_("In force from"), help_text=_("For example 27 3 2026."))
    amendments = forms.CharField(
        label=_("What the meeting asked to be changed in the draft"),
        required=False,
        max_length=1000,
        widget=_words(3),
        help_text=_("Needed only where the draft was edited after the meeting. This is public, with the new version."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resolution"].offer(unused(draft.document, draft.begun_on))
