"""Which issues there are for whom: what the group takes up, who receives an issue, and who sees it."""

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from accounts.models import RespondentKind
from accounts.roles import Role, has_role
from common import clock
from issues.models.group import is_in_conflict, is_reader
from issues.rules import OVER, IssueStatus


def in_sight_at(path):
    """Return the condition that issues at the end of a path ("issues__") are open to the group and its work.

    That is: neither put out of sight, nor about the service itself and kept apart for its independent readers.
    """
    return Q(**{f"{path}is_hidden": False, f"{path}is_apart": False})


PUBLIC = Q(is_published=True, is_hidden=False)


# The parent agreed, nobody put it out of sight or took it back, and there are words that the parent does not object to.
SHARED_WITH_GROUP = (
    in_sight_at("")
    & Q(share_with_group=True, objected_on=None)
    & ~Q(title="")
    & ~Q(edited_text="")
    & ~Q(status__in=[IssueStatus.WITHDRAWN, IssueStatus.SPLIT])
)


def handles(user):
    """Return the condition that somebody receives an issue, edits its words and ends it (`handled_by`)."""
    if has_role(user, Role.COORDINATOR):
        return Q(is_hidden=False, is_about_us=False)
    if has_role(user, Role.INDEPENDENT_READER):
        return Q(is_hidden=False, is_about_us=True)
    return Q(pk__in=[])


class IssueQuerySet(models.QuerySet):
    def not_hidden(self):
        """Return those that were not put out of sight for the safeguarding lead."""
        return self.filter(is_hidden=False)

    def in_sight(self):
        """Return those that the group and its co-ordinator may take up (`in_sight_at`)."""
        return self.filter(in_sight_at(""))

    def apart(self):
        """Return those about the service itself that no group has taken up."""
        return self.filter(is_apart=True, is_hidden=False)

    def handled_by(self, user):
        """Return what somebody receives, edits and ends: a reader what is about the service, a co-ordinator the rest.

        Whoever held both roles would be the co-ordinator.
        """
        return self.filter(handles(user))

    def whose_family_is_open_to(self, user):
        """Return the issues of which somebody may see who raised them, or what worries about them."""
        if has_role(user, Role.SAFEGUARDING_LEAD):
            return self.filter(handles(user) | PUBLIC | Q(is_hidden=True))
        return self.handled_by(user)

    def published(self):
        return self.filter(PUBLIC)

    def shared_with_group(self):
        """Return those whose edited words the group may read: with that consent, once there are such words."""
        return self.filter(SHARED_WITH_GROUP)

    def group_reads(self, user):
        """Return what somebody may read because the group discusses it; not what they are in conflict with (M8)."""
        return self.shared_with_group().filter(is_reader(user), ~is_in_conflict(user))

    def public_or_group_reads(self, user):
        """Return the published ones, and for whoever reads what the group discusses those as well."""
        if not user.is_authenticated:
            return self.filter(PUBLIC)
        return self.filter(PUBLIC | (SHARED_WITH_GROUP & is_reader(user) & ~is_in_conflict(user)))

    def visible_to(self, user):
        """Published ones are public; members see those shared with the group, a parent also their own.

        The co-ordinator sees all that is in sight, of what is about the service itself the words shared with the group;
        an independent reader what is about the service, a safeguarding lead what is out of sight.
        """
        if not user.is_authenticated:
            return self.filter(PUBLIC)
        seen = PUBLIC | handles(user) | Q(reporter=user) | Q(split_from__reporter=user)
        if has_role(user, Role.SAFEGUARDING_LEAD):
            seen |= Q(is_hidden=True)
        is_free = Q() if has_role(user, Role.COORDINATOR) else ~is_in_conflict(user)
        return self.filter(seen | (SHARED_WITH_GROUP & is_reader(user) & is_free))

    def with_settled_words(self, today):
        """Return those whose parent has had the time to object to the edited words, or need not be asked."""
        nobody_asked = Q(words_settled_on__isnull=False, words_shown_on__isnull=True)
        return self.filter(nobody_asked | Q(words_settled_on__lte=today))

    def readable_by_agency(self):
        """Return those whose edited words an agency may read: with that consent, settled, and not out of sight."""
        shared = self.in_sight().filter(share_with_agency=True).exclude(edited_text="")
        return shared.with_settled_words(clock.today())

    def saying_the_same_as(self, issue):
        """The other issues of its theme and those merged into it; not what was withdrawn or put out of sight.

        The other matters of its own letter are not among them: nobody else says the same in those.
        """
        root, rows = issue.followed, self.model.objects.order_by().values("pk")
        same = [rows.filter(pk=root.pk), rows.filter(merged_into=root)]
        if root.theme_id:
            same += [rows.filter(theme=root.theme_id), rows.filter(merged_into__theme=root.theme_id)]
        # Joined by UNION, because a database reads the whole table for an OR over two of them.
        others = self.in_sight().filter(pk__in=same[0].union(*same[1:])).exclude(pk=issue.pk)
        if issue.split_from_id:
            others = others.filter(Q(split_from=None) | ~Q(split_from=issue.split_from_id))
        return others.exclude(status=IssueStatus.WITHDRAWN)

    def count_letters(self):
        """Return how many letters these came in: several matters of one letter are one family's."""
        return self.order_by().values(letter=Coalesce("split_from", "pk")).distinct().count()

    def are_of_parents(self):
        """Say whether all of these are known to come from parents or carers; who speaks need not be said."""
        parents = RespondentKind.objects.only_parents().values("pk")
        found = self.aggregate(all=Count("pk"), others=Count("pk", filter=~Q(speaks_as__in=parents)))
        return bool(found["all"]) and not found["others"]

    def of_letter(self, letter):
        """Return a letter and, where it was split, its matters: what holds for one of them holds for all."""
        return self.filter(Q(pk=letter.pk) | Q(split_from=letter.pk)).order_by("pk")

    def late(self, status, field, day, *, moved_on):
        """Issues not put out of sight that had their status on a day although the date in `field` had passed.

        They have it still, or left it later, as `moved_on` says.
        """
        had_it = Q(status=status) | Q(**{f"{moved_on}__gt": day})
        return self.not_hidden().filter(had_it, received_on__lte=day, **{f"{field}__lt": day})

    def due_first(self):
        """What has the nearest deadline at the top; then what has none, the oldest first."""
        clocks = {
            IssueStatus.RECEIVED: "acknowledge_by_on",
            IssueStatus.LOGGED: "present_by_on",
            IssueStatus.PRESENTED: "answer_due_on",
        }
        due_on = models.Case(*(models.When(status=status, then=field) for status, field in clocks.items()))
        return self.order_by(due_on.asc(nulls_last=True), "received_on", "pk")

    def unfinished(self):
        return self.exclude(status__in=[*OVER, IssueStatus.SPLIT])
