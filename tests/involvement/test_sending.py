"""The co-ordinator sends a version or says why not; who asked is told, and what was made is offered to the next."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEntry
from common import clock, exceptions_register
from common.errors import DomainError, MoveNotAllowed
from common.figures import Figures
from common.periods import Period
from involvement.models import OtherVersion, OtherVersionRequest
from involvement.services.requests import refuse_version
from tests.factories import accounts
from tests.factories import involvement as make
from tests.issues.pages import date, errors, said, words
from tests.mailbox import mail
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 6, 1)
LIST = "/staff/other-versions/"


@pytest.fixture(autouse=True)
def on_monday(db):
    with clock.frozen(MONDAY):
        yield


@pytest.fixture
def staff(client):
    sign_in(client, accounts.coordinator())
    return client


def upload(content=b"Large words."):
    return SimpleUploadedFile("terms-large.txt", content, content_type="text/plain")


def send(client, asked, **changes):
    typed = {
        "made_before": "new",
        "file": upload(),
        "how": "email",
        "is_offered": "on",
        **date("made_from_on", MONDAY),
        **date("on", MONDAY),
    }
    typed = {name: value for name, value in (typed | changes).items() if value is not None}
    return client.post(f"{LIST}{asked.reference}/send/", typed)


def status_of(client, address):
    """Return the status of an answer; its file is closed when it has been read to its end."""
    response = client.get(address)
    if response.streaming:
        b"".join(response)
    return response.status_code


def content_of(response):
    return b"".join(response)


def link_in(body):
    return next(line.removeprefix("http://127.0.0.1:8000") for line in body.split() if "/other-versions/sent/" in line)


def test_a_file_is_sent_by_a_link_and_then_offered_on_the_page(staff, client):
    asked = make.a_request()
    assert "Recorded as sent." in said(staff, send(staff, asked))
    asked.refresh_from_db()
    assert (asked.status, asked.ended_on, asked.told_on) == ("sent", MONDAY, MONDAY)
    letter = mail.outbox[-1]
    assert letter.to == ["reader@example.org"]
    client.logout()
    assert content_of(client.get(link_in(letter.body))) == b"Large words."
    page = client.get("/terms/")
    assert "Also available Large print (text, 1 KB) , made from the version of 1 June 2026" in words(page)
    file = client.get(f"/other-versions/{asked.version_id}/")
    assert (file["X-Content-Type-Options"], file["Cache-Control"]) == ("nosniff", "private, no-store")
    assert content_of(file) == b"Large words."


def test_the_link_ends_after_thirty_days(client):
    make.a_sent_request()
    address = link_in(mail.outbox[-1].body)
    with clock.frozen(MONDAY + dt.timedelta(days=31)):
        assert status_of(client, address) == 404
    assert status_of(client, "/other-versions/sent/guessed/") == 404


def test_what_is_for_one_person_is_not_offered_to_others(staff, client):
    asked = make.a_request()
    send(staff, asked, is_offered=None)
    version = OtherVersion.objects.get()
    assert "Also available" not in words(client.get("/terms/"))
    assert status_of(client, f"/other-versions/{version.pk}/") == 404
    assert status_of(client, link_in(mail.outbox[-1].body)) == 200


def test_a_file_for_everybody_that_names_somebody_is_asked_about(staff, client):
    asked = make.a_request()
    named = b"Made for Tobias Fenwick, born on 3 May 2014."
    form = send(staff, asked, file=upload(named)).context["form"]
    assert "Tobias Fenwick (name)" in form.errors["file_stays"][0]
    assert not OtherVersion.objects.exists()
    ticked = {"file_asked": form["file_asked"].value(), "file_stays": "on"}
    assert "Recorded as sent." in said(staff, send(staff, asked, file=upload(named), **ticked))


def test_a_file_for_one_person_may_name_them(staff, client):
    sent = send(staff, make.a_request(), file=upload(b"Made for Tobias Fenwick."), is_offered=None)
    assert "Recorded as sent." in said(staff, sent)


def test_a_thing_that_was_posted_is_offered_and_leads_to_the_form(client):
    asked = make.a_thing()
    assert (asked.told_on, mail.outbox) == (MONDAY, [])
    page = client.get("/terms/")
    assert "Braille (one volume in Braille): ask us for it" in words(page)
    assert "/other-versions/ask/?of=%2Fterms%2F&amp;kind=braille" in page.content.decode()


def test_a_version_made_before_is_sent_to_the_next_without_a_new_file(staff):
    version = make.a_sent_request().version
    asked = make.a_request(email="next@example.org")
    assert "Made before, on 1 June 2026: Large print" in words(staff.get(f"{LIST}{asked.reference}/send/"))
    assert "Recorded as sent." in said(staff, send(staff, asked, made_before=str(version.pk), file=None))
    asked.refresh_from_db()
    assert asked.version == version
    assert OtherVersion.objects.count() == 1
    assert status_of(staff, link_in(mail.outbox[-1].body)) == 200


def test_a_newer_version_of_the_same_kind_takes_the_place_of_the_older(client):
    older, newer = make.a_sent_request().version, make.a_sent_request(file=b"Newer words.").version
    assert status_of(client, f"/other-versions/{older.pk}/") == 404
    assert status_of(client, f"/other-versions/{newer.pk}/") == 200


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"file": None}, "Attach the file, or say below what was sent."),
        ({"how": "post", **date("on", MONDAY + dt.timedelta(days=1))}, "This date is still to come."),
        (date("on", MONDAY - dt.timedelta(days=1)), "This is before the day it was asked for."),
        ({"file": None, "what": "One volume for Sam Taylor"}, "This could show who somebody is"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(staff, changes, message):
    asked = make.a_request()
    page = send(staff, asked, **changes)
    assert message in errors(page)
    asked.refresh_from_db()
    assert asked.is_waiting
    assert not OtherVersion.objects.exists()


def test_who_gave_no_e_mail_address_cannot_be_e_mailed(staff):
    page = send(staff, make.a_request(**make.POST))
    assert "They gave no e-mail address. Choose another way." in errors(page)


def test_it_is_sent_once(staff):
    asked = make.a_request()
    send(staff, asked)
    assert "This is already “sent”." in errors(send(staff, asked))
    assert "This is already “sent”." in words(staff.get(f"{LIST}{asked.reference}/send/", follow=True))
    assert OtherVersion.objects.count() == 1
    with pytest.raises(MoveNotAllowed):
        refuse_version(OtherVersionRequest.objects.get(), "Too late.", by=None)


def test_a_language_is_named_as_others_may_read_it(staff, client):
    asked = make.a_request(kind="language", details="Polish, for Sam's mum")
    send(staff, asked, details="Polish")
    assert "Polish (text, 1 KB)" in words(client.get("/terms/"))
    assert "Sam" not in words(client.get("/terms/"))


def test_what_cannot_be_made_is_told_with_its_reason(staff):
    asked = make.a_request(kind="braille")
    staff.post(f"{LIST}{asked.reference}/not-made/", {"reason": "No printer near us. We can read it to you."})
    assert "No printer near us. We can read it to you." in mail.outbox[-1].body
    assert "No printer" not in words(staff.get(f"/other-versions/asked/{asked.reference}/"))
    with pytest.raises(DomainError):
        refuse_version(make.a_request(), " ", by=None)


def test_who_has_no_e_mail_is_on_the_list_until_they_were_told(staff):
    asked = make.a_refused_request(make.a_request(reach="phone", phone="01632 960 000"))
    assert "1 person to ring or write to about another version" in words(staff.get("/staff/"))
    assert asked.reference in words(staff.get(f"{LIST}?status=to_tell"))
    page = words(staff.get(f"{LIST}{asked.reference}/told/"))
    assert "01632 960 000" in page
    assert "No printer for Braille near us." in page
    staff.post(f"{LIST}{asked.reference}/told/", {"how": "telephone"})
    assert asked.reference not in words(staff.get(f"{LIST}?status=to_tell"))
    assert AuditEntry.objects.get(verb="tell_asker").detail == {"how": "telephone"}
    assert "There is nothing to tell them" in words(staff.get(f"{LIST}{asked.reference}/told/", follow=True))


def test_one_that_came_by_phone_counts_from_the_day_it_came(staff):
    typed = {
        "address": "/terms/",
        "channel": "phone",
        "kind": "audio",
        "reach": "phone",
        "phone": "01632 960 000",
        "once": "one",
        **date("received_on", dt.date(2026, 5, 26)),
    }
    assert "Request entered." in said(staff, staff.post(f"{LIST}enter/", typed))
    staff.post(f"{LIST}enter/", typed)
    asked = OtherVersionRequest.objects.get()
    assert (asked.received_on, asked.due_on, asked.channel) == (dt.date(2026, 5, 26), dt.date(2026, 6, 2), "phone")
    page = staff.post(f"{LIST}enter/", typed | date("received_on", MONDAY + dt.timedelta(days=1)) | {"once": "two"})
    assert "This date is still to come." in errors(page)


def test_overdue_is_on_the_list_on_today_and_in_the_register(staff):
    asked = make.a_request()
    assert asked.due_on == dt.date(2026, 6, 8)
    assert "1 other version of a document to make" in words(staff.get("/staff/"))
    with clock.frozen(dt.date(2026, 6, 9)):
        sign_in(staff, accounts.coordinator())
        today = words(staff.get("/staff/"))
        assert "Other versions of documents not sent in time: 1" in today
        assert "other version of a document to make" not in today
        assert "overdue" in words(staff.get(f"{LIST}?attention=other_versions.late"))
        make.a_sent_request(asked)
    assert exceptions_register.rows("other_versions.late", dt.date(2026, 6, 8)).count() == 0
    assert exceptions_register.rows("other_versions.late", dt.date(2026, 6, 9)).count() == 0
    with clock.frozen(dt.date(2026, 6, 10)):
        assert exceptions_register.rows("other_versions.late", dt.date(2026, 6, 9)).count() == 0


def test_the_figure_counts_what_was_asked_for_in_the_period():
    make.a_sent_request()
    late = make.a_request()
    make.a_request()
    with clock.frozen(dt.date(2026, 6, 9)):
        make.a_sent_request(late)
    counted = Figures(Period(dt.date(2026, 6, 1), dt.date(2026, 6, 30)))["versions_in_time"]
    assert counted == {"in_time": 1, "late": 1, "overdue": 1, "to_come": 0, "due": 3, "share": 33}
    assert Figures(Period(dt.date(2026, 5, 1), dt.date(2026, 5, 31)))["versions_in_time"]["due"] == 0


def test_the_list_is_downloaded_without_who_asked(staff):
    make.a_request(name="Jo Hale")
    text = b"".join(staff.get(f"{LIST}?format=csv").streaming_content).decode()
    assert "What we promised, and whether we keep it" in text
    assert "Jo Hale" not in text
    assert "reader@" not in text


def test_the_co_ordinator_stops_offering_a_version(staff, client):
    version = make.a_sent_request().version
    staff.post(f"{LIST}made/{version.pk}/stop/")
    assert "Also available" not in words(client.get("/terms/"))
    assert "no" in words(staff.get(f"{LIST}made/"))
    assert status_of(staff, f"{LIST}made/{version.pk}/file/") == 200
