"""Issues walked to their state by the services themselves."""

from common.marked_words import marks_of
from issues.rules import Channel, IssueKind
from issues.services.issues import acknowledge_issue, log_issue
from issues.services.raising import raise_issue
from issues.services.splitting import split_issue
from issues.services.themes import create_theme
from issues.services.words import edit_issue, publish_issue
from tests.factories import accounts, county_lists
from tests.factories.numbering import Numbering
from tests.factories.walks import walked

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
        "need_not_be_asked": True,
    }
    return county_lists.found(given | changes)


def raised(*, channel=Channel.WEB, by=None, reporter=None, received_on=None, now=None, **changes):
    """An issue just received, and its secret."""
    given = {"channel": channel, "by": by, "reporter": reporter, "received_on": received_on, "now": now}
    return raise_issue(answers(**changes), **given)


@walked
def received_issue(**kwargs):
    return raised(**kwargs)[0]


@walked
def anonymous_issue(**kwargs):
    return received_issue(is_anonymous=True, **kwargs)


@walked
def acknowledged_issue(*, by=None, now=None, **kwargs):
    return acknowledge_issue(received_issue(now=now, **kwargs), by=by or accounts.coordinator(), now=now)


@walked
def edited_issue(*, by=None, now=None, title="", edited_text="The school bus comes late or not at all.", **kwargs):
    """An acknowledged issue with the title and words that others may read."""
    by = by or accounts.coordinator()
    issue = acknowledged_issue(by=by, now=now, **kwargs)
    title = title or f"School bus does not come ({next(numbers)})"
    words = {"title": title, "edited_text": edited_text, "put_back": keys_of(title, edited_text)}
    return edit_issue(issue, **words, version=issue.edit_version, reason="It names nobody", by=by, now=now)


def keys_of(*texts):
    """The keys of all that is marked in some texts, to put it back on purpose."""
    return [mark.key for text in texts for mark in marks_of(text)]


@walked
def published_issue(*, by=None, now=None, **kwargs):
    """An issue that everybody may read; still only acknowledged."""
    by = by or accounts.coordinator()
    return publish_issue(edited_issue(by=by, now=now, **kwargs), by=by, now=now)


@walked
def theme(name="", *, by=None, now=None, **kwargs):
    name = name or f"Theme {next(numbers)}"
    return create_theme(name=name, by=by or accounts.coordinator(), now=now, **county_lists.found(kwargs))


@walked
def logged_issue(*, theme=None, is_published=True, by=None, now=None, **kwargs):
    by = by or accounts.coordinator()
    make = published_issue if is_published else edited_issue
    return log_issue(make(by=by, now=now, **kwargs), theme=theme, by=by, now=now)


@walked
def issue_about_us(**kwargs):
    """An issue about the service itself, just received."""
    return received_issue(is_about_us=True, original_text="The co-ordinator never rings back.", **kwargs)


@walked
def read_about_us(*, by=None, now=None, is_edited=False, **kwargs):
    """The same, acknowledged by an independent reader, and edited where it says so."""
    by = by or accounts.independent_reader()
    issue = acknowledge_issue(issue_about_us(now=now, **kwargs), by=by, now=now)
    if not is_edited:
        return issue
    words = {"title": "Nobody rings back", "edited_text": "People wait for a call that does not come."}
    return edit_issue(issue, **words, version=issue.edit_version, by=by, now=now)


@walked
def split_letter(*, titles=("The bus", "The school"), by=None, now=None, **kwargs):
    """A letter that was split into matters with these titles; each has the words of the whole letter."""
    letter = received_issue(now=now, **kwargs)
    own = {name: getattr(letter, name) for name in ("original_text", "hoped_for", "kind", "service_area")}
    parts = [{"title": title, **own} for title in titles]
    return split_issue(letter, parts=parts, by=by or accounts.coordinator(), now=now)
