"""Addresses of the co-ordinator's pages about issues."""

from django.urls import path

from issues.staff_views import handing, imports, issue_pages, queue, safeguarding, splitting, telling, themes, versions

urlpatterns = [
    path("staff/issues/", queue.IssueQueue.as_view(), name="staff_issue_list"),
    path("staff/issues/enter/", queue.IssueEnter.as_view(), name="issue_enter"),
    path("staff/issues/import/", imports.IssueImport.as_view(), name="issue_import"),
    path("staff/issues/to-tell/", telling.ParentsToTell.as_view(), name="parent_to_tell_list"),
    path("staff/issues/<reference:reference>/tell/", telling.ParentTell.as_view(), name="parent_tell"),
    path("staff/issues/<reference:reference>/told/", telling.ToldTakeBack.as_view(), name="parent_told_take_back"),
    path("staff/issues/<reference:reference>/", queue.IssueReceive.as_view(), name="staff_issue_detail"),
    path(
        "staff/issues/<reference:reference>/acknowledge/",
        issue_pages.IssueAcknowledge.as_view(),
        name="issue_acknowledge",
    ),
    path("staff/issues/<reference:reference>/edit/", issue_pages.IssueEdit.as_view(), name="issue_edit"),
    path("staff/issues/<reference:reference>/versions/", versions.IssueVersions.as_view(), name="issue_versions"),
    path("staff/issues/<reference:reference>/consents/", issue_pages.IssueConsents.as_view(), name="issue_consents"),
    path("staff/issues/<reference:reference>/log/", issue_pages.IssueLog.as_view(), name="issue_log"),
    path("staff/issues/<reference:reference>/theme/", issue_pages.IssueGroup.as_view(), name="issue_group"),
    path("staff/issues/<reference:reference>/signpost/", issue_pages.IssueSignpost.as_view(), name="issue_signpost"),
    path("staff/issues/<reference:reference>/merge/", issue_pages.IssueMerge.as_view(), name="issue_merge"),
    path("staff/issues/<reference:reference>/separate/", issue_pages.IssueSeparate.as_view(), name="issue_separate"),
    path("staff/issues/<reference:reference>/split/", splitting.IssueSplit.as_view(), name="issue_split"),
    path("staff/issues/<reference:reference>/rejoin/", splitting.IssueRejoin.as_view(), name="issue_rejoin"),
    path("staff/issues/<reference:reference>/close/", issue_pages.IssueClose.as_view(), name="issue_close"),
    path("staff/issues/<reference:reference>/publish/", issue_pages.IssuePublish.as_view(), name="issue_publish"),
    path("staff/issues/<reference:reference>/unpublish/", issue_pages.IssueUnpublish.as_view(), name="issue_unpublish"),
    path(
        "staff/issues/<reference:reference>/not-asked/",
        issue_pages.IssueSettleUnasked.as_view(),
        name="issue_settle_unasked",
    ),
    path("staff/issues/<reference:reference>/hide/", safeguarding.IssueHide.as_view(), name="issue_hide"),
    path("staff/issues/<reference:reference>/contact/", safeguarding.IssueContact.as_view(), name="issue_contact"),
    path("staff/issues/<reference:reference>/to-reader/", handing.IssuePass.as_view(), name="issue_pass"),
    path("staff/issues/<reference:reference>/to-coordinator/", handing.IssueHand.as_view(), name="issue_hand"),
    path("staff/safeguarding/", safeguarding.HiddenIssues.as_view(), name="hidden_issue_list"),
    path(
        "staff/safeguarding/<reference:reference>/",
        safeguarding.HiddenIssueDecide.as_view(),
        name="hidden_issue_decide",
    ),
    path("staff/themes/", themes.ThemeList.as_view(), name="staff_theme_list"),
    path("staff/themes/new/", themes.ThemeCreate.as_view(), name="theme_create"),
    path("staff/themes/<slug:slug>/", themes.StaffTheme.as_view(), name="staff_theme_detail"),
    path("staff/themes/<slug:slug>/edit/", themes.ThemeEdit.as_view(), name="theme_edit"),
]
