"""A member gathers the views of those they speak for, and brings them to a meeting (M6)."""

import datetime as dt

import pytest

from accounts.audit import entries_about
from common.errors import DomainError
from meetings.models import ViewGiven, ViewsBrought
from meetings.selectors import views_by_item, views_of
from meetings.services.declarations import declare
from meetings.services.planning import cancel, postpone
from meetings.services.private_items import make_private
from meetings.services.views_brought import (
    MOST_ANSWERS,
    bring_views,
    close_link,
    give_view,
    hide_summary,
    hide_view,
    record_spoken,
    renew_link,
    views_behind,
)
from tests.factories import accounts, members
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)
BEFORE, DAY_BEFORE, AFTER = (make.noon(ON - dt.timedelta(days=days)) for days in (5, 1, -1))


@pytest.fixture
def meeting():
    return make.a_meeting_with_agenda(ON)


@pytest.fixture
def views(meeting):
    return make.views_to_bring(meeting)


def test_a_link_is_found_by_its_secret_and_kept_as_a_hash(views):
    assert views_behind(make.SECRET) == views
    assert make.SECRET not in views.secret_hash
    assert views_behind("another") is None
    assert views_behind("") is None


def test_without_a_link_nobody_finds_them(meeting):
    views = make.views_to_bring(meeting, secret="")
    assert not views.has_link
    with pytest.raises(DomainError, match="closed"):
        give_view(views, "The bus comes late.", now=BEFORE)


def test_the_link_closes_at_the_end_of_the_day_before_the_meeting(views):
    give_view(views, "The bus comes late.", now=DAY_BEFORE)
    with pytest.raises(DomainError, match="closed"):
        give_view(views, "The bus comes early.", now=make.noon(ON))
    assert views.answers.count() == 1


def test_a_link_is_not_made_on_the_day_of_the_meeting_but_views_are_still_gathered(meeting):
    morning = make.times(ON, dt.time(8))[0]
    with pytest.raises(DomainError, match="Ask without a link"):
        make.views_to_bring(meeting, now=morning)
    assert make.views_to_bring(meeting, secret="", now=morning).begun_on == ON


def test_views_are_gathered_until_the_meeting_begins(meeting):
    with pytest.raises(DomainError, match="until the meeting begins"):
        make.views_to_bring(meeting, now=make.noon(ON))
    with pytest.raises(DomainError, match="until the meeting begins"):
        make.views_to_bring(make.a_cancelled_meeting())


def test_a_meeting_that_is_off_takes_no_more_answers(views):
    postpone(views.meeting, "Snow", by=None, now=BEFORE)
    with pytest.raises(DomainError, match="closed"):
        give_view(views, "The bus comes late.", now=BEFORE)
    cancel(make.fresh(views.meeting), "Snow", by=None, now=BEFORE)
    with pytest.raises(DomainError, match="closed"):
        give_view(views, "The bus comes late.", now=BEFORE)


def test_one_item_is_asked_about_once_and_its_title_must_be_public(meeting):
    item = meeting.items.first()
    views = make.views_to_bring(meeting, item=item)
    with pytest.raises(DomainError, match="already gather"):
        make.views_to_bring(meeting, views.membership, item=item)
    assert make.views_to_bring(meeting, views.membership).item is None
    with pytest.raises(DomainError, match="already gather"):
        make.views_to_bring(meeting, views.membership)


def test_no_item_can_be_asked_about_before_the_agenda_is_published():
    meeting = make.a_scheduled_meeting(ON)
    with pytest.raises(DomainError, match="title is public"):
        make.views_to_bring(meeting, item=meeting.items.first())


def test_an_item_that_becomes_private_closes_its_link(meeting):
    item = meeting.items.last()
    views = make.views_to_bring(meeting, item=item)
    make_private(item, "one_family", "It names a child", by=None, now=BEFORE)
    with pytest.raises(DomainError, match="closed"):
        give_view(views, "The bus comes late.", now=BEFORE)


