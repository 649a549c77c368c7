"""The page of a shared text's earlier versions: who saved which and when, and what differs between any two."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.dates import day, moment
from common.differences import difference
from common.forms import FormMixin
from common.pages.detail import DetailPage
from common.versions import LINK


@dataclass(frozen=True)
class Version:
    """One line of the list of versions; `number` is its name in the address, `url` a page of its own if it has one."""

    number: int
    name: str
    saved: str = ""
    by: str = ""
    url: str = ""


class CompareForm(FormMixin, forms.Form):
    """Which two versions to compare: their numbers in the address, so that a comparison can be sent on."""

    older = forms.TypedChoiceField(label=gettext_lazy("From"), coerce=int)
    newer = forms.TypedChoiceField(label=gettext_lazy("To"), coerce=int)

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [(one.number, one.name) for one in versions]


class VersionsPage(DetailPage):
    """The versions of one text of a row this person may see, compared line by line.

    An app names the row, what opens the page, `labels` for the fields of the text, and hands in `authors_of` of its
    audit trail, with the models its entries are about (`recorded_with`). A labelled field that a version was saved
    without is not compared. Versions that are rows of their own are given
    by `read_versions` and `read_texts` instead.
    """

    template_name = "pages/versions.html"
    link = LINK
    recorded_with = ()
    labels = {}
    heading = gettext_lazy("Earlier versions")
    saved_label = gettext_lazy("Saved")
    authors_of = None

    @property
    def row(self):
        """The row whose text this is: that of the address, or one of its parts."""
        return self.object

    def get_back_url(self):
        raise NotImplementedError

    @cached_property
    def versions(self):
        """The versions there are, newest first."""
        return list(self.read_versions())

    def read_versions(self):
        text = getattr(self.row, self.link)
        if text is None:
            return
        entries = self.authors_of(text, *self.recorded_with)
        for one in text.versions.defer("texts").order_by("-number"):
            yield version_line(one, entries.get(one.number))

    def read_texts(self, numbers):
        """Return {number: {field: text}} of the versions that are compared."""
        text = getattr(self.row, self.link)
        return dict(text.versions.filter(number__in=numbers).values_list("number", "texts"))

    def get_form(self):
        """Return the form of the address, or the newest two where it names none."""
        if "older" in self.request.GET or "newer" in self.request.GET:
            return CompareForm(self.request.GET, versions=self.versions)
        newest = [one.number for one in self.versions[:2]]
        return CompareForm({"older": newest[-1], "newer": newest[0]}, versions=self.versions)

    def get_context_data(self, **kwargs):
        can_compare = len(self.versions) > 1
        form = self.get_form() if can_compare else None
        found = {"form": form, "versions": self.versions, "can_compare": can_compare, "heading": self.heading}
        if can_compare and form.is_valid():
            found["parts"] = self.compare(form.cleaned_data["older"], form.cleaned_data["newer"])
        return super().get_context_data(object=self.object, **found, back_url=self.get_back_url(), **kwargs)

    def compare(self, older, newer):
        """Return [(label, lines)] of each field; no lines where nothing differs."""
        texts = self.read_texts({older, newer})
        left, right = texts[older], texts[newer]
        names = [name for name in {**right, **left} if name not in self.labels or (name in left and name in right)]
        return [(self.label_of(name), changed(left.get(name, ""), right.get(name, ""))) for name in names]

    def label_of(self, name):
        return self.labels.get(name, "")


def changed(left, right):
    """Return the lines of two texts with what was taken out and what was added, or nothing where they are the same."""
    return [] if left == right else difference(left, right)


def version_line(version, entry):
    """Return a version's row in the list; its audit entry, where there is one, says who and when."""
    name = _("Version %(number)s") % {"number": version.number} if version.number else _("Original version")
    on = day(version.saved_on) if version.saved_on else ""
    if entry is None:
        return Version(version.number, name, on)
    return Version(version.number, name, moment(entry.at) if entry.at else on, str(entry.by or ""))
