"""People, agencies and their roles, made by the services themselves."""

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from accounts.models import AgencyKind
from accounts.roles import Role
from accounts.services.agencies import create_agency
from accounts.services.grants import grant_role
from accounts.services.people import create_user
from tests.factories.numbering import Numbering
from tests.factories.walks import walked

PASSWORD = "three quiet green otters"
numbers = Numbering()


@walked
def parent(email="", *, name="", now=None):
    """Somebody who signs in by a code and holds no role."""
    number = next(numbers)
    return create_user(email or f"parent{number}@example.org", name=name or f"Parent {number}", by=None, now=now)


@walked
def member_user(email="", *, name="", now=None):
    """A user with a member's role; the membership itself is made by the members' own factory."""
    user = parent(email or f"member{next(numbers)}@example.org", name=name, now=now)
    grant_role(user, Role.MEMBER, by=None, now=now)
    return user


@walked
def staff(role, *, email="", name="", agency=None, position="", now=None, second_factor=True):
    """Somebody who signs in with `PASSWORD`, and has an authenticator app unless `second_factor` is false."""
    number = next(numbers)
    user = create_user(
        email or f"{role}{number}@example.org",
        name=name or f"{role.label.capitalize()} {number}",
        password=PASSWORD,
        by=None,
        now=now,
    )
    grant_role(user, role, agency=agency, position=position, by=None, now=now)
    if second_factor:
        add_second_factor(user)
    return user


def add_second_factor(user):
    """Give a user an authenticator app, as setting it up does, and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


@walked
def coordinator(**kwargs):
    return staff(Role.COORDINATOR, **kwargs)


@walked
def officer(of=None, **kwargs):
    """An officer of an agency, which is made where none is given."""
    return staff(Role.OFFICER, agency=of or agency(), **kwargs)


@walked
def board_member(**kwargs):
    return staff(Role.BOARD_MEMBER, **kwargs)


@walked
def administrator(**kwargs):
    return staff(Role.ADMINISTRATOR, **kwargs)


@walked
def safeguarding_lead(**kwargs):
    return staff(Role.SAFEGUARDING_LEAD, **kwargs)


@walked
def independent_reader(**kwargs):
    return staff(Role.INDEPENDENT_READER, **{"position": "chair of the steering group"} | kwargs)


@walked
def payer(**kwargs):
    return staff(Role.PAYER, **kwargs)


@walked
def agency(name="", *, kind=AgencyKind.COUNCIL, **kwargs):
    return create_agency(name or f"Agency {next(numbers)}", kind, by=None, **kwargs)
