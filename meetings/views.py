"""Public pages of meetings, the calendar file and public questions."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from accounts.models import codes_of
from common import clock, timeline
from common.dates import day
from common.documents import serve
from common.limits import HOUR, MINUTE, limited
from common.pages import DetailPage, FormPage, ListPage, ObjectMixin, PublicMixin, unless_unchanged
from common.pages.versions import Version, VersionsPage
from common.redactions import redactions_of, with_redactions
from common.submissions import once
from meetings import selectors
from meetings.calendar import build_calendar
from meetings.filters import MeetingFilter
from meetings.forms.people import AskForm
from meetings.models import Meeting, MinutesVersion, Paper, VersionKind
from meetings.register import People, lines_of_people, mark_who_took_no_part, who_took_no_part
from meetings.rules import IS_OFF, MeetingStatus
from meetings.services.deadlines import papers_deadline, questions_deadline
from meetings.services.questions import ask_question, takes_questions

PEOPLE_LABELS = {
    "chair": gettext_lazy("Chair"),
    "came": gettext_lazy("Who came"),
    "declared": gettext_lazy("Declarations of interest"),
}


class MeetingList(PublicMixin, ListPage):
    """Future meetings, then past ones, newest first."""

    model = Meeting
    data_set = "meetings"
    filterset_class = MeetingFilter
    template_name = "meetings/meeting_list.html"

    @cached_property
    def start_of_today(self):
        return clock.start_of_day(clock.now())

    def narrow(self, rows):
        return rows.known_to_members().filter(starts_at__lt=self.start_of_today)

    def get_context_data(self, **kwargs):
        known = Meeting.objects.visible_to(self.request.user).known_to_members()
        coming = known.filter(starts_at__gte=self.start_of_today)
        calendar = f"{settings.SITE_URL}{reverse('meetings:calendar')}"
        return super().get_context_data(
            coming=coming.order_by("starts_at"),
            calendar=calendar,
            subscription=f"webcal:{calendar.partition(':')[2]}",
            **kwargs,
        )


class MeetingDetail(PublicMixin, DetailPage):
    """One meeting with everything this reader may see."""

    queryset = Meeting.objects.select_related("chair", "approved_at_meeting")
    lookup = "slug"
    template_name = "meetings/meeting_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            entries=timeline.build(self.object, self.request.user), **sheet(self.object, self.request.user), **kwargs
        )


def sheet(meeting, user, now=None):
    """Return all that a page about one meeting shows to one reader."""
    now = now or clock.now()
    has_minutes = selectors.sees_minutes(meeting, user)
    items, private_part, hidden = selectors.agenda_of(meeting, user)
    versions = list(meeting.versions.visible_to(user).select_related("kept")) if has_minutes else []
    approved = versions[-1].kept.texts if meeting.is_approved else None
    people = People(meeting, user, hidden, approved)
    declarations = people.declarations if has_minutes else []
    mark_who_took_no_part(items, declarations)
    questions, redactions = _questions_of(meeting)
    return {
        "is_inside": selectors.is_inside(user),
        "items": [item for item in items if not item.is_private],
        "private": [item for item in items if item.is_private],
        "redactions": redactions,
        "private_part": private_part,
        "closed_part": [one for one in private_part if one.number in hidden],
        "has_minutes": has_minutes,
        "is_draft": meeting.status != MeetingStatus.APPROVED,
        "register": people.register if meeting.was_held else None,
        "declarations": declarations,
        "questions": questions,
        "versions": versions,
        "amended": next((one for one in reversed(versions) if one.kind == VersionKind.AMENDED), None),
        "chair": people.chair,
        "papers_due": papers_deadline(meeting),
        "questions_due": questions_deadline(meeting),
        "takes_questions": takes_questions(meeting, now),
    }


def _questions_of(meeting):
    """Return the questions that everybody reads, and what was taken out of the meeting itself."""
    [shown, *questions] = with_redactions([meeting, *meeting.questions.published().with_resolutions()])
    return questions, shown.redactions


def known_papers(rows, request):
    return rows.known_to(request.user).marked_for(request.user)


class PaperMixin(PublicMixin):
    """A paper of this meeting; where it is withdrawn or replaced, its address says so to whoever may not read it."""

    queryset = Paper.objects.select_related("item__meeting", "document", "replaced_by")
    visible = known_papers

    def narrow(self, rows):
        return rows.filter(item__meeting__slug=self.kwargs["slug"])

    def get(self, request, *args, **kwargs):
        if self.object.is_gone_for(request.user):
            return render(request, "meetings/paper_gone.html", {"paper": self.object}, status=HTTPStatus.GONE)
        return self.show(request, *args, **kwargs)


class PaperDetail(PaperMixin, DetailPage):
    """A paper as a page, with its file beside it."""

    template_name = "meetings/paper_detail.html"
    show = DetailPage.get


class PaperDownload(PaperMixin, ObjectMixin, View):
    """The file of a paper."""

    http_method_names = ["get", "head", "options"]

    def show(self, request, *args, **kwargs):
        if self.object.document is None:
            raise Http404
        return serve(self.object.document)


class MinutesVersionDetail(PublicMixin, DetailPage):
    """One version of the minutes: as circulated, as approved, as amended. Each stays readable."""

    queryset = MinutesVersion.objects.select_related("kept", "meeting__approved_at_meeting")
    template_name = "meetings/minutes_version.html"

    @cached_property
    def object(self):
        slug, number = self.kwargs["slug"], self.kwargs["number"]
        return get_object_or_404(self.get_queryset(), meeting__slug=slug, kept__number=number)

    def get_context_data(self, **kwargs):
        meeting = self.object.meeting
        private_part, hidden = selectors.private_part_of(meeting, self.request.user)
        people = People(meeting, self.request.user, hidden, self.object.kept.texts)
        declarations = people.declarations
        return super().get_context_data(
            chair=people.chair,
            register=people.register,
            declarations=declarations,
            version=self.object,
            meeting=meeting,
            items=items_of_version(self.object, hidden, declarations),
            private_part=private_part,
            redactions=redactions_of(meeting),
            versions=meeting.versions.visible_to(self.request.user).listed(),
            **kwargs,
        )


def items_of_version(version, hidden, declarations):
    """Return the items of a version that a reader may see, each with who took no part in it (M8)."""
    items = selectors.version_items(version.kept.texts, hidden)
    return [{**item, "no_part": who_took_no_part(declarations, item["number"])} for item in items]


class MinutesVersions(PublicMixin, VersionsPage):
    """The versions of the minutes, as circulated, approved and amended, compared item by item for who may read them."""

    queryset = Meeting.objects.select_related("words")
    lookup = "slug"
    heading = gettext_lazy("Every version of the minutes")

    @cached_property
    def object(self):
        meeting = get_object_or_404(self.get_queryset(), slug=self.kwargs["slug"])
        if not selectors.sees_minutes(meeting, self.request.user) or meeting.words is None:
            raise Http404
        return meeting

    def read_versions(self):
        inside = selectors.is_inside(self.request.user)
        rows = self.object.versions.visible_to(self.request.user).listed()
        for one in rows.select_related("made_by").order_by("-kept__number"):
            kept, kind = one.kept, one.get_kind_display()
            name = _("Version %(number)s, %(kind)s") % {"number": kept.number, "kind": kind}
            yield Version(kept.number, name, day(kept.saved_on), str(one.made_by) if inside else "")

    def read_texts(self, numbers):
        kept = super().read_texts(numbers)
        hidden = selectors.private_part_of(self.object, self.request.user)[1]
        return {number: self._texts(kept[number], hidden) for number in kept}

    def _texts(self, content, hidden):
        people = lines_of_people(People(self.object, self.request.user, hidden, content))
        return people | selectors.texts_of_version(content, hidden)

    def label_of(self, name):
        return PEOPLE_LABELS.get(name, name)

    def get_back_url(self):
        return self.object.get_absolute_url()


class Calendar(PublicMixin, View):
    """The calendar; programs ask for it again and again, and are told where it has not changed (304).

    It is the same for everybody, also for who is signed in.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        content, changed_at = build_calendar()
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="meetings.ics"'
        return unless_unchanged(request, response, changed_at)


