"""An officer's pages: what was asked, the answer item by item, the preview, the post, and a new version."""

import datetime as dt

import pytest

from answers.models import Answer, Commitment, FormalResponse, Presentation, YouSaidEntry
from answers.rules import Outcome, ResponseStatus
from answers.services.commitments import make_commitment
from answers.services.presentations import acknowledge_presentation
from answers.services.responses import save_response_draft
from answers.services.transcripts import transcribe_response
from answers.services.you_said import publish_entry
from common import clock
from common.models import Message
from tests.counting import costs, queries
from tests.factories import accounts, answers, issues
from tests.issues.pages import date, errors, hidden, links, said, words
from tests.issues.telling import tell_parents
from tests.previews import send_shown

WHY = {"reason": "We can do it more often."}
pytestmark = pytest.mark.django_db
D = dt.date
LONG_AGO = dt.datetime(2020, 1, 1, 11, tzinfo=dt.UTC)
HOSTILE = "<script>alert(1)</script> {{ 7|add:7 }}"


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


@pytest.fixture
def officer(client, sign_in, council):
    """The client of somebody who answers for the council."""
    client.user = accounts.officer(of=council, now=LONG_AGO)
    return sign_in(client, client.user)


@pytest.fixture
def presentation(council):
    return answers.presentation_of(issues.logged_issue(), issues.logged_issue(), agency=council)


def page(presentation, step=""):
    return f"/officer/presentations/{presentation.reference}/{step}"


def post(officer, presentation):
    """Post the answer as its preview shows it now, or as one opened before where there is none."""
    return send_shown(officer, page(presentation, "preview/"))


def soon(days=60):
    return clock.today() + dt.timedelta(days=days)


def answer(version=0, **changes):
    return {
        "version": version,
        "outcome": "agreed",
        "text": "We will write.",
        "reason": "",
        "instead": "",
        "done": "It is on our website.",
    } | changes


def promise(number=1, due_on=None):
    return {
        f"what_{number}": "Send a text",
        f"owner_{number}": "Head of Transport",
        f"how_seen_{number}": "Families get it",
        **date(f"due_on_{number}", due_on or soon()),
    }


def write_both(officer, presentation, **changes):
    for number, version in ((1, 0), (2, 1)):
        response = officer.post(page(presentation, f"items/{number}/"), answer(version, **changes))
        assert response.status_code == 302, errors(response)


# --- the list -------------------------------------------------------------------------------------


def test_waiting_presentations_come_first_in_the_officers_list(officer, council):
    with clock.frozen(D(2026, 7, 10)):
        titles = {"Answered": None, "Waits": None, "Acknowledged and due first": None}
        for day, title in ((3, "Answered"), (9, "Waits"), (1, "Acknowledged and due first")):
            titles[title] = answers.presentation_of(issues.logged_issue(), agency=council, title=title, now=at(7, day))
        acknowledge_presentation(titles["Acknowledged and due first"], by=officer.user)
        answers.post_answer(titles["Answered"], by=officer.user, now=at(7, 10))
        text = words(officer.get("/officer/presentations/"))
    places = [text.index(title) for title in ("Acknowledged and due first", "Waits", "Answered")]
    assert places == sorted(places)


def test_the_list_is_narrowed(officer, council):
    done = answers.presentation_of(issues.logged_issue(), agency=council, title="Answered one")
    answers.presentation_of(issues.logged_issue(), agency=council, title="Waiting one")
    answers.post_answer(done, by=officer.user)
    for query, seen in (("responded", "Answered one"), ("waiting", "Waiting one"), ("late", None)):
        text = words(officer.get(f"/officer/presentations/?status={query}"))
        assert [title for title in ("Answered one", "Waiting one") if title in text] == ([seen] if seen else [])


def test_pages_take_the_same_queries_for_3_rows_and_for_30(officer, council, coordinator):
    def grow(number):
        for _one in range(number):
            answers.presentation_of(issues.logged_issue(by=coordinator), agency=council, by=coordinator)
            make_commitment(
                owner="Us", what="Act", due_on=D(2099, 1, 1), agency=council, by=officer.user, is_public=True
            )

    pages = ["/officer/", "/officer/presentations/", "/staff/commitments/"]
    grow(3)
    few = costs(officer, pages)
    assert max(few.values()) <= 10
    grow(27)
    assert costs(officer, pages) == few


