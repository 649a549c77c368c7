"""The board tells two reports of one year apart: each is named with its period, everywhere by the same name."""

import datetime as dt

import pytest

from common.models import Message
from tests.factories import accounts
from tests.factories import reports as make

pytestmark = pytest.mark.django_db
TITLE = "Performance Board report 2026"
FIRST = f"{TITLE} (1 January 2026 to 31 March 2026)"
SECOND = f"{TITLE} (1 April 2026 to 30 June 2026)"


@pytest.fixture
def quarters():
    days = [(dt.date(2026, 1, 1), dt.date(2026, 3, 31)), (dt.date(2026, 4, 1), dt.date(2026, 6, 30))]
    drafts = [make.a_report("board", title=TITLE, start=start, end=end) for start, end in days]
    return [make.a_published_report(draft) for draft in drafts]


def words(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("address", ["/board/", "/reports/"])
def test_two_reports_of_one_year_have_two_names(quarters, client, sign_in, address):
    text = words(sign_in(client, accounts.board_member()).get(address))
    for report, name in zip(quarters, (FIRST, SECOND), strict=True):
        assert f'href="{report.get_absolute_url()}">{name}</a>' in text
        assert f"{name}, " in text  # its files
    assert f">{TITLE}<" not in text


def test_the_page_of_a_report_bears_the_same_name(quarters, client, sign_in):
    text = words(sign_in(client, accounts.board_member()).get(quarters[0].get_absolute_url()))
    assert f"{FIRST}</h1>" in text
    assert FIRST in text.partition("</title>")[0]


def test_the_board_is_written_to_about_a_report_by_its_name():
    reader = accounts.board_member(now=make.COUNTED)
    draft = make.a_report("board", title=TITLE, start=dt.date(2026, 1, 1), end=dt.date(2026, 3, 31))
    make.a_published_report(draft)
    message = Message.objects.get(to=reader.email)
    assert message.subject == f"A report to the Performance Board: {FIRST}"
    assert FIRST in message.body_text
