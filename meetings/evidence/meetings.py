"""Evidence that the terms about meetings, attendance and interests are kept (M8, M10, M11, P6, T1 to T3, V11, V12)."""

import datetime as dt

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answers.rules import CommitmentStatus
from common import clock, evidence
from common.evidence import Evidence, State
from meetings.figures.group import held_in
from meetings.models import AgendaItem, Attendance, Declaration, Meeting, PublicQuestion, Resolution
from meetings.rules import (
    ATTENDED,
    AttendanceRecord,
    MeetingKind,
    QuestionStatus,
    Standing,
    usual_terms,
)
from members.figures import holders_at_end
from members.models import Interest, MembershipReview

READ = ("slug", "kind", "year", "purpose", "starts_at", "access_notes", "chair", "decided_by_group", "approved_on")


def meetings_page():
    return reverse("meetings:meeting_list")


def _held_until(day):
    """Return the meetings that were held up to a day, the newest first, each with `has_report` (P6)."""
    held = Meeting.objects.held().filter(starts_at__lt=clock.at(day + clock.DAY, dt.time()))
    reports = AgendaItem.objects.filter(meeting=OuterRef("pk"), standing=Standing.REPORT)
    return list(held.only(*READ).annotate(has_report=Exists(reports)))


the_meetings = evidence.read_once(_held_until)


def _meetings_of(period):
    return [one for one in the_meetings(period.end) if one.starts_at >= period.starts_at]


@evidence.kind("interests", gettext_lazy("the register of interests, and declarations at meetings"))
def interests_are_known(period):
    """M8: the register of interests, and declarations at meetings with their handling."""
    current = Interest.objects.filter(registered_on__lte=period.end).exclude(ended_on__lte=period.end)
    registered = current.filter(person__memberships__in=holders_at_end(period)).distinct()
    declared = Declaration.objects.filter(meeting__in=held_in(period))
    found = declared.aggregate(
        all=Count("pk"), waiting=Count("pk", filter=Q(handling="")), last=Max("meeting__starts_at")
    )
    found["registered"] = registered.count()
    found["when"] = evidence.within(period)
    words = _("interests in the register: %(registered)s; declared at meetings %(when)s: %(all)s") % found
    state = State.DUE if found["waiting"] else State.KEPT
    if not found["all"] and not found["registered"]:
        state = State.NONE
    return Evidence(words, on=_day(found["last"]), url=reverse("members:interest_list"), state=state)


def _day(moment):
    return clock.london(moment).date() if moment else None


def _last_day(meetings):
    return max((one.on for one in meetings), default=None)


@evidence.kind("substitutes", gettext_lazy("substitutes attending"))
def substitutes_may_come(period):
    """M10: a member who cannot come may ask somebody else; how often that was used."""
    came = Attendance.objects.filter(meeting__in=held_in(period), record=AttendanceRecord.SUBSTITUTE)
    found = came.aggregate(all=Count("pk"), last=Max("meeting__starts_at"))
    if not found["all"]:
        words = _("no substitute attended %(when)s") % {"when": evidence.within(period)}
        return Evidence(words, url=meetings_page(), state=State.KEPT)
    words = ngettext(
        "a substitute attended %(n)s time %(when)s",
        "a substitute attended %(n)s times %(when)s",
        found["all"],
    )
    words %= {"n": found["all"], "when": evidence.within(period)}
    return Evidence(words, on=_day(found["last"]), url=meetings_page())


@evidence.kind("absence-reviews", gettext_lazy("reviews of members who missed three meetings in a row"))
def absences_are_reviewed(period):
    """M11: reviews after three meetings missed; one still open after two further meetings held is overdue."""
    held = the_meetings(period.end)
    if not held:
        return Evidence(_("no meetings held yet"), url=meetings_page(), state=State.NONE)
    later = Meeting.objects.held().filter(starts_at__lt=period.ends_at, starts_at__date__gt=OuterRef("opened_on"))
    ended = Q(decided_on__lte=period.end) | Q(withdrawn_on__lte=period.end)
    was_open = ~Q(pk__in=MembershipReview.objects.filter(ended).values("pk"))
    found = MembershipReview.objects.filter(opened_on__lte=period.end).aggregate(
        all=Count("pk"),
        open=Count("pk", filter=was_open),
        decided=Count("pk", filter=Q(decided_on__gte=period.start, decided_on__lte=period.end)),
        overdue=Count("pk", filter=Q(Exists(later)) & was_open),
        last=Max("opened_on"),
    )
    words = ngettext(
        "%(open)s review open, %(decided)s decided %(when)s",
        "%(open)s reviews open, %(decided)s decided %(when)s",
        found["open"],
    )
    found["when"] = evidence.within(period)
    words = words % found if found["all"] else _("no reviews were needed")
    state = State.OVERDUE if found["overdue"] else State.DUE if found["open"] else State.KEPT
    # Reviews are private, so there is no page that whoever reads the figure may open.
    return Evidence(words, on=found["last"] or held[0].on, state=state)


