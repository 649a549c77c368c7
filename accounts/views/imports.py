"""Importing a list from a spreadsheet: its columns, every fault by row and column, the yes, and the way back."""

import hashlib
import json

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.imports import ColumnsForm, UploadForm
from accounts.import_tables import FaultTable, ImportTable, RowTable
from accounts.models import Import, ImportedRow, ImportFault
from accounts.services.imports import files, undoing
from common import clock
from common.imports import kinds, read_sheet
from common.pages import DetailPage, FormPage, ListPage, ServiceAction, StaffMixin
from common.pages.exports import csv_response
from common.pages.files import RowsFile

FEW_ROWS, FEW_FAULTS = 10, 50


def next_page(one):
    """Return the address at which somebody goes on with a file."""
    return reverse("accounts:import_columns", args=[one.pk]) if one.waits_for_columns else one.get_absolute_url()


class ImportStart(FormPage):
    """The first page of an import, in the app whose list it is: `list_name`. Other fields of its form are options."""

    template_name = "accounts/import_start.html"
    form_class = UploadForm
    submit = gettext_lazy("Check the file")
    list_name = ""

    @cached_property
    def list(self):
        return kinds[self.list_name]

    @property
    def heading(self):
        return self.list.heading

    @property
    def lead(self):
        return self.list.lead

    @property
    def most_rows(self):
        return f"{self.list.most_rows:,}"

    @property
    def columns(self):
        return list(self.list.row_form())

    def get(self, request, *args, **kwargs):
        if "empty" in request.GET:
            return csv_response(str(self.heading), RowsFile(list(self.list.labels.values()), []))
        return super().get(request, *args, **kwargs)

    def perform(self, form):
        options = dict(form.cleaned_data)
        file = options.pop("file")
        sheet = read_sheet(file, self.list.most_rows)
        mark = hashlib.sha256(json.dumps(sheet.lines).encode()).hexdigest()
        about = {"file_name": file.name, "sheet": sheet.name, "sha256": mark, "options": options}
        before = files.unfinished(self.list, self.request.user).first()
        one = files.begin_import(self.list, sheet.lines, by=self.request.user, **about)
        if before:
            words = _("The file you chose before, “%(name)s”, was not imported and is gone. This is the new one.")
            messages.info(self.request, words % {"name": before.file_name})
        return one

    def get_success_url(self):
        return next_page(self.result)


class ImportMixin(StaffMixin):
    permission_required = "accounts.import_lists"
    queryset = Import.objects.select_related("by", "undone_by", "job")

    def narrow_to_own(self, rows):
        """Return this person's own: nobody else reads what a file says before it is imported."""
        return rows.filter(by=self.request.user)


class ImportList(ImportMixin, ListPage):
    """What was imported, when and by whom, and one's own files that wait."""

    heading = gettext_lazy("Imports")
    lead = gettext_lazy("What was imported from a spreadsheet. Each import can be undone for a day.")
    empty = gettext_lazy("No imports yet.")
    table_class = ImportTable
    holds_personal_data = False
    template_name = "accounts/import_list.html"

    @property
    def starts(self):
        """The lists this person may import."""
        return [kind for kind in kinds.values() if self.request.user.has_perm(kind.permission) and kind.start]


class ImportColumns(ImportMixin, FormPage):
    """What each column of the file means: suggested by its heading, to be confirmed."""

    form_class = ColumnsForm
    heading = gettext_lazy("What the columns mean")
    submit = gettext_lazy("Check the rows")

    @property
    def lead(self):
        words = _("We have matched the columns of your file by their headings. Check each, and change what is wrong.")
        return f"{self.object.read_from} {words}".strip()

    def narrow(self, rows):
        return self.narrow_to_own(rows).filter(status__in=files.MATCHABLE, rows_go_at__gt=clock.now())

    def get_form_kwargs(self):
        first = list(self.object.rows.values_list("cells", flat=True)[:FEW_ROWS])
        headings = self.object.headings
        examples = [
            [row[number] for row in first if len(row) > number and row[number]] for number in range(len(headings))
        ]
        return super().get_form_kwargs() | {
            "headings": headings,
            "columns": self.object.columns,
            "examples": examples,
            "labels": self.object.list.labels,
        }

    def perform(self, form):
        return files.start_check(self.object, form.chosen(), by=self.request.user)


