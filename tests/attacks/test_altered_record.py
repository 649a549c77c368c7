"""Promise 13: whoever alters the record behind the portal's back is named by `verify_record`, row, day or file."""

import datetime as dt
import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import AuditEntry, ServiceSetting
from accounts.services.settings import set_setting
from answers.models import Answer, FormalResponse
from answers.services.redacting import redact_response
from common import chain, clock
from common.chain import What, Why
from common.documents import store_document
from common.models import ChainChange, ChainDay, ChainRow, TextVersion
from consultations.models import Tally
from consultations.services.correcting import withdraw_theme
from consultations.services.redacting import redact_theme
from involvement.services.versions import let_go
from issues.services.issues import hide_issue
from issues.services.own_issues import withdraw_issue
from meetings.models import MinutesVersion, Paper
from meetings.services.papers import remove_paper, withdraw_paper
from meetings.services.redacting import redact_minutes
from reports.models import Build
from reports.remaking import erase_build, redact_report
from tests.attacks.test_taken_back_walk import issue, parent
from tests.factories import accounts, answers, consultations, expenses, governance, involvement
from tests.factories import meetings as make
from tests.factories import reports as make_reports

__all__ = ["issue", "parent"]

pytestmark = pytest.mark.django_db
BUILT, TODAY = dt.date(2026, 9, 14), dt.date(2027, 1, 7)
MARCH = dt.date(2027, 3, 9)
NAME = "Zebedee Quillfeather"
DROP_TRIGGER = {
    "sqlite": "DROP TRIGGER reports_build_is_frozen",
    "postgresql": "DROP TRIGGER reports_build_is_frozen ON reports_build",
}


@pytest.fixture(autouse=True)
def today(db):
    """What is made, is made on a Monday or for meetings after it; sealed and attacked on a Thursday in January."""
    with clock.frozen(BUILT):
        yield


@pytest.fixture
def coordinator():
    return accounts.coordinator()


@pytest.fixture
def record(coordinator):
    """A record with one of everything, sealed; it is Thursday."""
    meeting = make.an_approved_meeting(text="The group heard what parents had raised.", by=coordinator)
    file = store_document(b"What parents said of the bus.", name="bus.txt")
    make.a_paper(make.an_item(make.a_scheduled_meeting(dt.date(2026, 10, 13))), document=file)
    answers.responded_issue(commitments=[answers.promise(dt.date(2026, 12, 1))])
    consultations.answer(consultations.one_being_answered(people=2).themes.get())
    make_reports.a_published_report(by=coordinator, words={"foreword": f"One family wrote: {NAME} waits."})
    involvement.a_thing()
    expenses.a_paid_claim()
    governance.terms_in_force()
    set_setting("witness_email", "clerk@example.org", by=None)
    with clock.frozen(TODAY):
        chain.seal()
        yield meeting


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found():
    return [(one.what, one.kind, one.key) for one in chain.verify()]


def entries_of_one_day():
    """Return two lines of the audit trail of one sealed day that say different things."""
    rows = list(AuditEntry.objects.filter(on=BUILT).order_by("pk"))
    return rows[0], next(row for row in rows if row.verb != rows[0].verb)


def forged_digest(row):
    """Alter a line of the audit trail; return the digest and salt that would fit it."""
    AuditEntry.objects.filter(pk=row.key).update(object_name="Another")
    altered = AuditEntry.objects.get(pk=row.key)
    return chain.digest_of(chain.kinds[row.kind].whole_form(altered), "00" * 16), "00" * 16


