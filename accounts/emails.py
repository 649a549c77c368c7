"""The e-mails about signing in and about a change to an account."""

from django.utils.translation import gettext_lazy as _

from common.emails import EXAMPLE_MOMENT, Email, Example, declare

# Why an e-mail to an address that somebody left cannot be stopped, as its reader is told.
LINK_ASKED_FOR = _(
    "A code or a link that somebody asked for with your address: to sign in, or to see or confirm what you get."
)
ACCOUNT_CHANGED = _("That your account was changed, opened or closed, so that you notice if it was not you.")
COMPLAINT_ANSWERED = _("Our answer to a complaint about your data: the law asks us to send it.")
DATA_ANSWERED = _("What became of your request about your data: the law asks us to tell you.")
RECEIPT = _("That something you have just sent has reached us, with what you need to find it again.")
SERVICE = {"service_name": _("[name of the service]")}
LINK = {**SERVICE, "link": _("[link]"), "password_reset_url": _("[link]")}
CHANGE = {**SERVICE, "now": EXAMPLE_MOMENT}

declare(
    _("Signing in"),
    Email(
        "accounts.login_code",
        to=_(
            "Anyone who asks for a code: parents, members, an address without an account; "
            "staff while wrong passwords slow their account down"
        ),
        when=_("Someone asks to sign in with a code"),
        example={**LINK, "code": _("[code]"), "is_new": True, "asks_for_app": True},
        stays=LINK_ASKED_FOR,
    ),
    Email(
        "accounts.use_password",
        to=_("Someone who signs in with a password"),
        when=_("Someone asks for a code with their address"),
        example=LINK,
        stays=LINK_ASKED_FOR,
    ),
    Email(
        "accounts.no_password",
        to=_("A parent, a member, an address without an account"),
        when=_("Someone asks for a new password with their address"),
        example=LINK,
        stays=LINK_ASKED_FOR,
    ),
    Email(
        "accounts.password_reset_key",
        to=_("Someone who signs in with a password"),
        when=_("Someone asks for a new password with their address"),
        example=LINK,
        stays=LINK_ASKED_FOR,
    ),
    Email(
        "accounts.closed",
        to=_("Someone whose account is closed"),
        when=_("Someone asks for a code or a new password with their address"),
        example=SERVICE,
        stays=LINK_ASKED_FOR,
    ),
    Email(
        "accounts.invited_by_code",
        to=_("A parent or a member"),
        when=_("The administrator sends an invitation"),
        example=LINK,
        stays=ACCOUNT_CHANGED,
    ),
    Email(
        "accounts.invited",
        to=_("Someone who signs in with a password"),
        when=_("The administrator sends an invitation"),
        example=LINK,
        stays=ACCOUNT_CHANGED,
    ),
)
declare(
    _("A change to an account"),
    Email(
        "accounts.change_waiting",
        to=_("The owner of the account, if it is one, at the old and the new address, and every co-ordinator"),
        when=_(
            "An administrator asks for another address, no authenticator app, a staff role, an administrator's account "
            "closed or a staff account opened again, a lower small number, another clock or "
            "another witness of the record"
        ),
        example={
            **SERVICE,
            "link": _("[link]"),
            "asked_by": _("[name of the administrator]"),
            "change": {"user": True, "in_words": _("[what changes]"), "applies_at": EXAMPLE_MOMENT},
        },
    ),
    Email(
        "accounts.address_changed",
        to=_("Their old address, and every co-ordinator"),
        when=_("An administrator changes their own e-mail address"),
        example={
            **SERVICE,
            "user": Example(_("[name of the administrator]"), email=_("[new address]")),
            "before": _("[old address]"),
        },
        stays=ACCOUNT_CHANGED,
    ),
    *(
        Email(
            f"accounts.{name}",
            to=_("The owner of the account"),
            when=when,
            example=CHANGE,
            is_from_library=True,
            stays=ACCOUNT_CHANGED,
        )
        for name, when in {
            "password_changed": _("They change their password"),
            "password_reset": _("They set a new password with the link in an e-mail"),
            "password_set": _("They set their first password"),
            "totp_activated": _("They set up an authenticator app"),
            "totp_deactivated": _("They remove their authenticator app"),
            "recovery_codes_generated": _("They make new recovery codes"),
        }.items()
    ),
)
declare(
    _("Following"),
    Email(
        "accounts.follow_confirm",
        to=_("The address that somebody typed, known or not"),
        when=_("Somebody asks to follow something"),
        example={
            **LINK,
            "titles": [_("[what they want to follow]")],
            "how_often": _("at once"),
            "last_day": EXAMPLE_MOMENT.date(),
        },
        stays=LINK_ASKED_FOR,
    ),
    Email(
        "accounts.follow_link",
        to=_("The address that somebody typed, known or not"),
        when=_("Somebody asks for the link to what their address gets from us"),
        example=LINK,
        stays=LINK_ASKED_FOR,
    ),
    Email(
        "accounts.news",
        to=_("Whoever follows something, and has confirmed it by e-mail"),
        when=_("Something is new in what they follow: at once, once a day from 7am, or on Mondays from 7am"),
        example={
            "news": [{"words": {"title": _("[what is new]"), "text": _("[in a few words]")}, "link": _("[link]")}],
            "first": {"title": _("[what is new]")},
            "count": 1,
            "because": [_("[what they follow]")],
            "stop_url": _("[link]"),
            "all_url": _("[link]"),
        },
    ),
)
COMPLAINT = {
    **SERVICE,
    "complaint": Example(
        _("[reference]"),
        reference=_("[reference]"),
        name=_("[name]"),
        answer=_("[answer]"),
        acknowledge_by_on=EXAMPLE_MOMENT.date(),
        is_about_coordinator=False,
    ),
}
declare(
    _("A complaint about data"),
    Email(
        "accounts.complaint_received",
        to=_(
            "Every co-ordinator; every independent reader where it is about the co-ordinator; "
            "every administrator where there is none"
        ),
        when=_("Somebody complains about how their data was handled"),
        example={**COMPLAINT, "link": _("[link]")},
    ),
    Email(
        "accounts.complaint_sent",
        to=_("Whoever complained, if they gave an address"),
        when=_("Somebody complains about how their data was handled"),
        example={**COMPLAINT, "link": _("[link]")},
        stays=COMPLAINT_ANSWERED,
    ),
    Email(
        "accounts.complaint_acknowledged",
        to=_("Whoever complained, if they gave an address"),
        when=_("The complaint is acknowledged"),
        example=COMPLAINT,
        stays=COMPLAINT_ANSWERED,
    ),
    Email(
        "accounts.complaint_answered",
        to=_("Whoever complained, if they gave an address"),
        when=_("The complaint is answered"),
        example=COMPLAINT,
        stays=COMPLAINT_ANSWERED,
    ),
)
DATA = {**SERVICE, "link": _("[link]"), "request": {"reference": "DATA-1001", "reason": _("[reason]"), "is_copy": True}}
declare(
    _("What is held about somebody"),
    Email(
        "accounts.data_copied",
        to=_("Someone who asked for a copy of what we hold about them"),
        when=_("The copy is ready"),
        example=DATA,
        stays=DATA_ANSWERED,
    ),
    Email(
        "accounts.data_erased",
        to=_("Someone whose data will be erased, at each address we hold"),
        when=_("A second person has agreed to the erasure; it is the last e-mail"),
        example=DATA,
        stays=DATA_ANSWERED,
    ),
    Email(
        "accounts.data_put_off",
        to=_("Someone whose data was to be erased, at each address we hold"),
        when=_("Something of theirs has to be kept for now, after a second person agreed to the erasure"),
        example=DATA,
        stays=DATA_ANSWERED,
    ),
    Email(
        "accounts.data_refused",
        to=_("Someone who asked for a copy or for erasure"),
        when=_("The request is refused"),
        example=DATA,
        stays=DATA_ANSWERED,
    ),
)
HEAD = "5f0c" * 16  # no head: it shows how long one is
declare(
    _("The record"),
    Email(
        "accounts.head_of_the_record",
        to=_("The witness of the record, outside the service"),
        when=_("Once a day, after the day before was sealed; the address before gets a last one when another is set"),
        example={
            **SERVICE,
            "last": {"day": EXAMPLE_MOMENT.date(), "head": HEAD, "count": 120, "tombstones": 0},
            "days": [{"day": EXAMPLE_MOMENT.date(), "head": HEAD}],
            "is_last": True,
        },
    ),
    Email(
        "accounts.record_does_not_fit",
        to=_("Every administrator"),
        when=_("The record is checked and something in it does not fit; once a day while that is so"),
        example={**LINK, "last": {"misfits": 3}},
    ),
)
