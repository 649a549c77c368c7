"""What needs attention in the group's membership today, for the co-ordinator and for a member."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role
from common import clock, tasks_today
from common.counting import Wanted
from common.dates import day
from common.tasks_today import Task
from members.models import (
    Constituency,
    Membership,
    MembershipEnding,
    MembershipReview,
    SeatApplication,
    Term,
    YearlyEntry,
)
from members.selectors import induction_left, people_to_tell


@tasks_today.of_day(Role.COORDINATOR, "members", rows=lambda today: Wanted(Membership.objects.to_accept()))
def role_descriptions_not_accepted(today, found):
    """Members who have not accepted the role description in force (M2)."""
    words = ngettext(
        "%(n)s member has not accepted the role description",
        "%(n)s members have not accepted the role description",
        found.count,
    )
    yield Task(reverse("members:membership_list") + "?attention=accept", words % {"n": found.count})


def _gaps(today):
    holders = Membership.objects.active().filter(seat__constituency=OuterRef("pk"))
    return Wanted(Constituency.objects.exclude(Exists(holders)))


@tasks_today.of_day(Role.COORDINATOR, "members", rows=_gaps)
def constituencies_without_anybody(today, found):
    """Constituencies without a member (M1)."""
    words = ngettext("%(n)s constituency without a member", "%(n)s constituencies without a member", found.count)
    yield Task(reverse("members:seat_list"), words % {"n": found.count})


@tasks_today.of_day(Role.COORDINATOR, "members", rows=lambda today: Wanted(MembershipEnding.objects.to_agree()))
def endings_to_agree(today, found):
    """Memberships that end once a second person agrees."""
    for ending in MembershipEnding.objects.to_agree().select_related("membership__person"):
        words = _("Somebody else has to agree: the membership of %(name)s is going to end")
        yield Task(ending.membership.get_absolute_url(), words % {"name": ending.membership.person.name})


def _to_join(today):
    return Wanted(Membership.objects.to_join(today))


@tasks_today.of_day(Role.COORDINATOR, "members", rows=_to_join)
def seats_not_free(today, found):
    """People appointed from a day that has come, whose seat is still held."""
    for membership in Membership.objects.to_join(today).select_related("person"):
        words = _("%(name)s could not be appointed: the seat is not free")
        yield Task(membership.get_absolute_url(), words % {"name": membership.person.name})


def _applications(today):
    return Wanted(SeatApplication.objects.waiting(), first="received_on")


@tasks_today.of_day(Role.COORDINATOR, "members", rows=_applications)
def applications_to_answer(today, found):
    """People who applied for a seat, and have no answer yet."""
    words = ngettext("%(n)s application for a seat to answer", "%(n)s applications for seats to answer", found.count)
    text = _("The first since %(day)s") % {"day": day(found.first)}
    yield Task(reverse("members:application_list") + "?status=received", words % {"n": found.count}, text)


def _terms_ending(today):
    return Wanted(Term.objects.ending_soon(today), first="ends_on")


@tasks_today.of_day(Role.COORDINATOR, "members", rows=_terms_ending)
def terms_ending(today, found):
    """Terms of office that end within three months: the group renews them at a meeting, or somebody else comes."""
    words = ngettext(
        "%(n)s term of office ends within three months", "%(n)s terms of office end within three months", found.count
    )
    text = _("The first on %(day)s") % {"day": day(found.first)}
    yield Task(reverse("members:membership_list") + "?attention=term", words % {"n": found.count}, text)


def _not_reached(user, now):
    return Wanted(people_to_tell(clock.today(now)), first="sending__sent_on")


@tasks_today.needs(Role.COORDINATOR, "members.to_tell", rows=_not_reached)
def people_to_ring(user, now, found):
    """People whom no e-mail reaches, and who are still to be told of something that was sent."""
    words = ngettext("%(n)s person to ring or write to", "%(n)s people to ring or write to", found.count)
    yield tasks_today.to_tell(reverse("members:person_to_tell_list"), words % {"n": found.count}, found.first)


def _held_by(user):
    return Membership.objects.active().filter(person__user=user)


@tasks_today.needs(Role.MEMBER, "membership", rows=lambda user, now: Wanted(_held_by(user).to_accept()))
def own_role_description(user, now, found):
    for membership in _held_by(user).to_accept():
        address = reverse("members:role_description_accept", args=[membership.pk])
        yield Task(address, _("Read and accept your role description"))


def _reviews_of(user):
    return MembershipReview.objects.open().filter(membership__in=_held_by(user))


@tasks_today.needs(Role.MEMBER, "membership", rows=lambda user, now: Wanted(_reviews_of(user)))
def own_review(user, now, found):
    for review in _reviews_of(user):
        yield Task(review.get_absolute_url(), _("Tell the group what would help you to attend"))


def _to_confirm(user, now):
    return Wanted(_held_by(user).to_confirm(clock.today(now)))


@tasks_today.needs(Role.MEMBER, "membership", rows=_to_confirm)
def own_interests(user, now, found):
    """The yearly confirmation of the register of interests (M8)."""
    yield Task(reverse("members:my_membership") + "#interests", _("Confirm your interests"))


def _ending_for(user, now):
    return Term.objects.ending_soon(clock.today(now)).filter(membership__person__user=user)


@tasks_today.needs(Role.MEMBER, "membership", rows=lambda user, now: Wanted(_ending_for(user, now)))
def own_term(user, now, found):
    """The end of one's own term of office, while there is time to say whether one would like to go on."""
    for term in _ending_for(user, now).select_related("membership__seat"):
        words = _("Your term of office ends on %(day)s: tell the co-ordinator whether you would like to go on")
        text = term.membership.seat.title
        yield Task(reverse("members:my_membership"), words % {"day": day(term.ends_on)}, text, due_on=term.ends_on)


def _to_answer(user, now):
    return Wanted(YearlyEntry.objects.to_answer().filter(membership__person__user=user))


@tasks_today.needs(Role.MEMBER, "membership", rows=_to_answer)
def own_wish(user, now, found):
    """Whether a member would like to go on (M12)."""
    entries = YearlyEntry.objects.to_answer().filter(membership__person__user=user).select_related("membership__seat")
    for entry in entries:
        words, seat = _("Tell us whether you would like to go on next year"), entry.membership.seat.title
        yield Task(reverse("members:my_wish", args=[entry.pk]), words, seat)


def _new(user, now):
    return induction_left(_held_by(user), clock.today(now))


@tasks_today.needs(Role.MEMBER, "membership", rows=lambda user, now: Wanted(_new(user, now)))
def own_induction(user, now, found):
    """What is left of the induction of somebody who is new in a role."""
    for membership in _new(user, now):
        words = ngettext(
            "Your induction: %(n)s thing to do", "Your induction: %(n)s things to do", membership.steps_left
        )
        address = f"{reverse('members:my_membership')}#induction-{membership.pk}"
        yield Task(address, words % {"n": membership.steps_left})