@pytest.mark.usefixtures("record")
class TestRowsAndFiles:
    def test_nothing_is_found_where_nothing_was_altered(self):
        assert found() == []
        assert set(ChainRow.objects.values_list("kind", flat=True)) == set(chain.kinds) - {"common.changes"}

    def test_one_byte_of_a_papers_file(self):
        document = Paper.objects.get(document__isnull=False).document
        path = default_storage.path(document.file.name)
        with open(path, "r+b") as file:  # noqa: PTH123 - as an intruder would
            file.seek(5)
            file.write(b"X")
        [finding] = chain.verify()
        assert (finding.what, finding.kind, finding.key) == (What.LOOK, "common.documents", str(document.pk))
        assert finding.more == f"the bytes of its file {document.file.name} were changed"

    def test_a_file_that_is_gone(self):
        document = Paper.objects.get(document__isnull=False).document
        default_storage.delete(document.file.name)
        [finding] = chain.verify()
        assert finding.more == f"its file {document.file.name} cannot be read"

    def test_a_byte_of_a_file_with_its_hash_in_the_row(self):
        document = Paper.objects.get(document__isnull=False).document
        sql("UPDATE common_document SET sha256 = %s WHERE id = %s", "0" * 64, document.pk)
        assert found() == [(What.CHANGED, "common.documents", str(document.pk))]

    def test_a_line_of_the_audit_trail_that_was_deleted(self):
        one, _other = entries_of_one_day()
        sql("DELETE FROM accounts_auditentry WHERE id = %s", one.pk)
        assert found() == [(What.WENT, "accounts.audit", str(one.pk))]

    @pytest.mark.parametrize("to", [BUILT - clock.DAY, TODAY])
    def test_a_line_that_was_redated(self, to):
        one, _other = entries_of_one_day()
        sql('UPDATE accounts_auditentry SET "on" = %s WHERE id = %s', to, one.pk)
        [finding] = chain.verify()
        assert (finding.what, finding.key, finding.more) == (What.REDATED, str(one.pk), f"now {to}")

    def test_a_line_that_was_redated_to_a_day_that_is_looked_at_alone(self):
        one, _other = entries_of_one_day()
        sql('UPDATE accounts_auditentry SET "on" = %s WHERE id = %s', BUILT + clock.DAY, one.pk)
        [finding] = chain.verify(BUILT + clock.DAY)
        assert (finding.what, finding.key, finding.more) == (What.REDATED, str(one.pk), f"sealed with {BUILT}")

    def test_a_line_that_was_put_in(self):
        one, _other = entries_of_one_day()
        one.pk = None
        one.save(force_insert=True)
        assert found() == [(What.CAME, "accounts.audit", str(one.pk))]

    def test_two_lines_of_one_day_that_changed_places(self):
        one, other = entries_of_one_day()
        one.pk, other.pk = other.pk, one.pk
        one.save()
        other.save()
        assert sorted(found(), key=lambda each: int(each[2])) == [
            (What.CHANGED, "accounts.audit", str(pk)) for pk in sorted([one.pk, other.pk])
        ]

    def test_a_line_that_moved_to_another_person(self):
        one = AuditEntry.objects.filter(on=BUILT, by__isnull=False).first()
        other = accounts.coordinator()  # of today, which is not sealed
        sql("UPDATE accounts_auditentry SET by_id = %s WHERE id = %s", other.pk, one.pk)
        assert found() == [(What.CHANGED, "accounts.audit", str(one.pk))]

    def test_the_words_of_a_posted_answer(self):
        answer = Answer.objects.filter(response__isnull=False).first()
        sql("UPDATE answers_answer SET text = %s WHERE id = %s", "We never said so.", answer.pk)
        assert found() == [(What.CHANGED, "answers.answers", str(answer.pk))]

    def test_the_day_a_response_was_posted(self):
        response = FormalResponse.objects.get()
        sql("UPDATE answers_formalresponse SET is_late = %s WHERE id = %s", not response.is_late, response.pk)
        assert found() == [(What.CHANGED, "answers.responses", str(response.pk))]

    def test_approved_minutes(self):
        version = MinutesVersion.objects.get(kind="approved")
        texts = str(TextVersion.objects.filter(pk=version.kept_id).values_list("texts", flat=True)[0])
        TextVersion.objects.filter(pk=version.kept_id).update(texts={"items": texts})
        assert found() == [(What.CHANGED, "meetings.minutes", str(version.pk))]

    def test_the_words_of_a_paper(self):
        paper = Paper.objects.first()
        sql("UPDATE meetings_paper SET title = %s WHERE id = %s", "Another title", paper.pk)
        assert found() == [(What.CHANGED, "meetings.papers", str(paper.pk))]

    def test_the_address_of_the_witness(self):
        row = ServiceSetting.objects.get(name="witness_email")
        ServiceSetting.objects.filter(pk=row.pk).update(value="other@example.org")
        assert found() == [(What.CHANGED, "accounts.witness", str(row.pk))]

    def test_one_count_of_a_tally(self):
        line = Tally.objects.first()
        sql("UPDATE consultations_tally SET count = count + 1 WHERE id = %s", line.pk)
        assert found() == [(What.CHANGED, "consultations.tallies", str(line.consultation_id))]

    def test_a_figure_of_a_build_whose_trigger_was_dropped(self):
        build = Build.objects.get()
        figures = build.figures | {"board_days": 1}
        sql(DROP_TRIGGER[connection.vendor])
        Build.objects.filter(pk=build.pk).update(figures=figures)
        assert found() == [(What.CHANGED, "reports.builds", str(build.pk))]


