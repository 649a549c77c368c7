"""The group wants its terms changed: a draft of the next version, what the group agrees, and what is in force when."""

import datetime as dt
import html
import re

import pytest
from django.test import Client

from accounts.models import AuditEntry
from common import clock
from common.errors import DomainError, MoveNotAllowed
from governance.models import Clause, DraftClause, TermsDraft, TermsVersion
from governance.services import drafts
from governance.services.agreeing import agree_draft
from governance.services.documents import load_version
from governance.services.files import read_version
from governance.services.reviews import review_terms
from tests.factories import accounts, meetings
from tests.factories import governance as make
from tests.filling import parts_of
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
D = dt.date
CHANGED = "The group promotes the service to fathers too."
NEXT_FILE = """
slug = "terms"
title = "Terms of reference"
number = 2
in_force_on = 2026-08-01

[[clauses]]
identifier = "N1"
part = "New"
text = "Everything is new."
"""


@pytest.fixture
def staff(client):
    return sign_in(client, accounts.coordinator())


def words(page):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())))


def read(address, by=None):
    return words((by or Client()).get(address))


# --- the draft begins


def test_a_review_that_wants_changes_begins_a_draft_from_the_clauses_in_force(staff):
    version = make.terms_in_force()
    resolution = meetings.a_resolution(on=make.REVIEWED)
    data = {"resolution": resolution.pk, "is_about": "on", "is_changed": "on", "note": "More about fathers."}
    said = words(staff.post(f"/staff/terms/{version.pk}/review/", data, follow=True))
    assert "A draft of the next version can be edited." in said
    assert "What the group said: More about fathers." in said
    draft = TermsDraft.objects.get()
    assert (draft.begun_on, draft.based_on, draft.status) == (clock.today(), version, "drafting")
    then = version.clauses.values_list("identifier", "part", "order", "evidence_kind")
    assert list(draft.clauses.values_list("identifier", "part", "order", "evidence_kind")) == list(then)
    assert draft.clauses.get(identifier="M11").text == version.clauses.get(identifier="M11").text


def test_a_review_that_finds_the_terms_fit_begins_none():
    review_terms(make.terms_in_force(), resolution=meetings.a_resolution(on=make.REVIEWED), by=None)
    assert not TermsDraft.objects.exists()
    assert "A draft" not in read("/terms/")


def test_there_is_never_more_than_one_open_draft_of_a_document():
    draft = make.an_open_draft()
    later = meetings.a_resolution(on=D(2026, 6, 16))
    review_terms(draft.based_on, resolution=later, is_changed=True, by=None)
    assert TermsDraft.objects.get() == draft


def test_the_page_of_the_terms_and_today_say_that_a_draft_is_being_written(staff):
    draft = make.an_open_draft()
    said = "The group decided on 10 March 2026 to change this. A draft of the next version is being written."
    assert said in read("/terms/")
    assert "Read the draft" not in read("/terms/")
    assert f"{said} Read the draft" in read("/terms/", staff)
    assert "Draft of the next version: Terms of reference" in read("/staff/", staff)
    assert f"/my/terms/{draft.pk}/" in staff.get("/staff/").content.decode()


# --- it is edited


def test_the_coordinator_changes_adds_and_takes_away_clauses(staff):
    draft = make.an_open_draft()
    rows = {row.identifier: row for row in draft.clauses.all()}
    staff.post(f"/staff/terms/clauses/{rows['P1'].pk}/edit/", {"text": CHANGED, "version": 0})
    staff.post(f"/staff/terms/clauses/{rows['P13'].pk}/remove/")
    new = {"part": rows["P1"].part, "identifier": "P14", "text": "The group hears from fathers."}
    page = staff.post(f"/staff/terms/drafts/{draft.pk}/clauses/add/", {**new, "evidence_kind": "issues-raised"})
    assert page.status_code == 302
    said = read(draft.get_absolute_url(), staff)
    assert "P1: changed" in said
    assert f"Added: {CHANGED}" in said
    assert "Removed: The group promotes the service and helps it to grow." in said
    assert "P13: taken away" in said
    assert "P14: added" in said
    order = list(draft.clauses.values_list("identifier", flat=True))
    assert order.index("P14") == order.index("P13") + 1 == order.index("M1") - 1
    staff.post(f"/staff/terms/clauses/{rows['P13'].pk}/restore/")
    assert "P13: taken away" not in read(draft.get_absolute_url(), staff)


