"""From an address or an account to what is somebody's own, and never on to another person."""

import pytest
from allauth.account.models import EmailAddress

from common import clock
from common.models import TextVersion
from common.privacy import Subject, agree, follow, holdings, known_as
from issues.services.drafts import save_draft
from meetings.models import Reply
from meetings.services.replies import reply
from tests.factories import accounts, consultations, involvement, issues, meetings, members

pytestmark = pytest.mark.django_db
FAMILY = "shah@example.org"


def from_account(user):
    return follow(Subject().with_keys("accounts.user", [user.pk]))


def from_issue(issue):
    return follow(Subject().with_keys("issues.issue", [issue.pk]))


def rows(key, subject):
    return list(holdings[key].of_subject(subject))


class TestFromOneToTheOther:
    def test_an_address_leads_to_the_account_the_person_and_what_they_sent(self):
        parent = accounts.parent(FAMILY, name="Priya Shah")
        person = members.a_person("Priya Shah", user=parent)
        issue = issues.received_issue(reporter=parent, contact_email="", contact_name="Priya Shah")
        question = meetings.a_question(asked_by="Priya Shah", email="Shah@Example.org")
        asked = involvement.a_request(email=FAMILY, name="Priya")
        response = consultations.respond(consultations.an_open_one(), user=parent)
        subject = known_as(FAMILY)
        assert subject.keys("accounts.user") == {parent.pk}
        assert subject.keys("members.person") == {person.pk}
        assert subject.keys("issues.issue") == {issue.pk}
        assert subject.keys("meetings.publicquestion") == {question.pk}
        assert subject.keys("involvement.otherversionrequest") == {asked.pk}
        assert subject.keys("consultations.response") == {response.pk}
        assert from_account(parent) == subject

    def test_a_second_proved_address_is_followed_and_an_unproved_one_is_not(self):
        parent = accounts.parent(FAMILY)
        EmailAddress.objects.create(user=parent, email="priya@example.org", verified=True)
        EmailAddress.objects.create(user=parent, email="somebody.else@example.org", verified=False)
        issues.received_issue(contact_email="somebody.else@example.org", contact_name="")
        own = issues.received_issue(contact_email="priya@example.org", contact_name="")
        subject = from_account(parent)
        assert subject.emails == {FAMILY, "priya@example.org"}
        assert subject.keys("issues.issue") == {own.pk}
        assert known_as("priya@example.org") == subject
        assert known_as("somebody.else@example.org").keys("accounts.user") == frozenset()

    def test_a_matter_of_a_letter_leads_to_the_whole_letter(self):
        letter = issues.split_letter(contact_email=FAMILY)
        whole = {letter.pk, *letter.parts.values_list("pk", flat=True)}
        assert len(whole) == 3
        assert [from_issue(one).keys("issues.issue") for one in letter.parts.all()] == [whole, whole]

    def test_earlier_versions_of_their_words_are_found_through_the_issue(self):
        edited = issues.edited_issue(contact_email=FAMILY)
        issues.edited_issue(contact_email="another@example.org")
        assert rows("common.textversion", known_as(FAMILY)) == list(TextVersion.objects.filter(of=edited.words))

    def test_letters_of_an_alphabet_without_a_pair_stay_as_they_are(self):
        issues.received_issue(contact_email="strasse@example.org")
        assert Subject().with_emails(["Straße@example.org"]).emails == {"straße@example.org"}
        assert known_as("straße@example.org").keys("issues.issue") == frozenset()


class TestNeverOnToAnother:
    def test_a_coordinator_who_entered_an_issue_is_not_its_family(self):
        ruth = accounts.coordinator()
        issue = issues.received_issue(by=ruth, channel="phone", contact_email=FAMILY)
        assert known_as(FAMILY).keys("accounts.user") == frozenset()
        assert from_account(ruth).keys("issues.issue") == frozenset()
        assert from_issue(issue).emails == {FAMILY}

    def test_a_coordinator_who_entered_a_response_does_not_own_it(self):
        ruth = accounts.coordinator()
        response = consultations.enter(consultations.an_open_one(), by=ruth)
        subject = from_account(ruth)
        assert rows("consultations.response", subject) == []
        assert rows("consultations.responseanswer", subject) == []
        assert rows("consultations.response:who did it", subject) == [response]

    def test_an_issue_a_member_raised_for_a_parent_is_the_parents(self):
        member = members.a_member(person=members.a_person("Dev Shah", user=accounts.member_user(name="Dev Shah")))
        issue = issues.received_issue(reporter=member.person.user, contact_email=FAMILY, contact_name="Priya Shah")
        another = issues.received_issue(contact_email=FAMILY, contact_name="Priya Shah")
        subject = from_account(member.person.user)
        assert (subject.keys("issues.issue"), FAMILY in subject.emails) == (frozenset(), False)
        assert known_as(FAMILY).keys("issues.issue") == {issue.pk, another.pk}
        assert known_as(FAMILY).keys("members.person") == frozenset()

    def test_an_account_without_a_name_does_not_lead_to_the_address_on_its_issue(self):
        parent = accounts.parent("priya@example.org")
        issue = issues.received_issue(reporter=parent, contact_email=FAMILY, contact_name="")
        issues.received_issue(contact_email=FAMILY, contact_name="")
        subject = from_account(parent)
        assert (subject.keys("issues.issue"), FAMILY in subject.emails) == ({issue.pk}, False)

    def test_what_a_young_person_raised_is_not_found_by_an_address(self):
        young = issues.received_issue(speaks_as="child", contact_email=FAMILY, contact_name="")
        own = issues.received_issue(contact_email=FAMILY, contact_name="")
        assert young.is_young
        assert known_as(FAMILY).keys("issues.issue") == {own.pk}
        assert from_issue(young).keys("issues.issue") == {young.pk}
        assert from_issue(young).emails == frozenset()

    def test_what_a_young_person_began_to_write_is_not_found_by_an_address(self):
        for speaks_as in ("child", "parent"):
            save_draft({"speaks_as": speaks_as}, email=FAMILY)
        found = rows("issues.issuedraft", known_as(FAMILY))
        assert [draft.answers["speaks_as"] for draft in found] == ["parent"]

    def test_two_people_of_one_surname_are_not_one(self):
        priya = members.a_person("Priya Shah", email=FAMILY)
        dev = members.a_person("Dev Shah", email="dev@example.org")
        assert known_as(FAMILY).keys("members.person") == {priya.pk}
        assert known_as("dev@example.org").keys("members.person") == {dev.pk}

    def test_the_issues_of_one_theme_are_not_one_familys(self):
        theme = issues.theme()
        own, _other = (issues.logged_issue(theme=theme, contact_email=email) for email in (FAMILY, "x@example.org"))
        assert known_as(FAMILY).keys("issues.issue") == {own.pk}


