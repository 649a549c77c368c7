"""What people ask of what is held about them: a copy, or its erasure (UK GDPR, articles 12, 15 and 17)."""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.test import Client

from accounts.models import AuditEntry, DataRequest, LegalHold, User
from accounts.rules import DataRequestKind, DataRequestStatus
from accounts.services import data_requests as services
from accounts.services import holds
from answers.services.feedback import give_feedback
from common import clock, jobs
from common.documents import read_document
from common.errors import DomainError
from common.models import Document, Job, Message
from common.privacy import Part, holdings
from common.retention import carry_out, rules
from common.rules import JobState, MessageState
from issues.models import Issue
from issues.services.issues import look_at_contact
from tests.factories import accounts, answers, data, issues, members
from tests.sample_year import AS_OF
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = clock.at(AS_OF, dt.time(12))
DAY = dt.timedelta(days=1)


@pytest.fixture
def coordinator():
    return accounts.coordinator()


@pytest.fixture
def parent():
    user = accounts.parent("ottoline@example.org", name="Ottoline Quillfeather")
    issues.received_issue(
        reporter=user, contact_name="Ottoline Quillfeather", contact_email=user.email, original_text="The bus is late."
    )
    return user


def run_jobs():
    for job in Job.objects.filter(state=JobState.WAITING):
        jobs.run_job(job.pk)


def send_last_emails():
    Message.objects.filter(kind="accounts.data_erased").update(state=MessageState.SENT, sent_at=NOON)


