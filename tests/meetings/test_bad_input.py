"""Bad input in each meeting form is shown at its field, kept, and not saved."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import AuditEntry
from meetings.services.questions import accept_question
from meetings.services.replies import reply
from tests.factories import meetings as make
from tests.factories import members
from tests.filling import save
from tests.meetings.staff import address, day
from tests.signing_in import sign_in

NUL = "a\0b"
WHEN = {"starts": "10:00", "ends": "12:00", "format": "hybrid", **day("on", dt.date(2026, 4, 14))}
EDIT = {"title": "Travel", "kind": "discuss", "version": 0}
FIRST = "items/{item}/"

# page of the meeting, what else is typed, field, bad values
STAFF = [
    ("edit/", WHEN, "venue", ["x" * 201, NUL]),
    ("edit/", WHEN, "format", ["", "zoo"]),
    ("edit/", WHEN, "starts", ["", "25:00", "noon"]),
    ("edit/", WHEN, "ends", ["09:00", "10:00"]),
    ("edit/", WHEN, "decided_by_group", ["x" * 251]),
    ("postpone/", {}, "reason", ["", "  ", "x" * 251, NUL]),
    ("cancel/", {}, "reason", ["", "  ", "x" * 251, NUL]),
    ("chair/", {}, "person", ["999999", "x", NUL]),
    ("agenda/add/", {"kind": "discuss"}, "title", ["", "x" * 201, NUL]),
    ("agenda/add/", {"title": "Travel"}, "kind", ["", "zoo"]),
    ("agenda/add/", {"title": "Travel", "kind": "discuss"}, "subject", ["theme-999999", "user-1", "theme"]),
    ("agenda/add/", {"title": "Travel", "kind": "discuss"}, "minutes_planned", ["0", "601", "-1", "many"]),
    (f"{FIRST}edit/", EDIT, "title", ["", "x" * 201, NUL]),
    (f"{FIRST}edit/", EDIT, "lead", ["x" * 121]),
    (f"{FIRST}papers/add/", {"text": "Words"}, "title", ["", "x" * 201, NUL]),
    (f"{FIRST}papers/add/", {"title": "Travel"}, "text", ["", "  ", NUL]),
    ("declarations/add/", {"name": "Jo"}, "nature", ["", "  ", "x" * 251, NUL]),
    ("declarations/add/", {"nature": "A cousin"}, "name", ["", "  ", "x" * 121]),
    ("declarations/add/", {"name": "Jo", "nature": "A cousin"}, "item", ["999999", "x"]),
    ("declarations/add/", {"name": "Jo", "nature": "A cousin"}, "label", ["abcde"]),
    ("in-attendance/add/", {}, "name", ["", "  ", "x" * 121, NUL]),
    ("in-attendance/add/", {"name": "Jo"}, "affiliation", ["x" * 151]),
]
TRIED = [(*row[:3], value) for row in STAFF for value in row[3]]


def refused(client, url, data, field):
    """Post and check that the error names the field, the input is kept and nothing is saved."""
    before = AuditEntry.objects.count()
    response = save(client, url, data)
    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [field]
    assert f'id="id_{field}_error"' in response.content.decode()
    for name, value in data.items():
        assert form.data[name] == str(value)
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize(("path", "data", "field", "value"), TRIED)
def test_a_staff_form_shows_the_error_at_its_field(as_coordinator, coming, path, data, field, value):
    item = make.an_item(coming, "Travel")
    refused(as_coordinator, address(coming, path.format(item=item.pk)), {**data, field: value}, field)


WRITTEN = [
    ("minute/", {"version": 0}, "text", [NUL]),
    ("note/", {}, "text", ["", "  ", "x" * 5001, NUL]),
    ("resolve/", {}, "text", ["", "  ", "x" * 5001, NUL]),
    ("resolve/", {"text": "Ask", **day("due_on", dt.date(2026, 9, 1))}, "owner", ["", "  ", "x" * 151]),
]


@pytest.mark.parametrize(("path", "data", "field", "value"), [(*row[:3], value) for row in WRITTEN for value in row[3]])
def test_a_minutes_form_shows_the_error_at_its_field(as_coordinator, published, path, data, field, value):
    item = published.items.first()
    refused(as_coordinator, address(published, f"items/{item.pk}/{path}"), {**data, field: value}, field)


MINE = [
    ("reply/", {}, "kind", ["", "perhaps"]),
    ("reply/", {"kind": "substitute"}, "substitute_name", ["", "  ", "x" * 121, NUL]),
    ("reply/", {"kind": "attend"}, "needs", ["x" * 2001, NUL]),
    ("reply/", {"kind": "apologies"}, "reason", ["x" * 251]),
    ("declare/", {}, "nature", ["", "  ", "x" * 251, NUL]),
]


@pytest.mark.parametrize(("path", "data", "field", "value"), [(*row[:3], value) for row in MINE for value in row[3]])
def test_a_members_form_shows_the_error_at_its_field(as_member, published, path, data, field, value):
    refused(as_member, f"/my/meetings/{published.slug}/{path}", {**data, field: value}, field)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "  "),
        ("text", "x" * 2001),
        ("text", NUL),
        ("asked_by", "x" * 121),
        ("email", "jo at home"),
    ],
)
def test_the_question_form_shows_the_error_at_its_field(as_anyone, published, field, value):
    refused(as_anyone, f"/meetings/{published.slug}/question/", {"text": "Why?", field: value}, field)


ANSWERS = [
    ("answer/", {"there": "no"}, "answer", ["", "  ", "x" * 10001, NUL]),
    ("answer/", {"answer": "Autism."}, "there", ["", "yes", "perhaps"]),
    ("not-ours/", {}, "instead", ["", "  ", "x" * 201]),
]


@pytest.mark.parametrize(("path", "data", "field", "value"), [(*row[:3], value) for row in ANSWERS for value in row[3]])
def test_the_answer_form_shows_the_error_at_its_field(as_coordinator, published, path, data, field, value):
    question = accept_question(make.a_question(published, now=make.noon(dt.date(2026, 2, 20))), by=None)
    refused(as_coordinator, address(published, f"questions/{question.reference}/{path}"), {**data, field: value}, field)


# --- what helps somebody to come is the co-ordinator's alone

NEED = "A ramp, and a lift for my chair"


def test_only_the_co_ordinator_can_read_access_needs(as_coordinator, as_member, as_anyone, membership, published):
    reply(published, membership, "attend", needs=NEED, by=None)
    other = sign_in(Client(), members.a_member().person.user)
    assert NEED in as_coordinator.get(address(published, "replies/")).content.decode()
    for path in ("", "agenda/", "attendance/", "minutes/"):
        assert NEED not in as_coordinator.get(address(published, path)).content.decode()
    for client in (as_anyone, other, as_member):
        assert NEED not in client.get(published.get_absolute_url()).content.decode()
    for client in (other, as_member):
        assert NEED not in client.get(f"/my/meetings/{published.slug}/").content.decode()
        assert client.get(address(published, "replies/")).status_code == 403
    assert NEED in as_member.get(f"/my/meetings/{published.slug}/reply/").content.decode()
    assert NEED not in other.get(f"/my/meetings/{published.slug}/reply/").content.decode()


def test_access_needs_are_not_in_the_audit_trail(membership, published):
    reply(published, membership, "attend", needs=NEED, by=None)
    assert not any(NEED in f"{entry.detail} {entry.reason}" for entry in AuditEntry.objects.all())
