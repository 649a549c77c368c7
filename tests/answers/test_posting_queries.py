"""What posting a formal response asks of the database, item by item."""

import pytest

from answers.services.responses import post_response, save_response_draft
from tests.counting import queries
from tests.factories import accounts, answers, issues

pytestmark = pytest.mark.django_db


def cost_of_posting(number, coordinator):
    """Return how many queries it takes to post a response to so many items, each with a promise."""
    subjects = [issues.logged_issue(by=coordinator) for _one in range(number)]
    presentation = answers.presentation_of(*subjects, by=coordinator)
    officer = accounts.officer(of=presentation.agency)
    words = answers.whole(
        {"outcome": "agreed", "text": "We will.", "commitments": [answers.promise(presentation.due_on)]}
    )
    drafted = [{"item": item, **words} for item in presentation.items.all()]
    draft = save_response_draft(presentation, summary="", answers=drafted, version=0, by=officer)
    with queries() as counted:
        post_response(draft, by=officer)
    return len(counted)


def test_an_item_more_costs_no_more_than_what_is_written_of_it():
    coordinator = accounts.coordinator()
    cost_of_posting(1, coordinator)  # tables are looked at once
    one, four = (cost_of_posting(number, coordinator) for number in (1, 4))
    assert one <= 47
    assert four - one <= 3 * 22
