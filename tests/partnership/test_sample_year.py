"""The sample year has what it promises, and is the same for the same day."""

import datetime as dt
import hashlib
import io
import re
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.models import F

from accounts.models import RoleGrant
from answers.models import Commitment, FormalResponse, Presentation, YouSaidEntry
from common import clock
from consultations.models import Consultation
from consultations.results import results_of
from issues.models import Handover, Issue
from issues.rules import IssueStatus
from meetings.models import AbsenceNotice, Meeting, Resolution
from members.models import Interest, Membership, MembershipReview, Sending
from members.selectors import people_to_tell
from partnership.sample.build import build_sample_year
from reports.models import BuildFile, Download, Report
from tests.sample_year import AS_OF

OTHER_DAYS = [dt.date(2026, 1, 5), dt.date(2026, 3, 3), dt.date(2026, 6, 30), dt.date(2027, 2, 28)]
# What somebody must do by a day, or has planned for one; everything else has happened.
MAY_LIE_AHEAD = {
    "members.SeatCall.apply_by_on",
    "members.Term.starts_on",
    "members.Term.ends_on",
    "accounts.Import.rows_go_at",
    "issues.Issue.acknowledge_by_on",
    "issues.Issue.answer_due_on",
    "issues.Issue.present_by_on",
    "issues.IssueLink.expires_on",
    "issues.GroupGuest.until_on",
    "issues.SafeguardingConcern.decide_by_on",
    "issues.Handover.from_on",
    "answers.Presentation.due_on",
    "answers.Presentation.escalate_on",
    "answers.Commitment.due_on",
    "answers.CommitmentDate.due_on",
    "consultations.Consultation.closes_at",
    "consultations.Consultation.decide_on",
    "consultations.Consultation.answers_due_on",
    "meetings.Meeting.announced_for",
    "meetings.Meeting.starts_at",
    "meetings.Meeting.ends_at",
    "members.Dispute.ends_on",
    "members.Sending.until_on",
    "involvement.OtherVersionRequest.due_on",
    "involvement.OtherVersionRequest.link_until",
    "expenses.Claim.approve_by_on",
    "expenses.Claim.pay_by_on",
    "expenses.Claim.year_ends_on",
    "governance.TermsVersion.review_on",
    "accounts.FollowRequest.expires_on",
    "accounts.FollowLink.expires_on",
    "common.SearchEntry.on",  # of a meeting: the day it is for
}
# Made by chance: secrets that are kept as a hash, the links with them, and the names of stored files. What is in these
# files is a hash beside them.
BY_CHANCE = {
    "accounts.User.password",
    "issues.IssueLink.secret_hash",
    "common.Document.file",
    "involvement.OtherVersionRequest.link_hash",
    "accounts.DataRequest.secret_hash",
    "accounts.Addressee.secret",
    "accounts.Addressee.secret_hash",
    "accounts.FollowRequest.secret_hash",
    "accounts.FollowLink.secret_hash",
}
LINK = re.compile(r"/(?:issues/open|other-versions/sent|privacy/receipts|follow/confirm|follow)/[\w-]+")


@pytest.fixture(scope="module")
def year(sample_year, django_db_blocker):
    """A copy of the sample year, to be read, on the day it is shown on."""
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened(), clock.frozen(AS_OF):
        yield


def held():
    return Meeting.objects.held().order_by("starts_at")


