"""The menus of the portal, in their order."""

from django.utils.translation import gettext_lazy as _

MAIN_MENU = [
    (_("Raise an issue"), "/issues/raise/"),
    (_("Track an issue"), "/issues/track/"),
    (_("Have your say"), "/consultations/"),
    (_("You said, we did"), "/you-said-we-did/"),
    (_("Meetings"), "/meetings/"),
    (_("Members"), "/members/"),
    (_("Reports"), "/reports/"),
    (_("Search"), "/search/"),
]
SIGN_IN = (_("Sign in"), "/sign-in/")
MY_PAGE = (_("My page"), "/my/")

# A page, and the right that opens it (None: anybody signed in).
AREAS = [
    (_("My page"), "/my/", None),
    (_("Co-ordinator"), "/staff/", "partnership.open_staff"),
    (_("Independent reader"), "/reader/", "partnership.open_reader"),
    (_("Officer"), "/officer/", "partnership.open_officer"),
    (_("Board"), "/board/", "partnership.open_board"),
    (_("Payer"), "/payer/", "partnership.open_payer"),
    (_("Safeguarding"), "/staff/safeguarding/", "issues.decide_hidden_issue"),
    (_("Installation"), "/staff/installation/", "accounts.open_admin"),
    (_("Administration"), "/admin/", "accounts.open_admin"),
]

# The co-ordinator's pages, shown on each of them.
STAFF = "/staff/"
STAFF_MENU = [
    (_("Today"), STAFF, "partnership.open_staff"),
    (_("Issues"), "/staff/issues/", "issues.receive_issue"),
    (_("Themes"), "/staff/themes/", "issues.manage_theme"),
    (_("Presentations"), "/staff/presentations/", "answers.make_presentation"),
    (_("Commitments"), "/staff/commitments/", "answers.keep_commitment"),
    (_("You said, we did"), "/staff/you-said-we-did/", "answers.manage_you_said"),
    (_("Consultations"), "/staff/consultations/", "consultations.manage_consultation"),
    (_("Meetings"), "/staff/meetings/", "meetings.plan_meeting"),
    (_("Members"), "/staff/members/", "members.manage_membership"),
    (_("Reports"), "/staff/reports/", "reports.manage_report"),
    (_("Expenses"), "/staff/expenses/", "expenses.manage_claim"),
    (_("Other versions"), "/staff/other-versions/", "involvement.make_version"),
]


def current_of(address: str, path: str) -> str:
    """Return what aria-current says of a menu item: "page" on its own page, "true" on a page below it, else nothing."""
    if path == address:
        return "page"
    return "true" if path.startswith(address) else ""
