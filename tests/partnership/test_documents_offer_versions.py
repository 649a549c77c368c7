"""Every public page to read leads to the way to ask for it in another version; which do not is typed out here."""

import pytest
from django.urls import URLPattern, get_resolver
from django.utils.http import urlencode
from django.views.generic.base import TemplateResponseMixin
from django.views.generic.edit import FormMixin

from accounts import sample_urls
from common.pages import PublicMixin, is_document
from tests.partnership.test_address_grid import GET, ROWS, address_of

pytestmark = pytest.mark.django_db
STEPS_ON_THE_WAY = {
    "ApplicationReceived",
    "ComplaintMade",
    "FollowAll",
    "FollowAsked",
    "FollowConfirm",
    "FollowStop",
    "DataReceipt",
    "Home",
    "IssueLeft",
    "LinkUse",
    "QuestionReceived",
    "RaiseStart",
    "RaiseYoung",
    "SampleMail",
    "SampleMailRead",
    "SampleSignIn",
    "Search",
    "VersionAsked",
}
DOCUMENTS = (
    "accessibility",
    "privacy",
    "data_list",
    "issues:issue_list",
    "answers:you_said",
    "answers:presentation_detail",
    "consultations:consultation_detail",
    "consultations:consultation_results",
    "meetings:meeting_detail",
    "meetings:paper_detail",
    "meetings:minutes_version",
    "members:role_description_detail",
    "governance:terms",
    "reports:report_detail",
)


def patterns(entries):
    for entry in entries:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from patterns(entry.url_patterns)


def public_pages():
    found = patterns([*get_resolver().url_patterns, *sample_urls.urlpatterns])
    views = {getattr(one.callback, "view_class", object) for one in found}
    return {view for view in views if issubclass(view, PublicMixin) and issubclass(view, TemplateResponseMixin)}


def test_the_public_pages_that_are_no_documents_are_these():
    pages = {view for view in public_pages() if not issubclass(view, FormMixin)}
    left_out = {view.__name__ for view in pages if not is_document(view)}
    assert left_out == STEPS_ON_THE_WAY


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_ends_with_the_way_to_ask_for_it(client, name):
    row = next(row for row in ROWS[name] if row.codes(GET)["anyone"] == 200)
    address = address_of(name, row.kwargs)
    page = client.get(address).content.decode()
    assert f"/other-versions/ask/?{urlencode({'of': address})}" in page


def test_a_form_does_not(client):
    assert "/other-versions/ask/?of=" not in client.get("/issues/track/").content.decode()
    assert "/other-versions/ask/?of=" not in client.get("/").content.decode()
