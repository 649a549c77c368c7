"""Declarations that are proposed: an item names a body of the register, or touches an agency in a dispute (M8)."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Agency
from answers.models import PresentationItem
from common import clock
from meetings.models import AgendaItem, Dismissal
from meetings.naming import is_named, is_same_body, shared_words
from meetings.wording import words_of_interest
from members.models import Dispute, Interest, Membership

INTEREST, DISPUTE = "interest", "dispute"


@dataclass(frozen=True)
class Proposal:
    """One declaration that is proposed: the item, what it touches, and the agency where it is about one."""

    item: AgendaItem
    source: Any
    agency: Agency | None = None
    dismissed_on: date | None = None

    @property
    def kind(self):
        return DISPUTE if isinstance(self.source, Dispute) else INTEREST

    @property
    def person(self):
        return self.source.person

    @property
    def key(self):
        return self.item.pk, self.kind, self.source.pk

    @property
    def nature(self):
        """What the record will say: never that there is a dispute, nor what is kept private in the register."""
        return words_of_interest(self.source) if self.kind == INTEREST else _("A personal interest")

    @property
    def reason(self):
        """Why it is proposed, to the member."""
        if self.kind == DISPUTE:
            words = _("This item is about %(agency)s. You told us privately that you are in dispute with them.")
            return words % {"agency": self.source.agency}
        words = {"body": self.source.body, "capacity": self.source.capacity, "agency": self.agency}
        if self.agency:
            return _("This item is about %(agency)s. You registered an interest in %(body)s as %(capacity)s.") % words
        return _("This item names %(body)s, where you registered an interest as %(capacity)s.") % words

    @property
    def reason_for_staff(self):
        if self.kind == DISPUTE:
            words = _("The item is about %(agency)s. They told you privately that they are in dispute with them.")
            return words % {"agency": self.source.agency}
        words = {"body": self.source.body, "capacity": self.source.capacity, "agency": self.agency}
        if self.agency:
            return _("The item is about %(agency)s. They registered an interest in %(body)s as %(capacity)s.") % words
        return _("The item names %(body)s, where they registered an interest as %(capacity)s.") % words


def proposals_at(meeting, items, *, user=None, now=None):
    """Return what is proposed for some items of a meeting: to one person, or to every member; the same few queries.

    Whoever declared in an item already, or in the whole meeting, is not asked. What a member set aside says when.
    """
    whose = Q(person__user=user) if user else Q(person__in=Membership.objects.active().values("person"))
    interests = Interest.objects.current().filter(whose).select_related("person")
    disputes = Dispute.objects.current(clock.today(now)).filter(whose).select_related("person", "agency")
    sources = [*interests, *disputes]
    if not sources:
        return []
    items = list(items.select_related("theme", "presentation", "consultation").prefetch_related("papers"))
    declared, aside = set(meeting.declarations.values_list("person", "item")), _set_aside(meeting)
    agencies = {agency.pk: agency for agency in Agency.objects.all()}
    common = shared_words(agency.name for agency in agencies.values())
    touched = _agencies_of(items)
    found = []
    for item in items:
        text, about = _text_of(item), [agencies[pk] for pk in sorted(touched[item.pk])]
        for source in sources:
            if {(source.person_id, item.pk), (source.person_id, None)} & declared:
                continue
            is_touched, agency = _touches(source, text, about, common)
            if is_touched:
                one = Proposal(item, source, agency)
                found.append(replace(one, dismissed_on=aside.get(one.key)))
    return found


def _set_aside(meeting):
    """Return {key of a proposal: the day on which the member set it aside}."""
    return {
        (row.item_id, DISPUTE if row.dispute_id else INTEREST, row.dispute_id or row.interest_id): row.dismissed_on
        for row in Dismissal.objects.filter(item__meeting=meeting)
    }


def _touches(source, text, agencies, common):
    """Say whether an item touches an interest or dispute, and through which agency."""
    if isinstance(source, Dispute):
        return source.agency in agencies or is_named(source.agency.name, text, common), source.agency
    for agency in agencies:
        if is_same_body(source.body, agency.name):
            return True, agency
    return is_named(source.body, text, common), None


def _text_of(item):
    papers = [words for paper in item.papers.all() for words in (paper.title, paper.report_of)]
    return "\n".join([item.title, item.text, item.theme.name if item.theme else "", *papers])


def _agencies_of(items):
    """Return {item key: agencies} that items are about: a presentation, theme or issue put to them, a consultation."""
    of_theme, of_issue = defaultdict(set), defaultdict(set)
    themes, issues = {item.theme_id for item in items} - {None}, {item.issue_id for item in items} - {None}
    asked = PresentationItem.objects.filter(Q(theme__in=themes) | Q(issues__in=issues)).distinct()
    for theme, issue, agency in asked.values_list("theme", "issues", "presentation__agency"):
        of_theme[theme].add(agency)
        of_issue[issue].add(agency)
    found = {}
    for item in items:
        asked_of = item.presentation.agency_id if item.presentation else None
        decides = item.consultation.deciding_agency_id if item.consultation else None
        found[item.pk] = ({asked_of, decides} - {None}) | (of_theme[item.theme_id] if item.theme_id else set())
        found[item.pk] |= of_issue[item.issue_id] if item.issue_id else set()
    return found
