"""Themes: made once, grouped, and given their day by the meeting."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from common.errors import DomainError
from issues.models import Issue, Theme
from issues.rules import IssueStatus
from issues.services.themes import create_theme, edit_theme, group_issue, set_present_by
from tests.factories import county_lists, issues

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def travel():
    return county_lists.service_area("travel")


@pytest.fixture
def other():
    return county_lists.service_area("other")


def test_a_theme_has_an_address_of_its_name(coordinator, travel):
    theme = create_theme(name="School transport", summary="Late", service_area=travel, by=coordinator)
    assert (theme.slug, theme.summary, theme.service_area_id) == ("school-transport", "Late", "travel")
    assert AuditEntry.objects.get(verb="create_theme").by == coordinator


def test_second_theme_with_the_same_name_is_refused(coordinator):
    create_theme(name="School transport", by=coordinator)
    with pytest.raises(DomainError) as refused:
        create_theme(name="school TRANSPORT", by=coordinator)
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["Bus!", "Bus?", "Bus."], ["bus", "bus-2", "bus-3"]),
        (["???", "!!!"], ["theme", "theme-2"]),
        (["Bus 2", "Bus"], ["bus-2", "bus"]),
        (["x" * 150], ["x" * 70]),
    ],
)
def test_addresses_differ_where_names_differ_little(coordinator, names, slugs):
    assert [create_theme(name=name, by=coordinator).slug for name in names] == slugs


def test_editing_keeps_the_address(coordinator, travel):
    theme = create_theme(name="Bus", by=coordinator)
    edited = edit_theme(theme, name="Coach", summary="Late", service_area=travel, by=coordinator)
    assert (edited.slug, edited.name, edited.summary) == ("bus", "Coach", "Late")


def test_a_theme_may_keep_its_name_but_not_take_another_s(coordinator, other):
    theme, _other = (create_theme(name=name, by=coordinator) for name in ("Bus", "Coach"))
    edit_theme(theme, name="bus", summary="", service_area=other, by=coordinator)
    with pytest.raises(DomainError):
        edit_theme(theme, name="COACH", summary="", service_area=other, by=coordinator)


def test_an_issue_is_put_into_a_theme_and_taken_out_again(coordinator):
    issue, theme = issues.acknowledged_issue(), issues.theme(by=coordinator)
    assert group_issue(issue, theme, by=coordinator).theme == theme
    assert group_issue(issue, None, by=coordinator).theme is None
    entries = AuditEntry.objects.filter(verb="group_issue").order_by("pk")
    assert [entry.detail for entry in entries] == [{"theme": theme.slug}, {"theme": ""}]


def test_meeting_sets_the_presenting_deadline_of_logged_issues_once(coordinator):
    theme, other = issues.theme(by=coordinator), issues.theme(by=coordinator)
    logged = issues.logged_issue(theme=theme)
    for issue in (issues.logged_issue(theme=other), group_issue(issues.edited_issue(), theme, by=coordinator)):
        assert issue.present_by_on is None
    assert set_present_by([theme.pk], D(2026, 9, 1)) == 1
    assert set_present_by([theme.pk], D(2026, 10, 1)) == 0
    assert list(Issue.objects.exclude(present_by_on=None)) == [logged]
    assert Issue.objects.get(pk=logged.pk).present_by_on == D(2026, 9, 1)


def test_a_theme_shows_its_name():
    assert str(Theme(name="Bus")) == "Bus"
    assert IssueStatus.LOGGED.label == "logged"
