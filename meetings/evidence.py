"""Evidence that the terms about meetings, attendance and interests are kept (M8, M10, M11, P6, T1 to T3, V11)."""

import datetime as dt

from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common import clock, evidence
from common.evidence import Evidence, State
from meetings.models import AgendaItem, Attendance, Declaration, Meeting, PublicQuestion
from meetings.rules import (
    ATTENDED,
    TO_COME,
    WAS_HELD,
    AttendanceRecord,
    MeetingKind,
    QuestionStatus,
    Standing,
    usual_terms,
)
from members.models import Interest, Membership, MembershipReview
from members.rules import ReviewStatus

YEAR = dt.timedelta(days=365)
HELD = Q(status__in=WAS_HELD)


def meetings_page():
    return reverse("meetings:meeting_list")


def _moment(day):
    """Return when a day begins in London."""
    return clock.at(day, dt.time())


def _held_in_a_year(today):
    """Return the meetings held in the twelve months up to a day."""
    begins, ends = _moment(today - YEAR), _moment(today + clock.DAY)
    return Meeting.objects.held().filter(starts_at__gte=begins, starts_at__lt=ends)


@evidence.kind("interests", gettext_lazy("the register of interests, and declarations at meetings"))
def interests_are_known(today):
    """M8: the register of interests, and declarations at meetings with their handling."""
    registered = Interest.objects.current().filter(person__memberships__in=Membership.objects.active()).distinct()
    declared = Declaration.objects.filter(meeting__in=_held_in_a_year(today))
    found = declared.aggregate(
        all=Count("pk"), waiting=Count("pk", filter=Q(handling="")), last=Max("meeting__starts_at")
    )
    found["registered"] = registered.count()
    words = _("interests in the register: %(registered)s; declared at meetings in a year: %(all)s") % found
    state = State.DUE if found["waiting"] else State.KEPT
    if not found["all"] and not found["registered"]:
        state = State.NONE
    return Evidence(words, on=_day(found["last"]), url=reverse("members:interest_list"), state=state)


def _day(moment):
    return clock.london(moment).date() if moment else None


@evidence.kind("substitutes", gettext_lazy("substitutes attending"))
def substitutes_may_come(today):
    """M10: a member who cannot come may ask somebody else; how often that was used."""
    came = Attendance.objects.filter(meeting__in=_held_in_a_year(today), record=AttendanceRecord.SUBSTITUTE)
    found = came.aggregate(all=Count("pk"), last=Max("meeting__starts_at"))
    if not found["all"]:
        return Evidence(_("no substitute attended in the last year"), url=meetings_page(), state=State.KEPT)
    words = ngettext(
        "a substitute attended %(n)s time in the last year",
        "a substitute attended %(n)s times in the last year",
        found["all"],
    )
    return Evidence(words % {"n": found["all"]}, on=_day(found["last"]), url=meetings_page())


@evidence.kind("absence-reviews", gettext_lazy("reviews of members who missed three meetings in a row"))
def absences_are_reviewed(today):
    """M11: reviews after three meetings missed; one still open after two further meetings held is overdue."""
    held = Meeting.objects.held()
    last_held = held.aggregate(last=Max("starts_at"))["last"]
    if last_held is None:
        return Evidence(_("no meetings held yet"), url=meetings_page(), state=State.NONE)
    later = held.filter(starts_at__date__gt=OuterRef("opened_on"))
    found = MembershipReview.objects.filter(opened_on__lte=today).aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(status=ReviewStatus.OPEN)),
        decided=Count("pk", filter=Q(status=ReviewStatus.DECIDED)),
        overdue=Count("pk", filter=Q(Exists(later), status=ReviewStatus.OPEN)),
        last=Max("opened_on"),
    )
    words = ngettext(
        "%(open)s review open, %(decided)s decided", "%(open)s reviews open, %(decided)s decided", found["open"]
    )
    words = words % found if found["all"] else _("no reviews were needed")
    state = State.OVERDUE if found["overdue"] else State.DUE if found["open"] else State.KEPT
    # Reviews are private, so there is no page that whoever reads the figure may open.
    return Evidence(words, on=found["last"] or _day(last_held), state=state)


@evidence.kind("constituencies-at-meetings", gettext_lazy("constituencies represented at the last meeting"))
def constituencies_work_together(today):
    """P3: works in partnership; how many constituencies of those expected were represented at the last meeting."""
    last = Meeting.objects.held().filter(starts_at__lt=_moment(today + clock.DAY)).first()
    if last is None:
        return Evidence(_("no meetings held yet"), url=meetings_page(), state=State.NONE)
    came = Q(record__in=[*ATTENDED, AttendanceRecord.SUBSTITUTE])
    found = last.attendance.filter(was_invited=True).aggregate(
        all=Count("constituency", distinct=True), came=Count("constituency", distinct=True, filter=came)
    )
    words = _("%(came)s of %(all)s constituencies were represented at the last meeting") % found
    return Evidence(words, on=last.on, url=last.get_absolute_url())


@evidence.kind("coordinator-reports", gettext_lazy("the co-ordinator's reports at meetings"))
def coordinator_is_supported(today):
    """P6: the co-ordinator's report is on the agenda of each usual meeting."""
    usual = _held_in_a_year(today).exclude(kind=MeetingKind.ADDITIONAL)
    reports = AgendaItem.objects.filter(meeting=OuterRef("pk"), standing=Standing.REPORT)
    found = usual.aggregate(
        all=Count("pk"), reported=Count("pk", filter=Exists(reports)), last=Max("starts_at", filter=Exists(reports))
    )
    if not found["all"]:
        return Evidence(_("no usual meeting in the last year"), url=meetings_page(), state=State.DUE)
    words = _("the co-ordinator reported to %(reported)s of %(all)s meetings") % found
    state = State.KEPT if found["reported"] == found["all"] else State.NOT_USUAL
    return Evidence(words, on=_day(found["last"]), url=meetings_page(), state=state)


