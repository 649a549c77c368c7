"""A form that is sent while another save is under way waits for it, and is stale: nothing slips in between."""

import pytest
from django.db import connection

from tests.partnership.test_two_windows import windows
from tests.same_moment import meanwhile

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite does one thing after the other"),
]
# One of each way to lock: the row itself, the row above it, a whole list.
LOCKING = ["members:seat_edit", "meetings:attendance_correct", "consultations:question_edit", "accounts:entry_rename"]


@pytest.mark.parametrize("name", LOCKING)
def test_a_form_sent_during_another_save_is_stale(name):
    first, second = windows(name)
    answers = []
    meanwhile(lambda: answers.append(first.send().status_code), lambda: answers.append(second.send().status_code))
    assert answers == [302, 409]
