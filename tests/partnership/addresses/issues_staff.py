"""The addresses of staff, officers and the board of issues: who gets what, typed by hand.

The officer of the grid answers for one agency; rows that end in `_of_theirs` are about that agency, the others are not.
"""

import datetime as dt

from accounts.models import Agency
from answers.models import YouSaidEntry
from answers.services.commitments import make_commitment
from answers.services.responses import save_response_draft
from answers.services.transcripts import transcribe_response
from common import clock
from common.documents import store_document
from issues.services.issues import hide_issue
from tests.factories import accounts, answers, issues

EVERYBODY = {
    "anyone": 200,
    "parent": 200,
    "member": 200,
    "coordinator": 200,
    "safeguarding": 200,
    "officer": 200,
    "board": 200,
    "payer": 200,
    "administrator": 200,
}
NO_POST = {
    "anyone": 405,
    "parent": 405,
    "member": 405,
    "coordinator": 405,
    "safeguarding": 405,
    "officer": 405,
    "board": 405,
    "payer": 405,
    "administrator": 405,
}
NOBODY = {
    "anyone": 302,
    "parent": 403,
    "member": 403,
    "coordinator": 403,
    "safeguarding": 403,
    "officer": 403,
    "board": 403,
    "payer": 403,
    "administrator": 403,
}
READS = NOBODY | {"coordinator": 200}
DOES = NOBODY | {"coordinator": 302}
NEVER = NOBODY | {"coordinator": 405}
IN_SIGHT = READS | {"safeguarding": 404}
NOT_IN_SIGHT = NOBODY | {"coordinator": 404}
LEAD_READS = NOBODY | {"safeguarding": 200}
LEAD_NEVER = NOBODY | {"safeguarding": 405}
OFFICER_READS = NOBODY | {"officer": 200}
OFFICER_DOES = NOBODY | {"officer": 302}
OFFICER_NEVER = NOBODY | {"officer": 405}
OF_ANOTHER = NOBODY | {"officer": 404}
BOTH_READ = NOBODY | {"coordinator": 200, "officer": 200}
BOTH_NEVER = NOBODY | {"coordinator": 405, "officer": 405}
ONLY_COORDINATOR_FINDS = NOBODY | {"coordinator": 200, "officer": 404}


def nothing():
    return {}


def their_agency():
    return Agency.objects.get(name="An agency of no row")


def received():
    return {"reference": issues.received_issue().reference}


def acknowledged():
    return {"reference": issues.acknowledged_issue().reference}


def edited():
    return {"reference": issues.edited_issue().reference}


def logged():
    return {"reference": issues.logged_issue().reference}


def published():
    return {"reference": issues.published_issue().reference}


def hidden():
    by = accounts.coordinator()
    return {"reference": hide_issue(issues.received_issue(), reason="A worry.", by=by).reference}


def theme():
    return {"slug": issues.theme().slug}


def a_presentation(agency=None):
    return answers.presentation_of(issues.logged_issue(), agency=agency or accounts.agency())


def presentation():
    return {"reference": a_presentation().reference}


def presentation_of_theirs():
    return {"reference": a_presentation(their_agency()).reference}


def item():
    return presentation() | {"number": 1}


def item_of_theirs():
    return presentation_of_theirs() | {"number": 1}


def answered_of_theirs():
    made = a_presentation(their_agency())
    answers.post_answer(made)
    return {"reference": made.reference}


def drafted_of_theirs():
    made = a_presentation(their_agency())
    answers = [{"item": one, "outcome": "agreed", "text": "We will."} for one in made.items.all()]
    officer = accounts.officer(of=made.agency)
    save_response_draft(made, summary="", answers=answers, version=0, by=officer)
    return {"reference": made.reference}


def transcript():
    made = a_presentation()
    answers = [{"item": one, "outcome": "agreed", "text": "We will."} for one in made.items.all()]
    letter = store_document(b"Dear group, we will.", name="letter.txt")
    draft = transcribe_response(
        made,
        letter=letter,
        letter_dated_on=clock.today(),
        summary="",
        answers=answers,
        version=0,
        by=accounts.coordinator(),
    )
    return {"pk": draft.pk}


def commitment():
    made = make_commitment(
        owner="Head of travel",
        what="Send a text",
        due_on=clock.today() + dt.timedelta(days=9),
        is_public=True,
        by=accounts.coordinator(),
    )
    return {"reference": made.reference}


def entry():
    answers.post_answer(a_presentation())
    return {"pk": YouSaidEntry.objects.latest("pk").pk}


