"""Raising an issue: one small form a page, and one that holds them all for sending."""

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.county_lists import ChosenField, EntryField
from accounts.models import AgeGroup, Area, RespondentKind, ServiceArea
from common.fields import LineField, PhoneField, WordsField
from common.forms import FormMixin, OnceFormMixin
from issues.rules import IssueKind


class Hearing(models.TextChoices):
    """Whether somebody wants to hear from us, or stays anonymous."""

    YES = "yes", _("Yes, tell me what happens")
    NO = "no", _("No, I want to stay anonymous")


def radios(kind, label, **kwargs):
    """Return a field of big round buttons, none of them chosen beforehand."""
    choices = [(value, capfirst(text)) for value, text in kind.choices]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


class KindForm(FormMixin, forms.Form):
    kind = radios(IssueKind, _("What would you like to tell us about?"))


def about_us_or_a_service(form, data):
    """Ask for a service, unless it is about this one, which is in no list of services."""
    if data.get("is_about_us"):
        form.errors.pop("service_area", None)
        data["service_area"] = ServiceArea.objects.fallback()
    return data


class ServiceForm(FormMixin, forms.Form):
    title = _("Which service is it about?")

    service_area = EntryField(
        ServiceArea,
        label=_("A service for children and families"),
        widget=forms.RadioSelect,
        help_text=_("Choose the closest. We can change it later."),
    )
    is_about_us = forms.BooleanField(
        label=_("It is about this service itself, its staff, the steering group or this website"),
        required=False,
        help_text=_("Then you need choose nothing above. An independent reader has it, not the co-ordinator."),
    )

    def clean(self):
        return about_us_or_a_service(self, super().clean())


class ChildForm(FormMixin, forms.Form):
    title = _("Who are you, where is it, and for which age?")

    speaks_as = EntryField(
        RespondentKind,
        label=_("Who are you?"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "It is not shown beside what you wrote. Children and young people get plainer questions, and our "
            "safeguarding lead hears that one of them has written, but not what."
        ),
    )
    area = EntryField(
        Area,
        label=_("Which town or part of the county is it about?"),
        empty_label=_("Not given"),
        required=False,
        help_text=_("Leave it out if it could show who you are."),
    )
    age_group = EntryField(AgeGroup, label=_("Which age is it about?"), widget=forms.RadioSelect, required=False)

    def clean_age_group(self):
        return self.cleaned_data["age_group"] or AgeGroup.objects.fallback()


class WhatForm(FormMixin, forms.Form):
    original_text = WordsField(
        label=_("What is happening?"),
        max_length=10_000,
        rows=10,
        help_text=_("Do not name your child or staff. Write it as you would say it: it need not be perfect."),
    )


class HopeForm(FormMixin, forms.Form):
    hoped_for = WordsField(
        label=_("What would put it right?"),
        max_length=5_000,
        required=False,
        help_text=_("You may leave this empty."),
    )


class ConsentsForm(FormMixin, forms.Form):
    """Three consents, each for itself; the co-ordinator alone reads what nobody else may."""

    share_with_group = forms.BooleanField(
        label=_("The steering group may read it"),
        required=False,
        help_text=_(
            "Parents, schools, health and the council sit on the group. They read an edited version, without your name."
        ),
    )
    share_with_agency = forms.BooleanField(
        label=_("The council or health service that can act may read it"),
        required=False,
        help_text=_("We never pass on your name or how to reach you."),
    )
    may_publish = forms.BooleanField(
        label=_("An edited version may be shown on this website"),
        required=False,
        help_text=_("We take out names and places first."),
    )


class SharingForm(ConsentsForm):
    """The same as one of the questions."""

    title = _("Who may read what you wrote?")


TRUSTED_ADULT = ("adult_name", "adult_contact")


class ContactForm(FormMixin, forms.Form):
    """The last question. `user` is who is signed in; what was typed beside "stay anonymous" is dropped at once."""

    conditional = ("contact_name", "contact_email", "contact_phone", "need_not_be_asked", *TRUSTED_ADULT)

    hear = radios(Hearing, _("Do you want to hear from us?"))
    contact_name = LineField(label=_("What may we call you?"), max_length=120, required=False)
    contact_email = forms.EmailField(
        label=_("E-mail address"), required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    contact_phone = PhoneField(
        label=_("Phone number"), max_length=40, required=False, widget=forms.TextInput({"autocomplete": "tel"})
    )
    need_not_be_asked = forms.BooleanField(
        label=_("No need to ask me before the edited words are published or an agency reads them"),
        required=False,
        help_text=_("Otherwise we e-mail them to you first, and you can say no."),
    )
    adult_name = LineField(
        label=_("Name of an adult you trust"),
        max_length=120,
        required=False,
        help_text=_("For children and young people. You can leave this out. If you stay anonymous, we do not keep it."),
    )
    adult_contact = LineField(
        label=_("How can we reach them?"),
        max_length=200,
        required=False,
        help_text=_("For example a teacher, a youth worker or a grandparent: their phone number or e-mail address."),
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        data = super().clean()
        if data.get("hear") == Hearing.NO:
            data |= dict.fromkeys(self.conditional, "") | {"need_not_be_asked": False}
            for name in self.conditional:
                self.errors.pop(name, None)
        elif data.get("hear") == Hearing.YES and not self.can_be_reached(data):
            self.add_error("contact_email", _("Give an e-mail address or a phone number, or stay anonymous."))
        return data

    def can_be_reached(self, data):
        ways = ("contact_email", "contact_phone", "adult_contact")
        return any(data.get(way) or way in self.errors for way in ways) or self.user is not None


STEPS = {
    "kind": KindForm,
    "service": ServiceForm,
    "child": ChildForm,
    "what": WhatForm,
    "hope": HopeForm,
    "sharing": SharingForm,
    "contact": ContactForm,
}


class WholeIssueForm(OnceFormMixin, KindForm, ServiceForm, ChildForm, WhatForm, HopeForm, SharingForm, ContactForm):
    """All answers together, out of sight on the page that shows them: what is sent is what was read there."""

    draft = forms.CharField(max_length=64, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget = forms.HiddenInput()
            if isinstance(field, EntryField):
                self.fields[name] = ChosenField(field.model, label=field.label, required=field.required)

    def answers(self):
        """Return the answers as `issues.services.submit_issue` takes them."""
        answers = {name: value for name, value in self.cleaned_data.items() if name not in {"once", "draft", "hear"}}
        return answers | {"is_anonymous": self.cleaned_data["hear"] == Hearing.NO}


class DraftEmailForm(FormMixin, forms.Form):
    email = forms.EmailField(
        label=_("Which e-mail address may we send the link to?"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("We use it for this one message only."),
    )
