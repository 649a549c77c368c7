"""Forms for attendance, corrections and declarations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormMixin, OnceFormMixin
from common.marked_words import AskedFormMixin
from meetings.rules import AttendanceRecord, Handling, MeetingKind, ReplyKind
from members.models import Interest

NOT_INVITED = "not_invited"
REPLIED = {
    ReplyKind.ATTEND: AttendanceRecord.PRESENT,
    ReplyKind.ONLINE: AttendanceRecord.ONLINE,
    ReplyKind.PART: AttendanceRecord.PART,
    ReplyKind.APOLOGIES: AttendanceRecord.APOLOGIES,
    ReplyKind.SUBSTITUTE: AttendanceRecord.SUBSTITUTE,
}
COLUMNS = (("record", _("Record")), ("substitute", _("Substitute")), ("reason", _("Reason or note")))
FROM_REPLY = frozenset({ReplyKind.APOLOGIES, ReplyKind.SUBSTITUTE})


class AttendanceForm(FormMixin, forms.Form):
    """Attendance of every membership in one form; an empty record means not recorded yet.

    It is prefilled with what is recorded, or else with the apologies or substitute of the member's reply. For the
    persons `not_told` of the meeting it does not count, unless they came (M11).
    """

    def __init__(self, *args, meeting, memberships, recorded, replies, not_told=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.memberships, self.replies, self.not_told = memberships, replies, not_told
        choices = [("", _("not recorded yet")), *AttendanceRecord.choices]
        with_not_invited = [*choices, (NOT_INVITED, _("was not invited"))]
        for membership in memberships:
            row, is_not_told = recorded.get(membership.pk), membership.person_id in not_told
            has_choice = meeting.kind == MeetingKind.ADDITIONAL or is_not_told or (row and not row.was_invited)
            initial = _begin(row, replies.get(membership.pk), is_not_told)
            self._add(membership, with_not_invited if has_choice else choices, initial)

    def _add(self, membership, choices, initial):
        pk, name = membership.pk, membership.person.name
        self.fields[f"record_{pk}"] = forms.ChoiceField(
            label=_("Attendance of %(name)s") % {"name": name}, choices=choices, required=False, initial=initial[0]
        )
        self.fields[f"substitute_{pk}"] = forms.CharField(
            label=_("Substitute for %(name)s") % {"name": name}, required=False, max_length=120, initial=initial[1]
        )
        self.fields[f"reason_{pk}"] = forms.CharField(
            label=_("Reason or note about %(name)s") % {"name": name},
            required=False,
            max_length=250,
            initial=initial[2],
        )

    def rows(self):
        """Return what the table shows: each membership, its three fields under their headings, and the reply."""
        return [
            {
                "membership": membership,
                "cells": [(label, self[f"{name}_{membership.pk}"]) for name, label in COLUMNS],
                "reply": self.replies.get(membership.pk),
                "is_not_told": membership.person_id in self.not_told,
            }
            for membership in self.memberships
        ]

    def clean(self):
        for membership in self.memberships:
            pk = membership.pk
            is_substitute = self.cleaned_data.get(f"record_{pk}") == AttendanceRecord.SUBSTITUTE
            if is_substitute and not self.cleaned_data.get(f"substitute_{pk}", "").strip():
                message = _("Give the name of the substitute for %(name)s.") % {"name": membership.person.name}
                self.add_error(f"substitute_{pk}", message)
        return self.cleaned_data

    def records(self):
        """Return {membership id: (record, substitute name, reason)}; people who were not invited count as absent."""
        data = self.cleaned_data
        return {
            one.pk: (
                AttendanceRecord.ABSENT if data[f"record_{one.pk}"] == NOT_INVITED else data[f"record_{one.pk}"],
                data[f"substitute_{one.pk}"],
                data[f"reason_{one.pk}"],
            )
            for one in self.memberships
        }

    def not_invited(self):
        return {one.pk for one in self.memberships if self.cleaned_data[f"record_{one.pk}"] == NOT_INVITED}


def _begin(row, reply, is_not_told):
    if row:
        return (row.record if row.was_invited else NOT_INVITED, row.substitute_name, row.reason)
    if reply and reply.kind in FROM_REPLY:
        return (REPLIED[reply.kind], reply.substitute_name, reply.reason)
    return (NOT_INVITED if is_not_told else "", "", "")


class CorrectionForm(FormMixin, forms.Form):
    """One line of the register; where it can be so, also that they were not invited."""

    record = forms.ChoiceField(label=_("Correct attendance"), choices=AttendanceRecord, widget=forms.RadioSelect)
    substitute_name = forms.CharField(label=_("Name of the substitute"), required=False, max_length=120)
    reason = forms.CharField(
        label=_("Reason or note"),
        required=False,
        max_length=250,
        help_text=_("This is saved with the attendance record."),
    )
    amendment = forms.CharField(
        label=_("What has been amended, and why"),
        max_length=500,
        help_text=_("The minutes are approved, so this is a dated amendment. Everybody can read this."),
    )
    conditional = ("substitute_name",)

    def __init__(self, *args, can_be_uninvited=False, is_approved=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_approved:
            del self.fields["amendment"]
        if can_be_uninvited:
            self.fields["record"].choices = [*AttendanceRecord.choices, (NOT_INVITED, _("was not invited"))]

    def correction(self):
        """Return what `correct_attendance` takes; people who were not invited count as absent."""
        was_invited = self.cleaned_data["record"] != NOT_INVITED
        record = self.cleaned_data["record"] if was_invited else AttendanceRecord.ABSENT
        return {**self.cleaned_data, "record": record, "was_invited": was_invited}


class InAttendanceForm(OnceFormMixin, forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("A first name is enough."))
    role_title = forms.CharField(label=_("Role"), max_length=120, required=False)
    affiliation = forms.CharField(label=_("Organisation"), max_length=150, required=False)


class DeclareForm(AskedFormMixin, OnceFormMixin, forms.Form):
    """An interest that a member declares themselves; its nature is read with the minutes."""

    marked = ("nature",)

    item = forms.ModelChoiceField(
        label=_("Agenda item"), queryset=None, required=False, empty_label=_("The whole meeting")
    )
    interest = forms.ModelChoiceField(
        label=_("Already in the register of interests"), queryset=None, required=False, empty_label=_("No")
    )
    nature = forms.CharField(label=_("Nature of the interest"), max_length=250)
    is_pecuniary = forms.BooleanField(label=_("Money or property is involved"), required=False)

    def __init__(self, *args, items, interests=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items
        self.fields["interest"].queryset = Interest.objects.none() if interests is None else interests
        if interests is None:
            del self.fields["interest"]


class RecordDeclarationForm(DeclareForm):
    """An interest recorded by the co-ordinator, also for a substitute or visitor."""

    membership = forms.ModelChoiceField(
        label=_("Declared by"), queryset=None, required=False, empty_label=_("Someone else, named below")
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False, help_text=_("For a substitute or visitor."))
    label = forms.CharField(
        label=_("Label"), max_length=4, required=False, help_text=_("For example: a. It is shown as you enter it.")
    )
    conditional = ("name", "membership")
    field_order = ["membership", "name", "label", "item", "nature", "is_pecuniary"]

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = memberships


class HandlingChangeForm(FormMixin, forms.Form):
    handling = forms.ChoiceField(label=_("What was done?"), choices=Handling, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why the record changes"), max_length=250, help_text=_("It is kept in the audit trail.")
    )


class HandlingForm(FormMixin, forms.Form):
    handling = forms.ChoiceField(
        label=_("The group acknowledged the interest. What was done?"),
        choices=Handling,
        widget=forms.RadioSelect,
        help_text=_(
            "Whoever left, or took no part in deciding, gets none of the papers of the item, cannot approve its "
            "minutes, and is named in them."
        ),
    )