ROWS = [
    ("get", "answers:you_said", "nothing", EVERYBODY),
    ("post", "answers:you_said", "nothing", NO_POST),
    ("get", "answers:commitment_list", "nothing", EVERYBODY),
    ("post", "answers:commitment_list", "nothing", NO_POST),
    ("get", "answers:presentation_list", "nothing", EVERYBODY),
    ("post", "answers:presentation_list", "nothing", NO_POST),
    ("get", "answers:commitment_detail", "commitment", EVERYBODY),
    ("post", "answers:commitment_detail", "commitment", NO_POST),
    ("get", "answers:presentation_detail", "presentation", EVERYBODY),
    ("post", "answers:presentation_detail", "presentation", NO_POST),
    ("get", "issues:staff_issue_list", "nothing", READS),
    ("post", "issues:staff_issue_list", "nothing", NEVER),
    ("get", "issues:issue_enter", "nothing", READS),
    ("post", "issues:issue_enter", "nothing", READS),
    ("get", "issues:staff_issue_detail", "received", READS),
    ("post", "issues:staff_issue_detail", "received", NEVER),
    ("get", "issues:staff_issue_detail", "hidden", NOT_IN_SIGHT),
    ("get", "issues:issue_acknowledge", "received", READS),
    ("post", "issues:issue_acknowledge", "received", DOES),
    ("get", "issues:issue_versions", "acknowledged", READS),
    ("get", "issues:issue_versions", "hidden", NOT_IN_SIGHT),
    ("post", "issues:issue_versions", "acknowledged", NEVER),
    ("get", "issues:issue_edit", "acknowledged", READS),
    ("post", "issues:issue_edit", "acknowledged", READS),
    ("get", "issues:issue_consents", "received", READS),
    ("post", "issues:issue_consents", "received", READS),
    ("get", "issues:issue_log", "edited", READS),
    ("post", "issues:issue_log", "edited", DOES),
    ("get", "issues:issue_group", "logged", READS),
    ("post", "issues:issue_group", "logged", DOES),
    ("get", "issues:issue_signpost", "acknowledged", READS),
    ("post", "issues:issue_signpost", "acknowledged", READS),
    ("get", "issues:issue_merge", "acknowledged", READS),
    ("post", "issues:issue_merge", "acknowledged", READS),
    ("get", "issues:issue_separate", "acknowledged", READS),
    ("post", "issues:issue_separate", "acknowledged", READS),
    ("get", "issues:issue_close", "logged", READS),
    ("post", "issues:issue_close", "logged", READS),
    ("get", "issues:issue_publish", "edited", NEVER),
    ("post", "issues:issue_publish", "edited", DOES),
    ("get", "issues:issue_unpublish", "published", NEVER),
    ("post", "issues:issue_unpublish", "published", DOES),
    ("get", "issues:issue_hide", "received", IN_SIGHT),
    ("post", "issues:issue_hide", "received", IN_SIGHT),
    ("get", "issues:issue_contact", "received", IN_SIGHT),
    ("post", "issues:issue_contact", "received", IN_SIGHT),
    ("get", "issues:hidden_issue_list", "nothing", LEAD_READS),
    ("post", "issues:hidden_issue_list", "nothing", LEAD_NEVER),
    ("get", "issues:hidden_issue_decide", "hidden", LEAD_READS),
    ("post", "issues:hidden_issue_decide", "hidden", LEAD_READS),
    ("get", "issues:staff_theme_list", "nothing", READS),
    ("post", "issues:staff_theme_list", "nothing", NEVER),
    ("get", "issues:theme_create", "nothing", READS),
    ("post", "issues:theme_create", "nothing", READS),
    ("get", "issues:staff_theme_detail", "theme", READS),
    ("post", "issues:staff_theme_detail", "theme", NEVER),
    ("get", "issues:theme_edit", "theme", READS),
    ("post", "issues:theme_edit", "theme", READS),
    ("get", "answers:staff_presentation_list", "nothing", READS),
    ("post", "answers:staff_presentation_list", "nothing", NEVER),
    ("get", "answers:presentation_make", "nothing", READS),
    ("post", "answers:presentation_make", "nothing", READS),
    ("get", "answers:staff_presentation_detail", "presentation", READS),
    ("post", "answers:staff_presentation_detail", "presentation", NEVER),
    ("get", "answers:response_transcribe", "presentation", READS),
    ("post", "answers:response_transcribe", "presentation", READS),
    ("get", "answers:response_letter", "transcript", READS),
    ("post", "answers:response_letter", "transcript", NEVER),
    ("get", "answers:response_confirm", "transcript", NEVER),
    ("post", "answers:response_confirm", "transcript", DOES),
    ("get", "answers:transcript_versions", "transcript", READS),
    ("post", "answers:transcript_versions", "transcript", NEVER),
    ("get", "answers:transcript_discard", "transcript", NEVER),
    ("post", "answers:transcript_discard", "transcript", DOES),
    ("get", "answers:commitment_keep_list", "nothing", BOTH_READ),
    ("post", "answers:commitment_keep_list", "nothing", BOTH_NEVER),
    ("get", "answers:commitment_make", "nothing", READS),
    ("post", "answers:commitment_make", "nothing", READS),
    ("get", "answers:commitment_keep", "commitment", ONLY_COORDINATOR_FINDS),
    ("post", "answers:commitment_keep", "commitment", BOTH_NEVER),
    ("get", "answers:commitment_finish", "commitment", ONLY_COORDINATOR_FINDS),
    ("post", "answers:commitment_finish", "commitment", ONLY_COORDINATOR_FINDS),
    ("get", "answers:commitment_fail", "commitment", ONLY_COORDINATOR_FINDS),
    ("post", "answers:commitment_fail", "commitment", ONLY_COORDINATOR_FINDS),
    ("get", "answers:commitment_move", "commitment", ONLY_COORDINATOR_FINDS),
    ("post", "answers:commitment_move", "commitment", ONLY_COORDINATOR_FINDS),
    ("get", "answers:staff_entry_list", "nothing", READS),
    ("post", "answers:staff_entry_list", "nothing", NEVER),
    ("get", "answers:entry_versions", "entry", READS),
    ("post", "answers:entry_versions", "entry", NEVER),
    ("get", "answers:entry_edit", "entry", READS),
    ("post", "answers:entry_edit", "entry", READS),
    ("get", "answers:entry_publish", "entry", NEVER),
    ("post", "answers:entry_publish", "entry", DOES),
    ("get", "answers:entry_unpublish", "entry", NEVER),
    ("post", "answers:entry_unpublish", "entry", DOES),
    ("get", "answers:officer_presentation_list", "nothing", OFFICER_READS),
    ("post", "answers:officer_presentation_list", "nothing", OFFICER_NEVER),
    ("get", "answers:officer_presentation", "presentation_of_theirs", OFFICER_READS),
    ("post", "answers:officer_presentation", "presentation_of_theirs", OFFICER_NEVER),
    ("get", "answers:officer_presentation", "presentation", OF_ANOTHER),
    ("get", "answers:presentation_acknowledge", "presentation_of_theirs", OFFICER_NEVER),
    ("post", "answers:presentation_acknowledge", "presentation_of_theirs", OFFICER_DOES),
    ("post", "answers:presentation_acknowledge", "presentation", OF_ANOTHER),
    ("get", "answers:answer_write", "item_of_theirs", OFFICER_READS),
    ("post", "answers:answer_write", "item_of_theirs", OFFICER_READS),
    ("get", "answers:answer_write", "item", OF_ANOTHER),
    ("post", "answers:answer_write", "item", OF_ANOTHER),
    ("get", "answers:response_preview", "drafted_of_theirs", OFFICER_READS),
    ("post", "answers:response_preview", "drafted_of_theirs", OFFICER_NEVER),
    ("get", "answers:response_preview", "presentation", OF_ANOTHER),
    ("get", "answers:response_post", "drafted_of_theirs", OFFICER_NEVER),
    ("post", "answers:response_post", "drafted_of_theirs", OFFICER_DOES),
    ("post", "answers:response_post", "presentation", OF_ANOTHER),
    ("get", "answers:response_supersede", "answered_of_theirs", OFFICER_NEVER),
    ("post", "answers:response_supersede", "answered_of_theirs", OFFICER_DOES),
    ("post", "answers:response_supersede", "presentation", OF_ANOTHER),
    ("get", "answers:response_versions", "drafted_of_theirs", OFFICER_READS),
    ("get", "answers:response_versions", "presentation", OF_ANOTHER),
    ("post", "answers:response_versions", "drafted_of_theirs", OFFICER_NEVER),
    ("get", "answers:response_discard", "drafted_of_theirs", OFFICER_NEVER),
    ("post", "answers:response_discard", "drafted_of_theirs", OFFICER_DOES),
    ("post", "answers:response_discard", "presentation", OF_ANOTHER),
]
