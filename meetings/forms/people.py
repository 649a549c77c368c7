"""Forms for replies to the invitation, public questions and their answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.county_lists import EntryField
from accounts.models import RespondentKind
from common.forms import FormMixin, OnceFormMixin
from common.marked_words import AskedFormMixin, MarkedFormMixin
from meetings.forms.decisions import ResolutionChoice
from meetings.forms.planning import area
from meetings.rules import ReplyKind


class ReplyForm(FormMixin, forms.Form):
    kind = forms.ChoiceField(label=_("Can you come?"), choices=ReplyKind, widget=forms.RadioSelect)
    substitute_name = forms.CharField(label=_("Who will come in your place"), max_length=120, required=False)
    substitute_email = forms.EmailField(
        label=_("Their e-mail address"),
        required=False,
        help_text=_(
            "With it they can sign in here by a code and read the pack for this meeting, until the day of the meeting "
            "is over. We do not write to them: please tell them."
        ),
    )
    reason = forms.CharField(label=_("Reason, or the part you can attend"), max_length=250, required=False)
    needs = forms.CharField(
        label=_("What would make it possible, or easier, for you to come"),
        required=False,
        max_length=2000,
        widget=area(3),
        help_text=_("Access, care, travel. Only the co-ordinator sees this."),
    )
    conditional = ("substitute_name",)


class EnterReplyForm(ReplyForm):
    """A reply by phone or in person, entered by the co-ordinator; it counts the same (V4)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("What did they reply?")
        self.fields["substitute_name"].label = _("Who will come in their place")
        self.fields["substitute_email"].help_text = _(
            "With it the substitute can sign in here by a code and read the pack, until the day of the meeting is over."
        )
        self.fields["reason"].label = _("Reason, or the part they can attend")
        self.fields["needs"].label = _("What would make it possible, or easier, for them to come")
        self.fields["needs"].help_text = _("Access, care, travel. Only they, you and your team see this.")


class AskForm(OnceFormMixin, forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        max_length=2000,
        widget=area(6),
        help_text=_("Do not name your child or staff. The question and its answer become public."),
    )
    asked_by = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        help_text=_("It is shown with your question. If you are under 18, give your first name only."),
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("Only to send you the answer. It is not shown.")
    )
    speaks_as = EntryField(
        RespondentKind,
        label=_("Who are you?"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("You can leave this out. We only count it, and do not show it with your question."),
    )


class DeclineForm(AskedFormMixin, FormMixin, forms.Form):
    marked = ("reason",)
    dated = True
    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=area(3),
        help_text=_(
            "The person who asked reads this. It is shown on the page of their question, which others can open by its "
            "number: name nobody."
        ),
    )


class EditQuestionForm(MarkedFormMixin, FormMixin, forms.Form):
    """The words that the public reads in the place of those of the person who asked."""

    marked = ("edited_text",)

    edited_text = forms.CharField(label=_("What is shown"), max_length=2000, widget=area(6))


class AnswerForm(MarkedFormMixin, FormMixin, forms.Form):
    """An answer, which becomes public with its question."""

    marked = ("answer",)

    answer = forms.CharField(label=_("Answer"), max_length=10000, widget=area(8))
    there = forms.ChoiceField(
        label=_("How it was answered"),
        choices=[("yes", _("at the meeting")), ("no", _("in writing"))],
        widget=forms.RadioSelect,
    )

    resolution = ResolutionChoice(
        required=False,
        empty_label=_("None: no meeting has resolved anything on it"),
        help_text=_("Its words stand with the answer once its minutes are approved."),
    )

    def __init__(self, *args, resolutions=None, has_met=True, **kwargs):
        super().__init__(*args, **kwargs)
        if resolutions is not None:
            self.fields["resolution"].queryset = resolutions
        if not has_met:
            self.fields["there"].choices = [("no", _("in writing"))]
            self.fields["there"].initial = "no"
            self.fields["there"].help_text = _("The meeting has not taken place yet.")


class NotOursForm(MarkedFormMixin, FormMixin, forms.Form):
    marked = ("instead", "answer")

    instead = forms.CharField(label=_("Who can answer it instead"), max_length=200)
    answer = forms.CharField(label=_("Anything else to add"), required=False, max_length=5000, widget=area(4))
