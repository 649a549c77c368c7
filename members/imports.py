"""The lists of this app that can be imported from a spreadsheet."""

from django.utils.translation import gettext_lazy as _

from common.imports import ImportKind, imported
from members.forms.rows import InterestRowForm, PersonRowForm
from members.models import Membership
from members.services.imports.interests import InterestTaker
from members.services.imports.people import PeopleTaker
from members.services.people import end_member_role


@imported
class PeopleList(ImportKind):
    name, permission, start = "members.people", "members.manage_membership", "members:member_import"
    heading = _("Import members")
    lead = _(
        "People, their seats and their terms of office. You will see what would happen to each row first. Nothing is "
        "imported until you confirm."
    )
    row_form, taker = PersonRowForm, PeopleTaker
    also_called = {
        "name": ("full name", "member", "member name", "person", "contact name"),
        "first_name": ("forename", "given name", "christian name"),
        "last_name": ("surname", "family name"),
        "email": ("e-mail", "email", "mail", "contact email"),
        "phone": ("telephone", "phone", "mobile", "tel", "tel no", "contact number", "telephone number"),
        "name_shown": ("name in public", "public name", "name shown", "show name", "publish name"),
        "constituency": ("group represented", "sector", "category"),
        "seat": ("seat title", "place", "position on the group"),
        "role_title": ("job title", "post", "position"),
        "affiliation": ("organisation", "representing", "organization", "body", "school", "employer"),
        "second_affiliation": ("second organisation", "also representing"),
        "starts_on": ("start date", "from", "joined", "date joined", "term start", "appointed", "since"),
        "ends_on": ("end date", "to", "until", "left", "date left", "term end", "resigned"),
        "end_reason": ("reason for leaving", "reason", "why left"),
        "attends_in_paid_work": ("paid", "paid work", "in paid work"),
    }

    def missing(self, names):
        """A name is one column, or two."""
        has_name = "name" in names or {"first_name", "last_name"} <= set(names)
        return [] if has_name else [self.labels["name"]]

    def remove(self, rows, *, by, now):
        """The rights of a member go with their last seat."""
        people = [row.person for row in rows if isinstance(row, Membership) and row.is_active]
        super().remove(rows, by=by, now=now)
        for person in people:
            if not person.memberships.active().exists():
                end_member_role(person, by=by, now=now)


@imported
class InterestsList(ImportKind):
    name, permission, start = "members.interests", "members.manage_interest", "members:interest_import"
    heading = _("Import interests")
    lead = _(
        "Interests of people who are on record, for the register. You will see what would happen to each row first. "
        "Nothing is imported until you confirm."
    )
    row_form, taker = InterestRowForm, InterestTaker
    also_called = {
        "name": ("full name", "member", "member name", "person"),
        "email": ("e-mail", "email", "mail"),
        "body": ("organisation", "organization", "interest", "name of body", "company"),
        "capacity": ("role", "nature of interest", "position", "type of interest"),
        "starts_on": ("from", "start date", "date registered", "declared on", "date"),
        "ended_on": ("to", "until", "end date", "ceased"),
        "is_connected_person": ("connected person", "family member", "partner"),
        "is_pecuniary": ("pecuniary", "financial", "paid", "money"),
        "is_private": ("private", "confidential", "sensitive"),
    }
