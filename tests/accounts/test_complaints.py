"""A complaint about how somebody's data was handled: acknowledged within 30 days, and answered by who may read it."""

import datetime as dt

import pytest
from django.test import Client

from accounts.exceptions import LATE, LATE_ABOUT_COORDINATOR
from accounts.models import AuditEntry, DataComplaint
from accounts.rules import acknowledge_by
from accounts.services import complaints
from common import clock, exceptions_register
from common.errors import DomainError
from common.models import Message
from common.retention import carry_out, rules
from tests.factories import accounts, data
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
FORM = {"text": "You sent my letter to somebody else.", "email": "jo@example.org", "once": "k1"}
RECEIVED = clock.at(dt.date(2026, 3, 2), dt.time(12))


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-03-02", "2026-03-31"),
        ("2024-02-01", "2024-03-01"),
        ("2023-02-01", "2023-03-02"),
        ("2026-10-01", "2026-10-30"),
        ("2027-12-15", "2028-01-13"),
    ],
)
def test_the_day_it_arrives_is_the_first_of_the_thirty(received, last):
    assert acknowledge_by(dt.date.fromisoformat(received), 30) == dt.date.fromisoformat(last)


def test_somebody_without_an_account_complains_once_and_is_given_a_reference(client):
    coordinator = accounts.coordinator()
    for _press in (1, 2):
        answer = client.post("/privacy/complain/", FORM, follow=True)
    complaint = DataComplaint.objects.get()
    assert complaint.reference in answer.content.decode()
    assert "You sent my letter" not in answer.content.decode()
    assert list(Message.objects.values_list("kind", "to")) == [
        ("accounts.complaint_received", coordinator.email),
        ("accounts.complaint_sent", "jo@example.org"),
    ]
    assert AuditEntry.objects.get(verb="receive_complaint").at is None


def test_the_page_has_a_secret_for_its_address_which_the_email_gives_and_the_database_does_not(client):
    page = client.post("/privacy/complain/", FORM, follow=True).redirect_chain[-1][0]
    assert page in Message.objects.get(kind="accounts.complaint_sent").body_text
    secret = page.rstrip("/").rpartition("/")[2]
    assert len(secret) == 20
    assert secret not in str(DataComplaint.objects.values())
    answer = client.get(page)
    assert "no-store" in answer["Cache-Control"]
    assert "e-mailed you the address of this page" in answer.content.decode()
    assert "jo@example.org" not in answer.content.decode()


def test_whoever_gave_no_email_address_is_told_to_keep_the_address_of_the_page(client):
    sent = FORM | {"email": "", "reach": "01632 960 123"}
    assert "we cannot send it to you" in client.post("/privacy/complain/", sent, follow=True).content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("who", [accounts.coordinator, accounts.administrator, accounts.parent, None])
def test_whoever_guesses_the_reference_opens_nothing(client, who):
    complaint = data.a_complaint()
    if who:
        sign_in(client, who())
    guesses = {complaint.reference, complaint.reference.lower(), complaint.pk, complaint.secret_hash, "x"}
    for guess in guesses:
        assert client.get(f"/privacy/complain/{guess}/").status_code == 404, guess


def test_one_without_a_secret_is_opened_by_none(client):
    data.a_complaint()
    DataComplaint.objects.update(secret_hash="")
    for guess in ("%20", "-", "''"):
        assert client.get(f"/privacy/complain/{guess}/").status_code == 404


def test_without_a_way_to_answer_it_is_refused_and_what_was_typed_is_kept(client):
    answer = client.post("/privacy/complain/", FORM | {"email": ""})
    assert "Give an e-mail address, or another way to reach you." in answer.content.decode()
    assert "You sent my letter" in answer.content.decode()
    assert not DataComplaint.objects.exists()


