"""Responses are stored once, judged on arrival and the same from every channel."""

import datetime as dt
from decimal import Decimal

import pytest

from accounts.models import AuditEntry
from common import clock
from common.errors import DomainError
from common.models import Submission
from common.retention import carry_out, rules
from consultations.forms.responding import FIELD_OF_KIND
from consultations.models import Consultation, Response, ResponseAnswer, ResponseDraft
from consultations.rules import CHOICE_KINDS, NUMBER_KINDS, TEXT_KINDS, QuestionKind
from consultations.services.drafts import resume_draft, save_draft
from consultations.services.responding import submit_response
from consultations.services.running import close_consultation
from issues.rules import Channel
from tests.consultations.walking import NOON
from tests.factories import accounts, consultations, county_lists

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
CLOSES = clock.at(dt.date(2026, 7, 3), dt.time(17))
K = QuestionKind


@pytest.fixture
def one():
    return consultations.an_open_one(closes_at=CLOSES)


def question(consultation, kind):
    return consultation.questions.get(kind=kind)


def choices(consultation, kind):
    return list(question(consultation, kind).choices.values_list("pk", flat=True))


def said(response, kind):
    rows = response.answers.filter(question__kind=kind).order_by("pk")
    return [row.choice_id or row.text or row.number for row in rows]


def send(consultation, answers, once="k" * 20, **kwargs):
    return submit_response(consultation, answers, group=county_lists.parent(), once=once, **kwargs)


# --- the six kinds --------------------------------------------------------------------------------


@pytest.mark.parametrize("as_typed", [int, str])
def test_each_kind_of_answer_is_stored_as_rows(one, as_typed):
    several = [as_typed(pk) for pk in choices(one, K.SEVERAL)[1:]]
    first = as_typed(choices(one, K.ONE)[0])
    response = consultations.respond(one, **{K.ONE: first, K.SEVERAL: several, K.NUMBER: "12.5"})
    assert said(response, K.ONE) == [int(first)]
    assert said(response, K.SEVERAL) == [int(pk) for pk in several]
    assert said(response, K.SCALE) == choices(one, K.SCALE)[:1]
    assert said(response, K.SHORT) == ["Eldermere"]
    assert said(response, K.LONG) == ["Saturdays, please."]
    assert said(response, K.NUMBER) == [Decimal("12.5")]


def test_answer_rows_store_consultation_group_and_lateness(one):
    response = consultations.respond(one, group="other")
    assert set(response.answers.values_list("consultation", "group", "is_late")) == {(one.pk, "other", False)}


def test_an_unanswered_question_has_no_row(one):
    response = consultations.respond(one, **{K.ONE: "", K.SEVERAL: [], K.NUMBER: None, K.SHORT: "", K.LONG: ""})
    assert [row.question.kind for row in response.answers.all()] == [K.SCALE]


def test_zero_is_an_answer(one):
    assert said(consultations.respond(one, **{K.NUMBER: Decimal(0)}), K.NUMBER) == [0]


def test_a_choice_given_twice_counts_once(one):
    pk = choices(one, K.SEVERAL)[0]
    assert said(consultations.respond(one, **{K.SEVERAL: [pk, str(pk)]}), K.SEVERAL) == [pk]


@pytest.mark.parametrize("kind", [K.ONE, K.SEVERAL, K.SCALE])
def test_a_choice_of_another_question_is_refused(one, kind):
    other = choices(consultations.an_open_one(), K.ONE)[0]
    near = choices(one, K.SCALE if kind != K.SCALE else K.ONE)[0]
    for wrong in (other, near, 0, "x", [other]):
        with pytest.raises(DomainError) as refused:
            consultations.respond(one, **{kind: wrong})
        assert refused.value.field == f"q{question(one, kind).pk}"
    assert Response.objects.count() == Submission.objects.filter(reference__startswith="R-").count() == 0


def test_a_one_choice_question_takes_one_answer(one):
    with pytest.raises(DomainError):
        consultations.respond(one, **{K.ONE: choices(one, K.ONE)})


@pytest.mark.parametrize("number", ["-1", "101", "x", "NaN", "Infinity", "1e400"])
def test_a_number_out_of_range_is_refused(one, number):
    with pytest.raises(DomainError) as refused:
        consultations.respond(one, **{K.NUMBER: number})
    assert refused.value.field == f"q{question(one, K.NUMBER).pk}"


def test_a_required_question_needs_an_answer():
    one = consultations.an_open_one(
        questions=[{"kind": K.SHORT, "text": "Which town?", "is_required": True}, {"kind": K.LONG, "text": "More?"}]
    )
    with pytest.raises(DomainError, match="Which town"):
        consultations.respond(one, **{K.SHORT: ""})


def test_an_empty_response_is_refused(one):
    with pytest.raises(DomainError, match="at least one question"):
        send(one, {})


