"""E-mails about meetings to members, the co-ordinator and people who asked a question."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from accounts.emails import RECEIPT
from accounts.roles import Role
from accounts.selectors import holders_of
from accounts.services.own_emails import send_own_email, topic_of, who_stopped
from common import clock
from common.emails import EXAMPLE_MOMENT, Email, Example, declare, declared, send_email
from common.outbox import keys_undelivered
from members.models import Membership
from members.services.sendings import Recipient, of_person, of_user, send

MEETING = Example(
    _("[meeting]"),
    title=_("[meeting]"),
    slug="2026-spring",
    purpose=_("[purpose]"),
    starts_at=EXAMPLE_MOMENT,
    ends_at=EXAMPLE_MOMENT,
    venue=_("[venue]"),
    get_format_display=_("in person"),
    status_reason=_("[reason]"),
    get_absolute_url="/meetings/2026-spring/",
)
QUESTION = {
    "reference": "Q-7",
    "text": _("[question]"),
    "answer": _("[answer]"),
    "reason": _("[reason]"),
}
MEMBERSHIP = {"person": {"name": _("[name]"), "mail_address": _("[address]")}, "seat": {"title": _("[seat]")}}
EXAMPLE = {
    "name": _("[name]"),
    "meeting": MEETING,
    "meetings": [MEETING],
    "years": [_("[year]")],
    "question": QUESTION,
    "membership": MEMBERSHIP,
    "missed_on": [EXAMPLE_MOMENT],
    "items": [{"number": 1, "title": _("[agenda item]")}],
    "due": {"on": EXAMPLE_MOMENT},
    "questions_due": {"on": EXAMPLE_MOMENT},
    "version": {"number": 1},
    "asks_again": True,
}
EVERYBODY = _("Members, the co-ordinator, and anyone waiting for an answer to a question")
COORDINATOR = _("The co-ordinator")
ASKER = _("The person who asked, if they gave an address")

declare(
    _("Meetings"),
    Email(
        "meetings.announced",
        to=_("Members and the co-ordinator"),
        when=_("A meeting, or the meetings of a year, are announced"),
        example=EXAMPLE,
    ),
    Email(
        "meetings.invitation",
        to=_("Every member"),
        when=_("The agenda of a meeting is published, or they are appointed after that"),
        example=EXAMPLE,
    ),
    Email(
        "meetings.changed",
        to=EVERYBODY,
        when=_("A meeting's date, time or place changes"),
        example=EXAMPLE,
        stops="question",
    ),
    Email("meetings.postponed", to=EVERYBODY, when=_("A meeting is postponed"), example=EXAMPLE, stops="question"),
    Email("meetings.cancelled", to=EVERYBODY, when=_("A meeting is cancelled"), example=EXAMPLE, stops="question"),
    Email(
        "meetings.minutes_circulated",
        to=_("Every member"),
        when=_("Draft minutes are circulated"),
        example=EXAMPLE,
    ),
    Email(
        "meetings.pass_on",
        to=_("Members who have not recorded that they passed on what was decided"),
        when=_("Two weeks after a meeting, or as long as the setting says, once (M7)"),
        example=EXAMPLE,
    ),
    Email(
        "meetings.agenda_due",
        to=COORDINATOR,
        when=_("Two working days before agenda and papers are due"),
        example=EXAMPLE,
    ),
    Email(
        "meetings.attendance_due",
        to=COORDINATOR,
        when=_("A meeting is over and its attendance has not been confirmed"),
        example=EXAMPLE,
    ),
    Email(
        "meetings.minutes_due",
        to=COORDINATOR,
        when=_("Two working days before draft minutes are due"),
        example=EXAMPLE,
    ),
)
declare(
    _("Public questions"),
    Email(
        "meetings.question_received",
        to=ASKER,
        when=_("A public question is received"),
        example=EXAMPLE,
        stays=RECEIPT,
    ),
    Email(
        "meetings.question_waiting",
        to=COORDINATOR,
        when=_("A public question is received"),
        example=EXAMPLE,
    ),
    Email(
        "meetings.question_declined",
        to=ASKER,
        when=_("A public question is declined"),
        example=EXAMPLE,
        stops="question",
    ),
    Email(
        "meetings.question_answered",
        to=ASKER,
        when=_("A public question is answered, or is not for this service"),
        example=EXAMPLE,
        stops="question",
    ),
)
declare(
    _("Absences"),
    Email(
        "meetings.two_absences",
        to=_("The member concerned"),
        when=_("They have missed two meetings in a row (M11)"),
        example=EXAMPLE,
    ),
    Email(
        "meetings.two_absences_coordinator",
        to=COORDINATOR,
        when=_("A member has missed two meetings in a row (M11)"),
        example=EXAMPLE,
    ),
    Email(
        "meetings.review_due",
        to=COORDINATOR,
        when=_("A member has missed three meetings in a row, and a review is opened (M11)"),
        example=EXAMPLE,
    ),
)


declare(
    _("Issues about the service itself"),
    Email(
        "meetings.no_reader",
        to=_("The chair of the next meeting, or of the last one"),
        when=_("An issue about the service itself waits, and no independent reader is appointed"),
        example=EXAMPLE,
    ),
)


TO_ASKERS = ("meetings.question_received", "meetings.question_declined", "meetings.question_answered")


def key_of_email(name, question):
    """Return the key of an e-mail to the person who asked a question."""
    return f"{name}.{question.pk}"


def askers_not_reached(questions):
    """Return the ids of those questions of which an e-mail to the person who asked could not be delivered."""
    keys = {key_of_email(name, question): question.pk for question in questions for name in TO_ASKERS}
    return {keys[key] for key in keys_undelivered(keys)}


def coordinators(now=None):
    """Return the users who are co-ordinators on the day."""
    return list(holders_of(Role.COORDINATOR, clock.today(now)))


def tell(to, name_of_person, name, context, *, key, now=None, **kwargs):
    """Send one e-mail that greets the recipient by name."""
    return send_email(name, to=to, context={"name": name_of_person, **context}, key=key, now=now, **kwargs)


def tell_asker(question, name, context, *, now=None):
    """E-mail the person who asked a question; what they stopped is not sent, and no time of day is kept."""
    context = {"name": question.asked_by, **context}
    how = {"to": question.email, "context": context, "key": key_of_email(name, question), "is_date_only": True}
    if declared(name).stops:
        return send_own_email(name, about=[question.pk], now=now, **how)
    return send_email(name, now=now, **how)


def tell_coordinators(name, context, *, key, now=None):
    return send(name, coordinators_to_tell(now), context, key=key, now=now)


def members_to_tell():
    """Return everyone who holds a seat, once each."""
    holders = Membership.objects.active().select_related("person__user").order_by("person__name", "person")
    return [of_person(person) for person in {one.person_id: one.person for one in holders}.values()]


def coordinators_to_tell(now=None):
    return [replace(of_user(user), context={"is_coordinator": True}) for user in coordinators(now)]


def askers_to_tell(meeting):
    """Return people waiting for an answer to their question, by its reference; no time of day is stored.

    Whoever stopped our e-mails about their question is not among them.
    """
    waiting = list(meeting.questions.waiting().exclude(email=""))
    topics = {question: topic_of("meetings.changed", question.pk) for question in waiting}
    stopped = who_stopped(topics.values()) if topics else ()
    return [
        Recipient(
            f"question.{question.pk}",
            str(_("Who asked %(reference)s") % {"reference": question.reference}),
            question.email,
            context={"name": question.asked_by, "is_asker": True},
            is_date_only=True,
            stops=topics[question],
        )
        for question in waiting
        if (question.email.lower(), topics[question]) not in stopped
    ]
