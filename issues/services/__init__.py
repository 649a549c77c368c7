"""Verbs about issues, themes, presentations, answers and commitments."""

from issues.services.answered import ask_whether_it_came_true
from issues.services.answering import (
    check_answer,
    discard_draft,
    post_response,
    require_draft,
    require_posted,
    save_response_draft,
)
from issues.services.board import (
    draft_entry,
    publish_entry,
    save_entry,
    unpublish_entry,
)
from issues.services.committing import (
    fail_commitment,
    finish_commitment,
    make_commitment,
    move_commitment,
)
from issues.services.drafts import drop_draft, forget_old_drafts, resume_draft, save_draft
from issues.services.following import claim_issue, find_issue, give_feedback, withdraw_issue, words_on_answer
from issues.services.letters import address_of, officers_of, other_leads
from issues.services.moves import (
    move_issue,
)
from issues.services.presenting import (
    acknowledge_presentation,
    escalate_presentations,
    present,
    remind_officers,
)
from issues.services.raising import raise_issue, submit_issue
from issues.services.receiving import (
    acknowledge_issue,
    close_issue,
    decide_hidden_issue,
    edit_issue,
    enter_issue,
    hide_issue,
    log_issue,
    look_at_contact,
    merge_issue,
    part_issue,
    publish_issue,
    record_consents,
    signpost_issue,
    unpublish_issue,
)
from issues.services.sent_once import enter_issue_once, make_commitment_once, present_once
from issues.services.superseding import supersede_response
from issues.services.themes import (
    create_theme,
    edit_theme,
    group_issue,
    set_present_by,
)
from issues.services.transcribing import confirm_transcribed, transcribe_response

__all__ = [
    "acknowledge_issue",
    "acknowledge_presentation",
    "address_of",
    "ask_whether_it_came_true",
    "check_answer",
    "claim_issue",
    "close_issue",
    "confirm_transcribed",
    "create_theme",
    "decide_hidden_issue",
    "discard_draft",
    "draft_entry",
    "drop_draft",
    "edit_issue",
    "edit_theme",
    "enter_issue",
    "enter_issue_once",
    "escalate_presentations",
    "fail_commitment",
    "find_issue",
    "finish_commitment",
    "forget_old_drafts",
    "give_feedback",
    "group_issue",
    "hide_issue",
    "log_issue",
    "look_at_contact",
    "make_commitment",
    "make_commitment_once",
    "merge_issue",
    "move_commitment",
    "move_issue",
    "officers_of",
    "other_leads",
    "part_issue",
    "post_response",
    "present",
    "present_once",
    "publish_entry",
    "publish_issue",
    "raise_issue",
    "record_consents",
    "remind_officers",
    "require_draft",
    "require_posted",
    "resume_draft",
    "save_draft",
    "save_entry",
    "save_response_draft",
    "set_present_by",
    "signpost_issue",
    "submit_issue",
    "supersede_response",
    "transcribe_response",
    "unpublish_entry",
    "unpublish_issue",
    "withdraw_issue",
    "words_on_answer",
]
