"""The record, signing in, one's own account, and lists for whoever runs the service: a county's, e-mails, backups."""

from django.urls import include, path

from accounts.views import county_lists as lists
from accounts.views.backups import BackupList
from accounts.views.emails import EmailList, UndeliveredList
from accounts.views.my_account import ChangeWithdraw, MyAccount
from accounts.views.record import Record, RecordHeads
from accounts.views.settings import SettingList

ENTRY = "staff/lists/<slug:list>/<slug:code>"
mine = [
    path("record/", Record.as_view(), name="record"),
    path("record/heads.csv", RecordHeads.as_view(), name="record_heads"),
    path("my/account/", MyAccount.as_view(), name="my_account"),
    path("my/account/changes/<int:pk>/withdraw/", ChangeWithdraw.as_view(), name="change_withdraw"),
    path("staff/emails/", EmailList.as_view(), name="email_list"),
    path("staff/emails/undelivered/", UndeliveredList.as_view(), name="undelivered_list"),
    path("staff/backups/", BackupList.as_view(), name="backup_list"),
    path("staff/settings/", SettingList.as_view(), name="setting_list"),
    path("staff/lists/", lists.CountyLists.as_view(), name="county_list_list"),
    path("staff/lists/<slug:list>/", lists.CountyList.as_view(), name="county_list"),
    path("staff/lists/<slug:list>/add/", lists.EntryAdd.as_view(), name="entry_add"),
    path(f"{ENTRY}/rename/", lists.EntryRename.as_view(), name="entry_rename"),
    path(f"{ENTRY}/merge/", lists.EntryMerge.as_view(), name="entry_merge"),
    path(f"{ENTRY}/end/", lists.EntryEnd.as_view(), name="entry_end"),
    path(f"{ENTRY}/bring-back/", lists.EntryBringBack.as_view(), name="entry_bring_back"),
    path(f"{ENTRY}/move-up/", lists.EntryMoveUp.as_view(), name="entry_move_up"),
]

urlpatterns = [
    path("sign-in/", include("accounts.sign_in_urls")),
    path("", include((mine, "accounts"))),
]
