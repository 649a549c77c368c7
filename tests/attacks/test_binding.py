"""Whoever declared an interest and left reaches nothing of that item that is not public: by no address, search or file.

Every page is walked and every address of a paper or version asked for, as a member, the chair, a joint holder, a
co-ordinator who is a member too, and a substitute. What everybody reads stays open to them: closing it would pretend.
"""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import AuditEntry
from common import clock, following, search, timeline
from common.documents import store_document
from common.errors import DomainError
from common.models import Message
from meetings.models import AgendaItem, Declaration, Paper, Resolution
from meetings.rules import MeetingKind
from meetings.services.agenda import publish_agenda
from meetings.services.approval import amend_minutes, approve_minutes, circulate_minutes
from meetings.services.declarations import (
    acknowledge_declaration,
    change_handling,
    declare,
    remove_declaration,
)
from meetings.services.minutes import note_point, resolve, save_minute
from meetings.services.papers import replace_paper
from meetings.services.planning import set_chair
from meetings.services.replies import reply
from tests.attacks.crawling import crawl
from tests.factories import accounts, issues, members
from tests.factories import meetings as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
MEETING, TODAY = dt.date(2026, 6, 16), dt.date(2026, 6, 20)
SECRET = "lighthouse"
STARTS = ("/", "/meetings/", "/my/", "/my/meetings/", "/staff/meetings/", "/my/group/issues/")


@pytest.fixture(autouse=True)
def today(db):
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def coordinator():
    return accounts.coordinator()


@pytest.fixture
def theme(coordinator):
    return issues.theme("Late buses", by=coordinator)


@pytest.fixture
def coming(coordinator, theme):
    """A meeting to come with a private item and a public one, each with papers of every kind that hold the word."""
    now = make.noon(dt.date(2026, 5, 20))
    meeting = make.a_scheduled_meeting(MEETING, kind=MeetingKind.SUMMER, by=coordinator, now=now)
    private = make.an_item(
        meeting,
        f"A tender for the {SECRET}",
        text=f"The {SECRET} again.",
        is_private=True,
        private_reason=f"Prices of the {SECRET}",
        by=coordinator,
        now=now,
    )
    public = make.an_item(meeting, "Travel to school", theme=theme, by=coordinator, now=now)
    for item in (private, public):
        _papers_of(item, coordinator, now)
    issues.logged_issue(theme=theme, edited_text=f"By the {SECRET}.", is_published=False, by=coordinator)
    return publish_agenda(meeting, by=coordinator, now=make.noon(dt.date(2026, 6, 1)))


def _papers_of(item, by, now):
    file = store_document(f"Figures of the {SECRET}.".encode(), name=f"{SECRET}.txt")
    make.a_paper(item, f"Figures of the {SECRET}", document=file, is_for_members_only=True, by=by, now=now)
    earlier = make.a_paper(item, f"First words on the {SECRET}", text=f"The {SECRET} was late.", by=by, now=now)
    replace_paper(earlier, "What parents said", text="It was late.", by=by, now=now)


@pytest.fixture
def meeting(coming, coordinator):
    """The same meeting, held, with its draft minutes circulated."""
    held = make.a_held_meeting(meeting=coming, by=coordinator)
    now = make.noon(dt.date(2026, 6, 18))
    for item in held.items.filter(title__in=[item.title for item in _items_of(held)]):
        save_minute(item, f"The group heard of the {SECRET}.", item.minute_version, by=coordinator, now=now)
        note_point(make.fresh(item), f"That the {SECRET} is far.", by=coordinator, now=now)
        resolve(make.fresh(item), f"To ask about the {SECRET}.", theme=item.theme, by=coordinator, now=now)
    return circulate_minutes(make.fresh(held), by=coordinator, now=now)


def _items_of(meeting):
    return [item for item in meeting.items.all() if item.is_private or item.theme_id]


def left(meeting, coordinator, handling="left", **who):
    """Declare in both items, and record what the person did about each."""
    done = []
    for item in _items_of(meeting):
        declaration = declare(meeting, item, nature="Runs the buses", by=coordinator, **who)
        done.append(acknowledge_declaration(declaration, handling, by=coordinator))
    return done