def test_the_respondent_group_must_be_valid(one):
    with pytest.raises(DomainError) as refused:
        submit_response(one, consultations.answers_to(one), group="council", once="k" * 20)
    assert refused.value.field == "group"


def test_an_answer_to_a_question_of_another_consultation_is_ignored(one):
    other = consultations.an_open_one()
    response = Response.objects.get(
        reference=send(one, consultations.answers_to(other) | consultations.answers_to(one))[0]
    )
    assert set(response.answers.values_list("question__consultation", flat=True)) == {one.pk}


# --- in time --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [-3600, 0, 30, 59])
def test_the_closing_minute_is_in_time(one, seconds):
    response = consultations.respond(one, now=CLOSES + dt.timedelta(seconds=seconds))
    assert (response.is_late, response.received_on) == (False, dt.date(2026, 7, 3))


@pytest.mark.parametrize("seconds", [60, 3600, 10**6])
def test_no_response_is_taken_after_the_closing_minute_even_before_beat_closes_it(one, seconds):
    with pytest.raises(DomainError, match="has closed"):
        consultations.respond(one, now=CLOSES + dt.timedelta(seconds=seconds))
    assert Response.objects.count() == ResponseAnswer.objects.count() == 0


def test_the_date_is_the_date_in_london(one):
    late_evening = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    assert consultations.respond(one, now=late_evening).received_on == dt.date(2026, 7, 1)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (consultations.a_draft, "not open yet"),
        (consultations.a_paused_one, "paused"),
        (consultations.a_closed_one, "has closed"),
        (consultations.one_being_answered, "has closed"),
        (consultations.a_withdrawn_one, "has closed"),
    ],
)
def test_a_consultation_that_is_not_open_says_so(make, words):
    with pytest.raises(DomainError, match=words):
        consultations.respond(make())


def test_an_outdated_row_of_a_closed_consultation_takes_no_answers(one):
    stale = Consultation.objects.get(pk=one.pk)
    close_consultation(one, reason="Enough.", by=accounts.coordinator())
    assert stale.status == "open"
    with pytest.raises(DomainError, match="has closed"):
        consultations.respond(stale)


# --- once -----------------------------------------------------------------------------------------


def test_sending_the_same_form_twice_makes_one_response(one):
    answers = consultations.answers_to(one)
    assert send(one, answers)[1] is True
    (first, _new), (second, is_new) = send(one, answers), send(one, answers)
    assert (first, is_new, Response.objects.count()) == (second, False, 1)


def test_the_same_key_with_other_answers_is_refused(one):
    send(one, consultations.answers_to(one))
    with pytest.raises(DomainError, match="already sent"):
        send(one, consultations.answers_to(one, **{K.SHORT: "Another town"}))
    assert Response.objects.count() == 1


def test_a_second_press_after_closing_returns_the_reference(one):
    answers = consultations.answers_to(one)
    reference, _new = send(one, answers, now=CLOSES)
    assert send(one, answers, now=CLOSES + DAY) == (reference, False)
    close_consultation(one, reason="Enough.", by=accounts.coordinator(), now=CLOSES + DAY)
    assert send(one, answers, now=CLOSES + DAY) == (reference, False)


def test_a_refused_response_can_be_sent_again_with_the_same_key(one):
    with pytest.raises(DomainError):
        send(one, {})
    assert send(one, consultations.answers_to(one))[1] is True


def test_a_form_without_its_key_is_refused(one):
    with pytest.raises(DomainError, match="not complete"):
        send(one, consultations.answers_to(one), once="")


def test_a_reference_does_not_reveal_number_or_order_of_responses(one):
    references = [consultations.respond(one, once=f"form {number}").reference for number in range(20)]
    assert len(set(references)) == 20
    assert sorted(references) != references
    assert all(len(reference) == 16 and not reference[2:].replace("-", "").isdecimal() for reference in references)


# --- who it was -----------------------------------------------------------------------------------


def test_without_a_user_no_person_and_no_time_is_stored(one):
    response = consultations.respond(one)
    entry = AuditEntry.objects.get(verb="submit_response")
    assert (response.user, response.entered_by, entry.by, entry.at) == (None, None, None, None)


def test_with_a_user_the_response_is_in_their_list(one):
    user = accounts.parent()
    response = consultations.respond(one, user=user)
    assert list(Response.objects.visible_to(user)) == [response]
    assert list(Response.objects.visible_to(accounts.parent())) == []


# --- on paper -------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", [channel for channel in Channel if channel != Channel.WEB])
def test_responses_from_other_channels_count_the_same(one, channel):
    by = accounts.coordinator()
    response = consultations.enter(one, channel=channel, group="other", by=by)
    assert (response.channel, response.group_id, response.entered_by, response.user) == (channel, "other", by, None)
    assert response.answers.count() == 6
    assert Response.objects.counted().count() == 1


