"""The evidence that M8, M10, M11, P6, T1 to T3 and V11 are kept."""

import datetime as dt

import pytest

from answers.services.commitments import finish_commitment
from common import evidence as known
from common.evidence import State, year_to
from meetings.evidence import meetings as evidence
from meetings.rules import MeetingKind
from meetings.services.declarations import acknowledge_declaration
from meetings.services.minutes import resolve
from meetings.services.planning import set_chair
from meetings.services.questions import accept_question, answer_question, decline_question, not_ours_question
from members.services.interests import register_interest
from tests.counting import queries
from tests.factories import meetings as make
from tests.factories import members

pytestmark = pytest.mark.django_db
END = dt.date(2026, 12, 31)


def held(kind, on, memberships=None, marks="", **fields):
    return make.a_held_meeting(memberships, marks, on=on, kind=kind, **fields)


def a_whole_year():
    return [
        held(MeetingKind.SPRING, dt.date(2026, 3, 10)),
        held(MeetingKind.SUMMER, dt.date(2026, 6, 16)),
        held(MeetingKind.AUTUMN, dt.date(2026, 10, 13)),
    ]


@pytest.mark.parametrize(
    ("clause", "state"),
    [
        (evidence.interests_are_known, State.NONE),
        (evidence.substitutes_may_come, State.KEPT),
        (evidence.absences_are_reviewed, State.NONE),
        (evidence.constituencies_work_together, State.NONE),
        (evidence.coordinator_is_supported, State.DUE),
        (evidence.three_meetings_a_year, State.NONE),
        (evidence.additional_meetings_have_a_purpose, State.KEPT),
        (evidence.meetings_are_accessible, State.NONE),
        (evidence.questions_are_answered, State.NONE),
        (evidence.resolutions_are_followed, State.NONE),
    ],
)
def test_a_group_that_has_never_met_has_no_evidence(clause, state):
    assert clause(year_to(END)).state == state


def test_t1_counts_the_usual_meetings_of_a_year():
    a_whole_year()
    found = evidence.three_meetings_a_year(year_to(END))
    assert (found.figure, found.on, found.state) == (
        "3 usual meetings in a year",
        dt.date(2026, 10, 13),
        State.KEPT,
    )


def test_t1_a_term_that_ended_without_a_held_meeting_is_not_usual():
    held(MeetingKind.SPRING, dt.date(2026, 3, 10))
    make.a_cancelled_meeting(on=dt.date(2026, 6, 16), kind=MeetingKind.SUMMER)
    found = evidence.three_meetings_a_year(year_to(dt.date(2026, 9, 20)))
    assert found.state == State.NOT_USUAL
    assert found.figure == "1 usual meeting in a year; none held in Summer 2026"


def test_t1_a_term_that_has_not_ended_is_not_missing():
    held(MeetingKind.SPRING, dt.date(2026, 3, 10))
    assert evidence.three_meetings_a_year(year_to(dt.date(2026, 8, 30))).state == State.KEPT


def test_t1_terms_before_the_group_first_met_are_not_missing():
    held(MeetingKind.AUTUMN, dt.date(2026, 10, 13))
    assert evidence.three_meetings_a_year(year_to(END)).state == State.KEPT


def test_t2_names_the_purpose_of_the_last_additional_meeting():
    make.a_held_meeting(on=dt.date(2026, 5, 12), purpose="Short breaks")
    make.a_cancelled_meeting(on=dt.date(2026, 6, 12), purpose="Snow")
    make.a_meeting_with_agenda(dt.date(2026, 12, 8), purpose="Only planned")
    make.a_held_meeting(on=dt.date(2027, 2, 9), purpose="After the period")
    found = evidence.additional_meetings_have_a_purpose(year_to(END))
    assert found.figure == "1 additional meeting held in a year; the last for: Short breaks"


