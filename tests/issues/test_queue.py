"""The co-ordinator's queue of issues shows what is due first at its top."""

import pytest

from issues.models import Issue
from tests.factories import issues
from tests.issues.pages import words

pytestmark = pytest.mark.django_db


def test_the_queue_shows_first_what_is_due_first(staff):
    late, soon, none = issues.received_issue(), issues.logged_issue(), issues.acknowledged_issue()
    Issue.objects.filter(pk=late.pk).update(acknowledge_by_on="2026-12-09")
    Issue.objects.filter(pk=soon.pk).update(present_by_on="2026-12-01", acknowledge_by_on="2026-01-01")
    page = words(staff.get("/staff/issues/"))
    places = [page.index(issue.reference) for issue in (soon, late, none)]
    assert places == sorted(places)
