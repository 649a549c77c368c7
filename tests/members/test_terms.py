"""Terms of office: set, announced three months before their end, over; the seat's page with its vacancies."""

import datetime as dt

import pytest
from django.urls import reverse

from common import clock, exceptions_register, periodic
from common.errors import DomainError
from common.models import Message
from members.models import Membership, Term
from members.rules import term_announced_on, term_to_announce_by, vacancies
from members.services.endings import ask_to_end
from members.services.memberships import end_membership
from members.services.terms import renew_term, set_term, set_terms
from tests.factories import members
from tests.filling import parts_of, save
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 18, 11, tzinfo=dt.UTC)
BEGUN = dt.date(2025, 1, 31)
LAST = dt.date(2026, 9, 30)


@pytest.fixture
def membership(db):
    return members.a_member(starts_on=BEGUN)


def written(name):
    return Message.objects.filter(key__startswith=name)


def at(day):
    return clock.at(day, dt.time(9))


@pytest.mark.parametrize(
    ("ends_on", "announced_on"),
    [
        (dt.date(2026, 9, 30), dt.date(2026, 6, 30)),
        (dt.date(2027, 2, 28), dt.date(2026, 11, 28)),
        (dt.date(2027, 5, 31), dt.date(2027, 2, 28)),
        (dt.date(2028, 5, 31), dt.date(2028, 2, 29)),
    ],
)
def test_the_end_of_a_term_is_announced_three_calendar_months_before(ends_on, announced_on):
    assert term_announced_on(ends_on) == announced_on


@pytest.mark.parametrize("today", [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(0, 800, 7)])
def test_on_any_day_exactly_the_terms_whose_day_has_come_are_announced(today):
    last = term_to_announce_by(today)
    assert term_announced_on(last) <= today < term_announced_on(last + clock.DAY)


OPENED = dt.date(2026, 1, 1)


def on(day, month=1):
    return dt.date(2026, month, day)


@pytest.mark.parametrize(
    ("held", "closed_on", "gaps"),
    [
        ([], None, [(OPENED, None)]),
        ([], on(9), [(OPENED, on(9))]),
        ([(OPENED, None)], None, []),
        ([(on(5), None)], None, [(OPENED, on(4))]),
        ([(OPENED, on(10))], None, [(on(11), None)]),
        ([(OPENED, on(10)), (on(10), None)], None, []),
        ([(OPENED, on(10)), (on(11), None)], None, []),
        ([(OPENED, on(10)), (on(20), None)], None, [(on(11), on(19))]),
        ([(OPENED, on(10)), (on(5), on(30)), (on(20), on(25))], None, [(on(31), None)]),
        ([(OPENED, None), (on(5), on(9))], None, []),
        ([(OPENED, on(10))], on(10), []),
    ],
)
def test_vacancies_are_the_days_on_which_nobody_held_the_seat(held, closed_on, gaps):
    assert vacancies(OPENED, closed_on, held) == gaps


def test_a_term_begins_with_the_membership_and_the_member_is_told(membership):
    term = set_term(membership, LAST, by=None, now=NOW)
    assert (term.starts_on, term.ends_on, term.is_renewal) == (BEGUN, LAST, False)
    [mail] = written("members.term_set")
    assert "30 September 2026" in mail.body_text


def test_a_term_that_ends_soon_promises_no_second_e_mail(membership):
    set_term(membership, dt.date(2026, 9, 17), by=None, now=NOW)
    set_term(membership, dt.date(2026, 9, 19), by=None, now=NOW)
    soon, later = (mail.body_text for mail in written("members.term_set").order_by("pk"))
    assert "we will write to you again" not in soon
    assert "we will write to you again" in later


def test_a_member_reads_on_their_page_that_their_term_ends(client, membership):
    set_term(membership, clock.today() + dt.timedelta(days=40), by=None)
    page = sign_in(client, membership.person.user).get(reverse("my_home")).content.decode()
    assert "tell the co-ordinator whether you would like to go on" in page


def test_the_same_day_again_writes_to_nobody(membership):
    set_term(membership, LAST, by=None, now=NOW)
    set_term(membership, LAST, by=None, now=NOW)
    assert (Term.objects.count(), written("members.term_set").count()) == (1, 1)


def test_a_corrected_day_is_told_and_announced_anew(membership):
    set_term(membership, LAST, by=None, now=NOW)
    periodic.remind.run_part("members.terms", at(dt.date(2026, 7, 1)))
    later = dt.date(2026, 10, 2)
    term = set_term(membership, later, by=None, now=at(dt.date(2026, 7, 1)))
    assert (Term.objects.count(), term.announced_on) == (1, None)
    periodic.remind.run_part("members.terms", at(dt.date(2026, 7, 2)))
    assert [mail.subject for mail in written("members.term_ends")] == [
        "Your term of office ends on 30 September 2026",
        "Your term of office ends on 2 October 2026",
    ]


@pytest.mark.parametrize("ends_on", [BEGUN, dt.date(2024, 1, 1), dt.date(2035, 2, 1)])
def test_a_term_that_cannot_be_is_refused(membership, ends_on):
    with pytest.raises(DomainError) as error:
        set_term(membership, ends_on, by=None, now=NOW)
    assert error.value.field == "ends_on"


