"""What signing in leaves behind, and how an account leads to its addresses and back."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, SignInLink, User
from common.privacy import Fate, Gathered, Whose, follows, found_by, holds, names_at
from common.told import Told

THEMSELVES = _("the person themselves")
SIGNS_IN = _("so that somebody can sign in")


@follows
def accounts_of(subject):
    """Lead from an address to the account that signs in with it, and from an account to its proved addresses."""
    proved = EmailAddress.objects.filter(verified=True)
    found = User.objects.filter(
        subject.at("email")
        | Q(pk__in=subject.keys("accounts.user"))
        | Q(pk__in=proved.filter(subject.at("email")).values("user"))
    )
    rows = list(found.values_list("pk", "email"))
    keys = [key for key, _email in rows]
    others = proved.filter(user__in=keys).values_list("email", flat=True)
    return subject.with_keys("accounts.user", keys).with_emails([*(email for _key, email in rows), *others])


@names_at
def names_of_accounts(emails):
    for email in emails:
        yield from User.objects.filter(email__iexact=email).values_list("email", "name")
        proved = EmailAddress.objects.filter(email__iexact=email, verified=True)
        yield from proved.values_list("email", "user__name")


@names_at
def addresses_of_agencies(emails):
    """Say that several people read what comes to an agency's own address."""
    for email in emails:
        for address in Agency.objects.filter(public_email__iexact=email).values_list("public_email", flat=True):
            yield address, None
        yield from Agency.objects.filter(escalation_email__iexact=email).values_list(
            "escalation_email", "escalation_name"
        )


def sessions_of(subject):
    """Return the sessions in which somebody is signed in: a session says so only inside of itself."""
    keys = {str(key) for key in subject.keys("accounts.user")}
    sessions = Session.objects.all() if keys else Session.objects.none()
    own = [one.pk for one in sessions.iterator() if one.get_decoded().get(SESSION_KEY) in keys]
    return Session.objects.filter(pk__in=own)


holds(
    EmailAddress,
    _("addresses people sign in with"),
    of=Whose.ANYBODY,
    why=SIGNS_IN,
    gathered=Gathered.FROM_THEM,
    seen_by=THEMSELVES,
    kept=_("as long as the account"),
    rows=found_by(EmailAddress, accounts__user="user"),
    erased=Fate.DELETED,
    identifies=("email",),
    keys=("user",),
    told=Told(
        _("E-mail addresses you sign in with"),
        {
            "email": _("E-mail address"),
            "verified": _("You have shown that it is yours"),
            "primary": _("We write to it"),
        },
    ),
)
holds(
    EmailConfirmation,
    _("requests to confirm an address"),
    of=Whose.ANYBODY,
    why=SIGNS_IN,
    seen_by=THEMSELVES,
    kept=_("as long as the account"),
    rows=found_by(EmailConfirmation, accounts__user="email_address__user"),
    erased=Fate.DELETED,
    nobody=("key",),
)
holds(
    Authenticator,
    _("authenticator apps and recovery codes"),
    of=Whose.STAFF,
    why=_("so that nobody signs in with a password alone"),
    seen_by=_("nobody"),
    kept=_("as long as the account"),
    rows=found_by(Authenticator, accounts__user="user"),
    erased=Fate.DELETED,
    keys=("user",),
    nobody=("data",),
    told=Told(
        _("Your authenticator app and recovery codes"),
        {"type": _("What it is"), "created_at": _("Set up on"), "last_used_at": _("Last used on")},
        newest="created_at",
    ),
)
holds(
    SignInLink,
    _("links to sign in that were e-mailed"),
    of=Whose.ANYBODY,
    why=SIGNS_IN,
    seen_by=_("nobody: the link is stored as a hash"),
    kept="accounts.links",
    rows=found_by(SignInLink, "email"),
    erased=Fate.DELETED,
    identifies=("email",),
    nobody=("secret_hash",),
    told=Told(
        _("Links to sign in that we e-mailed you"),
        {"email": _("Sent to"), "expires_at": _("It worked until")},
        newest="expires_at",
    ),
)
holds(
    Session,
    _("sessions"),
    of=Whose.ANYBODY,
    why=_("so that somebody stays signed in from page to page"),
    seen_by=_("nobody"),
    kept="accounts.sessions",
    rows=sessions_of,
    erased=Fate.DELETED,
    nobody=("session_key",),
    others=("session_data",),
)
