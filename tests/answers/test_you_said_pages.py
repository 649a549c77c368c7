"""What everybody reads of the answers: “you said, we did”, the ledger, presentations; how entries are published."""

import datetime as dt

import pytest
from django.test import Client

from answers.models import Commitment, Presentation, YouSaidEntry
from answers.rules import Outcome
from answers.services.commitments import fail_commitment, finish_commitment, make_commitment, move_commitment
from answers.services.you_said import publish_entry, save_entry
from common import clock
from tests.counting import costs, queries
from tests.factories import accounts, answers, issues
from tests.issues.pages import errors, hidden, links, said, words

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


# --- you said, we did ------------------------------------------------------------------------------------


def test_no_is_shown_as_large_as_yes(client, coordinator):
    yes = answered(coordinator)
    no = answered(coordinator, outcome=Outcome.NOT_POSSIBLE, text="", reason="There is no money.")
    content = client.get(YOU_SAID).content.decode()
    text = words(client.get(YOU_SAID))
    assert f"{no.agency} could not, because There is no money." in text
    assert f"{no.agency} could not, because There is no money." in words(client.get("/"))
    assert "We will We will write the evening before." in text
    shapes = []
    for entry in (yes, no):
        card = content.split(f'id="entry-{entry.pk}"')[1].split("</article>")[0]
        shapes.append([part.split('"')[0] for part in card.split('class="')[1:]][:5])
    assert shapes[0] == shapes[1]


def test_you_said_names_where_it_comes_from_and_what_is_promised(client, coordinator):
    answered(coordinator, commitments=[answers.promise(D(2099, 1, 1))])
    page = client.get(YOU_SAID)
    assert "Send a text the evening before." in words(page)
    assert Presentation.objects.get().get_absolute_url() in links(page)
    assert Commitment.objects.get().get_absolute_url() in links(page)
    assert "Said by a few people." in words(page)


def test_draft_entry_is_shown_nowhere_in_public(client, coordinator):
    entry = answered(coordinator, is_published=False)
    for address in (YOU_SAID, f"{YOU_SAID}?theme={entry.theme.slug}", f"{YOU_SAID}?kind=will", "/"):
        response = client.get(address)
        assert entry.we_did not in words(response)
        assert entry.theme.name not in words(response)


def test_you_said_can_be_filtered_by_theme_service_and_kind(client, coordinator):
    one = answered(coordinator)
    health = issues.theme("Therapies", by=coordinator, service_area="health", summary="We wait.")
    two = answered(coordinator, theme=health, outcome=Outcome.NOT_POSSIBLE, text="", reason="No staff.")
    for query, seen in (
        (f"theme={one.theme.slug}", [one]),
        ("service_area=health", [two]),
        ("kind=could_not", [two]),
        ("kind=will", [one]),
        ("kind=did", []),
        ("theme=nonsense", []),
        ("kind=%00", []),
    ):
        content = client.get(f"{YOU_SAID}?{query}").content.decode()
        assert [entry for entry in (one, two) if f'id="entry-{entry.pk}"' in content] == seen, query


def grow(coordinator, number):
    for _one in range(number):
        answered(coordinator, commitments=[answers.promise(D(2099, 1, 1))] * 2)


def test_the_lists_take_the_same_queries_for_3_rows_and_for_30(staff, coordinator):
    public = [YOU_SAID, LEDGER, ANSWERS]
    inside = ["/staff/presentations/", "/staff/you-said-we-did/?show=published", "/staff/commitments/"]

    def all_costs():
        return costs(Client(), public), costs(staff, inside)

    grow(coordinator, 3)
    few = all_costs()
    assert max(few[0].values()) <= 10
    assert max(few[1].values()) <= 10
    grow(coordinator, 27)
    assert all_costs() == few


# --- the ledger -----------------------------------------------------------------------------------