def addresses_of(meeting):
    """Every address of a paper, a file, a version of the minutes, and of the staff's pages for an item, typed out."""
    slug = meeting.slug
    for paper in Paper.objects.filter(item__meeting=meeting):
        yield from (f"/meetings/{slug}/papers/{paper.pk}/", f"/meetings/{slug}/papers/{paper.pk}/file/")
        yield f"/staff/meetings/{slug}/papers/{paper.pk}/replace/"
    for version in meeting.versions.all():
        yield f"/meetings/{slug}/minutes/{version.kept.number}/"
    yield from (f"/meetings/{slug}/minutes/", f"/my/meetings/{slug}/", f"/my/substitute/{slug}/")
    for item in _items_of(meeting):
        for page in ("edit/", "versions/", "minute/", "minute/versions/", "papers/add/", "note/", "private/"):
            yield f"/staff/meetings/{slug}/items/{item.pk}/{page}"
        for row in (*item.noted.all(), *item.resolutions.all()):
            yield f"/staff/meetings/{slug}/{'noted' if row in item.noted.all() else 'resolutions'}/{row.pk}/edit/"
    yield from (f"/staff/meetings/{slug}/{page}/" for page in ("agenda", "minutes", "minutes/amend", "minutes/redact"))
    yield "/meetings/calendar.ics"


def reads(user, meeting):
    """Return every address at which somebody still reads the word: those typed out, and those they are led to."""
    client = sign_in(Client(), user)
    found = crawl(client, STARTS) | {one: _text(client.get(one)) for one in addresses_of(meeting)}
    return {one for one, text in found.items() if SECRET in text}


def _text(response):
    return response.getvalue().decode(errors="replace") if response.status_code < 400 else ""


def papers_in(addresses):
    return {one for one in addresses if "/papers/" in one}


def finds(user):
    return search.matching(search.visible_to(user), search.asked_for(SECRET)).exists()


def another_member():
    return members.a_member().person


# --- a member who left ------------------------------------------------------------------------------------------------


def test_somebody_who_stayed_reads_all_of_it_so_that_the_walk_looks_where_it_should(meeting, coordinator):
    person = another_member()
    left(meeting, coordinator, "stayed", person=person)
    papers = papers_in(reads(person.user, meeting))
    assert len({one for one in papers if one.endswith("/file/")}) == 2
    assert len(papers) == 7
    assert finds(person.user)


@pytest.mark.parametrize("handling", ["left", "spoke"])
def test_a_member_who_left_or_took_no_part_reaches_nothing_by_any_address(handling, meeting, coordinator):
    person = another_member()
    left(meeting, coordinator, handling, person=person)
    assert finds(person.user) is False
    assert reads(person.user, meeting) == set()


def test_from_declaring_until_the_group_decides_the_item_is_closed(meeting, coordinator):
    person = another_member()
    for item in _items_of(meeting):
        declare(meeting, item, nature="Runs the buses", person=person, by=person.user)
    assert reads(person.user, meeting) == set()


def test_an_interest_in_the_whole_meeting_closes_each_of_its_items(meeting, coordinator):
    person = another_member()
    whole = declare(meeting, nature="Sells to everybody", person=person, by=coordinator)
    assert reads(person.user, meeting) == set()
    acknowledge_declaration(whole, "stayed", by=coordinator)
    assert finds(person.user)


def test_typing_the_name_of_a_member_binds_that_member(meeting, coordinator):
    person = another_member()
    left(meeting, coordinator, name=f"  {person.name.upper()} ")
    assert reads(person.user, meeting) == set()


def test_declaration_in_one_item_closes_no_other(meeting, coordinator):
    person = another_member()
    private, public = _items_of(meeting)[::-1]
    assert private.is_private
    declaration = declare(meeting, private, nature="Runs the buses", person=person, by=coordinator)
    acknowledge_declaration(declaration, "left", by=coordinator)
    assert set(AgendaItem.objects.open_to(person.user).filter(pk__in=[private.pk, public.pk])) == {public}
    assert finds(person.user)


def test_member_with_two_seats_is_bound_in_both(meeting, coordinator):
    person = another_member()
    members.a_member(person=person)
    left(meeting, coordinator, person=person)
    assert reads(person.user, meeting) == set()


def test_joint_holder_is_not_bound_by_what_the_other_holder_declared(meeting, coordinator):
    first, second = members.a_shared_seat()[1]
    left(meeting, coordinator, person=first.person)
    assert not finds(first.person.user)
    assert finds(second.person.user)


def test_chair_who_left_an_item_reaches_nothing_of_it(coming, coordinator, request):
    person = another_member()
    set_chair(coming, person, by=coordinator, now=make.noon(dt.date(2026, 6, 2)))
    meeting = request.getfixturevalue("meeting")
    left(meeting, coordinator, person=person)
    assert reads(person.user, meeting) == set()


def test_nothing_of_the_items_is_in_an_email_or_the_feed(meeting, coordinator):
    """What is followed is the same for everybody, and e-mails of a meeting name public items alone."""
    assert Message.objects.exists()
    assert not Message.objects.filter(body_text__contains=SECRET).exists()
    for source in following.sources.values():
        assert not any(SECRET in str(source.tell(row)) for row in source.rows())