def test_the_page_of_one_presentation_takes_the_same_queries_for_one_item_and_for_five(officer, council):
    counts = []
    for number in (1, 5):
        made = answers.presentation_of(*[issues.logged_issue() for _one in range(number)], agency=council)
        for place in range(number):
            officer.post(page(made, f"items/{place + 1}/"), answer(place))
        with queries() as counted:
            officer.get(page(made))
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 13, counts


# --- acknowledge ----------------------------------------------------------------------------------


def test_acknowledging_a_presentation_twice_is_recorded_once(officer, presentation):
    assert page(presentation, "acknowledge/") in links(officer.get(page(presentation)))
    for _time in range(2):
        text = said(officer, officer.post(page(presentation, "acknowledge/")))
        assert "Presentation acknowledged." in text
    assert page(presentation, "acknowledge/") not in links(officer.get(page(presentation)))


# --- the answer to an item ------------------------------------------------------------------------


def test_saving_a_draft_emails_nobody(officer, presentation):
    response = officer.post(page(presentation, "items/1/"), answer(**promise()))
    assert "Draft saved. Families see nothing until you post" in said(officer, response)
    row = Answer.objects.get()
    assert (row.item.number, row.outcome, row.posted_on) == (1, Outcome.AGREED, None)
    assert row.planned_commitments[0]["due_on"] == soon().isoformat()
    assert not Commitment.objects.exists()
    assert not Message.objects.filter(subject__contains="There is an answer").exists()


def test_a_draft_is_shown_again_as_it_was_typed(officer, presentation):
    officer.post(
        page(presentation, "items/1/"), answer(outcome="partly", reason="No money", **promise(1), **promise(2))
    )
    content = officer.get(page(presentation, "items/1/")).content.decode()
    for typed in ("We will write.", "No money", "Send a text", "Head of Transport", f'value="{soon().year}"'):
        assert typed in content
    assert 'value="partly"' in content
    assert "<details" in content
    assert "open>" in content  # the second commitment is not folded away once something stands in it


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"outcome": ""}, "Choose an answer to"),
        ({"outcome": "maybe"}, "Choose one of the answers offered."),
        ({"text": ""}, "Say what you will do"),
        ({"outcome": "partly", "text": " "}, "Say what you will do"),
        ({"outcome": "not_possible", "text": ""}, "Say why it is not possible"),
        ({"outcome": "not_ours"}, "Say who can act on this instead"),
        ({"what_1": "Send a text"}, "Say who will do it. Say by when."),
        ({"owner_2": "Somebody"}, "Say what will be done. Say by when."),
        ({"due_on_1_day": "31", "due_on_1_month": "2", "due_on_1_year": "2099"}, "Give a real date"),
        (promise(due_on=D(2020, 1, 1)), "This date has passed"),
        ({"version": ""}, "version"),
        ({"text": "a\0b"}, "characters that cannot be shown"),
        ({"instead": "a\nb\0"}, "characters that cannot be shown"),
    ],
)
def test_missing_answer_is_a_field_error_and_keeps_what_was_typed(officer, presentation, changes, message):
    typed = {"text": "Mine to keep"} | changes if "text" not in changes else changes
    response = officer.post(page(presentation, "items/1/"), answer(**typed))
    assert response.status_code == 200
    assert message.lower() in errors(response).lower()
    if "text" not in changes:
        assert "Mine to keep" in response.content.decode()
    assert not FormalResponse.objects.exists()


@pytest.mark.parametrize("name", ["text", "reason", "instead", "what_1", "owner_1", "how_seen_3"])
def test_a_text_that_is_too_long_is_refused_at_its_field_and_kept(officer, presentation, name):
    response = officer.post(page(presentation, "items/1/"), answer(**{name: "x" * 100_000}))
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert "x" * 100_000 in response.content.decode()
    assert not FormalResponse.objects.exists()


def test_an_item_that_is_not_there_does_not_exist(officer, presentation):
    for number in (0, 3, 99999999999):
        assert officer.get(page(presentation, f"items/{number}/")).status_code == 404
        assert officer.post(page(presentation, f"items/{number}/"), answer()).status_code == 404


