"""The page of the record, the daily e-mail to its witness, and how long it takes to verify a year."""

import csv
import datetime as dt
import io
import time

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, ServiceSetting
from accounts.services.pending_changes import approve_change, ask_to_set_setting
from accounts.services.record_check import check_record
from accounts.services.settings import get_setting, set_setting
from accounts.services.witness import tell_witness
from common import chain, clock
from common.errors import DomainError
from common.models import ChainDay, ChainRow, Message
from common.periodic import remind
from common.rules import MessageState
from tests.factories import accounts
from tests.mailbox import mail
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 6, 1)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + n * clock.DAY for n in (1, 2, 3))
CLERK, OTHER = "clerk@example.org", "other@example.org"


@pytest.fixture
def tuesday():
    """The noon after the first sealed day, on which somebody came."""
    with clock.frozen(MONDAY):
        accounts.parent()
    with clock.frozen(TUESDAY) as now:
        chain.seal()
        yield now


def name_witness(email=CLERK, name="The Clerk to the Council", **how):
    set_setting("witness_name", name, by=None, **how)
    set_setting("witness_email", email, by=None, **how)


def told(address):
    return [one for one in mail.outbox if one.to == [address]]


class TestThePage:
    def page(self, client):
        return client.get(reverse("accounts:record"))

    def test_says_that_the_record_has_not_begun(self, client):
        assert "The record has not begun yet" in self.page(client).text

    def test_shows_the_last_head_what_was_sealed_and_since_when(self, client, tuesday):
        page = self.page(client).text
        assert chain.last_day().head in page
        assert "Lines of the audit trail" in page
        assert "The record begins on 2 June 2026." in page

    def test_says_who_the_witness_is_and_never_where_they_are_written_to(self, client, tuesday):
        assert "No witness outside the service gets the heads by e-mail yet." in " ".join(
            self.page(client).text.split()
        )
        name_witness()
        page = self.page(client).text
        assert "The Clerk to the Council" in page
        assert CLERK not in page

    def test_lists_the_heads_a_page_at_a_time_and_asks_no_more_for_many_of_them(
        self, client, tuesday, django_assert_max_num_queries
    ):
        with clock.frozen(MONDAY + 40 * clock.DAY):
            chain.seal()
            with django_assert_max_num_queries(13):
                page = self.page(client)
        assert len(page.context["object_list"]) == 25

    def test_gives_every_head_as_a_file(self, client, tuesday):
        rows = list(
            csv.reader(io.StringIO(client.get(reverse("accounts:record_heads")).getvalue().decode("utf-8-sig")))
        )
        assert rows == [["day", "head"], [str(MONDAY), chain.last_day().head]]

    def test_is_linked_from_every_page(self, client):
        assert 'href="/record/"' in client.get("/").text


class TestTheWitness:
    def test_nobody_is_written_to_until_somebody_is_named(self, tuesday):
        assert tell_witness(tuesday) == 0
        assert mail.outbox == []

    def test_nothing_is_sent_before_a_day_is_sealed(self):
        name_witness()
        assert tell_witness(clock.now()) == 0

    def test_gets_each_days_head_once(self, tuesday):
        name_witness()
        tell_witness(tuesday)
        tell_witness(tuesday)
        [first] = told(CLERK)
        assert f"{MONDAY} {chain.last_day().head}" in first.body
        with clock.frozen(WEDNESDAY) as now:
            chain.seal()
            tell_witness(now)
        [_first, second] = told(CLERK)
        for day in ChainDay.objects.all():
            assert f"{day.day} {day.head}" in second.body

    def test_the_address_before_is_told_when_another_is_set(self, tuesday):
        name_witness()
        tell_witness(tuesday)
        with clock.frozen(THURSDAY) as now:
            chain.seal()
            name_witness(OTHER, "The district auditor")
            tell_witness(now)
            tell_witness(now)
        [_first, last] = told(CLERK)
        assert "This is the last of these e-mails to this address" in last.body
        [new] = told(OTHER)
        assert "last of these" not in new.body
        assert OTHER not in last.body

    def test_the_address_before_is_told_however_another_was_set(self, client, tuesday):
        """By a row that was changed in place: no line of the audit trail, and no other day."""
        name_witness()
        tell_witness(tuesday)
        ServiceSetting.objects.filter(name="witness_email").update(value=OTHER)
        with clock.frozen(WEDNESDAY) as now:
            chain.seal()
            tell_witness(now)
            tell_witness(now)
        with clock.frozen(THURSDAY) as now:
            chain.seal()
            tell_witness(now)
        [_first, last] = told(CLERK)
        assert "This is the last of these e-mails to this address" in last.body
        assert "A day without it is itself a sign" in last.body
        assert len(told(OTHER)) == 2

    def test_the_page_says_when_the_witness_was_really_sent_one(self, client, tuesday):
        def page():
            return " ".join(client.get("/record/").text.split())

        name_witness()
        assert "None has gone to them yet." in page()
        tell_witness(tuesday)
        assert "None has gone to them yet." in page()
        Message.objects.update(state=MessageState.SENT, sent_at=tuesday)
        assert "The Clerk to the Council: last on 2 June 2026." in page()
        with clock.frozen(THURSDAY):
            assert "last on 2 June 2026." in page()
            name_witness(OTHER)
            assert "None has gone to them yet." in page()

    def test_nobody_alone_names_or_changes_the_witness(self):
        one, other = accounts.administrator(), accounts.administrator()
        with pytest.raises(DomainError, match="Another administrator"):
            set_setting("witness_email", CLERK, by=one)
        change = ask_to_set_setting("witness_email", CLERK, by=one)
        assert get_setting("witness_email") == ""
        approve_change(change, by=other)
        assert get_setting("witness_email") == CLERK

    def test_an_address_that_was_named_is_not_emptied(self):
        with pytest.raises(DomainError, match="Give an e-mail address"):
            set_setting("witness_email", "nobody", by=None)


