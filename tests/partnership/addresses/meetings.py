"""The addresses of meetings: public, a member's own and the co-ordinator's; who gets what, typed by hand.

The member of the grid holds a seat of their own; nothing of these rows was written by them.
"""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from common import clock
from common.documents import store_document
from meetings.models import AgendaItem, Meeting, Paper, PublicQuestion
from meetings.services.agenda import publish_agenda
from meetings.services.attendance import add_in_attendance
from meetings.services.decided import renew_term
from meetings.services.declarations import acknowledge_declaration
from meetings.services.minutes import note_point, resolve, save_minute
from meetings.services.papers import replace_paper, withdraw_paper
from meetings.services.passing_on import record_passed_on
from meetings.services.planning import postpone
from meetings.services.questions import accept_question, answer_question
from meetings.services.views_brought import close_link
from members.models import Membership, YearlyEntry
from members.services.yearly import open_yearly_review, propose_for_year
from tests.factories import accounts, issues, members
from tests.factories import meetings as make
from tests.filling import parts_of
from tests.redacting import confirmed


def nothing():
    return {}


def _day(days):
    return clock.today() + dt.timedelta(days=days)


def _coming(days=40):
    """Return a meeting to come, whose agenda is not out."""
    return make.a_scheduled_meeting(_day(days), now=clock.now())


def _published(days=40):
    return publish_agenda(_coming(days), by=None)


def _begun():
    """Return a meeting of yesterday whose register is open."""
    return make.a_meeting_with_agenda(_day(-1))


def _held(memberships=None, marks=""):
    return make.a_held_meeting(memberships, marks, on=_day(-10))


def _approved():
    return make.an_approved_meeting(on=_day(-60), at_meeting=make.a_meeting_with_agenda(_day(-30)))


def _part(meeting, row):
    return {"slug": meeting.slug, "pk": row.pk}


def coming():
    return {"slug": _coming().slug}


def planned():
    """A meeting that nobody has been told of."""
    return {"slug": make.a_planned_meeting(_day(40), now=clock.now()).slug}


def year_planned():
    return {"year": make.a_planned_meeting(_day(40), now=clock.now()).year}


def published():
    return {"slug": _published().slug}


def begun():
    return {"slug": _begun().slug}


def held():
    return {"slug": _held().slug}


def written():
    """A held meeting with a minute, ready to be sent round."""
    meeting = _held()
    save_minute(meeting.items.first(), "The chair spoke.", 0, by=accounts.coordinator())
    return {"slug": meeting.slug}


def circulated():
    return {"slug": make.a_circulated_meeting(on=_day(-10)).slug}


def approved():
    return {"slug": _approved().slug}


def postponed():
    return {"slug": postpone(_coming(), "Snow", by=None).slug}


def approved_version():
    return {"slug": _approved().slug, "number": 2}


def draft_of_approved():
    return {"slug": _approved().slug, "number": 1}


def draft_version():
    return {"slug": make.a_circulated_meeting(on=_day(-10)).slug, "number": 1}


def paper():
    meeting = _coming()
    row = make.a_paper(meeting.items.first())
    publish_agenda(meeting, by=None)
    return _part(meeting, row)


def paper_for_members():
    meeting = _coming()
    row = make.a_paper(meeting.items.first(), is_for_members_only=True)
    publish_agenda(meeting, by=None)
    return _part(meeting, row)


def paper_with_file():
    meeting = _coming()
    document = store_document(b"One, two, three.", name="figures.txt")
    row = make.a_paper(meeting.items.first(), document=document)
    publish_agenda(meeting, by=None)
    return _part(meeting, row)


def withdrawn_paper():
    kwargs = paper_with_file()
    withdraw_paper(Paper.objects.get(pk=kwargs["pk"]), "It named a child.", by=None)
    return kwargs


def replaced_paper():
    kwargs = paper_with_file()
    replace_paper(Paper.objects.get(pk=kwargs["pk"]), "Travel", text="x", urgency_reason="Corrected", by=None)
    return kwargs


def draft_paper():
    meeting = _coming()
    return _part(meeting, make.a_paper(meeting.items.first()))


def question():
    meeting = _published()
    return {"slug": meeting.slug, "reference": make.a_question(meeting, now=clock.now()).reference}


def accepted_question():
    meeting = _published()
    row = accept_question(make.a_question(meeting, now=clock.now()), by=None)
    return {"slug": meeting.slug, "reference": row.reference}


def answered_question():
    kwargs = accepted_question()
    answer_question(
        PublicQuestion.objects.get(reference=kwargs["reference"]),
        "Yes, Ann Lowe.",
        False,
        put_back=["ann lowe"],
        by=None,
    )
    return kwargs


def item():
    meeting = _coming()
    return _part(meeting, make.an_item(meeting))


def held_item():
    meeting = _held()
    return _part(meeting, meeting.items.first())


def noted_point():
    meeting = _held()
    return _part(meeting, note_point(meeting.items.first(), "Noted", by=None))


def resolution():
    meeting = _held()
    return _part(meeting, resolve(meeting.items.first(), "Do it", by=None))


def resolved_review():
    return {"pk": make.a_resolution_on_a_review(_held()).review.pk}


def seat_to_share():
    seat = members.a_seat()
    resolve(_held().items.first(), "Share it", seat=seat, by=None)
    return {"pk": seat.pk}


def term_to_renew():
    membership = members.a_term(ends_on=_day(100)).membership
    resolve(_held().items.first(), "Renew it", by=None)
    return {"pk": membership.pk}


