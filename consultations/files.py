"""What people answered, and how often, as files.

Who answered is kept apart from what: no row of answers says for whom somebody speaks, how it came or its reference, so
that no file joins the answers of one person to what they are (docs/exports.md). For the same reason it has no question
that is for some kinds of people only, and rows of one day stand in an order that tells nothing.
"""

from decimal import Decimal

from django.db.models import CharField, Value
from django.db.models.functions import MD5, Cast, Concat
from django.template.defaultfilters import floatformat
from django.utils.crypto import salted_hmac
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from common.pages.exports import BATCH, defuse
from common.pages.files import PlainFile, RowsFile, by_day, defused_sql, one_by_one
from consultations.rules import CHOICE_KINDS, NUMBER_KINDS, QuestionKind
from consultations.selectors import questions_by_audience

BETWEEN = "; "  # several answers of one person to a question
FIGURES = {"average": lazy("average"), "smallest": lazy("smallest"), "largest": lazy("largest")}
PLACES = {"average": 1, "smallest": 2, "largest": 2}  # as on the page
OF_ONE = "FROM consultations_responseanswer AS answer WHERE answer.response_id = response.id"


class ResponseFile(PlainFile):
    """A row for each response, the newest day first: that day, whether it was late, and what it said."""

    def __init__(self, consultation, rows):
        self.questions, _of_some = questions_by_audience(consultation)
        self.header = [_("Received on"), _("Late"), *map(str, self.questions)]
        self.source = rows.order_by("-pk")

    def rows(self):
        return self._rows(lambda piece: piece.iterator(chunk_size=BATCH))

    def rows_in_pieces(self):
        return self._rows(one_by_one)

    def _rows(self, read):
        for between in self.pieces():
            piece = shuffled(self.source.filter(**between)).order_by("-received_on", "turn")
            for response in read(with_answers(piece)):
                yield [response.received_on, response.is_late, *answers_in(response, self.questions)]

    def pieces(self):
        return by_day(self.source, "received_on")

    def sql(self, between):
        """Return the statement that writes some responses: each is read with its answers, by their index."""
        kept = shuffled(self.source.filter(**between)).order_by().values_list("id", "received_on", "is_late", "turn")
        responses, kept_params = kept.query.sql_with_params()
        cells, params = ["response.received_on::text", "CASE WHEN response.is_late THEN %s ELSE %s END"], []
        read, read_params = [], []
        for number, question in enumerate(self.questions):
            sql, more = read_sql(question)
            read.append(f"{sql} AS cell_{number}")
            read_params += more
            sql, more = cell_sql(f"said.cell_{number}", question)
            cells.append(sql)
            params += more
        said = f"CROSS JOIN LATERAL (SELECT {', '.join(read)} {OF_ONE}) AS said" if read else ""
        listed = ", ".join(cells)
        order = 'response.received_on DESC, response."turn"'
        sql = f"SELECT {listed} FROM ({responses}) AS response {said} ORDER BY {order}"  # nosec B608 - ours
        return sql, (_("yes"), _("no"), *params, *kept_params, *read_params)


def shuffled(responses):
    """Give each a `turn` that does not tell in which order they came: a hash under the secret key."""
    key = salted_hmac("consultations.files", "turn").hexdigest()
    return responses.annotate(turn=MD5(Concat(Value(key), Cast("pk", CharField()))))


def with_answers(responses):
    """Read responses with what each said: two queries for some hundred."""
    return responses.prefetch_related("answers")


def answers_in(response, questions):
    """Return what a response says to each question, as the cell of a file."""
    said = {}
    for answer in response.answers.all():
        said.setdefault(answer.question_id, []).append(answer)
    return [_cell(question, said.get(question.pk, [])) for question in questions]


def _cell(question, answers):
    if not answers:
        return ""
    if question.kind in CHOICE_KINDS:
        chosen = {answer.choice_id for answer in answers}
        return BETWEEN.join(choice.text for choice in question.choices.all() if choice.pk in chosen)
    return trimmed(answers[0].number) if question.kind in NUMBER_KINDS else answers[0].text


def trimmed(number):
    """Return a number without zeros that nobody wrote."""
    return Decimal(f"{number.normalize():f}")


def read_sql(question):
    """Return the SQL of what one response says to a question, and its parameters."""
    of_question = f"FILTER (WHERE answer.question_id = {int(question.pk)})"
    if question.kind in NUMBER_KINDS:
        return f"max(answer.number) {of_question}", []
    if question.kind not in CHOICE_KINDS:
        return f"max(answer.text) {of_question}", []
    if question.kind != QuestionKind.SEVERAL:
        return f"max(answer.choice_id) {of_question}", []
    choices = list(question.choices.all())
    words, params = _case("answer.choice_id", choices, [choice.text for choice in choices])
    order, order_params = _case("answer.choice_id", choices, [choice.number for choice in choices])
    return f"string_agg({words}, '{BETWEEN}' ORDER BY {order}) {of_question}", [*params, *order_params]


def _case(name, choices, values):
    """Return the SQL that puts a value in the place of each choice."""
    if not choices:
        return "NULL::text", []
    return f"CASE {name} {' '.join(f'WHEN {int(choice.pk)} THEN %s' for choice in choices)} END", values


def cell_sql(name, question):
    """Return the SQL of a cell as the text of a file, and its parameters; a choice of a list is defused once."""
    if question.kind in NUMBER_KINDS:
        return f"COALESCE(trim_scale({name})::text, '')", []
    if question.kind in CHOICE_KINDS - {QuestionKind.SEVERAL}:
        choices = list(question.choices.all())
        words, params = _case(name, choices, [defuse(choice.text) for choice in choices])
        return f"COALESCE({words}, '')", params
    return defused_sql(name), []


class ResultsFile(RowsFile):
    """The counts of a page of results, with its bases, and a word where a number is hidden there."""

    def __init__(self, results):
        header = [_("Part"), _("Answer"), _("People"), _("% of people"), *results.columns]
        super().__init__(header, list(lines_of(results)))


def lines_of(results):
    blank = [""] * len(results.columns)
    yield [_("Responses that count"), "", results.total, "", *blank]
    yield [_("Responses that came late"), "", results.late, "", *blank]
    for part, counts in ((_("Who answered"), results.by_group), (_("How it came"), results.by_channel)):
        for name, count in counts:
            yield [part, capfirst(str(name)), count, "", *blank]
    for one in results.questions:
        yield [str(one.question), _("All who answered it"), one.people, "", *blank]
        for choice in one.choices:
            split = [_("hidden") if count is None else count for count in choice.by_group]
            yield [str(one.question), choice.text, choice.count, choice.percent, *split]
        for name, value in one.figures.items():
            yield [str(one.question), str(FIGURES[name]), as_on_page(name, value), "", *blank]


def as_on_page(name, value):
    """Return a figure with no more places than the page shows."""
    return Decimal(floatformat(value, f"-{PLACES[name]}u"))
