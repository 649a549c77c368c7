"""Consultations walked to their state by the services themselves."""

import datetime as dt

from django.db import transaction

from answers.rules import Outcome
from common import clock
from common.references import new_secret
from consultations.models import Response
from consultations.rules import Purpose, QuestionKind
from consultations.services.answering import post_theme_answer, save_theme_answer, supersede_theme_answer
from consultations.services.feedback import add_theme
from consultations.services.preparing import add_question, create_consultation
from consultations.services.responding import enter_response, submit_response
from consultations.services.running import (
    close_consultation,
    conclude_consultation,
    open_consultation,
    pause_consultation,
    start_feedback,
    withdraw_consultation,
)
from issues.rules import Channel
from tests.factories import accounts, county_lists, issues
from tests.factories.answers import whole
from tests.factories.numbering import Numbering
from tests.factories.walks import walked

numbers = Numbering()
WHY_SHORT, WHY_EARLY = "The council decides in summer.", "Everybody has answered."
HEARD = "It was said at an open meeting."
WHY_CHANGED = "The budget was cut in July."
KINDS = (
    {"kind": QuestionKind.ONE, "text": "Would you use a Saturday club?", "choices": ("Yes", "No", "Not sure")},
    {"kind": QuestionKind.SEVERAL, "text": "What would help?", "choices": ("A club", "A night", "A visit")},
    {"kind": QuestionKind.SCALE, "text": "How easy is it?", "choices": ("Hard", "Neither", "Easy")},
    {"kind": QuestionKind.SHORT, "text": "Which town?"},
    {"kind": QuestionKind.LONG, "text": "Anything else?"},
    {"kind": QuestionKind.NUMBER, "text": "How many miles?", "smallest": 0, "largest": 100, "unit": "miles"},
)


@walked
def a_draft(*, by=None, now=None, opens_in=-1, closes_in=30, questions=KINDS, agency=None, **fields):
    """A draft with a question of each kind, open from yesterday to in thirty days unless told otherwise."""
    now, by = now or clock.now(), by or accounts.coordinator()
    given = {
        "title": f"Short breaks {next(numbers)}",
        "summary": "The council buys short breaks. What do families need?",
        "information": "## What is planned\n\nThe same money as now.",
        "purpose": Purpose.CHANGE,
        "deciding_agency": agency,
        "opens_at": now + dt.timedelta(days=opens_in),
        "closes_at": now + dt.timedelta(days=closes_in),
    }
    consultation = create_consultation(by=by, now=now, **given | fields)
    for question in questions:
        add_question(consultation, by=by, now=now, **question)
    return consultation


@walked
def an_open_one(*, by=None, now=None, **fields):
    by = by or accounts.coordinator()
    return open_consultation(a_draft(by=by, now=now, **fields), reason=WHY_SHORT, by=by, now=now)


@walked
def a_paused_one(*, by=None, now=None, **fields):
    by = by or accounts.coordinator()
    return pause_consultation(an_open_one(by=by, now=now, **fields), reason="A mistake.", by=by, now=now)


@walked
def a_closed_one(*, by=None, now=None, people=0, **fields):
    by = by or accounts.coordinator()
    consultation = an_open_one(by=by, now=now, **fields)
    for _number in range(people):
        respond(consultation, now=now)
    return close_consultation(consultation, reason=WHY_EARLY, by=by, now=now)


@walked
def a_theme(consultation=None, *, by=None, now=None, said="Families want Saturdays.", source=HEARD):
    """A theme that was heard at a meeting, and into which no written answer has been sorted."""
    by = by or accounts.coordinator()
    consultation = consultation or a_closed_one(by=by, now=now)
    return add_theme(consultation, theme=issues.theme(by=by, now=now), said=said, source=source, by=by, now=now)


@walked
def one_being_answered(*, by=None, now=None, themes=1, **fields):
    """A consultation whose results are published and whose themes wait for their answers."""
    by = by or accounts.coordinator()
    consultation = a_closed_one(by=by, now=now, **fields)
    for _number in range(themes):
        a_theme(consultation, by=by, now=now)
    return start_feedback(consultation, by=by, now=now)


@walked
def answer(row, *, by=None, now=None, outcome=Outcome.AGREED, text="We will open clubs on Saturdays.", **fields):
    by = by or whoever_decides(row)
    drafted = whole({"outcome": outcome, "text": text} | fields)
    drafted["commitments"] = [one | {"due_on": str(one["due_on"])} for one in drafted.get("commitments", ())]
    with transaction.atomic():
        save_theme_answer(row, version=0, by=by, now=now, **drafted)
        return post_theme_answer(row, by=by, now=now)


def whoever_decides(row):
    agency = row.consultation.deciding_agency
    return accounts.officer(of=agency) if agency else accounts.coordinator()


@walked
def another_answer(row, *, by=None, now=None, reason=WHY_CHANGED, **words):
    """The answer that takes the place of one that was posted."""
    by = by or whoever_decides(row)
    draft = supersede_theme_answer(row, reason=reason, by=by, now=now)
    said = {"outcome": Outcome.NOT_POSSIBLE, "reason": "The money is gone."} | words
    save_theme_answer(row, version=draft.version, by=by, now=now, **said)
    return post_theme_answer(row, by=by, now=now)


@walked
def a_concluded_one(*, by=None, now=None, **fields):
    by = by or accounts.coordinator()
    consultation = one_being_answered(by=by, now=now, **fields)
    for row in consultation.themes.all():
        answer(row, now=now)
    return conclude_consultation(consultation, by=by, now=now)


@walked
def a_withdrawn_one(*, by=None, now=None, **fields):
    by = by or accounts.coordinator()
    return withdraw_consultation(
        an_open_one(by=by, now=now, **fields), reason="Not needed.", what_follows="Nothing.", by=by, now=now
    )


def answers_to(consultation, **by_kind):
    """Return {question id: value}: the first choice, a word, or what `by_kind` gives for a kind of question."""
    found = {}
    for question in consultation.questions.prefetch_related("choices"):
        first = next((choice.pk for choice in question.choices.all()), None)
        value = {
            QuestionKind.SEVERAL: [first],
            QuestionKind.SHORT: "Eldermere",
            QuestionKind.LONG: "Saturdays, please.",
            QuestionKind.NUMBER: "12",
        }.get(question.kind, first)
        found[question.pk] = by_kind.get(question.kind, value)
    return found


def answering(group):
    """Return a kind of respondent, or the one of a code."""
    return county_lists.found({"group": group})["group"]


def respond(consultation, *, group="parent", once="", user=None, now=None, **by_kind):
    """Somebody answers on the web form."""
    reference, _is_new = submit_response(
        consultation,
        answers_to(consultation, **by_kind),
        group=answering(group),
        once=once or new_secret(),
        user=user,
        now=now,
    )
    return Response.objects.get(reference=reference)


@walked
def enter(consultation, *, by=None, now=None, arrived_on=None, once="", **changes):
    """The co-ordinator enters an answer on paper, of a parent unless `group` and `channel` say otherwise."""
    group, channel = changes.pop("group", "parent"), changes.pop("channel", Channel.PAPER)
    return enter_response(
        consultation,
        answers_to(consultation, **changes),
        group=answering(group),
        channel=channel,
        arrived_on=arrived_on or clock.today(now),
        by=by or accounts.coordinator(),
        once=once or new_secret(),
        now=now,
    )
