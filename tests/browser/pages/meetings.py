"""The co-ordinator's and the members' pages about meetings."""

from meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    NotedPoint,
    Paper,
    PublicQuestion,
    Resolution,
    ViewGiven,
    ViewsBrought,
)
from tests.browser.pages.page import Page
from tests.browser.pages.rows import (
    accepted_question,
    first,
    handled_declaration,
    member_to_reply,
    new_question,
    seat_of_grace,
    undecided_declaration,
)

TO_COME = first(Meeting.objects.announced().filter(status="scheduled"), "slug")
PLANNED = first(Meeting.objects.filter(status="scheduled", announced_on=None), "slug")
PLANNED_YEAR = first(Meeting.objects.filter(status="scheduled", announced_on=None), "year")
LAST = first(Meeting.objects.filter(status="circulated"), "slug")
APPROVED = first(Meeting.objects.filter(status="approved"), "slug")
OF_LAST = AgendaItem.objects.filter(meeting__status="circulated")
ITEM_TO_COME = first(
    AgendaItem.objects.filter(meeting__status="scheduled", meeting__announced_on__isnull=False), "meeting__slug", "pk"
)
ITEM_OF_LAST = first(OF_LAST, "meeting__slug", "pk")
PAPER = first(Paper.objects.filter(item__meeting__status="circulated", withdrawn_on=None), "item__meeting__slug", "pk")

VIEWS = ViewsBrought.objects.filter(membership__person__name__startswith="Grace")
VIEWS_TO_COME = first(ViewsBrought.objects.filter(meeting__status="scheduled"), "meeting__slug", "pk")

PAGES = (
    Page("meetings:attendance_list", "moira"),
    Page("meetings:my_meetings", "grace"),
    Page("meetings:meeting_pack", "grace", TO_COME),
    Page("meetings:meeting_pack", "grace", LAST, variant="last"),
    Page("meetings:substitute_pack", "beatrix", TO_COME),
    Page("meetings:meeting_reply", "grace", TO_COME),
    Page("meetings:my_declaration_add", "grace", LAST),
    Page("meetings:minutes_approve", "grace", LAST),
    Page("meetings:pass_on", "grace", LAST),
    Page("meetings:pass_on", "ruth", LAST, variant="not-yet"),
    Page("meetings:passed_on_record", "grace", seat_of_grace),
    Page("meetings:views_gather", "grace", TO_COME),
    Page("meetings:views_detail", "grace", first(VIEWS, "meeting__slug", "pk")),
    Page("meetings:views_detail", "fiona", VIEWS_TO_COME, variant="to-come"),
    Page("meetings:views_bring", "grace", first(VIEWS, "meeting__slug", "pk")),
    Page("meetings:link_new", "fiona", VIEWS_TO_COME),
    Page("meetings:views_of_meeting", "moira", LAST),
    Page("meetings:summary_hide", "moira", first(VIEWS, "meeting__slug", "pk")),
    Page("meetings:view_hide", "moira", first(ViewGiven.objects.all(), "views__meeting__slug", "pk")),
    Page("meetings:staff_meeting_list", "moira"),
    Page("meetings:every_question", "moira"),
    Page("meetings:year_plan", "moira"),
    Page("meetings:additional_plan", "moira"),
    Page("meetings:year_announce", "moira", PLANNED_YEAR),
    Page("meetings:meeting_announce", "moira", PLANNED),
    Page("meetings:absence_list", "moira"),
    Page("meetings:meeting_manage", "moira", TO_COME),
    Page("meetings:meeting_manage", "moira", LAST, variant="last"),
    Page("meetings:meeting_edit", "moira", TO_COME),
    Page("meetings:chair_set", "moira", TO_COME),
    Page("meetings:meeting_schedule", "moira", TO_COME),
    Page("meetings:meeting_postpone", "moira", TO_COME),
    Page("meetings:meeting_cancel", "moira", TO_COME),
    Page("meetings:sittings_record", "moira", LAST),
    Page("meetings:agenda_edit", "moira", TO_COME),
    Page("meetings:item_add", "moira", TO_COME),
    Page("meetings:item_edit", "moira", ITEM_TO_COME),
    Page("meetings:item_versions", "moira", ITEM_TO_COME),
    Page("meetings:paper_add", "moira", ITEM_TO_COME),
    Page("meetings:paper_replace", "moira", PAPER),
    Page("meetings:paper_withdraw", "moira", PAPER),
    Page("meetings:item_private", "moira", ITEM_TO_COME),
    Page("meetings:attendance_record", "moira", LAST),
    Page(
        "meetings:attendance_correct",
        "moira",
        first(Attendance.objects.filter(meeting__status="circulated"), "meeting__slug", "pk"),
    ),
    Page("meetings:in_attendance_add", "moira", LAST),
    Page("meetings:reply_list", "moira", TO_COME),
    Page("meetings:reply_enter", "moira", member_to_reply),
    Page("meetings:declaration_list", "moira", LAST),
    Page("meetings:declaration_add", "moira", LAST),
    Page("meetings:declaration_acknowledge", "moira", undecided_declaration),
    Page("meetings:handling_change", "moira", handled_declaration),
    Page("meetings:minutes_edit", "moira", LAST),
    Page("meetings:minutes_edit", "moira", APPROVED, variant="approved"),
    Page("meetings:minutes_number", "moira", LAST),
    Page("meetings:minutes_amend", "moira", APPROVED),
    Page("meetings:minutes_redact", "moira", APPROVED),
    Page("meetings:minute_edit", "moira", ITEM_OF_LAST),
    Page("meetings:minute_versions", "moira", ITEM_OF_LAST),
    Page("meetings:point_add", "moira", ITEM_OF_LAST),
    Page("meetings:resolution_add", "moira", ITEM_OF_LAST),
    Page(
        "meetings:point_edit", "moira", first(NotedPoint.objects.filter(item__in=OF_LAST), "item__meeting__slug", "pk")
    ),
    Page(
        "meetings:resolution_edit",
        "moira",
        first(Resolution.objects.filter(item__in=OF_LAST), "item__meeting__slug", "pk"),
    ),
    Page("meetings:question_list", "moira", LAST),
    Page("meetings:question_decline", "moira", new_question),
    Page("meetings:question_edit", "moira", accepted_question),
    Page("meetings:question_answer", "moira", accepted_question),
    Page("meetings:question_not_ours", "moira", accepted_question),
    Page(
        "meetings:question_redact",
        "moira",
        first(PublicQuestion.objects.filter(status__startswith="answered"), "meeting__slug", "reference"),
    ),
)