class TestASharedAddress:
    """A school's or an agency's address, or that of a couple: it says nothing of whose a row is."""

    def test_an_address_under_two_names_leads_nowhere(self):
        for name in ("Priya Shah", "Jo Lowe"):
            issues.received_issue(contact_email="office@hillview.example", contact_name=name)
        subject = known_as("office@hillview.example")
        assert subject.shared == {"office@hillview.example"}
        assert (subject.emails, subject.rows) == (frozenset(), {})

    def test_whoever_is_named_by_their_issue_is_found_alone_and_without_their_e_mails(self):
        own, _other = (
            issues.received_issue(contact_email="office@hillview.example", contact_name=name)
            for name in ("Priya Shah", "Jo Lowe")
        )
        subject = from_issue(own)
        assert subject.keys("issues.issue") == {own.pk}
        assert rows("common.message", subject) == []

    def test_an_agencys_own_address_leads_nowhere_even_without_names(self):
        accounts.agency(public_email="send@council.example")
        issue = issues.received_issue(contact_email="send@council.example", contact_name="")
        assert known_as("send@council.example").keys("issues.issue") == frozenset()
        assert from_issue(issue).keys("issues.issue") == {issue.pk}

    def test_one_person_who_signs_with_more_and_less_of_their_name_is_one(self):
        for name in ("Priya", "PRIYA SHAH", ""):
            issues.received_issue(contact_email=FAMILY, contact_name=name)
        assert len(known_as(FAMILY).keys("issues.issue")) == 3

    @pytest.mark.parametrize(
        ("one", "other", "is_one"),
        [
            ("Priya Shah", "priya  shah", True),
            ("Priya", "Priya Shah", True),
            ("Mrs P. Shah", "Priya Shah", True),
            ("D Shah", "Priya Shah", False),
            ("", "Priya Shah", True),
            ("Dev Shah", "Priya Shah", False),
            ("Priya Shah", "Priya Patel", False),
        ],
    )
    def test_names_agree_where_one_holds_the_other(self, one, other, is_one):
        assert agree(one, other) is is_one


class TestWhoeverComesForAMember:
    SUBSTITUTE = "kim@example.org"

    @pytest.fixture
    def membership(self):
        return members.a_member()

    @pytest.fixture
    def answered(self, membership):
        meeting = meetings.a_scheduled_meeting()
        return reply(
            meeting,
            membership,
            "substitute",
            by=membership.person.user,
            reason="I am ill.",
            substitute_name="Kim Green",
            substitute_email=self.SUBSTITUTE,
            now=meeting.starts_at - clock.DAY,
        )

    def test_a_substitute_does_not_lead_to_the_member(self, answered, membership):
        subject = known_as(self.SUBSTITUTE)
        assert subject.rows == {}
        assert rows("meetings.reply:substitutes", subject) == [answered]
        assert [guest.email for guest in rows("issues.groupguest", subject)] == [self.SUBSTITUTE]
        assert rows("meetings.reply", subject) == []
        assert rows("members.membership", subject) == []

    def test_a_member_does_not_lead_to_the_substitute(self, answered, membership):
        subject = from_account(membership.person.user)
        assert self.SUBSTITUTE not in subject.emails
        assert rows("meetings.reply", subject) == [answered]
        assert rows("meetings.reply:substitutes", subject) == []

    def test_each_of_the_two_is_erased_without_the_other(self):
        of_member, of_substitute = holdings["meetings.reply"], holdings["meetings.reply:substitutes"]
        assert [one.name for one in of_member.blanked()] == ["reason", "needs"]
        assert [one.name for one in of_substitute.blanked()] == ["substitute_name", "substitute_email"]
        assert of_substitute.instead["substitute_name"](Reply(substitute_name="Kim Green")) == "[erased]"

    def test_the_attendance_of_a_substitute_is_found_by_the_reply_that_named_them(self, membership):
        meeting = meetings.a_held_meeting([membership], "S")
        Reply.objects.create(
            meeting=meeting,
            membership=membership,
            kind="substitute",
            substitute_name="Kim Green",
            substitute_email=self.SUBSTITUTE,
            replied_at=meeting.starts_at,
        )
        found = rows("meetings.attendance:substitutes", known_as(self.SUBSTITUTE))
        assert [one.membership for one in found] == [membership]
