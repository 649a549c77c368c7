"""Every setting of the service, typed out; a change here is a decision. Each is read somewhere."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from common.retention import rules
from common.service_settings import Kind, every_setting
from tests.test_layers import modules

ROOT = Path(settings.BASE_DIR)
SETTINGS = {
    # name: kind, default, does it hold from a day on
    "service_name": (Kind.TEXT, "Parent Partnership Steering Group", False),
    "help_line": (Kind.TEXT, "01632 960 000", False),
    "text_number": (Kind.TEXT, "07700 900 000", False),
    "help_email": (Kind.EMAIL, "help@partnership.example.org", False),
    "data_licence": (Kind.TEXT, "Open Government Licence v3.0", False),
    "data_licence_address": (
        Kind.ADDRESS,
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        False,
    ),
    "paper_form": (Kind.ADDRESS, "/issues/raise/paper/", False),
    "witness_name": (Kind.TEXT, "", True),
    "witness_email": (Kind.EMAIL, "", True),
    "council_side_share": (Kind.SHARE, 0.5, True),
    "claim_approval_days": (Kind.NUMBER, 5, True),
    "claim_payment_days": (Kind.NUMBER, 10, True),
    "benefits_text": (Kind.TEXT, "", False),
    "benefits_source": (Kind.TEXT, "", False),
    "claim_months": (Kind.NUMBER, 72, True),
    "unpaid_claim_months": (Kind.NUMBER, 12, True),
    "other_version_days": (Kind.NUMBER, 5, True),
    "other_version_contact_months": (Kind.NUMBER, 12, True),
    "message_months": (Kind.NUMBER, 12, True),
    "job_months": (Kind.NUMBER, 12, True),
    "address_change_months": (Kind.NUMBER, 12, True),
    "look_months": (Kind.NUMBER, 72, True),
    "hold_months": (Kind.NUMBER, 72, True),
    "data_request_months": (Kind.NUMBER, 12, True),
    "complaint_months": (Kind.NUMBER, 24, True),
    "complaint_days": (Kind.NUMBER, 30, True),
    "application_months": (Kind.NUMBER, 6, True),
    "member_contact_months": (Kind.NUMBER, 12, True),
    "dispute_months": (Kind.NUMBER, 1, True),
    "issue_contact_months": (Kind.NUMBER, 24, True),
    "response_months": (Kind.NUMBER, 12, True),
    "significant_response_months": (Kind.NUMBER, 60, True),
    "question_contact_months": (Kind.NUMBER, 12, True),
    "reply_months": (Kind.NUMBER, 3, True),
    "view_months": (Kind.NUMBER, 6, True),
    "pass_on_days": (Kind.NUMBER, 14, False),
    "download_months": (Kind.NUMBER, 12, True),
    "acknowledge_days": (Kind.NUMBER, 2, True),
    "safeguarding_days": (Kind.NUMBER, 1, True),
    "complaints_elsewhere": (
        Kind.TEXT,
        "You can also complain to the county council. If that does not settle it, the Local Government and Social Care "
        "Ombudsman may look at it: www.lgo.org.uk, 0300 061 0614.",
        False,
    ),
    "objection_days": (Kind.NUMBER, 3, True),
    "response_days": (Kind.NUMBER, 20, True),
    "escalate_days": (Kind.NUMBER, 21, True),
    "board_days": (Kind.NUMBER, 40, True),
    "ask_after_weeks": (Kind.NUMBER, 4, True),
    "answer_weeks": (Kind.NUMBER, 12, True),
    "shortest_weeks": (Kind.NUMBER, 6, True),
    "small_number": (Kind.NUMBER, 10, True),
    "few_families": (Kind.NUMBER, 5, True),
    "present_days": (Kind.NUMBER, 5, True),
    "papers_clear_days": (Kind.NUMBER, 5, True),
    "draft_minutes_days": (Kind.NUMBER, 10, True),
    "question_clear_days": (Kind.NUMBER, 3, True),
    "substitute_counts": (Kind.SWITCH, False, True),
    "additional_meetings_do_not_count": (Kind.SWITCH, False, True),
    "shared_seat_counted_alone": (Kind.SWITCH, False, True),
    "numbers_for_names": (Kind.SWITCH, False, False),
    "absent_members_named": (Kind.SWITCH, False, False),
}
# The sample year and `start_service` set a setting; that is not reading it.
SETTERS = ("partnership/sample", "accounts/management")


def names_read(paths):
    """Return the settings that `get_setting` is asked for by name, or that a rule of retention names."""
    named_by_rules = {rule.setting for rule in rules.values() if rule.setting}
    return named_by_rules | {
        node.args[0].value
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "get_setting"
        and isinstance(node.args[0], ast.Constant)
    }


def unread(declared, read):
    return sorted(set(declared) - read)


def read_by_the_portal():
    return names_read(path for path in modules() if not str(path.relative_to(ROOT)).startswith(SETTERS))


def test_every_setting_has_the_kind_the_default_and_the_day_agreed():
    assert {one.name: (one.kind, one.default, one.is_dated) for one in every_setting()} == SETTINGS


def test_every_setting_declared_is_read():
    assert unread(SETTINGS, read_by_the_portal()) == []


def test_a_setting_nobody_reads_is_found():
    assert unread([*SETTINGS, "mileage_rate"], read_by_the_portal()) == ["mileage_rate"]


def test_only_declared_settings_are_read():
    assert read_by_the_portal() <= set(SETTINGS)


@pytest.mark.parametrize(
    "app", ["accounts", "members", "issues", "consultations", "meetings", "expenses", "involvement"]
)
def test_an_app_declares_what_it_reads_in_its_settings(app):
    assert "declare(" in (ROOT / app / "settings.py").read_text(encoding="utf-8")


def test_a_setting_is_chosen_by_words_no_other_setting_has():
    labels = [str(one.label) for one in every_setting()]
    assert len(set(labels)) == len(labels)
