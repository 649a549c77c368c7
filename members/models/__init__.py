"""Persons, the seats of the group, who holds them, and what they declared."""

from members.models.call import SeatApplication, SeatCall
from members.models.ending import MembershipEnding
from members.models.induction import InductionDone, InductionStep
from members.models.interest import Interest, InterestReturn
from members.models.membership import Acceptance, Membership, Term
from members.models.person import Person
from members.models.review import MembershipReview
from members.models.seat import Constituency, RoleDescription, RoleDescriptionVersion, Seat
from members.models.sending import OF_AGENCY, Sending, SentTo
from members.models.yearly import YearlyEntry, YearlyReview

__all__ = [
    "OF_AGENCY",
    "Acceptance",
    "Constituency",
    "InductionDone",
    "InductionStep",
    "Interest",
    "InterestReturn",
    "Membership",
    "MembershipEnding",
    "MembershipReview",
    "Person",
    "RoleDescription",
    "RoleDescriptionVersion",
    "Seat",
    "SeatApplication",
    "SeatCall",
    "Sending",
    "SentTo",
    "Term",
    "YearlyEntry",
    "YearlyReview",
]
