"""Words are taken out of a theme and of every version of its answer, with all that was made from them, at once."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import AuditEntry
from answers.models import Answer, Commitment, YouSaidEntry
from answers.rules import EntryKind
from answers.services.commitments import move_commitment
from answers.services.you_said import publish_entry, save_entry
from common import clock
from common.models import Message, TextVersion
from common.outbox import write
from consultations.services.answering import save_theme_answer, supersede_theme_answer
from consultations.services.running import close_consultation, open_consultation
from members.models import Sending
from tests.consultations.walking import NOON
from tests.factories import accounts, consultations
from tests.factories import reports as make
from tests.issues.pages import errors, words
from tests.redacting import take_words_out
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NAME = "Zebedee Quillfeather"
SAID = f"We wrote to {NAME} about the Saturday club in Eldermere."
PROMISED = {"what": f"Fetch {NAME} at eight.", "owner": "Commissioner", "due_on": dt.date(2026, 9, 1), "how_seen": "It"}
WHY = "It named a child."
DAY = dt.timedelta(days=1)
TOLD = f"On 3 June 2026 words were taken out: {WHY}"


@pytest.fixture
def row(by):
    one = consultations.one_being_answered(by=by, agency=accounts.agency("Marlshire County Council"))
    return consultations.answer(one.themes.get(), text=SAID, commitments=[PROMISED])


@pytest.fixture
def officer(row):
    return sign_in(Client(), accounts.officer(of=row.consultation.deciding_agency))


def form_of(row):
    return f"/staff/consultations/themes/{row.pk}/redact/"


def take_out(staff, row, phrases=NAME):
    return take_words_out(staff, form_of(row), phrases, WHY)


def results_of(row):
    return f"{row.consultation.get_absolute_url()}results/"


def test_words_go_from_the_answer_its_promise_and_the_board_and_everybody_reads_that(staff, row, officer):
    entry = YouSaidEntry.objects.get()
    said = {"you_said": "We want Saturdays.", "kind": EntryKind.WILL, "we_did": SAID}
    save_entry(entry, version=entry.version, put_back=[NAME.lower(), "eldermere"], by=None, **said)
    publish_entry(entry, by=None)
    pages = (results_of(row), Commitment.objects.get().get_absolute_url(), "/you-said-we-did/")
    assert all(NAME in words(Client().get(page)) for page in pages)
    assert "Words taken out." in words(take_out(staff, row))
    for page in pages:
        for reader in (Client(), officer, staff):
            assert NAME not in words(reader.get(page)), page
        assert "[taken out]" in words(Client().get(page)), page
    assert TOLD in words(Client().get(results_of(row)))
    assert TOLD in words(staff.get(f"/staff/consultations/{row.consultation.slug}/"))
    assert AuditEntry.objects.filter(verb="redact_theme", reason=WHY).exists()


def test_the_old_words_are_for_staff_alone(staff, row, officer):
    take_out(staff, row)
    assert SAID in words(staff.get(form_of(row)))
    assert officer.get(form_of(row)).status_code == 403
    assert Client().get(form_of(row)).status_code == 302
    assert NAME not in words(officer.get(f"/officer/consultations/themes/{row.pk}/versions/"))


def test_words_go_from_a_superseded_version_and_from_why_it_changed(staff, row):
    consultations.another_answer(row, reason="A neighbour of the twins asked us.")
    assert NAME in words(Client().get(results_of(row)))
    take_out(staff, row, f"{NAME}\nthe twins")
    page = words(Client().get(results_of(row)))
    assert NAME not in page
    assert "the twins" not in page
    assert page.count("[taken out]") >= 2
    assert "Earlier answer, replaced on 3 June 2026" in page
    assert not AuditEntry.objects.filter(reason__contains="the twins").exists()


def test_a_draft_of_a_new_version_loses_them_and_a_form_opened_before_is_stale(staff, row, officer):
    supersede_theme_answer(row, reason="The budget was cut.", by=accounts.officer(of=row.consultation.deciding_agency))
    form = f"/officer/consultations/themes/{row.pk}/"
    opened = officer.get(form)
    assert NAME in opened.content.decode()
    take_out(staff, row)
    assert NAME not in officer.get(form).content.decode()
    typed = {"outcome": "agreed", "text": SAID, "done": "The clubs are on our website.", "put_back": NAME.lower()}
    sent = officer.post(form, typed | {"version": opened.context["form"]["version"].value()})
    assert sent.status_code == 409
    assert not Answer.objects.filter(text__contains=NAME).exists()


def test_a_draft_entry_and_why_a_date_was_moved_lose_them(staff, row):
    move_commitment(Commitment.objects.get(), due_on=dt.date(2026, 9, 9), reason=f"{NAME} is away.", by=None)
    take_out(staff, row)
    entry = YouSaidEntry.objects.get()
    assert (entry.published_on, NAME in entry.we_did) == (None, False)
    assert NAME not in words(Client().get(Commitment.objects.get().get_absolute_url()))


def test_e_mails_that_wait_and_what_is_to_be_told_by_phone_lose_them(staff, row):
    ours = write(to="a@example.org", subject="Results", text=f"The answer is: {SAID} Kind regards")
    other = write(to="b@example.org", subject="Hello", text=f"Dear {NAME}, your code is 123.")
    Sending.objects.create(kind="a", key="b", subject="Results", text=f"They say: {SAID}", sent_on=NOON.date())
    take_out(staff, row)
    assert NAME not in Message.objects.get(pk=ours.pk).body_text
    assert NAME not in Sending.objects.get(kind="a").text
    assert NAME in Message.objects.get(pk=other.pk).body_text  # it tells nothing of the answer


def test_a_published_report_is_made_again_without_them_and_its_old_pdfs_are_gone(staff, row, by):
    with clock.frozen(dt.date(2026, 9, 20)):
        report = make.a_published_report(by=by, words={"foreword": f"{NAME} opened the year."})
        page = report.get_absolute_url()
        assert SAID in words(Client().get(page))
        take_out(staff, row)
        text = words(Client().get(page))
        assert SAID not in text
        assert "We wrote to [taken out] about the Saturday club" in text
        assert f"{NAME} opened the year." in text  # said of something else
        assert "words were taken out: Words were taken out of something that it tells of." in text
        assert Client().get(f"{page}standard.pdf").status_code == 404


def test_what_people_said_can_be_redacted_before_there_is_an_answer(staff, by):
    row = consultations.a_theme(consultations.a_closed_one(by=by), by=by, said="The twins want Saturdays.")
    assert "The results are not published" in words(staff.get(form_of(row), follow=True))
    staff.post(f"/staff/consultations/{row.consultation.slug}/feedback/")
    assert "Take words out" in words(staff.get(f"/staff/consultations/{row.consultation.slug}/"))
    take_out(staff, row, "the twins")
    assert "[taken out] want Saturdays." in words(Client().get(results_of(row)))


def test_it_needs_a_reason_and_words_that_are_there(staff, row):
    assert "These words were not found." in errors(staff.post(form_of(row), {"phrases": "Nobody Here", "reason": WHY}))
    assert errors(staff.post(form_of(row), {"phrases": NAME, "reason": "."}))
    assert errors(staff.post(form_of(row), {"phrases": NAME, "reason": f"It named {NAME}."}))
    assert NAME in words(Client().get(results_of(row)))


def test_what_was_written_while_it_was_a_draft_loses_them(staff, by):
    row = consultations.one_being_answered(by=by).themes.get()
    said = {"outcome": "agreed", "done": "It is done."}
    draft = save_theme_answer(row, version=0, by=by, text=f"Ask {NAME}.", **said)
    save_theme_answer(row, version=draft.version, by=by, text=f"Ask {NAME} again.", **said)
    staff.post(f"/officer/consultations/themes/{row.pk}/post/")
    take_out(staff, row)
    assert NAME not in str(list(TextVersion.objects.values_list("texts", flat=True)))


# --- the consultation itself ----------------------------------------------------------------------

HOME = "the house by the old mill"


@pytest.fixture
def asked(by):
    """A consultation that everybody reads, which points at a family in its information, a question and a reason."""
    question = {"kind": "one", "text": f"Is {HOME} too far?", "choices": ("Yes", f"No, {HOME} is near")}
    one = consultations.a_draft(by=by, information=f"Buses stop at {HOME}.", closes_in=10, questions=(question,))
    return open_consultation(one, reason=f"The bus to {HOME} ends in July.", by=by)


def test_words_go_from_information_questions_and_reasons_and_everybody_reads_that(staff, asked):
    pages = (asked.get_absolute_url(), f"{asked.get_absolute_url()}respond/1/", results_at(asked))
    form = f"/staff/consultations/{asked.slug}/redact/"
    assert all(HOME in words(Client().get(page)) for page in pages[::2])
    assert "Words taken out." in words(take_words_out(staff, form, HOME, WHY))
    for page in pages:
        assert HOME not in words(Client().get(page)), page
    for page in pages[::2]:
        assert TOLD in words(Client().get(page)), page
        assert "[taken out]" in words(Client().get(page)), page
    assert f"Buses stop at {HOME}." in words(staff.get(form))
    assert TOLD in words(staff.get(f"/staff/consultations/{asked.slug}/"))
    assert not AuditEntry.objects.filter(reason__contains=HOME).exists()


def results_at(one):
    return f"{one.get_absolute_url()}results/"


def test_an_e_mail_to_officers_loses_a_reason_that_was_taken_out(staff, by):
    agency = accounts.agency()
    officer = accounts.officer(of=agency)
    one = consultations.an_open_one(by=by, agency=agency)
    one = close_consultation(one, reason=f"Everybody in {HOME} has answered by now.", by=by)
    consultations.a_theme(one, by=by)
    staff.post(f"/staff/consultations/{one.slug}/feedback/")
    assert HOME in Message.objects.get(to=officer.email).body_text
    take_words_out(staff, f"/staff/consultations/{one.slug}/redact/", HOME, WHY)
    assert HOME not in Message.objects.get(to=officer.email).body_text
    assert "[taken out]" in Message.objects.get(to=officer.email).body_text


def test_a_draft_is_edited_and_not_redacted(staff, by):
    draft = consultations.a_draft(by=by)
    page = staff.get(f"/staff/consultations/{draft.slug}/redact/", follow=True)
    assert "its words can still be changed" in words(page)
    assert "Take words out" not in words(staff.get(f"/staff/consultations/{draft.slug}/"))
