"""Every address of the portal. An app's addresses stand in its own `urls.py`."""

from django.urls import include, path

from accounts.admin import site as administration
from common.display import DisplaySet
from partnership import dashboard_views as dashboards
from partnership import data_views, search_views, views

# Those that everybody reads come first: an address is tried against one pattern after the other.
APPS = (
    "issues",
    "consultations",
    "reports",
    "governance",
    "involvement",
    "meetings",
    "answers",
    "members",
    "expenses",
    "accounts",
)

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("health/", views.health, name="health"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path("accessibility/", views.Accessibility.as_view(), name="accessibility"),
    path("privacy/", views.Privacy.as_view(), name="privacy"),
    path("cookies/", views.Cookies.as_view(), name="cookies"),
    path("search/", search_views.Search.as_view(), name="search"),
    path("data/", data_views.DataList.as_view(), name="data_list"),
    path("data/<slug:name>.csv", data_views.DataFile.as_view(), name="data_file"),
    path("data/<slug:name>.xlsx", data_views.DataFile.as_view(kind="xlsx"), name="data_sheet"),
    path("display/", DisplaySet.as_view(), name="display_set"),
    *(path("", include(f"{app}.urls")) for app in APPS),
    path("my/", dashboards.MyHome.as_view(), name="my_home"),
    path("staff/", dashboards.StaffHome.as_view(), name="staff_home"),
    path("staff/handover/", dashboards.Handover.as_view(), name="handover"),
    path("staff/installation/", dashboards.Installation.as_view(), name="installation"),
    path("reader/", dashboards.ReaderHome.as_view(), name="reader_home"),
    path("officer/", dashboards.OfficerHome.as_view(), name="officer_home"),
    path("board/", dashboards.BoardHome.as_view(), name="board_home"),
    path("payer/", dashboards.PayerHome.as_view(), name="payer_home"),
    path("admin/", administration.urls),
]