@evidence.kind("meetings-each-year", gettext_lazy("meetings held in Spring, Summer and Autumn"))
def three_meetings_a_year(today):
    """T1: usually Spring, Summer and Autumn; a term that ended without a held meeting is "not usual"."""
    held = {(one.year, one.kind): one for one in _held_in_a_year(today).order_by("starts_at")}
    expected = _terms_that_ended(today)
    missing = [
        _("%(kind)s %(year)s") % {"kind": MeetingKind(kind).label, "year": year}
        for year, kind in expected
        if (year, kind) not in held and not _was_held(year, kind)
    ]
    last = max((one.on for one in held.values()), default=None)
    if last is None and not Meeting.objects.held().exists():
        return Evidence(_("no meetings held yet"), url=meetings_page(), state=State.NONE)
    usual = sum(kind != MeetingKind.ADDITIONAL for _year, kind in held)
    words = ngettext("%(n)s usual meeting in a year", "%(n)s usual meetings in a year", usual) % {"n": usual}
    if missing:
        words = _("%(words)s; none held in %(terms)s") % {"words": words, "terms": ", ".join(missing)}
    return Evidence(words, on=last, url=meetings_page(), state=State.NOT_USUAL if missing else State.KEPT)


def _was_held(year, kind):
    return Meeting.objects.held().filter(year=year, kind=kind).exists()


def _terms_that_ended(today):
    """Return (year, kind) of the terms that ended in the last twelve months, since the group first met."""
    first = Meeting.objects.held().order_by("starts_at").first()
    begins = [(day, year, kind) for year in (today.year - 1, today.year) for kind, day in usual_terms(year).items()]
    begins.sort()
    ends = [begun for begun, _year, _kind in begins[1:]] + [dt.date(today.year + 1, 1, 1)]
    return [
        (year, kind)
        for (_begun, year, kind), end in zip(begins, ends, strict=True)
        if today - YEAR < end <= today and first is not None and end > first.on
    ]


@evidence.kind("additional-meetings", gettext_lazy("additional meetings, and what each was for"))
def additional_meetings_have_a_purpose(today):
    """T2: an additional meeting is for a specific purpose; the database lets none be without."""
    begins = _moment(today - YEAR)
    rows = Meeting.objects.announced().filter(kind=MeetingKind.ADDITIONAL, starts_at__gte=begins)
    rows = rows.filter(Q(status__in=WAS_HELD) | Q(status__in=TO_COME)).order_by("-starts_at")
    last = rows.first()
    if last is None:
        return Evidence(_("no additional meeting in the last year"), url=meetings_page())
    count = rows.count()
    words = ngettext("%(n)s additional meeting", "%(n)s additional meetings", count) % {"n": count}
    words = _("%(words)s; the last for: %(purpose)s") % {"words": words, "purpose": last.purpose}
    return Evidence(words, on=last.on, url=last.get_absolute_url())


@evidence.kind(
    "accessible-meetings", gettext_lazy("meetings with access details, a named chair and a decision by the group")
)
def meetings_are_accessible(today):
    """T3: of the meetings held and to come, how many say how to get in, who chairs, and that the group decided."""
    rows = Meeting.objects.announced().filter(HELD | Q(status__in=TO_COME), starts_at__gte=_moment(today - YEAR))
    found = rows.aggregate(
        all=Count("pk"),
        access=Count("pk", filter=~Q(access_notes="")),
        chaired=Count("pk", filter=Q(chair__isnull=False)),
        decided=Count("pk", filter=~Q(decided_by_group="")),
        last=Max(F("starts_at"), filter=HELD),
    )
    if not found["all"]:
        return Evidence(_("no meeting in the last year"), url=meetings_page(), state=State.NONE)
    words = (
        _(
            "%(access)s of %(all)s meetings give access details, %(chaired)s name the chair, "
            "%(decided)s say where the group decided"
        )
        % found
    )
    is_kept = found["access"] == found["chaired"] == found["decided"] == found["all"]
    return Evidence(
        words, on=_day(found["last"]), url=meetings_page(), state=State.KEPT if is_kept else State.NOT_USUAL
    )


@evidence.kind("public-questions", gettext_lazy("questions from the public, and their answers"))
def questions_are_answered(today):
    """V11: what anybody put to a meeting in a year, and how much of it has its answer on the record."""
    asked = PublicQuestion.objects.filter(received_on__gt=today - YEAR, received_on__lte=today)
    waits = Q(status__in=[QuestionStatus.RECEIVED, QuestionStatus.ACCEPTED])
    found = asked.aggregate(
        all=Count("pk"),
        answered=Count("pk", filter=~waits & ~Q(status=QuestionStatus.DECLINED)),
        late=Count("pk", filter=waits & Q(meeting__starts_at__lt=_moment(today))),
        last=Max("received_on"),
    )
    words = _("questions put to meetings in a year: %(all)s; answered: %(answered)s") % found
    state = State.DUE if found["late"] else State.KEPT
    return Evidence(words, on=found["last"], url=meetings_page(), state=state if found["all"] else State.NONE)
