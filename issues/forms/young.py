"""The questions of raising an issue in the words for a child or young person, and what only they are asked."""

from django.utils.translation import gettext_lazy as _

from accounts.models import RespondentKind

# Beside each field: its label, and what helps to answer it.
PLAIN = {
    "kind": (_("What do you want to tell us about?"), ""),
    "service_area": (
        _("Something that helps children and young people"),
        _("Choose the closest. It does not have to be right."),
    ),
    "is_about_us": (
        _("It is about us: the people who read this, the group, or this website"),
        _("Then somebody else reads it, who checks on us. You need choose nothing above."),
    ),
    "area": (_("Which part of the county is it about?"), _("You can leave this out.")),
    "age_group": (_("How old are you?"), ""),
    "original_text": (
        _("What is happening?"),
        _("Write it your way. You do not have to say your name, or anybody else's. Spelling does not matter."),
    ),
    "hoped_for": (_("What would make it better?"), _("You can leave this out.")),
    "share_with_group": (
        _("The group can read it"),
        _("Parents and people from schools, health and the council. They do not see your name."),
    ),
    "share_with_agency": (_("The people who can change it can read it"), _("We do not tell them who you are.")),
    "may_publish": (
        _("You can put it on this website"),
        _("We change it first, so that nobody can tell it was you."),
    ),
    "hear": (_("Shall we tell you what happens?"), ""),
    "contact_name": (_("What shall we call you?"), ""),
    "contact_email": (
        _("Your own e-mail address"),
        _("Not your parents', unless you want them to read what we write."),
    ),
    "contact_phone": (_("Your own phone number"), ""),
    "reason": (_("Do you want to say why?"), _("You do not have to.")),
    "need_not_be_asked": (
        _("You need not show me the changed words first"),
        _("Otherwise we send them to you, and you can say no."),
    ),
}
TITLES = {"service": _("What is it about?"), "child": _("About you"), "sharing": _("Who can read what you wrote?")}


def is_young(speaks_as):
    """Say whether a kind of respondent, an entry or its code, is a child or young person."""
    return bool(speaks_as) and RespondentKind.objects.is_young(getattr(speaks_as, "code", speaks_as))


def in_plain_words(form, step=""):
    """Give a form the words for a child or young person."""
    for name, field in form.fields.items():
        if name in PLAIN:
            field.label, field.help_text = PLAIN[name]
    if step in TITLES:
        form.title = TITLES[step]
    return form


def label_of(name, field, is_plain):
    return PLAIN[name][0] if is_plain and name in PLAIN else field.label