@evidence.kind("constituencies-at-meetings", gettext_lazy("constituencies represented at the last meeting"))
def constituencies_work_together(period):
    """P3: works in partnership; how many constituencies of those expected were represented at the last meeting."""
    last = next(iter(the_meetings(period.end)), None)
    if last is None:
        return Evidence(_("no meetings held yet"), url=meetings_page(), state=State.NONE)
    came = Q(record__in=[*ATTENDED, AttendanceRecord.SUBSTITUTE])
    found = last.attendance.filter(was_invited=True).aggregate(
        all=Count("constituency", distinct=True), came=Count("constituency", distinct=True, filter=came)
    )
    words = _("%(came)s of %(all)s constituencies were represented at the last meeting") % found
    return Evidence(words, on=last.on, url=last.get_absolute_url())


@evidence.kind("coordinator-reports", gettext_lazy("the co-ordinator's reports at meetings"))
def coordinator_is_supported(period):
    """P6: the co-ordinator's report was on the agenda of each usual meeting held."""
    usual = [one for one in _meetings_of(period) if one.kind != MeetingKind.ADDITIONAL]
    reported = [one for one in usual if one.has_report]
    if not usual:
        return Evidence(
            _("no usual meeting %(when)s") % {"when": evidence.within(period)}, url=meetings_page(), state=State.DUE
        )
    words = _("the co-ordinator's report was on the agenda of %(reported)s of %(all)s usual meetings %(when)s")
    words %= {"reported": len(reported), "all": len(usual), "when": evidence.within(period)}
    state = State.KEPT if len(reported) == len(usual) else State.NOT_USUAL
    return Evidence(words, on=_last_day(reported), url=meetings_page(), state=state)


@evidence.kind("meetings-each-year", gettext_lazy("meetings held in Spring, Summer and Autumn"))
def three_meetings_a_year(period):
    """T1: usually Spring, Summer and Autumn; a term that ended without a held meeting is "not usual"."""
    held = {(one.year, one.kind) for one in _meetings_of(period)}
    expected = _terms_that_ended(period)
    missing = [
        _("%(kind)s %(year)s") % {"kind": MeetingKind(kind).label, "year": year}
        for year, kind in expected
        if (year, kind) not in held and not _was_held(year, kind, period)
    ]
    last = _last_day(_meetings_of(period))
    if not the_meetings(period.end):
        return Evidence(_("no meetings held yet"), url=meetings_page(), state=State.NONE)
    usual = sum(kind != MeetingKind.ADDITIONAL for _year, kind in held)
    words = ngettext("%(n)s usual meeting %(when)s", "%(n)s usual meetings %(when)s", usual)
    words %= {"n": usual, "when": evidence.within(period)}
    if missing:
        words = _("%(words)s; none held in %(terms)s") % {"words": words, "terms": ", ".join(missing)}
    return Evidence(words, on=last, url=meetings_page(), state=State.NOT_USUAL if missing else State.KEPT)


def _was_held(year, kind, period):
    return any((one.year, one.kind) == (year, kind) for one in the_meetings(period.end))


def _terms_that_ended(period):
    """Return (year, kind) of the terms that ended in a period, since the group first met."""
    first = next(reversed(the_meetings(period.end)), None)
    years = range(period.start.year - 1, period.end.year + 1)
    begins = sorted((day, year, kind) for year in years for kind, day in usual_terms(year).items())
    ends = [begun for begun, _year, _kind in begins[1:]] + [dt.date(period.end.year + 1, 1, 1)]
    return [
        (year, kind)
        for (_begun, year, kind), end in zip(begins, ends, strict=True)
        if period.start <= end <= period.end and first is not None and end > first.on
    ]


@evidence.kind("additional-meetings", gettext_lazy("additional meetings, and what each was for"))
def additional_meetings_have_a_purpose(period):
    """T2: an additional meeting is for a specific purpose; those that were held, none that is only planned."""
    rows = [one for one in _meetings_of(period) if one.kind == MeetingKind.ADDITIONAL]
    count, when = len(rows), evidence.within(period)
    if not rows:
        return Evidence(_("no additional meeting held %(when)s") % {"when": when}, url=meetings_page())
    last = rows[0]
    words = ngettext("%(n)s additional meeting held %(when)s", "%(n)s additional meetings held %(when)s", count)
    words = _("%(words)s; the last for: %(purpose)s") % {
        "words": words % {"n": count, "when": when},
        "purpose": last.purpose,
    }
    return Evidence(words, on=last.on, url=last.get_absolute_url())


