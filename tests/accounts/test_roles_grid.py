"""The grid of rights, typed by hand from the page about the people: what each role may do, and what it may not.

It is not read from the code. A right that is added to the table needs its row here, or the last test fails.
"""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.roles import PERMISSIONS
from tests.factories import accounts as people

COLUMNS = {
    "par": people.parent,
    "mem": people.member_user,
    "co": people.coordinator,
    "lead": people.safeguarding_lead,
    "rdr": people.independent_reader,
    "off": people.officer,
    "brd": people.board_member,
    "pay": people.payer,
    "adm": people.administrator,
}

GRID = """
right                                  par mem co  lead rdr off brd pay adm
accounts.open_admin                    -   -   -   -    -   -   -   -   x
accounts.view_user                     -   -   -   -    -   -   -   -   x
accounts.add_user                      -   -   -   -    -   -   -   -   x
accounts.change_user                   -   -   -   -    -   -   -   -   x
accounts.view_agency                   -   -   -   -    -   -   -   -   x
accounts.add_agency                    -   -   -   -    -   -   -   -   x
accounts.change_agency                 -   -   -   -    -   -   -   -   x
accounts.view_rolegrant                -   -   -   -    -   -   -   -   x
accounts.add_rolegrant                 -   -   -   -    -   -   -   -   x
accounts.change_rolegrant              -   -   -   -    -   -   -   -   x
accounts.view_auditentry               -   -   -   -    -   -   -   -   x
accounts.view_pendingchange            -   -   -   -    -   -   -   -   x
accounts.change_pendingchange          -   -   -   -    -   -   -   -   x
accounts.view_servicesetting           -   -   -   -    -   -   -   -   x
accounts.add_servicesetting            -   -   -   -    -   -   -   -   x
accounts.change_servicesetting         -   -   -   -    -   -   -   -   x
accounts.view_settings                 -   -   x   -    -   -   -   -   x
accounts.view_retention                -   -   x   -    -   -   -   -   x
accounts.manage_hold                   -   -   x   -    -   -   -   -   x
accounts.answer_complaint              -   -   x   -    x   -   -   -   -
accounts.view_backup                   -   -   -   -    -   -   -   -   x
accounts.view_outbox                   -   -   -   -    -   -   -   -   x
accounts.view_jobs                     -   -   -   -    -   -   -   -   x
accounts.view_undelivered              -   -   -   -    -   -   -   -   x
accounts.manage_datarequest            -   -   x   -    -   -   -   -   -
accounts.view_processing               -   -   x   -    -   -   -   -   x
accounts.view_datarequest              -   -   x   -    -   -   -   -   x
accounts.agree_datarequest             -   -   x   -    -   -   -   -   x
accounts.manage_county_lists           -   -   x   -    -   -   -   -   -
accounts.view_emails                   -   -   x   -    -   -   -   -   -
accounts.import_lists                   -   -   x   -    -   -   -   -   -
partnership.open_staff                 -   -   x   -    -   -   -   -   -
partnership.open_reader                -   -   -   -    x   -   -   -   -
partnership.open_officer               -   -   -   -    -   x   -   -   -
partnership.open_board                 -   -   -   -    -   -   x   -   -
partnership.open_payer                 -   -   -   -    -   -   -   x   -
members.manage_seat                    -   -   x   -    -   -   -   -   -
members.manage_membership              -   -   x   -    -   -   -   -   -
members.manage_role_description        -   -   x   -    -   -   -   -   -
members.manage_interest                -   -   x   -    -   -   -   -   -
members.decide_review                  -   -   x   -    -   -   -   -   -
members.open_my_membership             -   x   -   -    -   -   -   -   -
issues.receive_issue                   -   -   x   -    x   -   -   -   -
issues.read_shared                     -   x   x   -    -   -   -   -   -
issues.enter_issue                     -   -   x   -    -   -   -   -   -
issues.manage_theme                    -   -   x   -    -   -   -   -   -
issues.publish_issue                   -   -   x   -    x   -   -   -   -
issues.hide_issue                      -   -   x   x    x   -   -   -   -
issues.decide_hidden_issue             -   -   -   x    -   -   -   -   -
issues.view_contact                    -   -   x   x    x   -   -   -   -
answers.make_presentation              -   -   x   -    -   -   -   -   -
answers.transcribe_response            -   -   x   -    -   -   -   -   -
answers.write_response                 -   -   -   -    -   x   -   -   -
answers.keep_commitment                -   -   x   -    -   x   -   -   -
answers.manage_you_said                -   -   x   -    -   -   -   -   -
consultations.manage_consultation      -   -   x   -    -   -   -   -   -
consultations.enter_response           -   -   x   -    -   -   -   -   -
consultations.analyse_responses        -   -   x   -    -   -   -   -   -
consultations.answer_theme             -   -   x   -    -   x   -   -   -
meetings.plan_meeting                  -   -   x   -    -   -   -   -   -
meetings.manage_agenda                 -   -   x   -    -   -   -   -   -
meetings.record_attendance             -   -   x   -    -   -   -   -   -
meetings.record_minutes                -   -   x   -    -   -   -   -   -
meetings.approve_minutes               -   x   x   -    -   -   -   -   -
meetings.view_pack                     -   x   x   -    -   -   -   -   -
meetings.reply_to_invitation           -   x   -   -    -   -   -   -   -
meetings.declare_interest              -   x   x   -    -   -   -   -   -
meetings.answer_question               -   -   x   -    -   -   -   -   -
meetings.bring_views                   -   x   -   -    -   -   -   -   -
meetings.manage_views                  -   -   x   -    -   -   -   -   -
expenses.manage_claim                  -   -   x   -    -   -   -   -   -
expenses.set_rate                      -   -   x   -    -   -   -   -   -
expenses.pay_claim                     -   -   -   -    -   -   -   x   -
involvement.make_version               -   -   x   -    -   -   -   -   -
governance.manage_terms                -   -   x   -    -   -   -   -   -
governance.read_draft                  -   x   x   -    -   -   -   -   -
reports.manage_report                  -   -   x   -    -   -   -   -   -
reports.build_report                   -   -   x   -    -   -   -   -   -
reports.download_board_report          -   -   x   -    -   -   x   -   -
"""
HEADER, *ROWS = [line.split() for line in GRID.strip().splitlines()]
EXPECTED = {right: dict(zip(HEADER[1:], marks, strict=True)) for right, *marks in ROWS}


@pytest.mark.django_db
@pytest.mark.parametrize("role", COLUMNS)
def test_a_role_may_do_what_the_grid_says_and_nothing_else(role):
    user = COLUMNS[role]()
    found = {right: "x" if user.has_perm(right) else "-" for right in EXPECTED}
    assert found == {right: marks[role] for right, marks in EXPECTED.items()}


def test_someone_signed_out_has_no_rights():
    assert not any(AnonymousUser().has_perm(right) for right in EXPECTED)


def test_every_right_has_a_row_and_every_row_a_right():
    assert set(EXPECTED) == set(PERMISSIONS)


def test_the_columns_are_the_roles_and_each_right_stands_once():
    assert HEADER[1:] == list(COLUMNS)
    assert len(ROWS) == len(EXPECTED)