def test_somebody_who_left_gathers_nothing(meeting):
    membership = members.a_former_member()
    with pytest.raises(DomainError, match="Only a member"):
        make.views_to_bring(meeting, membership)


def test_the_question_shows_nobody(meeting):
    with pytest.raises(DomainError, match="could show who somebody is"):
        make.views_to_bring(meeting, question="What happened to Sam Hillyard?")
    with pytest.raises(DomainError, match="Write your question"):
        make.views_to_bring(meeting, question=" ")


def test_a_new_link_stops_the_old_one_and_opens_a_closed_one(views):
    close_link(views, by=None, now=BEFORE)
    with pytest.raises(DomainError, match="closed already"):
        close_link(views, by=None, now=BEFORE)
    renew_link(views, "another-secret", by=None, now=BEFORE)
    assert views_behind(make.SECRET) is None
    give_view(views_behind("another-secret"), "The bus comes late.", now=BEFORE)


def test_somebody_who_opened_the_old_link_before_is_refused(views):
    opened = views_behind(make.SECRET)
    renew_link(views, "another-secret", by=None, now=BEFORE)
    with pytest.raises(DomainError, match="closed"):
        give_view(opened, "The bus comes late.", now=BEFORE)


def test_an_answer_keeps_its_words_and_date_and_nothing_else(views):
    answer = give_view(views, " The bus comes late. ", now=BEFORE)
    kept = {field.name for field in ViewGiven._meta.concrete_fields}
    assert kept == {"id", "views", "text", "given_on", "hidden_on"}
    assert (answer.text, answer.given_on) == ("The bus comes late.", BEFORE.date())
    assert not entries_about(answer).exists()


def test_long_words_said_twice_count_once_and_short_ones_each(views):
    long = "The bus comes late on most days of the week."
    assert give_view(views, long, now=BEFORE) == give_view(views, long, now=BEFORE)
    assert give_view(views, "Yes", now=BEFORE) != give_view(views, "Yes", now=BEFORE)
    assert views.answers.count() == 3


def test_an_answer_says_something(views):
    with pytest.raises(DomainError, match="Write what you think"):
        give_view(views, " . ", now=BEFORE)


def test_a_link_takes_no_more_than_its_most(views):
    ViewGiven.objects.bulk_create(
        ViewGiven(views=views, text="x", given_on=BEFORE.date()) for _number in range(MOST_ANSWERS)
    )
    with pytest.raises(DomainError, match="takes no more"):
        give_view(views, "One more.", now=BEFORE)


def test_views_of_12_are_read_at_their_item(meeting):
    item = meeting.items.last()
    views = make.views_to_bring(meeting, item=item)
    make.views_given(views, 12)
    by = views.membership.person.user
    bring_views(views, summary="Most want the bus to wait.", asked=40, told_member=3, how="by phone", by=by, now=BEFORE)
    [read] = views_by_item(views_of(meeting, accounts.coordinator()))[item.pk]
    assert (read.by_link, read.answered, read.asked) == (12, 15, 40)
    assert views_by_item(views_of(meeting, accounts.coordinator())).keys() == {item.pk}


def test_nothing_is_read_before_the_member_says_what_it_is(views):
    make.views_given(views, 2)
    assert views_by_item(views_of(views.meeting, accounts.coordinator())) == {}


def test_more_cannot_have_answered_than_were_asked(views):
    make.views_given(views, 2)
    with pytest.raises(DomainError, match="More people answered") as refused:
        bring_views(views, summary="Late.", asked=2, told_member=1, by=None, now=BEFORE)
    assert refused.value.field == "asked"


def test_what_the_group_reads_shows_nobody(views):
    for words in ({"summary": "Sam Hillyard is afraid."}, {"summary": "Late.", "how": "at Sam Hillyard's gate"}):
        with pytest.raises(DomainError, match="could show who somebody is"):
            bring_views(views, by=None, now=BEFORE, **words)