def test_timeline_of_the_theme_does_not_tell_what_was_resolved(meeting, theme, coordinator):
    person = another_member()
    assert SECRET in str(timeline.build(theme, person.user))
    left(meeting, coordinator, person=person)
    assert SECRET not in str(timeline.build(theme, person.user))


# --- what stays public ------------------------------------------------------------------------------------------------


def approved(meeting, by):
    later = make.a_meeting_with_agenda(dt.date(2026, 6, 19), by=by, now=make.noon(dt.date(2026, 6, 18)))
    return approve_minutes(make.fresh(meeting), later, "Who declared what", by=by)


def test_public_papers_and_approved_public_minutes_stay_open_and_the_page_says_so(meeting, coordinator):
    person = another_member()
    left(meeting, coordinator, person=person)
    client = sign_in(Client(), person.user)
    public = Paper.objects.get(
        item__meeting=meeting, item__is_private=False, replaced_by=None, is_for_members_only=False
    )
    page = client.get(f"/meetings/{meeting.slug}/papers/{public.pk}/").content.decode()
    assert "This paper is public" in page
    meeting = approved(meeting, accounts.coordinator())
    page = client.get(f"/meetings/{meeting.slug}/").content.decode()
    assert f"The group heard of the {SECRET}" in page
    assert "You see here what everybody can read." in page
    private = next(item for item in _items_of(meeting) if item.is_private)
    assert private.title not in page
    assert finds(AnonymousUser())


def test_circulated_draft_and_private_part_stay_closed_after_the_approval(meeting, coordinator):
    person = another_member()
    left(meeting, coordinator, person=person)
    meeting = approved(meeting, accounts.coordinator())
    client = sign_in(Client(), person.user)
    draft = meeting.versions.get(kind="circulated").kept.number
    assert client.get(f"/meetings/{meeting.slug}/minutes/{draft}/").status_code == 404
    final = meeting.versions.get(kind="approved").kept.number
    assert client.get(f"/meetings/{meeting.slug}/minutes/{final}/").content.decode().count("far.") == 1


def test_pack_says_that_the_items_are_closed(meeting, coordinator):
    person = another_member()
    left(meeting, coordinator, person=person)
    page = " ".join(sign_in(Client(), person.user).get(f"/my/meetings/{meeting.slug}/").content.decode().split())
    number = next(item.number for item in _items_of(meeting) if item.is_private)
    assert "you do not get its papers or draft minutes" in page
    assert f"Item {number} is in the private part. An interest was declared in it" in page


def test_minutes_name_under_the_item_who_left(meeting, coordinator):
    person = another_member()
    left(meeting, coordinator, person=person)
    meeting = approved(meeting, accounts.coordinator())
    page = " ".join(Client().get(f"/meetings/{meeting.slug}/").content.decode().split())
    assert "had declared an interest: left the room." in page
    number = meeting.versions.get(kind="approved").kept.number
    page = " ".join(Client().get(f"/meetings/{meeting.slug}/minutes/{number}/").content.decode().split())
    assert "had declared an interest: left the room." in page


# --- approval ---------------------------------------------------------------------------------------------------------


def test_who_left_an_item_cannot_record_the_approval_or_an_amendment_of_its_minutes(meeting, coordinator):
    person = another_member()
    left(meeting, coordinator, person=person)
    with pytest.raises(DomainError, match="you take no part in it"):
        approved(meeting, person.user)
    client = sign_in(Client(), person.user)
    assert "Record minutes as approved" not in client.get(f"/my/meetings/{meeting.slug}/").content.decode()
    done = approved(meeting, accounts.coordinator())
    with pytest.raises(DomainError, match="you take no part in it"):
        amend_minutes(done, {_items_of(done)[0].pk: "Nothing."}, "A mistake", by=person.user)


def test_who_stayed_can_record_the_approval(meeting, coordinator):
    person = another_member()
    left(meeting, coordinator, "stayed", person=person)
    assert approved(meeting, person.user).is_approved


# --- co-ordinator and member at once ----------------------------------------------------------------------------------


@pytest.fixture
def both():
    user = accounts.coordinator()
    members.a_member(person=members.a_person("Rhys Co", user=user))
    return user


def test_a_coordinator_in_conflict_reaches_nothing_by_the_pages_of_either_role(both, meeting, coordinator):
    assert finds(both)
    left(meeting, coordinator, person=both.person)
    issue_pages = {one for one in reads(both, meeting) if one.startswith(("/staff/issues/", "/staff/themes/"))}
    assert reads(both, meeting) == issue_pages


def test_nobody_decides_on_what_binds_themselves(both, meeting, coordinator):
    item = _items_of(meeting)[0]
    declaration = declare(meeting, item, nature="Runs the buses", person=both.person, by=both)
    for act in (
        lambda: acknowledge_declaration(declaration, "stayed", by=both),
        lambda: remove_declaration(declaration, by=both),
    ):
        with pytest.raises(DomainError, match="binds you"):
            act()
    done = acknowledge_declaration(declaration, "left", by=coordinator)
    with pytest.raises(DomainError, match="binds you"):
        change_handling(done, "stayed", "I stayed", by=both)


