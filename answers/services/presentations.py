"""The formal presentation to an agency (P11), and the clock that starts with it."""

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import audit
from accounts.services.settings import get_setting
from answers import rules
from answers.emails import tell_manager, tell_officers
from answers.models import Presentation, PresentationItem
from answers.rules import AgreedWay, PresentationStatus
from answers.selectors import public_names
from answers.transitions import PRESENTATION
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.references import next_reference
from common.submissions import once
from common.working_days import add_working_days
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.moves import move_issue
from issues.services.showing import settle_urgently, unsettled_because


def response_days_of(agency, *, on):
    """Return the working days an agency has to answer: its own, where it agreed some, or the group's on that day."""
    return agency.response_days or get_setting("response_days", on=on)


def _grace_days(on):
    """Return the working days between an answer's due date and its escalation."""
    return max(1, get_setting("escalate_days", on=on) - get_setting("response_days", on=on))


def _clock_words(sent_on, days):
    words = ngettext(
        "%(days)s working day after %(date)s, not counting bank holidays",
        "%(days)s working days after %(date)s, not counting bank holidays",
        days,
    )
    return words % {"days": days, "date": formats.date_format(sent_on, "j F Y")}


@transaction.atomic
def present(*, agency, title, covering_text, items, agreed, by, put_back=(), now=None):
    """Put themes and issues formally to one agency (P11), as the group agreed (`agreed`, an `Agreement`).

    `items` are dicts with `ask` and either `theme` or `issue`. Every logged issue of a theme that was there when the
    group agreed is presented with them; a theme may come from a consultation and have none. Raises DomainError for a
    subject named twice, for what a meeting decided before it was there, for a single issue that is not logged or
    whose parent has not agreed that the agency sees it, for what waits for an answer of the same agency already, and
    for what shows who somebody is and was not put back on purpose.
    """
    if not items:
        raise DomainError(_("Choose at least one theme or issue to present."), field="items")
    typed = [title, covering_text, *(item["ask"] for item in items)]
    check_marks(typed, put_back=put_back, names=public_names())
    subjects = [item.get("theme") or item.get("issue") for item in items]
    if len(set(subjects)) < len(subjects):
        raise DomainError(_("You have chosen a theme or issue twice. Remove one of them."), field="items")
    agency = locked(agency)
    for number, item in enumerate(items, start=1):
        _check_not_waiting(agency, item, number)
    sent_on = clock.today(now)
    rules.check_agreed(agreed, sent_on, max(map(known_since, subjects)))
    days = response_days_of(agency, on=sent_on)
    presentation = Presentation.objects.create(
        reference=next_reference("FP"),
        agency=agency,
        title=title,
        covering_text=covering_text,
        sent_on=sent_on,
        due_on=rules.response_due(sent_on, days),
        due_words=_clock_words(sent_on, days),
        escalate_on=add_working_days(sent_on, days + _grace_days(sent_on)),
        agreed_way=agreed.way,
        agreed_on=agreed.on,
        agreed_words=" ".join(agreed.words.split())[:300],
    )
    apart = [item["issue"].pk for item in items if item.get("issue")]
    for number, item in enumerate(items, 1):
        _present_item(presentation, number, item, apart=apart, by=by, now=now)
    set_answer_due(Issue.objects.filter(presentation_items__presentation=presentation))
    detail = {"agency": agency.slug, "items": len(items), "agreed": agreed.way, "put_back": len(put_back)}
    audit.record("present", presentation, by, now=now, **detail)
    tell_officers(presentation, "answers.presented_to_agency", now=now)
    return presentation


@transaction.atomic
def present_once(*, key, agency, title, covering_text, items, agreed, by, put_back=(), now=None):
    """Make a presentation; return it, the same one when the form is sent again."""
    asked = [[_subject(item.get("theme") or item.get("issue")), item["ask"]] for item in items]
    body = {"agency": agency.pk, "title": title, "covering_text": covering_text, "items": asked, "agreed": str(agreed)}
    fields = {"agency": agency, "title": title, "covering_text": covering_text, "items": items, "agreed": agreed}
    fields |= {"put_back": put_back}
    reference, _is_new = once(key, body, lambda: present(by=by, now=now, **fields).reference, now=now)
    return Presentation.objects.get(reference=reference)


def _subject(row):
    return f"{row._meta.label_lower}-{row.pk}"


def known_since(subject):
    return subject.received_on if isinstance(subject, Issue) else subject.created_on


def _check_not_waiting(agency, item, number):
    """Raise DomainError if the agency already has the same theme or issue and has not answered yet."""
    same = {name: item[name] for name in ("theme", "issue") if item.get(name)}
    waiting = PresentationItem.objects.filter(presentation__in=Presentation.objects.unanswered().filter(agency=agency))
    earlier = waiting.filter(**same).select_related("presentation").first()
    if earlier:
        words = _("%(agency)s already has this (%(reference)s). Wait for its answer.")
        named = {"agency": agency, "reference": earlier.presentation.reference}
        raise DomainError(words % named, field=f"subject_{number}")


