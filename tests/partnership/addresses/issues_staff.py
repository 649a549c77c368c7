"""The addresses of staff, officers and the board of issues: who gets what, typed by hand.

The officer of the grid answers for one agency; rows that end in `_of_theirs` are about that agency, the others are not.
"""

import datetime as dt

from accounts.models import Agency
from common import clock
from common.documents import store_document
from issues import services
from issues.models import YouSaidEntry
from tests.factories import accounts, issues

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
    return {"reference": services.hide_issue(issues.received_issue(), reason="A worry.", by=by).reference}


def theme():
    return {"slug": issues.theme().slug}


def a_presentation(agency=None):
    return issues.presentation_of(issues.logged_issue(), agency=agency or accounts.agency())


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
    issues.post_answer(made)
    return {"reference": made.reference}


def drafted_of_theirs():
    made = a_presentation(their_agency())
    answers = [{"item": one, "outcome": "agreed", "text": "We will."} for one in made.items.all()]
    officer = accounts.officer(of=made.agency)
    services.save_response_draft(made, summary="", answers=answers, version=0, by=officer)
    return {"reference": made.reference}


def transcript():
    made = a_presentation()
    answers = [{"item": one, "outcome": "agreed", "text": "We will."} for one in made.items.all()]
    letter = store_document(b"Dear group, we will.", name="letter.txt")
    draft = services.transcribe_response(
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
    made = services.make_commitment(
        owner="Head of travel",
        what="Send a text",
        due_on=clock.today() + dt.timedelta(days=9),
        is_public=True,
        by=accounts.coordinator(),
    )
    return {"reference": made.reference}


def entry():
    issues.post_answer(a_presentation())
    return {"pk": YouSaidEntry.objects.latest("pk").pk}


ROWS = [
    ("get", "issues:you_said", "nothing", EVERYBODY),
    ("post", "issues:you_said", "nothing", NO_POST),
    ("get", "issues:commitment_list", "nothing", EVERYBODY),
    ("post", "issues:commitment_list", "nothing", NO_POST),
    ("get", "issues:presentation_list", "nothing", EVERYBODY),
    ("post", "issues:presentation_list", "nothing", NO_POST),
    ("get", "issues:commitment_detail", "commitment", EVERYBODY),
    ("post", "issues:commitment_detail", "commitment", NO_POST),
    ("get", "issues:presentation_detail", "presentation", EVERYBODY),
    ("post", "issues:presentation_detail", "presentation", NO_POST),
    ("get", "issues:staff_issue_list", "nothing", READS),
    ("post", "issues:staff_issue_list", "nothing", NEVER),
    ("get", "issues:issue_enter", "nothing", READS),
    ("post", "issues:issue_enter", "nothing", READS),
    ("get", "issues:staff_issue_detail", "received", READS),
    ("post", "issues:staff_issue_detail", "received", NEVER),
    ("get", "issues:staff_issue_detail", "hidden", NOT_IN_SIGHT),
    ("get", "issues:issue_acknowledge", "received", READS),
    ("post", "issues:issue_acknowledge", "received", DOES),
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
    ("get", "issues:issue_part", "acknowledged", READS),
    ("post", "issues:issue_part", "acknowledged", READS),
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
    ("get", "issues:staff_presentation_list", "nothing", READS),
    ("post", "issues:staff_presentation_list", "nothing", NEVER),
    ("get", "issues:presentation_make", "nothing", READS),
    ("post", "issues:presentation_make", "nothing", READS),
    ("get", "issues:staff_presentation_detail", "presentation", READS),
    ("post", "issues:staff_presentation_detail", "presentation", NEVER),
    ("get", "issues:response_transcribe", "presentation", READS),
    ("post", "issues:response_transcribe", "presentation", READS),
    ("get", "issues:response_letter", "transcript", READS),
    ("post", "issues:response_letter", "transcript", NEVER),
    ("get", "issues:response_confirm", "transcript", NEVER),
    ("post", "issues:response_confirm", "transcript", DOES),
    ("get", "issues:transcript_discard", "transcript", NEVER),
    ("post", "issues:transcript_discard", "transcript", DOES),
    ("get", "issues:commitment_keep_list", "nothing", BOTH_READ),
    ("post", "issues:commitment_keep_list", "nothing", BOTH_NEVER),
    ("get", "issues:commitment_make", "nothing", READS),
    ("post", "issues:commitment_make", "nothing", READS),
    ("get", "issues:commitment_keep", "commitment", ONLY_COORDINATOR_FINDS),
    ("post", "issues:commitment_keep", "commitment", BOTH_NEVER),
    ("get", "issues:commitment_finish", "commitment", ONLY_COORDINATOR_FINDS),
    ("post", "issues:commitment_finish", "commitment", ONLY_COORDINATOR_FINDS),
    ("get", "issues:commitment_fail", "commitment", ONLY_COORDINATOR_FINDS),
    ("post", "issues:commitment_fail", "commitment", ONLY_COORDINATOR_FINDS),
    ("get", "issues:commitment_move", "commitment", ONLY_COORDINATOR_FINDS),
    ("post", "issues:commitment_move", "commitment", ONLY_COORDINATOR_FINDS),
    ("get", "issues:staff_entry_list", "nothing", READS),
    ("post", "issues:staff_entry_list", "nothing", NEVER),
    ("get", "issues:entry_edit", "entry", READS),
    ("post", "issues:entry_edit", "entry", READS),
    ("get", "issues:entry_publish", "entry", NEVER),
    ("post", "issues:entry_publish", "entry", DOES),
    ("get", "issues:entry_unpublish", "entry", NEVER),
    ("post", "issues:entry_unpublish", "entry", DOES),
    ("get", "issues:officer_presentation_list", "nothing", OFFICER_READS),
    ("post", "issues:officer_presentation_list", "nothing", OFFICER_NEVER),
    ("get", "issues:officer_presentation", "presentation_of_theirs", OFFICER_READS),
    ("post", "issues:officer_presentation", "presentation_of_theirs", OFFICER_NEVER),
    ("get", "issues:officer_presentation", "presentation", OF_ANOTHER),
    ("get", "issues:presentation_acknowledge", "presentation_of_theirs", OFFICER_NEVER),
    ("post", "issues:presentation_acknowledge", "presentation_of_theirs", OFFICER_DOES),
    ("post", "issues:presentation_acknowledge", "presentation", OF_ANOTHER),
    ("get", "issues:answer_write", "item_of_theirs", OFFICER_READS),
    ("post", "issues:answer_write", "item_of_theirs", OFFICER_READS),
    ("get", "issues:answer_write", "item", OF_ANOTHER),
    ("post", "issues:answer_write", "item", OF_ANOTHER),
    ("get", "issues:response_preview", "drafted_of_theirs", OFFICER_READS),
    ("post", "issues:response_preview", "drafted_of_theirs", OFFICER_NEVER),
    ("get", "issues:response_preview", "presentation", OF_ANOTHER),
    ("get", "issues:response_post", "drafted_of_theirs", OFFICER_NEVER),
    ("post", "issues:response_post", "drafted_of_theirs", OFFICER_DOES),
    ("post", "issues:response_post", "presentation", OF_ANOTHER),
    ("get", "issues:response_supersede", "answered_of_theirs", OFFICER_NEVER),
    ("post", "issues:response_supersede", "answered_of_theirs", OFFICER_DOES),
    ("post", "issues:response_supersede", "presentation", OF_ANOTHER),
    ("get", "issues:response_discard", "drafted_of_theirs", OFFICER_NEVER),
    ("post", "issues:response_discard", "drafted_of_theirs", OFFICER_DOES),
    ("post", "issues:response_discard", "presentation", OF_ANOTHER),
]