# --- substitutes ------------------------------------------------------------------------------------------------------


@pytest.fixture
def membership():
    return members.a_member()


@pytest.fixture
def substitute(coming, membership):
    with clock.frozen(dt.date(2026, 6, 10)):
        reply(
            coming, membership, "substitute", substitute_name="Sam  Lowe", substitute_email="Sam@example.org", by=None
        )
    return accounts.parent("sam@example.org")


@pytest.fixture
def before(substitute):
    with clock.frozen(dt.date(2026, 6, 12)):
        yield


@pytest.mark.usefixtures("before")
class TestSubstitutes:
    def test_substitute_reads_what_the_group_discusses(self, substitute, coming):
        assert f"/my/substitute/{coming.slug}/" in reads(substitute, coming)

    def test_substitute_who_declared_reads_it_no_more(self, substitute, coming, coordinator):
        for item in _items_of(coming):
            declare(coming, item, nature="Runs the buses", name="sam lowe", by=coordinator)
        assert reads(substitute, coming) == set()

    def test_substitute_is_bound_by_what_the_member_declared_in_whose_place_they_come(
        self, substitute, coming, membership, coordinator
    ):
        for item in _items_of(coming):
            declare(coming, item, nature="Runs the buses", person=membership.person, by=coordinator)
        assert reads(substitute, coming) == set()
        page = sign_in(Client(), substitute).get(f"/my/substitute/{coming.slug}/").content.decode()
        assert "you do not get its papers or draft minutes" in page

    def test_naming_somebody_after_declaring_is_no_way_round(self, coming, coordinator):
        member = members.a_member()
        for item in _items_of(coming):
            declare(coming, item, nature="Runs the buses", person=member.person, by=coordinator)
        fields = {"substitute_name": "Jo Way", "substitute_email": "jo@example.org"}
        reply(coming, member, "substitute", by=None, **fields)
        assert reads(accounts.parent("jo@example.org"), coming) == set()

    def test_address_given_after_the_substitute_declared_by_name_is_bound_too(self, coming, coordinator):
        member = members.a_member()
        for item in _items_of(coming):
            declare(coming, item, nature="Runs the buses", name="Jo Way", by=coordinator)
        fields = {"substitute_name": "jo  way", "substitute_email": "jo@example.org"}
        reply(coming, member, "substitute", by=None, **fields)
        assert reads(accounts.parent("jo@example.org"), coming) == set()

    def test_another_substitute_of_the_same_meeting_is_not_bound(self, substitute, coming, membership, coordinator):
        for item in _items_of(coming):
            declare(coming, item, nature="Runs the buses", person=members.a_member().person, by=coordinator)
        assert reads(substitute, coming)

    def test_member_who_comes_for_another_member_is_bound_by_what_that_one_declared(
        self, coming, membership, coordinator
    ):
        other = another_member()
        fields = {"substitute_name": other.name, "substitute_email": other.user.email}
        reply(coming, membership, "substitute", by=None, **fields)
        for item in _items_of(coming):
            declare(coming, item, nature="Runs the buses", person=membership.person, by=coordinator)
        assert reads(other.user, coming) == set()


# --- opened again -----------------------------------------------------------------------------------------------------


def test_what_was_closed_by_mistake_opens_again_and_the_audit_trail_says_so(meeting, coordinator):
    person = another_member()
    declarations = left(meeting, coordinator, person=person)
    for declaration in declarations:
        change_handling(declaration, "stayed", "They had stayed: the note was wrong.", by=coordinator)
    assert len(papers_in(reads(person.user, meeting))) == 7
    entry = AuditEntry.objects.filter(verb="change_handling").latest("pk")
    assert entry.detail["was"] == "left"
    assert entry.detail["handling"] == "stayed"
    assert entry.reason == "They had stayed: the note was wrong."


def test_removed_declaration_closes_nothing_any_more(meeting, coordinator):
    person = another_member()
    for declaration in left(meeting, coordinator, person=person):
        remove_declaration(declaration, by=coordinator)
    assert finds(person.user)
    assert AuditEntry.objects.filter(verb="remove_declaration").count() == 2
    assert not Declaration.objects.exists()


def test_stayed_changed_to_left_closes_at_the_next_request(meeting, coordinator):
    person = another_member()
    for declaration in left(meeting, coordinator, "stayed", person=person):
        change_handling(declaration, "left", "They left.", by=coordinator)
    assert reads(person.user, meeting) == set()
    assert Resolution.objects.exists()