def test_nobody_sets_their_own_term_or_that_of_somebody_who_left(membership):
    with pytest.raises(DomainError, match="Ask a colleague"):
        set_term(membership, LAST, by=membership.person.user, now=NOW)
    with pytest.raises(DomainError, match="Only someone who holds a seat"):
        set_term(members.a_former_member(), LAST, by=None, now=NOW)


def test_terms_of_many_are_set_together_or_not_at_all(membership):
    young = members.a_member(starts_on=LAST - clock.DAY, now=at(LAST))
    with pytest.raises(DomainError):
        set_terms([membership, young], LAST - clock.DAY, by=None, now=at(LAST))
    assert not Term.objects.exists()
    assert len(set_terms([membership, young], LAST + clock.DAY, by=None, now=at(LAST))) == 2


def test_the_end_is_announced_once_on_its_day(membership):
    set_term(membership, LAST, by=None, now=NOW)
    announced_on = dt.date(2026, 6, 30)
    assert periodic.remind.run_part("members.terms", at(announced_on - clock.DAY)) == 0
    assert periodic.remind.run_part("members.terms", at(announced_on)) == 1
    assert periodic.remind.run_part("members.terms", at(announced_on)) == 0
    [mail] = written("members.term_ends")
    assert "Would you like to go on?" in mail.body_text


def test_a_term_that_is_over_is_not_announced_any_more(membership):
    set_term(membership, LAST, by=None, now=NOW)
    assert periodic.remind.run_part("members.terms", at(LAST + clock.DAY)) == 0


def test_somebody_who_gave_notice_is_not_asked_to_go_on(membership):
    set_term(membership, LAST, by=None, now=NOW)
    ask_to_end(membership, kind="asked", reason="Moves away", ends_on=LAST, by=None, now=NOW)
    assert periodic.remind.run_part("members.terms", at(dt.date(2026, 7, 1))) == 0


def overdue(day):
    return [row.pk for row in exceptions_register.rows_once("terms.over", day)]


def test_a_term_is_an_exception_from_the_day_after_its_end_until_it_is_renewed(membership):
    set_term(membership, LAST, by=None, now=NOW)
    assert overdue(LAST) == []
    assert overdue(LAST + clock.DAY) == [membership.pk]
    agreed_on = LAST + dt.timedelta(days=20)
    agreed = {"agreed_on": agreed_on, "agreed_where": "Autumn meeting, item 3 (i)"}
    renew_term(membership, ends_on=dt.date(2027, 9, 30), by=None, now=at(agreed_on), **agreed)
    assert overdue(agreed_on) == []
    assert overdue(agreed_on - clock.DAY) == [membership.pk]


def test_a_term_is_an_exception_no_more_once_its_holder_has_left(membership):
    set_term(membership, LAST, by=None, now=NOW)
    left = LAST + dt.timedelta(days=3)
    end_membership(membership, reason="Term over", ends_on=left, by=None, now=at(left))
    assert overdue(left) == [membership.pk]
    assert overdue(left + clock.DAY) == []


def test_a_renewal_follows_the_term_before_it_and_is_told(membership):
    set_term(membership, LAST, by=None, now=NOW)
    agreed = {"agreed_on": dt.date(2026, 6, 10), "agreed_where": "Summer meeting, item 3 (i)"}
    term = renew_term(membership, ends_on=dt.date(2028, 9, 30), by=None, now=NOW, **agreed)
    assert term.starts_on == LAST + clock.DAY
    assert Membership.objects.with_term().get(pk=membership.pk).term_ends_on == dt.date(2028, 9, 30)
    [mail] = written("members.term_renewed")
    assert "Summer meeting, item 3 (i)" in mail.body_text


# --- pages


def test_a_co_ordinator_sets_a_term_and_reads_it_on_the_membership(as_coordinator, membership):
    address = reverse("members:membership_term", args=[membership.pk])
    page = save(as_coordinator, address, parts_of(LAST, "ends_on"), follow=True)
    assert "Term of office saved. We are telling them by e-mail." in page.content.decode()
    assert "31 January 2025 to 30 September 2026" in page.content.decode()


def test_terms_of_many_are_set_on_one_page(as_coordinator, membership):
    other = members.a_member(starts_on=BEGUN)
    address = reverse("members:terms_set")
    data = {"members": [membership.pk, other.pk], **parts_of(LAST, "ends_on")}
    response = as_coordinator.post(address, data, follow=True)
    assert "Terms of office of 2 members saved." in response.content.decode()
    response = as_coordinator.post(address, parts_of(LAST, "ends_on"))
    assert response.context["form"].errors["members"] == ["Tick at least one member."]


def test_the_page_of_a_seat_shows_holders_and_when_nobody_held_it(as_coordinator):
    seat = members.a_seat("Parent carer, south", opened_on=dt.date(2020, 1, 1))
    members.a_former_member(seat=seat, starts_on=dt.date(2020, 1, 11), ends_on=dt.date(2021, 3, 1))
    page = as_coordinator.get(seat.get_absolute_url()).content.decode()
    assert "1 January 2020 to 10 January 2020: 10 days" in page
    assert "since 2 March 2021" in page
    assert "Moved away" in page


def test_a_member_reads_until_when_their_term_lasts(client, membership):
    set_term(membership, LAST, by=None, now=NOW)
    page = sign_in(client, membership.person.user).get(reverse("members:my_membership")).content.decode()
    assert "until 30 September 2026" in page