class TestTheDailyCheck:
    def page(self, client, address="/record/"):
        return " ".join(client.get(address).text.split())

    def test_says_on_the_page_how_it_came_out_and_when(self, client, tuesday):
        assert "It has not done so yet, or the first time is not over." in self.page(client)
        assert check_record(tuesday) == 1
        assert "Last checked on 2 June 2026, up to 1 June 2026: everything fits." in self.page(client)
        inside = sign_in(Client(), accounts.administrator())
        assert "2 June 2026: everything fits" in self.page(inside, "/staff/installation/")
        assert mail.outbox == []

    def test_is_one_of_the_things_done_every_hour(self, tuesday):
        assert remind.run_part("accounts.record_check", tuesday) == 1

    def test_compares_nothing_before_a_day_is_sealed(self):
        assert check_record(clock.now()) == 0

    def test_writes_to_every_administrator_once_a_day_while_something_does_not_fit(self, client, tuesday):
        people = [accounts.administrator(now=tuesday) for _each in range(2)]
        accounts.coordinator(now=tuesday)
        AuditEntry.objects.filter(on=MONDAY).update(reason="Nobody said so.")
        mail.outbox.clear()
        n = AuditEntry.objects.filter(on=MONDAY).count()
        things = "1 thing does" if n == 1 else f"{n} things do"
        for _hour in range(2):
            check_record(tuesday)
        assert {one.to[0] for one in mail.outbox} == {one.email for one in people}
        assert len(mail.outbox) == 2
        assert "verify_record" in mail.outbox[0].body
        assert f"up to 1 June 2026: {things} not fit. Administrators are e-mailed" in self.page(client)
        with clock.frozen(WEDNESDAY) as now:
            check_record(now)
        assert len(mail.outbox) == 4

    def test_a_misfit_is_a_task_of_the_administrators(self, tuesday):
        inside = sign_in(Client(), accounts.administrator(now=tuesday))
        assert "in the record" not in self.page(inside, "/admin/")
        ChainDay.objects.update(counts={})
        check_record(tuesday)
        assert "1 thing in the record does not fit" in self.page(inside, "/admin/")

    def test_a_last_head_that_is_too_old_is_told_to_everybody_and_a_task(self, client, tuesday):
        check_record(tuesday)
        stale = "No day after 1 June 2026 is sealed"
        with clock.frozen(WEDNESDAY):
            assert stale not in self.page(client)
        with clock.frozen(THURSDAY):
            page = self.page(client)
            assert stale in page
            assert "That is longer ago than it should be" not in page
            inside = sign_in(Client(), accounts.administrator())
            assert "Find out why the record is not sealed each night" in self.page(inside, "/admin/")
            assert "It is too old" in self.page(inside, "/staff/installation/")
        with clock.frozen(THURSDAY + clock.DAY):
            assert "That is longer ago than it should be" in self.page(client)

    def test_rows_without_any_sealed_day_are_told_too(self, client, tuesday):
        ChainRow.objects.all().delete()
        ChainDay.objects.all().delete()
        with clock.frozen(THURSDAY):
            assert "No day is sealed, though some should be" in self.page(client)

    def test_shows_what_the_command_found_in_the_same_place(self, client, tuesday, capsys):
        AuditEntry.objects.filter(on=MONDAY).update(reason="Nobody said so.")
        with pytest.raises(CommandError, match="does not fit"):
            call_command("verify_record")
        assert "not fit. Administrators are e-mailed" in self.page(client)


def a_year_of_lines(count):
    """Write lines of the audit trail over a year, and seal them."""
    start = MONDAY - 365 * clock.DAY
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(
                on=start + n * 365 // count * clock.DAY,
                verb="edit_issue",
                object_type="issues.issue",
                object_id=str(n),
                object_name=f"PPS-{n} A child waits by the road",
                reason="The family asked for it.",
                detail={"versions_of": n, "version": 2, "put_back": 0},
            )
            for n in range(count)
        ),
        batch_size=1000,
    )
    while chain.seal(clock.at(MONDAY, dt.time(12))):
        pass


SECONDS, ROWS = 20, 100_000


def test_a_row_is_verified_in_its_share_of_the_time():
    a_year_of_lines(ROWS // 40)
    began = time.process_time()
    assert list(chain.verify()) == []
    assert time.process_time() - began < SECONDS / 40
    assert ChainRow.objects.count() == ROWS // 40


@pytest.mark.full
def test_a_year_of_100_000_rows_is_verified_in_20_seconds():
    a_year_of_lines(ROWS)
    began = time.monotonic()
    assert list(chain.verify()) == []
    assert time.monotonic() - began < SECONDS
