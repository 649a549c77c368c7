"""What everybody may read: published issues, in their edited words, and themes."""

import datetime as dt
import re

import pytest
from django.db import connection

from answers.rules import Outcome
from answers.services.feedback import give_feedback
from answers.services.responses import save_response_draft
from answers.services.you_said import publish_entry
from issues.models import Issue
from issues.services.issues import hide_issue, merge_issue, signpost_issue
from issues.services.own_issues import withdraw_issue
from issues.services.words import publish_issue, unpublish_issue
from tests.counting import queries
from tests.factories import accounts, answers, issues

pytestmark = pytest.mark.django_db
ORIGINAL = "Sam Smith waits in the rain."
HOPED = "Mrs Jones should ring Sam."
EDITED = "A child waits in the rain."


def page(response):
    return response.content.decode()


def published(**kwargs):
    return issues.published_issue(original_text=ORIGINAL, hoped_for=HOPED, edited_text=EDITED, **kwargs)


PUBLIC_PAGES = ["/issues/", "/issues/?status=group", "{issue}"]


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_the_public_reads_the_edited_words_and_never_the_original(client, address):
    issue = published(contact_name="Alex Smith", contact_email="alex@example.org")
    text = page(client.get(address.format(issue=issue.get_absolute_url())))
    assert EDITED in text
    for private in (ORIGINAL, HOPED, "Alex", "alex@example.org", "North of the county"):
        assert private not in text


def test_public_list_never_reads_the_original_words(client):
    published()
    with queries() as counted:
        client.get("/issues/")
    assert not any("original_text" in sql or "contact_email" in sql for sql in counted)


def unpublished(coordinator):
    return issues.edited_issue(by=coordinator, edited_text=EDITED)


def hidden(coordinator):
    return hide_issue(published(by=coordinator), reason="A worry", by=coordinator)


def taken_down(coordinator):
    return unpublish_issue(published(by=coordinator), by=coordinator)


@pytest.mark.parametrize("make", [unpublished, hidden, taken_down])
def test_what_is_not_published_looks_exactly_like_what_does_not_exist(client, make):
    issue = make(accounts.coordinator())
    there, missing = client.get(issue.get_absolute_url()), client.get("/issues/PPS-999999/")
    assert (there.status_code, missing.status_code) == (404, 404)
    assert page(there) == page(missing)
    assert there.headers.items() == missing.headers.items()
    assert EDITED not in page(client.get("/issues/"))


def test_another_parent_sees_only_what_the_public_sees(client, sign_in):
    issue, secret = unpublished(accounts.coordinator()), published()
    sign_in(client, accounts.parent())
    assert client.get(issue.get_absolute_url()).status_code == 404
    assert ORIGINAL not in page(client.get(secret.get_absolute_url()))


def test_coordinator_sees_the_public_page_with_a_notice_that_it_is_not_public(client, sign_in):
    coordinator = accounts.coordinator()
    issue = unpublished(coordinator)
    sign_in(client, coordinator)
    text = page(client.get(issue.get_absolute_url()))
    assert "The public cannot see this page" in text
    assert issue.original_text not in text
    assert EDITED not in page(client.get("/issues/"))


def test_notes_to_the_parent_are_not_shown_to_others(client):
    coordinator = accounts.coordinator()
    issue = issues.edited_issue(by=coordinator)
    publish_issue(issue, by=coordinator)
    signpost_issue(issue, to="The school nurse of Sam", reason="Sam needs her", by=coordinator)
    text = page(client.get(issue.get_absolute_url()))
    assert "Signposted to somebody who can help" in text
    assert "Sam" not in text


def test_parents_feedback_is_not_shown_to_others(client):
    issue = answers.responded_issue()
    give_feedback(issue, is_answered=False, reason="Sam still waits")
    assert "Sam still waits" not in page(client.get(issue.get_absolute_url()))


# --- filters --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"bus", "speech", "answered"}),
        ("theme=travel", {"bus", "answered"}),
        ("service=health", {"speech"}),
        ("status=group", {"bus", "speech"}),
        ("status=answered", {"answered"}),
        ("theme=travel&status=agency", set()),
        ("theme=nothing", set()),
        ("status=received", set()),
        ("theme=", {"bus", "speech", "answered"}),
        ("is_published=False&reporter=1", {"bus", "speech", "answered"}),
    ],
)
def test_the_list_is_filtered_by_a_plain_address(client, query, found):
    coordinator = accounts.coordinator()
    travel = issues.theme("Travel", by=coordinator)
    issues.logged_issue(theme=travel, by=coordinator, title="bus")
    issues.published_issue(by=coordinator, title="speech", service_area="health")
    answers.responded_issue(theme=travel, by=coordinator, title="answered")
    text = page(client.get(f"/issues/?{query}"))
    assert {title for title in ("bus", "speech", "answered") if f">{title}</a>" in text} == found
    is_unknown = query in {"theme=nothing", "status=received"}
    assert ("This list does not know what the address asks for, so it shows nothing." in text) == is_unknown


@pytest.mark.parametrize("value", ["\0", "'", "%", '"><script>', "😀", "x" * 5000, "-1", "[]"])
@pytest.mark.parametrize("name", ["theme", "service", "status", "page"])
def test_unknown_filter_never_causes_a_server_error(client, name, value):
    published()
    response = client.get("/issues/", {name: value})
    assert response.status_code in {200, 404}
    assert "><script>" not in page(response)


def test_a_theme_without_a_published_issue_is_not_offered(client):
    issues.logged_issue(theme=issues.theme("Secret plans"), is_published=False)
    assert "Secret plans" not in page(client.get("/issues/"))


# --- the thread -----------------------------------------------------------------------------------


