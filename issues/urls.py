"""Addresses of issues: the public ones here, those of staff beside."""

from django.urls import include, path

from issues.views import found_again, group, my_issues, own_words, paper, public, raising, tracking

app_name = "issues"

urlpatterns = [
    path("issues/", public.IssueList.as_view(), name="issue_list"),
    path("issues/raise/", raising.RaiseStart.as_view(), name="issue_raise"),
    path("issues/raise/check/", raising.RaiseCheck.as_view(), name="issue_check"),
    path("issues/raise/save/", raising.RaiseSave.as_view(), name="issue_save"),
    path("issues/raise/resume/", raising.RaiseResume.as_view(), name="issue_resume"),
    path("issues/raise/drop/", raising.RaiseDrop.as_view(), name="issue_drop"),
    path("issues/raise/paper/", paper.PaperForm.as_view(), name="issue_paper"),
    path("issues/raise/young/", raising.RaiseYoung.as_view(), name="issue_young"),
    path("issues/raise/<slug:step>/", raising.RaiseStep.as_view(), name="issue_step"),
    path("issues/track/", tracking.IssueTrack.as_view(), name="issue_track"),
    path("issues/open/<str:secret>/", tracking.IssueOpen.as_view(), name="issue_open"),
    path("issues/track/close/", tracking.IssueLeave.as_view(), name="issue_leave"),
    path("issues/track/closed/", tracking.IssueLeft.as_view(), name="issue_left"),
    path("issues/track/new-secret/", found_again.SecretRenew.as_view(), name="secret_renew"),
    path("issues/themes/<slug:slug>/", public.ThemeDetail.as_view(), name="theme_detail"),
    path("issues/<reference:reference>/", public.IssueDetail.as_view(), name="issue_detail"),
    path("issues/<reference:reference>/withdraw/", tracking.IssueWithdraw.as_view(), name="issue_withdraw"),
    path("issues/<reference:reference>/sharing/", own_words.IssueSharing.as_view(), name="issue_sharing"),
    path("issues/<reference:reference>/handover/", own_words.IssueHandover.as_view(), name="issue_handover"),
    path("issues/<reference:reference>/words/", own_words.IssueWords.as_view(), name="issue_words"),
    path("issues/<reference:reference>/claim/", tracking.IssueClaim.as_view(), name="issue_claim"),
    path("my/group/issues/", group.GroupIssueList.as_view(), name="group_issue_list"),
    path("my/issues/claim/", found_again.EarlierIssuesClaim.as_view(), name="earlier_issue_claim"),
    path("my/issues/", my_issues.MyIssueList.as_view(), name="my_issue_list"),
    path("", include("issues.staff_urls")),
]