def test_it_is_acknowledged_then_answered_by_email():
    complaint = data.an_answered_complaint(name="Jo")
    kinds = set(Message.objects.filter(to="jo@example.org").values_list("kind", flat=True))
    assert kinds == {"accounts.complaint_sent", "accounts.complaint_acknowledged", "accounts.complaint_answered"}
    assert complaint.is_answered
    assert "We are sorry." in Message.objects.get(kind="accounts.complaint_answered").body_text


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ({"email": "jo@example.org"}, "e-mailed the answer to the person who complained."),
        ({"email": "", "reach": "01632 960 123"}, "ring or write to them yourself, then record it here."),
    ],
)
def test_whoever_answers_reads_whether_an_email_went(way, said):
    inside = sign_in(Client(), accounts.coordinator())
    page = f"{data.an_acknowledged_complaint(**way).get_absolute_url()}answer/"
    assert said in inside.post(page, {"answer": "We are sorry."}, follow=True).content.decode()


BY_TELEPHONE = {"email": "", "reach": "01632 960 123"}


def test_an_answer_acknowledges_what_was_not_acknowledged():
    complaint = data.a_complaint()
    inside = sign_in(Client(), accounts.coordinator())
    assert "answer/" in inside.get(complaint.get_absolute_url()).content.decode()
    inside.post(f"{complaint.get_absolute_url()}answer/", {"answer": "We are sorry."})
    complaint.refresh_from_db()
    assert complaint.is_answered
    assert complaint.acknowledged_on == complaint.answered_on
    kinds = Message.objects.filter(to="jo@example.org").values_list("kind", flat=True)
    assert set(kinds) == {"accounts.complaint_sent", "accounts.complaint_answered"}


def test_the_day_it_was_acknowledged_stays_when_it_is_answered():
    complaint = data.an_acknowledged_complaint(now=RECEIVED)
    later = clock.at(dt.date(2026, 3, 20), dt.time(12))
    complaints.answer_complaint(complaint, answer="We are sorry.", by=accounts.coordinator(), now=later)
    assert (complaint.acknowledged_on, complaint.answered_on) == (RECEIVED.date(), later.date())


def test_the_public_page_says_where_the_answer_went_and_before_it_went_that_we_will_ring(client):
    coordinator = accounts.coordinator()
    complaint = data.an_answered_complaint(by=coordinator, secret="s" * 20, **BY_TELEPHONE)
    page = f"/privacy/complain/{'s' * 20}/"
    before = client.get(page).content.decode()
    assert "Our answer is ready. We ring or write to you" in before
    assert "with our answer on" not in before
    inside = sign_in(Client(), coordinator)
    assert "1 complaint about data to answer" in inside.get("/staff/").content.decode()
    inside.post(f"{complaint.get_absolute_url()}told/")
    complaint.refresh_from_db()
    assert (complaint.told_on, complaint.told_by) == (clock.today(), coordinator)
    assert "We rang or wrote to you with our answer on" in client.get(page).content.decode()
    assert "to answer" not in inside.get("/staff/").content.decode().split("complaint about data")[0][-40:]
    with pytest.raises(DomainError, match="Nobody waits"):
        complaints.tell_answer(complaint, by=coordinator)


def test_the_public_page_says_that_an_answer_was_emailed(client):
    data.an_answered_complaint(secret="s" * 20)
    page = client.get(f"/privacy/complain/{'s' * 20}/").content.decode()
    assert "We e-mailed you our answer on" in page
    assert "We are sorry" not in page


def test_going_back_and_sending_the_same_again_makes_no_second_complaint(client):
    first = client.post("/privacy/complain/", FORM).url
    assert client.post("/privacy/complain/", FORM | {"once": "opened-anew"}).url == first
    assert DataComplaint.objects.count() == 1
    assert client.post("/privacy/complain/", FORM | {"once": "other", "text": "Something else."}).url != first
    assert DataComplaint.objects.count() == 2


