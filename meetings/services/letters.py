"""Mail about meetings: to every member, to the co-ordinator, to those who asked a question."""

from accounts.models import RoleGrant
from accounts.roles import Role
from accounts.services import service_name
from common import clock
from common.outbox import send_message
from members.models import Membership


def coordinators(now=None):
    """Return the users who are co-ordinators on the day."""
    today = clock.today(now)
    grants = RoleGrant.objects.holding_on(today).filter(role=Role.COORDINATOR, user__is_active=True)
    return list({grant.user_id: grant.user for grant in grants.select_related("user")}.values())


def send(to, name, subject, template, context, *, key, now=None, **kwargs):
    return send_message(
        to=to,
        subject=subject,
        template=f"meetings/mail/{template}",
        context={"name": name, "service_name": service_name(), **context},
        key=key,
        now=now,
        **kwargs,
    )


def tell_coordinators(subject, template, context, *, key, now=None):
    for user in coordinators(now):
        send(user.email, user.name, subject, template, context, key=f"{key}.user.{user.pk}", now=now)


def tell_person(person, subject, template, context, *, key, now=None):
    """Write to one person if they have an address; the co-ordinator reaches the others."""
    if person.mail_address:
        send(person.mail_address, person.name, subject, template, context, key=f"{key}.person.{person.pk}", now=now)


def tell_members(subject, template, context, *, key, now=None):
    """Write to everybody who holds a seat; once to somebody who holds two."""
    holders = Membership.objects.active().select_related("person__user")
    for person in {membership.person_id: membership.person for membership in holders}.values():
        tell_person(person, subject, template, context, key=key, now=now)


def tell_askers(meeting, subject, template, context, *, key, now=None):
    """Write to those who wait for an answer to their question and left an address; no time of day is kept."""
    context = {**context, "is_asker": True}
    for question in meeting.questions.waiting().exclude(email=""):
        key_of = f"{key}.question.{question.pk}"
        send(question.email, question.asked_by, subject, template, context, key=key_of, is_date_only=True, now=now)


def tell_everyone(meeting, subject, template, *, key, now=None, **context):
    """Write to members, to the co-ordinator and to those who wait for an answer to a question."""
    context = {"meeting": meeting, **context}
    tell_members(subject, template, context, key=key, now=now)
    tell_coordinators(subject, template, context, key=key, now=now)
    tell_askers(meeting, subject, template, context, key=key, now=now)
