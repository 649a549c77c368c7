"""What identifies a family does not go out by inattention: editing beside the marked original, and publishing."""

import pytest

from accounts.models import AuditEntry
from issues.models import Issue
from tests.factories import issues
from tests.issues.pages import errors, hidden, said, words

pytestmark = pytest.mark.django_db
TOLD = "My son Tobi Achebe waits for the bus to Elm School. Ring me on 01632 960 123. He was born on 3 May 2016."
OUT = "My son [name] waits for the bus to [school]. Ring me on [phone number]. He was born on [date of birth]."
PRIVATE = ("Tobi", "Achebe", "Elm School", "960 123", "3 May 2016")


def address(issue, step=""):
    return f"/staff/issues/{issue.reference}/{step}"


@pytest.fixture
def issue(db):
    return issues.acknowledged_issue(original_text=TOLD)


def box(page):
    return page.context["form"]["edited_text"].value()


def edit(staff, issue, text, **more):
    posted = {"title": "The bus", "edited_text": text, "version": Issue.objects.get(pk=issue.pk).edit_version}
    return staff.post(address(issue, "edit/"), posted | more)


def test_the_box_begins_with_every_mark_taken_out_beside_the_marked_original(staff, issue):
    page = staff.get(address(issue, "edit/"))
    assert box(page) == OUT
    assert "<mark>Tobi Achebe" in page.content.decode()
    assert "Tobi Achebe (name)" in words(page)


def test_the_box_never_begins_with_the_raw_words(staff):
    page = staff.get(address(issues.acknowledged_issue(original_text="The bus is late."), "edit/"))
    assert box(page) == ""
    assert "Nothing in them was marked." in words(page)


def test_a_mark_is_put_back_on_purpose_with_a_tick(staff, issue):
    page = staff.post(
        address(issue, "edit/"), {"fill": "yes", "put_back": ["elm school"], "title": "Bus", "version": 0}
    )
    assert "bus to Elm School. Ring me on [phone number]" in box(page)
    assert Issue.objects.get().edited_text == ""
    response = edit(staff, issue, box(page), put_back=["elm school"])
    assert "Edited words saved." in said(staff, response)
    assert Issue.objects.get().edited_text == box(page)


def test_a_mark_typed_back_is_refused_until_it_is_ticked(staff, issue):
    text = "Tobi Achebe waits for the bus."
    refused = edit(staff, issue, text)
    assert "This could show who somebody is: Tobi Achebe (name)." in errors(refused)
    assert text in refused.content.decode()
    assert Issue.objects.get().edited_text == ""
    assert edit(staff, issue, text, put_back=["tobi achebe"]).status_code == 302


def test_a_name_in_the_title_is_a_mark_too(staff, issue):
    assert "Priya" in errors(edit(staff, issue, OUT, title="Priya waits"))


def test_what_looks_odd_is_asked_about_once(staff, issue):
    asked = edit(staff, issue, "The Green Door is shut.")
    assert "Look at this once more: Green, Door." in errors(asked)
    again = edit(staff, issue, "The Green Door is shut.", looked_at=hidden(asked, "looked_at"))
    assert again.status_code == 302


def test_the_raw_words_are_refused_without_a_reason_which_is_recorded(staff):
    issue = issues.acknowledged_issue(original_text="The bus is late.")
    refused = edit(staff, issue, " the bus  is late.")
    assert "Why can they stay as they are?" in words(refused)
    assert Issue.objects.get().edited_text == ""
    assert edit(staff, issue, "The bus is late.", reason="They name nobody").status_code == 302
    assert AuditEntry.objects.get(verb="edit_issue").reason == "They name nobody"


def test_publishing_shows_the_exact_public_page_and_asks(staff, client, issue):
    edit(staff, issue, OUT)
    seen = staff.get(address(issue, "publish/"))
    assert "This is the page that everybody will see." in words(seen)
    assert OUT in words(seen)
    assert not Issue.objects.get().is_published
    said(staff, staff.post(address(issue, "publish/"), {"version": hidden(seen, "version")}))
    client.logout()
    public = words(client.get(f"/issues/{issue.reference}/"))
    assert OUT in public
    assert not [one for one in PRIVATE if one in public]


def test_words_changed_since_the_page_was_seen_are_not_published(staff, issue):
    edit(staff, issue, OUT)
    seen = staff.get(address(issue, "publish/"))
    edit(staff, issue, "The bus is late.")
    assert staff.post(address(issue, "publish/"), {"version": hidden(seen, "version")}).status_code == 409
    assert not Issue.objects.get().is_published


def test_an_edit_of_published_words_is_public_once_its_page_was_seen(staff):
    issue = issues.published_issue()
    edit(staff, issue, "The bus is late.")
    assert not Issue.objects.get().is_published


def test_names_and_places_were_taken_out_is_said_where_it_is_true(client):
    sentence = "Names and places were taken out."
    told = issues.published_issue(original_text=TOLD, edited_text=OUT)
    assert sentence in words(client.get(f"/issues/{told.reference}/"))
    plain = issues.published_issue(original_text="The bus is late.", edited_text="The bus is late.")
    assert sentence not in words(client.get(f"/issues/{plain.reference}/"))
    left = issues.published_issue(original_text="Elm School is full.", edited_text="It is so: Elm School is full.")
    assert sentence not in words(client.get(f"/issues/{left.reference}/"))
