"""Who asks a question may be said, is counted, and is shown to nobody."""

import pytest

from common import clock
from common.figures import Figures
from common.periods import Period
from meetings.models import PublicQuestion
from reports.wording import who_asked
from tests.meetings.staff import text_of

pytestmark = pytest.mark.django_db


def ask(client, meeting, once, **typed):
    return client.post(f"/meetings/{meeting.slug}/question/", {"text": f"Why {once}?", "once": once} | typed)


def test_who_asks_is_stored_and_may_be_left_out(as_anyone, published):
    page = text_of(as_anyone.get(f"/meetings/{published.slug}/question/"))
    assert "You can leave this out. We only count it" in page
    assert "give your first name only" in page
    ask(as_anyone, published, "one", speaks_as="worker")
    ask(as_anyone, published, "two")
    assert [one.speaks_as_id for one in PublicQuestion.objects.order_by("pk")] == ["worker", None]


def test_the_figure_says_of_how_many_it_is_known(as_anyone, published):
    for number in range(10):
        ask(as_anyone, published, f"n{number}", speaks_as="parent")
    ask(as_anyone, published, "other")
    today = clock.today()
    assert who_asked(Figures(Period(today, today))["who_asked"]) == (
        "11 questions were put to meetings: 10 said who they are: parent or carer (10)."
    )
