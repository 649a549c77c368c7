"""Two people open the same form and both save: the second is shown what the first saved, and loses nothing typed."""

import pytest
from django.test import Client

from common import clock
from common.pages import EditMixin
from meetings.models import Meeting
from tests.factories import issues, members
from tests.filling import filled, parts_of, seen_in
from tests.partnership.test_address_grid import POST, ROLES, ROWS, address_of, people
from tests.partnership.test_form_pages import ITS_MEMBERS_ALONE, PAGES
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def due_in(days):
    return lambda _page: parts_of(clock.today() + days * clock.DAY, "due_on")


def decided_in(days):
    return lambda _page: parts_of(clock.today() + days * clock.DAY, "decide_on")


def closes_in(days):
    return lambda _page: parts_of(clock.today() + days * clock.DAY, "closes_on")


def ended(days_ago):
    return lambda _page: parts_of(clock.today() - days_ago * clock.DAY, "ends_on") | {"reason": "A slip"}


def told(people):
    how = {"how": "by e-mail", "people": people}
    return lambda _page: how | parts_of(clock.today() - 5 * clock.DAY, "told_on")


def lasts(days):
    return lambda _page: parts_of(clock.today() + days * clock.DAY, "ends_on")


def a_theme(_page):
    return {"theme": issues.theme().pk}


def another_theme(page):
    return {"themes": page.context["form"].fields["themes"].queryset.first().pk}


def a_person(_page):
    return {"person": members.a_person().pk}


def record_of_the_first(record):
    return lambda page: {next(name for name in page.context["form"].fields if name.startswith("record_")): record}


# For each kind of form, what the first and what the second person types.
TYPED = {
    "accounts:entry_rename": ({"name": "South west"}, {"name": "South coast"}),
    "accounts:my_account": ({"name": "Anna Smith"}, {"name": "Anna Jones"}),
    "answers:commitment_move": (due_in(40), due_in(50)),
    "consultations:consultation_close": (decided_in(100), decided_in(110)),
    "consultations:consultation_extend": (closes_in(40), closes_in(50)),
    "consultations:decision_move": (decided_in(200), decided_in(210)),
    "consultations:question_edit": ({"text": "Which morning?"}, {"text": "Which evening?"}),
    "consultations:theme_edit": ({"said": "Families want Sundays."}, {"said": "Families want evenings."}),
    "consultations:uncounted_record": ({"count": "5"}, {"count": "7"}),
    "consultations:words_correct": (another_theme, {"reason": "It was read in haste."}),
    "expenses:claim_edit": ({"activity": "Visit to a school"}, {"activity": "Visit to a clinic"}),
    "expenses:line_edit": ({"miles": "30"}, {"miles": "40"}),
    "issues:issue_consents": (
        {"share_with_agency": "", "how": "She rang"},
        {"share_with_group": "", "how": "She wrote"},
    ),
    "issues:issue_group": (a_theme, a_theme),
    "issues:issue_sharing": ({"share_with_agency": ""}, {"may_publish": ""}),
    "issues:issue_log": (a_theme, a_theme),
    "issues:theme_edit": ({"name": "Buses"}, {"summary": "About trains"}),
    "meetings:attendance_correct": ({"reason": "Was ill"}, {"reason": "On holiday"}),
    "meetings:attendance_record": (record_of_the_first("apologies"), record_of_the_first("present")),
    "meetings:chair_set": (a_person, a_person),
    "meetings:handling_change": ({"handling": "stayed"}, {"handling": "spoke"}),
    "meetings:meeting_edit": ({"venue": "Town hall"}, {"venue": "Library"}),
    "meetings:meeting_reply": ({"needs": "A ramp"}, {"needs": "A signer"}),
    "meetings:minutes_number": ({"first": "101"}, {"first": "201"}),
    "meetings:question_edit": ({"edited_text": "Is the bus late?"}, {"edited_text": "Why is the bus late?"}),
    "meetings:reply_enter": ({"needs": "A ramp"}, {"needs": "A signer"}),
    "meetings:sittings_record": ({"ends_1": "12:00"}, {"ends_1": "12:30"}),
    "meetings:passed_on_record": (told(100), told(140)),
    "meetings:views_bring": ({"summary": "Late."}, {"summary": "Early."}),
    "members:constituency_edit": ({"name": "Town"}, {"name": "Country"}),
    "members:membership_end_correct": (ended(3), ended(2)),
    "members:membership_edit": ({"role_title": "Governor"}, {"role_title": "Head"}),
    "members:my_details_edit": ({"skills": "Signing"}, {"skills": "Accounts"}),
    "members:person_edit": ({"phone": "01632 960002"}, {"skills": "Accounts"}),
    "members:person_sign_in": ({"email": "one@example.org"}, {"email": "two@example.org"}),
    "members:call_correct": ({"method": "lot"}, {"method": "body"}),
    "members:call_edit": ({"asked": "All families"}, {"asked": "Two schools"}),
    "members:membership_term": (lasts(300), lasts(310)),
    "meetings:yearly_answer_enter": ({"wish": "go_on"}, {"wish": "stop"}),
    "meetings:yearly_propose": ({"proposal": "continue"}, {"proposal": "share"}),
    "members:seat_edit": ({"title": "Parent, coast"}, {"title": "Parent, hills"}),
}


def test_every_kind_of_form_is_opened_in_two_windows():
    assert set(TYPED) == {name for name, view in PAGES.items() if issubclass(view, EditMixin)} - ITS_MEMBERS_ALONE


class Window:
    """The form of an address, open in somebody's browser."""

    def __init__(self, user, address, more, typed):
        self.address, self.client = address, sign_in(Client(), user)
        page = self.client.get(address)
        self.typed = typed(page) if callable(typed) else typed
        self.data = filled(page, address) | more | self.typed

    def send(self, **changes):
        self.data |= changes
        return self.client.post(self.address, self.data)


def windows(name):
    """Return the same form in two windows of whoever may save it."""
    row = next(row for row in ROWS[name] if 302 in row.codes(POST).values())
    role = next(role for role in reversed(ROLES) if row.codes(POST).get(role) == 302)
    user, address = people()[role], address_of(name, row.kwargs)
    return [Window(user, address, row.answers(), typed) for typed in TYPED[name]]


@pytest.mark.parametrize("name", sorted(TYPED))
def test_the_second_to_save_is_shown_what_the_first_saved(name):
    first, second = windows(name)
    assert first.send().status_code == 302
    page = second.send()
    assert page.status_code == 409
    text = page.content.decode()
    assert "Someone else saved this while you were writing." in text
    assert page.context["stale"]["theirs"]
    assert [kind for kind, _line in page.context["stale"]["lines"] if kind == "theirs"]
    for field, typed in second.typed.items():
        assert page.context["form"].data.get(field, "") == str(typed)
    assert second.send(**seen_in(page)).status_code != 409


def test_only_what_the_first_changed_is_shown_in_words():
    first, second = windows("members:person_edit")
    first.send()
    stale = second.send().context["stale"]
    assert stale["theirs"] == "Phone number: 01632 960002"


def test_a_form_with_nothing_of_what_it_showed_overwrites_nothing():
    _first, second = windows("meetings:meeting_edit")
    before = Meeting.objects.values().get()
    assert second.send(seen="").status_code == 409
    assert second.send(seen="\0:x y").status_code == 409
    assert Meeting.objects.values().get() == before


def test_whoever_saves_the_same_again_without_another_in_between_is_not_stale():
    first, _second = windows("members:seat_edit")
    assert first.send().status_code == 302
    again = Window.send(first, **seen_in(first.client.get(first.address)))
    assert again.status_code == 302
