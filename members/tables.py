"""The columns of the co-ordinator's lists."""

from collections import defaultdict

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.dates import day
from common.pages.columns import Column, DayColumn, StatusColumn, Table, YesNoColumn
from common.pages.telling import ToTellTable
from members.rules import a_year_before
from members.selectors import waiting_for


def own_page(record):
    return record.get_absolute_url()


class MembershipTable(Table):
    name = Column(gettext_lazy("Name"), accessor="person__name", linkify=own_page)
    seat = Column(gettext_lazy("Seat"), accessor="seat__title")
    constituency = Column(gettext_lazy("Constituency"), accessor="seat__constituency__name", visible=False)
    role_title = Column(gettext_lazy("Role"), visible=False)
    affiliation = Column(gettext_lazy("Who they represent"), visible=False)
    status = StatusColumn(gettext_lazy("Status"))
    starts_on = DayColumn(gettext_lazy("Member since"), visible=False)
    ends_on = DayColumn(gettext_lazy("Until"), visible=False)
    term_ends_on = DayColumn(gettext_lazy("Term of office until"), default="", visible=False)
    has_accepted = Column(gettext_lazy("Role accepted"), empty_values=())
    confirmed_on = DayColumn(gettext_lazy("Interests confirmed"), empty_values=())

    def render_seat(self, record):
        return render_to_string("members/_seat_of.html", {"seat": record.seat})

    def render_status(self, record):
        return render_to_string("members/_membership_state.html", {"membership": record})

    def render_has_accepted(self, record):
        return render_to_string("members/accepted_tag.html", {"membership": record})

    def value_has_accepted(self, record):
        if not record.is_active:
            return ""
        if not record.version_in_force:
            return _("none yet")
        return _("accepted") if record.has_accepted else _("not yet")

    def render_confirmed_on(self, record):
        context = {"membership": record, "confirmed_after": a_year_before(clock.today())}
        return render_to_string("members/confirmed_tag.html", context)


class PersonTable(Table):
    name = Column(gettext_lazy("Name"), linkify=own_page)
    email = Column(gettext_lazy("E-mail address"), default="")
    phone = Column(gettext_lazy("Phone number"), default="")
    user_id = YesNoColumn(gettext_lazy("Signs in"))


class SeatTable(Table):
    """Rows are seats with their holders (`members.composition.SeatStanding`)."""

    constituency = Column(gettext_lazy("Constituency"), accessor="seat__constituency__name", visible=False)
    seat = Column(gettext_lazy("Seat"), accessor="seat__title")
    is_shared = YesNoColumn(gettext_lazy("Shared"), accessor="seat__is_shared", visible=False)
    holders = Column(gettext_lazy("Held by"), empty_values=())
    nominees = Column(gettext_lazy("Nominated"), visible=False)
    vacant_since = DayColumn(gettext_lazy("Vacant since"), visible=False)
    do = Column(gettext_lazy("Actions"), accessor="seat__pk", exclude_from_export=True)

    def render_seat(self, record):
        return render_to_string("members/_seat_title.html", {"seat": record.seat})

    def render_holders(self, record):
        return render_to_string("members/_seat_holders.html", {"standing": record})

    def render_do(self, record):
        return render_to_string("members/_seat_actions.html", {"standing": record})

    def value_holders(self, record):
        return names_of(record.holders)

    def value_nominees(self, record):
        return names_of(record.nominees)


class HolderTable(Table):
    """Who holds and held one seat."""

    name = Column(gettext_lazy("Name"), accessor="person__name", linkify=own_page)
    role_title = Column(gettext_lazy("Role"), default="")
    affiliation = Column(gettext_lazy("Who they represent"), default="")
    starts_on = DayColumn(gettext_lazy("From"))
    ends_on = DayColumn(gettext_lazy("Until"), default=gettext_lazy("today"))
    term_ends_on = DayColumn(gettext_lazy("Term of office until"), default="")
    end_reason = Column(gettext_lazy("Why it ended"), default="")


def names_of(memberships):
    return ", ".join(membership.person.name for membership in memberships)


def description_page(record):
    return reverse("members:staff_role_description", args=[record.pk])


