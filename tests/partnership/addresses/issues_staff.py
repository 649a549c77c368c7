"""The addresses of staff, officers and the board of issues: who gets what, typed by hand.

The officer of the grid answers for one agency; rows that end in `_of_theirs` are about that agency, the others are not.
"""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Agency
from answers.models import Commitment, FormalResponse, YouSaidEntry
from answers.services.came_true import say_whether_it_came_true
from answers.services.commitments import make_commitment
from answers.services.responses import save_response_draft
from answers.services.transcripts import transcribe_response
from answers.services.you_said import publish_entry
from common import clock
from common.documents import store_document
from issues.models import Issue
from issues.services.issues import hide_issue, log_issue, merge_issue
from issues.services.telling import record_told
from meetings.models import Resolution
from tests.common.files import pdf
from tests.factories import accounts, answers, issues, meetings, members
from tests.issues.telling import tell_parents
from tests.redacting import confirmed
from tests.refusing import refuse_parent


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


def to_tell():
    issue = issues.acknowledged_issue(contact_email="", contact_phone="01632 960 001")
    tell_parents()
    return {"reference": issue.reference}


def told_by_phone():
    issue = Issue.objects.get(**to_tell())
    last, on = issue.turns.get().pk, clock.today()
    record_told(issue, last=last, how="telephone", told_on=on, told_by="Co", by=accounts.coordinator())
    return {"reference": issue.reference}


def words_not_delivered():
    issue = issues.logged_issue(need_not_be_asked=False, is_published=False)
    refuse_parent(issue, clock.now())
    return {"reference": issue.reference}


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


def posted_response():
    answers.post_answer(a_presentation())
    return {"pk": FormalResponse.objects.latest("pk").pk}


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


def own_action():
    """An action that a member took on, who is none of those who ask here."""
    person, due_on = members.a_member().person, clock.today() + dt.timedelta(days=9)
    made = make_commitment(owner=person.name, person=person, what="Ring the school", due_on=due_on, by=None)
    return {"reference": made.reference}


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


def published_entry():
    there = entry()
    publish_entry(YouSaidEntry.objects.get(**there), by=None)
    return there


def one_to_present():
    """Nothing in the address; an issue and an agency to choose."""
    accounts.agency()
    meetings.a_resolution(on=clock.today(), issue=issues.logged_issue())
    return {}


def true_after_all():
    """An issue that was reopened because a promise had not come true, whose parent now says that it did."""
    promise = answers.promise(clock.today())
    issue = answers.responded_issue(commitments=[promise])
    made = Commitment.objects.get(answer__item__issues=issue)
    say_whether_it_came_true(issue, made, verdict="no", words="Nothing came.")
    say_whether_it_came_true(issue, made, verdict="yes")
    return {"reference": issue.reference}


def decided(resolution):
    """What a presentation rests on, and what it is about."""
    return {"way": "meeting", "resolution": resolution.pk, "subject_1": f"issue-{resolution.issue_id}"}


def merged():
    """An issue merged into another."""
    issue = issues.acknowledged_issue()
    return {"reference": merge_issue(issue, into=issues.logged_issue(), by=None).reference}


def split():
    """A letter that was split into two matters."""
    return {"reference": issues.split_letter().reference}


def about_us():
    """An issue about the service itself, just received."""
    return {"reference": issues.issue_about_us().reference}


def about_us_read():
    return {"reference": issues.read_about_us().reference}


def about_us_edited():
    return {"reference": issues.read_about_us(is_edited=True).reference}


def about_us_logged():
    """One that its reader logged for the group."""
    reader = accounts.independent_reader()
    return {"reference": log_issue(issues.read_about_us(by=reader, is_edited=True), by=reader).reference}


CSV = b"Date received,Channel,Kind,Service,Description\n1/6/2026,letter,concern,Short breaks,No bus\n"
ANSWERS = {
    "issues:issue_import": lambda: {"file": SimpleUploadedFile("issues.csv", CSV)},
    "issues:issue_split": lambda: {"title_1": "The bus", "title_2": "The school"},
    "meetings:presentation_make": lambda: decided(Resolution.objects.latest("pk")),
    "issues:issue_merge": lambda: {"into": issues.logged_issue().reference},
    "answers:response_transcribe": lambda: {"letter": SimpleUploadedFile("letter.pdf", pdf())},
    "answers:response_redact": confirmed("evening"),
    "answers:presentation_redact": confirmed("Families"),
    "answers:commitment_redact": lambda: confirmed(Commitment.objects.latest("pk").what),
    "answers:answer_write": {"text": "We will write the evening before.", "done": "The list is on our website."},
}
