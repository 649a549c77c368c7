"""The record, signing in, one's own account and data, and lists for whoever runs the service."""

from django.urls import include, path

from accounts.views import complaints, following, holds, imports
from accounts.views import county_lists as lists
from accounts.views import data_requests as data
from accounts.views.backups import BackupList
from accounts.views.emails import EmailList, UndeliveredList
from accounts.views.list_files import ListFileAsk, ListFileDownload, ListFileForget, ListFileList
from accounts.views.my_account import ChangeWithdraw, MyAccount
from accounts.views.processing import ProcessingRecord
from accounts.views.record import Record, RecordHeads
from accounts.views.retention import RetentionList
from accounts.views.service_lists import AuditList, JobList, OutboxList
from accounts.views.settings import SettingList

HOLD, COMPLAINT = "staff/data/holds/<reference:reference>", "staff/data/complaints/<reference:reference>"
DATA = "staff/data/requests/<slug:reference>"
ENTRY = "staff/lists/<slug:list>/<slug:code>"
mine = [
    path("record/", Record.as_view(), name="record"),
    path("record/heads.csv", RecordHeads.as_view(), name="record_heads"),
    path("my/account/", MyAccount.as_view(), name="my_account"),
    path("my/account/changes/<int:pk>/withdraw/", ChangeWithdraw.as_view(), name="change_withdraw"),
    path("my/files/", ListFileList.as_view(), name="list_file_list"),
    path("my/files/ask/", ListFileAsk.as_view(), name="list_file_ask"),
    path("my/files/<int:pk>/", ListFileDownload.as_view(), name="list_file_download"),
    path("my/files/<int:pk>/delete/", ListFileForget.as_view(), name="list_file_forget"),
    path("my/data/", data.MyData.as_view(), name="my_data"),
    path("my/data/copy/", data.MyDataCopy.as_view(), name="my_data_copy"),
    path("my/data/erase/", data.MyDataErase.as_view(), name="my_data_erase"),
    path("my/data/<slug:reference>/withdraw/", data.MyDataWithdraw.as_view(), name="my_data_withdraw"),
    path("my/data/<slug:reference>/file/", data.MyDataFile.as_view(), name="my_data_file"),
    path("privacy/receipts/<str:secret>/", data.DataReceipt.as_view(), name="data_receipt"),
    path("staff/data/", data.DataRequestList.as_view(), name="data_request_list"),
    path("staff/data/record/", ProcessingRecord.as_view(), name="processing_record"),
    path("staff/data/enter/", data.DataRequestEnter.as_view(), name="data_request_enter"),
    path(f"{DATA}/", data.DataRequestDetail.as_view(), name="data_request_detail"),
    path(f"{DATA}/agree/", data.DataRequestAgree.as_view(), name="data_request_agree"),
    path(f"{DATA}/refuse/", data.DataRequestRefuse.as_view(), name="data_request_refuse"),
    path(f"{DATA}/withdraw/", data.DataRequestWithdraw.as_view(), name="data_request_withdraw"),
    path(f"{DATA}/file/", data.DataRequestFile.as_view(), name="data_request_file"),
    path("staff/emails/", EmailList.as_view(), name="email_list"),
    path("staff/emails/undelivered/", UndeliveredList.as_view(), name="undelivered_list"),
    path("staff/audit/", AuditList.as_view(), name="audit_list"),
    path("staff/outbox/", OutboxList.as_view(), name="outbox_list"),
    path("staff/jobs/", JobList.as_view(), name="job_list"),
    path("staff/backups/", BackupList.as_view(), name="backup_list"),
    path("staff/settings/", SettingList.as_view(), name="setting_list"),
    path("privacy/complain/", complaints.ComplaintMake.as_view(), name="complaint_make"),
    path("privacy/complain/<str:secret>/", complaints.ComplaintMade.as_view(), name="complaint_made"),
    path("staff/data/retention/", RetentionList.as_view(), name="retention_list"),
    path("staff/data/holds/", holds.HoldList.as_view(), name="hold_list"),
    path("staff/data/holds/place/", holds.HoldPlace.as_view(), name="hold_place"),
    path(f"{HOLD}/", holds.HoldDetail.as_view(), name="hold_detail"),
    path(f"{HOLD}/end/", holds.HoldEnd.as_view(), name="hold_end"),
    path(f"{HOLD}/agree/", holds.HoldAgree.as_view(), name="hold_agree"),
    path(f"{HOLD}/keep/", holds.HoldKeep.as_view(), name="hold_keep"),
    path("staff/data/complaints/", complaints.ComplaintList.as_view(), name="complaint_list"),
    path(f"{COMPLAINT}/", complaints.ComplaintDetail.as_view(), name="complaint_detail"),
    path(f"{COMPLAINT}/acknowledge/", complaints.ComplaintAcknowledge.as_view(), name="complaint_acknowledge"),
    path(f"{COMPLAINT}/hand-on/", complaints.ComplaintHandOn.as_view(), name="complaint_hand_on"),
    path(f"{COMPLAINT}/told/", complaints.ComplaintTold.as_view(), name="complaint_told"),
    path(f"{COMPLAINT}/answer/", complaints.ComplaintAnswer.as_view(), name="complaint_answer"),
    path("staff/imports/", imports.ImportList.as_view(), name="import_list"),
    path("staff/imports/<int:pk>/", imports.ImportDetail.as_view(), name="import_detail"),
    path("staff/imports/<int:pk>/columns/", imports.ImportColumns.as_view(), name="import_columns"),
    path("staff/imports/<int:pk>/rows/", imports.ImportRowList.as_view(), name="import_row_list"),
    path("staff/imports/<int:pk>/faults/", imports.ImportFaultList.as_view(), name="import_fault_list"),
    path("staff/imports/<int:pk>/confirm/", imports.ImportConfirm.as_view(), name="import_confirm"),
    path("staff/imports/<int:pk>/check/", imports.ImportCheckAgain.as_view(), name="import_check_again"),
    path("staff/imports/<int:pk>/leave/", imports.ImportLeave.as_view(), name="import_leave"),
    path("staff/imports/<int:pk>/undo/", imports.ImportUndo.as_view(), name="import_undo"),
    path("staff/lists/", lists.CountyLists.as_view(), name="county_list_list"),
    path("staff/lists/<slug:list>/", lists.CountyList.as_view(), name="county_list"),
    path("staff/lists/<slug:list>/add/", lists.EntryAdd.as_view(), name="entry_add"),
    path(f"{ENTRY}/rename/", lists.EntryRename.as_view(), name="entry_rename"),
    path(f"{ENTRY}/merge/", lists.EntryMerge.as_view(), name="entry_merge"),
    path(f"{ENTRY}/end/", lists.EntryEnd.as_view(), name="entry_end"),
    path(f"{ENTRY}/bring-back/", lists.EntryBringBack.as_view(), name="entry_bring_back"),
    path(f"{ENTRY}/move-up/", lists.EntryMoveUp.as_view(), name="entry_move_up"),
]
follow = [
    path("follow/", following.Follow.as_view(), name="follow"),
    path("follow/asked/", following.FollowAsked.as_view(), name="follow_asked"),
    path("follow/link/", following.FollowLinkAsk.as_view(), name="follow_link"),
    path("follow/feeds/<slug:kind>.atom", following.FollowFeed.as_view(), name="follow_feed"),
    path("follow/feeds/<slug:kind>/<slug:ref>.atom", following.FollowFeed.as_view(), name="follow_feed_of"),
    path("follow/confirm/<str:secret>/", following.FollowConfirm.as_view(), name="follow_confirm"),
    path("follow/<str:secret>/", following.FollowAll.as_view(), name="follow_all"),
    path("follow/<str:secret>/stop/<str:what>/", following.FollowStop.as_view(), name="follow_stop"),
    path("follow/<str:secret>/again/<str:what>/", following.FollowResume.as_view(), name="follow_again"),
]
urlpatterns = [
    path("sign-in/", include("accounts.sign_in_urls")),
    path("", include(([*mine, *follow], "accounts"))),
]