def test_commitment_list_shows_the_status_of_each(client, coordinator):
    fields = {"owner": "Head of Transport", "is_public": True, "by": coordinator, "now": at(7, 1)}
    rows = {
        what: make_commitment(what=what, due_on=due, **fields)
        for what, due in (
            ("Kept", D(2026, 8, 1)),
            ("Broken", D(2026, 8, 2)),
            ("Slow", D(2026, 8, 3)),
            ("Coming", D(2026, 12, 1)),
        )
    }
    finish_commitment(rows["Kept"], evidence="Seen", by=coordinator, now=at(8, 1))
    fail_commitment(rows["Broken"], reason="No money", by=coordinator, now=at(8, 1))
    with clock.frozen(at(9, 1)):
        text = words(client.get(LEDGER))
        for query, seen in (("late", "Slow"), ("done", "Kept"), ("not_kept", "Broken")):
            narrowed = words(client.get(f"{LEDGER}?status={query}"))
            assert [what for what in rows if rows[what].reference in narrowed] == [seen]
    for expected in (
        "Kept Head of Transport 1 August 2026 done",
        "Broken Head of Transport 2 August 2026 not kept",
        "Slow Head of Transport 3 August 2026 late",
        "Coming Head of Transport 1 December 2026 to come",
    ):
        assert expected in text


def test_commitment_page_shows_its_timeline(client, coordinator):
    council = accounts.agency("Northshire County Council")
    answered(coordinator, agency=council, commitments=[answers.promise(D(2099, 1, 1))])
    row = Commitment.objects.get()
    move_commitment(row, due_on=D(2099, 6, 1), reason="New contract", by=coordinator)
    page = client.get(row.get_absolute_url())
    text = words(page)
    for told in (
        "The group presented it to Northshire County Council",
        "Head of Transport made this commitment",
        "The date was changed. It was 1 January 2099.",
        "New contract",
        "Families get it.",
    ):
        assert told in text
    assert Presentation.objects.get().get_absolute_url() in links(page)


# --- a presentation -------------------------------------------------------------------------------


def presented(**kwargs):
    return answers.presentation_of(issues.logged_issue(now=at(7, 6)), now=at(7, 6), **kwargs)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (D(2026, 7, 6), "20 working days are left."),
        (D(2026, 7, 31), "1 working day is left."),
        (D(2026, 8, 3), "That is today."),
        (D(2026, 8, 4), "The answer is 1 working day late."),
        (D(2026, 8, 10), "The answer is 5 working days late."),
    ],
)
def test_unanswered_presentation_shows_the_days_left(client, today, told):
    presentation = presented()
    with clock.frozen(today):
        text = words(client.get(presentation.get_absolute_url()))
    assert "3 August 2026 20 working days after 6 July 2026, not counting bank holidays" in text
    assert f"There is no answer yet. {told}" in text
    assert "It is not a legal duty." in text


def test_answered_presentation_shows_whether_it_was_in_time(client):
    presentation = presented()
    answers.post_answer(presentation, now=at(8, 5))
    text = words(client.get(presentation.get_absolute_url()))
    assert "Answered 5 August 2026" in text
    assert "Posted by" in text
    assert " late " in text
    assert "working days" not in text.replace("20 working days after", "")
    assert "There is no answer yet" not in text


def test_the_pages_of_a_presentation_take_the_same_queries_however_much_was_answered(client, coordinator, sign_in):
    counts = []
    for number in (1, 6):
        made = answers.presentation_of(*[issues.logged_issue(by=coordinator) for _one in range(number)], by=coordinator)
        answers.post_answer(made, commitments=[answers.promise(D(2099, 1, 1))] * number)
        row = []
        for address in (made.get_absolute_url(), f"/staff/presentations/{made.reference}/"):
            if address.startswith("/staff/"):
                sign_in(client, coordinator)
            with queries() as counted:
                assert client.get(address).status_code == 200
            row.append(len(counted))
            client.logout()
        counts.append(row)
    assert counts[0] == counts[1], counts
    assert counts[0][0] <= 17, counts
    assert counts[0][1] <= 24, counts


def test_the_list_of_answers_is_narrowed_and_says_what_is_overdue(client):
    presentation = presented(title="Transport")
    with clock.frozen(at(8, 4)):
        assert "3 August 2026 overdue" in words(client.get(ANSWERS))
        assert presentation.reference in words(client.get(f"{ANSWERS}?status=late"))
        assert presentation.reference not in words(client.get(f"{ANSWERS}?status=responded"))


@pytest.mark.parametrize(
    "address", [f"{LEDGER}C-999999/", f"{ANSWERS}FP-999999/", f"{LEDGER}nonsense/", f"{ANSWERS}x/"]
)
def test_missing_row_is_404(client, address):
    assert client.get(address).status_code == 404


# --- entries --------------------------------------------------------------------------------------

ENTRIES = "/staff/you-said-we-did/"


