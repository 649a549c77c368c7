"""The pages of personal data: one's own, and those of who deals with a request."""

import html

import pytest
from django.test import Client

from accounts.models import DataRequest
from accounts.rules import DataRequestKind, DataRequestStatus
from accounts.services import data_requests as services
from common import outbox
from common.errors import DomainError
from common.models import Message
from tests.counting import cost
from tests.factories import accounts, data, issues, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent():
    user = accounts.parent("ottoline@example.org", name="Ottoline")
    issues.received_issue(reporter=user, contact_name="Ottoline", contact_email=user.email)
    return user


def words(response):
    return " ".join(html.unescape(response.content.decode()).split())


def ask(by):
    return services.ask_for_somebody("ottoline@example.org", DataRequestKind.ERASURE, how_known="She rang.", by=by)


class TestOnesOwn:
    def test_it_says_what_is_held_and_who_looked(self, parent):
        page = words(sign_in(Client(), parent).get("/my/data/"))
        assert "Issues you raised: 1" in page
        assert "Nobody has." in page
        assert "audit trail" not in page

    def test_a_copy_is_downloaded_by_its_person_alone(self, parent):
        copy = data.a_copy(parent)
        response = sign_in(Client(), parent).get(f"/my/data/{copy.reference}/file/")
        assert b"".join(response.streaming_content).startswith(b"PK")
        assert response["Cache-Control"] == "private, no-store"
        for other in (accounts.parent(), accounts.coordinator(), accounts.administrator()):
            assert sign_in(Client(), other).get(f"/my/data/{copy.reference}/file/").status_code == 404

    def test_the_coordinator_does_not_read_the_copy_somebody_asked_for_themselves(self, parent):
        copy = data.a_copy(parent)
        page = sign_in(Client(), accounts.coordinator()).get(f"/staff/data/requests/{copy.reference}/")
        assert "Download" not in words(page)
        file = sign_in(Client(), accounts.coordinator()).get(f"/staff/data/requests/{copy.reference}/file/")
        assert file.status_code == 404

    def test_erasure_has_to_be_confirmed(self, parent):
        inside = sign_in(Client(), parent)
        assert "Tick this" in words(inside.post("/my/data/erase/", {}))
        assert not DataRequest.objects.exists()
        inside.post("/my/data/erase/", {"is_sure": "on"})
        assert DataRequest.objects.get().status == DataRequestStatus.ASKED

    def test_what_an_erasure_does_is_said_in_words_before_it_is_asked_for(self):
        page = words(sign_in(Client(), accounts.coordinator()).get("/my/data/erase/"))
        assert "Your account: 1 (will stay, but not what identifies you and what you wrote)" in page
        assert "so that a complaint or a claim can be answered (UK GDPR, article 17(3)(e))" in page

    def test_what_is_in_the_way_is_said_before_the_box_is_ticked_and_the_request_is_taken(self, parent):
        data.a_hold(parent.email)
        inside = sign_in(Client(), parent)
        page = words(inside.get("/my/data/erase/"))
        assert "Something of yours is needed for a claim or a complaint, so nothing can be erased yet." in page
        assert "/privacy/complain/" in page
        assert "ico.org.uk/make-a-complaint" in page
        page = words(inside.post("/my/data/erase/", {"is_sure": "on"}, follow=True))
        asked = DataRequest.objects.get()
        assert f"We have your request {asked.reference} of" in page
        assert "Why it has to wait" in page

    def test_a_seat_is_named_to_who_holds_it(self):
        member = members.a_member()
        assert f"You hold a seat on the group, or wait for one ({member.seat})" in words(
            sign_in(Client(), member.person.user).get("/my/data/erase/")
        )

    def test_the_second_time_it_says_that_it_is_being_dealt_with(self, parent):
        inside = sign_in(Client(), parent)
        inside.post("/my/data/erase/", {"is_sure": "on"})
        assert "You have asked for this already" in words(inside.post("/my/data/erase/", {"is_sure": "on"}))


