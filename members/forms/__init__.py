"""The shape of what is typed about people, seats, memberships, interests and reviews."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import DateField, FormMixin, LineField, OnceFormMixin, VersionFormMixin
from common.richtext import LONGEST
from members.models import Constituency, Person, RoleDescription, Seat
from members.rules import EndingKind, NameShown

NAME_CHOICES = [
    (NameShown.FULL, _("My full name")),
    (NameShown.FIRST, _("My first name only")),
    (NameShown.NONE, _("No name: only that the seat is held")),
]
SKILLS_HINT = _("What you know and can do, in your own words. All of it counts equally.")
ACCESS_HINT = _("What you need to be able to take part. Only the co-ordinator sees this.")


ADDRESS_ERRORS = {"invalid": _("Give an e-mail address, like name@example.org.")}
CHOOSE = _("Choose one")


def text_area(rows=4):
    return forms.Textarea({"rows": rows})


class PersonForm(FormMixin, forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), required=False, error_messages=ADDRESS_ERRORS)
    phone = forms.CharField(
        label=_("Phone number"), max_length=40, required=False, widget=forms.TextInput({"type": "tel"})
    )
    name_shown = forms.ChoiceField(
        label=_("Name shown in public"),
        choices=NameShown.choices,
        initial=NameShown.FULL,
        widget=forms.RadioSelect,
        help_text=_("Ask them first. This applies to every public page."),
    )
    skills = forms.CharField(
        label=_("Skills and experience"),
        required=False,
        max_length=5000,
        widget=text_area(),
        help_text=_("In their own words."),
    )
    access_needs = forms.CharField(
        label=_("Access needs"),
        required=False,
        max_length=5000,
        widget=text_area(),
        help_text=_("Only the co-ordinator and this person can see this."),
    )


class PersonAddForm(OnceFormMixin, PersonForm):
    """A new person; sending the form twice adds one person."""


class MyDetailsForm(FormMixin, forms.Form):
    name_shown = forms.ChoiceField(
        label=_("How should we name you in public?"), choices=NAME_CHOICES, widget=forms.RadioSelect
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    skills = forms.CharField(
        label=_("Skills and experience"),
        required=False,
        max_length=5000,
        widget=text_area(),
        help_text=SKILLS_HINT,
    )
    access_needs = forms.CharField(
        label=_("Access needs"), required=False, max_length=5000, widget=text_area(), help_text=ACCESS_HINT
    )


class SignInForm(FormMixin, forms.Form):
    email = forms.EmailField(
        label=_("E-mail address they will sign in with"),
        help_text=_("We send a code there each time they sign in. Check it with them, letter by letter."),
        error_messages=ADDRESS_ERRORS,
    )


class ConstituencyForm(FormMixin, forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    description = forms.CharField(
        label=_("Who it represents"), required=False, max_length=2000, widget=text_area(3), help_text=_("Public.")
    )
    target_seats = forms.IntegerField(label=_("Seats wanted"), min_value=0, max_value=99, initial=1)
    order = forms.IntegerField(label=_("Position in the list"), min_value=0, max_value=999, initial=0)
    is_council_side = forms.BooleanField(
        label=_("Part of the council's side"),
        required=False,
        help_text=_("Line management, council services, council partners. Together they hold at most half the seats."),
    )
    is_required = forms.BooleanField(
        label=_("One of the seven named in the terms"),
        required=False,
    )


class SeatForm(FormMixin, forms.Form):
    constituency = forms.ModelChoiceField(
        label=_("Constituency"), queryset=Constituency.objects.all(), empty_label=CHOOSE
    )
    title = forms.CharField(label=_("Seat title"), max_length=120, help_text=_("For example: Parent carer, south"))
    role_description = forms.ModelChoiceField(
        label=_("Role description"), queryset=RoleDescription.objects.all(), required=False, empty_label=_("None yet")
    )
    is_shared = forms.BooleanField(
        label=_("Shared by more than one person"), required=False, help_text=_("Untick this to stop sharing the seat.")
    )

    def __init__(self, *args, is_shared=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_shared:  # what the group decides, on a page of its meetings
            del self.fields["is_shared"]


class SeatAddForm(OnceFormMixin, SeatForm):
    opened_on = DateField(label=_("Open since"), required=False, help_text=_("Leave blank for today."))


class SeatEditForm(SeatForm):
    opened_on = DateField(
        label=_("Open since"), help_text=_("To import terms of office from earlier years, give a day before them.")
    )


class SeatCloseForm(FormMixin, forms.Form):
    reason = forms.CharField(label=_("Why is it being closed?"), max_length=200)
    closed_on = DateField(label=_("Closed on"), required=False, help_text=_("Leave blank for today."))


class MembershipForm(FormMixin, forms.Form):
    role_title = forms.CharField(
        label=_("Role"), max_length=120, required=False, help_text=_("For example: parent carer, head teacher")
    )
    affiliation = forms.CharField(
        label=_("Who they represent"),
        max_length=150,
        required=False,
        help_text=_("The body or group, if there is one."),
    )
    second_affiliation = forms.CharField(label=_("A second body they represent"), max_length=150, required=False)
    attends_in_paid_work = forms.BooleanField(
        label=_("Attends as part of paid work"),
        required=False,
        help_text=_("The group does not normally pay their expenses."),
    )


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.name}, {obj.email}" if obj.email else obj.name


class SeatChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.constituency.name}: {obj.title}"


class NominateForm(MembershipForm):
    field_order = ["person", "seat"]
    person = PersonChoice(label=_("Who"), queryset=Person.objects.choosable(), empty_label=CHOOSE)
    seat = SeatChoice(label=_("Seat"), queryset=Seat.objects.open().select_related("constituency"), empty_label=CHOOSE)
    nominated_on = DateField(label=_("Nominated on"), required=False, help_text=_("Leave blank for today."))


class AppointForm(FormMixin, forms.Form):
    starts_on = DateField(
        label=_("Member from"),
        required=False,
        help_text=_("Leave blank for today. From a later date, they become a member when it comes."),
    )


class MembershipEndForm(FormMixin, forms.Form):
    kind = forms.ChoiceField(
        label=_("Whose wish is it?"),
        choices=[
            (EndingKind.ASKED, _("They asked to leave, or gave notice")),
            (EndingKind.MOVED_ON, _("They left the post or body they sat for")),
        ],
        widget=forms.RadioSelect,
        help_text=_("If the group decided it, record the decision on the review of their membership."),
    )
    reason = forms.CharField(label=_("Why is it ending?"), max_length=200, help_text=_("They will read it."))
    ends_on = DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave blank for today. With a later date, they stay a member until it is over."),
    )

    def __init__(self, *args, is_active, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_active:
            del self.fields["kind"]
            self.fields["reason"].help_text = _("Only you and your team read it.")
            self.fields["ends_on"].help_text = _("Leave blank for today.")


class EndCorrectForm(FormMixin, forms.Form):
    ends_on = DateField(label=_("Last day"))
    reason = forms.CharField(label=_("Why are you correcting it?"), max_length=200)


class RoleVersionForm(FormMixin, forms.Form):
    text = forms.CharField(
        label=_("What the seat asks of its holder"),
        max_length=LONGEST,
        widget=text_area(16),
        help_text=_("Also say that members act in the service's best interests. A line starting with # is a heading."),
    )


class RoleVersionEditForm(VersionFormMixin, RoleVersionForm):
    """The text of the next version, and the edit it started from."""


class RoleDescriptionForm(RoleVersionForm):
    field_order = ["title", "text"]
    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("For example: Parent carer member"))


class InductionStepForm(FormMixin, forms.Form):
    title = LineField(
        label=_("What is to be done"),
        max_length=200,
        help_text=_("For example: Read the code of conduct, meet the chair"),
    )


class AcceptForm(VersionFormMixin, forms.Form):
    is_accepted = forms.BooleanField(label=_("I have read this and I accept it"))


class InterestForm(FormMixin, forms.Form):
    body = forms.CharField(
        label=_("Body"), max_length=150, help_text=_("A school, charity, company, council or other body.")
    )
    capacity = forms.CharField(
        label=_("Capacity"), max_length=150, help_text=_("For example: employee, trustee, governor, parent")
    )
    starts_on = DateField(label=_("Since"), required=False, help_text=_("Leave blank for today."))
    is_connected_person = forms.BooleanField(label=_("Held by someone close"), required=False)
    is_pecuniary = forms.BooleanField(label=_("Money is involved"), required=False)
    is_private = forms.BooleanField(
        label=_("Leave it out of the public register"),
        required=False,
        help_text=_("Choose this if it would name a child or put someone at risk. The co-ordinator still sees it."),
    )


class InterestEndForm(FormMixin, forms.Form):
    ended_on = DateField(label=_("Last day"), required=False, help_text=_("Leave blank for today."))


class MemberSaidForm(VersionFormMixin, forms.Form):
    text = forms.CharField(label=_("What should the group know?"), max_length=5000, widget=text_area(8))


class WithdrawForm(FormMixin, forms.Form):
    reason = forms.CharField(label=_("Why are you withdrawing it?"), max_length=200)
