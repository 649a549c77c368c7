"""Next steps of a consultation."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import clock
from common.next_steps import NextSteps
from consultations import rules
from consultations.rules import ConsultationStatus, Door
from consultations.transitions import CONSULTATION
from consultations.wording import unfounded_words

S = ConsultationStatus


def steps_of_consultation(consultation, now=None):
    """Return the next steps of a consultation: its moves first, then the links to everything about it."""
    steps = NextSteps(CONSULTATION.targets(consultation))
    _offer_moves(steps, consultation, now or clock.now())
    _offer_links(steps, consultation, consultation.door(now))
    return steps


def _address(name, consultation):
    return reverse(f"consultations:{name}", args=[consultation.slug])


def _offer_moves(steps, consultation, now):
    is_over = consultation.door(now) == Door.AFTER
    is_short = consultation.is_draft and consultation.is_short_on(clock.today(now))

    def offer(name, words, address, *, is_post=True, **options):
        steps.offer(name, words, _address(address, consultation), is_post=is_post, **options)

    offer(
        "open",
        _("Open for answers"),
        "consultation_open",
        is_post=not is_short,
        move=S.OPEN,
        when=not (consultation.is_paused and is_over),
        waits_for=opening_waits_for(consultation, now) if consultation.is_draft else "",
    )
    words, tone = (_("Close consultation"), "") if is_over else (_("Close consultation now"), "secondary")
    offer("close", words, "consultation_close", is_post=is_over, move=S.CLOSED, tone=tone)
    words = _("Publish results and ask for answers")
    offer("feedback", words, "feedback_start", move=S.FEEDBACK, waits_for=results_wait_for(consultation))
    waits_for = conclusion_waits_for(consultation)
    offer("conclude", _("Conclude consultation"), "consultation_conclude", move=S.CONCLUDED, waits_for=waits_for)


def opening_waits_for(consultation, now):
    """Return in words why a draft cannot be opened, or nothing."""
    if not consultation.questions.exists():
        return _("Add a question before you open this consultation.")
    if not rules.is_in_time(now, consultation.closes_at):
        return _("Its closing date has passed. Change the dates first.")
    return ""


def results_wait_for(consultation):
    """Return in words why the results of a closed one cannot be published, or nothing."""
    if not consultation.is_closed:
        return ""
    if not consultation.themes.exists():
        return _("Add the themes people raised before you publish the results.")
    return unfounded_words(consultation)


def conclusion_waits_for(consultation):
    """Return in words how many themes wait for an answer before it can be concluded (V1), or nothing."""
    waiting = consultation.themes.waiting().count() if consultation.is_in_feedback else 0
    if not waiting:
        return ""
    return ngettext(
        "%(n)s theme is waiting for an answer. You can conclude the consultation after that.",
        "%(n)s themes are waiting for answers. You can conclude the consultation after that.",
        waiting,
    ) % {"n": waiting}


def _offer_links(steps, consultation, door):
    def offer(name, words, address, **options):
        steps.offer(name, words, _address(address, consultation), tone="link", **options)

    was_opened, status = consultation.opened_on is not None, consultation.status
    offer("edit", _("Edit information"), "consultation_edit", when=consultation.is_draft)
    offer("add_question", _("Add a question"), "question_add", when=consultation.is_draft)
    takes_paper = status in rules.ENTERING and door != Door.BEFORE
    offer("enter", _("Enter a response from paper, phone or in person"), "response_enter", when=takes_paper)
    words = _("See entered responses and remove mistakes")
    words = words if status in rules.ENTERING else _("See entered responses")
    offer("entered", words, "entered_list", when=was_opened)
    offer("responses", _("Read the responses one by one, or download them"), "response_list", when=was_opened)
    offer("results", _("See counts"), "staff_results", when=was_opened)
    words = _("Read what people wrote and sort it into themes")
    words = _("Read what people wrote and correct the counts") if consultation.is_correctable else words
    offer("words", words, "words_list", when=was_opened)
    offer("add_theme", _("Add a theme"), "theme_add", when=status in rules.ANALYSING)
    words = _("Record messages read but not counted")
    offer("uncounted", words, "uncounted_record", when=status in rules.ENTERING)
    is_running = status in rules.RUNNING and door != Door.AFTER
    offer("extend", _("Extend consultation"), "consultation_extend", when=is_running)
    words = _("Change the decision date") if consultation.decide_on else _("Set the decision date")
    offer("move_decision", words, "decision_move", when=status in rules.PLANNING)
    offer("pause", _("Pause consultation"), "consultation_pause", move=S.PAUSED)
    offer("redact", _("Take words out"), "consultation_redact", when=was_opened)
    offer("withdraw", _("Withdraw consultation"), "consultation_withdraw", move=S.WITHDRAWN)