def test_t3_shows_what_is_missing():
    place = {"access_notes": "Step-free", "decided_by_group": "Item 7"}
    meeting = held(MeetingKind.SPRING, dt.date(2026, 3, 10), **place)
    assert evidence.meetings_are_accessible(year_to(END)).state == State.NOT_USUAL
    set_chair(meeting, members.a_person("Grace Hill"), by=None)
    found = evidence.meetings_are_accessible(year_to(END))
    assert found.state == State.KEPT
    assert (
        found.figure == "1 of 1 meetings in a year gave access details, 1 name the chair, 1 say where the group decided"
    )


def test_m8_counts_the_register_and_what_was_declared():
    ann = members.a_member()
    register_interest(ann.person, "Bus company", "driver", by=None)
    meeting = make.a_meeting_with_agenda(dt.date(2026, 3, 10))
    declaration = make.a_declaration(meeting)
    make.a_held_meeting(meeting=meeting)
    found = evidence.interests_are_known(year_to(END))
    assert found.figure == "interests in the register: 1; declared at meetings in a year: 1"
    assert (found.on, found.state) == (dt.date(2026, 3, 10), State.DUE)
    acknowledge_declaration(declaration, "left", by=None)
    assert evidence.interests_are_known(year_to(END)).state == State.KEPT


def test_m10_counts_substitutes():
    ann = members.a_member()
    held(MeetingKind.SPRING, dt.date(2026, 3, 10), [ann], "S")
    found = evidence.substitutes_may_come(year_to(END))
    assert (found.figure, found.on) == ("a substitute attended 1 time in a year", dt.date(2026, 3, 10))


def test_m11_says_when_no_reviews_were_needed():
    make.a_held_meeting(on=dt.date(2026, 1, 10))
    found = evidence.absences_are_reviewed(year_to(END))
    assert (found.figure, found.state) == ("no reviews were needed", State.KEPT)


def test_m11_is_due_with_an_open_review_overdue_after_another_meeting_and_kept_once_decided():
    ann = members.a_member()
    for month in (1, 2, 3):
        make.a_held_meeting([ann], "A", on=dt.date(2026, month, 10))
    assert evidence.absences_are_reviewed(year_to(END)).state == State.DUE
    make.a_held_meeting([ann], "P", on=dt.date(2026, 5, 12))
    assert evidence.absences_are_reviewed(year_to(END)).state == State.OVERDUE
    members.decide(ann.reviews.get(), outcome="continue", by=None, now=make.noon(dt.date(2026, 5, 13)))
    found = evidence.absences_are_reviewed(year_to(END))
    assert (found.figure, found.state) == ("0 reviews open, 1 decided in a year", State.KEPT)


def test_p3_counts_the_constituencies_that_were_represented_at_the_last_meeting():
    places = [members.a_constituency() for _ in range(3)]
    there = [members.a_member(seat=members.a_seat(constituency=place)) for place in places]
    held(MeetingKind.SPRING, dt.date(2026, 3, 10), there, "P S A")
    found = evidence.constituencies_work_together(year_to(END))
    assert found.figure == "2 of 3 constituencies were represented at the last meeting"


def test_p6_counts_the_co_ordinators_reports():
    spring, *_rest = a_whole_year()
    spring.items.get(standing="report").delete()
    found = evidence.coordinator_is_supported(year_to(END))
    assert (found.figure, found.state) == (
        "the co-ordinator's report was on the agenda of 2 of 3 usual meetings in a year",
        State.NOT_USUAL,
    )


def test_v11_counts_questions_and_is_due_after_a_meeting_without_an_answer():
    on = dt.date(2026, 3, 10)
    meeting = make.a_meeting_with_agenda(on)
    asked = make.noon(on - dt.timedelta(days=9))
    answered, _waiting, declined = (make.a_question(meeting, text=text, now=asked) for text in "ABC")
    answer_question(accept_question(answered, by=None), "Yes.", there=False, by=None, now=asked)
    decline_question(declined, "It names a child.", by=None)
    before = evidence.questions_are_answered(year_to(on))
    assert (before.figure, before.state) == ("questions put to meetings in a year: 3; answered: 1", State.KEPT)
    assert evidence.questions_are_answered(year_to(on + dt.timedelta(days=1))).state == State.DUE
    assert evidence.questions_are_answered(year_to(on + dt.timedelta(days=400))).state == State.NONE