def test_an_issue_counts_the_others_that_say_the_same(client):
    coordinator = accounts.coordinator()
    theme = issues.theme(by=coordinator)
    issue, second = (issues.logged_issue(theme=theme, by=coordinator) for _number in range(2))
    merged = merge_issue(issues.acknowledged_issue(by=coordinator), into=issue, by=coordinator)
    withdraw_issue(issues.logged_issue(theme=theme, by=coordinator))
    hide_issue(issues.logged_issue(theme=theme, by=coordinator), reason="A worry", by=coordinator)
    issues.published_issue(by=coordinator)
    assert "A few other people say the same" in page(client.get(issue.get_absolute_url()))
    assert Issue.objects.saying_the_same_as(second).count() == 2
    assert Issue.objects.saying_the_same_as(merged).count() == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table whole, whatever it is asked")
def test_no_table_is_read_whole_to_count_those_who_say_the_same(coordinator):
    issue = issues.logged_issue(theme=issues.theme(), by=coordinator)
    assert "SCAN issues_issue" not in Issue.objects.saying_the_same_as(issue).explain()


def test_date_beside_a_status_says_what_it_is(client):
    theme = issues.theme("Buses")
    issues.logged_issue(theme=theme, now=dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC))
    said = "Raised on 6 July 2026."
    assert said in page(client.get("/issues/"))
    assert said in page(client.get(theme.get_absolute_url()))


def test_a_no_is_shown_with_its_reason(client):
    issue = issues.logged_issue()
    presentation = answers.presentation_of(issue)
    answers.post_answer(presentation, outcome=Outcome.NOT_POSSIBLE, text="", reason="There is no budget until April.")
    text = page(client.get(issue.get_absolute_url()))
    assert "Not possible" in text
    assert "There is no budget until April." in text


def test_a_draft_of_an_answer_is_not_shown(client):
    issue = issues.logged_issue()
    presentation = answers.presentation_of(issue)
    words = {"outcome": Outcome.AGREED, "text": "Only a draft"}
    save_response_draft(
        presentation,
        summary="Draft",
        answers=[{"item": presentation.items.get(), **words}],
        version=0,
        by=accounts.officer(of=presentation.agency),
    )
    assert "Only a draft" not in page(client.get(issue.get_absolute_url()))


# --- themes ---------------------------------------------------------------------------------------


def test_theme_page_shows_published_issues_timeline_and_you_said_entries(client):
    coordinator = accounts.coordinator()
    theme = issues.theme("School transport", by=coordinator, summary="Buses come late.")
    issue = issues.logged_issue(theme=theme, by=coordinator, title="Bus cancelled")
    other = issues.logged_issue(theme=theme, by=coordinator, title="Not for all", is_published=False)
    response = answers.post_answer(answers.presentation_of(theme=theme, by=coordinator))
    publish_entry(response.answers.get().entries.get(), by=coordinator)
    text = page(client.get(theme.get_absolute_url()))
    for words in (
        "School transport",
        "Buses come late.",
        "Bus cancelled",
        "We will write the evening before.",
        'app-you-said__word">We will',
    ):
        assert words in text
    assert issue.reference in text
    assert other.title not in text


def test_a_theme_of_which_nothing_is_public_does_not_exist(client, sign_in):
    coordinator = accounts.coordinator()
    theme = issues.theme("Secret plans", by=coordinator)
    issues.logged_issue(theme=theme, by=coordinator, is_published=False)
    there, missing = client.get(theme.get_absolute_url()), client.get("/issues/themes/no-such-theme/")
    assert (there.status_code, page(there)) == (missing.status_code, page(missing)) == (404, page(missing))
    assert client.get(sign_in(client, coordinator) and theme.get_absolute_url()).status_code == 200


def test_markup_in_edited_words_is_escaped(client):
    theme = issues.theme("<script>alert(1)</script>", summary="{{ 7|add:7 }} <img src=x onerror=alert(1)>")
    issues.logged_issue(theme=theme, title="<b>bold</b>", edited_text='"><script>alert(2)</script>')
    for address in (theme.get_absolute_url(), "/issues/", Issue.objects.get().get_absolute_url()):
        text = page(client.get(address))
        assert not re.search(r"<script>alert|<img src=x|<b>bold", text)
    assert "{{ 7|add:7 }}" in page(client.get(theme.get_absolute_url()))


# --- how dear -------------------------------------------------------------------------------------


def grow(number, theme, coordinator):
    agency = answers.an_agency()
    for _one in range(number):
        issue = issues.logged_issue(theme=theme, by=coordinator)
    presentation = answers.presentation_of(theme=theme, by=coordinator, agency=agency)
    answers.post_answer(presentation, commitments=[answers.promise(presentation.due_on)] * number)
    issue.refresh_from_db()
    return issue


def test_pages_take_the_same_queries_for_3_rows_and_for_30(client):
    coordinator = accounts.coordinator()
    theme = issues.theme(by=coordinator)
    counts = []
    for number in (3, 27):
        issue = grow(number, theme, coordinator)
        row = []
        for address in ("/issues/", issue.get_absolute_url(), theme.get_absolute_url()):
            with queries() as counted:
                assert client.get(address).status_code == 200
            row.append(len(counted))
        counts.append(row)
    assert counts[0] == counts[1]
    assert counts[0][0] <= 8
    assert counts[0][1] <= 12
    assert counts[0][2] <= 12


def test_the_page_of_its_parent_takes_at_most_fifteen_queries(client, sign_in):
    user = accounts.parent()
    issue = answers.responded_issue(reporter=user, theme=issues.theme())
    sign_in(client, user)
    with queries() as counted:
        client.get(issue.get_absolute_url())
    assert len(counted) <= 15, "\n".join(counted)
