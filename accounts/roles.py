"""Who may do what: the one table of rights.

A row's visibility is asked of `visible_to`, a state of `rules.py`. Nothing else decides.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common import clock


class Role(models.TextChoices):
    MEMBER = "member", _("member")
    COORDINATOR = "coordinator", _("co-ordinator")
    SAFEGUARDING_LEAD = "safeguarding", _("safeguarding lead")
    INDEPENDENT_READER = "reader", _("independent reader")
    OFFICER = "officer", _("officer of an agency")
    BOARD_MEMBER = "board", _("board member")
    PAYER = "payer", _("payer")
    ADMINISTRATOR = "administrator", _("administrator")


SIGNS_IN_WITH_SECOND_FACTOR = frozenset(Role) - {Role.MEMBER}

MEMBER, COORDINATOR, LEAD = Role.MEMBER, Role.COORDINATOR, Role.SAFEGUARDING_LEAD
READER = Role.INDEPENDENT_READER
OFFICER, BOARD, PAYER, ADMINISTRATOR = Role.OFFICER, Role.BOARD_MEMBER, Role.PAYER, Role.ADMINISTRATOR

PERMISSIONS = {
    # accounts: the administrator runs the installation and has no rights over content
    "accounts.open_admin": {ADMINISTRATOR},
    "accounts.view_user": {ADMINISTRATOR},
    "accounts.add_user": {ADMINISTRATOR},
    "accounts.change_user": {ADMINISTRATOR},
    "accounts.view_agency": {ADMINISTRATOR},
    "accounts.add_agency": {ADMINISTRATOR},
    "accounts.change_agency": {ADMINISTRATOR},
    "accounts.view_rolegrant": {ADMINISTRATOR},
    "accounts.add_rolegrant": {ADMINISTRATOR},
    "accounts.change_rolegrant": {ADMINISTRATOR},
    "accounts.view_pendingchange": {ADMINISTRATOR},
    "accounts.change_pendingchange": {ADMINISTRATOR},
    "accounts.view_auditentry": {ADMINISTRATOR},
    "accounts.view_servicesetting": {ADMINISTRATOR},
    "accounts.add_servicesetting": {ADMINISTRATOR},
    "accounts.change_servicesetting": {ADMINISTRATOR},
    "accounts.view_undelivered": {ADMINISTRATOR},
    "accounts.view_outbox": {ADMINISTRATOR},
    "accounts.view_jobs": {ADMINISTRATOR},
    "accounts.view_backup": {ADMINISTRATOR},
    "accounts.view_settings": {ADMINISTRATOR, COORDINATOR},  # what holds, without the right to change it
    "accounts.view_retention": {ADMINISTRATOR, COORDINATOR},
    "accounts.manage_hold": {ADMINISTRATOR, COORDINATOR},
    # a complaint about the co-ordinator goes to an independent reader (`DataComplaint.visible_to`)
    "accounts.answer_complaint": {COORDINATOR, READER},
    # what people ask of what is held about them: the co-ordinator deals with it, a second person agrees
    "accounts.manage_datarequest": {COORDINATOR},
    "accounts.view_processing": {ADMINISTRATOR, COORDINATOR},
    "accounts.view_datarequest": {COORDINATOR, ADMINISTRATOR},
    "accounts.agree_datarequest": {COORDINATOR, ADMINISTRATOR},
    # the lists a county changes are the co-ordinator's
    "accounts.manage_county_lists": {COORDINATOR},
    "accounts.view_emails": {COORDINATOR},
    # the pages of imports; which lists somebody may import says the right to do the same by hand
    "accounts.import_lists": {COORDINATOR},
    # the front pages of the co-ordinator, an independent reader, an officer, a board member and a payer
    "partnership.open_staff": {COORDINATOR},
    "partnership.open_reader": {READER},
    "partnership.open_officer": {OFFICER},
    "partnership.open_board": {BOARD},
    "partnership.open_payer": {PAYER},
    # members
    "members.manage_seat": {COORDINATOR},
    "members.manage_membership": {COORDINATOR},
    "members.manage_role_description": {COORDINATOR},
    "members.manage_interest": {COORDINATOR},
    "members.decide_review": {COORDINATOR},
    "members.open_my_membership": {MEMBER},
    # issues: an independent reader receives those about the service itself, and the co-ordinator all others
    "issues.receive_issue": {COORDINATOR, READER},
    "issues.read_shared": {COORDINATOR, MEMBER},
    "issues.enter_issue": {COORDINATOR},
    "issues.manage_theme": {COORDINATOR},
    "issues.publish_issue": {COORDINATOR, READER},
    "issues.hide_issue": {COORDINATOR, READER, LEAD},
    "issues.decide_hidden_issue": {LEAD},
    "issues.view_contact": {COORDINATOR, READER, LEAD},
    "answers.make_presentation": {COORDINATOR},
    "answers.transcribe_response": {COORDINATOR},
    "answers.write_response": {OFFICER},
    "answers.keep_commitment": {COORDINATOR, OFFICER},
    "answers.manage_you_said": {COORDINATOR},
    # consultations
    "consultations.manage_consultation": {COORDINATOR},
    "consultations.enter_response": {COORDINATOR},
    "consultations.analyse_responses": {COORDINATOR},
    "consultations.answer_theme": {COORDINATOR, OFFICER},
    # meetings
    "meetings.plan_meeting": {COORDINATOR},
    "meetings.manage_agenda": {COORDINATOR},
    "meetings.record_attendance": {COORDINATOR},
    "meetings.record_minutes": {COORDINATOR},
    "meetings.approve_minutes": {COORDINATOR, MEMBER},
    "meetings.view_pack": {COORDINATOR, MEMBER},
    "meetings.reply_to_invitation": {MEMBER},
    "meetings.declare_interest": {COORDINATOR, MEMBER},
    "meetings.answer_question": {COORDINATOR},
    "meetings.bring_views": {MEMBER},
    "meetings.manage_views": {COORDINATOR},
    # expenses: whose claim it is says its row; who entered or approved one is asked there too
    "expenses.manage_claim": {COORDINATOR},
    "expenses.set_rate": {COORDINATOR},
    "expenses.pay_claim": {PAYER},
    # involvement
    "involvement.make_version": {COORDINATOR},
    # governance
    "governance.manage_terms": {COORDINATOR},
    "governance.read_draft": {COORDINATOR, MEMBER},
    # reports
    "reports.manage_report": {COORDINATOR},
    "reports.build_report": {COORDINATOR},
    "reports.download_board_report": {COORDINATOR, BOARD},
}


def grants_today(user):
    """Return the grants a user holds today."""
    return user.grants.holding_on(clock.today())


def roles_of(user):
    """Return the roles a user holds today as {role: agency ids}; read once a request, kept on the user object."""
    if not user.is_active or user.pk is None:
        return {}
    today = clock.today()
    cached = getattr(user, "_roles", None)
    if cached is None or cached[0] != today:
        held = {}
        for role, agency_id in grants_today(user).values_list("role", "agency_id"):
            held.setdefault(Role(role), set()).add(agency_id)
        cached = user._roles = (today, held)
    return cached[1]


def forget(user):
    """Read a user's roles again at the next question: they have just been changed."""
    user._roles = None


def has_perm(user, perm):
    return not PERMISSIONS.get(perm, frozenset()).isdisjoint(roles_of(user))


def has_module_perms(user, app_label):
    return any(perm.startswith(f"{app_label}.") and has_perm(user, perm) for perm in PERMISSIONS)


def has_role(user, *wanted):
    return user.is_authenticated and not roles_of(user).keys().isdisjoint(wanted)


def agencies_of(user):
    """Return the ids of the agencies a user answers for today."""
    return roles_of(user).get(Role.OFFICER, set()) if user.is_authenticated else set()


def home_of(user):
    """Return the address of the page a person starts from."""
    homes = {
        COORDINATOR: "/staff/",
        READER: "/reader/",
        OFFICER: "/officer/",
        BOARD: "/board/",
        PAYER: "/payer/",
        ADMINISTRATOR: "/admin/",
        LEAD: "/staff/safeguarding/",
    }
    held = roles_of(user)
    return next((home for role, home in homes.items() if role in held), "/my/")
