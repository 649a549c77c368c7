"""The co-ordinator's queue and every step with an issue: stale edits, double posts, bad input."""

import csv
import datetime as dt
import io
import re

import pytest

from common import clock
from common.models import Message
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.issues import close_issue, hide_issue, merge_issue
from issues.services.words import edit_issue
from tests.counting import costs, queries
from tests.factories import accounts, answers, issues
from tests.filling import parts_of, save
from tests.issues.pages import errors, hidden, links, said, words
from tests.issues.telling import tell_parents

pytestmark = pytest.mark.django_db
S = IssueStatus
D = dt.date
HOSTILE = "<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %} \" onmouseover=alert(2)"


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


def address(issue, step=""):
    return f"/staff/issues/{issue.reference}/{step}"


# --- the queue ------------------------------------------------------------------------------------


def test_queue_is_oldest_first_with_deadlines(staff):
    with clock.frozen(D(2026, 7, 10)):
        newer = issues.received_issue(now=at(7, 9))
        older = issues.received_issue(now=at(7, 6))
        text = words(staff.get("/staff/issues/"))
    assert text.index(older.reference) < text.index(newer.reference)
    assert "Acknowledge by 8 July 2026 overdue" in text
    assert "Acknowledge by 13 July 2026" in text
    assert "13 July 2026 overdue" not in text


def test_queue_shows_followed_issues_and_search_finds_all(staff, coordinator):
    followed = issues.logged_issue(title="Bus never comes")
    over = close_issue(issues.logged_issue(title="Taxi was late"), reason="Done", by=coordinator)

    def found(query):
        text = words(staff.get(f"/staff/issues/{query}"))
        return [issue.reference in text for issue in (followed, over)]

    assert found("") == [True, False]
    assert found("?status=closed") == [False, True]
    assert found("?status=all") == [True, True]
    assert found("?words=TAXI") == [False, True]
    assert "Taxi was late" in words(staff.get(f"/staff/issues/?words={over.reference}"))
    assert "Bus never comes" not in words(staff.get("/staff/issues/?words=taxi"))
    assert found("?service_area=health") == [False, False]


@pytest.mark.parametrize(
    "query",
    ["?words=%00", "?words='\"%25", "?status=nonsense", "?theme=x", "?theme=999", "?page=0", "?page=9999999999"],
)
def test_unusual_searches_cause_no_error(staff, query):
    assert staff.get(f"/staff/issues/{query}").status_code in {200, 404}


def grow(number, coordinator, *, hidden=False):
    for _one in range(number):
        theme = issues.theme(by=coordinator)
        issue = answers.presented_issue(theme=theme, by=coordinator)
        if hidden:
            hide_issue(issue, reason="A worry", by=coordinator)


@pytest.mark.parametrize("is_hidden", [False, True], ids=["seen", "hidden"])
def test_the_lists_take_the_same_queries_for_3_rows_and_for_30(client, sign_in, coordinator, is_hidden):
    sign_in(client, accounts.safeguarding_lead() if is_hidden else coordinator)
    lists = ["/staff/safeguarding/"] if is_hidden else ["/staff/issues/", "/staff/themes/"]
    grow(3, coordinator, hidden=is_hidden)
    few = costs(client, lists)
    assert max(few.values()) <= 10
    grow(27, coordinator, hidden=is_hidden)
    assert costs(client, lists) == few


def test_the_front_page_of_the_coordinator_takes_at_most_seventeen_queries(staff, coordinator):
    counts = []
    for number in (2, 8):
        grow(number, coordinator)
        issues.received_issue()
        with queries() as counted:
            assert staff.get("/staff/").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 17, counts


def test_the_page_of_one_issue_takes_at_most_eighteen_queries(staff, coordinator):
    issue = answers.responded_issue(theme=issues.theme(), by=coordinator)
    for _one in range(3):
        merge_issue(issues.acknowledged_issue(), into=issue, by=coordinator)
    with queries() as counted:
        text = words(staff.get(address(issue)))
    assert len(counted) <= 18, "\n".join(counted)
    assert "Answered on" in text


# --- one issue and its steps ----------------------------------------------------------------------

OFFERED = {
    "received_issue": {"acknowledge/", "edit/", "theme/", "hide/"},
    "acknowledged_issue": {"edit/", "signpost/", "merge/", "theme/", "hide/"},
    "edited_issue": {"edit/", "log/", "signpost/", "merge/", "theme/", "hide/"},
    "logged_issue": {"edit/", "signpost/", "merge/", "theme/", "close/", "hide/"},
    "presented_issue": {"edit/", "theme/", "hide/"},
    "responded_issue": {"edit/", "log/", "theme/", "close/", "hide/"},
    "closed_issue": {"edit/", "log/", "theme/", "hide/"},
}
STEPS = {"acknowledge/", "edit/", "log/", "signpost/", "merge/", "theme/", "close/", "hide/"}


@pytest.mark.parametrize("state", OFFERED)
def test_each_status_offers_only_its_own_steps(staff, state):
    issue = answers.walk_to(state)
    offered = {step for step in STEPS if address(issue, step) in links(staff.get(address(issue)))}
    assert offered == OFFERED[state]


