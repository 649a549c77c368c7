"""The import page: choose a file, see what would happen to each row, confirm; everything is imported or nothing.

The rows that were checked come back with the confirmation, signed for this page and this person, so that neither the
server keeps a file nor anybody can confirm what was not checked.
"""

import dataclasses

from django import forms
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.documents import DocumentField
from common.errors import DomainError
from common.forms import FormMixin
from common.pages.exports import csv_response
from common.pages.files import RowsFile
from common.pages.forms import FormPage
from common.pages.sheets import MOST_MB, TABLES, read_sheet
from common.references import new_secret
from common.rules import RowFate
from common.submissions import once

MAX_AGE = 60 * 60


class UploadForm(FormMixin, forms.Form):
    file = DocumentField(
        allow=TABLES,
        largest_mb=MOST_MB,
        label=gettext_lazy("File"),
        help_text=gettext_lazy("An Excel spreadsheet (.xlsx) or a CSV file, with the headings in its first row."),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
    )


@dataclasses.dataclass(frozen=True)
class CheckedRow:
    """One line of a file and what would happen to it."""

    number: int
    cells: list
    fate: RowFate
    reason: str = ""


class Disagreement(Exception):
    """The confirmed rows would give another result than was shown: something changed in between."""


class ImportPage(FormPage):
    """An import. Its columns are the fields of `row_form`; `take(self, fields)` does one row and returns its RowFate.

    `take` calls services and raises DomainError for a row that is refused.
    """

    template_name = "pages/import.html"
    form_class = UploadForm
    row_form = None
    submit = gettext_lazy("Check the file")

    def take(self, fields):
        raise NotImplementedError

    @property
    def about(self):
        return ""

    @cached_property
    def columns(self):
        """The fields of a row by the name of their column."""
        return {str(field.label): name for name, field in self.row_form.base_fields.items()}

    @property
    def described_columns(self):
        return list(self.row_form())

    def get(self, request, *args, **kwargs):
        if "empty" in request.GET:
            return csv_response(str(self.heading), RowsFile(list(self.columns), []))
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.confirm(request.POST["checked"]) if "checked" in request.POST else super().post(request)

    def form_valid(self, form):
        try:
            lines = read_sheet(form.cleaned_data["file"])
            names = self.names_of(lines[0][1])
            check_width(lines, names)
        except DomainError as error:
            error.field = "file"
            return self.form_refused(form, error)
        rows = [[number, dict(zip(names, cells, strict=False))] for number, cells in lines[1:]]
        return self.show_check(rows)

    def names_of(self, headings):
        """Return the field of each heading. Raises DomainError for one that is unknown, repeated or missing."""
        known = {label.casefold(): name for label, name in self.columns.items()}
        while headings and not headings[-1]:
            headings = headings[:-1]
        names = [known.get(heading.casefold()) for heading in headings]
        unknown = [heading or _("(empty)") for heading, name in zip(headings, names, strict=True) if name is None]
        if unknown:
            raise DomainError(_("These columns are not recognised: %s.") % ", ".join(unknown))
        if len(set(names)) < len(names):
            raise DomainError(_("This file has the same column twice."))
        fields = self.row_form.base_fields
        missing = [label for label, name in self.columns.items() if fields[name].required and name not in names]
        if missing:
            raise DomainError(_("These columns are missing: %s.") % ", ".join(missing))
        return names

    def rehearse(self, rows):
        """Import everything, note the result of each row, and roll it back."""
        with transaction.atomic():
            checked = self.take_all(rows)
            transaction.set_rollback(True)
        return checked

    def take_all(self, rows):
        return [self.take_row(number, typed) for number, typed in rows]

    def take_row(self, number, typed):
        cells = [(label, typed.get(name, "")) for label, name in self.columns.items()]
        form = self.row_form(typed)
        if not form.is_valid():
            return CheckedRow(number, cells, RowFate.REFUSED, " ".join(reasons_of(form)))
        try:
            with transaction.atomic():
                return CheckedRow(number, cells, RowFate(self.take(form.cleaned_data)))
        except DomainError as error:
            return CheckedRow(number, cells, RowFate.REFUSED, str(error.message))

    def show_check(self, rows, error=""):
        """Show what would happen to each row, and offer to import if none is refused and something would change."""
        checked = self.rehearse(rows)
        fates = [row.fate for row in checked]
        is_ready = RowFate.REFUSED not in fates and set(fates) != {RowFate.UNCHANGED}
        form = self.form_class()
        context = {
            "form": form,
            "error": error,
            "checked": checked,
            "counts": count_words(fates),
            "refused": fates.count(RowFate.REFUSED),
            "signed": self.sign(rows, fates) if is_ready else "",
        }
        return self.render_to_response(self.get_context_data(**context))

    @property
    def salt(self):
        return f"{self.request.path}:{self.request.user.pk}"

    def sign(self, rows, fates):
        return signing.dumps({"key": new_secret(), "rows": rows, "fates": fates}, salt=self.salt, compress=True)

    def confirm(self, signed):
        """Take all rows in one transaction, once, if each still becomes what was shown."""
        try:
            sent = signing.loads(signed, salt=self.salt, max_age=MAX_AGE)
        except signing.BadSignature:
            form = self.form_class()
            error = _("This check has expired, or was made for someone else. Choose the file again.")
            return self.render_to_response(self.get_context_data(form=form, error=error))
        try:
            once(sent["key"], sent["rows"], lambda: self.take_as_shown(sent))
        except Disagreement:
            error = _("Something has changed since you checked. Nothing has been imported yet: check the rows again.")
            return self.show_check(sent["rows"], error)
        messages.success(self.request, _("Imported: %(counts)s.") % {"counts": count_words(sent["fates"])})
        return HttpResponseRedirect(self.get_success_url())

    def take_as_shown(self, sent):
        checked = self.take_all(sent["rows"])
        if [row.fate for row in checked] != sent["fates"]:
            raise Disagreement
        return str(len(checked))


def check_width(lines, names):
    """Raise DomainError for a line with text right of the last heading: its cells may be in the wrong columns."""
    for number, cells in lines:
        if any(cells[len(names) :]):
            raise DomainError(_("Row %d has more cells than there are headings.") % number)


def count_words(fates):
    """Return "3 created, 1 unchanged"."""
    return ", ".join(f"{fates.count(fate)} {fate.label}" for fate in RowFate if fate in fates)


def reasons_of(form):
    """Return the errors of a row, each with the name of its column."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        yield from (f"{label}: {error}" if label else str(error) for error in errors)
