"""What consultations hold of those who answer them (docs/privacy.md)."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy.acting import who_did
from common.privacy import (
    FOR_EVER,
    PUBLIC_TASK,
    Fate,
    Gathered,
    Subject,
    Whose,
    follows,
    found_by,
    found_by_secret,
    holds,
    known_by,
)
from common.references import typed_code
from common.told import Told
from consultations.models import (
    Choice,
    Consultation,
    ConsultationMove,
    ConsultationTheme,
    CorrectedTheme,
    MovedDate,
    Question,
    Response,
    ResponseAnswer,
    ResponseDraft,
    Tally,
    ThemeAnswer,
)
from issues.services.secrets import tidied

ANALYSTS = _("the co-ordinator; the person, if they answered signed in")


@follows
def responses_of(subject):
    """Lead from an account to what it answered, and never from a response to whose it is."""
    found = Response.objects.filter(user__in=subject.keys("accounts.user"))
    return subject.with_keys("consultations.response", found.values_list("pk", flat=True))


@known_by
def response_of_reference(text):
    """Find a response by its reference, which is random letters and numbers and not a running number."""
    found = Response.objects.filter(reference=f"R-{tidied(typed_code(text)[1:])}".upper()).values_list("pk", flat=True)
    return Subject().with_keys("consultations.response", found) if found else None


def answers_of(response):
    """Return what somebody answered, under each question; of several answers to one, a line for each."""
    told = {}
    for one in response.answers.select_related("question", "choice").order_by("question__number", "pk"):
        told.setdefault(one.question.text, []).append(_in_words(one))
    return {question: "\n".join(answers) for question, answers in told.items()}


def _in_words(answer):
    number = "" if answer.number is None else f"{answer.number.normalize():f} {answer.question.unit}".strip()
    return ": ".join(filter(None, (str(answer.choice or ""), number, answer.text)))


holds(
    Response,
    _("who answered a consultation, where they were signed in"),
    of=Whose.ANYBODY,
    why=_("so that people find what they answered"),
    gathered=Gathered.FROM_THEM,
    seen_by=ANALYSTS,
    kept="consultations.responses",
    rows=found_by(Response, consultations__response="pk"),
    erased=Fate.BLANKED,
    keys=("user",),
    nobody=("reference",),
    told=Told(
        _("Consultations you answered"),
        {
            "consultation.title": _("Consultation"),
            "reference": _("Reference of your answer"),
            "group.name": _("You answered as"),
            "channel": _("How it came to us"),
            "received_on": _("We received it on"),
            "is_late": _("It came after the closing date, and does not count"),
            answers_of: _("Your answers"),
        },
        newest="received_on",
    ),
)
who_did(Response, _("who entered an answer that came on paper"), "entered_by", kept="consultations.responses")
holds(
    ResponseAnswer,
    _("answers to a consultation"),
    of=Whose.ANYBODY,
    why=_("so that a decision rests on what people said"),
    gathered=Gathered.FROM_THEM,
    seen_by=ANALYSTS,
    kept="consultations.responses",
    rows=found_by(ResponseAnswer, consultations__response="response"),
    erased=Fate.BLANKED,
    says=("text",),
)
holds(
    ResponseDraft,
    _("answers somebody began to write"),
    of=Whose.ANYBODY,
    why=_("so that people can go on later"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("nobody else: its address is secret, and nothing in it says whose it is"),
    kept="consultations.drafts",
    rows=found_by_secret(ResponseDraft),
    erased=Fate.DELETED,
    says=("answers",),
    nobody=("secret_hash",),
)
holds(
    Consultation,
    _("consultations"),
    kept=FOR_EVER,
    others=(
        "title",
        "summary",
        "information",
        "can_change",
        "cannot_change",
        "status_reason",
        "short_reason",
        "early_reason",
        "what_follows",
        "uncounted_note",
    ),
    nobody=("reference", "slug"),
)
holds(MovedDate, _("dates of consultations that were moved"), kept=FOR_EVER, others=("reason",))
holds(ConsultationMove, _("what happened to a consultation"), kept=FOR_EVER, others=("note",))
holds(Question, _("questions of consultations"), kept=FOR_EVER, nobody=("text", "help_text", "unit"))
holds(Choice, _("choices of questions"), kept=FOR_EVER, nobody=("text",))
holds(Tally, _("counts of answers"), kept=FOR_EVER)
holds(
    ConsultationTheme,
    _("what was said in a consultation"),
    kept=FOR_EVER,
    others=("said", "source", "withdrawn_reason"),
)
holds(CorrectedTheme, _("corrected numbers of what was said"), kept=FOR_EVER, others=("reason",))
holds(
    ThemeAnswer,
    _("answers to what was said in a consultation"),
    kept=FOR_EVER,
    others=("because",),
    grounds={"because": PUBLIC_TASK},
)
who_did(ThemeAnswer, _("who wrote and posted an answer"), "written_by", "posted_by")
