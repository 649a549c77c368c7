"""Who asked a public question, and what."""

from django.utils.translation import gettext_lazy as _

from common.privacy import (
    ERASED,
    MINUTES,
    Fate,
    Gathered,
    Whose,
    follows,
    found_by,
    holds,
    known_by_reference,
    names_at,
)
from common.told import Told
from meetings.models import PublicQuestion
from meetings.privacy.people import meeting_of

TO_ANSWER = _("so that whoever asks is answered")


@follows
def questions_of(subject):
    """Lead from an address to the questions it asked, and from a question to its address."""
    keys = subject.keys("meetings.publicquestion")
    found = PublicQuestion.objects.filter(pk__in=keys) | PublicQuestion.objects.filter(subject.at("email"))
    rows = list(found.values_list("pk", "email"))
    subject = subject.with_keys("meetings.publicquestion", [key for key, _email in rows])
    return subject.with_emails(email for _key, email in rows)


@names_at
def names_on_questions(emails):
    for email in emails:
        yield from PublicQuestion.objects.filter(email__iexact=email).values_list("email", "asked_by")


def unpublished(subject):
    keys = subject.keys("meetings.publicquestion")
    return PublicQuestion.objects.filter(pk__in=keys).exclude(pk__in=PublicQuestion.objects.published().values("pk"))


known_by_reference(PublicQuestion)
holds(
    PublicQuestion,
    _("who asked a question of a meeting, and the answer"),
    of=Whose.ANYBODY,
    why=TO_ANSWER,
    gathered=Gathered.FROM_THEM,
    seen_by=_("the co-ordinator; everybody the question, once it is answered"),
    kept="meetings.questions",
    rows=found_by(PublicQuestion, meetings__publicquestion="pk"),
    erased=Fate.BLANKED,
    identifies=("asked_by", "email"),
    others=("instead", "answer"),
    nobody=("reference",),
    grounds=dict.fromkeys(("instead", "answer"), MINUTES),
    told=Told(
        _("Questions you asked a meeting"),
        {
            "reference": _("Reference"),
            meeting_of: _("Meeting"),
            "text": _("What you asked"),
            "edited_text": _("Your question as others read it"),
            "asked_by": _("Your name"),
            "email": _("Your e-mail address"),
            "speaks_as.name": _("You ask as"),
            "received_on": _("We received it on"),
            "answered_on": _("Answered on"),
            "status": _("Where it stands"),
        },
        newest="received_on",
    ),
)
holds(
    PublicQuestion,
    _("questions of meetings that were answered"),
    name="answered",
    of=Whose.ANYBODY,
    why=TO_ANSWER,
    gathered=Gathered.FROM_THEM,
    seen_by=_("everybody"),
    kept="meetings.questions",
    rows=lambda subject: PublicQuestion.objects.published().filter(pk__in=subject.keys("meetings.publicquestion")),
    says=("text", "edited_text"),
    grounds=dict.fromkeys(("text", "edited_text"), MINUTES),
)
holds(
    PublicQuestion,
    _("questions of meetings that are not on the record"),
    name="not published",
    of=Whose.ANYBODY,
    why=TO_ANSWER,
    gathered=Gathered.FROM_THEM,
    seen_by=_("the co-ordinator"),
    kept="meetings.questions",
    rows=unpublished,
    erased=Fate.BLANKED,
    says=("text", "edited_text"),
    others=("reason",),
    instead={"reason": lambda row: ERASED if row.reason else ""},
)
