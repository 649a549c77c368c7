"""What was made from a page goes with what goes from the page, at every address of it, at once."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage

from common import clock
from common.errors import DomainError
from common.models import Document
from common.periodic import retain
from involvement.models import OtherVersion, OtherVersionRequest
from issues.services.own_issues import withdraw_issue
from meetings.services.papers import withdraw_paper
from meetings.services.private_items import make_private
from meetings.services.redacting import redact_minutes
from tests.factories import accounts, issues, meetings
from tests.factories import involvement as make
from tests.involvement.test_sending import link_in, status_of
from tests.issues.pages import words
from tests.mailbox import mail

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def on_the_day(db):
    with clock.frozen(DAY):
        yield


def addresses(asked):
    return [f"/other-versions/{asked.version_id}/", link_in(mail.outbox[-1].body)]


def answers_of(client, asked):
    return [status_of(client, address) for address in addresses(asked)]


def test_an_issue_taken_back_takes_its_versions_and_their_files(client, django_capture_on_commit_callbacks):
    issue = issues.published_issue()
    asked = make.a_sent_request(address=f"/issues/{issue.reference}/")
    path = Document.objects.get().file.name
    opened = addresses(asked)
    assert [status_of(client, one) for one in opened] == [200, 200]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_issue(issue)
    assert [status_of(client, one) for one in opened] == [404, 404]
    assert not default_storage.exists(path)
    assert OtherVersionRequest.objects.get().title == issue.reference


def test_a_version_of_any_page_that_said_its_words_goes_too(client):
    issue = issues.logged_issue(theme=issues.theme("School travel"))
    asked = make.a_sent_request(address=issue.theme.get_absolute_url())
    other = make.a_sent_request()
    assert status_of(client, f"/other-versions/{asked.version_id}/") == 200
    withdraw_issue(issue)
    assert status_of(client, f"/other-versions/{asked.version_id}/") == 404
    assert status_of(client, f"/other-versions/{other.version_id}/") == 200


def a_public_paper():
    item = meetings.a_meeting_with_agenda(dt.date(2026, 7, 7)).items.first()
    paper = meetings.a_paper(item, urgency_reason="It came late.")
    return paper, f"/meetings/{item.meeting.slug}/papers/{paper.pk}/"


def test_a_withdrawn_paper_has_no_other_version(client):
    paper, address = a_public_paper()
    asked = make.a_sent_request(address=address)
    assert answers_of(client, asked) == [200, 200]
    withdraw_paper(paper, "It named a child.", by=accounts.coordinator())
    assert answers_of(client, asked) == [404, 404]


def test_an_item_made_private_takes_the_versions_of_its_meeting(client):
    paper, _address = a_public_paper()
    asked = make.a_sent_request(address=paper.item.meeting.get_absolute_url())
    opened = addresses(asked)
    make_private(paper.item, "other", "One family.", by=accounts.coordinator())
    assert [status_of(client, one) for one in opened] == [404, 404]
    assert OtherVersion.objects.get().gone_on == DAY


def test_words_taken_out_of_minutes_take_the_versions_of_the_minutes(client):
    meeting = meetings.an_approved_meeting()
    asked = make.a_sent_request(address=meeting.get_absolute_url())
    opened = addresses(asked)
    redact_minutes(meeting, ["what parents"], "It named a child.", by=accounts.coordinator())
    assert [status_of(client, one) for one in opened] == [404, 404]
    assert "Also available" not in words(client.get(meeting.get_absolute_url()))


def test_a_version_of_a_page_that_is_not_for_everybody_is_not_offered_to_everybody(client):
    issue = issues.received_issue()
    asked = make.a_request()
    OtherVersionRequest.objects.filter(pk=asked.pk).update(address=f"/issues/{issue.reference}/")
    with pytest.raises(DomainError, match="Not everybody can read this document"):
        make.a_sent_request(OtherVersionRequest.objects.get())


# --- who asked is forgotten ------------------------------------------------------------------------


def forget(day):
    with clock.frozen(day):
        return retain.run_part("involvement.contacts", clock.now())


def test_who_asked_is_forgotten_a_year_after_it_was_sent():
    make.a_sent_request(
        make.a_request(name="Jo Hale", kind="other", details="My son cannot see"), details="Big letters"
    )
    assert forget(dt.date(2027, 5, 31)) == 0
    assert forget(dt.date(2027, 6, 1)) == 1
    asked = OtherVersionRequest.objects.get()
    assert (asked.name, asked.email, asked.details, asked.link_hash) == ("", "", "", "")
    assert asked.contact_cleared_on == dt.date(2027, 6, 1)
    assert asked.version.is_offered
    assert forget(dt.date(2027, 6, 2)) == 0


def test_a_file_made_for_one_person_goes_with_them_and_an_open_request_stays(django_capture_on_commit_callbacks):
    make.a_sent_request(is_offered=False)
    make.a_request(name="Still waiting")
    path = Document.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert forget(dt.date(2027, 6, 1)) == 1
    assert not default_storage.exists(path)
    assert OtherVersionRequest.objects.filter(name="Still waiting").exists()


def test_the_reason_written_to_somebody_is_forgotten_with_them():
    make.a_refused_request(reason="Jo, we have no printer.")
    forget(dt.date(2027, 6, 1))
    assert "Jo" not in OtherVersionRequest.objects.get().reason