@pytest.mark.usefixtures("year")
class TestTheYear:
    def test_sixteen_members_sit_for_seven_constituencies(self):
        members = Membership.objects.filter(status="active")
        assert members.count() == 16
        assert members.values("seat__constituency").distinct().count() == 7
        assert members.filter(seat__is_shared=True).values("seat").distinct().count() == 1

    def test_five_meetings_were_held_and_one_is_to_come(self):
        assert [meeting.kind for meeting in held()] == ["autumn", "spring", "additional", "summer", "autumn"]
        to_come = Meeting.objects.announced().get(starts_at__gt=clock.now())
        assert (to_come.kind, to_come.status) == ("spring", "scheduled")

    def test_the_meeting_after_it_is_planned_and_not_announced(self):
        planned = Meeting.objects.to_announce(clock.now()).get()
        assert (planned.kind, planned.year) == ("summer", 2027)

    def test_one_member_without_email_was_rung_and_one_is_still_to_be_rung(self):
        announced = Sending.objects.filter(kind="meetings.announced").first()
        by_hand = announced.recipients.by_hand().order_by("name")
        assert [(one.name, one.told_how) for one in by_hand] == [
            ("Abena Mensworth", ""),
            ("Peter Gillower", "telephone"),
        ]
        assert [one.name for one in people_to_tell(clock.today())] == ["Abena Mensworth"]

    def test_one_membership_is_under_review_and_one_has_missed_two(self):
        review = MembershipReview.objects.get()
        missed = [meeting.starts_at.date().isoformat() for meeting in list(held())[2:]]
        assert (review.membership.person.name, review.status) == ("Kelly Marshgate", "open")
        assert review.missed_on == missed
        at_two = AbsenceNotice.objects.exclude(membership=review.membership)
        assert {notice.membership.person.name for notice in at_two} == {"Stephen Crakehall"}

    def test_sixty_four_letters_of_which_one_was_split_stand_in_every_state(self):
        states = Counter(Issue.objects.values_list("status", flat=True))
        assert (Issue.objects.filter(split_from=None).count(), states.total()) == (64, 66)
        assert set(states) == set(IssueStatus)

    def test_one_issue_about_the_service_was_answered_one_waits_and_one_may_go_to_the_coordinator(self):
        ours = Issue.objects.filter(is_about_us=True)
        assert sorted(ours.values_list("status", flat=True)) == ["acknowledged", "closed", "received"]
        assert Handover.objects.waiting().count() == 1
        assert RoleGrant.objects.filter(role="reader").count() == 1

    def test_twelve_formal_responses_came_of_which_four_late(self):
        posted = FormalResponse.objects.filter(status="posted")
        assert (posted.count(), posted.filter(is_late=True).count()) == (12, 4)
        assert posted.filter(is_transcribed=True).count() == 1
        assert Presentation.objects.exclude(status="responded").count() == 2

    def test_twenty_five_commitments_were_made(self):
        commitments = Commitment.objects.all()
        assert commitments.count() == 25
        assert set(commitments.values_list("status", flat=True)) == {"open", "done", "not_kept"}
        assert commitments.filter(status="open", due_on__lt=clock.today()).exists()

    def test_interests_and_minutes_with_resolutions_are_there(self):
        assert Interest.objects.exists()
        assert [meeting.status for meeting in held()] == ["approved"] * 4 + ["circulated"]
        for meeting in held():
            assert Resolution.objects.filter(item__meeting=meeting).exists()

    def test_one_consultation_is_concluded_and_one_is_the_open_version_of_one_withdrawn(self):
        assert sorted(Consultation.objects.values_list("status", flat=True)) == [
            "concluded",
            "open",
            "withdrawn",
        ]
        assert Consultation.objects.get(status="open").earlier_version.is_withdrawn

    def test_the_concluded_one_has_the_figures_of_the_county(self):
        results = results_of(Consultation.objects.get(status="concluded"))
        heard, saturday, helps = results.questions[:3]
        assert (results.total, [count for _group, count in results.by_group]) == (315, [214, 101])
        assert [count for _channel, count in results.by_channel] == [310, 5]
        yes_saturday, yes_heard = saturday.choices[0], heard.choices[0]
        assert (yes_saturday.count, yes_saturday.percent) == (128, 41)
        assert (yes_heard.count, yes_heard.percent) == (190, 89)
        assert (heard.people, helps.people, helps.answers) == (214, 157, 307)
        assert [choice.percent_of_answers for choice in helps.choices] == [7, 43, 33, 11, 7]

    def test_both_reports_are_built_agreed_and_published(self):
        assert sorted(Report.objects.values_list("kind", "status")) == [("annual", "published"), ("board", "published")]
        files = BuildFile.objects.filter(build=F("build__report__agreed_build"))
        assert sorted(files.values_list("build__report__kind", "variant")) == [
            ("annual", "large"),
            ("annual", "standard"),
            ("board", "large"),
            ("board", "standard"),
        ]
        for file in files:
            with file.document.file.open() as content:
                assert content.read(5) == b"%PDF-"

    def test_the_meeting_that_agreed_a_report_had_it_before(self):
        for report in Report.objects.select_related("agreed_build"):
            counted = report.agreed_build.frozen_on
            assert report.period_end < counted < report.agreed_on < report.published_on
        assert Download.objects.filter(by__name="Thomas Rainsby").exists()

    def test_what_a_meeting_resolved_to_present_was_presented_after_it_and_once(self):
        resolved = Resolution.objects.filter(theme__isnull=False).select_related("item__meeting")
        assert len({row.theme_id for row in resolved}) == resolved.count() == 14
        for row in resolved:
            sent = Presentation.objects.get(items__theme=row.theme_id).sent_on
            assert sent > row.item.meeting.on

    def test_each_kept_commitment_has_evidence_of_its_own(self):
        kept = Commitment.objects.filter(status="done", answer__isnull=False)
        assert len(set(kept.values_list("evidence", flat=True))) == kept.count() > 10

    def test_no_entry_says_will_once_all_behind_it_is_done(self):
        for entry in YouSaidEntry.objects.filter(kind="will", answer__isnull=False):
            assert entry.answer.commitments.exclude(status="done").exists(), entry.you_said

    def test_no_month_of_the_annual_report_is_without_an_issue_for_long(self):
        figures = Report.objects.get(kind="annual").agreed_build.figures
        months = [count for _first, count in figures["raised"]["by_month"]]
        assert len(months) == 12
        assert not any(
            first == second == third == 0 for first, second, third in zip(months, months[1:], months[2:], strict=False)
        )

    def test_nothing_has_happened_that_lies_ahead(self):
        assert dates_ahead(AS_OF) == set()


