"""The co-ordinator makes presentations, and enters and confirms letters."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from answers.models import FormalResponse, Presentation
from answers.rules import ResponseStatus
from answers.services.you_said import publish_entry
from common import clock
from common.models import Document
from issues.services.issues import merge_issue
from tests.common.files import picture
from tests.factories import accounts, answers, issues
from tests.issues.pages import date, errors, hidden, links, press, said, words

pytestmark = pytest.mark.django_db
D = dt.date
YOU_SAID, LEDGER, ANSWERS = "/you-said-we-did/", "/you-said-we-did/commitments/", "/you-said-we-did/answers/"


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


def answered(coordinator, *, theme=None, agency=None, is_published=True, **changes):
    """The published entry of one answered presentation."""
    theme = theme or issues.theme(by=coordinator, summary="Buses come late.", service_area="travel")
    issues.logged_issue(theme=theme, by=coordinator)
    presentation = answers.presentation_of(theme=theme, by=coordinator, agency=agency)
    response = answers.post_answer(presentation, **changes)
    entry = response.answers.get().entries.get()
    return publish_entry(entry, by=coordinator) if is_published else entry


# --- making a presentation ------------------------------------------------------------------------

NEW = "/staff/presentations/new/"


def asked(subject, **changes):
    return {
        "once": "k",
        "agency": answers.an_agency().pk,
        "title": "Transport",
        "covering_text": "Families wait.",
        "subject_1": subject,
        "ask_1": "Tell them.",
        **answers.agreed_typed(),
    } | changes


def test_presenting_twice_makes_one_presentation(staff, coordinator):
    theme = issues.theme(by=coordinator)
    issue = issues.logged_issue(theme=theme, by=coordinator)
    posted = asked(f"theme-{theme.pk}")
    first, again = (staff.post(f"{NEW}?theme={theme.slug}", posted) for _time in range(2))
    assert first.status_code == again.status_code == 302
    assert first.url == again.url
    assert Presentation.objects.count() == 1
    issue.refresh_from_db()
    assert issue.status == "presented"


def test_each_form_that_is_opened_has_a_key_of_its_own(staff):
    assert hidden(staff.get(NEW), "once") != hidden(staff.get(NEW), "once")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"agency": ""}, "Agency"),
        ({"agency": "999999"}, "Choose one of the answers offered."),
        ({"title": " "}, "Title"),
        ({"covering_text": ""}, "What the group says to the agency"),
        ({"subject_1": ""}, "Theme or issue"),
        ({"subject_1": "issue-999999"}, "Choose one of the answers offered."),
        ({"ask_1": ""}, "What the group asks"),
        ({"ask_2": "And this"}, "Choose what this item is about."),
        ({"subject_2": "same"}, "This is already in another item."),
        ({"covering_text": "a\0b"}, "characters that cannot be shown"),
    ],
)
def test_what_is_missing_is_said_and_everything_typed_is_kept(staff, changes, message):
    subject = f"issue-{issues.logged_issue().pk}"
    changes = {name: subject if value == "same" else value for name, value in changes.items()}
    response = staff.post(NEW, asked(subject, **({"ask_3": "Mine to keep"} | changes)))
    assert response.status_code == 200
    assert message in errors(response)
    assert "Mine to keep" in response.content.decode()
    assert not Presentation.objects.exists()


def test_an_item_that_is_used_is_not_folded_away(staff):
    subject = f"issue-{issues.logged_issue().pk}"
    content = staff.post(NEW, asked(subject, ask_3="Mine", title="")).content.decode()
    folded = [part.split("</details>")[0] for part in content.split('<details class="govuk-details"')[1:]]
    shown = [part for part in folded if part.split(">")[0].endswith(" open")]
    assert len(folded) == 4
    assert len(shown) == 1
    assert "Mine" in shown[0]


def test_only_what_may_be_presented_is_offered(staff, coordinator):
    logged = issues.logged_issue(title="May be presented")
    issues.edited_issue(title="Only acknowledged")
    issues.logged_issue(title="Not for the agency", share_with_agency=False)
    content = staff.get(NEW).content.decode()
    assert logged.title in content
    assert "Only acknowledged" not in content
    assert "Not for the agency" not in content


def test_a_single_issue_begins_with_its_title(staff):
    issue = issues.logged_issue(title="A bus that never comes")
    content = staff.get(f"{NEW}?issue={issue.reference}").content.decode()
    assert 'value="A bus that never comes"' in content
    assert f'value="issue-{issue.pk}" selected' in content


@pytest.mark.parametrize(
    "query", ["?theme=nonsense", "?theme=%00", "?issue=PPS-999999", "?issue=%00", "?theme=" + "x" * 500]
)
def test_unknown_starting_theme_or_issue_gives_an_empty_form(staff, query):
    assert staff.get(f"{NEW}{query}").status_code == 200


def test_a_covering_text_that_is_too_long_is_an_error_at_its_field(staff):
    subject = f"issue-{issues.logged_issue().pk}"
    response = staff.post(NEW, asked(subject, covering_text="x" * 100_000))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["covering_text"]


# --- letters --------------------------------------------------------------------------------------


def letter(version=0, **changes):
    posted = {
        "version": version,
        "letter": SimpleUploadedFile("letter.png", picture(), "image/png"),
        "summary": "Dear group,",
        "outcome_1": "agreed",
        "text_1": "We agree in every word.",
        "instead_1": "",
    }
    return posted | date("letter_dated_on", D(2026, 7, 20)) | changes


@pytest.fixture
def waiting():
    return answers.presentation_of(issues.logged_issue(now=at(7, 6)), now=at(7, 6))


def page_of(presentation, step=""):
    return f"/staff/presentations/{presentation.reference}/{step}"


def test_a_letter_is_entered_compared_by_a_second_person_and_posted(staff, client, sign_in, waiting):
    assert page_of(waiting, "letter/") in links(staff.get(page_of(waiting)))
    text = said(staff, staff.post(page_of(waiting, "letter/"), letter()))
    assert "A second person must confirm it." in text
    assert "You entered this letter, so somebody else must confirm it." in text
    draft = FormalResponse.objects.get()
    confirm = f"/staff/responses/{draft.pk}/confirm/"
    assert confirm not in links(staff.get(page_of(waiting)))
    assert "You entered this letter, so somebody else must confirm it." in said(staff, staff.post(confirm))
    sign_in(client, accounts.coordinator())
    page = client.get(page_of(waiting))
    assert {confirm, f"/staff/responses/{draft.pk}/letter/"} <= links(page)
    assert "Open the scan: letter.png" in words(page)
    for message in ("Response confirmed and posted.", "This has already been confirmed and posted."):
        assert message in said(client, press(client, page, confirm))
    public = words(client.get(waiting.get_absolute_url()))
    assert "answered by letter, which arrived on 20 July 2026." in public
    assert "in time" in public
    assert "after a second person had checked it" in public


def test_a_transcript_is_corrected_without_choosing_the_scan_again(staff, client, sign_in, waiting):
    staff.post(page_of(waiting, "letter/"), letter())
    form = staff.get(page_of(waiting, "letter/"))
    content = form.content.decode()
    for typed in ("We agree in every word.", "Dear group,", 'value="2026"', "letter.png"):
        assert typed in content
    posted = letter(hidden(form, "version"), text_1="We agree in every word, truly.")
    del posted["letter"]
    assert staff.post(page_of(waiting, "letter/"), posted).status_code == 302
    assert Document.objects.count() == 1
    assert FormalResponse.objects.get().answers.get().text == "We agree in every word, truly."


def test_a_stale_transcript_keeps_what_was_typed(staff, waiting):
    staff.post(page_of(waiting, "letter/"), letter())
    response = staff.post(page_of(waiting, "letter/"), letter(text_1="My version of it"))
    assert "Someone else saved this while you were writing" in errors(response)
    assert "My version of it" in response.content.decode()
    assert hidden(response, "version") == "1"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"letter": ""}, "Choose a file for"),
        ({"outcome_1": ""}, "Item 1: what the letter answers"),
        ({"text_1": ""}, "Item 1: in the letter's words"),
        ({"outcome_1": "not_ours"}, "Say who can act on this instead."),
        ({"instead_1": "The school"}, "You've agreed, so leave this blank or choose another answer."),
        ({"letter_dated_on_day": "1"}, "before the group asked"),
        ({"letter_dated_on_year": "2099"}, "This date is in the future. Choose today or an earlier date."),
        ({"letter_dated_on_month": "13"}, "Give a real date"),
        ({"what_1_2": "Send a text"}, "Say who will do it."),
        ({"text_1": "a\0b"}, "characters that cannot be shown"),
    ],
)
def test_a_letter_that_is_not_whole_is_refused_and_kept(staff, waiting, changes, message):
    response = staff.post(page_of(waiting, "letter/"), letter(summary="Mine to keep") | changes)
    assert response.status_code == 200
    assert message in errors(response)
    assert "Mine to keep" in response.content.decode()
    assert not FormalResponse.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("letter.png", b"no picture at all"), ("letter.pdf", b"<svg onload=alert(1)>")]
)
def test_a_file_that_is_not_what_its_name_says_is_refused(staff, waiting, name, content):
    response = staff.post(page_of(waiting, "letter/"), letter(letter=SimpleUploadedFile(name, content)))
    assert "cannot be used here" in errors(response)
    assert not FormalResponse.objects.exists()


def test_what_a_letter_promises_is_planned_with_it(staff, waiting):
    due = clock.today() + dt.timedelta(days=90)
    promise = {"what_1_1": "Send a text", "owner_1_1": "Head of Transport"} | date("due_on_1_1", due)
    text = said(staff, staff.post(page_of(waiting, "letter/"), letter(**promise)))
    assert "We will do this: Send a text (Head of Transport, by" in text


def test_coordinator_can_delete_a_transcript(staff, waiting):
    staff.post(page_of(waiting, "letter/"), letter())
    discard = f"/staff/responses/{FormalResponse.objects.get().pk}/discard/"
    assert discard in links(staff.get(page_of(waiting)))
    assert "Transcript deleted." in said(staff, staff.post(discard))
    assert not FormalResponse.objects.exists()


def test_the_coordinator_s_buttons_reach_no_response_that_is_not_a_letter(staff, waiting):
    response = answers.post_answer(waiting, now=at(7, 7))
    for verb in ("confirm", "discard", "letter"):
        assert staff.post(f"/staff/responses/{response.pk}/{verb}/").status_code in {404, 405}
    response.refresh_from_db()
    assert response.status == ResponseStatus.POSTED


def test_page_says_when_the_agency_has_no_manager(staff, waiting):
    assert "This agency has no manager on record" in words(staff.get(page_of(waiting)))


def test_page_lists_parents_who_gave_only_a_phone_number(staff, coordinator):
    theme = issues.theme(by=coordinator)
    by_phone, by_mail, unreachable = (
        issues.logged_issue(theme=theme, by=coordinator, is_anonymous=False, contact_phone=phone, contact_email=email)
        for phone, email in [("01632 960111", ""), ("01632 960112", "ann@example.org"), ("", "")]
    )
    joined = issues.edited_issue(by=coordinator, is_anonymous=False, contact_phone="01632 960113", contact_email="")
    merge_issue(joined, into=by_mail, by=coordinator)
    presentation = answers.presentation_of(theme=theme, by=coordinator)
    page = words(staff.get(f"/staff/presentations/{presentation.reference}/"))
    named = page.split("Please tell them by phone")[1].split("Put it on")[0]
    told = {one.reference for one in (by_phone, by_mail, unreachable, joined) if one.reference in named}
    assert told == {by_phone.reference, joined.reference}


def test_page_lists_nobody_to_phone_when_all_have_email(staff, coordinator):
    issue = issues.logged_issue(by=coordinator, contact_email="ann@example.org", is_anonymous=False)
    presentation = answers.presentation_of(issue, by=coordinator)
    assert "by phone" not in words(staff.get(f"/staff/presentations/{presentation.reference}/"))


def sent_about(client, presentation):
    page = client.get(f"/staff/presentations/{presentation.reference}/")
    assert "What was sent, and who was reached" in words(page)
    return page.context["sendings"]


def test_the_page_of_a_presentation_says_who_at_the_agency_was_reached(staff):
    council = answers.an_agency()
    officer = accounts.officer(of=council)
    issue = issues.logged_issue()
    [sending] = sent_about(staff, answers.presentation_of(issue, agency=council))
    assert (sending.people, sending.waiting, sending.untold) == (1, 1, 0)
    assert officer.name in words(staff.get(sending.get_absolute_url()))


def test_an_agency_without_officers_is_on_the_list_to_ring_or_write_to(staff):
    presentation = answers.presentation_of(issues.logged_issue())
    [sending] = sent_about(staff, presentation)
    assert (sending.people, sending.waiting, sending.untold) == (1, 0, 1)
    to = sending.recipients.get()
    assert to.name in words(staff.get("/staff/members/to-tell/"))
    script = words(staff.get(f"/staff/members/to-tell/{to.pk}/"))
    assert f"has made a formal presentation to your agency: {presentation.title}" in script
    told = {"how": "telephone", "told_by": "Moira", **date("told_on", clock.today()), "last": to.pk}
    assert "Recorded. They are off your list." in said(staff, staff.post(f"/staff/members/to-tell/{to.pk}/", told))
