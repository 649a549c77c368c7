"""What goes of consultations: what each person answered, once its months are over, and drafts."""

from django.db.models import DateField, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from common.retention import Group, Rule, deleted, rules
from consultations.models import Response, ResponseAnswer, ResponseDraft
from consultations.services.forgetting import forget_answers

ENDED_ON = Coalesce("consultation__concluded_on", "consultation__withdrawn_on", output_field=DateField())


def answers_of(*, is_significant):
    """Return how the responses of one kind of consultation are found that still have answers, or a person."""

    def due(until):
        has_answers = Exists(ResponseAnswer.objects.filter(response=OuterRef("pk")))
        has_person = Q(user__isnull=False) | Q(entered_by__isnull=False)
        rows = Response.objects.filter(consultation__is_significant=is_significant).annotate(ended_on=ENDED_ON)
        return rows.filter(has_answers | has_person, ended_on__lte=until.day)

    return due


rules.declare(
    Rule(
        "consultations.responses",
        Group.FAMILY,
        what=_("What each person answered to a consultation; that somebody answered stays, and so do the counts"),
        plain=_("What you answered to a consultation; the results stay"),
        since=_("it ended"),
        due=answers_of(is_significant=False),
        day=F("ended_on"),
        setting="response_months",
        carry_out=forget_answers,
    )
)
rules.declare(
    Rule(
        "consultations.significant",
        Group.FAMILY,
        what=_("What each person answered to a consultation marked as significant"),
        plain=_("What you answered to a consultation that is marked as significant; the results stay"),
        since=_("it ended"),
        due=answers_of(is_significant=True),
        day=F("ended_on"),
        setting="significant_response_months",
        carry_out=forget_answers,
    )
)
rules.declare(
    Rule(
        "consultations.drafts",
        Group.FAMILY,
        what=_("Answers to a consultation that somebody began and did not send"),
        plain=_("Answers to a consultation that you began and did not send"),
        since=_("30 days, or a day where you did not save them"),
        due=lambda until: ResponseDraft.objects.filter(expires_on__lte=until.day),
        day=F("expires_on"),
        is_last_day=True,
        carry_out=deleted,
    )
)
