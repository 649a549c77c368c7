"""Forms for the views that members bring (M6), and for those who answer behind a link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormMixin, LineField, OnceFormMixin
from common.marked_words import AskedFormMixin, MarkedFormMixin
from meetings.forms.planning import area

MOST_PEOPLE = 100_000  # of a whole county


def number(label, help_text, **kwargs):
    """Return the field of a number of people."""
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=MOST_PEOPLE, **kwargs)


class SeatMixin:
    """A form of somebody who may hold two seats: then it asks for which one."""

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.memberships = memberships
        choices = [(one.pk, f"{one.seat.title}, {one.seat.constituency}") for one in memberships]
        if len(memberships) > 1:
            seat = forms.TypedChoiceField(
                label=_("Whom do you speak for here?"), choices=choices, coerce=int, widget=forms.RadioSelect
            )
            self.fields = {"seat": seat, **self.fields}

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.pop("seat", None) or self.memberships[0].pk
        cleaned["membership"] = next(one for one in self.memberships if one.pk == chosen)
        return cleaned


class GatherForm(SeatMixin, MarkedFormMixin, OnceFormMixin, forms.Form):
    """What to ask, about what, and whether by a link."""

    marked = ("question",)
    dated = True

    item = forms.ModelChoiceField(label=_("About"), queryset=None, required=False, empty_label=_("The whole meeting"))
    question = LineField(
        label=_("Your question, in plain words"),
        max_length=250,
        help_text=_("For example: what would make the school run easier? Whoever has the link reads it."),
    )
    by_link = forms.ChoiceField(
        label=_("How do you ask?"),
        choices=[
            ("yes", _("By a link that I pass on")),
            ("no", _("Without a link: by phone, at the school gate, by e-mail")),
        ],
        widget=forms.RadioSelect,
        help_text=_("You can add what people told you without the link in any case."),
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items


class BringForm(MarkedFormMixin, FormMixin, forms.Form):
    """What the group reads at the item: what people say, and how many were asked."""

    marked = ("summary", "how")
    dated = True

    summary = forms.CharField(
        label=_("What they say"),
        required=False,
        max_length=4000,
        widget=area(6),
        help_text=_("In your own words. The group reads this at the item. Name nobody, and no child."),
    )
    asked = number(
        _("How many people were asked"), _("With those you sent the link to. Leave it out if unknown."), required=False
    )
    told_member = number(
        _("How many answered without the link"),
        _("By phone, at the school gate, by e-mail. Those who used the link are counted already."),
        initial=0,
    )
    how = LineField(
        label=_("How else you asked"),
        required=False,
        max_length=200,
        help_text=_("For example: by phone, and at the school gate."),
    )


class NewLinkForm(OnceFormMixin, forms.Form):
    """Nothing to fill in: sending it twice makes one link."""


class GiveForm(OnceFormMixin, forms.Form):
    """One thing that somebody with the link wants to say."""

    text = forms.CharField(
        label=_("What you want to say"),
        max_length=2000,
        widget=area(6),
        help_text=_("Do not name a child, and nobody else: no names, no school, no address."),
    )


class HideForm(AskedFormMixin, FormMixin, forms.Form):
    """Why words are taken out; it stays in the audit trail, so it names nobody."""

    marked = ("reason",)

    reason = LineField(
        label=_("Why"), max_length=200, help_text=_("For example: it names a child. Do not repeat the name.")
    )
