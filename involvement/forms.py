"""Forms of other versions: asking for one, and what became of it."""

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from common.dates import day
from common.documents import LARGEST_MB, LARGEST_PICTURE_MB, DocumentField, size_label
from common.fields import LineField, PhoneField, WordsField
from common.forms import DateField, FormMixin, OnceFormMixin
from common.marked_files import MarkedFileMixin
from common.marked_words import MarkedFormMixin
from common.rules import ToldHow
from involvement.rules import Reach, SentHow, VersionKind
from issues.rules import Channel

ENTERED = [
    (value, capfirst(words)) for value, words in Channel.choices if value not in {Channel.WEB, Channel.EASY_READ}
]
NEW = "new"


def radios(kind, label, **kwargs):
    choices = [(value, capfirst(words)) for value, words in kind.choices]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


class AskForm(OnceFormMixin, forms.Form):
    """Which document, in which version, and how to reach whoever asks; each way is as good as another."""

    conditional = ("details", "email", "phone", "post")

    address = LineField(
        label=_("Which page is it?"),
        max_length=500,
        help_text=_("Copy its address from the top of your browser. For example /terms/. Or call us."),
    )
    kind = radios(VersionKind, _("Which version do you need?"))
    details = LineField(
        label=_("Which language, or what else would help?"),
        max_length=120,
        required=False,
        help_text=_("Only for another language, or something else."),
    )
    reach = radios(Reach, _("How can we reach you?"))
    email = forms.EmailField(
        label=_("E-mail address"), required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    phone = PhoneField(
        label=_("Phone number"), max_length=40, required=False, widget=forms.TextInput({"autocomplete": "tel"})
    )
    post = WordsField(label=_("Postal address"), rows=4, max_length=500, required=False)
    name = LineField(label=_("What may we call you?"), max_length=120, required=False)

    def __init__(self, *args, is_known=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_known:
            self.fields["address"].widget = forms.HiddenInput()


class EnterForm(AskForm):
    """A request that came by phone, on paper or in person; it counts from the day it came (V4)."""

    channel = forms.ChoiceField(label=_("How it reached us"), choices=[("", _("Choose one")), *ENTERED])
    received_on = DateField(label=_("Date it reached us"))
    field_order = ["channel", "received_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {
            "kind": _("Which version do they need?"),
            "reach": _("How can we reach them?"),
            "name": _("Their name"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["address"].help_text = _("The address of its page on this portal. For example /terms/.")


class SendForm(MarkedFileMixin, MarkedFormMixin, FormMixin, forms.Form):
    """What was sent, on which day and how: a version made before, a file, or a thing such as a volume in Braille."""

    marked = ("what", "details")
    conditional = ("file", "what", "details", "made_from_on", "made_before")

    made_before = forms.ChoiceField(label=_("What was sent"), widget=forms.RadioSelect)
    file = DocumentField(
        label=_("The file of the new version"),
        required=False,
        help_text=format_lazy(
            _(
                "PDF, Word, Excel, PowerPoint or plain text, up to {mb} MB, or a picture, up to {picture_mb} MB. "
                "Whoever gave an e-mail address gets a link to it."
            ),
            mb=LARGEST_MB,
            picture_mb=LARGEST_PICTURE_MB,
        ),
    )
    take_out = forms.BooleanField(label=_("Take out what readers would not see"), required=False)
    what = LineField(
        label=_("Or what it is, if it is not a file"),
        max_length=200,
        required=False,
        help_text=_("For example: one volume in Braille, or an audio CD. Everybody can read it if it is offered."),
    )
    details = LineField(
        label=_("Which language, or what kind of version"),
        max_length=120,
        required=False,
        help_text=_("As others may read it."),
    )
    made_from_on = DateField(
        label=_("It was made from the document as it was on"),
        required=False,
        help_text=_("It is shown with it, so that nobody takes it for a newer one."),
    )
    is_offered = forms.BooleanField(
        label=_("Others may have it too"),
        required=False,
        help_text=_(
            "It is then offered on the page of the document. Tick this only once you have read the file: it must not "
            "show who asked, nor hold anything that the public page does not."
        ),
    )
    how = radios(SentHow, _("How was it sent?"))
    on = DateField(label=_("Date it was sent"))

    def __init__(self, *args, made=(), needs_details=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.made = {str(version.pk): version for version in made}
        choices = [(key, _name_of(version)) for key, version in self.made.items()]
        self.fields["made_before"].choices = [(NEW, _("A new version")), *choices]
        self.fields["made_before"].initial = NEW
        if not choices:
            self.fields["made_before"].widget = forms.HiddenInput()
        if not needs_details:
            del self.fields["details"]

    def clean(self):
        data = super().clean()
        if data.get("made_before") == NEW:
            if not data.get("file") and not data.get("what") and "file" not in self.errors:
                self.add_error("file", _("Attach the file, or say below what was sent."))
            if not data.get("made_from_on") and "made_from_on" not in self.errors:
                self.add_error("made_from_on", _("Give the day of the document it was made from."))
        return data

    @property
    def chosen(self):
        """The version made before that was sent, or None."""
        return self.made.get(self.cleaned_data["made_before"])


def _name_of(version):
    about = version.what or (size_label(version.document) if version.document else "")
    made = {"day": day(version.made_on), "what": version.in_words, "about": about}
    return format_lazy(_("Made before, on {day}: {what} ({about})"), **made)


class NotMadeForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("Why it cannot be made"),
        rows=4,
        max_length=2000,
        help_text=_(
            "The person who asked reads this. Say what they can have instead. If they gave no e-mail address, you are "
            "asked to ring or write to them."
        ),
    )


class ToldForm(FormMixin, forms.Form):
    how = forms.ChoiceField(label=_("How were they told?"), choices=ToldHow, widget=forms.RadioSelect)
