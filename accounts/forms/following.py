"""Choosing what to follow and how often, without an account."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.rules import HowOften
from common import following
from common.forms import FormMixin

HOW_OFTEN = [(value, capfirst(label)) for value, label in HowOften.choices]


class EmailForm(FormMixin, forms.Form):
    """The address a link is sent to."""

    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )


class FollowForm(EmailForm):
    """What to follow, how often, and the address. `named` is the thing whose page led here, if any."""

    field_order = ("topics", "how_often", "email")
    topics = forms.MultipleChoiceField(
        label=_("What do you want to follow?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose what you want to follow."),
            "invalid_choice": _("We cannot find something you chose. Choose again."),
        },
    )
    how_often = forms.ChoiceField(
        label=_("How often shall we write to you?"),
        choices=HOW_OFTEN,
        widget=forms.RadioSelect,
        help_text=_(
            "Only when there is something new. The daily e-mail comes in the morning, the weekly one on Mondays."
        ),
    )

    def __init__(self, *args, named=None, **kwargs):
        super().__init__(*args, **kwargs)
        offers = [(kind, kind.offered()) for kind in following.kinds.values()]
        self.offered = [one for _kind, offered in offers for one in offered]
        self.fields["topics"].choices = topic_choices(offers, named)


def topic_choices(offers, named=None):
    """Return what can be ticked, in groups: first what the page before was about, then what is always offered."""
    single, groups, listed = [], [], set()
    for kind, offered in offers:
        choices = [(one.topic, one.title) for one in offered]
        listed |= {topic for topic, _title in choices}
        if kind.rows is None:
            single += choices
        elif choices:
            groups.append((kind.label, choices))
    first = [(named.topic, named.title)] if named and named.topic not in listed else []
    return [*first, *single, *groups]
