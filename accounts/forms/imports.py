"""What somebody chooses to import a file: the file, and what each of its columns means."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.documents import DocumentField
from common.forms import FormMixin
from common.imports import MOST_MB, TABLES

LEFT_OUT = ""
EXAMPLES = 3


class UploadForm(FormMixin, forms.Form):
    file = DocumentField(
        allow=TABLES,
        largest_mb=MOST_MB,
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "An Excel spreadsheet (.xlsx) or a CSV file, with the headings in its first row or under a title."
        ),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
    )


class ColumnsForm(FormMixin, forms.Form):
    """For each column of a file a choice of what it means; `columns` are those suggested."""

    def __init__(self, *args, headings, columns, examples, labels, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(LEFT_OUT, _("Leave this column out")), *labels.items()]
        for number, heading in enumerate(headings):
            shown = "; ".join(cell[:40] for cell in examples[number][:EXAMPLES])
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading or _("Column %d, without a heading") % (number + 1),
                choices=choices,
                initial=columns[number],
                required=False,
                help_text=_("For example: %s") % shown if shown else _("Nothing in the first rows."),
            )

        self.conditional = tuple(self.fields)  # each is a question, which “left out” answers too

    def chosen(self):
        """Return the column of the list that each column of the file means."""
        return [self.cleaned_data[name] for name in self.fields]

    def clean(self):
        data = super().clean()
        seen = {}
        for name in self.fields:
            column = data.get(name)
            if column and column in seen:
                other = self.fields[seen[column]].label
                self.add_error(name, _("You have chosen this for “%s” already.") % other)
            seen.setdefault(column, name)
        return data
