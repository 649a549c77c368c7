"""A draft is not visible in any list, page, count or report, and gives 404."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils.html import strip_tags

from common import clock, evidence, timeline
from consultations.models import Consultation
from consultations.rules import Door, door_at
from consultations.services.running import withdraw_consultation
from tests.consultations.walking import NOON, page
from tests.factories import accounts, consultations

pytestmark = pytest.mark.django_db
SECRET = "Closing the swimming pool"
PUBLIC = ["/", "/consultations/", "/consultations/?status=withdrawn", "/terms/", "/meetings/", "/you-said-we-did/"]


def draft():
    return consultations.a_draft(title=SECRET)


def withdrawn_draft():
    return withdraw_consultation(draft(), reason="Not now", by=accounts.coordinator())


@pytest.mark.parametrize("make", [draft, withdrawn_draft])
@pytest.mark.parametrize("address", PUBLIC)
def test_the_title_of_an_unopened_consultation_is_not_public(client, make, address):
    make()
    consultations.an_open_one(title="Known to all")
    response = client.get(address)
    assert response.status_code == 200
    assert SECRET not in page(response)


@pytest.mark.parametrize("make", [draft, withdrawn_draft])
@pytest.mark.parametrize("path", ["", "respond/", "respond/2/", "respond/check/", "results/", "thank-you/"])
def test_an_unopened_consultation_looks_like_one_that_does_not_exist(client, make, path):
    there = client.get(f"{make().get_absolute_url()}{path}")
    missing = client.get(f"/consultations/no-such-consultation/{path}")
    assert (there.status_code, missing.status_code) == (404, 404)
    assert page(there) == page(missing)
    assert there.headers.items() == missing.headers.items()


@pytest.mark.parametrize("make", [accounts.parent, accounts.officer, accounts.administrator, accounts.board_member])
def test_only_the_coordinator_can_see_a_draft(client, sign_in, make):
    one = draft()
    sign_in(client, make())
    assert client.get(one.get_absolute_url()).status_code == 404
    assert SECRET not in page(client.get("/consultations/"))


def test_the_coordinator_previews_a_draft_with_a_notice(client, sign_in):
    one = draft()
    sign_in(client, accounts.coordinator())
    assert "The public cannot see this page" in page(client.get(one.get_absolute_url()))
    assert "It is not open yet" in page(client.get(f"{one.get_absolute_url()}respond/"))
    assert SECRET not in page(client.get("/consultations/"))
    assert SECRET in page(client.get("/staff/consultations/"))


def test_a_draft_is_in_no_timeline_and_no_count():
    theme = consultations.a_theme(consultations.a_closed_one(title=SECRET)).theme
    assert timeline.build(theme, accounts.parent()) == []
    figures = {clause: found.figure for clause, found in evidence.collect(evidence.year_to(NOON.date())).items()}
    assert "no answers" in figures["views-given"]


def test_no_page_counts_responses_while_open(client):
    one = consultations.an_open_one()
    for _number in range(37):
        consultations.respond(one)
    for address in (*PUBLIC, one.get_absolute_url(), f"{one.get_absolute_url()}respond/"):
        # Words alone: a form's random token may hold the number by chance.
        assert "37" not in strip_tags(page(client.get(address)).partition("<main")[2]), address


def test_a_question_of_a_draft_is_not_reachable_by_its_number(client, sign_in):
    pk = draft().questions.first().pk
    sign_in(client, accounts.parent())
    assert client.post(f"/staff/consultations/questions/{pk}/remove/").status_code == 403
    assert Consultation.objects.get().questions.count() == 6


def test_no_migration_is_missing():
    call_command("makemigrations", "consultations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(
    ("seconds", "is_open"),
    [(-1, False), (0, True), (3600, True), (3659, True), (3660, False)],
    ids=["before it opens", "as it opens", "in its last minute", "at that minute's end", "a minute later"],
)
def test_the_taking_answers_queryset_matches_the_door(seconds, is_open):
    opens_at = dt.datetime(2026, 6, 3, 12, tzinfo=dt.UTC)
    one = consultations.an_open_one(
        now=opens_at - dt.timedelta(days=1), opens_at=opens_at, closes_at=opens_at + dt.timedelta(hours=1)
    )
    now = opens_at + dt.timedelta(seconds=seconds)
    assert (one in Consultation.objects.taking_answers(now)) is is_open
    assert (door_at(one.status, one.opens_at, one.closes_at, now) == Door.OPEN) is is_open


def test_a_paused_consultation_takes_no_answers():
    paused = consultations.a_paused_one()
    assert paused not in Consultation.objects.taking_answers(clock.now())