@method_decorator(limited("meetings.question", 20, HOUR, then_every=MINUTE, is_once=True), name="dispatch")
class QuestionAsk(PublicMixin, FormPage):
    """Put a question to a meeting, without an account (V11)."""

    model = Meeting
    lookup = "slug"
    form_class = AskForm
    template_name = "meetings/question_ask.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            questions_due=questions_deadline(self.object),
            takes_questions=takes_questions(self.object, clock.now()),
            is_late=questions_deadline(self.object).is_past(clock.today()),
            **kwargs,
        )

    def perform(self, form):
        data = {name: form.cleaned_data[name] for name in ("text", "asked_by", "email", "speaks_as")}
        body = {"meeting": self.object.pk, **codes_of(data)}
        return once(form.cleaned_data["once"], body, lambda: ask_question(self.object, by=None, **data).reference)

    def get_success_url(self):
        reference, _is_new = self.result
        return reverse("meetings:question_received", args=[self.object.slug, reference])


class QuestionReceived(PublicMixin, DetailPage):
    """What has become of a question, and what happens next, for who gave no address too; not its text."""

    is_document = False
    queryset = Meeting.objects.all()
    lookup = "slug"
    template_name = "meetings/question_received.html"

    def get_context_data(self, **kwargs):
        question = get_object_or_404(self.object.questions.with_resolutions(), reference=self.kwargs["reference"])
        is_over = self.object.starts_at <= clock.now() or self.object.status in IS_OFF
        redactions = redactions_of(question)
        return super().get_context_data(question=question, is_over=is_over, redactions=redactions, **kwargs)
