"""The sample year from its first day to the day it is shown: every event in its order, at its own moment."""

import datetime as dt

from django.db import transaction

from accounts.services.settings import remembered_settings
from common import clock
from governance.services.documents import load_shipped
from partnership.sample import cast as casting
from partnership.sample import (
    plan,
    year_of_answers,
    year_of_consultations,
    year_of_data,
    year_of_expenses,
    year_of_following,
    year_of_imports,
    year_of_issues,
    year_of_lists,
    year_of_meetings,
    year_of_members,
    year_of_ourselves,
    year_of_terms,
    year_of_versions,
    year_of_views,
)
from partnership.sample.words_answers import PRESENTATIONS
from partnership.sample.words_issues import THEMES
from partnership.sample.words_people import AGENCIES

NOT_ACCEPTED = ("kelly", "hugh")


@transaction.atomic
def build_sample_year(as_of):
    """Build the year that ends on `as_of` through the services; the same day gives the same rows.

    Returns the cast. Everything happens in one transaction and with the clock at the moment of each event, so that
    what is built looks as if the group had worked with the portal all the time.
    """
    cast = casting.Cast()
    dates = plan.meetings_around(as_of)
    agencies = {THEMES[row["theme"]][0]: AGENCIES[row["agency"]][0] for row in PRESENTATIONS}
    presented_after = {THEMES[row["theme"]][0]: row["meeting"] for row in PRESENTATIONS}
    meetings = year_of_meetings.MeetingYear(cast, dates, agencies, presented_after)
    issues = year_of_issues.IssueYear(cast, dates, as_of)
    answers = year_of_answers.AnswerYear(cast, issues, dates, as_of)
    consultations = year_of_consultations.ConsultationYear(cast, as_of)
    events = [
        *_set_up(cast, dates[0][0]),
        *year_of_lists.events_of(year_of_lists.ListYear(cast, dates[0][0], as_of)),
        *year_of_meetings.events_of(meetings, as_of),
        *year_of_members.events_of(year_of_members.MemberYear(cast, meetings, dates, as_of)),
        *year_of_terms.events_of(year_of_terms.TermsYear(cast, meetings), dates),
        *year_of_issues.events_of(issues),
        *year_of_ourselves.events_of(year_of_ourselves.OurselvesYear(cast), as_of),
        *year_of_answers.events_of(answers),
        *year_of_consultations.events_of(consultations),
        *year_of_data.events_of(year_of_data.DataYear(cast, as_of)),
        *year_of_following.events_of(year_of_following.FollowingYear(cast, as_of)),
        *year_of_imports.events_of(year_of_imports.ImportYear(cast, as_of)),
        *year_of_expenses.events_of(year_of_expenses.ExpenseYear(cast, dates, as_of)),
        *year_of_versions.events_of(year_of_versions.VersionYear(cast, as_of)),
        *year_of_views.events_of(year_of_views.ViewsYear(cast, meetings), as_of),
    ]
    for moment, function in sorted(events, key=lambda event: event[0]):
        if clock.london(moment).date() < as_of:
            with clock.frozen(moment), remembered_settings():
                function(moment)
    return cast


def _set_up(cast, first_meeting):
    start = first_meeting - dt.timedelta(days=120)
    yield plan.moment(start, 8), lambda now: casting.set_up_service(cast, now)
    yield plan.moment(first_meeting - clock.DAY, 12), lambda now: load_shipped(by=cast.coordinator, now=now)
    yield (
        plan.moment(start, 9),
        lambda _now: casting.seat_members(cast, start, start - dt.timedelta(days=20)),
    )
    yield (
        plan.moment(first_meeting - dt.timedelta(days=29), 9),
        lambda _now: casting.leave_early(cast, start, first_meeting),
    )
    accepted = start + dt.timedelta(days=20)
    yield plan.moment(accepted, 18), lambda _now: casting.accept_roles(cast, accepted, but=NOT_ACCEPTED)
    again = accepted + dt.timedelta(days=330)
    yield plan.moment(again, 18), lambda _now: casting.accept_roles(cast, again, but=(*NOT_ACCEPTED, "callum"))