def test_fields_that_were_not_asked_for_are_ignored(officer, presentation):
    extra = {"status": "posted", "posted_on": "2026-01-01", "is_late": "on", "is_transcribed": "on", "agency": "99"}
    officer.post(page(presentation, "items/1/"), answer(**extra))
    draft = FormalResponse.objects.get()
    assert (draft.status, draft.posted_on, draft.is_transcribed, draft.written_by) == (
        ResponseStatus.DRAFT,
        None,
        False,
        officer.user,
    )


def test_a_stale_answer_shows_both_and_keeps_what_was_typed(officer, presentation, council):
    first = officer.get(page(presentation, "items/1/"))
    assert "What it says now" not in words(first)
    colleague = accounts.officer(of=council)
    save_response_draft(
        presentation,
        summary="",
        answers=[{"item": presentation.items.first(), "outcome": "agreed", "text": "What a colleague wrote"}],
        version=0,
        by=colleague,
    )
    response = officer.post(page(presentation, "items/1/"), answer(hidden(first, "version"), text="What I wrote"))
    assert "Someone else saved this while you were writing" in errors(response)
    assert "What a colleague wrote" in words(response)
    assert "What I wrote" in response.content.decode()
    again = answer(hidden(response, "version"), text="What I wrote")
    assert officer.post(page(presentation, "items/1/"), again).status_code == 302
    assert Answer.objects.get().text == "What I wrote"


def test_a_stale_answer_shows_outcome_reason_and_commitments_of_both(officer, presentation, council):
    theirs = {
        "item": presentation.items.first(),
        "outcome": "partly",
        "text": "One bus more.",
        "reason": "No money for two.",
        "commitments": [answers.promise(D(2099, 9, 1))],
    }
    colleague = accounts.officer(of=council)
    draft = save_response_draft(presentation, summary="", answers=[theirs], version=0, by=colleague)
    mine = answer(text="One bus more.", done="") | promise(due_on=D(2099, 10, 1))
    response = officer.post(page(presentation, "items/1/"), mine)
    lines = response.context["stale"]["lines"]
    kept = "Commitment: Send a text the evening before. | Head of Transport | 1 September 2099 | Families get it."
    assert [line for kind, line in lines if kind == "same" and line] == ["One bus more."]
    assert {"Partly agreed", "Why not: No money for two.", kept} <= {line for kind, line in lines if kind == "theirs"}
    said = [line for kind, line in lines if kind == "mine"]
    assert said == ["Agreed", "Commitment: Send a text | Head of Transport | 1 October 2099 | Families get it"]
    assert "Send a text" in response.content.decode()
    assert officer.post(page(presentation, "items/1/"), mine | {"version": 1}).status_code == 302
    assert [kept in one.texts["1"] for one in draft.words.versions.order_by("number")] == [True, False]


def test_an_answer_written_after_it_was_posted_is_refused_and_kept(officer, presentation):
    write_both(officer, presentation)
    post(officer, presentation)
    response = officer.post(page(presentation, "items/1/"), answer(2, text="Too late a thought"))
    assert "Start a new version" in errors(response)
    assert "Too late a thought" in response.content.decode()


def test_script_and_template_syntax_are_printed_as_typed(officer, presentation):
    write_both(officer, presentation, text=HOSTILE, **(promise() | {"what_1": HOSTILE, "owner_1": HOSTILE}))
    pages = [page(presentation), page(presentation, "items/1/"), page(presentation, "preview/")]
    post(officer, presentation)
    public = ["/you-said-we-did/commitments/", Commitment.objects.first().get_absolute_url()]
    publish_entry(YouSaidEntry.objects.first(), by=accounts.coordinator())
    for address in [*pages[:2], presentation.get_absolute_url(), "/you-said-we-did/", *public]:
        content = officer.get(address).content.decode()
        assert "<script>alert" not in content, address
        if address != pages[1]:
            assert "{{ 7|add:7 }}" in content, address


# --- preview and post -----------------------------------------------------------------------------


def test_preview_needs_an_answer_to_every_item(officer, presentation):
    officer.post(page(presentation, "items/1/"), answer())
    assert "Answer every item before you preview and post." in words(officer.get(page(presentation)))
    half = officer.get(page(presentation, "preview/"))
    assert "1 item has no answer yet." in words(half)
    assert "Post formal response" not in words(half)
    officer.post(page(presentation, "items/2/"), answer(1, **promise()))
    assert page(presentation, "preview/") in links(officer.get(page(presentation)))
    preview = officer.get(page(presentation, "preview/"))
    assert page(presentation) in links(preview)
    assert "Post formal response" in words(preview)
    assert 'href=""' not in preview.content.decode()
    assert f"by {soon().day} " in words(preview)
    assert soon().isoformat() not in words(preview)


