"""Promise 15: nobody alone lowers a number that protects people or moves a clock; what is published stays as it is."""

import datetime as dt

import pytest

from accounts.models import PendingChange, ServiceSetting
from accounts.rules import PendingStatus
from accounts.services.pending_changes import (
    apply_due_changes,
    approve_change,
    ask_to_set_setting,
)
from accounts.services.settings import get_setting, set_setting
from common import clock
from common.errors import DomainError
from common.retention import rules
from common.service_settings import SecondPerson, every_setting
from consultations.results import results_of
from consultations.services.running import close_consultation
from tests.consultations.test_results import answered, by_group, publish
from tests.factories import accounts as people
from tests.mailbox import mail
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(hours=24)
NUMBERS = ("small_number", "few_families", "objection_days")
CLOCKS = {
    "acknowledge_days",
    "safeguarding_days",
    "claim_approval_days",
    "claim_payment_days",
    "response_days",
    "escalate_days",
    "board_days",
    "ask_after_weeks",
    "answer_weeks",
    "shortest_weeks",
    "present_days",
    "other_version_days",
    "papers_clear_days",
    "draft_minutes_days",
    "question_clear_days",
}
OF_LAW = {"complaint_days"}  # 30 at most


WITNESS = {"witness_name", "witness_email"}  # of the record: whoever changes it could alter the record unnoticed


def test_the_small_number_clocks_witness_and_lengths_of_keeping_are_protected_and_nothing_else():
    protected = {one.name: one.second_person for one in every_setting() if one.second_person != SecondPerson.NEVER}
    always = CLOCKS | OF_LAW | WITNESS | {rule.setting for rule in rules.values() if rule.setting}
    assert protected == dict.fromkeys(NUMBERS, SecondPerson.TO_LOWER) | dict.fromkeys(always, SecondPerson.ALWAYS)


@pytest.mark.parametrize(
    ("name", "value"), [("small_number", 5), ("objection_days", 1), *((name, 30) for name in sorted(CLOCKS))]
)
def test_nobody_sets_it_alone_whoever_calls_the_service(name, value):
    before = get_setting(name)
    for by in (people.administrator(), people.coordinator(), people.parent()):
        with pytest.raises(DomainError, match="Another administrator has to agree"):
            set_setting(name, value, by=by)
    assert get_setting(name) == before


@pytest.mark.parametrize("value", [0, 1, 4])
def test_the_small_number_is_never_below_five(value):
    with pytest.raises(DomainError, match="from 5 to 999"):
        set_setting("small_number", value, by=None)
    ServiceSetting.objects.create(name="small_number", value=value, holds_from=clock.today())
    assert get_setting("small_number", on=clock.today()) == 10


def test_raising_the_small_number_protects_at_once():
    ask_to_set_setting("small_number", 20, by=people.administrator())
    assert get_setting("small_number", on=clock.today()) == 20
    assert not PendingChange.objects.exists()


def lower_in_admin(client, value="5"):
    client.post("/admin/accounts/servicesetting/add/", {"name": "small_number", "value": value})


def test_alone_an_administrator_waits_a_day_and_every_co_ordinator_is_told_at_once(client):
    people.coordinator(email="cora@example.org")
    lower_in_admin(sign_in(client, people.administrator(name="Ada Keys")))
    [message] = [each for each in mail.outbox if each.subject == "A change to the settings is waiting"]
    assert message.to == ["cora@example.org"]
    assert "Ada Keys has asked for this change" in message.body
    assert "5 people from" in message.body
    apply_due_changes(clock.now() + DAY - dt.timedelta(minutes=1))
    assert not ServiceSetting.objects.exists()
    later = clock.now() + DAY
    assert apply_due_changes(later) == 1
    assert get_setting("small_number", on=clock.today()) == 10
    assert get_setting("small_number", on=clock.today(later)) == 5


def test_with_another_administrator_it_waits_for_them(client):
    one, two = people.administrator(), people.administrator()
    lower_in_admin(sign_in(client, one))
    change = PendingChange.objects.get()
    with pytest.raises(DomainError, match="you asked for this change yourself"):
        approve_change(change, by=one)
    assert apply_due_changes(clock.now() + 30 * DAY) == 0
    approve_change(change, by=two)
    assert get_setting("small_number", on=clock.today()) == 5


def test_an_agreement_to_one_number_does_not_serve_for_another():
    one, two = people.administrator(), people.administrator()
    change = ask_to_set_setting("small_number", 9, by=one)
    for name, value in (("small_number", 5), ("response_days", 9)):
        with pytest.raises(DomainError, match="not the change that was asked for"):
            set_setting(name, value, by=two, agreed=change)


def test_a_higher_number_is_not_withdrawn_alone_before_it_holds():
    tomorrow = clock.today() + DAY
    set_setting("small_number", 20, holds_from=tomorrow, by=None)
    change = ask_to_set_setting("small_number", None, holds_from=tomorrow, by=people.administrator())
    assert get_setting("small_number", on=tomorrow) == 20
    approve_change(change, by=people.administrator())
    assert get_setting("small_number", on=tomorrow) == 10


def test_a_second_lowering_waits_behind_the_first():
    admin = people.administrator()
    ask_to_set_setting("small_number", 9, by=admin)
    with pytest.raises(DomainError, match="waiting already"):
        ask_to_set_setting("small_number", 8, by=admin)
    assert ask_to_set_setting("response_days", 30, by=admin).status == PendingStatus.WAITING


def test_what_is_published_stays_as_it_is_when_the_number_is_lowered_that_very_day(client):
    one = publish(close_consultation(answered((12, 6), (13, 12), (15, 16)), reason="Enough.", by=people.coordinator()))
    address = f"{one.get_absolute_url()}results/"
    before, page = by_group(results_of(one).questions[0]), client.get(address).content
    assert (before, one.results_small_number) == ([(None, None), (None, None), (15, 16)], 10)
    set_setting("small_number", 5, by=None)
    assert get_setting("small_number", on=one.results_published_on) == 5
    one.refresh_from_db()
    assert by_group(results_of(one).questions[0]) == before
    assert client.get(address).content == page
    later = publish(
        close_consultation(answered((12, 6), (13, 12), (15, 16)), reason="Enough.", by=people.coordinator())
    )
    assert by_group(results_of(later).questions[0]) == [(12, 6), (13, 12), (15, 16)]
