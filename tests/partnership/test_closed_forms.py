"""A form that can no longer be sent is not shown by its address: it leads back and says why."""

import datetime as dt
import html

import pytest
from django.urls import reverse

from answers.models import Commitment
from answers.services.commitments import finish_commitment
from common.errors import DomainError
from issues.services.own_issues import withdraw_issue
from issues.services.words import edit_issue
from tests.factories import accounts, answers, consultations, issues, meetings, members, reports
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
LOCKED = "This consultation has been opened, so its questions and information are locked."


@pytest.fixture
def staff(client):
    return sign_in(client, accounts.coordinator())


def test_the_forms_of_a_draft_lead_back_once_it_is_opened(staff):
    one = consultations.an_open_one()
    page = reverse("consultations:staff_consultation", args=[one.slug])
    for name, args in (
        ("consultation_edit", [one.slug]),
        ("question_add", [one.slug]),
        ("question_edit", [one.questions.first().pk]),
    ):
        answer = staff.get(reverse(f"consultations:{name}", args=args), follow=True)
        assert answer.redirect_chain == [(page, 302)]
        assert LOCKED in answer.content.decode()


def test_a_draft_is_edited_and_does_not_offer_to_replace_itself(staff):
    draft = consultations.a_draft()
    form = staff.get(reverse("consultations:consultation_edit", args=[draft.slug])).context["form"]
    assert draft not in form.fields["earlier_version"].queryset


def test_an_item_of_a_meeting_that_was_held_leads_back(staff):
    item = meetings.a_held_meeting().items.first()
    answer = staff.get(reverse("meetings:item_edit", args=[item.meeting.slug, item.pk]), follow=True)
    assert len(answer.redirect_chain) == 1
    assert "This agenda can no longer be changed." in answer.content.decode()


def leads_back(staff, name, *args, words):
    answer = staff.get(reverse(name, args=args), follow=True)
    assert len(answer.redirect_chain) == 1, name
    assert words in html.unescape(answer.content.decode()), name


def test_a_section_of_an_agreed_report_leads_back(staff):
    report = reports.an_agreed_report()
    key = report.sections.first().key
    leads_back(staff, "reports:section_write", report.slug, key, words="The report has been agreed, so its wording")
    leads_back(staff, "reports:report_agree", report.slug, words="This is already “agreed”.")


def test_the_forms_of_approved_minutes_lead_back(staff):
    meeting = meetings.an_approved_meeting()
    item = meeting.items.first()
    words = "These minutes cannot be changed. Approved minutes can only be amended."
    leads_back(staff, "meetings:minute_edit", meeting.slug, item.pk, words=words)
    leads_back(staff, "meetings:point_add", meeting.slug, item.pk, words=words)
    leads_back(staff, "meetings:resolution_add", meeting.slug, item.pk, words=words)
    leads_back(staff, "meetings:minutes_number", meeting.slug, words=words)


def test_the_words_of_an_issue_withdrawn_stay_as_they_are(staff):
    issue = withdraw_issue(issues.received_issue())
    words = "This issue is “withdrawn”, so its words and its theme can no longer be changed."
    leads_back(staff, "issues:issue_edit", issue.reference, words=words)
    leads_back(staff, "issues:issue_group", issue.reference, words=words)
    with pytest.raises(DomainError, match="can no longer be changed"):
        edit_issue(issue, title="Bus", edited_text="It is late.", version=issue.edit_version, by=None)


@pytest.mark.parametrize("step", ["acknowledge", "log", "signpost", "merge", "separate", "close"])
def test_a_step_that_an_issue_cannot_take_leads_back(staff, step):
    issue = withdraw_issue(issues.received_issue())
    leads_back(staff, f"issues:issue_{step}", issue.reference, words="This cannot be done now: it is “withdrawn”")


def test_a_commitment_that_has_ended_takes_no_further_step(staff):
    answers.responded_issue(commitments=[answers.promise(dt.date(2130, 1, 9))])
    one = finish_commitment(Commitment.objects.get(), evidence="The bus runs.", by=None)
    leads_back(staff, "answers:commitment_finish", one.reference, words="This is already “done”.")
    leads_back(staff, "answers:commitment_move", one.reference, words="This is already “done”.")
    leads_back(staff, "answers:commitment_fail", one.reference, words="This cannot be done now: it is “done”")


def test_a_consultation_that_is_closed_cannot_be_paused(staff):
    closed = consultations.a_closed_one()
    leads_back(staff, "consultations:consultation_pause", closed.slug, words="This cannot be done now")


def test_a_member_is_not_appointed_twice(staff):
    membership = members.a_member()
    leads_back(staff, "members:membership_appoint", membership.pk, words="This is already “active”.")
