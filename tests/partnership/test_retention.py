"""Every rule of retention, typed out: what the privacy page promises is what the portal does."""

import html

import pytest

from common import clock
from common.periodic import retain
from common.privacy import holdings
from common.retention import preview, rules
from common.service_settings import SecondPerson, declared
from partnership.how_long import FOR_FAMILIES
from tests.sample_year import AS_OF

RULES = {
    # name: when it goes, and the setting that says so
    "common.messages": ("12 months after it was written", "message_months"),
    "common.message_texts": ("1 day after it was sent", ""),
    "common.jobs": ("12 months after it was finished", "job_months"),
    "common.submissions": ("30 days after it was sent", ""),
    "common.rates": ("after that day", ""),
    "common.documents": ("1 day after it was sent", ""),
    "accounts.links": ("after it ran out", ""),
    "accounts.sessions": ("after 12 hours, or when you sign out", ""),
    "accounts.counts": ("after they ran out, within 24 hours", ""),
    "accounts.addresses": ("12 months after it was changed", "address_change_months"),
    "accounts.copies": ("1 day after it was ready", ""),
    "accounts.list_files": ("1 day after you asked for it", ""),
    "accounts.data_requests": ("12 months after we answered it", "data_request_months"),
    "accounts.audit": ("72 months after they looked", "look_months"),
    "accounts.holds": ("72 months after it ended", "hold_months"),
    "accounts.complaints": ("24 months after we answered it", "complaint_months"),
    "accounts.import_rows": ("1 day after it was sent or imported", ""),
    "accounts.follow_requests": ("after the last day you can confirm it", ""),
    "accounts.follow_links": ("after the last day it opens", ""),
    "accounts.addressees": ("12 months after our last e-mail", ""),
    "common.news": ("90 days after it became new", ""),
    "members.persons": ("12 months after your last membership ended", "member_contact_months"),
    "members.disputes": ("1 month after the last day on which you want to be reminded", "dispute_months"),
    "members.applications": ("6 months after you were told what became of it", "application_months"),
    "members.yearly": ("12 months after the group decided it", ""),
    "members.sendings": ("61 days after it was sent to the others", ""),
    "issues.contacts": ("24 months after the issue was closed", "issue_contact_months"),
    "issues.drafts": ("after 30 days, or a day where you did not save it", ""),
    "issues.links": ("after 14 days", ""),
    "consultations.responses": ("12 months after it ended", "response_months"),
    "consultations.significant": ("60 months after it ended", "significant_response_months"),
    "consultations.drafts": ("after 30 days, or a day where you did not save them", ""),
    "meetings.questions": ("12 months after it was answered", "question_contact_months"),
    "meetings.replies": ("3 months after the minutes were approved", "reply_months"),
    "meetings.views": ("6 months after the meeting", "view_months"),
    "expenses.paid": ("72 months after the end of the financial year in which it was paid", "claim_months"),
    "expenses.unpaid": ("12 months after the last change to it", "unpaid_claim_months"),
    "involvement.contacts": ("12 months after we sent it, or told you why not", "other_version_contact_months"),
    "reports.downloads": ("12 months after you downloaded it", "download_months"),
}
# What the sample year may lose the day it is made: what ran out, how a member is reached who left before it began, and
# what members said of themselves for meetings whose minutes are approved. No page of the walks shows these.
PASSING = {
    *("common.submissions", "common.message_texts", "issues.links", "issues.drafts", "consultations.drafts"),
    *("members.persons", "members.disputes", "members.sendings", "meetings.replies"),
}


@pytest.mark.django_db
def test_the_rules_are_these_and_no_others():
    assert {name: (rule.in_words, rule.setting) for name, rule in rules.items()} == RULES


def test_everything_that_goes_each_hour_is_a_rule_that_can_be_seen_beforehand():
    assert set(retain) == set(rules)


def test_no_setting_of_how_long_something_is_kept_is_changed_by_one_person_alone():
    for rule in rules.values():
        if rule.setting:
            assert declared(rule.setting).second_person is SecondPerson.ALWAYS, rule.name


@pytest.mark.django_db
def test_the_privacy_page_says_what_the_rules_do_in_the_words_of_families(client):
    page = " ".join(html.unescape(client.get("/privacy/").content.decode()).split())
    told = [rule for rule in rules.values() if rule.plain and rule.group in FOR_FAMILIES]
    assert [rule.name for rule in told if f"{rule.plain}" not in page or rule.in_words not in page] == []
    assert "24 months after the issue was closed" in page
    assert "12 months after it was answered" in page
    assert len(told) > 10


@pytest.mark.django_db
def test_the_privacy_page_says_how_long_each_page_of_a_copy_is_kept(client):
    page = " ".join(html.unescape(client.get("/privacy/").content.decode()).split())
    told = [one for one in holdings.values() if one.told]
    by_rule, by_none = [one for one in told if one.rule], [one for one in told if not one.rule]
    assert [one.key for one in by_none if str(one.told.page) not in page or str(one.kept) not in page] == []
    assert {one.rule for one in by_rule} <= {rule.name for rule in rules.values() if rule.plain}
    assert len(by_none) > 10


def test_the_sample_year_loses_nothing_it_shows(sample_year, django_db_blocker):
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened(), clock.frozen(AS_OF):
        going = {one.rule.name: one.count for one in preview() if one.count}
    assert set(going) <= PASSING
