"""What everybody may open."""

from answers.models import Commitment, Presentation
from consultations.models import Consultation
from governance.models import GoverningDocument, TermsVersion
from issues.models import Issue, Theme
from issues.services.drafts import save_draft
from meetings.models import Meeting, MinutesVersion, Paper, PublicQuestion
from members.models import RoleDescription
from partnership.sample.words_views import LINK, LINK_TO_COME
from reports.models import Report
from tests.browser.pages.page import Page, press
from tests.browser.pages.rows import first

DRAFT_ANSWERS = {
    "kind": "concern",
    "service_area": "travel",
    "is_about_us": False,
    "area": "eldermere",
    "age_group": "5-10",
    "speaks_as": "parent",
    "original_text": "The bus never comes.",
    "hoped_for": "Tell us the evening before.",
    "share_with_group": True,
    "share_with_agency": True,
    "may_publish": True,
    "hear": "no",
    "contact_name": "",
    "contact_email": "",
    "contact_phone": "",
    "need_not_be_asked": False,
    "adult_name": "",
    "adult_contact": "",
}
STEPS = ("kind", "service", "child", "what", "hope", "sharing", "contact")
OPEN = Consultation.objects.filter(status="open")
CONCLUDED = Consultation.objects.filter(status="concluded")


def draft_query():
    return f"?draft={save_draft(DRAFT_ANSWERS)}"


def raise_issue(page):
    """Send an issue, and end on the page that shows its reference and secret."""
    page.goto(f"/issues/raise/check/{draft_query()}")
    page.get_by_role("button", name="Send").click()
    page.wait_for_selector("h1")


def save_and_come_back(page):
    page.goto(f"/issues/raise/save/{draft_query()}")
    page.get_by_label("E-mail").fill("alex@example.org")
    press(page)


def answer_until(number=None):
    """Return a walk through the open consultation to a question of that number, or to checking all answers."""

    def walk(page):
        slug = OPEN.earliest("pk").slug
        end = f"/respond/{number or 'check'}/"
        page.goto(f"/consultations/{slug}/respond/")
        while end not in page.url:
            choices = page.locator("main input[type=radio]")
            if choices.count():
                choices.first.check()
            press(page)
            page.wait_for_load_state()

    return walk


def answer_consultation(page):
    answer_until()(page)
    press(page, "Send")
    page.wait_for_url("**/thank-you/**")


FRONT = (
    Page("home"),
    Page("accessibility"),
    Page("accounts:record"),
    Page("privacy"),
    Page("data_list"),
    Page("cookies"),
    Page("search", query="?q=bus"),
    Page("governance:terms"),
    Page("governance:document", row=first(GoverningDocument.objects, "slug")),
    Page("governance:document_versions", row=first(GoverningDocument.objects, "slug")),
    Page("governance:version", row=first(TermsVersion.objects, "document__slug", "number")),
    Page("members:member_list"),
    Page("members:interest_list"),
    Page("members:role_description_detail", row=first(RoleDescription.objects, "slug")),
    Page("reports:report_list"),
    Page("reports:report_detail", row=first(Report.objects.filter(kind="annual"), "slug")),
    Page("reports:report_detail", "dorothea", first(Report.objects.filter(kind="board"), "slug"), variant="board"),
)
ISSUES = (
    Page("issues:issue_list"),
    Page("issues:issue_list", query="?q=bus&status=", variant="filtered"),
    Page("issues:issue_raise"),
    Page("issues:issue_paper"),
    Page("issues:issue_young"),
    Page("issues:issue_left"),
    *(Page("issues:issue_step", row=lambda step=step: {"step": step}, variant=step) for step in STEPS),
    Page("issues:issue_check", query=draft_query),
    Page("issues:issue_check", walk=raise_issue, variant="raised"),
    Page("issues:issue_save", query=draft_query),
    Page("issues:issue_save", walk=save_and_come_back, variant="saved"),
    Page("issues:issue_track"),
    Page("issues:secret_renew"),
    Page("issues:theme_detail", row=first(Theme.objects.filter(issues__status="responded"), "slug")),
    Page("issues:issue_detail", row=first(Issue.objects.filter(is_published=True, status="closed"), "reference")),
    Page(
        "issues:issue_detail",
        row=first(Issue.objects.filter(is_published=True, status="presented"), "reference"),
        variant="presented",
    ),
    Page("issues:issue_detail", "rosa", first(Issue.objects.filter(reporter__name__startswith="Rosa"), "reference")),
    Page("answers:you_said"),
    Page("answers:commitment_list"),
    Page("answers:commitment_detail", row=first(Commitment.objects.filter(earlier_dates__isnull=False), "reference")),
    Page("answers:presentation_list"),
    Page("answers:presentation_detail", row=first(Presentation.objects.filter(status="responded"), "reference")),
    Page(
        "answers:presentation_detail",
        row=first(Presentation.objects.filter(responses__is_transcribed=True), "reference"),
        variant="letter",
    ),
)
CONSULTATIONS = (
    Page("consultations:consultation_list"),
    Page("consultations:consultation_detail", row=first(OPEN, "slug"), variant="open"),
    Page("consultations:consultation_detail", row=first(CONCLUDED, "slug"), variant="concluded"),
    Page("consultations:consultation_respond", row=first(OPEN, "slug")),
    Page("consultations:consultation_respond", row=first(CONCLUDED, "slug"), variant="closed"),
    *(Page("consultations:response_step", walk=answer_until(n), variant=f"question-{n}") for n in range(1, 7)),
    Page("consultations:response_check", walk=answer_until()),
    Page("consultations:response_done", walk=answer_consultation),
    Page("consultations:consultation_results", row=first(CONCLUDED, "slug")),
)
HELD = Meeting.objects.filter(status="approved")
PAPERS = Paper.objects.filter(item__meeting__in=HELD)
TO_COME = Meeting.objects.filter(status="scheduled")
MEETINGS = (
    Page("meetings:meeting_list"),
    Page("meetings:meeting_detail", row=first(HELD, "slug"), variant="held"),
    Page("meetings:meeting_detail", row=first(TO_COME, "slug"), variant="to-come"),
    Page("meetings:meeting_detail", "grace", first(Meeting.objects.filter(status="circulated"), "slug")),
    Page("meetings:question_ask", row=first(TO_COME, "slug")),
    Page(
        "meetings:question_received",
        row=first(PublicQuestion.objects.filter(status__startswith="answered"), "meeting__slug", "reference"),
    ),
    Page("meetings:paper_detail", row=first(PAPERS.filter(withdrawn_on=None), "item__meeting__slug", "pk")),
    Page(
        "meetings:paper_detail",
        "moira",
        row=first(PAPERS.filter(withdrawn_on__isnull=False), "item__meeting__slug", "pk"),
        variant="withdrawn",
    ),
    Page(
        "meetings:minutes_version",
        row=first(MinutesVersion.objects.filter(kind="approved"), "meeting__slug", "kept__number"),
    ),
    Page("meetings:minutes_versions", row=first(HELD, "slug")),
    Page("meetings:view_give", row=lambda: {"secret": LINK_TO_COME}),
    Page("meetings:view_give", row=lambda: {"secret": LINK}, variant="closed", status=410),
)
PAGES = (*FRONT, *ISSUES, *CONSULTATIONS, *MEETINGS)