@pytest.mark.usefixtures("record")
class TestTheChainItself:
    def test_a_digest_that_was_changed(self):
        row = ChainRow.objects.filter(kind="answers.answers").first()
        ChainRow.objects.filter(pk=row.pk).update(digest="0" * 64)
        assert found() == [(What.HEAD, "", ""), (What.CHANGED, "answers.answers", row.key)]

    def test_a_row_altered_with_its_digest(self):
        row = ChainRow.objects.filter(kind="answers.answers").first()
        Answer.objects.filter(pk=row.key).update(text="We never said so.")
        kind = chain.kinds["answers.answers"]
        digest = chain.digest_of(kind.whole_form(Answer.objects.get(pk=row.key)), row.salt)
        ChainRow.objects.filter(pk=row.pk).update(digest=digest)
        [finding] = chain.verify()
        assert (finding.what, finding.day) == (What.HEAD, row.day_id)

    def test_a_row_altered_with_its_digest_and_the_head_of_its_day(self):
        row = ChainRow.objects.filter(kind="answers.answers").first()
        ChainRow.objects.filter(pk=row.pk).update(digest="0" * 64, salt="")
        day = row.day
        lines = [(one.kind, one.key, one.digest) for one in day.rows.all()]
        ChainDay.objects.filter(pk=day.pk).update(head=chain.head_of(day.previous, day.day, lines))
        after = ChainDay.objects.filter(day__gt=day.day).order_by("day").first()
        assert (after.day, What.LINK) in [(one.day, one.what) for one in chain.verify()]

    def test_a_head_that_was_rewritten(self):
        day = ChainDay.objects.get(day=BUILT)
        ChainDay.objects.filter(pk=day.pk).update(head="f" * 64)
        after = ChainDay.objects.filter(day__gt=BUILT).order_by("day").first()
        assert [(one.day, one.what) for one in chain.verify()] == [(BUILT, What.HEAD), (after.day, What.LINK)]

    def test_a_day_that_was_removed_with_its_digests(self):
        ChainRow.objects.filter(day_id=BUILT).delete()
        ChainDay.objects.filter(day=BUILT).delete()
        whats = {one.what for one in chain.verify()}
        assert whats == {What.LINK, What.CAME}

    @pytest.mark.parametrize("days", [1, 2])
    def test_a_later_day_that_was_removed_with_its_digests_is_named_itself(self, days):
        with clock.frozen(TODAY + 5 * clock.DAY):
            chain.seal()
            removed = ChainDay.objects.filter(day__gt=TODAY, day__lte=TODAY + days * clock.DAY)
            ChainRow.objects.filter(day__in=removed).delete()
            removed.delete()
            went, after = chain.verify(TODAY - 10 * clock.DAY)
            last = TODAY + days * clock.DAY
            assert (went.day, went.what) == (TODAY + clock.DAY, What.DAY_WENT)
            assert went.more == ("" if days == 1 else f"and every day up to {last}")
            assert (after.day, after.what) == (last + clock.DAY, What.LINK)

    def test_a_line_of_the_chain_that_was_removed_or_added(self):
        row = ChainRow.objects.filter(day_id=BUILT, kind="accounts.audit").first()
        ChainRow.objects.filter(pk=row.pk).update(key="999999")
        assert {one.what for one in chain.verify()} == {What.HEAD, What.CAME, What.WENT}

    def test_counts_that_were_changed(self):
        ChainDay.objects.filter(day=BUILT).update(counts={})
        assert found() == [(What.COUNTS, "", "")]

    def test_a_tombstone_of_another_day_put_in(self):
        row = ChainRow.objects.filter(kind="accounts.audit").first()
        AuditEntry.objects.filter(pk=row.key).delete()
        fields = {"kind": row.kind, "key": row.key, "of_day": row.day_id, "why": Why.ERASED}
        forged = ChainChange.objects.create(changed_on=BUILT, **fields)
        assert set(found()) == {
            (What.CAME, "common.changes", str(forged.pk)),
            (What.WENT, "accounts.audit", row.key),
        }

    @pytest.mark.parametrize("days", [1, 7, 300_000])
    @pytest.mark.parametrize("is_gone", [True, False])
    def test_a_tombstone_of_the_future_hides_nothing(self, days, is_gone):
        row = ChainRow.objects.filter(kind="accounts.audit").first()
        digest, salt = ("", "") if is_gone else forged_digest(row)
        if is_gone:
            AuditEntry.objects.filter(pk=row.key).delete()
        forged = ChainChange.objects.create(
            kind=row.kind,
            key=row.key,
            of_day=row.day_id,
            changed_on=TODAY + days * clock.DAY,
            why=Why.ERASED,
            digest=digest,
            salt=salt,
        )
        assert found() == [
            (What.WENT if is_gone else What.CHANGED, "accounts.audit", row.key),
            (What.FUTURE, "common.changes", str(forged.pk)),
        ]

    def test_a_redaction_that_follows_does_not_make_good_what_a_tombstone_of_the_future_was_put_in_for(self):
        row = ChainRow.objects.filter(kind="accounts.audit").first()
        digest, salt = forged_digest(row)
        fields = {"kind": row.kind, "key": row.key, "of_day": row.day_id, "why": Why.TAKEN_OUT}
        forged = ChainChange.objects.create(changed_on=TODAY + clock.DAY, digest=digest, salt=salt, **fields)
        entries = AuditEntry.objects.filter(pk=row.key)
        with chain.changing(entries, Why.TAKEN_OUT):
            entries.update(object_name="")
        forged.delete()
        assert found() == [(What.CHANGED, "accounts.audit", row.key)]

    def test_a_row_of_the_future(self):
        one, _other = entries_of_one_day()
        one.pk, one.on = None, TODAY + clock.DAY
        one.save(force_insert=True)
        assert found() == [(What.FUTURE, "accounts.audit", str(one.pk))]

    def test_a_day_that_is_sealed_before_it_is_over(self):
        last = chain.last_day()
        day = TODAY + 300 * clock.DAY
        head = chain.head_of(last.head, day, [])
        ChainDay.objects.create(day=day, previous=last.head, head=head, counts={}, sealed_at=clock.now())
        assert (day, What.EARLY) in [(one.day, one.what) for one in chain.verify()]

    def test_a_tombstone_older_than_the_seal_of_its_row(self):
        """Or one could be sealed now for a row that is only altered later."""
        row = ChainRow.objects.filter(kind="accounts.audit", day_id=BUILT).first()
        fields = {"kind": row.kind, "key": row.key, "why": Why.ERASED, "of_day": TODAY}
        ChainChange.objects.create(changed_on=TODAY, **fields)
        assert found() == [(What.STRAY, "accounts.audit", row.key)]

    def test_a_tombstone_that_is_not_sealed_yet_is_counted(self):
        row = ChainRow.objects.filter(kind="accounts.audit").first()
        AuditEntry.objects.filter(pk=row.key).delete()
        fields = {"kind": row.kind, "key": row.key, "of_day": row.day_id, "why": Why.ERASED}
        ChainChange.objects.create(changed_on=TODAY, **fields)
        assert found() == []
        assert [one.key for one in chain.open_changes()] == [row.key]

    def test_a_tombstone_of_today_put_in_is_sealed_and_told_to_everybody(self):
        """Before a day is sealed nothing is proved; but no row goes without a tombstone that stays for ever."""
        row = ChainRow.objects.filter(kind="accounts.audit").first()
        AuditEntry.objects.filter(pk=row.key).delete()
        fields = {"kind": row.kind, "key": row.key, "of_day": row.day_id, "why": Why.ERASED}
        ChainChange.objects.create(changed_on=TODAY, **fields)
        with clock.frozen(TODAY + clock.DAY):
            chain.seal()
            assert found() == []
            assert chain.last_day().tombstones == 1
            ChainChange.objects.all().delete()
            assert {(one.what, one.kind) for one in chain.verify()} == {
                (What.WENT, "accounts.audit"),
                (What.WENT, "common.changes"),
            }

    def test_a_tombstone_for_a_row_that_was_never_sealed(self):
        ChainChange.objects.create(kind="accounts.audit", key="0", of_day=BUILT, changed_on=TODAY, why=Why.ERASED)
        assert found() == [(What.STRAY, "accounts.audit", "0")]

    def test_who_makes_everything_anew_is_caught_by_the_heads_of_the_witness_alone(self, tmp_path):
        kept = tmp_path / "heads.txt"
        kept.write_text("\n".join(f"{one.day} {one.head}" for one in ChainDay.objects.all()))
        answer = Answer.objects.filter(response__isnull=False).first()
        before = ChainDay.objects.filter(day__lt=answer.posted_on).count()
        ChainRow.objects.all().delete()
        ChainDay.objects.all().delete()
        Answer.objects.filter(pk=answer.pk).update(text="We never said so.")
        chain.seal()
        assert found() == []
        out = io.StringIO()
        with pytest.raises(CommandError, match="does not fit"):
            call_command("verify_record", heads=kept, stdout=out)
        assert out.getvalue().count("the chain was made again") >= ChainDay.objects.count() - before


