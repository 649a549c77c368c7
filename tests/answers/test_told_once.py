"""A refusal is shown once, an issue presented by itself goes with no theme too, and a report pairs ask and answer."""

import datetime as dt

import pytest
from django.template.loader import render_to_string

from answers.models import Answer
from answers.rules import Outcome
from answers.services.responses import post_response
from answers.turns import answered
from common.figures import Figures
from common.periods import Period
from tests.answers.drafting import agreed, draft
from tests.factories import answers, issues
from tests.issues.pages import words

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC)


@pytest.fixture
def presentation(coordinator, council):
    """A theme with two issues, one of which is an item of its own as well."""
    theme = issues.theme(by=coordinator, summary="Buses come late.")
    own = issues.logged_issue(theme=theme, by=coordinator, share_with_agency=True, now=NOON)
    issues.logged_issue(theme=theme, by=coordinator, now=NOON)
    return answers.presentation_of(own, theme=theme, agency=council, by=coordinator, now=NOON)


def test_an_issue_in_a_theme_and_by_itself_is_presented_and_answered_once(presentation, officer):
    theme, own = presentation.items.all()
    assert own.issue not in theme.issues.all()
    assert [issue.presentation_items.count() for issue in (own.issue, theme.issues.get())] == [1, 1]
    post_response(draft(presentation, officer, now=NOON), by=officer, now=NOON)
    told = [turn for turn in answered(NOON.date(), NOON.date()) if turn.about == own.issue]
    assert len(told) == 1


def test_a_refusal_kept_as_text_and_as_reason_is_shown_once(client, presentation):
    answers.post_answer(presentation, outcome=Outcome.NOT_POSSIBLE, text="", reason="We have no money.")
    Answer.objects.update(text="We have no money.")
    theme = presentation.items.first().theme
    assert words(client.get(theme.get_absolute_url())).count("We have no money.") == 1
    assert words(client.get(presentation.get_absolute_url())).count("We have no money.") == 2  # its two items


def test_a_report_puts_each_answer_under_what_was_asked(presentation, officer):
    one, two = presentation.items.all()
    given = [
        agreed(one, text="All buses."),
        agreed(two, outcome=Outcome.NOT_POSSIBLE, text="", reason="No driver.", done=""),
    ]
    post_response(draft(presentation, officer, *given, now=NOON), by=officer, now=NOON)
    rows = Figures(Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))["presentations"]
    page = render_to_string("reports/chapters/_answers.html", {"rows": rows})
    places = [
        page.index(text)
        for text in ("asked (1)", "Tell families", "All buses.", "asked (2)", "Tell the family", "No driver.")
    ]
    assert places == sorted(places)