class ImportDetail(ImportMixin, DetailPage):
    """How far a file has come: its faults, what would happen, or what was imported."""

    template_name = "accounts/import_detail.html"

    def get_context_data(self, **kwargs):
        one = self.object
        is_own = one.by_id == self.request.user.pk
        faults, rows = (one.faults.all(), one.rows.select_related("of")) if is_own else (None, None)
        kept = one.rows.exclude(kept_because="").only("number", "kept_because")[:FEW_FAULTS]
        return super().get_context_data(
            is_own=is_own,
            faults=faults and FaultTable.of(faults[:FEW_FAULTS]),
            rows=rows and RowTable.of(rows[:FEW_ROWS]),
            has_more=one.size > FEW_ROWS,
            has_more_faults=one.fault_count > FEW_FAULTS,
            earlier=files.earlier_import(one) if one.waits_for_yes else None,
            is_nothing_new=set(one.counts) == {"unchanged"},
            can_be_undone=one.is_for(self.request.user) and one.can_be_undone(clock.now()),
            may_undo=one.is_for(self.request.user),
            kept=kept,
            start=reverse(one.list.start) if one.list.start else "",
            **kwargs,
        )


class OwnLinesMixin(ImportMixin):
    """What one's own file says; another's does not exist."""

    paginate_by = 50

    def narrow(self, rows):
        own = self.narrow_to_own(Import.objects.visible_to(self.request.user))
        return rows.filter(of=get_object_or_404(own, pk=self.kwargs["pk"]))

    def get_back_url(self):
        return reverse("accounts:import_detail", args=[self.kwargs["pk"]])


class ImportRowList(OwnLinesMixin, ListPage):
    """Every row of one's own file, and what became of it."""

    queryset = ImportedRow.objects.select_related("of")
    heading = gettext_lazy("Rows of the file")
    table_class = RowTable
    holds_personal_data = True


class ImportFaultList(OwnLinesMixin, ListPage):
    """Everything that is wrong in one's own file, by row and column."""

    queryset = ImportFault.objects.all()
    heading = gettext_lazy("What to correct")
    table_class = FaultTable
    holds_personal_data = True


class ImportConfirm(ImportMixin, ServiceAction):
    """Import the rows as they were shown."""

    def perform(self):
        shown = self.request.POST.get("shown", "")
        one = files.confirm_import(self.object, shown=shown, by=self.request.user)
        if one.was_imported:
            messages.success(self.request, _("Imported: %(counts)s.") % {"counts": one.counted})
        return one


class ImportCheckAgain(ImportMixin, ServiceAction):
    """Check the rows again: what was being done has failed, or something has changed."""

    def perform(self):
        return files.start_check(self.object, self.object.columns, by=self.request.user)


class ImportLeave(ImportMixin, ServiceAction):
    """Let a file go without importing it."""

    success_message = gettext_lazy("The file was not imported, and is gone.")
    success_url = reverse_lazy("accounts:import_list")

    def perform(self):
        return files.leave(self.object, by=self.request.user)

    def get_failure_url(self):
        return self.object.get_absolute_url()


class ImportUndo(ImportMixin, ServiceAction):
    """Undo an import within the day."""

    def narrow(self, rows):
        return rows.undone_by(self.request.user)

    def perform(self):
        one = undoing.undo_import(self.object, by=self.request.user)
        if one.is_undone and not one.kept_count:
            messages.success(self.request, _("Import undone."))
        return one
