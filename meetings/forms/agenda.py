"""Forms for agenda items and their papers."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from answers.models import Presentation
from common.documents import LARGEST_MB, LARGEST_PICTURE_MB, DocumentField
from common.forms import FormMixin, OnceFormMixin, VersionFormMixin
from common.marked_files import MarkedFileMixin
from common.marked_words import AskedFormMixin, MarkedFormMixin
from common.richtext import LONGEST
from consultations.models import Consultation
from issues.models import Theme
from meetings.forms.planning import area
from meetings.rules import ItemKind, PrivateKind
from meetings.wording import ITEM_LABELS

SUBJECTS = {"theme": Theme, "presentation": Presentation, "consultation": Consultation}
TEXT_HINT = _(
    "You can use headings, lists and links. The text is shown as a web page, and you can attach a file as well."
)


class ItemFields(AskedFormMixin, FormMixin, forms.Form):
    marked = ("title", "text")
    dated = True
    title = forms.CharField(label=ITEM_LABELS["title"], max_length=200)
    kind = forms.ChoiceField(label=ITEM_LABELS["kind"], choices=ItemKind, widget=forms.RadioSelect)
    text = forms.CharField(label=ITEM_LABELS["text"], required=False, max_length=LONGEST, widget=area(5))
    lead = forms.CharField(label=ITEM_LABELS["lead"], max_length=120, required=False)
    minutes_planned = forms.IntegerField(
        label=ITEM_LABELS["minutes_planned"], required=False, min_value=1, max_value=600
    )


def private_kind_field(**options):
    return forms.ChoiceField(
        label=_("Everybody reads that this item is private because"),
        choices=PrivateKind,
        widget=forms.RadioSelect,
        **options,
    )


def private_reason_field(**options):
    hint = _("For the group alone.")
    return forms.CharField(label=_("Reason it is private"), max_length=200, help_text=hint, **options)


class ItemForm(OnceFormMixin, ItemFields):
    """A new item; what it is about may be a theme, a presentation or a consultation."""

    subject = forms.ChoiceField(label=_("About"), required=False)
    is_private = forms.BooleanField(label=_("Private item"), required=False)
    private_kind = private_kind_field(required=False)
    private_reason = private_reason_field(required=False)
    urgency_reason = forms.CharField(
        label=_("Reason it cannot wait"),
        max_length=200,
        required=False,
        help_text=_("Only if the agenda has already been published."),
    )
    conditional = ("private_kind", "private_reason", "urgency_reason")
    marked = (*ItemFields.marked, "urgency_reason")
    field_order = ["subject", *ItemFields.base_fields]

    def __init__(self, *args, is_late=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = ItemKind.DISCUSS
        self.fields["title"].required = False
        self.fields["title"].help_text = _(
            "You can leave this blank if the item is about a theme, presentation or consultation."
        )
        self.fields["subject"].choices = [("", _("None of these")), *_subject_choices()]
        if not is_late:
            del self.fields["urgency_reason"]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and not cleaned.get("subject"):
            self.add_error("title", _("Give the item a title."))
        if cleaned.get("is_private") and not cleaned.get("private_kind"):
            self.add_error("private_kind", _("Choose what everybody reads in place of this item."))
        return cleaned

    def as_item(self):
        """Return what `add_item` takes; the title is that of the subject where none was given."""
        fields = {name: value for name, value in self.cleaned_data.items() if name != "subject"}
        name, _dash, pk = self.cleaned_data["subject"].partition("-")
        if name:
            fields[name] = SUBJECTS[name].objects.get(pk=pk)
            fields["title"] = fields["title"] or (getattr(fields[name], "title", "") or str(fields[name]))[:200]
        return fields


def _subject_choices():
    newest = 50
    groups = (
        ("theme", _("Themes"), Theme.objects.order_by("name")),
        ("presentation", _("Presentations"), Presentation.objects.order_by("-pk")[:newest]),
        ("consultation", _("Consultations"), Consultation.objects.opened().order_by("-pk")[:newest]),
    )
    return [(label, [(f"{name}-{row.pk}", str(row)) for row in rows]) for name, label, rows in groups]


class ItemEditForm(VersionFormMixin, ItemFields):
    """The texts of an item, with the version the edit is based on."""


class ItemPrivateForm(FormMixin, forms.Form):
    """Why an item is taken out of public: a kind for everybody, the reason for the group."""

    private_kind = private_kind_field()
    private_reason = private_reason_field()


class PaperWithdrawForm(MarkedFormMixin, FormMixin, forms.Form):
    marked = ("reason",)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=250,
        help_text=_("Everybody reads it in place of the paper, so name nobody. For example: it named a child."),
    )


class PaperForm(MarkedFileMixin, MarkedFormMixin, OnceFormMixin, forms.Form):
    marked = ("text", "title", "recommends", "urgency_reason")
    dated = True
    title = forms.CharField(label=_("Title of the paper"), max_length=200)
    report_of = forms.CharField(
        label=_("Report by"), max_length=150, required=False, help_text=_("For example: the service manager.")
    )
    recommends = forms.CharField(
        label=_("Recommendation to the group"),
        max_length=300,
        required=False,
        help_text=_("For example: note and comment on the report."),
    )
    text = forms.CharField(label=_("Text"), required=False, max_length=LONGEST, widget=area(12), help_text=TEXT_HINT)
    file = DocumentField(
        label=_("File"),
        required=False,
        help_text=format_lazy(
            _("PDF, Word, Excel, PowerPoint or plain text, up to {mb} MB, or a picture, up to {picture_mb} MB."),
            mb=LARGEST_MB,
            picture_mb=LARGEST_PICTURE_MB,
        ),
    )
    take_out = forms.BooleanField(
        label=_("Take out what readers would not see"),
        required=False,
        help_text=_(
            "Only for Word, Excel and PowerPoint: hidden text, rows, columns, sheets and slides, comments, notes, "
            "tracked changes (all are accepted), and files inside the file."
        ),
    )
    is_for_members_only = forms.BooleanField(label=_("For members only"), required=False)
    urgency_reason = forms.CharField(label=_("Reason it is urgent"), max_length=200, required=False)
    conditional = ("text", "file", "urgency_reason")

    def __init__(self, *args, is_late=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["urgency_reason"]