def test_members_read_the_draft_with_what_changed_and_edit_nothing(client):
    draft = make.a_changed_draft()
    member = sign_in(client, accounts.member_user())
    said = read(draft.get_absolute_url(), member)
    assert f"Added: {CHANGED}" in said
    assert "Take away" not in said
    assert "Record that the group agreed it" not in said
    clause = draft.clauses.first()
    assert member.post(f"/staff/terms/clauses/{clause.pk}/remove/").status_code == 403
    assert CHANGED not in read("/terms/")
    assert Client().get(draft.get_absolute_url()).status_code == 302


def test_the_second_to_save_a_clause_is_shown_what_the_first_saved(staff):
    clause = make.an_open_draft().clauses.get(identifier="P1")
    address = f"/staff/terms/clauses/{clause.pk}/edit/"
    staff.post(address, {"text": "The first.", "version": 0})
    page = staff.post(address, {"text": "The second.", "version": 0})
    assert page.status_code == 409
    assert "The first." in words(page)
    assert "The second." in words(page)
    clause.refresh_from_db()
    assert clause.text == "The first."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"identifier": "m1"}, "There is already a clause M1."),
        ({"identifier": "P13"}, "P13 was taken away in this draft. Put it back instead."),
        ({"identifier": "1 P"}, "Begin with a letter"),
        ({"part": "", "new_part": ""}, "Choose a heading above, or type a new one."),
        ({"new_part": "Fathers"}, "Choose a heading above, or type a new one; not both."),
        ({"text": ""}, "What the clause says"),
        ({"text": "We ring Sam on 01632 960001."}, "This could show who somebody is"),
    ],
)
def test_a_clause_that_cannot_be_is_refused_beside_its_field_and_what_was_typed_is_kept(staff, typed, said):
    draft = make.a_changed_draft()
    before = DraftClause.objects.count()
    good = {"part": "What the group is for", "identifier": "P14", "text": "The group hears from fathers."}
    page = staff.post(f"/staff/terms/drafts/{draft.pk}/clauses/add/", good | typed)
    assert page.status_code == 200
    assert said in words(page)
    assert page.context["form"].errors
    assert page.context["form"].data["identifier"] == (good | typed)["identifier"]
    assert DraftClause.objects.count() == before


def test_a_clause_sent_twice_is_added_once_and_a_new_heading_comes_last(staff):
    draft = make.an_open_draft()
    address = f"/staff/terms/drafts/{draft.pk}/clauses/add/"
    once = staff.get(address).context["form"]["once"].value()
    data = {"part": "", "new_part": "Fathers", "identifier": "F1", "text": "Fathers are heard.", "once": once}
    for _time in range(2):
        staff.post(address, data)
    assert draft.clauses.filter(identifier="F1").count() == 1
    assert draft.clauses.last().part == "Fathers"


# --- it is agreed


def test_a_meeting_agrees_the_draft_and_it_is_in_force_from_its_day(staff):
    draft = make.a_changed_draft()
    resolution = meetings.a_resolution(on=make.AGREED)
    data = {
        "resolution": resolution.pk,
        "is_about": "on",
        "edition": draft.edition,
        **parts_of(D(2027, 1, 1), "in_force_on"),
    }
    page = staff.post(f"/staff/terms/drafts/{draft.pk}/agree/", data, follow=True)
    assert "The next version is agreed." in words(page)
    version = TermsVersion.objects.get(number=2)
    assert (version.agreed_at, version.resolution) == (resolution.item.meeting, resolution)
    assert (version.in_force_on, version.review_on) == (D(2027, 1, 1), D(2028, 1, 1))
    said = read("/terms/")
    assert "Version 1, in force since 1 September 2025" in said
    assert "Version 2 is in force from 1 January 2027 . The group agreed it on 16 June 2026" in said
    assert CHANGED not in said
    assert "is being written" not in said
    with clock.frozen(D(2027, 1, 1)):
        said = read("/terms/")
    assert "Version 2, in force since 1 January 2027." in said
    assert "The group agreed it on 16 June 2026" in said
    assert CHANGED in said
    assert " P13 " not in said


def test_a_clause_keeps_its_kind_of_evidence():
    version = make.an_agreed_version()
    before = dict(Clause.objects.filter(version=version.drafted_as.based_on).values_list("identifier", "evidence_kind"))
    before.pop("P13")
    assert dict(version.clauses.values_list("identifier", "evidence_kind")) == before


def test_an_old_version_stays_at_its_own_address_with_its_period_and_what_changed():
    make.an_agreed_version(in_force_on=D(2026, 7, 1))
    said = read("/terms/terms/versions/1/")
    assert "In force from 1 September 2025 to 30 June 2026. This version is no longer in force." in said
    assert "P13 There is a formal way for the council to tell" in said
    assert "What changed in version 2" in said
    assert "P1: changed" in said
    assert f"Added: {CHANGED}" in said
    assert "P13: taken away" in said
    new = read("/terms/terms/versions/2/")
    assert "In force from 1 July 2026. This version is in force now. The group agreed it on 16 June 2026" in new
    assert "1 September 2025 to 30 June 2026" in read("/terms/terms/versions/")
    assert Client().get("/terms/terms/versions/3/").status_code == 404