def pages_of(request):
    """Return the pages and files of a copy: {name: text}."""
    with zipfile.ZipFile(io.BytesIO(read_document(request.document))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def copy_for(user, now=NOON):
    request = services.ask_for_own(user, DataRequestKind.COPY, now=now)
    run_jobs()
    return DataRequest.objects.get(pk=request.pk)


class TestACopy:
    def test_it_is_made_at_once_for_whoever_is_signed_in(self, parent):
        request = copy_for(parent)
        assert request.status == DataRequestStatus.DONE
        assert request.document.media_type == "application/zip"

    def test_it_holds_what_they_said_on_a_page_for_each_kind_of_record(self, parent):
        pages = pages_of(copy_for(parent))
        assert {"index.html", "issues-you-raised.html", "your-account.html"} <= set(pages)
        assert "The bus is late." in pages["issues-you-raised.html"]
        assert "ottoline@example.org" in pages["your-account.html"]
        assert "issues-you-raised.html" in pages["index.html"]
        assert not {">None<", ">False<", ">True<"} & set(re.findall(r">\w+<", "".join(pages.values())))

    def test_their_yes_or_no_to_an_answer_is_in_it_without_any_words(self, parent):
        issue = answers.responded_issue(reporter=parent, contact_name="", contact_email=parent.email)
        give_feedback(issue, is_answered=True, reason="", by=parent, now=NOON)
        assert ">Yes<" in pages_of(copy_for(parent))["what-you-said-of-answers-to-your-issues.html"]

    def test_what_others_wrote_is_not_in_it(self, parent, coordinator):
        issue = issues.acknowledged_issue(reporter=parent, contact_email=parent.email, by=coordinator)
        Issue.objects.filter(pk=issue.pk).update(status_reason="Mum is difficult, wrote the team.")
        assert "difficult" not in "".join(pages_of(copy_for(parent)).values())

    def test_it_says_who_looked_and_why_but_not_while_it_was_out_of_sight(self, parent, coordinator):
        issue = Issue.objects.get()
        look_at_contact(issue, reason="To ring about the bus", by=coordinator, now=NOON)
        issue.is_hidden = True
        look_at_contact(issue, reason="A child may be in danger", by=coordinator, now=NOON)
        first = pages_of(copy_for(parent))["index.html"]
        assert "To ring about the bus" in first
        assert "danger" not in first

    def test_it_lies_ready_for_a_day(self, parent):
        with clock.frozen(NOON):
            request = copy_for(parent)
            assert carry_out(rules["accounts.copies"], NOON + DAY - dt.timedelta(seconds=1)) == 0
        assert carry_out(rules["accounts.copies"], NOON + DAY) == 1
        request.refresh_from_db()
        assert request.document is None
        assert not Document.objects.exists()

    def test_they_are_e_mailed_when_it_is_ready(self, parent):
        copy_for(parent)
        assert [one.to for one in Message.objects.filter(kind="accounts.data_copied")] == [parent.email]

    def test_the_same_is_not_asked_for_twice_at_once(self, parent):
        services.ask_for_own(parent, DataRequestKind.COPY, now=NOON)
        with pytest.raises(DomainError, match="already"):
            services.ask_for_own(parent, DataRequestKind.COPY, now=NOON)

    def test_no_way_to_sign_in_and_no_secret_is_in_it(self, parent):
        inside = sign_in(Client(), parent)
        pages = "".join(pages_of(copy_for(parent)).values())
        assert inside.session.session_key not in pages
        assert "sessions-session.html" not in pages
        for holding in holdings.values():
            told = {field.name for field in holding.fields(Part.IDENTIFIES, Part.SAYS)}
            assert not {name for name in told if re.search("secret|session|password|token|hash", name)}, holding.key

    def test_what_is_kept_from_whoever_hands_it_over_is_not_in_it(self, parent, coordinator):
        about_us = issues.read_about_us(
            reporter=parent, contact_name="Ottoline Quillfeather", contact_email=parent.email
        )
        own = "".join(pages_of(copy_for(parent)).values())
        assert about_us.reference in own
        request = services.ask_for_somebody(
            parent.email, DataRequestKind.COPY, how_known="She rang.", by=coordinator, now=NOON
        )
        services.agree(request, by=accounts.administrator(), now=NOON)
        run_jobs()
        handed = "".join(pages_of(DataRequest.objects.get(pk=request.pk)).values())
        assert "The bus is late." in handed
        assert about_us.reference not in handed
        with pytest.raises(DomainError, match="Nothing is held"):
            services.ask_for_somebody(
                about_us.reference, DataRequestKind.COPY, how_known="She rang.", by=coordinator, now=NOON
            )

    def test_whoever_fetched_a_copy_for_them_is_named_to_them(self, parent, coordinator):
        request = services.ask_for_somebody(
            parent.email, DataRequestKind.COPY, how_known="She rang.", by=coordinator, now=NOON
        )
        services.record_handed_over(request, by=coordinator, now=NOON)
        first = pages_of(copy_for(parent))["index.html"]
        assert f"everything in the copy {request.reference}" in first
        assert "A copy for you was handed over." in first
        assert "She rang." not in first
        assert "She rang." not in sign_in(Client(), parent).get("/my/data/").content.decode()

    def test_a_copy_for_somebody_else_needs_a_second_person(self, parent, coordinator):
        request = services.ask_for_somebody(
            "ottoline@example.org", DataRequestKind.COPY, how_known="She rang.", by=coordinator, now=NOON
        )
        assert request.status == DataRequestStatus.ASKED
        other = accounts.administrator()
        with pytest.raises(DomainError, match="somebody else"):
            services.agree(request, by=coordinator, now=NOON)
        services.agree(request, by=other, now=NOON)
        run_jobs()
        assert "The bus is late." in pages_of(DataRequest.objects.get(pk=request.pk))["issues-you-raised.html"]


class TestAskingForSomebody:
    def ask(self, text, by, how_known="They rang."):
        return services.ask_for_somebody(text, DataRequestKind.ERASURE, how_known=how_known, by=by, now=NOON)

    def test_a_reference_leads_to_them_however_it_is_typed(self, coordinator):
        issue = issues.anonymous_issue()
        assert self.ask(f" {issue.reference.lower().replace('-', ' ')} ", coordinator).subject.keys("issues.issue")

    @pytest.mark.parametrize("text", ["nobody@example.org", "PPS-9999999", "???", "@"])
    def test_what_leads_to_nobody_is_refused(self, text, coordinator):
        with pytest.raises(DomainError, match="Nothing is held"):
            self.ask(text, coordinator)

    def test_how_it_is_known_to_be_them_has_to_be_said(self, parent, coordinator):
        with pytest.raises(DomainError, match="how you know"):
            self.ask(parent.email, coordinator, how_known="  ")

    def test_of_whoever_holds_a_seat_it_is_taken_and_waits(self, coordinator):
        member = members.a_member()
        asked = self.ask(member.person.user.email, coordinator)
        assert (asked.status, asked.asked_on) == (DataRequestStatus.ASKED, AS_OF)
        with pytest.raises(DomainError, match=f"{member.person} holds the seat {member.seat}"):
            services.agree(asked, by=accounts.administrator(), now=NOON)
        assert any("You hold a seat" in words for words in services.obstacles(asked.subject, NOON))

    def test_of_the_last_coordinator_it_is_taken_and_waits(self, coordinator):
        asked = services.ask_for_own(coordinator, DataRequestKind.ERASURE, now=NOON)
        with pytest.raises(DomainError, match="Nobody else can sign in"):
            services.agree(asked, by=accounts.administrator(), now=NOON)
        assert services.carry_out_due(NOON + DAY * 30) == 0

    def test_the_same_is_asked_for_once(self, parent, coordinator):
        asked = self.ask(parent.email, coordinator)
        with pytest.raises(DomainError, match=f"asked for already: {asked.reference}"):
            self.ask(parent.email.upper(), coordinator)
        with pytest.raises(DomainError, match="already"):
            services.ask_for_own(parent, DataRequestKind.ERASURE, now=NOON)

    def test_whether_somebody_asked_from_their_account_is_not_told_by_a_reference(self, parent, coordinator):
        issue = issues.received_issue(reporter=parent, contact_name="", contact_email="")
        services.ask_for_own(parent, DataRequestKind.ERASURE, now=NOON)
        assert self.ask(issue.reference, coordinator).is_open

    def test_a_copy_for_one_reference_tells_nothing_of_what_was_asked_from_the_account(self, parent, coordinator):
        issue = issues.received_issue(reporter=parent, contact_name="", contact_email="")
        own = copy_for(parent)
        copy = services.ask_for_somebody(
            issue.reference, DataRequestKind.COPY, how_known="She rang.", by=coordinator, now=NOON
        )
        services.agree(copy, by=accounts.administrator(), now=NOON)
        run_jobs()
        pages = "".join(pages_of(DataRequest.objects.get(pk=copy.pk)).values())
        assert copy.reference in pages
        assert own.reference not in pages
        assert parent.email not in pages
        erasure = self.ask(issue.reference, coordinator)
        services.agree(erasure, by=accounts.administrator(), now=NOON)
        services.carry_out_due(NOON + DAY)
        run_jobs()
        own.refresh_from_db()
        copy.refresh_from_db()
        assert (own.who, copy.who) == (parent.email, "")


class TestAnErasure:
    @pytest.fixture
    def asked(self, parent):
        return services.ask_for_own(parent, DataRequestKind.ERASURE, now=NOON)

    def carried_out(self, asked, by, now=NOON):
        services.agree(asked, by=by, now=now)
        send_last_emails()
        services.carry_out_due(now + dt.timedelta(minutes=15))
        run_jobs()
        return DataRequest.objects.get(pk=asked.pk)

    def test_it_waits_for_a_second_person(self, asked, parent):
        assert asked.status == DataRequestStatus.ASKED
        with pytest.raises(DomainError, match="somebody else"):
            services.agree(asked, by=parent, now=NOON)

    def test_without_a_second_person_it_waits_for_a_day(self, parent):
        asked = services.ask_for_own(parent, DataRequestKind.ERASURE, now=NOON)
        assert asked.applies_at == NOON + DAY
        assert services.carry_out_due(NOON + DAY - dt.timedelta(seconds=1)) == 0
        assert services.carry_out_due(NOON + DAY) == 1

    def test_nothing_goes_before_the_last_e_mail_has_had_time_to_leave(self, asked, coordinator):
        services.agree(asked, by=coordinator, now=NOON)
        send_last_emails()
        assert services.carry_out_due(NOON + dt.timedelta(minutes=14)) == 0
        assert Message.objects.filter(kind="accounts.data_erased").count() == 1
        assert services.carry_out_due(NOON + dt.timedelta(minutes=15)) == 1

    def test_the_receipt_names_nobody(self, asked, coordinator):
        done = self.carried_out(asked, coordinator)
        assert done.status == DataRequestStatus.DONE
        assert (done.who, done.about, done.user, done.asked_by) == ("", {}, None, None)
        assert {"key": "issues.issue", "deleted": 0, "blanked": 1, "kept": 0} in done.counts

    def test_every_line_of_the_receipt_has_a_number(self, asked, parent, coordinator):
        """Earlier versions go with the issue they belong to, before it is their turn to be counted."""
        issues.edited_issue(reporter=parent, contact_email=parent.email, by=coordinator)
        counts = {one["key"]: one for one in self.carried_out(asked, coordinator).counts}
        assert all(one["deleted"] + one["blanked"] + one["kept"] for one in counts.values())
        assert counts["common.textversion"]["deleted"] > 0

    def test_the_account_is_closed_and_nobody_can_sign_in_with_it(self, asked, parent, coordinator):
        self.carried_out(asked, coordinator)
        parent.refresh_from_db()
        assert not parent.is_active
        assert not parent.has_usable_password()
        assert parent.email == f"erased-{parent.pk}@erased.invalid"

    def test_the_link_to_the_receipt_works_for_whoever_has_it(self, asked, coordinator, client):
        services.agree(asked, by=coordinator, now=NOON)
        message = Message.objects.get(kind="accounts.data_erased")
        address = next(word for word in message.body_text.split() if "/privacy/receipts/" in word)
        path = address[address.index("/privacy") :]
        assert "usually within a day" in client.get(path).content.decode()
        send_last_emails()
        services.carry_out_due(NOON + dt.timedelta(minutes=15))
        run_jobs()
        page = client.get(path).content.decode()
        assert "1 kept, without what identifies somebody" in page
        assert "ottoline" not in page.lower()
        assert client.get("/privacy/receipts/nothing/").status_code == 404

    def test_a_refusal_gives_its_reason_to_the_person(self, asked, coordinator):
        with pytest.raises(DomainError, match="reason"):
            services.refuse(asked, reason=" ", by=coordinator, now=NOON)
        services.refuse(asked, reason="A court has asked us to keep it.", by=coordinator, now=NOON)
        message = Message.objects.get(kind="accounts.data_refused")
        assert "A court has asked us to keep it." in message.body_text

    def test_they_can_withdraw_it_until_it_is_carried_out(self, asked, parent, coordinator):
        services.withdraw(asked, by=parent, now=NOON)
        assert asked.status == DataRequestStatus.WITHDRAWN
        again = services.ask_for_own(parent, DataRequestKind.ERASURE, now=NOON)
        services.agree(again, by=coordinator, now=NOON)
        services.withdraw(again, by=parent, now=NOON)
        send_last_emails()
        assert services.carry_out_due(NOON + DAY) == 0
        third = self.carried_out(services.ask_for_own(parent, DataRequestKind.ERASURE, now=NOON), coordinator)
        with pytest.raises(DomainError):
            services.withdraw(third, by=parent, now=NOON)

    def test_what_was_asked_for_them_by_others_goes_too_with_its_copy(self, asked, parent, coordinator):
        by, other = accounts.coordinator(), accounts.administrator()
        reference = Issue.objects.get().reference
        copy = services.ask_for_somebody(reference, DataRequestKind.COPY, how_known="She rang.", by=by, now=NOON)
        services.agree(copy, by=other, now=NOON)
        run_jobs()
        self.carried_out(asked, coordinator)
        copy.refresh_from_db()
        assert (copy.who, copy.about, copy.document, copy.how_known) == ("", {}, None, "")

    def test_nothing_goes_while_the_last_e_mail_waits_but_not_for_ever(self, asked, coordinator):
        services.agree(asked, by=coordinator, now=NOON)
        assert services.carry_out_due(NOON + DAY - dt.timedelta(seconds=1)) == 0
        assert services.carry_out_due(NOON + DAY) == 1

    def test_a_legal_hold_stops_it_before_anybody_agrees_and_after(self, asked, parent, coordinator):
        data.a_hold(parent.email, by=coordinator, now=NOON)
        with pytest.raises(DomainError, match="legal hold HLD-"):
            services.agree(asked, by=coordinator, now=NOON)
        assert not Message.objects.filter(kind="accounts.data_erased").exists()

    def test_a_hold_after_the_last_e_mail_puts_it_off_and_they_are_told_both_times(self, asked, parent, coordinator):
        services.agree(asked, by=coordinator, now=NOON)
        send_last_emails()
        hold = data.a_hold(parent.email, by=coordinator, now=NOON)
        for hour in (1, 2):
            assert services.carry_out_due(NOON + dt.timedelta(hours=hour)) == 0
        put_off = Message.objects.get(kind="accounts.data_put_off")
        assert put_off.to == parent.email
        assert "something of it has to be kept for now" in put_off.body_text
        assert "claim" not in put_off.body_text
        ended = NOON + DAY
        holds.ask_to_end_hold(hold, reason="Over.", by=coordinator, now=ended)
        holds.agree_to_end_hold(hold, by=accounts.administrator(), now=ended)
        assert services.carry_out_due(ended) == 0
        assert Message.objects.filter(kind="accounts.data_erased", to=parent.email).count() == 2
        send_last_emails()
        assert services.carry_out_due(ended + dt.timedelta(minutes=15)) == 1

    def test_an_ended_hold_and_the_audit_trail_lose_their_person(self, asked, parent, coordinator):
        holds.agree_to_end_hold(data.an_ending_hold(parent.email, now=NOON), by=accounts.administrator(), now=NOON)
        hold = LegalHold.objects.get()
        AuditEntry.objects.filter(verb="place_hold").update(reason=f"For {parent.email}.")
        self.carried_out(asked, coordinator)
        hold.refresh_from_db()
        assert (hold.email, hold.reason, hold.end_reason) == ("", "[erased]", "[erased]")
        assert "ottoline" not in str(list(AuditEntry.objects.values())).lower()
        inside = sign_in(Client(), coordinator)
        assert "ottoline" not in inside.get("/staff/data/holds/").content.decode().lower()

    def test_what_else_was_open_about_them_ends_with_it(self, parent, coordinator):
        reference = Issue.objects.get().reference
        first = services.ask_for_somebody(
            reference, DataRequestKind.ERASURE, how_known="She rang.", by=coordinator, now=NOON
        )
        own = services.ask_for_own(parent, DataRequestKind.ERASURE, now=NOON)
        self.carried_out(own, coordinator)
        first.refresh_from_db()
        assert (first.status, first.who) == (DataRequestStatus.WITHDRAWN, "")
        assert first.reason == f"Everything was erased with {own.reference}."

    def test_somebody_who_could_agree_by_the_end_of_the_day_is_waited_for(self, parent):
        asked = services.ask_for_own(parent, DataRequestKind.ERASURE, now=NOON)
        assert asked.applies_at == NOON + DAY
        accounts.administrator(now=NOON)
        assert services.carry_out_due(NOON + DAY) == 0

    def test_carrying_out_twice_changes_nothing_more(self, asked, coordinator):
        done = self.carried_out(asked, coordinator)
        entries = AuditEntry.objects.count()
        assert services.carry_out_due(NOON + DAY) == 0
        run_jobs()
        assert AuditEntry.objects.count() == entries
        assert Job.objects.filter(kind="accounts.erase").count() == 1
        assert done.counts

    def test_somebody_who_comes_back_starts_anew(self, asked, coordinator):
        self.carried_out(asked, coordinator)
        again = accounts.parent("ottoline@example.org")
        assert again.pk != asked.asked_by_id
        assert User.objects.filter(email="ottoline@example.org").count() == 1
