"""Addresses of other versions of documents: public, and the co-ordinator's."""

from django.urls import path

from involvement import staff_views, views

app_name = "involvement"
STAFF = "staff/other-versions/"
ONE = f"{STAFF}<slug:reference>/"

urlpatterns = [
    path("other-versions/ask/", views.VersionAsk.as_view(), name="version_ask"),
    path("other-versions/asked/<slug:reference>/", views.VersionAsked.as_view(), name="version_asked"),
    path("other-versions/<int:pk>/", views.VersionDownload.as_view(), name="version_download"),
    path("other-versions/sent/<str:secret>/", views.SentOpen.as_view(), name="sent_open"),
    path(STAFF, staff_views.RequestList.as_view(), name="request_list"),
    path(f"{STAFF}enter/", staff_views.RequestEnter.as_view(), name="request_enter"),
    path(f"{STAFF}made/", staff_views.MadeList.as_view(), name="made_list"),
    path(f"{STAFF}made/<int:pk>/stop/", staff_views.VersionStop.as_view(), name="version_stop"),
    path(f"{STAFF}made/<int:pk>/file/", staff_views.VersionFile.as_view(), name="version_file"),
    path(ONE, staff_views.RequestDetail.as_view(), name="request_detail"),
    path(f"{ONE}send/", staff_views.VersionSend.as_view(), name="version_send"),
    path(f"{ONE}not-made/", staff_views.VersionNotMade.as_view(), name="version_not_made"),
    path(f"{ONE}told/", staff_views.AskerTold.as_view(), name="asker_told"),
]
