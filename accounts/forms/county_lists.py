"""Forms for choosing from a county list, and for changing one."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.forms import FormMixin, LineField, OnceFormMixin

# Which entries there are. Nothing is deleted and no code changes, so a process asks once whether there is one.
known = set()


class EntryField(forms.ModelChoiceField):
    """One entry of a county's list: those that can be chosen, in their order.

    `keep` adds the one that was chosen before, so that nobody has to choose again because it ended since.
    """

    def __init__(self, model, **kwargs):
        super().__init__(model.objects.open(), **kwargs)
        self.model = model

    def to_python(self, value):
        entry = super().to_python(value)
        if entry is not None:
            known.add((self.model, entry.code))
        return entry

    def keep(self, code):
        self.queryset = self.model.objects.offered(code)

    def words_of(self, code):
        """Return the words of an entry that was chosen, or nothing."""
        entry = self.model.objects.filter(pk=code).first() if code else None
        return self.label_from_instance(entry) if entry else ""

    def label_from_instance(self, entry):
        return capfirst(entry.name)


class ChosenField(EntryField):
    """What was chosen on an earlier page, out of sight on the one that sends it: it is taken though it ended since.

    It gives an entry with its code and nothing else, which is all that a key needs, and mostly asks nothing.
    """

    widget = forms.HiddenInput

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if (self.model, value) not in known:
            self.keep(value)
            super().to_python(value)
        return self.model(code=value)


def keep_chosen(form, chosen):
    """Let a form accept the entries in `chosen` ({field: code}), even if one has ended since."""
    for name, field in form.fields.items():
        if isinstance(field, EntryField) and chosen.get(name):
            field.keep(chosen[name])
    return form


class NewEntryForm(OnceFormMixin, forms.Form):
    name = LineField(label=_("Name"), max_length=80, help_text=_("Families see this name."))


class RenameForm(FormMixin, forms.Form):
    name = LineField(label=_("New name"), max_length=80, help_text=_("Old records keep the name they were given."))


class MergeForm(FormMixin, forms.Form):
    into = forms.ModelChoiceField(
        None,
        label=_("Merge it into"),
        empty_label=_("Choose one"),
        help_text=_("Its records keep their wording, and are counted under the entry you choose."),
        error_messages={"invalid_choice": _("Choose another entry, one that has not ended.")},
    )

    def __init__(self, *args, entry, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = type(entry).objects.open().exclude(pk=entry.pk)


class EndForm(FormMixin, forms.Form):
    is_sure = forms.BooleanField(
        label=_("Stop offering this entry"), help_text=_("Its records stay, and you can bring it back.")
    )