def test_every_step_that_is_offered_opens(staff):
    for state, steps in OFFERED.items():
        issue = answers.walk_to(state)
        for step in steps:
            assert staff.get(address(issue, step)).status_code == 200


@pytest.mark.parametrize("step", ["theme/", "log/"])
def test_where_no_theme_fits_the_page_leads_to_a_new_one(staff, coordinator, step):
    issue = issues.edited_issue(by=coordinator)
    assert "/staff/themes/new/" in links(staff.get(address(issue, step)))
    assert "No theme fits?" not in words(staff.get(address(issue, "signpost/")))


def test_issue_goes_from_received_to_presented_through_the_pages(staff, coordinator):
    theme, agency = issues.theme("Transport", by=coordinator), answers.an_agency()
    issue = issues.received_issue()
    text = said(staff, staff.post(address(issue, "acknowledge/"), {"note": ""}))
    assert "Issue acknowledged. We'll e-mail the parent after 5pm. Next: edit what others may read." in text
    edit = staff.get(address(issue, "edit/"))
    assert "The bus never comes and Sam (name) waits in the rain." in words(edit)
    posted = {"title": "Bus", "edited_text": "It is late.", "version": hidden(edit, "version")}
    assert "Edited words saved." in said(staff, staff.post(address(issue, "edit/"), posted))
    assert "Issue logged under its theme." in said(staff, save(staff, address(issue, "log/"), {"theme": theme.pk}))
    assert "Issue published." in said(staff, publish(staff, issue))
    form = staff.get(f"/staff/presentations/new/?theme={theme.slug}")
    posted = {
        "once": hidden(form, "once"),
        "agency": agency.pk,
        "title": "Transport",
        "covering_text": "Families wait.",
        "subject_1": f"theme-{theme.pk}",
        "ask_1": "Tell them the evening before.",
        "way": "urgent",
        "agreed_words": "The chair, by phone.",
        **parts_of(clock.today(), "agreed_on"),
    }
    text = said(staff, staff.post("/staff/presentations/new/", posted))
    assert "Tell them the evening before. (1 issue)" in text
    issue.refresh_from_db()
    assert (issue.status, issue.theme, issue.is_published) == (S.PRESENTED, theme, True)


def test_a_refused_step_says_why_and_keeps_what_was_typed(staff):
    issue = issues.received_issue()
    response = staff.post(address(issue, "close/"), {"reason": "Because of the weather"})
    assert response.status_code == 200
    assert "cannot be done now" in errors(response)
    assert "Because of the weather" in response.content.decode()


def test_acknowledging_twice_shows_a_message(staff):
    issue = issues.received_issue()
    assert staff.post(address(issue, "acknowledge/"), {"note": ""}).status_code == 302
    again = staff.post(address(issue, "acknowledge/"), {"note": ""})
    assert "This issue has already been acknowledged." in errors(again)
    tell_parents()
    assert Message.objects.filter(to=issue.contact_email, subject__contains="We have read").count() == 1


def publish(staff, issue):
    page = staff.get(address(issue, "publish/"))
    return staff.post(address(issue, "publish/"), {"version": hidden(page, "version")})


def test_publishing_twice_publishes_once(staff):
    issue = issues.edited_issue()
    page = staff.get(address(issue, "publish/"))
    for _time in range(2):
        response = staff.post(address(issue, "publish/"), {"version": hidden(page, "version")})
        assert "There is a problem" not in said(staff, response)
    assert Issue.objects.get().is_published
    assert "This is published already." in said(staff, staff.get(address(issue, "publish/")))


def test_second_press_of_unpublish_changes_nothing(staff):
    issue = issues.published_issue()
    for _time in range(2):
        assert "There is a problem" not in said(staff, staff.post(address(issue, "unpublish/")))
    assert Issue.objects.get().is_published is False


def test_what_cannot_be_published_says_why(staff):
    text = said(staff, staff.get(address(issues.edited_issue(may_publish=False), "publish/")))
    assert "The parent has not agreed that this can be published." in text


def test_merge_form_accepts_a_reference_however_it_is_typed(staff):
    root, issue = issues.logged_issue(), issues.acknowledged_issue()
    assert staff.post(address(issue, "merge/"), {"into": f" {root.reference.lower()} "}).status_code == 302
    issue.refresh_from_db()
    assert issue.merged_into == root


@pytest.mark.parametrize("typed", ["", "PPS-999999", "nonsense", "\0", "' OR 1=1", "PPS-1001"])
def test_an_unknown_reference_is_an_error_at_its_field(staff, typed):
    issue = issues.acknowledged_issue()
    Issue.objects.update(reference="PPS-1001")
    issue.refresh_from_db()
    response = staff.post(address(issue, "merge/"), {"into": typed})
    assert response.status_code == 200
    assert errors(response)


# --- stale edits and fields that were not asked for -----------------------------------------------


