"""What the group decided, carried out: each decision is a resolution of a meeting that was held, about its subject."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import audit
from answers.rules import AgreedWay, Agreement
from answers.services.presentations import known_since, present_once
from common.errors import DomainError
from common.locking import locked
from issues.models import Issue
from meetings.models import SUBJECTS, Resolution, TermRenewal, YearlyDecision
from meetings.rules import ABOUT_SOMETHING_ELSE, WAS_HELD
from meetings.services.standing_items import place_waiting
from meetings.wording import words_of_resolution
from members.services import decisions, terms, yearly
from members.services.seats import update_seat


def meeting_that_decided(resolution, since):
    """Return the meeting of a resolution. Raises DomainError unless it was held, on or after the day `since`."""
    meeting = resolution.item.meeting
    if meeting.status not in WAS_HELD:
        raise DomainError(_("That meeting has not been confirmed as held."), field="resolution")
    if resolution.is_added_late:
        words = _("Members have not seen that resolution: it was added after the draft minutes were circulated.")
        raise DomainError(words, field="resolution")
    if meeting.on < since:
        raise DomainError(
            _("That meeting was before this was known, so it cannot have decided it."), field="resolution"
        )
    return meeting


def point_at(resolution, *, by, now=None, **subject):
    """Say what a resolution is about. Raises DomainError where it is about something else."""
    resolution = locked(resolution)
    [(name, row)] = subject.items()
    held = {one: getattr(resolution, f"{one}_id") for one in SUBJECTS if getattr(resolution, f"{one}_id")}
    if held and held != {name: row.pk}:
        raise DomainError(_("That resolution is about something else."), field="resolution")
    if not held:
        setattr(resolution, name, row)
        resolution.save(update_fields=[name])
        audit.record("point_at", resolution, by, now=now, subject=name, row=row.pk)
    return resolution


@transaction.atomic
def decide_review(review, *, resolution, outcome, by, note="", now=None):
    """Record what a meeting decided on a review, and carry it out (M11)."""
    meeting = meeting_that_decided(resolution, review.opened_on)
    point_at(resolution, review=review, by=by, now=now)
    return decisions.decide_review(review, outcome=outcome, note=note, decided_on=meeting.on, by=by, now=now)


@transaction.atomic
def share_seat(seat, *, resolution, by, now=None):
    """Share a seat, as a meeting decided (M9)."""
    meeting = meeting_that_decided(resolution, seat.opened_on)
    point_at(resolution, seat=seat, by=by, now=now)
    agreed = {"sharing_agreed_on": meeting.on, "sharing_agreed_where": words_of_resolution(resolution)}
    return update_seat(seat, is_shared=True, by=by, now=now, **agreed)


@transaction.atomic
def renew_term(membership, *, resolution, ends_on, by, follows=None, now=None):
    """Renew a term of office, as a meeting decided; one resolution may renew those of several members."""
    meeting = meeting_that_decided(resolution, membership.starts_on)
    resolution = locked(resolution)
    if resolution.subject not in {None, membership.seat}:
        raise DomainError(_("That resolution is about something else."), field="resolution")
    agreed = {"agreed_on": meeting.on, "agreed_where": words_of_resolution(resolution)}
    term = terms.renew_term(membership, ends_on=ends_on, follows=follows, by=by, now=now, **agreed)
    TermRenewal.objects.create(resolution=resolution, term=term)
    return term


@transaction.atomic
def take_back_renewal(renewal, *, by, now=None):
    """Take back a renewal that was recorded by mistake: the term before it is the last again. They are told."""
    term = locked(renewal).term
    renewal.delete()
    terms.take_back_renewal(term, by=by, now=now)


@transaction.atomic
def decide_yearly_review(review, *, resolution, by, now=None):
    """Record that a meeting decided the yearly review of all memberships, and carry it out (M12)."""
    meeting = meeting_that_decided(resolution, review.opened_on)
    resolution = locked(resolution)
    if resolution.subject:
        raise DomainError(_("That resolution is about something else."), field="resolution")
    decided = {"decided_on": meeting.on, "decided_where": words_of_resolution(resolution)}
    review = yearly.decide_yearly_review(review, by=by, now=now, **decided)
    YearlyDecision.objects.create(review=review, resolution=resolution)
    return review


@transaction.atomic
def present(*, way, resolution, agreed_on, agreed_words, by, now=None, **fields):
    """Present to an agency what a meeting decided, or what was agreed in a named way that is shown (P11).

    Each presentation needs a resolution of its own: raises DomainError for one that was presented already.
    """
    if way != AgreedWay.MEETING:
        if agreed_on < max(known_since(item.get("theme") or item.get("issue")) for item in fields["items"]):
            words = _("This was not known on that day, so nobody can have agreed it then.")
            raise DomainError(words, field="agreed_on")
        agreed = Agreement(AgreedWay(way), agreed_on, agreed_words)
        presentation = present_once(agreed=agreed, by=by, now=now, **fields)
        place_waiting(now=now)
        return presentation
    if resolution is None:
        raise DomainError(_("Choose the resolution that decided it."), field="resolution")
    resolution = locked(resolution)
    meeting = resolution.item.meeting
    agreed = Agreement(AgreedWay.MEETING, meeting.on, words_of_resolution(resolution))
    presentation = present_once(agreed=agreed, by=by, now=now, **fields)
    if resolution.presented_as_id == presentation.pk:  # the same form, sent again
        return presentation
    _take(resolution, presentation, fields["items"])
    place_waiting(now=now)
    return presentation


def _take(resolution, presentation, items):
    """Use a resolution for one presentation. Raises DomainError where it was used, or is about something else."""
    if resolution.presented_as_id:
        words = _("That resolution was presented already (%(reference)s). Each presentation needs one of its own.")
        raise DomainError(words % {"reference": resolution.presented_as.reference}, field="resolution")
    subjects = [item.get("theme") or item.get("issue") for item in items]
    meeting_that_decided(resolution, presentation.agreed_on)
    if resolution.subject not in subjects:
        words = _(
            "That resolution is about something else. While its minutes are written you can say what it is about."
        )
        raise DomainError(words, field="resolution")
    _check_all_heard(resolution.item.meeting, subjects)
    resolution.presented_as = presentation
    resolution.save(update_fields=["presented_as"])


def _check_all_heard(meeting, subjects):
    """Raise DomainError for a theme or issue that the meeting did not have before it: it cannot have agreed to it."""
    before_it = [*meeting.items.all(), *Resolution.objects.filter(item__meeting=meeting)]
    themes, issues = ({getattr(one, f"{name}_id") for one in before_it} - {None} for name in ("theme", "issue"))
    for number, subject in enumerate(subjects, start=1):
        is_issue = isinstance(subject, Issue)
        theme = subject.theme_id if is_issue else subject.pk
        if theme not in themes and not (is_issue and subject.pk in issues):
            words = _("“%(subject)s” was not before the meeting of that resolution. Present it by itself.")
            raise DomainError(words % {"subject": subject}, field=f"subject_{number}")


def resolutions_for_presenting():
    """Return the resolutions that a presentation may rest on: of a held meeting, about a theme or an issue, unused."""
    unused = Resolution.objects.decided().filter(presented_as=None, item__is_private=False)
    return unused.exclude(theme=None, issue=None)


def resolutions_on_review(review):
    """Return what meetings since a review was opened resolved under its item."""
    return Resolution.objects.decided(review.opened_on).filter(review=review)


def resolutions_on_seat(seat):
    """Return the resolutions that may have shared a seat: about it, or about nothing yet."""
    since = Resolution.objects.decided(seat.opened_on)
    return (since.without_subject() | since.filter(seat=seat)).distinct()


def resolutions_on_term(membership):
    """Return the resolutions that may have renewed a term of office: about the seat, or about nothing yet."""
    since = Resolution.objects.decided(membership.starts_on)
    return (since.without_subject() | since.filter(seat=membership.seat)).distinct()


def resolutions_on_year(review):
    """Return the resolutions that may have decided a yearly review: of a meeting since it was opened, about nothing."""
    return Resolution.objects.decided(review.opened_on).without_subject().distinct()


def resolutions_on_question(question):
    """Return the resolutions that the answer to a public question may rest on: public, and about it or nothing yet."""
    since = Resolution.objects.decided(question.received_on).filter(item__is_private=False)
    return (since.without_subject() | since.filter(question=question)).distinct()


def resolutions_about_documents(since, *names):
    """Return the resolutions since a day that may be about a report or the terms: public, and about nothing below.

    With each is read `is_named`: whether its item or its words name the document by one of its `names`.
    """
    rows = Resolution.objects.decided(since).without_subject().filter(item__is_private=False)
    under_nothing_else = {f"item__{name}__isnull": True for name in SUBJECTS}
    rows = rows.filter(**under_nothing_else).exclude(item__standing__in=ABOUT_SOMETHING_ELSE)
    named = Q(pk__in=[])
    for name in names:
        named |= Q(item__title__icontains=name) | Q(text__icontains=name)
    return rows.annotate(is_named=named)


def is_about_something_else(resolution):
    """Say whether a resolution, or the item it was made under, is about something that is no report and no terms."""
    item = resolution.item
    return bool(resolution.subject or item.subject or item.standing in ABOUT_SOMETHING_ELSE)