def test_a_complaint_that_turns_out_to_be_about_the_coordinator_is_handed_to_the_reader_at_once():
    reader, coordinator = accounts.independent_reader(), accounts.coordinator()
    complaint = data.a_complaint(now=RECEIVED)
    due_on = complaint.acknowledge_by_on
    inside = sign_in(Client(), coordinator)
    answer = inside.post(f"{complaint.get_absolute_url()}hand-on/", follow=True)
    assert "You do not see it any more." in answer.content.decode()
    assert inside.get(complaint.get_absolute_url()).status_code == 404
    assert sign_in(Client(), reader).get(complaint.get_absolute_url()).status_code == 200
    complaint.refresh_from_db()
    assert (complaint.is_about_coordinator, complaint.acknowledge_by_on) == (True, due_on)
    assert Message.objects.filter(kind="accounts.complaint_received", to=reader.email).exists()
    assert AuditEntry.objects.get(verb="hand_complaint_to_reader").by == coordinator
    with pytest.raises(DomainError, match="cannot be handed"):
        complaints.hand_to_reader(complaint, by=coordinator)


def test_an_empty_answer_is_refused():
    complaint = data.an_acknowledged_complaint()
    with pytest.raises(DomainError, match="Write the answer"):
        complaints.answer_complaint(complaint, answer=" ", by=accounts.coordinator())


def test_one_about_the_coordinator_is_kept_from_them_and_goes_to_a_reader():
    reader, coordinator = accounts.independent_reader(), accounts.coordinator()
    complaint = data.a_complaint(is_about_coordinator=True)
    assert Message.objects.get(kind="accounts.complaint_received").to == reader.email
    assert not DataComplaint.objects.visible_to(coordinator).exists()
    assert DataComplaint.objects.visible_to(reader).get() == complaint
    page = complaint.get_absolute_url()
    assert sign_in(Client(), coordinator).get(page).status_code == 404
    assert sign_in(Client(), reader).get(page).status_code == 200


def test_where_there_is_no_reader_the_administrator_hears_that_one_is_needed_and_reads_nothing():
    administrator = accounts.administrator()
    complaint = data.a_complaint(is_about_coordinator=True)
    message = Message.objects.get(kind="accounts.complaint_received")
    assert message.to == administrator.email
    assert "there is no independent reader" in message.body_text
    assert complaint.text not in message.body_text
    assert not DataComplaint.objects.visible_to(administrator).exists()


@pytest.mark.parametrize(("is_about", "kind"), [(False, LATE), (True, LATE_ABOUT_COORDINATOR)])
def test_it_is_late_the_day_after_its_last_until_it_is_acknowledged(is_about, kind):
    complaint = data.a_complaint(is_about_coordinator=is_about, now=RECEIVED)
    other = LATE if is_about else LATE_ABOUT_COORDINATOR
    days = [dt.date(2026, 3, 31), dt.date(2026, 4, 1)]
    assert [exceptions_register.rows(kind, day).count() for day in days] == [0, 1]
    assert exceptions_register.rows(other, days[1]).count() == 0
    later = clock.at(dt.date(2026, 4, 2), dt.time(9))
    complaints.acknowledge_complaint(complaint, by=accounts.coordinator(), now=later)
    assert [exceptions_register.rows(kind, day).count() for day in (days[1], later.date())] == [1, 0]


def test_the_front_page_counts_those_in_time_once():
    with clock.frozen(RECEIVED):
        data.a_complaint()
        page = sign_in(Client(), accounts.coordinator()).get("/staff/").content.decode()
    assert "1 complaint about data to answer" in page


def test_an_answered_complaint_goes_after_24_months_and_an_open_one_never():
    data.an_answered_complaint(now=RECEIVED)
    data.a_complaint(now=RECEIVED)
    rule = rules["accounts.complaints"]
    assert carry_out(rule, clock.at(dt.date(2028, 3, 1), dt.time(12))) == 0
    assert carry_out(rule, clock.at(dt.date(2028, 3, 2), dt.time(12))) == 1
    assert DataComplaint.objects.get().is_received