@pytest.mark.parametrize(
    ("arrived_on", "is_late"), [(dt.date(2026, 7, 3), False), (dt.date(2026, 7, 4), True), (dt.date(2026, 7, 5), True)]
)
def test_paper_is_judged_by_its_arrival_date_and_late_responses_are_kept_separately(one, arrived_on, is_late):
    close_consultation(one, reason="Enough.", by=accounts.coordinator(), now=CLOSES + DAY)
    response = consultations.enter(one, arrived_on=arrived_on, now=CLOSES + 9 * DAY)
    assert (response.is_late, response.received_on) == (is_late, arrived_on)
    assert set(response.answers.values_list("is_late", flat=True)) == {is_late}
    assert Response.objects.counted().count() == int(not is_late)


def test_after_early_closing_paper_is_judged_by_the_announced_date(one):
    close_consultation(one, reason="Enough.", by=accounts.coordinator())
    assert consultations.enter(one, arrived_on=dt.date(2026, 7, 3), now=CLOSES + DAY).is_late is False


@pytest.mark.parametrize("arrived_on", [dt.date(2026, 6, 1), dt.date(2026, 6, 4)])
def test_the_arrival_date_cannot_be_before_opening_or_in_the_future(one, arrived_on):
    with pytest.raises(DomainError) as refused:
        consultations.enter(one, arrived_on=arrived_on)
    assert refused.value.field == "arrived_on"


def test_the_web_form_is_not_a_channel_for_entered_responses(one):
    with pytest.raises(DomainError) as refused:
        consultations.enter(one, channel=Channel.WEB)
    assert refused.value.field == "channel"


def test_a_required_question_can_be_left_out_on_paper():
    one = consultations.an_open_one(
        questions=[{"kind": K.SHORT, "text": "Which town?", "is_required": True}, {"kind": K.LONG, "text": "More?"}]
    )
    assert consultations.enter(one, **{K.SHORT: ""}).answers.count() == 1


@pytest.mark.parametrize("make", [consultations.a_paused_one, consultations.a_closed_one])
def test_paper_can_be_entered_until_the_results_are_published(make):
    assert consultations.enter(make())


@pytest.mark.parametrize(
    "make", [consultations.a_draft, consultations.one_being_answered, consultations.a_withdrawn_one]
)
def test_paper_cannot_be_entered_after_the_results_are_published(make):
    with pytest.raises(DomainError, match="cannot be entered"):
        consultations.enter(make())


def test_entering_the_same_form_twice_makes_one_response(one):
    by = accounts.coordinator()
    first, second = (consultations.enter(one, once="sheet 1", by=by) for _post in range(2))
    assert first == second
    assert AuditEntry.objects.filter(verb="enter_response", by=by).count() == 1


# --- drafts ---------------------------------------------------------------------------------------


def test_a_draft_stores_answers_behind_a_secret_until_the_end_of_the_next_day(one):
    secret = save_draft(one, {"group": "parent"})
    assert save_draft(one, {"q1": ["3"]}, secret=secret) == secret
    assert resume_draft(one, secret).answers == {"group": "parent", "q1": ["3"]}
    assert secret not in str(list(ResponseDraft.objects.values_list()))
    assert resume_draft(one, secret, now=clock.at(dt.date(2026, 6, 4), dt.time(23, 59))) is not None
    assert resume_draft(one, secret, now=clock.at(dt.date(2026, 6, 5), dt.time(0, 0))) is None


def test_a_guessed_secret_or_one_of_another_consultation_finds_no_draft(one):
    secret = save_draft(one, {"group": "parent"})
    other = consultations.an_open_one()
    assert resume_draft(other, secret) is None
    assert resume_draft(one, "guess") is None
    assert save_draft(other, {"group": "other"}, secret=secret) != secret
    assert resume_draft(one, secret).answers == {"group": "parent"}


def test_sending_erases_the_draft_unless_it_is_refused(one):
    secret = save_draft(one, {"group": "parent"})
    with pytest.raises(DomainError):
        send(one, {}, once=secret, draft=secret)
    assert resume_draft(one, secret)
    send(one, consultations.answers_to(one), once=secret, draft=secret)
    assert ResponseDraft.objects.count() == 0


def test_beat_erases_expired_drafts(one):
    save_draft(one, {"group": "parent"})
    assert [carry_out(rules["consultations.drafts"], NOON + days * DAY) for days in (0, 1, 2, 2)] == [0, 0, 1, 0]


def test_every_kind_of_question_has_a_field_and_one_way_of_counting():
    assert set(FIELD_OF_KIND) == set(K)
    assert sorted([*CHOICE_KINDS, *TEXT_KINDS, *NUMBER_KINDS]) == sorted(K)