def dates_ahead(as_of):
    """Return the dates on or after `as_of` of what has happened, as "app.Model.field"."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            name = f"{model._meta.label}.{field.name}"
            if isinstance(field, models.DateField) and name not in MAY_LIE_AHEAD:
                latest = model.objects.aggregate(latest=models.Max(field.attname))["latest"]
                if latest and as_date(latest) >= as_of:
                    found.add(name)
    return found


def as_date(value):
    return clock.london(value).date() if isinstance(value, dt.datetime) else value


def fingerprints():
    """Return a hash of all rows of each table, and how many there are."""
    return {model._meta.label: fingerprint(model) for model in apps.get_models() if model.objects.exists()}


def fingerprint(model):
    names = [field.attname for field in model._meta.concrete_fields]
    names = [name for name in names if f"{model._meta.label}.{name}" not in BY_CHANCE]
    total, count = hashlib.sha256(), 0
    for row in model.objects.order_by("pk").values_list(*names):
        total.update(LINK.sub("", repr(row)).encode())
        count += 1
    return count, total.hexdigest()


@pytest.fixture
def empty(sample_year, django_db_blocker):
    """The tables without a row."""
    with django_db_blocker.unblock(), sample_year.copied(sample_year.empty) as copy, copy.opened():
        yield


def test_the_same_day_gives_the_same_rows_and_files(sample_year, django_db_blocker):
    with django_db_blocker.unblock():
        with sample_year.copied() as first, first.opened():
            once = fingerprints()
        with sample_year.copied(sample_year.empty) as second, second.opened():
            call_command("sample_year", as_of=AS_OF, stdout=io.StringIO())
            assert fingerprints() == once


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("as_of", OTHER_DAYS, ids=str)
def test_another_day_has_its_own_whole_year(as_of):
    build_sample_year(as_of)
    with clock.frozen(as_of):
        assert [meeting.status for meeting in held()][:4] == ["approved"] * 4
        assert Membership.objects.filter(status="active").count() == 16
        assert Issue.objects.count() == 66
        assert FormalResponse.objects.filter(status="posted").count() == 12
        assert Commitment.objects.count() == 25
        assert results_of(Consultation.objects.get(status="concluded")).total == 315
        assert dates_ahead(as_of) == set()