def test_it_can_be_changed_until_the_minutes_are_approved():
    meeting = make.an_approved_meeting()
    views = ViewsBrought.objects.create(
        meeting=meeting, membership=members.a_member(), question="Late?", begun_on=meeting.on
    )
    with pytest.raises(DomainError, match="approved"):
        bring_views(views, summary="Late.", by=None)


def test_that_they_were_spoken_to_is_recorded_from_the_meeting_on(meeting):
    views = make.views_brought(meeting)
    with pytest.raises(DomainError, match="from the meeting on"):
        record_spoken(views, was_spoken_to=True, by=None, now=BEFORE)
    assert record_spoken(views, was_spoken_to=True, by=None, now=AFTER).spoken_on == ON
    assert record_spoken(views, was_spoken_to=False, by=None, now=AFTER).spoken_on is None


def test_what_was_not_brought_was_not_spoken_to(views):
    with pytest.raises(DomainError, match="has not said yet"):
        record_spoken(views, was_spoken_to=True, by=None, now=AFTER)


def test_an_answer_that_names_a_child_goes_wherever_it_was_copied_to(views):
    words = "Little Tom of class three is pushed on the bus each day."
    answer = give_view(views, words, now=BEFORE)
    ViewsBrought.objects.filter(pk=views.pk).update(summary=f"One said: {words}", brought_on=BEFORE.date())
    hide_view(answer, "it names a child", by=accounts.coordinator(), now=BEFORE)
    views.refresh_from_db()
    assert (answer.text, answer.hidden_on) == ("", BEFORE.date())
    assert views.summary == "One said: [taken out]."
    assert views.answers.count() == 1
    assert entries_about(answer).get().reason == "it names a child"
    with pytest.raises(DomainError, match="gone already"):
        hide_view(answer, "it names a child", by=None, now=BEFORE)


def test_words_are_not_taken_out_without_a_reason(views):
    with pytest.raises(DomainError, match="Say why"):
        hide_view(give_view(views, "Late.", now=BEFORE), " ", by=None)


def test_what_a_member_said_of_views_is_taken_off_even_after_the_approval(meeting):
    views = hide_summary(make.views_brought(meeting), "it names a child", by=None, now=AFTER)
    assert (views.summary, views.brought_on) == ("", None)
    with pytest.raises(DomainError, match="has not said yet"):
        hide_summary(views, "again and again", by=None)


def test_answers_are_for_the_member_who_asked_and_the_coordinator(views):
    shown = {
        "the member": ViewsBrought.objects.visible_to(views.membership.person.user),
        "another": ViewsBrought.objects.visible_to(members.a_member().person.user),
        "the co-ordinator": ViewsBrought.objects.visible_to(accounts.coordinator()),
        "an officer": ViewsBrought.objects.visible_to(accounts.officer()),
    }
    assert {who for who, rows in shown.items() if rows.exists()} == {"the member", "the co-ordinator"}


class TestWhoTakesNoPartInAnItem:
    """What an interest closes (M8), views brought to it do not open."""

    @pytest.fixture
    def bound(self, meeting):
        membership = members.a_member()
        declare(meeting, meeting.items.last(), person=membership.person, nature="Works there", by=None, now=BEFORE)
        return membership

    def test_they_bring_nothing_to_it_and_may_bring_it_to_another(self, meeting, bound):
        with pytest.raises(DomainError, match="take no part"):
            make.views_to_bring(meeting, bound, item=meeting.items.last())
        assert make.views_to_bring(meeting, bound, item=meeting.items.first())

    def test_they_read_nothing_that_others_bring_to_it(self, meeting, bound):
        item = meeting.items.last()
        make.views_brought(meeting, item=item)
        assert views_by_item(views_of(meeting, bound.person.user)) == {}
        assert views_by_item(views_of(meeting, accounts.coordinator())).keys() == {item.pk}