def test_a_stale_edit_shows_both_texts_and_keeps_what_was_typed(staff, coordinator):
    issue = issues.acknowledged_issue()
    first = staff.get(address(issue, "edit/"))
    assert "What it says now" not in words(first)
    edit_issue(issue, title="Their title", edited_text="What another wrote", version=0, by=coordinator)
    posted = {"title": "My title", "edited_text": "What I wrote", "version": hidden(first, "version")}
    response = staff.post(address(issue, "edit/"), posted)
    text = words(response)
    assert "Someone else saved this while you were writing" in errors(response)
    assert "What it says now" in text
    assert "Only in theirs: Their title" in text
    assert "Only in theirs: What another wrote" in text
    assert "Only in yours: My title" in text
    assert "What I wrote" in response.content.decode()
    assert "My title" in response.content.decode()
    assert hidden(response, "version") == "1"
    assert staff.post(address(issue, "edit/"), posted | {"version": hidden(response, "version")}).status_code == 302
    assert Issue.objects.get().edited_text == "What I wrote"


def test_fields_that_were_not_asked_for_are_ignored(staff):
    issue = issues.acknowledged_issue(may_publish=False)
    extra = {
        "status": "closed",
        "is_published": "on",
        "may_publish": "on",
        "is_hidden": "on",
        "original_text": "Changed",
        "reference": "PPS-1",
        "reporter": "1",
        "edit_version": "9",
    }
    posted = {"title": "Bus", "edited_text": "Late", "version": 0} | extra
    assert staff.post(address(issue, "edit/"), posted).status_code == 302
    fresh = Issue.objects.get()
    for name in ("status", "is_published", "may_publish", "is_hidden", "original_text", "reference", "reporter_id"):
        assert getattr(fresh, name) == getattr(issue, name)
    assert fresh.edit_version == 1


def test_a_form_without_its_version_is_refused(staff):
    issue = issues.acknowledged_issue()
    response = staff.post(address(issue, "edit/"), {"title": "Bus", "edited_text": "Late"})
    assert response.status_code == 200
    assert errors(response)
    assert Issue.objects.get().edited_text == ""


# --- bad input ------------------------------------------------------------------------------------

TEXTS = [
    ("acknowledge/", "note", "received_issue"),
    ("edit/", "edited_text", "acknowledged_issue"),
    ("edit/", "title", "acknowledged_issue"),
    ("signpost/", "reason", "acknowledged_issue"),
    ("signpost/", "to", "acknowledged_issue"),
    ("close/", "reason", "logged_issue"),
    ("hide/", "reason", "received_issue"),
    ("contact/", "reason", "received_issue"),
]
WHOLE = {"title": "Bus", "edited_text": "Late", "version": 0, "to": "The nurse", "reason": "She can", "note": ""}


@pytest.mark.parametrize(("step", "name", "state"), TEXTS)
def test_a_text_that_is_too_long_is_refused_at_its_field_and_kept(staff, step, name, state):
    issue = answers.walk_to(state)
    response = staff.post(address(issue, step), WHOLE | {name: "x" * 100_000})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [name]
    assert "x" * 100_000 in response.content.decode()
    assert Issue.objects.get().status == issue.status


@pytest.mark.parametrize(("step", "name", "state"), TEXTS)
def test_character_that_cannot_be_stored_is_a_field_error(staff, step, name, state):
    issue = answers.walk_to(state)
    response = staff.post(address(issue, step), WHOLE | {name: "be\0fore"})
    assert response.status_code == 200
    assert errors(response)


def test_script_and_template_syntax_are_printed_as_typed(staff):
    issue = issues.received_issue(original_text=HOSTILE, hoped_for=HOSTILE)
    staff.post(address(issue, "acknowledge/"), {"note": HOSTILE})
    staff.post(address(issue, "edit/"), {"title": HOSTILE[:150], "edited_text": HOSTILE, "version": 0})
    for path in ("", "edit/", "signpost/"):
        content = staff.get(address(issue, path)).content.decode()
        assert "<script>alert" not in content
        assert not re.search(r'<\w+(?:\s+[\w-]+(?:="[^"]*")?)*\s+onmouseover', content)
        assert "{{ 7|add:7 }}" in content
    tell_parents()
    body = Message.objects.get(subject__contains="We have read").body_text
    assert "{{ 7|add:7 }}" in body


def test_stale_edit_text_is_escaped(staff, coordinator):
    issue = issues.acknowledged_issue()
    edit_issue(issue, title="Bus", edited_text=HOSTILE, version=0, put_back=issues.keys_of(HOSTILE), by=coordinator)
    posted = {"title": "Bus", "edited_text": HOSTILE + " mine", "version": 0}
    assert "<script>alert" not in staff.post(address(issue, "edit/"), posted).content.decode()


def test_the_queue_can_be_downloaded_without_what_parents_wrote(staff):
    issue = issues.received_issue(original_text="Words of a parent alone")
    found = b"".join(staff.get("/staff/issues/?format=csv").streaming_content).decode()
    assert issue.reference in found
    assert "Words of a parent alone" not in found
    assert next(csv.DictReader(io.StringIO(found.removeprefix("\ufeff"))))["Title"] == "No title yet"
    assert "Words of a parent alone" in words(staff.get("/staff/issues/"))
    assert staff.get("/staff/issues/?format=xlsx").content.startswith(b"PK")
