"""The page of every setting: what it does, its default, its value today, and what holds from a later day."""

import csv
import html
import io

import pytest
from django.urls import reverse

from accounts.services.settings import set_setting
from common import clock
from common.dates import day
from common.service_settings import every_setting
from tests.counting import cost
from tests.factories import accounts as people
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/staff/settings/"
ADMIN = "/admin/accounts/servicesetting/"


@pytest.fixture
def inside(client):
    return sign_in(client, people.administrator())


def shown(client):
    return html.unescape(client.get(PAGE).content.decode())


def rows_of_file(client):
    text = b"".join(client.get(f"{PAGE}?format=csv").streaming_content).decode("utf-8-sig")
    return {row["Setting"]: row for row in csv.DictReader(io.StringIO(text))}


def test_every_setting_is_listed_also_those_nobody_has_set(inside):
    assert list(rows_of_file(inside)) == [str(setting.label) for setting in every_setting()]
    page = shown(inside)
    assert [str(setting.label) for setting in every_setting() if str(setting.label) not in page] == []
    assert inside.get(f"{PAGE}?format=xlsx").content.startswith(b"PK")


def test_a_row_says_what_holds_today_and_from_a_later_day(inside):
    later = clock.today() + 30 * clock.DAY
    set_setting("response_days", 15, by=None)
    set_setting("response_days", 1, holds_from=later, by=None)
    assert rows_of_file(inside)["Working days an agency has for its answer"] == {
        "Setting": "Working days an agency has for its answer",
        "What it does": "Counted from the day it was presented. An agency may have agreed its own.",
        "Default": "20 working days",
        "Today": "15 working days",
        "From a later day": f"1 working day from {day(later)}",
    }
    assert f"1 working day from {day(later)}" in shown(inside)


def test_a_number_of_one_is_said_in_the_singular(inside):
    set_setting("answer_weeks", 1, by=None)
    assert rows_of_file(inside)["Weeks to answer the themes of a closed consultation"]["Today"] == "1 week"


def test_a_setting_leads_to_where_it_is_changed(inside):
    setting = set_setting("help_line", "01632 960 111", by=None)
    page = shown(inside)
    assert f'href="{ADMIN}{setting.pk}/change/"' in page
    assert f'href="{ADMIN}add/?name=response_days"' in page
    form = inside.get(f"{ADMIN}add/?name=response_days").context["adminform"].form
    assert form["name"].value() == "response_days"


def test_the_coordinator_reads_it_and_is_offered_no_change(client):
    page = shown(sign_in(client, people.coordinator()))
    assert "20 working days" in page
    assert ADMIN not in page
    assert f'href="{PAGE}"' in client.get("/staff/").content.decode()


def test_the_list_of_values_set_leads_to_it(inside):
    assert f'href="{reverse("accounts:setting_list")}"' in inside.get(ADMIN).content.decode()


def test_it_costs_the_same_however_many_are_set(inside):
    few = cost(inside, PAGE)
    for number in range(1, 5):
        set_setting("response_days", number, holds_from=clock.today() + number * clock.DAY, by=None)
    assert cost(inside, PAGE) == few
