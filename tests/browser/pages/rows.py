"""Rows of the sample year that pages are about, as the arguments of their addresses.

What the sample year has not got, a consultation still in draft or a letter half-entered, is made here through the
services when a page about it is opened.
"""

import datetime as dt

from accounts.models import Agency, User
from answers.models import Presentation
from answers.rules import Outcome, PresentationStatus
from answers.services.responses import save_response_draft
from common import clock
from common.models import Backup, Message
from consultations.models import Consultation, ConsultationTheme, Question, ResponseAnswer
from consultations.rules import ConsultationStatus
from consultations.services.answering import save_theme_answer
from issues.models import Issue
from issues.services.showing import show_words
from issues.services.undelivered import put_back_undelivered
from issues.services.words import unpublish_issue
from meetings.models import AgendaItem, Declaration, Meeting, PublicQuestion
from meetings.services.declarations import declare
from meetings.services.questions import accept_question, ask_question
from members.models import Constituency, Membership
from members.services.memberships import nominate
from members.services.people import create_person
from members.services.seats import create_seat
from reports.models import Report, Section
from reports.rules import ReportKind
from reports.services import create_report, save_section
from tests.factories import consultations

TWO_RISKS = "The bus contract ends in spring, and two drivers leave.\n\nThe waiting list grows.\n\nNo room is booked."


def first(rows, *names):
    """Return a function that finds the first row and gives the fields that its address names.

    Of `meeting__slug` the address takes `slug`.
    """

    def arguments():
        values = rows.order_by("pk").values(*names)[0]
        return {name.rpartition("__")[2]: value for name, value in values.items()}

    return arguments


def coordinator():
    return User.objects.get(name="Moira Tallis")


def draft_consultation():
    """A consultation that has not been opened."""
    one = Consultation.objects.filter(status="draft").first()
    return {"slug": (one or consultations.a_draft(by=coordinator())).slug}


def draft_question():
    """A question of such a draft."""
    return {"pk": Question.objects.filter(consultation__slug=draft_consultation()["slug"]).first().pk}


def unanswered_theme():
    """A theme of a consultation that waits for the answer of the officer for short breaks."""
    rows = ConsultationTheme.objects.filter(answer=None, versions=None)
    if not rows.exists():
        agency = Agency.objects.get(name__endswith="Short Breaks")
        consultations.one_being_answered(by=coordinator(), agency=agency, closes_in=1)
    return {"pk": rows.first().pk}


def drafted_theme():
    """A theme whose answer is written by the officer for short breaks, and not posted."""
    agency = Agency.objects.get(name__endswith="Short Breaks")
    row = ConsultationTheme.objects.filter(versions__status="draft").first()
    if row is None:
        made = consultations.one_being_answered(by=coordinator(), agency=agency, closes_in=1)
        row, officer = made.themes.get(), User.objects.filter(grants__agency=agency).first()
        for version, text in enumerate(("We will open clubs.", "We will open clubs on Saturdays.")):
            words = {"outcome": Outcome.AGREED, "text": text, "done": "The list is on our website."}
            save_theme_answer(row, version=version, by=officer, **words)
    return {"pk": row.pk}


def answered_theme():
    """A theme of short breaks whose answer is posted."""
    agency = Agency.objects.get(name__endswith="Short Breaks")
    rows = ConsultationTheme.objects.filter(consultation__deciding_agency=agency, answer__isnull=False)
    return {"pk": rows.first().pk}


def unpublished_theme():
    """A theme that was added to a consultation whose results are not published."""
    row = ConsultationTheme.objects.filter(consultation__results_published_on=None).first()
    return {"pk": (row or consultations.a_theme(by=coordinator())).pk}


def published_words():
    """What somebody wrote in a consultation whose results are published."""
    rows = ResponseAnswer.objects.filter(consultation__status=ConsultationStatus.CONCLUDED, is_late=False)
    return {"pk": rows.exclude(text="").first().pk}


def half_answered():
    """A presentation whose answer is written and not posted."""
    presentation = Presentation.objects.filter(status=PresentationStatus.ACKNOWLEDGED).latest("pk")
    if not presentation.responses.exists():
        officer = User.objects.filter(grants__agency=presentation.agency).first()
        answer = {
            "item": presentation.items.get(),
            "outcome": Outcome.PARTLY,
            "text": "We will send a new plan within four weeks of each review.",
            "reason": "Two weeks, as you ask, need more people than we have.",
            "instead": "",
            "commitments": [
                {
                    "what": "Send the new plan within four weeks of the review",
                    "owner": "Manager of the SEND service",
                    "due_on": (clock.today() + dt.timedelta(days=90)).isoformat(),
                    "how_seen": "The figure is published each term",
                }
            ],
        }
        save_response_draft(presentation, summary="", answers=[answer], version=0, by=officer)
    return {"reference": presentation.reference}


def draft_report():
    """A report that nobody has agreed."""
    report = Report.objects.filter(status="drafting").first()
    if report is None:
        today = clock.today()
        report = create_report(
            ReportKind.BOARD,
            title="Report for the spring",
            period_start=today - dt.timedelta(days=90),
            period_end=today,
            by=coordinator(),
        )
    return {"slug": report.slug}


