"""The consultations of the sample year: one from its draft to its last answer; one withdrawn, its new version open."""

import datetime as dt
import itertools

from accounts.models import RespondentKind
from answers.rules import ANSWER_WORDS
from answers.services.commitments import finish_commitment
from common.working_days import add_working_days
from consultations.models import Consultation
from consultations.services.answering import post_theme_answer, save_theme_answer, supersede_theme_answer
from consultations.services.feedback import add_theme, code_answer
from consultations.services.preparing import add_question, create_consultation
from consultations.services.responding import enter_response, submit_response
from consultations.services.running import (
    close_consultation,
    conclude_consultation,
    open_consultation,
    record_uncounted,
    start_feedback,
    withdraw_consultation,
)
from issues.rules import Channel
from issues.services.themes import create_theme
from partnership.sample import words_consultations as words
from partnership.sample.plan import moment, working
from partnership.sample.year_of_answers import publish_confirmed, say_did
from partnership.sample.year_of_lists import service_area


def who_answers():
    """Return the kinds of a parent and of somebody else."""
    return [RespondentKind.objects.standing_for(code) for code in ("parent", "other")]


class ConsultationYear:
    def __init__(self, cast, as_of):
        self.cast, self.as_of = cast, as_of
        self.opened = working(as_of - dt.timedelta(days=310))
        self.closed = working(as_of - dt.timedelta(days=250))
        self.open_since = working(as_of - dt.timedelta(days=21))
        self.open_until = working(as_of + dt.timedelta(days=14))
        self.first_opened = working(as_of - dt.timedelta(days=90))
        self.breaks = self.first_travel = self.travel = None

    def _create(self, text, questions, agency, opens, closes, now):
        consultation = create_consultation(
            deciding_agency=self.cast.agencies[agency],
            service_area=service_area(agency),
            decide_on=closes + dt.timedelta(days=90),
            opens_at=moment(opens, 9),
            closes_at=moment(closes, 17),
            by=self.cast.coordinator,
            now=now,
            **text,
        )
        for question in questions:
            add_question(consultation, by=self.cast.coordinator, now=now, **question)
        return open_consultation(consultation, reason=words.WHY_SHORT, by=self.cast.coordinator, now=now)

    def open_breaks(self, now):
        """It is announced for a week longer than it stays open."""
        announced = working(self.closed + dt.timedelta(days=7))
        self.breaks = self._create(words.BREAKS, words.BREAKS_QUESTIONS, "breaks", self.opened, announced, now)

    def open_first_travel(self, now):
        """The first version; it is withdrawn after some have answered, because its one question left out paper."""
        text, until = words.TRAVEL | words.FIRST_TRAVEL, working(self.first_opened + dt.timedelta(days=60))
        self.first_travel = self._create(text, words.FIRST_TRAVEL_QUESTIONS, "travel", self.first_opened, until, now)
        question = self.first_travel.questions.prefetch_related("choices").get()
        for place in range(12):
            submit_response(
                self.first_travel,
                {question.pk: question.choices.all()[place % 2].pk},
                group=who_answers()[0],
                once=f"sample-first-travel-{place}",
                now=now + dt.timedelta(hours=8 * place),
            )

    def withdraw_first_travel(self, now):
        withdraw_consultation(self.first_travel, by=self.cast.coordinator, now=now, **words.FIRST_TRAVEL_WITHDRAWN)

    def open_travel(self, now):
        text = words.TRAVEL | {"earlier_version": self.first_travel}
        self.travel = self._create(text, words.TRAVEL_QUESTIONS, "travel", self.open_since, self.open_until, now)

    def answer_breaks(self, now):
        """Three hundred and ten answers online and five on paper: 214 of parents, 101 of others."""
        questions = list(self.breaks.questions.prefetch_related("choices").order_by("number"))
        parent, other = who_answers()
        online = words.PARENTS + words.OTHERS - words.ON_PAPER
        for place, answers in enumerate(breaks_answers(questions)):
            group = parent if place < words.PARENTS else other
            moved = now + dt.timedelta(hours=3 * place)
            if place < online:
                submit_response(self.breaks, answers, group=group, once=f"sample-breaks-{place}", now=moved)
            else:
                self._enter(answers, group, moved, once=f"sample-breaks-{place}")

    def _enter(self, answers, group, now, once):
        enter_response(
            self.breaks,
            answers,
            group=group,
            channel=Channel.PAPER,
            arrived_on=now.date(),
            by=self.cast.coordinator,
            once=once,
            now=now,
        )

    def answer_travel(self, now):
        questions = list(self.travel.questions.prefetch_related("choices").order_by("number"))
        parent, other = who_answers()
        for place in range(42):
            submit_response(
                self.travel,
                travel_answers(questions, place),
                group=other if place % 5 == 4 else parent,
                once=f"sample-travel-{place}",
                now=now + dt.timedelta(hours=8 * place),
            )

    def fresh(self):
        return Consultation.objects.get(pk=self.breaks.pk)

    def close_breaks(self, now):
        by = self.cast.coordinator
        consultation = close_consultation(self.fresh(), reason=words.BREAKS_CLOSED_EARLY, by=by, now=now)
        record_uncounted(
            consultation, count=words.MESSAGES, note="e-mails that were read and not counted", by=by, now=now
        )

    def feed_back(self, now):
        """Add the themes, say which words belong to them, publish the results."""
        by, consultation = self.cast.coordinator, self.fresh()
        last = consultation.questions.order_by("-number").first()
        spoken = {text: key for key, text in words.COMMENTS if key}
        rows = {}
        for key, theme in words.BREAKS_THEMES.items():
            made = create_theme(
                name=theme["name"], summary=theme["said"], service_area=service_area("breaks"), by=by, now=now
            )
            rows[key] = add_theme(consultation, theme=made, said=theme["said"], by=by, now=now)
        for answer in last.answers.order_by("pk"):
            if answer.text in spoken:
                code_answer(rows[spoken[answer.text]], answer, by=by, now=now)
        start_feedback(consultation, by=by, now=now)

    def answer_themes(self, now):
        for row in self.fresh().themes.select_related("theme").order_by("pk"):
            theme = next(one for one in words.BREAKS_THEMES.values() if one["name"] == row.theme.name)
            janet = self.cast.users["janet"]
            save_theme_answer(
                row,
                version=0,
                outcome=theme["outcome"],
                text=theme["text"],
                reason=theme.get("reason", ""),
                commitments=[
                    {
                        "what": what,
                        "owner": who,
                        "due_on": working(now.date() + dt.timedelta(days=days)).isoformat(),
                        "how_seen": seen,
                    }
                    for what, who, days, seen, _ending in theme["commitments"]
                ],
                by=janet,
                now=now,
            )
            post_theme_answer(row, by=janet, now=now)

    def change_an_answer(self, now):
        """The first theme is answered anew: the first answer stays readable, with the reason why it changed."""
        janet, row = self.cast.users["janet"], self.fresh().themes.order_by("pk").first()
        draft = supersede_theme_answer(row, reason=words.WHY_CHANGED, by=janet, now=now)
        said = {name: getattr(draft.answer, name) for name in ANSWER_WORDS}
        said["text"] = f"{said['text']} {words.CHANGED_TEXT}"
        save_theme_answer(row, version=draft.version, by=janet, now=now, **said)
        post_theme_answer(row, by=janet, now=now)

    def conclude(self, now):
        by, consultation = self.cast.coordinator, self.fresh()
        conclude_consultation(consultation, by=by, now=now)
        for row in consultation.themes.select_related("answer"):
            for entry in row.answer.entries.all():
                publish_confirmed(entry, by=by, now=now)

    def keep_promises(self, now):
        for row in self.fresh().themes.filter(answer__isnull=False).select_related("answer", "theme"):
            for commitment in row.answer.commitments.open():
                evidence = words.EVIDENCE[commitment.what]
                finish_commitment(commitment, evidence=evidence, by=self.cast.users["janet"], now=now)
            but = next(one.get("but", "") for one in words.BREAKS_THEMES.values() if one["name"] == row.theme.name)
            for entry in row.answer.entries.all():
                say_did(entry, but, by=self.cast.coordinator, now=now)