def test_entry_can_be_edited_published_and_unpublished(staff, client, coordinator):
    entry = answered(coordinator, is_published=False)
    form = staff.get(f"{ENTRIES}{entry.pk}/")
    assert entry.source_url in links(form)
    posted = {
        "you_said": "Buses are late.",
        "kind": "did",
        "we_did": "A text is sent.",
        "evidence": "Families got it on 3 May.",
        "version": hidden(form, "version"),
    }
    assert "Buses are late." in said(staff, staff.post(f"{ENTRIES}{entry.pk}/", posted))
    for _time in range(2):
        assert "Entry published." in said(staff, staff.post(f"{ENTRIES}{entry.pk}/publish/", {"version": 1}))
    shown = "We did A text is sent. How anyone can see it: Families got it on 3 May."
    assert shown in words(client.get(YOU_SAID))
    assert "A text is sent." in words(staff.get(f"{ENTRIES}?show=published"))
    off = f"{ENTRIES}{entry.pk}/unpublish/"
    assert off in links(staff.get(f"{ENTRIES}?show=published"))
    assert "Fill in “Why is it taken off?”" in errors(staff.post(off, {"reason": ""}))
    assert "Entry no longer public." in said(staff, staff.post(off, {"reason": "It was not true yet."}))
    assert "This entry is not public now." in said(staff, staff.get(off))
    assert "A text is sent." not in words(client.get(YOU_SAID))


def test_a_stale_entry_shows_both_and_keeps_what_was_typed(staff, coordinator):
    entry = answered(coordinator, is_published=False)
    save_entry(entry, you_said="Late", kind="will", we_did="What another wrote", version=0, by=coordinator)
    posted = {"you_said": "Late too", "kind": "will", "we_did": "What I wrote", "version": 0}
    response = staff.post(f"{ENTRIES}{entry.pk}/", posted)
    assert "Someone else saved this" in errors(response)
    assert "What another wrote" in words(response)
    assert "What I wrote" in response.content.decode()
    assert staff.post(f"{ENTRIES}{entry.pk}/", posted | {"version": hidden(response, "version")}).status_code == 302


def test_we_did_is_refused_while_a_promise_is_open_and_offered_once_it_is_done(staff, coordinator):
    entry = answered(coordinator, commitments=[answers.promise(D(2099, 1, 1))])
    posted = {"you_said": "Late", "kind": "did", "we_did": "A text is sent.", "version": 0}
    response = staff.post(f"{ENTRIES}{entry.pk}/", posted)
    assert "it is “we will”, not “we did”" in errors(response)
    assert "What was agreed here is done." not in words(staff.get(f"{ENTRIES}?show=published"))
    finish_commitment(Commitment.objects.get(), evidence="Seen", by=coordinator)
    assert "What was agreed here is done." in words(staff.get(f"{ENTRIES}?show=published"))


def test_words_nobody_agreed_to_publish_are_not_drafted_and_the_page_says_why(staff):
    issue = issues.logged_issue(may_publish=False, is_published=False, edited_text="Only for the agency")
    answers.post_answer(answers.presentation_of(issue))
    entry = YouSaidEntry.objects.get()
    text = words(staff.get(ENTRIES))
    assert "the parent did not agree to their words being published" in text
    assert "Only for the agency" not in text
    assert "Write both sides before publishing" in said(
        staff, staff.post(f"{ENTRIES}{entry.pk}/publish/", {"version": 0})
    )


@pytest.mark.parametrize(("name", "typed"), [("we_did", "x" * 100_000), ("you_said", "a\0b"), ("kind", "great")])
def test_bad_words_for_an_entry_are_refused(staff, coordinator, name, typed):
    entry = answered(coordinator, is_published=False)
    posted = {"you_said": "Late", "kind": "will", "we_did": "Soon", "version": 0} | {name: typed}
    response = staff.post(f"{ENTRIES}{entry.pk}/", posted)
    assert response.status_code == 200
    assert errors(response)
    assert YouSaidEntry.objects.get().version == 0


def test_fields_that_were_not_asked_for_are_ignored(staff, coordinator):
    entry = answered(coordinator, is_published=False)
    posted = {
        "you_said": "Late",
        "kind": "will",
        "we_did": "Soon",
        "version": 0,
        "published_on": "2026-01-01",
        "said_by_count": "999",
    }
    staff.post(f"{ENTRIES}{entry.pk}/", posted)
    fresh = YouSaidEntry.objects.get()
    assert (fresh.published_on, fresh.said_by_count) == (None, entry.said_by_count)
