"""The co-ordinator's pages of themes and of the ledger of commitments."""

import datetime as dt

import pytest

from answers.models import Commitment
from answers.services.commitments import make_commitment
from common import clock
from issues.models import Theme
from issues.rules import IssueStatus
from tests.factories import issues
from tests.filling import save
from tests.issues.pages import date, errors, links, said, words

pytestmark = pytest.mark.django_db
S = IssueStatus
D = dt.date
HOSTILE = "<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %} \" onmouseover=alert(2)"


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


def address(issue, step=""):
    return f"/staff/issues/{issue.reference}/{step}"


# --- themes ---------------------------------------------------------------------------------------


def test_a_theme_is_made_edited_and_shown_with_its_issues(staff, coordinator):
    text = said(
        staff, staff.post("/staff/themes/new/", {"name": "Transport", "summary": "Late", "service_area": "travel"})
    )
    assert "No issues in this theme yet." in text
    theme = Theme.objects.get()
    issue = issues.logged_issue(theme=theme, by=coordinator, title="Bus never comes")
    page = staff.get(f"/staff/themes/{theme.slug}/")
    assert f"{issue.reference} Bus never comes" in words(page)
    assert f"/staff/presentations/new/?theme={theme.slug}" in links(page)
    posted = {"name": "School transport", "summary": "", "service_area": "travel"}
    assert "School transport" in said(staff, save(staff, f"/staff/themes/{theme.slug}/edit/", posted))


def test_a_theme_of_the_same_name_is_refused_and_what_was_typed_is_kept(staff, coordinator):
    issues.theme("Transport", by=coordinator)
    response = staff.post("/staff/themes/new/", {"name": "transport", "summary": "My words", "service_area": "travel"})
    assert "There is already a theme with this name." in errors(response)
    assert "My words" in response.content.decode()


def test_a_theme_s_name_of_151_letters_is_an_error(staff):
    response = staff.post("/staff/themes/new/", {"name": "x" * 151, "service_area": "travel"})
    assert response.status_code == 200
    assert errors(response)


# --- the ledger -----------------------------------------------------------------------------------


def promised(coordinator, *, due_on=None, **changes):
    fields = {"owner": "Head of Transport", "what": "Send a text", "is_public": True, "now": at(7, 6)} | changes
    return make_commitment(by=coordinator, due_on=due_on or D(2026, 12, 1), **fields)


def test_commitment_is_saved_once_and_is_public(staff):
    posted = {"once": "k", "owner": "The group", "what": "Ask again", "how_seen": "", "source": "Spring meeting"}
    posted |= date("due_on", clock.today() + dt.timedelta(days=30)) | {"is_public": "", "status": "done", "agency": "1"}
    for _time in range(2):
        assert "Ask again" in said(staff, staff.post("/staff/commitments/new/", posted))
    row = Commitment.objects.get()
    assert (row.is_public, row.status, row.agency) == (True, "open", None)


def test_past_date_is_a_field_error(staff, coordinator):
    posted = {"once": "k", "owner": "The group", "what": "Ask again"} | date("due_on", D(2020, 1, 1))
    assert "This date has passed" in errors(staff.post("/staff/commitments/new/", posted))
    row = promised(coordinator)
    moved = {"reason": "Later"} | date("due_on", D(2020, 1, 1))
    assert "Choose a new date" in errors(save(staff, f"/staff/commitments/{row.reference}/move/", moved))


def test_commitment_page_shows_the_changed_date_and_that_it_is_done(staff, coordinator):
    row = promised(coordinator)
    page = f"/staff/commitments/{row.reference}/"
    with clock.frozen(at(8, 3)):
        moved = save(staff, f"{page}move/", {"reason": "New contract"} | date("due_on", D(2027, 1, 15)))
        assert "Date changed to 15 January 2027. The old date and the reason stay on record." in said(staff, moved)
        text = said(staff, staff.post(f"{page}done/", {"evidence": "The texts go out."}))
    assert "It was 1 December 2026. Moved on 3 August 2026, because: New contract" in text
    assert "The texts go out." in text
    assert "The date was changed." in text
    assert "Commitment recorded as done. The evidence is public." in text
    public = words(staff.get(row.get_absolute_url()))
    assert "New contract" in public


@pytest.mark.parametrize(("step", "name"), [("done", "evidence"), ("not-kept", "reason"), ("move", "reason")])
def test_commitment_texts_are_required_and_limited_in_length(staff, coordinator, step, name):
    page = f"/staff/commitments/{promised(coordinator).reference}/{step}/"
    day = date("due_on", D(2099, 1, 1))
    assert errors(staff.post(page, day | {name: "   "}))
    assert errors(staff.post(page, day | {name: "x" * 100_000}))
    assert errors(staff.post(page, day | {name: "a\0b"}))
    assert Commitment.objects.get().status == "open"


def test_commitments_can_be_filtered_to_late_ones(staff, coordinator):
    late, later = promised(coordinator), promised(coordinator, due_on=D(2027, 3, 1))
    with clock.frozen(at(12, 2)):
        text = words(staff.get("/staff/commitments/?status=late"))
    assert late.reference in text
    assert later.reference not in text
