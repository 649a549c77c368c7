"""Presentations and answers walked to their state by the services themselves."""

from accounts.models import Agency
from answers.rules import AGREEMENTS, AgreedWay, Agreement, Outcome
from answers.services.feedback import give_feedback
from answers.services.presentations import present
from answers.services.responses import post_response, save_response_draft
from common import clock
from common.documents import store_document
from tests.common.files import picture
from tests.factories import accounts, issues
from tests.factories.walks import walked
from tests.filling import parts_of

SEEN = "The letter is on our website."


@walked
def presentation_of(*subjects, theme=None, agency=None, by=None, now=None, title="School transport", agreed=None):
    """A formal presentation of a theme, or of single issues, to an agency."""
    items = [{"theme": theme, "ask": "Tell families the evening before."}] if theme else []
    items += [{"issue": issue, "ask": "Tell the family the evening before."} for issue in subjects]
    return present(
        agency=agency or an_agency(),
        title=title,
        covering_text="Families wait in the rain.",
        items=items,
        agreed=agreed or agreed_between(now),
        by=by or accounts.coordinator(),
        now=now,
    )


def agreed_between(now=None):
    """An agreement of the group between two meetings."""
    return Agreement(AgreedWay.BETWEEN, clock.today(now), "Every member was asked by e-mail.")


def agreed_typed(day=None):
    """What is typed on the form of a presentation that was agreed between two meetings."""
    return {"way": "between", "agreed_words": "Asked by e-mail.", **parts_of(day or clock.today(), "agreed_on")}


def a_scan():
    """The scan of a letter, stored."""
    return store_document(picture(), name="letter.png")


@walked
def an_agency():
    return Agency.objects.first() or accounts.agency("Northshire County Council")


@walked
def presented_issue(*, agency=None, by=None, now=None, **kwargs):
    by = by or accounts.coordinator()
    issue = issues.logged_issue(by=by, now=now, **kwargs)
    presentation_of(issue, agency=agency, by=by, now=now)
    issue.refresh_from_db()
    return issue


def whole(words):
    """Add what a whole answer lacks: "partly" says why not, and where nothing is promised it is done already."""
    missing = {"reason": "", "instead": "", "done": ""}
    if words["outcome"] in AGREEMENTS and not words.get("commitments"):
        missing["done"] = SEEN
    if words["outcome"] == Outcome.PARTLY:
        missing["reason"] = "There is no money for the rest."
    return missing | words


@walked
def post_answer(presentation, *, by=None, now=None, outcome=Outcome.AGREED, **changes):
    """The agency's response with one answer for all items; by default it agrees, and says that it is done already."""
    by = by or accounts.officer(of=presentation.agency)
    words = whole({"outcome": outcome, "text": "We will write the evening before."} | changes)
    drafted = [{"item": item, **words} for item in presentation.items.all()]
    draft = save_response_draft(presentation, summary="Our answer.", answers=drafted, version=0, by=by, now=now)
    return post_response(draft, by=by, now=now)


PROMISE = {"owner": "Head of Transport", "what": "Send a text the evening before.", "how_seen": "Families get it."}


@walked
def promise(due_on):
    """A planned commitment, as an answer holds it."""
    return PROMISE | {"due_on": due_on.isoformat()}


@walked
def responded_issue(*, agency=None, by=None, officer=None, now=None, answered_at=None, commitments=(), **kwargs):
    """An issue whose agency has answered, at `answered_at` or at once."""
    by = by or accounts.coordinator()
    issue = issues.logged_issue(by=by, now=now, **kwargs)
    presentation = presentation_of(issue, agency=agency, by=by, now=now)
    post_answer(presentation, by=officer, now=answered_at or now, commitments=list(commitments))
    issue.refresh_from_db()
    return issue


@walked
def closed_issue(*, now=None, **kwargs):
    return give_feedback(responded_issue(now=now, **kwargs), is_answered=True, now=now)


@walked
def walk_to(name, **kwargs):
    """Return what the factory of this name makes, whichever of the two rooms it stands in."""
    here = {"presented_issue": presented_issue, "responded_issue": responded_issue, "closed_issue": closed_issue}
    return here.get(name, getattr(issues, name, None))(**kwargs)
