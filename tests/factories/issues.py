"""Issues walked to their state by the services themselves."""

from accounts.models import Agency
from common.documents import store_document
from issues import services
from issues.rules import Channel, IssueKind, Outcome
from tests.common.files import picture
from tests.factories import accounts, county_lists
from tests.factories.numbering import Numbering

numbers = Numbering()


def answers(**changes):
    """What a parent fills in who leaves an address and agrees to everything."""
    given = {
        "kind": IssueKind.CONCERN.value,
        "service_area": "travel",
        "area": "north",
        "age_group": "5-10",
        "original_text": "The bus never comes and Sam waits in the rain.",
        "hoped_for": "Tell us the evening before.",
        "share_with_group": True,
        "share_with_agency": True,
        "may_publish": True,
        "is_anonymous": False,
        "contact_name": "Alex",
        "contact_email": f"alex{next(numbers)}@example.org",
        "contact_phone": "",
    }
    return county_lists.found(given | changes)


def raised(*, channel=Channel.WEB, by=None, reporter=None, received_on=None, now=None, **changes):
    """An issue just received, and its secret."""
    given = {"channel": channel, "by": by, "reporter": reporter, "received_on": received_on, "now": now}
    return services.raise_issue(answers(**changes), **given)


def received_issue(**kwargs):
    return raised(**kwargs)[0]


def anonymous_issue(**kwargs):
    return received_issue(is_anonymous=True, **kwargs)


def acknowledged_issue(*, by=None, now=None, **kwargs):
    return services.acknowledge_issue(received_issue(now=now, **kwargs), by=by or accounts.coordinator(), now=now)


def edited_issue(*, by=None, now=None, title="", edited_text="The school bus comes late or not at all.", **kwargs):
    """An acknowledged issue with the title and words that others may read."""
    by = by or accounts.coordinator()
    issue = acknowledged_issue(by=by, now=now, **kwargs)
    title = title or f"School bus does not come ({next(numbers)})"
    return services.edit_issue(issue, title=title, edited_text=edited_text, version=issue.edit_version, by=by, now=now)


def published_issue(*, by=None, now=None, **kwargs):
    """An issue that everybody may read; still only acknowledged."""
    by = by or accounts.coordinator()
    return services.publish_issue(edited_issue(by=by, now=now, **kwargs), by=by, now=now)


def theme(name="", *, by=None, now=None, **kwargs):
    name = name or f"Theme {next(numbers)}"
    return services.create_theme(name=name, by=by or accounts.coordinator(), now=now, **county_lists.found(kwargs))


def logged_issue(*, theme=None, is_published=True, by=None, now=None, **kwargs):
    by = by or accounts.coordinator()
    make = published_issue if is_published else edited_issue
    return services.log_issue(make(by=by, now=now, **kwargs), theme=theme, by=by, now=now)


def presentation_of(*issues, theme=None, agency=None, by=None, now=None, title="School transport"):
    """A formal presentation of a theme, or of single issues, to an agency."""
    items = [{"theme": theme, "ask": "Tell families the evening before."}] if theme else []
    items += [{"issue": issue, "ask": "Tell the family the evening before."} for issue in issues]
    return services.present(
        agency=agency or an_agency(),
        title=title,
        covering_text="Families wait in the rain.",
        items=items,
        by=by or accounts.coordinator(),
        now=now,
    )


def a_scan():
    """The scan of a letter, stored."""
    return store_document(picture(), name="letter.png")


def an_agency():
    return Agency.objects.first() or accounts.agency("Northshire County Council")


def presented_issue(*, agency=None, by=None, now=None, **kwargs):
    by = by or accounts.coordinator()
    issue = logged_issue(by=by, now=now, **kwargs)
    presentation_of(issue, agency=agency, by=by, now=now)
    issue.refresh_from_db()
    return issue


def post_answer(presentation, *, by=None, now=None, outcome=Outcome.AGREED, **changes):
    """The agency's response with one answer for all items; by default it agrees, and promises one thing."""
    by = by or accounts.officer(of=presentation.agency)
    words = {"outcome": outcome, "text": "We will write the evening before.", "reason": "", "instead": ""} | changes
    drafted = [{"item": item, **words} for item in presentation.items.all()]
    draft = services.save_response_draft(
        presentation, summary="Our answer.", answers=drafted, version=0, by=by, now=now
    )
    return services.post_response(draft, by=by, now=now)


PROMISE = {"owner": "Head of Transport", "what": "Send a text the evening before.", "how_seen": "Families get it."}


def promise(due_on):
    """A planned commitment, as an answer holds it."""
    return PROMISE | {"due_on": due_on.isoformat()}


def responded_issue(*, agency=None, by=None, officer=None, now=None, answered_at=None, commitments=(), **kwargs):
    """An issue whose agency has answered, at `answered_at` or at once."""
    by = by or accounts.coordinator()
    issue = logged_issue(by=by, now=now, **kwargs)
    presentation = presentation_of(issue, agency=agency, by=by, now=now)
    post_answer(presentation, by=officer, now=answered_at or now, commitments=list(commitments))
    issue.refresh_from_db()
    return issue


def closed_issue(*, now=None, **kwargs):
    return services.give_feedback(responded_issue(now=now, **kwargs), is_answered=True, now=now)
