"""Results of a consultation: the figures of S5 with their base, and small numbers hidden."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services.county_lists import merge_entries
from accounts.services.settings import set_setting
from common import clock
from common.small_numbers import columns_of
from consultations.models import Response, ResponseAnswer, Tally
from consultations.results import results_of
from consultations.rules import QuestionKind
from consultations.services.responding import enter_response, submit_response
from consultations.services.running import close_consultation, record_uncounted, start_feedback, withdraw_consultation
from consultations.tallies import count_lines, write_tally
from tests.consultations.walking import NOON
from tests.factories import accounts, consultations, county_lists

pytestmark = pytest.mark.django_db
K = QuestionKind
QUESTIONS = (
    {"kind": K.ONE, "text": "Had you heard of short breaks?", "choices": ("Yes", "No")},
    {"kind": K.ONE, "text": "Would you use a Saturday club?", "choices": ("Yes", "No", "Not sure")},
    {
        "kind": K.SEVERAL,
        "text": "What would help most?",
        "choices": ("Holidays", "Saturdays", "Nights", "Home", "Swim"),
    },
    {"kind": K.NUMBER, "text": "How many miles?", "unit": "miles"},
    {"kind": K.LONG, "text": "Anything else?"},
)
PARENTS, OTHERS, ON_PAPER = 214, 101, 5
SATURDAY = (128, 121, 66)
HELPS = (20, 132, 101, 34, 20)


def choices_of(question, counts):
    """Return the choices of a question, each repeated as in `counts`."""
    return [choice.pk for choice, count in zip(question.choices.all(), counts, strict=True) for _n in range(count)]


def s5_answers(consultation):
    """Yield (group, answers) of the 315 people of S5."""
    heard, saturday, helps, miles, comment = consultation.questions.prefetch_related("choices")
    yes, no = (choice.pk for choice in heard.choices.all())
    would, help_most = choices_of(saturday, SATURDAY), choices_of(helps, HELPS)
    for place in range(PARENTS + OTHERS):
        answers = {saturday.pk: would[place]}
        if place < PARENTS:
            answers[heard.pk] = yes if place < 190 else no
        if place < 157:  # two answers each, but for the seven of the last
            answers[helps.pk] = [help_most[place]] if place < 7 else [help_most[place], help_most[place + 150]]
        if place % 21 == 0:
            answers[miles.pk] = place
        if place % 63 == 0:
            answers[comment.pk] = "Thank you."
        yield ("parent" if place < PARENTS else "other"), answers


@pytest.fixture
def s5():
    """S5: 310 responses on the web and 5 on paper; 5 e-mails that were read and are no responses."""
    by = accounts.coordinator()
    one = consultations.an_open_one(by=by, questions=QUESTIONS)
    kinds = {kind.pk: kind for kind in (county_lists.parent(), county_lists.somebody_else())}
    for place, (group, answers) in enumerate((kinds[code], answers) for code, answers in s5_answers(one)):
        if place < PARENTS + OTHERS - ON_PAPER:
            submit_response(one, answers, group=group, once=f"form {place}")
        else:
            fields = {"channel": "paper", "arrived_on": NOON.date(), "once": f"form {place}", "by": by}
            enter_response(one, answers, group=group, **fields)
    one = close_consultation(one, reason="Enough.", by=by)
    return record_uncounted(one, count=5, note="e-mails", by=by)


def publish(consultation):
    by = accounts.coordinator()
    consultations.a_theme(consultation, by=by)
    return start_feedback(consultation, by=by)


def test_s5_is_reproduced_to_the_last_percent(s5, client):
    live = results_of(s5)
    published = publish(s5)
    kept = results_of(published)
    assert (live.total, live.by_group, live.questions) == (kept.total, kept.by_group, kept.questions)
    assert kept.total == 315
    assert [(str(kind), count) for kind, count in kept.by_group] == [("parent or carer", 214), ("somebody else", 101)]
    assert {str(label): count for label, count in kept.by_channel} == {"web form": 310, "paper or letter": 5}
    heard, saturday, helps, miles, comment = kept.questions
    assert [(choice.count, choice.percent) for choice in heard.choices] == [(190, 89), (24, 11)]
    assert (saturday.people, saturday.choices[0].count, saturday.choices[0].percent) == (315, 128, 41)
    assert [choice.count for choice in helps.choices] == list(HELPS)
    assert [choice.percent for choice in helps.choices] == [13, 84, 64, 22, 13]
    assert [choice.percent_of_answers for choice in helps.choices] == [7, 43, 33, 11, 7]
    assert (helps.people, helps.answers, helps.percent_total) == (157, 307, 101)
    assert (miles.people, miles.figures["smallest"], miles.figures["largest"]) == (15, 0, 294)
    assert miles.figures["average"] == 147
    assert (comment.people, comment.choices) == (5, [])
    text = " ".join(client.get(f"{published.get_absolute_url()}results/").content.decode().split())
    for words in (
        "web form 310, paper or letter 5",
        "Not counted, but read: 5 (e-mails).",
        "157 people answered, and each could choose several answers. Together they gave 307 answers. "
        "Percentages of answers are rounded, so together they make 101.",
        "Of 157 people",
        "Of 307 answers",
        "315 people answered this question. The percentages are of them.",
        "15 people answered: 147 miles on average, from 0 to 294.",
        "5 people answered in their own words.",
    ):
        assert words in text, words


def test_the_published_count_equals_the_stored_rows(s5):
    one = publish(s5)
    assert results_of(one).total == Response.objects.counted().count() == 315
    assert sum(line.count for line in one.tallies.filter(choice__isnull=False)) == (
        ResponseAnswer.objects.filter(choice__isnull=False).count()
    )


def test_the_tally_matches_the_count_and_can_be_rewritten(s5):
    one = publish(s5)

    def told(lines):
        fields = ("question_id", "choice_id", "group", "channel", "is_late", "count", "total", "smallest", "largest")
        return {tuple(getattr(line, name) for name in fields) for line in lines}

    assert told(Tally.objects.all()) == told(count_lines(one))
    Response.objects.filter(channel="paper").first().delete()
    write_tally(one)
    assert told(Tally.objects.all()) == told(count_lines(one))
    assert results_of(one).total == 314


def test_late_responses_are_kept_separately_and_not_counted(s5):
    by = accounts.coordinator()
    late = enter_response(
        s5,
        next(s5_answers(s5))[1],
        group=county_lists.parent(),
        channel="paper",
        arrived_on=s5.closes_on + clock.DAY,
        once="late",
        by=by,
        now=NOON + 60 * clock.DAY,
    )
    assert late.is_late
    for results in (results_of(s5), results_of(publish(s5))):
        assert (results.total, results.late, results.questions[0].people) == (315, 1, 214)


def test_counting_takes_seven_queries_and_published_results_four(s5):
    one = publish(s5)
    with CaptureQueriesContext(connection) as kept:
        results_of(one)
    Tally.objects.all().delete()
    with CaptureQueriesContext(connection) as live:
        results_of(one)
    # one more to see that nothing is kept, one less because the small number of what is published is
    assert (len(kept), len(live)) == (4, 7)


# --- small numbers --------------------------------------------------------------------------------


def by_group(result):
    return [choice.by_group for choice in result.choices]


def answered(*rows, kind=K.ONE):
    """Return a closed consultation with one choice question, answered as rows of (parents, others) say."""
    texts = [f"Choice {number}" for number in range(len(rows))]
    one = consultations.an_open_one(questions=[{"kind": kind, "text": "Which?", "choices": texts}])
    question = one.questions.get()
    for choice, row in zip(question.choices.all(), rows, strict=True):
        for group, count in zip((county_lists.parent(), county_lists.somebody_else()), row, strict=True):
            for number in range(count):
                submit_response(one, {question.pk: choice.pk}, group=group, once=f"{choice.pk} {group} {number}")
    return one


def test_a_small_number_hides_its_row_and_a_second_one():
    one = answered((12, 3), (13, 12), (15, 16))
    result = results_of(one).questions[0]
    assert by_group(result) == [(None, None), (None, None), (15, 16)]
    assert [choice.count for choice in result.choices] == [15, 25, 31]
    assert result.has_hidden
    assert result.shows_groups


def test_the_small_number_is_a_setting():
    one = answered((4, 3), (5, 5), (6, 6))
    assert not results_of(one).questions[0].shows_groups
    set_setting("small_number", 5, by=None)
    assert by_group(results_of(one).questions[0]) == [(None, None), (None, None), (6, 6)]


def test_published_results_keep_the_setting_of_their_day():
    published = publish(
        close_consultation(answered((12, 3), (13, 12), (15, 16)), reason="Enough.", by=accounts.coordinator())
    )
    before = by_group(results_of(published).questions[0])
    later = clock.at(published.results_published_on + clock.DAY, dt.time(9))
    set_setting("small_number", 5, by=None, now=later)
    with clock.frozen(later):
        assert by_group(results_of(published).questions[0]) == before == [(None, None), (None, None), (15, 16)]


def test_results_are_not_split_when_only_one_group_answered(client):
    one = publish(close_consultation(answered((12, 0), (20, 0)), reason="Enough.", by=accounts.coordinator()))
    assert not results_of(one).questions[0].shows_groups
    text = client.get(f"{one.get_absolute_url()}results/").content.decode()
    assert "Some numbers are small" in text
    assert "hidden</td>" not in text


def test_a_choice_no_one_made_is_not_hidden():
    assert by_group(results_of(answered((0, 0), (12, 11))).questions[0]) == [(0, 0), (12, 11)]


@pytest.mark.parametrize(("people", "is_shown"), [(9, False), (10, True)])
def test_numbers_of_very_few_people_are_not_shown(people, is_shown):
    one = consultations.an_open_one(questions=[{"kind": K.NUMBER, "text": "How many?"}])
    for number in range(people):
        consultations.respond(one, **{K.NUMBER: 5 + number})
    result = results_of(one).questions[0]
    assert (result.people, bool(result.figures)) == (people, is_shown)


# --- nothing before its time ----------------------------------------------------------------------


@pytest.mark.parametrize("make", [consultations.an_open_one, consultations.a_closed_one, consultations.a_withdrawn_one])
def test_results_are_not_public_before_they_are_published(make, client):
    one = make()
    if one.status == "open":
        consultations.respond(one)
    for address in (one.get_absolute_url(), f"{one.get_absolute_url()}results/"):
        text = client.get(address).content.decode()
        assert "response" not in text.lower().replace("responded", "")
        assert "Question by question" not in text
    assert "/results/" not in client.get(one.get_absolute_url()).content.decode()


def results_page(client, one):
    return " ".join(client.get(f"{one.get_absolute_url()}results/").content.decode().split())


def test_the_results_page_says_when_results_come_while_it_is_open(client):
    one = consultations.an_open_one()
    text = results_page(client, one)
    assert "You can answer until 3 July 2026" in text
    assert "There are no results yet. They are published after the consultation has closed." in text
    assert "The results, with an answer to every theme, are due by 25 September 2026." in text


def test_the_results_page_of_a_closed_one_says_when_its_results_are_late(client):
    one = consultations.a_closed_one()
    assert "are due by 26 August 2026." in results_page(client, one)
    with clock.frozen(one.answers_due_on + clock.DAY):
        assert "The results were due by 26 August 2026." in results_page(client, one)


def test_the_results_page_of_a_withdrawn_one_promises_nothing(client):
    text = results_page(client, consultations.a_withdrawn_one())
    assert "It was withdrawn before its results were published." in text
    assert "due by" not in text


def test_a_draft_has_no_results_page(client, sign_in):
    sign_in(client, accounts.coordinator())
    assert client.get(f"{consultations.a_draft().get_absolute_url()}results/").status_code == 404


def test_the_public_results_page_shows_the_coordinator_no_counts_either(client, sign_in):
    one = consultations.a_closed_one(people=1)
    sign_in(client, accounts.coordinator())
    assert "Question by question" not in results_page(client, one)
    assert client.get(f"/staff/consultations/{one.slug}/results/").status_code == 200


def test_published_results_stay_public_after_withdrawal(client):
    one = withdraw_consultation(
        consultations.one_being_answered(), reason="A law.", what_follows="Nothing.", by=accounts.coordinator()
    )
    text = client.get(f"{one.get_absolute_url()}results/").content.decode()
    assert "waiting for an answer" not in text


@pytest.mark.parametrize(
    ("people", "columns"),
    [
        ({"parent": 50, "child": 0, "other": 20}, [("parent",), ("other",)]),
        ({"parent": 50, "child": 12, "other": 20}, [("parent",), ("child",), ("other",)]),
        ({"parent": 50, "child": 3, "other": 20}, [("parent",), ("child", "other")]),
        ({"parent": 50, "child": 6, "other": 7}, [("parent",), ("child", "other")]),
        ({"parent": 50, "child": 0, "other": 3}, [("other", "parent")]),
        ({"parent": 0, "child": 0, "other": 0}, []),
    ],
)
def test_kinds_with_few_people_share_one_column(people, columns):
    assert columns_of(people, 10) == columns


def test_a_few_children_do_not_hide_the_counts_of_other_groups():
    one = answered((12, 11), (15, 16))
    choice = one.questions.get().choices.first()
    child = county_lists.found({"group": "child"})["group"]
    submit_response(one, {choice.question_id: choice.pk}, group=child, once="child")
    results = results_of(one)
    assert results.columns == ["Parent or carer", "Everyone else"]
    assert by_group(results.questions[0]) == [(12, 12), (15, 16)]


def test_a_merged_kind_counts_under_the_other_and_keeps_its_rows():
    one = answered((12, 11), (15, 16))
    merge_entries(county_lists.somebody_else(), into=county_lists.parent(), by=accounts.coordinator())
    assert [(str(kind), count) for kind, count in results_of(one).by_group] == [("parent or carer", 54)]
    assert Response.objects.filter(group="other").count() == 27