class RoleDescriptionTable(Table):
    title = Column(gettext_lazy("Title"), linkify=description_page)
    in_force_number = Column(gettext_lazy("In force"), empty_values=())
    seat_count = Column(gettext_lazy("Seats"))

    def render_in_force_number(self, record):
        return render_to_string("members/_in_force.html", {"description": record})

    def value_in_force_number(self, record):
        if not record.in_force_number:
            return _("draft")
        words = {"number": record.in_force_number, "day": day(record.in_force_on)}
        return _("version %(number)s since %(day)s") % words


def page_of_person(record):
    return record.person.get_absolute_url()


class InterestTable(Table):
    name = Column(gettext_lazy("Name"), accessor="person__name", linkify=page_of_person)
    body = Column(gettext_lazy("Body"))
    capacity = Column(gettext_lazy("Capacity"))
    status = StatusColumn(gettext_lazy("Status"))
    starts_on = DayColumn(gettext_lazy("Since"))
    ended_on = DayColumn(gettext_lazy("Until"), default="")
    notes = Column(gettext_lazy("Notes"), accessor="pk")
    do = Column(gettext_lazy("Actions"), accessor="pk", exclude_from_export=True)

    def value_notes(self, record):
        notes = {
            _("Held by someone close."): record.is_connected_person,
            _("Money is involved."): record.is_pecuniary,
            _("Not in the public register."): record.is_private,
        }
        return " ".join(note for note, holds in notes.items() if holds)

    render_notes = value_notes

    def render_do(self, record):
        return render_to_string("members/_interest_actions.html", {"interest": record})


class ApplicationTable(Table):
    reference = Column(gettext_lazy("Reference"), linkify=own_page)
    name = Column(gettext_lazy("Name"), default=gettext_lazy("no longer kept"))
    seat = Column(gettext_lazy("Seat"), accessor="call__seat__title")
    status = StatusColumn(gettext_lazy("Status"))
    received_on = DayColumn(gettext_lazy("Received on"))
    ended_on = DayColumn(gettext_lazy("Answered on"), default="")


class ReviewTable(Table):
    name = Column(gettext_lazy("Member"), accessor="membership__person__name", linkify=own_page)
    seat = Column(gettext_lazy("Seat"), accessor="membership__seat__title")
    status = StatusColumn(gettext_lazy("Status"))
    outcome = Column(gettext_lazy("Decided"), default="")
    opened_on = DayColumn(gettext_lazy("Opened on"))
    closed_on = DayColumn(gettext_lazy("Closed on"), default="")
    missed_on = Column(gettext_lazy("Meetings missed"))
    member_said = Column(gettext_lazy("The member said"), default=gettext_lazy("nothing yet"), exclude_from_export=True)

    def value_missed_on(self, record):
        return ", ".join(map(day, record.missed_days))

    render_missed_on = value_missed_on

    def render_member_said(self, value):
        return Truncator(value).chars(120)


class SendingTable(Table):
    """What was sent, with whom it reached; "to ring or write to" leads to the page that says who."""

    subject = Column(gettext_lazy("Sent"), linkify=own_page)
    sent_on = DayColumn(gettext_lazy("On"))
    people = Column(gettext_lazy("To"))
    emailed = Column(gettext_lazy("E-mail sent"))
    waiting = Column(gettext_lazy("E-mail waiting"))
    told = Column(gettext_lazy("Told another way"))
    untold = Column(gettext_lazy("To ring or write to"))


def page_to_tell(record):
    return reverse("members:person_tell", args=[record.pk])


class PeopleToTellTable(ToTellTable):
    """Rows are the longest waiting news of each person; the page reads the rest of what waits for them at once."""

    name = Column(gettext_lazy("Name"), linkify=page_to_tell)
    phone = Column(gettext_lazy("Phone number"), accessor="person__phone", default=gettext_lazy("Not given"))
    since = DayColumn(gettext_lazy("Waiting since"), accessor="sending__sent_on")

    class Meta(ToTellTable.Meta):
        sequence = ("name", "phone", "news", "since")

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        self.waiting = defaultdict(list)
        for row in waiting_for([record.who for record in data], clock.today()) if data else ():
            self.waiting[row.who].append(row)

    def news_of(self, record):
        return self.waiting[record.who]
