"""A presentation: to whom, what about, and up to five items, each with what is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from common.fields import LineField, WordsField
from common.forms import OnceFormMixin
from common.marked_words import FIELD, LOOKED_AT, MarkedFormMixin

NUMBERS = (1, 2, 3, 4, 5)


class PresentForm(MarkedFormMixin, OnceFormMixin, forms.Form):
    """`items` holds those given, as `present` takes them."""

    conditional = tuple(f"ask_{number}" for number in NUMBERS)
    marked = ("covering_text", "title", *conditional)
    agreed = ()
    agency = forms.ModelChoiceField(
        Agency.objects.filter(is_active=True), label=_("Agency"), empty_label=_("Choose an agency")
    )
    title = LineField(label=_("Title"), max_length=150)
    covering_text = WordsField(
        label=_("What the group says to the agency"),
        help_text=_("This is public. Do not write anything that could identify a family."),
        max_length=20_000,
    )

    def __init__(self, *args, themes, issues, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [
            ("", _("Choose a theme or an issue")),
            (_("Themes"), [(f"theme-{theme.pk}", theme.name) for theme in themes]),
            (_("Single issues"), [(f"issue-{issue.pk}", str(issue)) for issue in issues]),
        ]
        self.subjects = {f"theme-{theme.pk}": {"theme": theme} for theme in themes}
        self.subjects |= {f"issue-{issue.pk}": {"issue": issue} for issue in issues}
        for number in NUMBERS:
            self.fields[f"subject_{number}"] = forms.ChoiceField(
                label=_("Theme or issue"), choices=choices, required=number == 1
            )
            self.fields[f"ask_{number}"] = WordsField(
                label=_("What the group asks"),
                help_text=_("What should happen, and by when. This is public."),
                max_length=5000,
                rows=3,
                required=number == 1,
            )

    @property
    def head_fields(self):
        return [self[name] for name in ("once", "agency", "title", "covering_text", FIELD, LOOKED_AT)]

    @property
    def agreed_fields(self):
        """How the group agreed; the page of the meetings adds the choices."""
        return [self[name] for name in self.agreed if name in self.fields]

    @property
    def item_groups(self):
        """Return [(number, is_open, bound fields)] of each item; the first is always open."""
        groups = []
        for number in NUMBERS:
            fields = [self[f"subject_{number}"], self[f"ask_{number}"]]
            is_used = any(field.value() or field.errors for field in fields)
            groups.append((number, number == 1 or is_used, fields))
        return groups

    def clean(self):
        cleaned = super().clean()
        self.items, seen = [], set()
        for number in NUMBERS:
            subject, ask = cleaned.get(f"subject_{number}"), cleaned.get(f"ask_{number}")
            if subject and subject in seen:
                self.add_error(f"subject_{number}", _("This is already in another item."))
            elif subject and not ask and f"ask_{number}" not in self.errors:
                self.add_error(f"ask_{number}", _("Say what the group asks about this item."))
            elif ask and not subject and f"subject_{number}" not in self.errors:
                self.add_error(f"subject_{number}", _("Choose what this item is about."))
            elif subject:
                self.items.append({**self.subjects[subject], "ask": ask})
            seen.add(subject)
        return cleaned
