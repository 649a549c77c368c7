"""One thread, backwards and forwards: from what a parent said to “you said, we did”, on every page about it."""

import datetime as dt

import pytest

from answers.models import Commitment, YouSaidEntry
from answers.services.commitments import make_commitment
from answers.services.feedback import give_feedback
from answers.services.presentations import acknowledge_presentation
from answers.services.you_said import publish_entry, unpublish_entry
from common import clock, timeline
from issues.services.issues import acknowledge_issue, close_issue, log_issue
from meetings.services.agenda import put_on_agenda
from tests.counting import queries
from tests.factories import accounts, answers, issues, meetings
from tests.issues.pages import links, words

pytestmark = pytest.mark.django_db
D = dt.date
TODAY = D(2026, 9, 2)


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


def publish(coordinator):
    """Publish the one entry that is drafted."""
    entry = YouSaidEntry.objects.get()
    return publish_entry(entry, by=coordinator, now=at(9, 1))


@pytest.fixture
def thread(coordinator, council):
    """A theme with a published issue, discussed, presented, answered, promised and told."""
    theme = issues.theme("School transport", by=coordinator, summary="The bus is late.", now=at(7, 1))
    issue = issues.logged_issue(theme=theme, by=coordinator, now=at(7, 6))
    presentation = answers.presentation_of(theme=theme, agency=council, by=coordinator, now=at(7, 6))
    officer = accounts.officer(of=council, now=at(1, 1))
    acknowledge_presentation(presentation, by=officer, now=at(7, 7))
    answers.post_answer(presentation, by=officer, now=at(7, 20), commitments=[answers.promise(D(2026, 12, 1))])
    entry = publish(coordinator)
    commitment = Commitment.objects.get()
    return {
        "issue": issue,
        "theme": theme,
        "presentation": presentation,
        "commitment": commitment,
        "entry": entry,
        "officer": officer,
    }


def page_of(client, address, day=TODAY):
    with clock.frozen(day):
        response = client.get(address)
    assert response.status_code == 200
    return response


@pytest.mark.parametrize("name", ["issue", "theme", "presentation", "commitment"])
def test_every_public_page_tells_the_thread_as_far_as_you_said(client, thread, name):
    response = page_of(client, thread[name].get_absolute_url())
    text = words(response)
    assert "The group presented it to Northshire County Council" in text
    assert "Northshire County Council answered: agreed" in text
    assert "Published under “You said, we did” " in text
    assert "It now says: we will." in text
    found = links(response)
    assert thread["presentation"].get_absolute_url() in found
    assert thread["commitment"].get_absolute_url() in found
    assert thread["entry"].get_absolute_url() in found


@pytest.mark.parametrize("name", ["issue", "presentation", "commitment", "entry"])
def test_every_public_page_leads_back_to_the_theme(client, thread, name):
    address = thread[name].get_absolute_url().partition("#")[0]
    assert thread["theme"].get_absolute_url() in links(page_of(client, address))


def test_you_said_leads_back_to_the_presentation_and_on_to_the_promise(client, thread):
    found = links(page_of(client, thread["entry"].get_absolute_url().partition("#")[0]))
    assert {thread["presentation"].get_absolute_url(), thread["commitment"].get_absolute_url()} <= found


@pytest.mark.parametrize("name", ["issue", "theme"])
def test_the_page_shows_what_you_said_tells_itself(client, thread, name):
    text = words(page_of(client, thread[name].get_absolute_url()))
    assert "You said The bus is late. We will We will write the evening before." in text


@pytest.mark.parametrize("name", ["issue", "theme", "presentation", "commitment"])
def test_an_entry_that_was_taken_off_leaves_the_day_and_the_reason_and_no_words(client, coordinator, thread, name):
    unpublish_entry(thread["entry"], "The route was wrong.", by=coordinator, now=at(9, 2))
    text = words(page_of(client, thread[name].get_absolute_url()))
    assert "Published under “You said, we did”" in text
    assert "Taken off “You said, we did”" in text
    assert "The route was wrong." in text
    assert "It now says" not in text
    assert "You said The bus is late." not in text


def test_staff_page_names_the_agenda_of_a_theme_and_stops_offering_to_add_it(staff, coordinator):
    theme = issues.theme("School transport", by=coordinator)
    address, offer = f"/staff/themes/{theme.slug}/", "Add to the next agenda"
    assert offer in words(staff.get(address))
    meeting = meetings.a_scheduled_meeting(clock.today() + 30 * clock.DAY, now=clock.now(), by=coordinator)
    item = put_on_agenda(theme, meeting, by=coordinator)
    page = staff.get(address)
    assert f"On the agenda: The group discusses it at the {meeting}" in words(page)
    assert f"/staff/meetings/{meeting.slug}/agenda/#item-{item.pk}" in links(page)
    assert offer not in words(page)


def test_the_pages_of_staff_and_officers_tell_the_same_thread(client, sign_in, coordinator, thread):
    sign_in(client, coordinator)
    presentation, theme = thread["presentation"].reference, thread["theme"].slug
    for address in (
        f"/staff/issues/{thread['issue'].reference}/",
        f"/staff/themes/{theme}/",
        f"/staff/presentations/{presentation}/",
        f"/staff/commitments/{thread['commitment'].reference}/",
    ):
        assert "It now says: we will." in words(page_of(client, address)), address
    sign_in(client, thread["officer"])
    assert "Published under" in words(page_of(client, f"/officer/presentations/{presentation}/"))


