"""Verbs about consultations: preparing, running, responding, feeding back."""

from consultations.emails import has_officer
from consultations.services.drafts import drop_draft, forget_old_drafts, resume_draft, save_draft
from consultations.services.feedback import add_new_theme, add_theme, answer_theme, code_answer, uncode_answer
from consultations.services.preparing import (
    SHARED_TEXTS,
    add_question,
    create_consultation,
    create_consultation_once,
    edit_consultation,
    edit_question,
    move_question_up,
    remove_question,
)
from consultations.services.responding import enter_response, remove_response, submit_response, takes_corrections
from consultations.services.running import (
    close_consultation,
    close_ended,
    conclude_consultation,
    open_consultation,
    pause_consultation,
    record_uncounted,
    start_feedback,
    withdraw_consultation,
)

__all__ = [
    "SHARED_TEXTS",
    "add_new_theme",
    "add_question",
    "add_theme",
    "answer_theme",
    "close_consultation",
    "close_ended",
    "code_answer",
    "conclude_consultation",
    "create_consultation",
    "create_consultation_once",
    "drop_draft",
    "edit_consultation",
    "edit_question",
    "enter_response",
    "forget_old_drafts",
    "has_officer",
    "move_question_up",
    "open_consultation",
    "pause_consultation",
    "record_uncounted",
    "remove_question",
    "remove_response",
    "resume_draft",
    "save_draft",
    "start_feedback",
    "submit_response",
    "takes_corrections",
    "uncode_answer",
    "withdraw_consultation",
]