def refused(draft, **fields):
    fields = {
        "resolution": fields.pop("resolution", None) or meetings.a_resolution(on=make.AGREED),
        "in_force_on": D(2026, 7, 1),
        "edition": draft.edition,
        **fields,
    }
    with pytest.raises(DomainError) as error:
        agree_draft(draft, by=None, **fields)
    assert TermsVersion.objects.filter(document__slug="terms").count() == 1
    draft.refresh_from_db()
    assert draft.is_open
    return str(error.value.message)


def test_a_meeting_before_the_draft_or_not_held_agrees_nothing():
    draft = make.a_changed_draft()
    before = meetings.a_resolution(on=make.BEGUN - clock.DAY)
    assert "before this was known" in refused(draft, resolution=before, in_force_on=make.BEGUN)
    planned = meetings.a_resolution(meetings.a_meeting_with_agenda(on=make.AGREED))
    assert "not been confirmed as held" in refused(draft, resolution=planned)


def test_a_resolution_that_something_rests_on_agrees_nothing():
    draft = make.a_changed_draft()
    reviewed = meetings.a_resolution(on=make.AGREED)
    review_terms(draft.based_on, resolution=reviewed, by=None)
    assert "something else" in refused(draft, resolution=reviewed)


@pytest.mark.parametrize("day", [D(2026, 6, 15), D(2027, 6, 17)])
def test_a_version_begins_within_a_year_of_the_meeting(day):
    assert "within a year of the meeting" in refused(make.a_changed_draft(), in_force_on=day)


def test_a_draft_that_changes_nothing_or_that_was_changed_meanwhile_is_not_agreed():
    draft = make.an_open_draft()
    assert "changes nothing yet" in refused(draft)
    drafts.save_clause(draft.clauses.first(), CHANGED, version=0, by=None, now=meetings.noon(make.BEGUN))
    draft.refresh_from_db()
    assert "changed since you opened this page" in refused(draft, edition=draft.edition - 1)


def test_a_draft_edited_after_the_meeting_says_what_the_meeting_asked_for():
    draft = make.a_changed_draft()
    clause = draft.clauses.get(identifier="P2")
    drafts.save_clause(clause, "Shorter.", version=0, by=None, now=meetings.noon(make.AGREED + clock.DAY))
    draft.refresh_from_db()
    assert "The draft was edited after that meeting." in refused(draft)
    resolution = meetings.a_resolution(on=make.AGREED)
    asked = "Make clause P2 shorter."
    agree_draft(
        draft, resolution=resolution, in_force_on=D(2026, 7, 1), edition=draft.edition, amendments=asked, by=None
    )
    assert f"The meeting asked for changes to the draft: {asked}" in read("/terms/")


def test_a_draft_is_agreed_once():
    version = make.an_agreed_version()
    draft = version.drafted_as
    resolution = meetings.a_resolution(on=D(2026, 10, 13))
    with pytest.raises(MoveNotAllowed):
        agree_draft(draft, resolution=resolution, in_force_on=D(2026, 11, 1), edition=draft.edition, by=None)
    with pytest.raises(DomainError, match="no longer being written"):
        drafts.remove_clause(draft.clauses.first(), by=None)


def test_no_file_is_loaded_over_an_open_draft():
    draft = make.an_open_draft()
    with pytest.raises(DomainError, match="A draft of the next version is being written"):
        load_version(read_version(NEXT_FILE))
    drafts.withdraw_draft(draft, reason="A file is loaded.", by=None)
    assert load_version(read_version(NEXT_FILE))[0].number == 2


# --- it is withdrawn


def test_a_draft_is_withdrawn_with_a_reason_that_everybody_reads(staff):
    draft = make.a_changed_draft()
    address = f"/staff/terms/drafts/{draft.pk}/withdraw/"
    assert staff.post(address, {"reason": ""}).context["form"].errors["reason"]
    staff.post(address, {"reason": "The group thought again in June."})
    said = read("/terms/")
    assert "The co-ordinator withdrew the draft on" in said
    assert "The group thought again in June." in said
    assert "Draft of the next version" not in read("/staff/", staff)
    assert AuditEntry.objects.filter(verb="withdraw_draft").count() == 1
    assert "Add clause" not in read(draft.get_absolute_url(), staff)
