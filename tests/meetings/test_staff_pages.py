"""The co-ordinator's pages for planning, agenda and papers."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Meeting, Paper
from meetings.rules import MeetingKind, MeetingStatus
from meetings.services.agenda import edit_item
from meetings.services.planning import postpone
from tests.factories import issues, members
from tests.factories import meetings as make
from tests.meetings.conftest import COMING
from tests.meetings.staff import address, day, sent, text_of

PLACE = {"format": "hybrid", "venue": "Town hall", "access_notes": "Step-free"}


# --- planning


def test_a_year_is_planned_on_one_page_with_warnings(as_coordinator):
    data = {"year": 2027, "starts": "10:00", "ends": "12:00", **PLACE}
    for name, on in (("spring", dt.date(2027, 3, 13)), ("autumn", dt.date(2027, 10, 12))):
        data |= day(name, on)
    page = sent(as_coordinator, "/staff/meetings/plan/", data)
    assert "13 March 2027 is a Saturday." in page
    planned = Meeting.objects.order_by("starts_at")
    assert [one.kind for one in planned] == [MeetingKind.SPRING, MeetingKind.AUTUMN]
    assert {one.venue for one in planned} == {"Town hall"}


def test_a_term_already_planned_is_refused_and_keeps_what_was_typed(as_coordinator, coming):
    data = {"year": 2026, "starts": "10:00", "ends": "12:00", **PLACE, **day("spring", dt.date(2026, 4, 14))}
    page = text_of(as_coordinator.post("/staff/meetings/plan/", data))
    assert "There is already a meeting for this term" in page
    assert "Town hall" in page


def test_the_next_year_to_plan_is_offered_with_the_last_place(as_coordinator):
    make.a_year(2026, venue="Hillview")
    form = as_coordinator.get("/staff/meetings/plan/").context["form"]
    assert (form["year"].value(), form["venue"].value()) == (2027, "Hillview")


def test_a_time_skipped_by_the_clock_change_is_refused(as_coordinator):
    data = {"purpose": "Night work", "starts": "01:30", "ends": "03:00", **PLACE, **day("on", dt.date(2026, 3, 29))}
    assert "The clocks change in that hour" in text_of(as_coordinator.post("/staff/meetings/plan/additional/", data))


def test_an_additional_meeting_is_planned_with_its_purpose(as_coordinator):
    data = {"purpose": "Short breaks", "starts": "10:00", "ends": "12:00", **PLACE, **day("on", dt.date(2026, 4, 14))}
    assert "Short breaks" in sent(as_coordinator, "/staff/meetings/plan/additional/", data)


@pytest.mark.parametrize(("verb", "status"), [("postpone", "postponed"), ("cancel", "cancelled")])
def test_a_meeting_is_cancelled_with_a_reason(as_coordinator, coming, verb, status):
    assert "Snow" in sent(as_coordinator, address(coming, f"{verb}/"), {"reason": "Snow"})
    assert make.fresh(coming).status == status


def test_a_postponed_meeting_gets_a_date(as_coordinator, coming):
    postpone(coming, "Snow", by=None)
    data = {"starts": "10:00", "ends": "12:00", **day("on", dt.date(2026, 4, 14))}
    sent(as_coordinator, address(coming, "schedule/"), data)
    assert make.fresh(coming).on == dt.date(2026, 4, 14)


def test_date_place_and_chair_can_be_changed(as_coordinator, coming):
    form = as_coordinator.get(address(coming, "edit/")).context["form"]
    assert form["how_to_join"].value() == "Link 123"
    data = {"starts": "14:00", "ends": "16:00", **PLACE, **day("on", COMING)}
    sent(as_coordinator, address(coming, "edit/"), data)
    person = members.a_person("Grace Hill")
    page = sent(as_coordinator, address(coming, "chair/"), {"person": person.pk, "decided_by_group": "Item 7"})
    assert "2pm to 4pm" in page
    assert "Grace Hill" in page


# --- agenda


def test_items_are_added_moved_changed_and_removed_without_javascript(as_coordinator, coming):
    page = sent(as_coordinator, address(coming, "agenda/add/"), {"title": "Travel", "kind": "discuss"})
    assert "7. Travel" in page
    item = coming.items.get(title="Travel")
    assert "6. Travel" in sent(as_coordinator, address(coming, f"items/{item.pk}/up/"))
    assert "7. Travel" in sent(as_coordinator, address(coming, f"items/{item.pk}/down/"))
    data = {"title": "Travel to school", "kind": "decide", "text": "Buses", "version": 0}
    assert "Travel to school" in sent(as_coordinator, address(coming, f"items/{item.pk}/edit/"), data)
    assert "Travel" not in sent(as_coordinator, address(coming, f"items/{item.pk}/remove/"))


def test_an_item_about_a_theme_needs_no_title(as_coordinator, coming):
    theme = issues.theme("Short breaks")
    assert "Short breaks" in text_of(as_coordinator.get(address(coming, "agenda/add/")))
    data = {"title": "", "kind": "discuss", "subject": f"theme-{theme.pk}"}
    sent(as_coordinator, address(coming, "agenda/add/"), data)
    assert coming.items.get(theme=theme).title == "Short breaks"
    page = text_of(as_coordinator.post(address(coming, "agenda/add/"), {"title": "", "kind": "discuss"}))
    assert "Give the item a title." in page


def test_a_stale_edit_of_an_item_shows_both_texts(as_coordinator, coming):
    item = make.an_item(coming, "Travel", text="First")
    edit_item(item, title="Travel", kind="discuss", text="Theirs", version=0, by=None)
    data = {"title": "Travel", "kind": "discuss", "text": "Mine", "version": 0}
    page = text_of(as_coordinator.post(address(coming, f"items/{item.pk}/edit/"), data), 409)
    assert "Theirs" in page
    assert "Mine" in page


def test_one_button_adds_a_subject_to_the_next_agenda(as_coordinator, coming):
    theme = issues.theme("Short breaks")
    page = sent(as_coordinator, f"/staff/meetings/put-on-agenda/theme/{theme.pk}/")
    assert "Added to the agenda of the Spring meeting 2026." in page
    assert as_coordinator.post("/staff/meetings/put-on-agenda/theme/999999/").status_code == 404
    assert as_coordinator.post("/staff/meetings/put-on-agenda/user/1/").status_code == 404


def test_without_a_meeting_the_button_says_what_is_missing(as_coordinator):
    page = sent(as_coordinator, f"/staff/meetings/put-on-agenda/theme/{issues.theme().pk}/")
    assert "No meeting to come has been announced." in page


def test_a_paper_is_added_with_its_file_and_replaced(as_coordinator, coming):
    item = make.an_item(coming, "Travel")
    file = SimpleUploadedFile("figures.txt", b"One, two, three.")
    data = {"title": "Figures", "report_of": "Head of service", "recommends": "note it", "file": file}
    page = sent(as_coordinator, address(coming, f"items/{item.pk}/papers/add/"), data)
    assert "Figures (text, 1 KB)" in " ".join(page.split())
    paper = Paper.objects.get()
    sent(as_coordinator, address(coming, f"papers/{paper.pk}/replace/"), {"title": "Newer", "text": "Better."})
    assert Paper.objects.listed().get().title == "Newer"
    sent(as_coordinator, address(coming, f"papers/{Paper.objects.listed().get().pk}/remove/"))
    assert not Paper.objects.listed().filter(title="Newer").exists()


def test_a_file_of_the_wrong_type_is_refused_at_its_field(as_coordinator, coming):
    item = make.an_item(coming, "Travel")
    file = SimpleUploadedFile("page.pdf", b"<html><script>alert(1)</script></html>")
    page = text_of(as_coordinator.post(address(coming, f"items/{item.pk}/papers/add/"), {"title": "X", "file": file}))
    assert "This file cannot be used here" in page
    assert not Paper.objects.exists()


def test_the_agenda_is_brought_up_to_date_and_published(as_coordinator, coming):
    issues.logged_issue(theme=issues.theme("Short breaks"))
    assert "Short breaks" in sent(as_coordinator, address(coming, "agenda/update/"))
    assert "Agenda published. Members can now reply" in sent(as_coordinator, address(coming, "agenda/publish/"))
    assert make.fresh(coming).status == MeetingStatus.AGENDA_PUBLISHED


def test_a_paper_after_publishing_asks_for_the_reason(as_coordinator, published):
    item = published.items.first()
    page = text_of(as_coordinator.post(address(published, f"items/{item.pk}/papers/add/"), {"title": "X", "text": "Y"}))
    assert "Give the reason this paper is urgent." in page