def breaks_answers(questions):
    """Yield the answers of 315 people, parents first, so that every count is the one in words_consultations."""
    heard, saturday, helps, easy, miles, town, comment = questions
    saturday_of = _spread(saturday, words.SATURDAY)
    helps_of = _several(helps, words.HELPS)
    easy_of = _spread(easy, words.EASY)
    for place in range(words.PARENTS + words.OTHERS):
        answers = {saturday.pk: saturday_of[place], easy.pk: easy_of[place]}
        if place < words.PARENTS:
            answers[heard.pk] = heard.choices.all()[0 if place < words.HEARD_YES else 1].pk
        if place < len(helps_of):
            answers[helps.pk] = helps_of[place]
        if place % 3 == 0:
            answers[miles.pk] = words.MILES[place % len(words.MILES)]
        if place % 2 == 0:
            answers[town.pk] = words.TOWNS[place % len(words.TOWNS)]
        if place % 4 == 0:
            answers[comment.pk] = words.COMMENTS[place // 4 % len(words.COMMENTS)][1]
        yield answers


def _several(question, counts):
    """Return what each person chose: two things, but one for the first few."""
    chosen = [choice.pk for choice, count in zip(question.choices.all(), counts, strict=True) for _n in range(count)]
    return [[one] for one in chosen[:7]] + [list(pair) for pair in zip(chosen[7:157], chosen[157:], strict=True)]


def _spread(question, counts):
    """Return the choices so many times each, mixed in the same way each time."""
    chosen = [choice.pk for choice, count in zip(question.choices.all(), counts, strict=True) for _n in range(count)]
    return list(itertools.chain.from_iterable(chosen[start::7] for start in range(7)))


def travel_answers(questions, place):
    how, helps, easy, minutes, first, wrong = questions
    wanted = [choice for choice in helps.choices.all() if (place + choice.number) % 3 == 0]
    wanted = [choice for choice in wanted if choice.excludes_others] or wanted
    answers = {
        how.pk: how.choices.all()[(place * place) % 3].pk,
        helps.pk: [choice.pk for choice in wanted],
        easy.pk: easy.choices.all()[place % 4].pk,
        minutes.pk: 20 + 5 * (place % 9),
    }
    if place % 4 == 0:
        answers[wrong.pk] = words.TRAVEL_COMMENTS[place // 4 % len(words.TRAVEL_COMMENTS)]
    if place % 6 == 0:
        answers[first.pk] = "Which school, and from where?"
    return answers


def events_of(year):
    """Yield (moment, function) from the first draft to the day everything is kept."""
    yield moment(year.opened, 9), year.open_breaks
    yield moment(year.opened, 12), year.answer_breaks
    yield moment(year.closed, 17, 30), year.close_breaks
    yield moment(add_working_days(year.closed, 15), 11), year.feed_back
    yield moment(add_working_days(year.closed, 30), 14), year.answer_themes
    yield moment(add_working_days(year.closed, 36), 10), year.change_an_answer
    yield moment(add_working_days(year.closed, 40), 10), year.conclude
    yield moment(add_working_days(year.closed, 85), 10), year.keep_promises
    yield moment(year.first_opened, 9), year.open_first_travel
    yield moment(year.first_opened + dt.timedelta(days=14), 10), year.withdraw_first_travel
    yield moment(year.open_since, 9), year.open_travel
    yield moment(year.open_since, 12), year.answer_travel
