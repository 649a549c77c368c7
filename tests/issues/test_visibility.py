"""Nobody sees what is not theirs: other agencies, drafts, families' words, commitments, the scan of a letter."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from answers.models import Commitment, FormalResponse, Presentation
from answers.rules import Outcome, ResponseStatus
from answers.services.commitments import make_commitment
from answers.services.responses import save_response_draft
from answers.services.transcripts import transcribe_response
from common import timeline
from common.documents import store_document
from issues.services.issues import hide_issue
from issues.services.own_issues import withdraw_issue
from tests.common.files import picture
from tests.factories import accounts, answers, issues
from tests.issues.pages import links, words

pytestmark = pytest.mark.django_db
SECRET_WORDS = "Only these very words"
D = dt.date


def get(client, sign_in, user, address):
    return (sign_in(client, user) if user else client).get(address)


# --- agency A and agency B ------------------------------------------------------------------------

OFFICER_PAGES = ["", "items/1/", "preview/"]
OFFICER_BUTTONS = ["acknowledge/", "discard/"]


def drafted(presentation, officer, **changes):
    words = {"outcome": Outcome.AGREED, "text": SECRET_WORDS} | changes
    answers = [{"item": item, **words} for item in presentation.items.all()]
    return save_response_draft(presentation, summary="", answers=answers, version=0, by=officer)


@pytest.mark.parametrize("path", OFFICER_PAGES)
def test_another_agency_s_presentation_does_not_exist(client, sign_in, council, officer, path):
    presentation = answers.presentation_of(issues.logged_issue(), agency=council)
    drafted(presentation, officer)
    address = f"/officer/presentations/{presentation.reference}/{path}"
    missing = f"/officer/presentations/FP-999999/{path}"
    assert get(client, sign_in, officer, address).status_code == 200
    there = get(client, sign_in, accounts.officer(), address)
    assert (there.status_code, words(there)) == (404, words(client.get(missing)))
    assert client.post(address).status_code in {404, 405}
    assert FormalResponse.objects.get().status == ResponseStatus.DRAFT


@pytest.mark.parametrize("button", OFFICER_BUTTONS)
def test_another_agency_s_buttons_do_nothing(client, sign_in, council, officer, button):
    presentation = answers.presentation_of(issues.logged_issue(), agency=council)
    drafted(presentation, officer)
    sign_in(client, accounts.officer())
    address = f"/officer/presentations/{presentation.reference}/{button}"
    assert (client.get(address).status_code, client.post(address).status_code) == (405, 404)
    presentation.refresh_from_db()
    assert (presentation.status, FormalResponse.objects.get().status) == ("sent", ResponseStatus.DRAFT)


def test_another_agency_s_answer_is_not_begun_anew(client, sign_in, council):
    presentation = answers.presentation_of(issues.logged_issue(), agency=council)
    answers.post_answer(presentation)
    sign_in(client, accounts.officer())
    address = f"/officer/presentations/{presentation.reference}/new-version/"
    assert [send(address, {"reason": "Wrong."}).status_code for send in (client.get, client.post)] == [404, 404]
    assert FormalResponse.objects.count() == 1


def test_officers_list_has_only_their_own_agencies(client, sign_in, council, officer):
    ours = answers.presentation_of(issues.logged_issue(), agency=council, title="Ours")
    theirs = answers.presentation_of(issues.logged_issue(), agency=accounts.agency("Health"), title="Not ours")
    text = words(get(client, sign_in, officer, "/officer/presentations/"))
    assert ours.reference in text
    assert theirs.reference not in text


def test_removed_role_stops_working_at_the_next_request(client, sign_in, council, officer):
    presentation = answers.presentation_of(issues.logged_issue(), agency=council)
    address = f"/officer/presentations/{presentation.reference}/"
    assert get(client, sign_in, officer, address).status_code == 200
    officer.grants.update(starts_on=D(2020, 1, 1), ends_on=D(2020, 1, 2))
    assert client.get(address).status_code == 403


def test_presentations_are_visible_to_their_agency_and_the_coordinator(coordinator, council, officer):
    presentation = answers.presentation_of(issues.logged_issue(), agency=council)
    for user, rows in (
        (coordinator, [presentation]),
        (officer, [presentation]),
        (accounts.officer(), []),
        (accounts.parent(), []),
        (AnonymousUser(), []),
    ):
        assert list(Presentation.objects.visible_to(user)) == rows


# --- a draft --------------------------------------------------------------------------------------


def test_only_its_agency_sees_a_draft_answer(client, sign_in, coordinator, council, officer):
    issue = issues.logged_issue(by=coordinator)
    presentation = answers.presentation_of(issue, agency=council, by=coordinator)
    draft = drafted(presentation, officer)
    public = presentation.get_absolute_url()
    staff = f"/staff/presentations/{presentation.reference}/"
    for user in (None, accounts.parent(), accounts.officer(), coordinator, accounts.board_member()):
        for address in (public, "/you-said-we-did/", issue.get_absolute_url(), staff):
            assert SECRET_WORDS not in words(get(client, sign_in, user, address))
            client.logout()
    assert SECRET_WORDS in words(get(client, sign_in, officer, f"/officer/presentations/{presentation.reference}/"))
    seen = {user: list(FormalResponse.objects.visible_to(user)) for user in (officer, coordinator, AnonymousUser())}
    assert list(seen.values()) == [[draft], [], []]


def test_coordinator_sees_that_the_agency_is_writing_but_not_the_draft(client, sign_in, coordinator, council, officer):
    presentation = answers.presentation_of(issues.logged_issue(), agency=council)
    drafted(presentation, officer)
    page = get(client, sign_in, coordinator, f"/staff/presentations/{presentation.reference}/")
    assert "The agency is writing its answer." in words(page)
    assert not [link for link in links(page) if "letter" in link]


def test_a_draft_starts_no_clock_and_no_timeline(council, officer):
    presentation = answers.presentation_of(issues.logged_issue(), agency=council)
    drafted(presentation, officer)
    told = [entry.title for entry in timeline.build(presentation, AnonymousUser())]
    assert not [title for title in told if "answered" in title]


def test_the_coordinator_cannot_reach_an_officer_s_form(client, sign_in, coordinator, council):
    presentation = answers.presentation_of(issues.logged_issue(), agency=council)
    sign_in(client, coordinator)
    for path in [*OFFICER_PAGES, *OFFICER_BUTTONS]:
        address = f"/officer/presentations/{presentation.reference}/{path}"
        assert client.get(address).status_code in {403, 405}
        assert client.post(address, {"outcome": "agreed", "text": "Ours"}).status_code == 403
    assert not FormalResponse.objects.exists()


# --- families' words ------------------------------------------------------------------------------


def test_an_officer_reads_the_edited_words_of_those_who_agreed_and_no_others(client, sign_in, council, officer):
    theme = issues.theme()
    agreed = issues.logged_issue(theme=theme, edited_text="Words of the one who agreed")
    refused = issues.logged_issue(theme=theme, edited_text="Words of the one who did not", share_with_agency=False)
    presentation = answers.presentation_of(theme=theme, agency=council)
    sign_in(client, officer)
    for path in ("", "items/1/"):
        response = client.get(f"/officer/presentations/{presentation.reference}/{path}")
        text = response.content.decode()
        assert "What people told the group (2 issues)" in words(response)
        assert agreed.edited_text in text
        for issue in (agreed, refused):
            for private in (issue.original_text, issue.contact_email, issue.contact_name, issue.reference):
                assert private not in text
        assert refused.edited_text not in text
        assert refused.title not in text


@pytest.mark.parametrize("what", ["hide", "withdraw"])
def test_words_of_hidden_or_withdrawn_issues_leave_the_officers_page(
    client, sign_in, coordinator, council, officer, what
):
    theme = issues.theme()
    issue = issues.logged_issue(theme=theme, edited_text=SECRET_WORDS)
    issues.logged_issue(theme=theme, edited_text="These stay")
    presentation = answers.presentation_of(theme=theme, agency=council)
    if what == "hide":
        hide_issue(issue, reason="A worry", by=coordinator)
    else:
        withdraw_issue(issue)
    text = words(get(client, sign_in, officer, f"/officer/presentations/{presentation.reference}/"))
    assert SECRET_WORDS not in text
    assert "What people told the group (1 issue)" in text
    assert "These stay" in text


def test_officer_is_told_when_nobody_agreed_to_share_their_words(client, sign_in, council, officer):
    theme = issues.theme()
    issues.logged_issue(theme=theme, share_with_agency=False)
    presentation = answers.presentation_of(theme=theme, agency=council)
    text = words(get(client, sign_in, officer, f"/officer/presentations/{presentation.reference}/"))
    assert "Nobody agreed to their words being shown to the agency." in text


def test_the_public_page_names_no_single_issue_that_is_not_published(client, council):
    issue = issues.logged_issue(is_published=False, title="The bus to Northport School")
    presentation = answers.presentation_of(issue, agency=council)
    response = client.get(presentation.get_absolute_url())
    assert "An issue" in words(response)
    for private in (issue.title, issue.edited_text, issue.reference, issue.original_text):
        assert private not in response.content.decode()


# --- commitments and the scan ---------------------------------------------------------------------


def test_commitment_that_is_not_public_is_seen_only_by_its_agency_and_the_coordinator(
    client, sign_in, coordinator, council, officer
):
    row = make_commitment(
        owner="Us", what="Inside", due_on=D(2030, 1, 1), agency=council, by=coordinator, is_public=False
    )
    address = row.get_absolute_url()
    assert client.get(address).status_code == 404
    assert get(client, sign_in, accounts.officer(), address).status_code == 404
    assert get(client, sign_in, officer, address).status_code == 200
    assert get(client, sign_in, coordinator, address).status_code == 200
    assert row.reference not in words(client.get("/you-said-we-did/commitments/"))
    assert list(Commitment.objects.visible_to(AnonymousUser())) == []


def test_an_officer_keeps_the_commitments_of_their_own_agency(client, sign_in, council, officer, coordinator):
    fields = {"owner": "Us", "due_on": D(2030, 1, 1), "is_public": True, "by": coordinator}
    ours = make_commitment(what="Ours", agency=council, **fields)
    theirs = make_commitment(what="Theirs", agency=accounts.agency("Health"), **fields)
    sign_in(client, officer)
    text = words(client.get("/staff/commitments/"))
    assert ours.reference in text
    assert theirs.reference not in text
    for path in ("", "done/", "not-kept/", "move/"):
        assert client.get(f"/staff/commitments/{ours.reference}/{path}").status_code == 200
        assert client.get(f"/staff/commitments/{theirs.reference}/{path}").status_code == 404
    client.post(f"/staff/commitments/{theirs.reference}/done/", {"evidence": "Seen"})
    theirs.refresh_from_db()
    assert theirs.status == "open"


def test_only_people_who_compare_the_letter_can_open_the_scan(client, sign_in, coordinator, council, officer):
    presentation = answers.presentation_of(issues.logged_issue(), agency=council)
    draft = transcribe_response(
        presentation,
        letter=store_document(picture(), name="letter.png"),
        letter_dated_on=presentation.sent_on,
        summary="",
        answers=[],
        version=0,
        by=coordinator,
    )
    address = f"/staff/responses/{draft.pk}/letter/"
    for user, status in ((None, 302), (accounts.parent(), 403), (officer, 403)):
        client.logout()
        assert get(client, sign_in, user, address).status_code == status
    response = get(client, sign_in, coordinator, address)
    assert response.getvalue() == draft.letter.file.read()
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get("/staff/responses/999999/letter/").status_code == 404
    assert address not in client.get(presentation.get_absolute_url()).content.decode()
    draft.letter.file.close()