def written_twice():
    """A section of such a report that was written, and then again."""
    slug = draft_report()["slug"]
    section = Section.objects.get(report__slug=slug, key="risks")
    if section.version < 2:
        for text in (TWO_RISKS, TWO_RISKS.replace("two", "three").replace("\n\nNo room is booked.", "")):
            section = save_section(section, text, version=section.version, by=coordinator())
    return {"slug": slug, "key": section.key}


def nominated():
    """Somebody put forward for a seat that is free, and not yet appointed."""
    membership = Membership.objects.filter(status="nominated").first()
    if membership is None:
        by = coordinator()
        person = create_person("Sam Trelawney", email="sam@marlshire.example", by=by)
        seat = create_seat(Constituency.objects.first(), "Parent or carer, west", by=by)
        membership = nominate(person, seat, role_title="Parent carer", by=by)
    return {"pk": membership.pk}


def accepted_question():
    """A question to the meeting to come that has been accepted."""
    question = PublicQuestion.objects.filter(meeting__status="scheduled", status="accepted").first()
    if question is None:
        meeting = Meeting.objects.announced().get(status="scheduled")
        question = accept_question(ask_question(meeting, "When does the new centre open?", "Pat"), by=coordinator())
    return {"slug": question.meeting.slug, "reference": question.reference}


def new_question():
    """A question to the meeting to come about which nothing has been decided."""
    question = PublicQuestion.objects.filter(meeting__status="scheduled", status="received").first()
    if question is None:
        question = ask_question(Meeting.objects.announced().get(status="scheduled"), "Who runs the new centre?", "Pat")
    return {"slug": question.meeting.slug, "reference": question.reference}


def member_to_reply():
    """The meeting to come, and a membership whose reply may come by phone."""
    return {
        "slug": Meeting.objects.announced().get(status="scheduled").slug,
        "pk": Membership.objects.filter(status="active").earliest("pk").pk,
    }


def undecided_declaration():
    """A declaration whose handling the group has not yet agreed."""
    declaration = Declaration.objects.filter(status="declared").first()
    if declaration is None:
        item = AgendaItem.objects.filter(meeting__status="circulated").order_by("pk")[0]
        declaration = declare(
            item.meeting, item, name="Fiona Larchfield", nature="Runs one of the groups", by=coordinator()
        )
    return {"slug": declaration.meeting.slug, "pk": declaration.pk}


def handled_declaration():
    """A declaration of which the group agreed what is done."""
    declaration = Declaration.objects.filter(meeting__status="circulated").exclude(handling="").earliest("pk")
    return {"slug": declaration.meeting.slug, "pk": declaration.pk}


def words_to_look_at():
    """An issue of Rosa's whose edited words she was sent today."""
    issue = Issue.objects.filter(reporter__name__startswith="Rosa").exclude(edited_text="").latest("pk")
    Issue.objects.filter(pk=issue.pk).update(words_settled_on=None, words_shown_on=None, need_not_be_asked=False)
    show_words(Issue.objects.get(pk=issue.pk), by=None)
    return {"reference": issue.reference}


def words_not_delivered():
    """An issue whose parent was sent the edited words, which the mail server did not take."""
    with_email = Issue.objects.in_sight().filter(status="logged", split_from=None).exclude(contact_email="")
    issue = with_email.exclude(edited_text="").earliest("pk")
    unseen = {"words_settled_on": None, "words_shown_on": None, "need_not_be_asked": False, "is_published": False}
    Issue.objects.filter(pk=issue.pk).update(**unseen, published_on=None)
    show_words(Issue.objects.get(pk=issue.pk), by=None)
    error = "SMTPRecipientsRefused: {'family@example.org': (550, b'No such user')}"
    Message.objects.filter(pk=issue.turns.of_shown_words().last().message_id).update(state="failed", error=error)
    put_back_undelivered()
    return {"reference": issue.reference}


def an_undelivered_email():
    words_not_delivered()
    return {}


def some_backups():
    """One that was kept and tried, and one that was thinned out."""
    now = clock.now()
    sizes = {"sha256": "0" * 64, "size": 4_200_000, "tables": 106, "rows": 5120, "files": 12, "verified_at": now}
    Backup.objects.create(made_at=now - clock.DAY, name="portal-new.backup", last_drill_at=now, **sizes)
    Backup.objects.create(made_at=now - 9 * clock.DAY, name="portal-old.backup", removed_at=now, **sizes)
    return {}


def unpublished():
    """An issue whose edited words can be published."""
    issue = Issue.objects.published().filter(status="responded").latest("pk")
    return {"reference": unpublish_issue(issue, by=None).reference}


def seat_of_grace():
    """The last meeting, and the seat of a member who passed on what it decided."""
    membership = Membership.objects.get(person__name__startswith="Grace")
    return {"slug": Meeting.objects.get(status="circulated").slug, "pk": membership.pk}