@pytest.mark.usefixtures("record")
class TestTheCommand:
    def run(self, *args):
        out = io.StringIO()
        call_command("verify_record", *args, stdout=out)
        return out.getvalue()

    def test_says_that_everything_fits_with_the_last_head(self):
        assert self.run() == (
            f"Everything fits. The last head is that of {TODAY - clock.DAY}: {chain.last_day().head}\n"
        )

    def test_names_the_row_and_fails(self, capsys):
        answer = Answer.objects.filter(response__isnull=False).first()
        Answer.objects.filter(pk=answer.pk).update(text="We never said so.")
        with pytest.raises(CommandError, match="1 found"):
            call_command("verify_record")
        line = f"{answer.posted_on} answers.answers {answer.pk}: changed since its day was sealed\n"
        assert capsys.readouterr().out == line

    def test_looks_from_a_day_on(self):
        answer = Answer.objects.filter(response__isnull=False).first()
        Answer.objects.filter(pk=answer.pk).update(text="We never said so.")
        after = answer.posted_on + clock.DAY
        assert self.run(f"--from={after}").startswith(f"Everything fits from {after} on.")

    def test_says_how_a_day_is_written(self):
        with pytest.raises(CommandError, match="Write the day as 2026-11-30"):
            self.run("--from=yesterday")

    def kept(self, tmp_path, text):
        file = tmp_path / "heads.txt"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return f"--heads={file}"

    def test_refuses_a_file_without_heads(self, tmp_path):
        with pytest.raises(CommandError, match="There are no heads in this file"):
            self.run(self.kept(tmp_path, "Nothing here."))

    def test_refuses_a_file_that_is_no_text(self, tmp_path):
        with pytest.raises(CommandError, match="it is no text"):
            self.run(self.kept(tmp_path, b"\x89PNG\r\n\x1a\n\xff\x00"))
        with pytest.raises(CommandError, match="cannot be read"):
            self.run(f"--heads={tmp_path}")

    def test_says_how_many_heads_it_compared(self, tmp_path):
        days = ChainDay.objects.order_by("day")
        first, last, n = days.first(), days.last(), days.count()
        text = f"{first.day} {first.head.upper()}\n{last.day} {last.head}"
        words = f"2 heads compared, from {first.day} to {last.day}. Of the {n} sealed days in that span, {n - 2}"
        assert words in self.run(self.kept(tmp_path, text))
        assert words in self.run(self.kept(tmp_path, text.encode("utf-16")))

    def test_names_a_line_that_looks_like_a_head_and_cannot_be_read(self, tmp_path, capsys):
        day = chain.last_day()
        with pytest.raises(CommandError, match="1 found"):
            call_command("verify_record", self.kept(tmp_path, f"{day.day} {day.head}\n{day.day} {day.head[1:]}"))
        assert "Line 2 of" in capsys.readouterr().out

    def test_names_the_tombstones_that_are_not_sealed_yet(self):
        row = ChainRow.objects.filter(kind="accounts.audit").first()
        AuditEntry.objects.filter(pk=row.key).delete()
        fields = {"kind": row.kind, "key": row.key, "of_day": row.day_id, "why": Why.ERASED}
        ChainChange.objects.create(changed_on=TODAY, **fields)
        out = self.run()
        assert f"{row.day_id} accounts.audit {row.key}: changed or removed on {TODAY} with a tombstone" in out

    def test_names_every_head_that_was_kept_where_the_whole_chain_went(self, tmp_path, capsys):
        days = list(ChainDay.objects.all())
        kept = self.kept(tmp_path, "\n".join(f"{one.day} {one.head}" for one in days))
        for model in (ChainRow, ChainDay, ChainChange):
            model.objects.all().delete()
        with pytest.raises(CommandError, match="does not fit"):
            call_command("verify_record", kept)
        out = capsys.readouterr().out
        assert out.count("a head was kept of this day, which is not in the chain") == len(days)
        assert "No day is sealed, and rows are there that should be" in out

    def test_names_a_chain_whose_last_days_went(self, capsys):
        with clock.frozen(TODAY + clock.DAY):
            call_command("verify_record")
        with clock.frozen(TODAY + 2 * clock.DAY), pytest.raises(CommandError, match="1 found"):
            call_command("verify_record")
        assert f"{TODAY - clock.DAY}: the last head is of this day and older than it can be" in capsys.readouterr().out


