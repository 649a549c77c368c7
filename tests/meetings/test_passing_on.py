"""After a meeting a member takes what was decided back to those they speak for (M7)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.audit import entries_about
from accounts.services.settings import set_setting
from common import clock, timeline
from common.errors import DomainError
from common.models import Message
from meetings.models import PassedOn
from meetings.selectors import decided_in_public
from meetings.services.minutes import resolve
from meetings.services.passing_on import record_passed_on, remind_to_pass_on, remove_passed_on
from meetings.services.private_items import make_private
from meetings.tasks_today import own_feedback
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.filling import save
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)
LATER = make.noon(ON + dt.timedelta(days=12))


def record(meeting, membership, people=140, *, told_on=ON, how="by e-mail", now=LATER, **more):
    by = membership.person.user
    return record_passed_on(meeting, membership, told_on=told_on, how=how, people=people, by=by, now=now, **more)


def text_of(response):
    return " ".join(response.content.decode().split())


def address(name, meeting, *more):
    return reverse(f"meetings:{name}", args=[meeting.slug, *more])


def test_what_was_decided_is_taken_back_to_140():
    row = record(make.a_held_meeting(on=ON), members.a_member(), note="They are glad of it.")
    assert (row.people, row.told_on, row.how, row.recorded_on) == (140, ON, "by e-mail", LATER.date())


def test_nothing_is_passed_on_of_a_meeting_that_was_not_held():
    with pytest.raises(DomainError, match="once the meeting was held"):
        record(make.a_meeting_with_agenda(ON), members.a_member())


@pytest.mark.parametrize(("days", "said"), [(-1, "before the meeting"), (13, "still to come")])
def test_the_day_lies_between_the_meeting_and_today(days, said):
    with pytest.raises(DomainError, match=said) as refused:
        record(make.a_held_meeting(on=ON), members.a_member(), told_on=ON + dt.timedelta(days=days))
    assert refused.value.field == "told_on"


def test_somebody_who_left_or_does_not_say_how_records_nothing():
    meeting = make.a_held_meeting(on=ON)
    with pytest.raises(DomainError, match="Only a member"):
        record(meeting, members.a_former_member())
    with pytest.raises(DomainError, match="Say how"):
        record(meeting, members.a_member(), how=" - ")


def test_a_member_who_was_absent_can_pass_it_on():
    membership = members.a_member()
    meeting = make.a_held_meeting([membership], "N", on=ON)
    assert record(meeting, membership).membership == membership


def test_note_and_way_show_nobody():
    meeting, membership = make.a_held_meeting(on=ON), members.a_member()
    for words in ({"note": "Sam Hillyard was cross."}, {"how": "at Sam Hillyard's gate"}):
        with pytest.raises(DomainError, match="could show who somebody is"):
            record(meeting, membership, **words)


def test_joint_holders_correct_each_other_and_nobody_is_counted_twice():
    _seat, [one, other] = members.a_shared_seat()
    meeting = make.a_held_meeting(on=ON)
    first = record(meeting, one, 100)
    second = record(meeting, other, 140)
    assert first.pk == second.pk
    row = PassedOn.objects.get()
    assert (row.people, row.membership) == (140, other)
    corrected = entries_about(row).get(verb="correct_passed_on")
    assert (corrected.detail["was_people"], corrected.detail["people"]) == (100, 140)


def test_the_database_takes_no_second_record_of_a_seat():
    row = record(make.a_held_meeting(on=ON), members.a_member())
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_what_was_recorded_by_mistake_is_removed_and_stays_in_the_audit_trail():
    row = record(make.a_held_meeting(on=ON), members.a_member())
    kept = PassedOn.objects.get()
    remove_passed_on(row, by=None)
    assert not PassedOn.objects.exists()
    assert entries_about(kept).get(verb="remove_passed_on").detail["people"] == 140


class TestWhatWasDecided:
    @pytest.fixture
    def member(self):
        return members.a_member().person.user

    def test_it_is_read_from_the_circulated_draft_on(self, member):
        assert decided_in_public(make.a_held_meeting(on=ON), member) == []
        meeting = make.a_circulated_meeting(resolved="That the bus wait.")
        assert [row.text for row in decided_in_public(meeting, member)] == ["That the bus wait."]

    def test_nothing_of_the_private_part_is_in_it(self, member):
        meeting = make.a_circulated_meeting(resolved="That the bus wait.")
        make_private(meeting.items.first(), "contract", "Prices", by=None)
        assert decided_in_public(meeting, member) == []

    def test_what_was_added_after_the_draft_waits_for_the_approval(self, member):
        meeting = make.a_circulated_meeting(resolved="That the bus wait.")
        resolve(meeting.items.last(), "That it leave.", by=accounts.coordinator())
        assert [row.text for row in decided_in_public(make.fresh(meeting), member)] == ["That the bus wait."]


class TestThePages:
    @pytest.fixture
    def membership(self):
        return members.a_member()

    @pytest.fixture
    def client(self, membership):
        return sign_in(Client(), membership.person.user)

    def test_the_words_stand_ready_and_say_that_they_are_a_draft(self, client):
        meeting = make.a_circulated_meeting(resolved="That the bus wait.")
        page = text_of(client.get(address("pass_on", meeting)))
        assert "That the bus wait." in page
        assert "The minutes are a draft." in page
        assert "mailto:" in page
        assert "Pass on what was decided" in text_of(client.get(address("meeting_pack", meeting)))

    def test_before_the_minutes_come_round_it_can_be_recorded_all_the_same(self, client, membership):
        page = text_of(client.get(address("pass_on", make.a_held_meeting(on=ON))))
        assert "There is nothing to copy yet" in page
        assert "Record that you passed it on" in page

    def test_a_member_records_and_corrects(self, client, membership):
        meeting = make.a_held_meeting(on=ON)
        told = {"told_on_day": "12", "told_on_month": "3", "told_on_year": "2026", "how": "by e-mail"}
        form = address("passed_on_record", meeting, membership.pk)
        save(client, form, told | {"people": "100"})
        save(client, form, told | {"people": "140"})
        assert PassedOn.objects.get().people == 140
        assert "140" in text_of(client.get(address("pass_on", meeting)))
        client.post(address("passed_on_remove", meeting, membership.pk))
        assert not PassedOn.objects.exists()
        assert client.post(address("passed_on_remove", meeting, membership.pk)).status_code == 404

    def test_bad_numbers_and_days_are_said_next_to_them(self, client, membership):
        form = address("passed_on_record", make.a_held_meeting(on=ON), membership.pk)
        page = text_of(save(client, form, {"how": "by e-mail", "people": "0", "told_on_day": "40"}))
        assert page.count("govuk-error-message") == 2
        assert not PassedOn.objects.exists()

    def test_of_two_joint_holders_at_once_the_second_sees_what_the_first_saved(self):
        _seat, [one, other] = members.a_shared_seat()
        meeting = make.a_held_meeting(on=ON)
        client = sign_in(Client(), other.person.user)
        form = address("passed_on_record", meeting, other.pk)
        seen = {"seen": client.get(form).context["form"]["seen"].value()}
        record(meeting, one, 100)
        told = {"told_on_day": "12", "told_on_month": "3", "told_on_year": "2026", "how": "by post", "people": "7"}
        page = client.post(form, seen | told)
        assert page.status_code == 409
        assert "100" in text_of(page)
        assert PassedOn.objects.get().people == 100

    def test_nobody_records_for_another_seat(self, client):
        meeting, other = make.a_held_meeting(on=ON), members.a_member()
        assert client.get(address("passed_on_record", meeting, other.pk)).status_code == 404
        assert client.post(address("passed_on_remove", meeting, other.pk)).status_code == 404

    def test_the_coordinator_sees_who_was_told_and_who_was_not(self, membership):
        silent = members.a_member(seat=members.a_seat(constituency=members.a_constituency()))
        meeting = make.a_held_meeting(on=ON)
        record(meeting, membership, note="They are glad of it.")
        page = text_of(sign_in(Client(), accounts.coordinator()).get(address("views_of_meeting", meeting)))
        assert "They are glad of it." in page
        assert str(silent.seat.constituency) in page.split("Nothing recorded yet:")[1]


class TestTheReminder:
    @pytest.fixture
    def meeting(self):
        self.membership = members.a_member(person=members.a_person("Ann Lowe", has_account=True))
        return make.a_held_meeting(on=ON)

    def asked_on(self, days):
        """Run the reminder twice and return how many e-mails there are."""
        for _time in range(2):
            remind_to_pass_on(make.noon(ON + dt.timedelta(days=days)))
        return Message.objects.filter(subject__startswith="Have you passed on").count()

    def test_it_comes_once_14_days_after_the_meeting(self, meeting):
        assert [self.asked_on(days) for days in (13, 14, 15, 27)] == [0, 1, 1, 1]

    def test_the_days_are_a_setting(self, meeting):
        set_setting("pass_on_days", 7, by=None, now=make.noon(ON))
        assert self.asked_on(7) == 1

    def test_whoever_recorded_it_is_not_asked_nor_their_joint_holder(self):
        _seat, [one, _other] = members.a_shared_seat()
        meeting = make.a_held_meeting(on=ON)
        record(meeting, one)
        assert self.asked_on(14) == 0

    def test_a_member_who_joined_since_is_not_asked(self, meeting):
        members.a_member(starts_on=ON + clock.DAY)
        assert self.asked_on(14) == 1

    def test_no_reminder_comes_long_after(self, meeting):
        assert self.asked_on(40) == 0


class TestTheMembersFrontPage:
    def test_it_says_so_until_it_is_recorded(self):
        membership = members.a_member()
        meeting = make.a_held_meeting(on=clock.today() - 5 * clock.DAY)
        user = membership.person.user
        [task] = own_feedback(user, clock.now())
        assert task.url == address("pass_on", meeting)
        record(meeting, membership, told_on=meeting.on, now=clock.now())
        assert list(own_feedback(user, clock.now())) == []

    def test_nobody_is_asked_of_a_meeting_before_their_time_or_long_past(self):
        user = members.a_member(starts_on=clock.today()).person.user
        make.a_held_meeting(on=clock.today() - 5 * clock.DAY)
        old = members.a_member().person.user
        assert list(own_feedback(user, clock.now())) == []
        assert list(own_feedback(old, clock.now() + 100 * clock.DAY)) == []


def test_the_timeline_of_the_meeting_says_how_many_constituencies_were_told():
    meeting = make.a_held_meeting(on=ON)
    record(meeting, members.a_member())
    titles = [entry.title for entry in timeline.build(meeting, accounts.coordinator())]
    assert "Members passed on what was decided to 1 constituency" in titles
