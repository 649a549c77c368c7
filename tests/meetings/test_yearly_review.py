"""The page of the yearly review: every seat with its year, the group's view of who carries what, and the decision."""

import datetime as dt

import pytest
from django.urls import reverse

from answers.services.commitments import make_commitment
from common import clock
from common.errors import DomainError
from common.evidence import year_to
from meetings.selectors import with_load
from meetings.services.decided import decide_yearly_review
from meetings.services.passing_on import record_passed_on
from meetings.services.resolutions import remove_resolution
from members.models import YearlyEntry
from members.services.yearly import answer_yearly_review, open_yearly_review, propose_for_year
from tests.counting import cost
from tests.factories import issues, members
from tests.factories import meetings as make
from tests.filling import save
from tests.meetings.conftest import TODAY
from tests.signing_in import sign_in

pytestmark = pytest.mark.usefixtures("today")
OPENED = dt.date(2026, 2, 1)
HELD_ON = dt.date(2026, 2, 10)


@pytest.fixture
def group(db):
    return members.a_group(members=3)


@pytest.fixture
def review(group):
    return open_yearly_review(2026, by=None, now=clock.at(OPENED, dt.time(9)))


def page(client, name="yearly_review", year=2026, **query):
    return " ".join(client.get(reverse(f"meetings:{name}", args=[year]), query).content.decode().split())


def propose_for_all(review):
    for entry in review.entries.all():
        propose_for_year(entry, proposal="continue", by=None)


def test_the_page_shows_how_often_each_came_and_what_they_own(as_coordinator, review, group):
    make.a_held_meeting(group, "P A P", on=HELD_ON)
    make_commitment(owner="Asha", what="Ring the school", due_on=TODAY, person=group[0].person, by=None)
    answer_yearly_review(YearlyEntry.objects.get(membership=group[0]), wish="go_on", hours=6, by=None)
    rows = [row for row in page(as_coordinator).split("<tr")[1:] if group[0].person.name in row]
    assert "1 of 1" in rows[0]
    assert ">1<" in rows[0].replace("> ", ">").replace(" <", "<")
    assert ">6<" in rows[0].replace("> ", ">").replace(" <", "<")
    assert "1 of 3 have answered. For 0 of 3 something is proposed." in page(as_coordinator)


def test_the_page_shows_of_how_many_meetings_a_seat_told_those_it_speaks_for(as_coordinator, review, group):
    for days in (0, 7):
        meeting = make.a_held_meeting(on=HELD_ON + dt.timedelta(days=days))
        if not days:
            told = {"told_on": HELD_ON + clock.DAY, "how": "By e-mail", "people": 140}
            record_passed_on(meeting, group[0], by=None, **told)
    passed_on = with_load(review.entries.all(), year_to(TODAY)).values_list("membership", "passed_on")
    assert dict(passed_on) == {group[0].pk: 1, group[1].pk: 0, group[2].pk: 0}


def test_the_page_is_narrowed_to_those_who_have_not_answered(as_coordinator, review, group):
    answer_yearly_review(YearlyEntry.objects.get(membership=group[0]), wish="go_on", by=None)
    shown = page(as_coordinator, wish="none")
    assert group[0].person.name not in shown
    assert group[1].person.name in shown


def test_a_proposal_leads_back_to_the_table_of_its_year(as_coordinator, review, group):
    entry = YearlyEntry.objects.get(membership=group[0])
    response = save(as_coordinator, reverse("meetings:yearly_propose", args=[entry.pk]), {"proposal": "continue"})
    assert response.url == reverse("meetings:yearly_review", args=[2026])


def test_the_group_sees_who_carries_what_and_nobodys_wish(client, review, group):
    entry = YearlyEntry.objects.get(membership=group[0])
    answer_yearly_review(entry, wish="stop", words="I am worn out.", hours=12, by=None)
    sign_in(client, group[1].person.user)
    shown = page(client, "yearly_load")
    assert group[0].person.name in shown
    assert ">12<" in shown.replace("> ", ">").replace(" <", "<")
    assert "worn out" not in shown
    assert "stop" not in shown.replace("stops", "")


def test_a_meeting_decides_the_review_and_the_terms_show_it(as_coordinator, review):
    propose_for_all(review)
    resolution = make.a_resolution(make.a_held_meeting(on=HELD_ON), "That all go on.")
    address = reverse("meetings:yearly_decide", args=[2026])
    response = as_coordinator.post(address, {"resolution": resolution.pk}, follow=True)
    assert "Decision recorded. Each member is told." in response.content.decode()
    review.refresh_from_db()
    assert (review.decided_on, "item 1 (i)" in review.decided_where) == (HELD_ON, True)
    with pytest.raises(DomainError, match="carried out"):
        remove_resolution(resolution, by=None)


def test_the_page_says_what_is_missing_before_the_group_decides(as_coordinator, review):
    assert "Before the group decides, propose something for each." in page(as_coordinator)
    resolution = make.a_resolution(make.a_held_meeting(on=HELD_ON), "That all go on.")
    response = as_coordinator.post(reverse("meetings:yearly_decide", args=[2026]), {"resolution": resolution.pk})
    assert "3 memberships have no proposal yet." in response.content.decode()


def test_a_resolution_about_something_else_or_before_decides_nothing(review):
    propose_for_all(review)
    meeting = make.a_held_meeting(on=HELD_ON)
    with pytest.raises(DomainError, match="something else"):
        decide_yearly_review(review, resolution=make.a_resolution(meeting, theme=issues.theme()), by=None)
    earlier = make.a_resolution(make.a_held_meeting(on=OPENED - clock.DAY))
    with pytest.raises(DomainError, match="before this was known"):
        decide_yearly_review(review, resolution=earlier, by=None)


def test_many_more_members_take_no_more_queries(as_coordinator, group):
    open_yearly_review(2026, by=None)
    address = reverse("meetings:yearly_review", args=[2026])
    few = cost(as_coordinator, address)
    for _ in range(20):
        members.a_member()
    as_coordinator.post(reverse("meetings:yearly_remind", args=[2026]))
    assert cost(as_coordinator, address) == few