def test_the_command_says_that_no_day_is_sealed_yet():
    out = io.StringIO()
    call_command("verify_record", stdout=out)
    assert out.getvalue() == "No day is sealed yet.\n"


class TestWhatIsChangedWithGoodReason:
    """Through the real services, the chain stays whole, that day and once the day is sealed."""

    def is_whole(self, today=TODAY):
        with clock.frozen(today):
            assert found() == []
        with clock.frozen(today + 3 * clock.DAY):
            chain.seal()
            assert found() == []
        return ChainChange.objects.count()

    def test_words_taken_out_of_minutes(self, record, coordinator):
        redact_minutes(record, ["heard what parents"], "It named a child.", by=coordinator)
        assert self.is_whole() > 1

    def test_words_taken_out_of_an_answer(self, record, coordinator):
        response = FormalResponse.objects.get()
        word = response.answers.first().text.split()[1]
        redact_response(response, [word], "It named a child.", by=coordinator)
        assert self.is_whole() > 0

    def test_words_taken_out_of_a_theme_and_a_theme_withdrawn(self, record, coordinator):
        answer = Answer.objects.get(theme_answer__isnull=False)
        row = answer.theme_answer.consultation_theme
        redact_theme(row, ["clubs on Saturdays"], "It named a child.", by=coordinator)
        withdraw_theme(row, reason="Published by mistake.", by=coordinator)
        assert self.is_whole() > 0

    def test_words_taken_out_of_a_report_and_its_earlier_build_erased(self, record, coordinator):
        build = Build.objects.get()
        redact_report(build.report, [NAME], "It named a child.", by=coordinator)
        erase_build(build, by=coordinator)
        assert self.is_whole() >= 5  # the build, its page, two files and their documents

    def test_a_paper_removed_and_another_withdrawn(self, record, coordinator):
        remove_paper(Paper.objects.get(document__isnull=False), by=coordinator)
        paper = make.a_paper(make.a_meeting_with_agenda(MARCH).items.first(), urgency_reason="New.")
        withdraw_paper(paper, "A mistake.", by=coordinator)
        assert self.is_whole(MARCH) == 2  # the paper, and its file

    def test_another_version_let_go(self, record, coordinator):
        version = involvement.a_sent_request().version
        with clock.frozen(TODAY + clock.DAY):
            chain.seal()
            let_go(version, is_erased=True)
        assert set(ChainChange.objects.values_list("kind", "why")) == {
            ("involvement.versions", Why.FILE_ERASED),
            ("common.documents", Why.FILE_ERASED),
        }
        self.is_whole(TODAY + clock.DAY)

    def test_another_witness_named_and_withdrawn_before_its_day(self, record):
        with clock.frozen(MARCH):
            later = {"holds_from": MARCH + 30 * clock.DAY, "by": None}
            set_setting("witness_email", "auditor@example.org", **later)
        with clock.frozen(MARCH + clock.DAY):
            chain.seal()
            set_setting("witness_email", "judge@example.org", **later)
            assert set(ChainChange.objects.values_list("kind", "why")) == {("accounts.witness", Why.REPLACED)}
            set_setting("witness_email", None, **later)
        assert self.is_whole(MARCH + clock.DAY) == 1

    @pytest.mark.parametrize("take_back", ["withdraw", "hide"])
    def test_an_issue_taken_back(self, issue, coordinator, parent, take_back):
        with clock.frozen(TODAY):
            chain.seal()
            assert found() == []
            if take_back == "withdraw":
                withdraw_issue(issue, by=parent)
            else:
                hide_issue(issue, reason="A child may be in danger.", by=coordinator)
            kinds = set(ChainChange.objects.values_list("kind", flat=True))
            assert kinds >= {
                "accounts.audit",
                "answers.answers",
                "meetings.minutes",
                "meetings.papers",
                "reports.builds",
            }
            self.is_whole()
