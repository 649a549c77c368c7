"""The public addresses of issues, and those of their parents: who gets what, typed by hand.

None of the grid's people raised the issues of these rows, but where a row says so.
"""

from accounts.models import User
from answers.models import Commitment
from common import clock
from issues.services.handing import ask_to_hand
from issues.services.issues import hide_issue
from issues.services.telling import new_link
from tests.factories import accounts, answers, issues


def nothing():
    return {}


def first_step():
    return {"step": "kind"}


def contact_step():
    return {"step": "contact"}


def no_such_step():
    return {"step": "nonsense"}


def published_issue():
    return {"reference": issues.published_issue().reference}


def answered_issue():
    return {"reference": answers.responded_issue().reference}


def promised_issue():
    issue = answers.responded_issue(commitments=[answers.promise(clock.today())])
    return {"reference": issue.reference, "promise": Commitment.objects.get(answer__item__issues=issue).reference}


def unpublished_issue():
    return {"reference": issues.received_issue().reference}


def of_the_grids_parent(**kwargs):
    parent = User.objects.filter(grants=None).order_by("pk").first()
    return {"reference": issues.logged_issue(reporter=parent, is_published=False, **kwargs).reference}


def parents_issue():
    """An issue of the parent among the grid's people."""
    return of_the_grids_parent()


def parents_words():
    """The same, with edited words that they were just sent."""
    return of_the_grids_parent(need_not_be_asked=False)


def issue_about_us():
    return {"reference": issues.issue_about_us().reference}


def parents_handover():
    """An issue of the grid's parent that its reader would hand to the co-ordinator."""
    parent = User.objects.filter(grants=None).order_by("pk").first()
    issue = issues.issue_about_us(reporter=parent)
    return {"reference": ask_to_hand(issue, reason="It is about a bus.", by=None).reference}


def hidden_issue():
    coordinator = accounts.coordinator()
    issue = hide_issue(issues.published_issue(by=coordinator), reason="A worry", by=coordinator)
    return {"reference": issue.reference}


def unknown_issue():
    return {"reference": "PPS-999999"}


def public_theme():
    theme = issues.theme()
    issues.logged_issue(theme=theme)
    return {"slug": theme.slug}


def issue_of_group():
    return {"reference": issues.logged_issue(is_published=False).reference}


def theme_of_group():
    theme = issues.theme()
    issues.logged_issue(theme=theme, is_published=False)
    return {"slug": theme.slug}


def quiet_theme():
    return {"slug": issues.theme().slug}


def no_link():
    return {"secret": "nothing"}


def link():
    return {"secret": new_link(issues.received_issue()).rstrip("/").rpartition("/")[2]}


def tracked():
    """The reference and the secret of an issue, as its parent has them."""
    issue, secret = issues.raised()
    return {"reference": issue.reference, "secret": secret}


def on_file():
    issue = issues.received_issue()
    return {"reference": issue.reference, "email": issue.contact_email}


ANSWERS = {"issues:issue_track": tracked, "issues:secret_renew": on_file}
