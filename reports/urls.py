"""Addresses of reports."""

from django.urls import path

from reports import staff_views as staff
from reports import views

app_name = "reports"

urlpatterns = [
    path("reports/", views.ReportList.as_view(), name="report_list"),
    path("reports/<slug:slug>/", views.ReportDetail.as_view(), name="report_detail"),
    path("reports/<slug:slug>/<slug:variant>.pdf", views.ReportDownload.as_view(), name="report_download"),
    path("staff/reports/", staff.StaffReportList.as_view(), name="staff_report_list"),
    path("staff/reports/new/", staff.ReportCreate.as_view(), name="report_create"),
    path("staff/reports/builds/<int:pk>/", staff.BuildProgress.as_view(), name="build_progress"),
    path("staff/reports/builds/<int:pk>/cancel/", staff.BuildCancel.as_view(), name="build_cancel"),
    path("staff/reports/builds/<int:pk>/retry/", staff.BuildRetry.as_view(), name="build_retry"),
    path("staff/reports/builds/<int:pk>/<slug:variant>.pdf", staff.BuildDownload.as_view(), name="build_download"),
    path("staff/reports/<slug:slug>/", staff.StaffReport.as_view(), name="staff_report"),
    path("staff/reports/<slug:slug>/build/", staff.BuildRequest.as_view(), name="build_request"),
    path("staff/reports/<slug:slug>/agree/", staff.ReportAgree.as_view(), name="report_agree"),
    path("staff/reports/<slug:slug>/publish/", staff.ReportPublish.as_view(), name="report_publish"),
    path("staff/reports/<slug:slug>/redact/", staff.ReportRedact.as_view(), name="report_redact"),
    path("staff/reports/<slug:slug>/sections/<slug:key>/", staff.SectionWrite.as_view(), name="section_write"),
    path(
        "staff/reports/<slug:slug>/sections/<slug:key>/versions/",
        staff.SectionVersions.as_view(),
        name="section_versions",
    ),
]