def _present_item(presentation, number, item, *, apart, by, now):
    """Present one item; an issue presented by itself is not presented with its theme as well."""
    theme, issue = item.get("theme"), item.get("issue")
    issues = Issue.objects.filter(theme=theme).exclude(pk__in=apart) if theme else Issue.objects.filter(pk=issue.pk)
    issues = list(issues.in_sight().filter(status__in=[IssueStatus.LOGGED, IssueStatus.PRESENTED]))
    if issue is not None:
        _check_single(issue, issues)
    issues = _known_when_agreed(presentation, number, issues)
    issues, hurried = _with_settled_words(presentation, number, issues, by=by, now=now)
    row = PresentationItem.objects.create(
        presentation=presentation,
        number=number,
        theme=theme,
        issue=issue,
        ask=item["ask"],
    )
    row.issues.set(issues)
    for one in issues:
        if one.status == IssueStatus.LOGGED:
            move_issue(one, IssueStatus.PRESENTED, by=by, now=now, note=_note(presentation, one in hurried))


def _note(presentation, is_hurried):
    """Return what the parent reads of it; where they could still have objected, that too."""
    if not is_hurried:
        return presentation.agency.name
    words = _("%(agency)s. It was urgent: the chair agreed before your time to object to the words was over.")
    return words % {"agency": presentation.agency.name}


def _with_settled_words(presentation, number, issues, *, by, now):
    """Return the issues that go, and those of them whose parents could still object: only where it is urgent.

    The others are left out. Raises DomainError where none goes.
    """
    waiting = [issue for issue in issues if unsettled_because(issue, now=now)]
    hurried = []
    if presentation.agreed_way == AgreedWay.URGENT:
        hurried = [settle_urgently(issue, by=by, now=now) for issue in waiting if not issue.objected_on]
    going = [issue for issue in issues if issue not in waiting or issue in hurried]
    if issues and not going:
        raise DomainError(unsettled_because(issues[0], now=now), field=f"subject_{number}")
    return going, hurried


def _known_when_agreed(presentation, number, issues):
    """Leave out what came after the meeting that decided: it has not talked about it.

    Raises DomainError where nothing is left.
    """
    if presentation.agreed_way != AgreedWay.MEETING:
        return issues
    known = [issue for issue in issues if issue.received_on <= presentation.agreed_on]
    if issues and not known:
        words = _("All these issues came after that meeting. The group talks about them first, at its next one.")
        raise DomainError(words, field=f"subject_{number}")
    return known


def _check_single(issue, found):
    if not found:
        raise DomainError(_("%(issue)s is not logged, so it cannot be presented.") % {"issue": issue.reference})
    if not found[0].share_with_agency:
        words = _("The parent of %(issue)s has not agreed that the agency can see it. Present its theme instead.")
        raise DomainError(words % {"issue": issue.reference})


def set_answer_due(issues):
    """Store with each of `issues` the day by which its next answer was asked for; none where nothing is awaited."""
    waiting = Presentation.objects.unanswered().filter(items__issues=OuterRef("pk")).order_by("due_on")
    Issue.objects.filter(pk__in=issues.values("pk")).update(answer_due_on=Subquery(waiting.values("due_on")[:1]))


@transaction.atomic
def acknowledge_presentation(presentation, *, by, now=None):
    """Record that the agency has the presentation (P11); doing it twice records it once."""
    presentation = locked(presentation)
    if presentation.status == PresentationStatus.ACKNOWLEDGED:
        return presentation
    return PRESENTATION.move(presentation, PresentationStatus.ACKNOWLEDGED, by=by, now=now)


@transaction.atomic
def escalate_presentations(*, now=None):
    """Write once to the agency's named manager about each answer that has not come by the day of escalation.

    Where no manager's address is known, nothing is said to have been escalated: it happens once there is one.
    """
    today = clock.today(now)
    waiting = Presentation.objects.unanswered().filter(escalate_on__lte=today, escalated_on__isnull=True)
    waiting = waiting.exclude(agency__escalation_email="")
    escalated = []
    for presentation in waiting.select_related("agency").select_for_update(of=("self",)):
        presentation.escalated_on = today
        presentation.save(update_fields=["escalated_on"])
        audit.record("escalate_presentation", presentation, None, now=now)
        tell_manager(presentation, now=now)
        escalated.append(presentation)
    return escalated


@transaction.atomic
def remind_officers(*, now=None, days_before=5):
    """Remind an agency's officers once, from five working days before an answer is due; return how many answers.

    Not on the day it is sent: an agency that agreed a short time of its own has just been told.
    """
    today = clock.today(now)
    soon = add_working_days(today, days_before)
    due = Presentation.objects.unanswered().filter(due_on__gte=today, due_on__lte=soon, sent_on__lt=today)
    due = due.select_related("agency")
    for presentation in due:
        tell_officers(presentation, "answers.due_soon", until=presentation.due_on, now=now)
    return len(due)