def test_without_a_draft_there_is_no_preview(officer, presentation):
    assert officer.get(page(presentation, "preview/")).status_code == 404


def test_posting_twice_posts_once_and_says_so(officer, presentation):
    write_both(officer, presentation, **promise())
    first = said(officer, post(officer, presentation))
    assert "Answer posted." in first
    assert "The answer has already been posted." in said(officer, post(officer, presentation))
    assert FormalResponse.objects.get().status == ResponseStatus.POSTED
    assert (Commitment.objects.count(), YouSaidEntry.objects.count()) == (2, 2)
    tell_parents()
    assert Message.objects.filter(subject__contains="There is an answer").count() == 2


def test_posting_half_an_answer_says_which_item_is_missing(officer, presentation):
    officer.post(page(presentation, "items/1/"), answer())
    text = said(officer, post(officer, presentation))
    assert "Item 2: There is no answer yet." in text


def test_date_that_passed_during_drafting_shows_a_message(officer, presentation):
    write_both(officer, presentation, **promise(due_on=soon(1)))
    with clock.frozen(clock.now() + dt.timedelta(days=3)):
        text = said(officer, post(officer, presentation))
    assert "Item 1: The date of “Send a text” has passed. Choose a new date." in text
    assert Presentation.objects.get().status == "sent"


# --- a new version, and throwing away -------------------------------------------------------------


def test_a_new_version_is_written_beside_the_old_one(officer, presentation):
    write_both(officer, presentation)
    post(officer, presentation)
    assert page(presentation, "new-version/") in links(officer.get(page(presentation)))
    new = page(presentation, "new-version/")
    assert "Say why the answer changes." in errors(officer.post(new, {"reason": "..."}))
    assert "New version started." in said(officer, officer.post(new, WHY))
    assert "A new version has already been started." in errors(officer.post(new, WHY))
    assert page(presentation, "new-version/") not in links(officer.get(page(presentation)))
    officer.post(page(presentation, "items/1/"), answer(0, text="We write each evening."))
    post(officer, presentation)
    text = words(officer.get(presentation.get_absolute_url()))
    assert text.index("The formal response, version 2") < text.index("Earlier answer, version 1")
    assert "We write each evening." in text
    assert "by a newer version. The commitments made here are shown with that one." in text
    assert "Why it changed: We can do it more often." in text


def test_new_version_shows_earlier_commitments_that_still_count(officer, presentation):
    write_both(officer, presentation, **promise())
    post(officer, presentation)
    officer.post(page(presentation, "new-version/"), WHY)
    promised = Commitment.objects.get(answer__item__number=1).get_absolute_url()
    form = officer.get(page(presentation, "items/1/"))
    assert "Earlier commitments stay with the new answer, so do not add them again" in words(form)
    assert promised in links(form)
    assert promised in links(officer.get(page(presentation, "preview/")))
    assert "Send a text (Head of Transport" in words(officer.get(page(presentation, "preview/")))


def test_officer_can_delete_a_draft(officer, presentation):
    officer.post(page(presentation, "items/1/"), answer())
    assert "Draft deleted." in said(officer, officer.post(page(presentation, "discard/")))
    assert not FormalResponse.objects.exists()
    assert "no draft" in said(officer, officer.post(page(presentation, "discard/")))


def test_while_a_letter_is_entered_the_officer_reads_that(officer, presentation):
    transcribe_response(
        presentation,
        letter=answers.a_scan(),
        letter_dated_on=presentation.sent_on,
        summary="",
        answers=[{"item": item, "outcome": "agreed", "text": "From the letter"} for item in presentation.items.all()],
        version=0,
        by=accounts.coordinator(),
    )
    response = officer.get(page(presentation))
    assert "A letter from your agency is being entered" in words(response)
    assert page(presentation, "items/1/") not in links(response)
    assert officer.get(page(presentation, "preview/")).status_code == 404
    assert "second person must confirm" in said(officer, post(officer, presentation))
    refused = officer.post(page(presentation, "items/1/"), answer(1))
    assert "Your letter is being entered" in errors(refused)