def renewal():
    membership = members.a_term(ends_on=_day(100)).membership
    resolution = resolve(_held().items.first(), "Renew it", by=None)
    term = renew_term(membership, resolution=resolution, ends_on=_day(400), by=None)
    return {"pk": term.renewal.pk}


def yearly():
    members.a_member()
    return {"year": open_yearly_review(clock.today().year, by=None).year}


def yearly_entry():
    membership = members.a_member()
    review = open_yearly_review(clock.today().year, by=None)
    return {"pk": review.entries.get(membership=membership).pk}


def yearly_to_decide():
    review = open_yearly_review(clock.today().year, by=None, now=clock.at(_day(-10), dt.time(9)))
    for membership in Membership.objects.active():
        entry, _is_new = YearlyEntry.objects.get_or_create(review=review, membership=membership)
        propose_for_year(entry, proposal="continue", by=None)
    resolve(_held().items.first(), "All go on", by=None)
    return {"year": review.year}


def attendance():
    membership = members.a_member()
    meeting = _held([membership], "P")
    return _part(meeting, meeting.attendance.get(membership=membership))


def in_attendance():
    meeting = _begun()
    return _part(meeting, add_in_attendance(meeting, "Carys", by=None))


def membership_to_reply():
    return _part(_published(), members.a_member())


def declaration():
    meeting = _begun()
    return _part(meeting, make.a_declaration(meeting))


def handled_declaration():
    meeting = _begun()
    declared = make.a_declaration(meeting)
    return _part(meeting, acknowledge_declaration(declared, "left", by=None))


def proposed():
    """An item of a meeting to come that names a body of somebody's register."""
    meeting = _coming()
    interest = members.an_interest(members.a_member().person, body="Hillside School")
    item = make.an_item(meeting, "A bus to Hillside")
    publish_agenda(meeting, by=None)
    return {"slug": meeting.slug, "item": item.pk, "kind": "interest", "pk": interest.pk}


def theme_to_discuss():
    _coming()
    return {"kind": "theme", "pk": issues.theme().pk}


def circulated_and_a_later_one():
    make.a_held_meeting(on=_day(-5))
    return circulated()


def views():
    """What another member gathers, by a link that is open."""
    meeting = _published()
    return _part(meeting, make.views_to_bring(meeting, now=clock.now()))


def views_of_the_member():
    """What the member of the grid gathers."""
    meeting = _published()
    own = Membership.objects.order_by("pk").first()
    return _part(meeting, make.views_to_bring(meeting, own, now=clock.now()))


def own_seat_at_a_meeting():
    """The seat of the member of the grid, and a meeting that was held; nobody has recorded anything."""
    own = Membership.objects.order_by("pk").first() or members.a_member()
    return {"slug": _held().slug, "pk": own.pk}


def passed_on():
    """What the member of the grid has passed on."""
    kwargs = own_seat_at_a_meeting()
    meeting, own = Meeting.objects.get(slug=kwargs["slug"]), Membership.objects.get(pk=kwargs["pk"])
    record_passed_on(meeting, own, told_on=meeting.on, how="by e-mail", people=140, by=None)
    return kwargs


def views_at_a_meeting():
    meeting = _begun()
    return _part(meeting, make.views_brought(meeting))


def meeting_with_views():
    return {"slug": views_at_a_meeting()["slug"]}


def answer_by_link():
    meeting = _published()
    [row] = make.views_given(make.views_to_bring(meeting, now=clock.now()), 1, now=clock.now())
    return _part(meeting, row)


def open_link():
    views()
    return {"secret": make.SECRET}


def closed_link():
    meeting = _published()
    close_link(make.views_to_bring(meeting, now=clock.now()), by=None)
    return {"secret": make.SECRET}


CSV = b"Date,Name,Attended\n1/6/2019,Ann Lowe,yes\n"
ANSWERS = {
    "meetings:term_renew": lambda: parts_of(_day(500), "ends_on"),
    "meetings:past_import": lambda: {"file": SimpleUploadedFile("meetings.csv", CSV)},
    "meetings:additional_plan": lambda: parts_of(_day(40), "on") | {"ends": "12:00"},
    "meetings:meeting_schedule": lambda: parts_of(_day(40), "on") | {"ends": "12:00"},
    "meetings:sittings_record": {"ends_1": "12:00"},
    "meetings:year_plan": parts_of(dt.date(2027, 3, 9), "spring") | {"year": "2027", "ends": "12:00"},
    "meetings:item_add": {"title": "Travel to school"},
    "meetings:paper_add": {"text": "Buses come late."},
    "meetings:minutes_redact": confirmed("parents"),
    "meetings:question_redact": confirmed("Ann Lowe"),
    "meetings:paper_withdraw": {"reason": "It named a child."},
    "meetings:item_private": {"private_kind": "one_family", "private_reason": "It names a child"},
    "meetings:views_gather": {"by_link": "no"},
    "meetings:passed_on_record": lambda: parts_of(_day(-5), "told_on") | {"people": "140"},
    "meetings:declaration_add": {"name": "Ann Lowe", "nature": "Works for the bus company"},
    "meetings:my_declaration_add": {"nature": "Works for the bus company"},
    "meetings:handling_change": {"handling": "stayed"},
    "meetings:minutes_approve": lambda: {"at_meeting": Meeting.objects.held().latest("starts_at").pk},
    "meetings:minutes_amend": lambda: {f"minute_{AgendaItem.objects.order_by('pk').last().pk}": "The chair spoke."},
}