@evidence.kind(
    "accessible-meetings", gettext_lazy("meetings with access details, a named chair and a decision by the group")
)
def meetings_are_accessible(period):
    """T3: of the meetings held, how many said how to get in, who chaired, and that the group decided."""
    held = _meetings_of(period)
    found = {
        "all": len(held),
        "access": sum(one.access_notes != "" for one in held),
        "chaired": sum(one.chair_id is not None for one in held),
        "decided": sum(one.decided_by_group != "" for one in held),
    }
    if not held:
        words = _("no meeting held %(when)s") % {"when": evidence.within(period)}
        return Evidence(words, url=meetings_page(), state=State.NONE)
    words = _(
        "%(access)s of %(all)s meetings %(when)s gave access details, %(chaired)s name the chair, "
        "%(decided)s say where the group decided"
    ) % (found | {"when": evidence.within(period)})
    is_kept = found["access"] == found["chaired"] == found["decided"] == found["all"]
    return Evidence(words, on=_last_day(held), url=meetings_page(), state=State.KEPT if is_kept else State.NOT_USUAL)


@evidence.kind("minutes-and-resolutions", gettext_lazy("approved minutes, and what became of each resolution"))
def resolutions_are_followed(period):
    """V12: of the meetings held, how many have approved minutes, and what became of what they resolved to do.

    What was resolved in the private part is not counted.
    """
    held = _meetings_of(period)
    approved = [one for one in held if one.approved_on and one.approved_on <= period.end]
    if not held:
        words = _("no meeting held %(when)s") % {"when": evidence.within(period)}
        return Evidence(words, url=meetings_page(), state=State.NONE)
    ended = Q(commitment__finished_on__lte=period.end)
    was_open = Q(commitment__finished_on=None) | Q(commitment__finished_on__gt=period.end)
    late = Q(commitment__due_on__lt=period.end) & was_open
    asked = Resolution.objects.filter(item__is_private=False, item__meeting__in=held, commitment__isnull=False)
    found = asked.aggregate(
        to_do=Count("pk"),
        done=Count("pk", filter=ended & Q(commitment__status=CommitmentStatus.DONE)),
        not_kept=Count("pk", filter=ended & Q(commitment__status=CommitmentStatus.NOT_KEPT)),
        late=Count("pk", filter=late),
    )
    words = _(
        "minutes approved of %(approved)s of %(all)s meetings %(when)s; "
        "of %(to_do)s resolutions to be done %(done)s done"
    )
    found |= {"all": len(held), "approved": len(approved), "when": evidence.within(period)}
    words = ", ".join([words, _("%(not_kept)s not kept, %(late)s late")]) % found
    return Evidence(
        words, on=_last_day(held), url=meetings_page(), state=State.OVERDUE if found["late"] else State.KEPT
    )


@evidence.kind("public-questions", gettext_lazy("questions from the public, and their answers"))
def questions_are_answered(period):
    """V11: what anybody put to a meeting, and how much of it has its answer on the record.

    One that is for somebody else was sent on, and one that was declined is neither answered nor waiting.
    """
    asked = PublicQuestion.objects.filter(received_on__gte=period.start, received_on__lte=period.end)
    is_answered = Q(status__in=[QuestionStatus.ANSWERED_THERE, QuestionStatus.ANSWERED_WRITING])
    is_over = Q(answered_on__lte=period.end) | Q(status=QuestionStatus.DECLINED)
    found = asked.aggregate(
        all=Count("pk"),
        answered=Count("pk", filter=is_answered & Q(answered_on__lte=period.end)),
        elsewhere=Count("pk", filter=Q(status=QuestionStatus.NOT_OURS, answered_on__lte=period.end)),
        late=Count("pk", filter=~Q(pk__in=asked.filter(is_over).values("pk")) & _has_met(period)),
        last=Max("received_on"),
    )
    found["when"] = evidence.within(period)
    words = _("questions put to meetings %(when)s: %(all)s; answered: %(answered)s") % found
    if found["elsewhere"]:
        words = _("%(words)s; for somebody else: %(n)s") % {"words": words, "n": found["elsewhere"]}
    state = State.DUE if found["late"] else State.KEPT
    return Evidence(words, on=found["last"], url=meetings_page(), state=state if found["all"] else State.NONE)


def _has_met(period):
    """The meetings that were before the last day of a period."""
    return Q(meeting__starts_at__lt=clock.at(period.end, dt.time()))
