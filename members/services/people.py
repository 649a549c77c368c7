"""Persons: anyone a record names, and the account they sign in with."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.models import RoleGrant, User
from accounts.roles import Role
from accounts.rules import check_open
from accounts.services.grants import end_role, grant_role
from accounts.services.people import create_user
from common import clock
from common.errors import DomainError
from common.locking import locked
from members.models import Membership, Person
from members.rules import NameShown
from members.services.changes import change, check_email, one_line

BATCH = 500
ALREADY_THERE = gettext_lazy("This person is already on record with the same e-mail address.")


@transaction.atomic
def create_person(name, *, by, now=None, name_shown=NameShown.FULL, email="", phone="", skills="", access_needs=""):
    """Add somebody a record may name. Raises DomainError if the same name and e-mail address are already on record."""
    name, email = one_line(name), email.strip()
    check_email(email)
    _check_new(name, email)
    person = Person.objects.create(
        name=name, name_shown=name_shown, email=email, phone=phone, skills=skills, access_needs=access_needs
    )
    audit.record("create_person", person, by, now=now)
    return person


@transaction.atomic
def create_people(people, *, by, now=None):
    """Add many people at once, given as rows that are not saved yet; the same rules hold as for one."""
    known = {_identity(name, email) for name, email in Person.objects.exclude(email="").values_list("name", "email")}
    for person in people:
        person.name, person.email = one_line(person.name), person.email.strip()
        check_email(person.email)
        _check_name(person.name)
        identity = _identity(person.name, person.email)
        if person.email and identity in known:
            raise DomainError(ALREADY_THERE, field="email")
        known.add(identity)
    Person.objects.bulk_create(people, batch_size=BATCH)
    audit.record_each("create_person", people, by, now=now)
    return people


def _identity(name, email):
    return name.casefold(), email.casefold()


def _check_name(name):
    if not name:
        raise DomainError(_("Give a name."), field="name")


def _check_new(name, email, others=None):
    _check_name(name)
    others = Person.objects.all() if others is None else others
    if email and others.filter(name__iexact=name, email__iexact=email).exists():
        raise DomainError(ALREADY_THERE, field="email")


@transaction.atomic
def update_person(person, *, by, now=None, **fields):
    """Change a person's details; the audit trail names the fields but not their values, some of which are private."""
    locked(person)
    if "name" in fields:
        fields["name"] = one_line(fields["name"])
    if "email" in fields:
        check_email(fields["email"])
    if {"name", "email"} & fields.keys():
        others = Person.objects.exclude(pk=person.pk)
        _check_new(fields.get("name", person.name), fields.get("email", person.email), others)
    changed = change(person, **fields)
    if changed:
        audit.record("update_person", person, by, now=now, changed=changed)
    return person


@transaction.atomic
def link_user(person, user, *, by, now=None):
    """Set the account a person signs in with; None removes it.

    A member's rights go with the account: the old one loses them, the new one gets them. Raises DomainError where the
    account is somebody else's, or closed.
    """
    locked(person)
    before = person.user
    if user == before:
        return person
    check_open(user, "email")
    if user is not None and Person.objects.filter(user=user).exists():
        raise DomainError(_("Someone else signs in with that address."), field="email")
    if before is not None:
        end_member_role(person, by=by, now=now)
    person.user = user
    person.save(update_fields=["user"])
    audit.record("link_user", person, by, now=now, user=user and user.pk)
    for starts_on in person.memberships.active().order_by("starts_on").values_list("starts_on", flat=True)[:1]:
        give_member_role(person, starts_on=starts_on, by=by, now=now)
    return person


@transaction.atomic
def let_sign_in(person, email, *, by, now=None):
    """Link a person to the account of an e-mail address, making one where there is none.

    A code sent to that address is what opens it, so nobody gets in who cannot read its mail.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    user = user or create_user(email, name=person.name, by=by, now=now)
    return link_user(person, user, by=by, now=now)


def give_member_role(person, *, starts_on, by, now=None):
    """Give the rights of a member to the account of a person, if there is one. Only memberships do this."""
    if person.user_id is None:
        return
    if by is not None and by.pk == person.user_id:
        raise DomainError(_("This is your own account. Ask a colleague to do it."))
    grant_role(person.user, Role.MEMBER, by=by, starts_on=starts_on, now=now)


def end_member_role(person, *, by, now=None, reason=""):
    """Take the rights of a member away at once."""
    if person.user_id is None:
        return
    grants = RoleGrant.objects.filter(user=person.user_id, role=Role.MEMBER)
    for grant in grants.exclude(ends_on__lt=clock.today(now)):
        end_role(grant, by=by, now=now, reason=reason)


@transaction.atomic
def forget_contacts(rows, now):
    """Blank how to reach some persons, what helps them to come and what they can do; return how many persons."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    Membership.objects.filter(person__in=keys).update(needs_to_come="")
    return Person.objects.filter(pk__in=keys).update(email="", phone="", access_needs="", skills="")