def test_m11_links_no_page_because_reviews_are_private():
    make.a_held_meeting([members.a_member()], "A", on=dt.date(2026, 1, 10))
    assert evidence.absences_are_reviewed(year_to(END)).url == ""


def test_t3_counts_no_meeting_that_is_only_planned():
    place = {"access_notes": "Step-free", "decided_by_group": "Item 7"}
    held(MeetingKind.SPRING, dt.date(2026, 3, 10), **place)
    make.a_scheduled_meeting(dt.date(2026, 12, 15))
    assert evidence.meetings_are_accessible(year_to(END)).figure.startswith("1 of 1 meetings")


def test_v11_a_question_for_somebody_else_is_not_called_answered_and_one_answered_later_still_waited():
    on = dt.date(2026, 3, 10)
    meeting = make.a_meeting_with_agenda(on)
    asked = make.noon(on - dt.timedelta(days=9))
    later, other = (make.a_question(meeting, text=text, now=asked) for text in "AB")
    not_ours_question(accept_question(other, by=None, now=asked), "The council", by=None, now=asked)
    answer = {"there": False, "by": None, "now": make.noon(on + dt.timedelta(days=20))}
    answer_question(accept_question(later, by=None), "Yes.", **answer)
    words = "questions put to meetings in a year: 2; answered: {}; for somebody else: 1"
    then = evidence.questions_are_answered(year_to(on + dt.timedelta(days=1)))
    assert (then.figure, then.state) == (words.format(0), State.DUE)
    since = evidence.questions_are_answered(year_to(on + dt.timedelta(days=20)))
    assert (since.figure, since.state) == (words.format(1), State.KEPT)


def test_v12_counts_approved_minutes_and_what_became_of_each_resolution_by_then():
    on = dt.date(2026, 3, 10)
    meeting = make.a_held_meeting(on=on)
    for text in ("Write.", "Visit.", "Ring."):
        make.a_resolution(meeting, text)
    item = meeting.items.first()
    rows = [
        resolve(item, text, "Co-ordinator", dt.date(2026, 5, 1), by=None, now=make.noon(on))
        for text in ("Do A.", "Do B.")
    ]
    done = rows[0].commitment
    finish_commitment(done, evidence="Sent.", by=None, now=make.noon(dt.date(2026, 4, 1)))
    words = "minutes approved of 0 of 1 meetings in a year; of 2 resolutions to be done {} done, 0 not kept, {} late"
    assert evidence.resolutions_are_followed(year_to(dt.date(2026, 3, 31))).figure == words.format(0, 0)
    in_time = evidence.resolutions_are_followed(year_to(dt.date(2026, 5, 1)))
    assert (in_time.figure, in_time.state) == (words.format(1, 0), State.KEPT)
    late = evidence.resolutions_are_followed(year_to(dt.date(2026, 5, 2)))
    assert (late.figure, late.state) == (words.format(1, 1), State.OVERDUE)


def test_a_review_open_then_counts_as_open_whatever_was_decided_since():
    ann = members.a_member()
    for month in (1, 2, 3):
        make.a_held_meeting([ann], "A", on=dt.date(2026, month, 10))
    members.decide(ann.reviews.get(), outcome="continue", by=None, now=make.noon(dt.date(2026, 5, 13)))
    then = evidence.absences_are_reviewed(year_to(dt.date(2026, 5, 12)))
    assert (then.figure, then.state) == ("1 review open, 0 decided in a year", State.DUE)


def test_the_meetings_are_read_once_for_all_that_they_prove():
    a_whole_year()
    names = {name for name, kind in known.kinds.items() if kind.found_in.__module__ == evidence.__name__}
    with queries() as counted:
        known.collect(year_to(END), names)
    assert len(names) == 10
    assert len(counted) <= 8