def test_timeline_shows_the_acknowledgement_before_the_answer(client, coordinator, council):
    officer = accounts.officer(of=council, now=at(1, 1))
    issue = issues.logged_issue(by=coordinator, now=at(7, 6))
    presentation = answers.presentation_of(issue, agency=council, by=coordinator, now=at(7, 6))
    acknowledge_presentation(presentation, by=officer, now=at(7, 7))
    answers.post_answer(presentation, by=officer, now=at(7, 7))
    text = words(page_of(client, presentation.get_absolute_url()))
    assert text.index("acknowledged it") < text.index("Council answered: agreed")


# --- late is not "to come" ------------------------------------------------------------------------


def late_titles(response):
    """Return the titles of the entries drawn as late."""
    parts = response.content.decode().split('<li class="app-timeline__item')[1:]
    return [part for part in parts if part.startswith(" app-timeline__item--to-come app-timeline__item--late")]


@pytest.mark.parametrize(("day", "is_late"), [(D(2026, 12, 1), False), (D(2026, 12, 2), True)])
@pytest.mark.parametrize("name", ["issue", "theme", "presentation", "commitment"])
def test_commitment_is_shown_as_late_from_the_next_day(client, thread, name, day, is_late):
    response = page_of(client, thread[name].get_absolute_url(), day)
    entries = late_titles(response)
    assert len(entries) == (1 if is_late else 0)
    if is_late:
        assert "late</strong>" in entries[0]
        assert "Promised by Head of Transport" in entries[0]
        assert "To come:" not in entries[0]
    else:
        assert "To come:" in response.content.decode()


def test_missing_answer_is_shown_as_late(client, coordinator, council):
    issue = answers.presented_issue(by=coordinator, agency=council, now=at(7, 6))
    (entry,) = late_titles(page_of(client, issue.get_absolute_url(), D(2026, 8, 4)))
    assert "Northshire County Council has not answered yet" in entry
    assert not late_titles(page_of(client, issue.get_absolute_url(), D(2026, 8, 3)))


def test_issue_not_acknowledged_in_time_is_shown_as_late(client, coordinator):
    issue = issues.received_issue(now=at(7, 6))
    with clock.frozen(D(2026, 7, 9)):
        assert [entry.title for entry in timeline.build(issue, coordinator) if entry.is_late] == [
            "The co-ordinator will read it"
        ]


def test_a_late_promise_is_called_late_beside_the_answer_and_in_the_ledger(client, thread):
    late, other = D(2026, 12, 2), "/you-said-we-did/commitments/"
    text = words(page_of(client, thread["issue"].get_absolute_url(), late))
    assert "late Head of Transport, by 1 December 2026" in text
    assert "Open Head of Transport" not in text
    reference = thread["commitment"].reference
    assert reference in words(page_of(client, f"{other}?status=late", late))
    assert reference not in words(page_of(client, f"{other}?status=open", late))
    assert reference in words(page_of(client, f"{other}?status=open", D(2026, 12, 1)))


# --- who ended it, and who opened it again --------------------------------------------------------


def told(issue, user):
    fresh = type(issue).objects.get(pk=issue.pk)
    return [entry.title for entry in timeline.build(fresh, user)]


def test_closing_by_the_coordinator_is_not_shown_as_the_parents_feedback(coordinator):
    issue = answers.responded_issue(by=coordinator, now=at(7, 6))
    close_issue(issue, reason="The family moved away.", by=coordinator, now=at(8, 1))
    assert "Closed" in told(issue, coordinator)
    assert "Closed: the answer answers it" not in told(issue, coordinator)


def test_reopening_says_whether_the_parent_asked_for_it(coordinator):
    by_parent, by_staff = answers.closed_issue(now=at(7, 6)), answers.closed_issue(now=at(7, 6))
    give_feedback(by_parent, is_answered=False, reason="It stopped.", now=at(8, 1))
    log_issue(by_staff, by=coordinator, now=at(8, 1))
    assert "Reopened: the answer did not answer it" in told(by_parent, coordinator)
    assert "Reopened" in told(by_staff, coordinator)
    assert "Reopened: the answer did not answer it" not in told(by_staff, coordinator)


def test_note_to_the_parent_is_on_the_staff_page_and_not_the_public_one(client, staff, coordinator):
    issue = issues.received_issue(now=at(7, 6))
    acknowledge_issue(issue, by=coordinator, note="We ring on Monday.", now=at(7, 7))
    assert "We ring on Monday." in words(staff.get(f"/staff/issues/{issue.reference}/"))
    assert "We ring on Monday." not in words(staff.get(issue.get_absolute_url()))


# --- the same queries, however many rows ----------------------------------------------------------


@pytest.mark.parametrize("name", ["issue", "theme", "presentation", "commitment"])
def test_a_thread_takes_the_same_queries_for_1_promise_and_for_10(client, coordinator, thread, name):
    counts = []
    for number in (0, 9):
        for _one in range(number):
            answer = thread["commitment"].answer
            make_commitment(
                answer=answer, owner="Head", what="More", due_on=D(2027, 1, 1), is_public=True, by=coordinator
            )
        with queries() as counted:
            page_of(client, thread[name].get_absolute_url())
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 18, counts
