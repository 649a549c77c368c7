"""Forms about meetings."""

import datetime as dt

import pytest

from common.errors import DomainError
from meetings.forms.agenda import ItemForm, PaperForm
from meetings.forms.attendance import AttendanceForm, CorrectionForm
from meetings.forms.minutes import ResolutionForm
from meetings.forms.people import AnswerForm, AskForm, ReplyForm
from meetings.forms.planning import AdditionalForm, EditForm, SittingsForm, YearForm
from meetings.models import Attendance, Reply
from meetings.rules import MeetingKind
from tests.factories import issues, members
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
PLACE = {"format": "hybrid"}


def day(name, *parts):
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def test_a_year_has_the_terms_given_all_at_the_same_time():
    data = {"year": 2026, "starts": "10:00", "ends": "12:30", **PLACE, **day("spring", 10, 3, 2026)}
    form = YearForm(data | day("autumn", 13, "Oct", 2026))
    assert form.is_valid(), form.errors
    assert form.dates() == {
        MeetingKind.SPRING: make.times(dt.date(2026, 3, 10), minutes=150),
        MeetingKind.AUTUMN: make.times(dt.date(2026, 10, 13), minutes=150),
    }
    assert form.place["format"] == "hybrid"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"year": 1999}, "year"),
        ({"starts": "25:00"}, "starts"),
        ({"ends": ""}, "ends"),
        ({"format": "by pigeon"}, "format"),
        (day("summer", 31, 6, 2026), "summer"),
        (day("summer", 3, "", 2026), "summer"),
    ],
)
def test_an_error_in_the_year_form_is_shown_at_its_field(wrong, field):
    form = YearForm({"year": 2026, "starts": "10:00", "ends": "12:00", **PLACE} | wrong)
    assert list(form.errors) == [field]


def test_the_purpose_comes_first_then_the_dates():
    assert list(AdditionalForm().fields)[:4] == ["purpose", "on", "starts", "ends"]
    assert list(EditForm().fields)[:3] == ["on", "starts", "ends"]


def test_the_hour_that_happens_twice_is_refused():
    form = AdditionalForm({"purpose": "X", "starts": "01:30", "ends": "03:00", **PLACE, **day("on", 25, 10, 2026)})
    assert form.is_valid()
    with pytest.raises(DomainError, match="clocks change"):
        form.times()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"starts_1": "08:05", "ends_1": "10:15"}, []),
        ({"starts_1": "08:05", "ends_1": "10:15", "starts_2": "10:20", "ends_2": "10:40"}, []),
        ({}, ["starts_1", "ends_1"]),
        ({"starts_1": "08:05", "ends_1": "10:15", "starts_2": "10:20"}, ["ends_2"]),
        ({"starts_1": "08:05", "ends_1": "10:15", "ends_3": "10:20"}, ["starts_3"]),
    ],
)
def test_a_sitting_needs_both_times_or_neither(typed, wrong):
    assert list(SittingsForm(typed).errors) == wrong


def test_an_item_is_about_one_thing_at_most():
    theme = issues.theme("Short breaks")
    form = ItemForm({"title": "", "kind": "discuss", "subject": f"theme-{theme.pk}"})
    assert form.is_valid(), form.errors
    assert (form.as_item()["theme"], form.as_item()["title"]) == (theme, "Short breaks")
    assert not ItemForm({"title": "X", "kind": "discuss", "subject": "theme-999999"}).is_valid()
    assert not ItemForm({"title": "X", "kind": "discuss", "subject": "user-1"}).is_valid()


def test_the_reason_for_urgency_is_asked_only_after_publication():
    for form in (ItemForm, PaperForm):
        assert "urgency_reason" not in form().fields
        assert "urgency_reason" in form(is_late=True).fields


@pytest.fixture
def grid():
    """Return the attendance form of two members, with recorded attendance and a reply."""
    ann, ben = (members.a_member(person=members.a_person(name)) for name in ("Ann Lowe", "Ben Roe"))

    def build(data=None, *, kind=MeetingKind.SPRING, recorded=None, replies=None):
        meeting = make.Meeting(kind=kind)
        there = {"recorded": recorded or {}, "replies": replies or {}}
        return AttendanceForm(data, meeting=meeting, memberships=[ann, ben], **there)

    return build, ann, ben


def test_the_attendance_form_has_three_labelled_fields_for_each_member(grid):
    build, ann, _ben = grid
    [first, _second] = build().rows()
    assert [cell.label for _heading, cell in first["cells"]] == [
        "Attendance of Ann Lowe",
        "Substitute for Ann Lowe",
        "Reason or note about Ann Lowe",
    ]
    assert first["membership"] == ann


def test_recorded_attendance_takes_precedence_over_the_reply(grid):
    build, ann, ben = grid
    recorded = {ann.pk: Attendance(record="online", reason="Train")}
    replies = {ann.pk: Reply(kind="apologies"), ben.pk: Reply(kind="substitute", substitute_name="Sam")}
    form = build(recorded=recorded, replies=replies)
    assert [form[f"{name}_{ann.pk}"].value() for name in ("record", "reason")] == ["online", "Train"]
    assert [form[f"{name}_{ben.pk}"].value() for name in ("record", "substitute")] == ["substitute", "Sam"]


@pytest.mark.parametrize("kind", ["attend", "online", "part"])
def test_a_reply_that_someone_will_come_does_not_prefill_attendance(grid, kind):
    build, ann, _ben = grid
    assert build(replies={ann.pk: Reply(kind=kind)})[f"record_{ann.pk}"].value() == ""


def test_an_additional_meeting_can_leave_members_uninvited(grid):
    build, ann, ben = grid
    form = build({f"record_{ann.pk}": "not_invited", f"record_{ben.pk}": "present"}, kind=MeetingKind.ADDITIONAL)
    assert form.is_valid(), form.errors
    assert form.not_invited() == {ann.pk}
    assert form.records() == {ann.pk: ("absent", "", ""), ben.pk: ("present", "", "")}
    assert not build({f"record_{ann.pk}": "not_invited"}).is_valid()


def test_a_missing_substitute_name_is_shown_at_its_field(grid):
    build, ann, _ben = grid
    form = build({f"record_{ann.pk}": "substitute", f"substitute_{ann.pk}": " "})
    assert form.errors == {f"substitute_{ann.pk}": ["Give the name of the substitute for Ann Lowe."]}


@pytest.mark.parametrize(
    ("form", "data", "field"),
    [
        (CorrectionForm, {"record": "asleep"}, "record"),
        (ResolutionForm, {"owner": "Head of travel"}, "text"),
        (ReplyForm, {"kind": "perhaps"}, "kind"),
        (AskForm, {"email": "jo@example.org"}, "text"),
        (AskForm, {"text": "Why?", "email": "not an address"}, "email"),
        (AnswerForm, {"answer": "Yes"}, "there"),
    ],
)
def test_missing_and_wrong_values_are_shown_at_their_field(form, data, field):
    assert list(form(data).errors) == [field]


def test_each_question_form_has_a_new_key():
    assert AskForm()["once"].value() != AskForm()["once"].value()
