"""A withdrawn consultation says how many answered, why it was withdrawn and what follows it; versions link."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from common.errors import DomainError
from consultations.models import Consultation
from consultations.services.running import withdraw_consultation
from reports.figures import collect
from tests.consultations.walking import page
from tests.factories import accounts, consultations
from tests.factories import reports as make_reports

pytestmark = pytest.mark.django_db
WHY = "The council has dropped the plan."
NEXT = "A new version opens in September."


@pytest.fixture
def staff(client, sign_in):
    sign_in(client, accounts.coordinator())
    return client


def text_of(client, address):
    return " ".join(page(client.get(address)).split())


def withdraw(staff, one, **typed):
    return staff.post(f"/staff/consultations/{one.slug}/withdraw/", {"reason": WHY, "what_follows": NEXT, **typed})


def answered(people, **fields):
    one = consultations.an_open_one(**fields)
    for _person in range(people):
        consultations.respond(one)
    return one


@pytest.mark.parametrize("end", ["", "respond/", "results/"])
def test_a_withdrawn_consultation_says_how_many_answered_why_and_what_follows(staff, end):
    one = answered(3)
    assert withdraw(staff, one).status_code == 302
    text = text_of(staff, f"{one.get_absolute_url()}{end}")
    for words in ("3 people and groups answered before it was withdrawn.", WHY, NEXT, "It was withdrawn on"):
        assert words in text, words


def test_published_results_say_it_too(staff):
    one = consultations.one_being_answered(people=2)
    count = one.responses.counted().count()
    withdraw(staff, one)
    text = text_of(staff, f"{one.get_absolute_url()}results/")
    assert WHY in text
    assert NEXT in text
    assert f"{count} p" in text


def test_one_nobody_answered_says_so(staff):
    one = answered(0)
    withdraw(staff, one)
    assert "Nobody answered before it was withdrawn." in text_of(staff, one.get_absolute_url())


def test_it_is_not_withdrawn_without_saying_what_happens_next(staff):
    one = answered(1)
    assert "What happens next" in page(withdraw(staff, one, what_follows=""))
    assert Consultation.objects.get().status == "open"
    with pytest.raises(DomainError) as refused:
        withdraw_consultation(one, reason=WHY, what_follows=" ", by=None)
    assert refused.value.field == "what_follows"


def test_a_draft_is_withdrawn_with_a_reason_alone(staff):
    one = consultations.a_draft()
    form = text_of(staff, f"/staff/consultations/{one.slug}/withdraw/")
    assert "What happens next" not in form
    assert "Only co-ordinators can read this." in form
    withdraw(staff, one)
    assert Consultation.objects.get().status == "withdrawn"


@pytest.mark.parametrize("end", ["", "respond/", "results/"])
def test_versions_link_to_each_other(staff, end):
    old = answered(1, title="Short breaks")
    withdraw(staff, old)
    new = consultations.an_open_one(title="Short breaks again", earlier_version=old)
    assert new.get_absolute_url() in page(staff.get(f"{old.get_absolute_url()}{end}"))
    assert old.get_absolute_url() in page(staff.get(new.get_absolute_url()))
    for one, other in ((old, new), (new, old)):
        assert f"/staff/consultations/{other.slug}/" in page(staff.get(f"/staff/consultations/{one.slug}/"))


def test_a_later_version_that_was_withdrawn_is_still_linked_but_not_offered(staff):
    old = answered(1, title="Short breaks")
    new = answered(1, title="Short breaks again", earlier_version=old)
    withdraw(staff, new)
    text = text_of(staff, old.get_absolute_url())
    assert new.get_absolute_url() in text
    assert "There is a newer version" not in text


def test_a_draft_of_the_next_version_is_not_public(staff, client):
    old = answered(1)
    draft = consultations.a_draft(title="Not yet public", earlier_version=old)
    client.logout()
    assert draft.slug not in page(client.get(old.get_absolute_url()))


def test_it_ended_on_the_day_it_was_withdrawn():
    one = consultations.a_withdrawn_one()
    assert one.ends_on == one.withdrawn_on < one.closes_on
    assert not one.was_closed_early


def test_the_database_refuses_a_withdrawn_one_without_its_day():
    consultations.a_withdrawn_one()
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.update(withdrawn_on=None)


def test_the_annual_report_says_it(staff):
    old = answered(2, title="Short breaks")
    withdraw(staff, old)
    consultations.an_open_one(title="Short breaks again", earlier_version=old)
    today = old.opened_on
    start, end = today - dt.timedelta(days=30), today + dt.timedelta(days=60)
    found = collect("annual", start, end, today=end)["consultations"][0]
    assert (found["people"], found["parents"], found["closes"]) == (2, None, found["withdrawn"]["on"])
    assert found["withdrawn"]["later"] == ["Short breaks again"]
    report = make_reports.a_report("annual", start=start, end=end)
    text = " ".join(make_reports.a_finished_build(report).page.chapters.split())
    chapter = text.split("<h3>Short breaks</h3>")[1].split("<h3>")[0]
    for words in ("2 people and groups answered.", WHY, NEXT, "A later version was opened: Short breaks again."):
        assert words in chapter, words
    for words in ("when the results are published", "Themes answered", "parents or carers"):
        assert words not in chapter, words