class TestWhoDealsWithIt:
    def test_whoever_asked_is_offered_no_way_to_agree(self, parent):
        first, second = accounts.coordinator(), accounts.administrator()
        address = f"/staff/data/requests/{ask(first).reference}/"
        assert "agree/" not in sign_in(Client(), first).get(address).content.decode()
        assert "agree/" in sign_in(Client(), second).get(address).content.decode()

    def test_while_something_is_in_the_way_nobody_is_offered_to_agree(self, parent):
        request = ask(accounts.coordinator())
        data.a_hold(parent.email)
        page = sign_in(Client(), accounts.administrator()).get(f"/staff/data/requests/{request.reference}/")
        assert "It is kept under the legal hold" in words(page)
        assert "agree/" not in page.content.decode()

    def test_a_post_past_the_button_is_refused_too(self, parent):
        first = accounts.coordinator()
        accounts.administrator()
        request = ask(first)
        sign_in(Client(), first).post(f"/staff/data/requests/{request.reference}/agree/")
        request.refresh_from_db()
        assert request.status == DataRequestStatus.ASKED

    def test_what_is_not_found_is_said_next_to_the_field_and_what_was_typed_is_kept(self):
        inside = sign_in(Client(), accounts.coordinator())
        sent = {"kind": "erasure", "who": "nobody@example.org", "how_known": "She rang.", "once": "a-key-of-the-form"}
        page = words(inside.post("/staff/data/enter/", sent))
        assert "Nothing is held under this" in page
        assert 'value="nobody@example.org"' in page

    def test_an_address_that_several_people_use_leads_to_none_of_them(self, parent):
        issues.received_issue(contact_name="Dev Shah", contact_email=parent.email)
        with pytest.raises(DomainError, match="Several people use this address"):
            ask(accounts.coordinator())

    def test_the_page_takes_the_same_queries_however_much_is_held(self, parent):
        inside = sign_in(Client(), accounts.administrator())
        address = f"/staff/data/requests/{ask(accounts.coordinator()).reference}/"
        issues.received_issue(reporter=parent, contact_name="Ottoline", contact_email=parent.email)
        few = cost(inside, address)
        for _more in range(10):
            issues.received_issue(reporter=parent, contact_name="Ottoline", contact_email=parent.email)
        assert cost(inside, address) == few
        assert cost(sign_in(Client(), parent), "/my/data/") <= 155


def test_the_page_of_the_installation_takes_the_same_queries_however_much_waits():
    inside = sign_in(Client(), accounts.administrator())
    data.a_copy()
    few = cost(inside, "/staff/installation/")
    for _more in range(10):
        outbox.write(to="somebody@example.org", subject="A letter", text="Dear somebody")
        data.a_copy()
    assert cost(inside, "/staff/installation/") <= few
    page = words(inside.get("/staff/installation/"))
    assert "somebody@example.org" not in page
    assert "Dear somebody" not in page


def test_the_page_of_the_installation_says_why_e_mails_wait_and_what_lies_where_it_should_not(settings, tmp_path):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    inside = sign_in(Client(), accounts.administrator())
    for error in ("", "SMTPServerDisconnected: gone"):
        outbox.write(to="somebody@example.org", subject="A letter", text="Dear somebody")
        Message.objects.filter(pk=Message.objects.latest("pk").pk).update(error=error, attempts=len(error) and 1)
    page = words(inside.get("/staff/installation/"))
    assert "to be tried again" in page
    assert "for the background work to send them" in page
    assert "Files beside the documents" not in page
    (tmp_path / "drill").mkdir()
    (tmp_path / "files" / "documents").mkdir(parents=True)
    (tmp_path / "files" / "letter.pdf").write_bytes(b"%PDF-")
    page = words(inside.get("/staff/installation/"))
    assert "letter.pdf: no backup holds them" in page
    assert "what it left is cleared away within the hour" in page
