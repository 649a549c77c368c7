"""Results of a consultation, with the base of each figure and small numbers hidden.

Percentages are of those who answered the question. Where several answers were allowed, people come first and their
answers second, each with its base. Late responses are kept separately and not counted.
"""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import RespondentKind
from accounts.services.settings import get_setting
from common import clock
from common.small_numbers import columns_of
from consultations.models import Consultation, ConsultationTheme, Question, ResponseAnswer
from consultations.rules import CHOICE_KINDS, NUMBER_KINDS, TEXT_KINDS, QuestionKind, hidden_rows, percent
from consultations.tallies import lines_of
from issues.rules import Channel


@dataclass(frozen=True)
class ChoiceCount:
    """How many people chose one thing: together, and by group (None where the number is hidden).

    `percent` is of the people who answered; `percent_of_answers` differs where several answers were allowed.
    """

    text: str
    count: int
    percent: int
    percent_of_answers: int
    by_group: tuple


@dataclass(frozen=True)
class QuestionResult:
    """One question with its counts; `people` answered it, with `answers` answers."""

    question: Question
    people: int
    answers: int = 0
    choices: list = field(default_factory=list)
    figures: dict = field(default_factory=dict)

    @property
    def percent_total(self):
        """What the percentages that share out one base make together, rounded as they are."""
        return sum(choice.percent_of_answers for choice in self.choices)

    @property
    def allows_several(self):
        return self.question.kind == QuestionKind.SEVERAL

    @property
    def is_of_words(self):
        return self.question.kind in TEXT_KINDS

    @property
    def shows_groups(self):
        """Whether the table has a number by group left to show, beside the rows nobody chose."""
        return any(choice.count and None not in choice.by_group for choice in self.choices)

    @property
    def has_hidden(self):
        return any(None in choice.by_group for choice in self.choices)

    @property
    def chart_rows(self):
        return [(choice.text, choice.count) for choice in self.choices]


@dataclass(frozen=True)
class Results:
    """The results of a consultation: who answered, by which channel, and question by question."""

    consultation: Consultation
    total: int
    late: int
    by_group: list
    columns: list
    by_channel: list
    questions: list


def results_of(consultation, *, small_number=None):
    """Return the results in seven queries, four once they are published, however many responses there are.

    A kind of respondent that was renamed or merged since counts under the one that has replaced it.
    """
    small_number = small_number or consultation.results_small_number or get_setting("small_number", on=clock.today())
    lines, kinds = lines_of(consultation), {kind.pk: kind for kind in RespondentKind.objects.all()}
    for line in lines:
        line.kind = kinds[line.group_id].current_id
    in_time = [line for line in lines if line.question_id is None and not line.is_late]
    groups, channels = Counter(dict.fromkeys(kinds, 0)), Counter()
    for line in in_time:
        groups[line.kind] += line.count
        channels[line.channel] += line.count
    columns = columns_of(groups, small_number)
    return Results(
        consultation=consultation,
        total=groups.total(),
        late=sum(line.count for line in lines if line.is_late),
        by_group=[(kinds[kind], count) for kind, count in groups.items() if count],
        columns=[_heading(column, kinds) for column in columns],
        by_channel=[(Channel(channel).label, count) for channel, count in channels.most_common()],
        questions=_question_results(consultation, lines, columns, small_number),
    )


def _heading(column, kinds):
    return capfirst(kinds[column[0]].name) if len(column) == 1 else _("Everyone else")


def _question_results(consultation, lines, columns, small_number):
    by_question = {}
    for line in lines:
        by_question.setdefault(line.question_id, []).append(line)
    questions = consultation.questions.prefetch_related("choices")
    return [_question_result(one, by_question.get(one.pk, []), columns, small_number) for one in questions]


def _question_result(question, lines, columns, small_number):
    whole = [line for line in lines if line.choice_id is None]
    people = sum(line.count for line in whole)
    if question.kind in NUMBER_KINDS:
        return QuestionResult(question, people, figures=_figures(whole, people, small_number))
    if question.kind not in CHOICE_KINDS:
        return QuestionResult(question, people)
    choices, cells = list(question.choices.all()), _cells(question, lines, columns)
    # Of one column alone nothing is split off: its numbers are the totals beside it.
    hidden = hidden_rows(cells, small_number) if len(columns) > 1 else range(len(cells))
    answers = sum(map(sum, cells))
    people = people if question.kind == QuestionKind.SEVERAL else answers
    rows = [
        ChoiceCount(
            choice.text,
            sum(row),
            percent(sum(row), people),
            percent(sum(row), answers),
            (None,) * len(row) if at in hidden else (*row,),
        )
        for at, (choice, row) in enumerate(zip(choices, cells, strict=True))
    ]
    return QuestionResult(question, people, answers, rows)


def _cells(question, lines, columns):
    """Return how many chose each thing, by column."""
    chosen = Counter()
    for line in lines:
        chosen[line.choice_id, line.kind] += line.count
    return [
        [sum(chosen[choice.pk, kind] for kind in column) for column in columns] for choice in question.choices.all()
    ]


def _figures(lines, people, small_number):
    """Return average, smallest and largest number; of very few people none, for it would be what one of them said."""
    if people < small_number:
        return {}
    return {
        "average": sum((line.total for line in lines), Decimal()) / people,
        "smallest": min(line.smallest for line in lines),
        "largest": max(line.largest for line in lines),
    }


def versions_and_end(consultation):
    """Return what its public pages say of newer versions, and of how many had answered one that was withdrawn."""
    later = list(consultation.later_versions.opened())
    answered = consultation.responses.counted().count() if consultation.is_withdrawn else None
    newer = next((one for one in later if not one.is_withdrawn), None)
    return {"later_versions": later, "later_version": newer, "answered": answered}


def words_of(consultation, rows=None):
    """Return the written answers that count, newest first: for the co-ordinator, who codes them."""
    rows = ResponseAnswer.objects.all() if rows is None else rows
    rows = rows.filter(consultation=consultation, is_late=False).exclude(text="")
    return (
        rows.select_related("question")
        .prefetch_related(Prefetch("themes", ConsultationTheme.objects.standing().select_related("theme")))
        .order_by("-pk")
    )
