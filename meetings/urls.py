"""Addresses of the group's meetings: public, a member's own, and the co-ordinator's."""

from django.urls import path

from meetings import link_views, views
from meetings.my_views import gathering, passing_on
from meetings.my_views import meetings as my_views
from meetings.staff_views import (
    agenda,
    announcing,
    attendance,
    decisions,
    declarations,
    imports,
    minutes,
    papers,
    planning,
    questions,
    redactions,
    versions,
    views_brought,
    yearly,
)

app_name = "meetings"
ONE = "staff/meetings/<slug:slug>/"
MINE = "my/meetings/<slug:slug>/"
PROPOSED = "proposed/<int:item>/<str:kind>/<int:pk>/"

public_urls = [
    path("meetings/", views.MeetingList.as_view(), name="meeting_list"),
    path("meetings/calendar.ics", views.Calendar.as_view(), name="calendar"),
    path("meetings/<slug:slug>/", views.MeetingDetail.as_view(), name="meeting_detail"),
    path("meetings/<slug:slug>/question/", views.QuestionAsk.as_view(), name="question_ask"),
    path("meetings/<slug:slug>/question/<slug:reference>/", views.QuestionReceived.as_view(), name="question_received"),
    path("meetings/<slug:slug>/papers/<int:pk>/", views.PaperDetail.as_view(), name="paper_detail"),
    path("meetings/<slug:slug>/papers/<int:pk>/file/", views.PaperDownload.as_view(), name="paper_download"),
    path("meetings/<slug:slug>/minutes/<int:number>/", views.MinutesVersionDetail.as_view(), name="minutes_version"),
    path("meetings/<slug:slug>/minutes/", views.MinutesVersions.as_view(), name="minutes_versions"),
    path("views/<str:secret>/", link_views.ViewGive.as_view(), name="view_give"),
]
my_urls = [
    path("my/meetings/", my_views.MyMeetings.as_view(), name="my_meetings"),
    path("my/meetings/<slug:slug>/", my_views.MeetingPack.as_view(), name="meeting_pack"),
    path("my/substitute/<slug:slug>/", my_views.SubstitutePack.as_view(), name="substitute_pack"),
    path("my/meetings/<slug:slug>/reply/", my_views.MeetingReply.as_view(), name="meeting_reply"),
    path("my/meetings/<slug:slug>/declare/", my_views.MyDeclarationAdd.as_view(), name="my_declaration_add"),
    path(f"my/meetings/<slug:slug>/{PROPOSED}declare/", my_views.ProposalDeclare.as_view(), name="proposal_declare"),
    path(f"my/meetings/<slug:slug>/{PROPOSED}dismiss/", my_views.ProposalDismiss.as_view(), name="proposal_dismiss"),
    path("my/meetings/<slug:slug>/approve/", my_views.MinutesApprove.as_view(), name="minutes_approve"),
    path(f"{MINE}pass-on/", passing_on.PassOn.as_view(), name="pass_on"),
    path(f"{MINE}pass-on/<int:pk>/", passing_on.PassedOnRecord.as_view(), name="passed_on_record"),
    path(f"{MINE}pass-on/<int:pk>/remove/", passing_on.PassedOnRemove.as_view(), name="passed_on_remove"),
    path(f"{MINE}views/", gathering.ViewsGather.as_view(), name="views_gather"),
    path(f"{MINE}views/<int:pk>/", gathering.ViewsDetail.as_view(), name="views_detail"),
    path(f"{MINE}views/<int:pk>/bring/", gathering.ViewsBring.as_view(), name="views_bring"),
    path(f"{MINE}views/<int:pk>/link/", gathering.LinkNew.as_view(), name="link_new"),
    path(f"{MINE}views/<int:pk>/close/", gathering.LinkClose.as_view(), name="link_close"),
]
# The fixed words come before the slugs, all of which end in a year or a number.
planning_urls = [
    path("staff/meetings/", planning.StaffMeetingList.as_view(), name="staff_meeting_list"),
    path("staff/meetings/plan/", planning.YearPlan.as_view(), name="year_plan"),
    path("staff/meetings/plan/additional/", planning.AdditionalPlan.as_view(), name="additional_plan"),
    path("staff/meetings/announce/<int:year>/", announcing.YearAnnounce.as_view(), name="year_announce"),
    path("staff/meetings/questions/", questions.EveryQuestion.as_view(), name="every_question"),
    path("staff/meetings/attendance/", attendance.AttendanceList.as_view(), name="attendance_list"),
    path("staff/meetings/import/", imports.PastMeetingImport.as_view(), name="past_import"),
    path("staff/meetings/absences/", attendance.AbsenceList.as_view(), name="absence_list"),
    path("staff/meetings/absences/count/", attendance.AbsenceRecompute.as_view(), name="absence_recompute"),
    path("staff/meetings/put-on-agenda/<str:kind>/<int:pk>/", agenda.SubjectAgenda.as_view(), name="subject_agenda"),
    path(f"{ONE}", planning.MeetingManage.as_view(), name="meeting_manage"),
    path(f"{ONE}edit/", planning.MeetingEdit.as_view(), name="meeting_edit"),
    path(f"{ONE}announce/", announcing.MeetingAnnounce.as_view(), name="meeting_announce"),
    path(f"{ONE}chair/", planning.ChairSet.as_view(), name="chair_set"),
    path(f"{ONE}schedule/", planning.MeetingSchedule.as_view(), name="meeting_schedule"),
    path(f"{ONE}postpone/", planning.MeetingPostpone.as_view(), name="meeting_postpone"),
    path(f"{ONE}cancel/", planning.MeetingCancel.as_view(), name="meeting_cancel"),
    path(f"{ONE}sittings/", planning.SittingsRecord.as_view(), name="sittings_record"),
]
agenda_urls = [
    path(f"{ONE}agenda/", agenda.AgendaEdit.as_view(), name="agenda_edit"),
    path(f"{ONE}agenda/add/", agenda.ItemAdd.as_view(), name="item_add"),
    path(f"{ONE}agenda/update/", agenda.AgendaUpdate.as_view(), name="agenda_update"),
    path(f"{ONE}agenda/publish/", agenda.AgendaPublish.as_view(), name="agenda_publish"),
    path(f"{ONE}items/<int:pk>/edit/", agenda.ItemEdit.as_view(), name="item_edit"),
    path(f"{ONE}items/<int:pk>/versions/", versions.ItemVersions.as_view(), name="item_versions"),
    path(f"{ONE}items/<int:pk>/up/", agenda.ItemMove.as_view(), {"direction": "up"}, name="item_up"),
    path(f"{ONE}items/<int:pk>/down/", agenda.ItemMove.as_view(), {"direction": "down"}, name="item_down"),
    path(f"{ONE}items/<int:pk>/remove/", agenda.ItemRemove.as_view(), name="item_remove"),
    path(f"{ONE}items/<int:pk>/papers/add/", papers.PaperAdd.as_view(), name="paper_add"),
    path(f"{ONE}papers/<int:pk>/replace/", papers.PaperReplace.as_view(), name="paper_replace"),
    path(f"{ONE}papers/<int:pk>/remove/", papers.PaperRemove.as_view(), name="paper_remove"),
    path(f"{ONE}papers/<int:pk>/withdraw/", papers.PaperWithdraw.as_view(), name="paper_withdraw"),
    path(f"{ONE}items/<int:pk>/private/", agenda.ItemPrivate.as_view(), name="item_private"),
]
attendance_urls = [
    path(f"{ONE}attendance/", attendance.AttendanceRecordGrid.as_view(), name="attendance_record"),
    path(f"{ONE}attendance/confirm/", attendance.AttendanceConfirm.as_view(), name="attendance_confirm"),
    path(f"{ONE}attendance/<int:pk>/correct/", attendance.AttendanceCorrect.as_view(), name="attendance_correct"),
    path(f"{ONE}in-attendance/add/", attendance.InAttendanceAdd.as_view(), name="in_attendance_add"),
    path(f"{ONE}in-attendance/<int:pk>/remove/", attendance.InAttendanceRemove.as_view(), name="in_attendance_remove"),
    path(f"{ONE}replies/", attendance.ReplyList.as_view(), name="reply_list"),
    path(f"{ONE}replies/<int:pk>/", attendance.ReplyEnter.as_view(), name="reply_enter"),
]
declaration_urls = [
    path(f"{ONE}declarations/", declarations.DeclarationList.as_view(), name="declaration_list"),
    path(f"{ONE}declarations/add/", declarations.DeclarationAdd.as_view(), name="declaration_add"),
    path(f"{ONE}declarations/<int:pk>/remove/", declarations.DeclarationRemove.as_view(), name="declaration_remove"),
    path(
        f"{ONE}declarations/<int:pk>/acknowledge/",
        declarations.DeclarationAcknowledge.as_view(),
        name="declaration_acknowledge",
    ),
    path(f"{ONE}declarations/<int:pk>/change/", declarations.HandlingChange.as_view(), name="handling_change"),
    path(f"{ONE}{PROPOSED}record/", declarations.ProposalRecord.as_view(), name="proposal_record"),
]
minutes_urls = [
    path(f"{ONE}minutes/", minutes.MinutesEdit.as_view(), name="minutes_edit"),
    path(f"{ONE}minutes/number/", minutes.MinutesNumber.as_view(), name="minutes_number"),
    path(f"{ONE}minutes/circulate/", minutes.MinutesCirculate.as_view(), name="minutes_circulate"),
    path(f"{ONE}minutes/redact/", redactions.MinutesRedact.as_view(), name="minutes_redact"),
    path(f"{ONE}minutes/amend/", minutes.MinutesAmend.as_view(), name="minutes_amend"),
    path(f"{ONE}items/<int:pk>/minute/", minutes.MinuteEdit.as_view(), name="minute_edit"),
    path(f"{ONE}items/<int:pk>/minute/versions/", versions.MinuteVersions.as_view(), name="minute_versions"),
    path(f"{ONE}items/<int:pk>/note/", minutes.PointAdd.as_view(), name="point_add"),
    path(f"{ONE}items/<int:pk>/resolve/", minutes.ResolutionAdd.as_view(), name="resolution_add"),
    path(f"{ONE}noted/<int:pk>/edit/", minutes.PointEdit.as_view(), name="point_edit"),
    path(f"{ONE}noted/<int:pk>/remove/", minutes.PointRemove.as_view(), name="point_remove"),
    path(f"{ONE}resolutions/<int:pk>/edit/", minutes.ResolutionEdit.as_view(), name="resolution_edit"),
    path(f"{ONE}resolutions/<int:pk>/remove/", minutes.ResolutionRemove.as_view(), name="resolution_remove"),
]
decision_urls = [
    path("staff/members/reviews/<int:pk>/decide/", decisions.ReviewDecide.as_view(), name="review_decide"),
    path("staff/members/seats/<int:pk>/share/", decisions.SeatShare.as_view(), name="seat_share"),
    path("staff/members/<int:pk>/renew/", decisions.TermRenew.as_view(), name="term_renew"),
    path("staff/members/renewals/<int:pk>/take-back/", decisions.RenewalTakeBack.as_view(), name="renewal_take_back"),
    path("staff/members/yearly/", yearly.YearlyReviewList.as_view(), name="yearly_list"),
    path("staff/members/yearly/begin/", yearly.YearlyOpen.as_view(), name="yearly_open"),
    path("staff/members/yearly/<int:year>/remind/", yearly.YearlyRemind.as_view(), name="yearly_remind"),
    path("staff/members/yearly/<int:year>/propose/", yearly.YearlyProposeAll.as_view(), name="yearly_propose_all"),
    path("staff/members/yearly/answers/<int:pk>/", yearly.YearlyAnswerEnter.as_view(), name="yearly_answer_enter"),
    path("staff/members/yearly/proposals/<int:pk>/", yearly.YearlyPropose.as_view(), name="yearly_propose"),
    path("staff/members/yearly/<int:year>/", yearly.YearlyReviewPage.as_view(), name="yearly_review"),
    path("staff/members/yearly/<int:year>/decide/", yearly.YearlyDecide.as_view(), name="yearly_decide"),
    path("my/membership/yearly/<int:year>/", yearly.YearlyLoad.as_view(), name="yearly_load"),
    path("staff/presentations/new/", decisions.PresentationMake.as_view(), name="presentation_make"),
]
question_urls = [
    path(f"{ONE}questions/", questions.QuestionList.as_view(), name="question_list"),
    path(f"{ONE}questions/<slug:reference>/accept/", questions.QuestionAccept.as_view(), name="question_accept"),
    path(f"{ONE}questions/<slug:reference>/decline/", questions.QuestionDecline.as_view(), name="question_decline"),
    path(f"{ONE}questions/<slug:reference>/edit/", questions.QuestionEdit.as_view(), name="question_edit"),
    path(f"{ONE}questions/<slug:reference>/answer/", questions.QuestionAnswer.as_view(), name="question_answer"),
    path(f"{ONE}questions/<slug:reference>/redact/", redactions.QuestionRedact.as_view(), name="question_redact"),
    path(f"{ONE}questions/<slug:reference>/not-ours/", questions.QuestionNotOurs.as_view(), name="question_not_ours"),
]
views_urls = [
    path(f"{ONE}views/", views_brought.ViewsOfMeeting.as_view(), name="views_of_meeting"),
    path(f"{ONE}views/<int:pk>/spoken/", views_brought.ViewsSpoken.as_view(), name="views_spoken"),
    path(
        f"{ONE}views/<int:pk>/not-spoken/",
        views_brought.ViewsSpoken.as_view(was_spoken_to=False),
        name="views_not_spoken",
    ),
    path(f"{ONE}views/<int:pk>/take-off/", views_brought.SummaryHide.as_view(), name="summary_hide"),
    path(f"{ONE}views/answers/<int:pk>/take-out/", views_brought.ViewHide.as_view(), name="view_hide"),
]
urlpatterns = [
    *public_urls,
    *my_urls,
    *planning_urls,
    *agenda_urls,
    *attendance_urls,
    *declaration_urls,
    *minutes_urls,
    *decision_urls,
    *question_urls,
    *views_urls,
]
