"""Verbs about persons, seats, memberships, role descriptions, interests and reviews."""

from members.services.decisions import decide_review
from members.services.imports import import_member
from members.services.interests import confirm_interests, end_interest, register_interest
from members.services.memberships import appoint, end_membership, nominate, update_membership
from members.services.people import create_person, let_sign_in, link_user, update_person
from members.services.reviews import open_review, record_member_said, restate_review, withdraw_review
from members.services.roles import (
    accept_role_description,
    create_role_description,
    draft_role_version,
    publish_role_version,
)
from members.services.seats import (
    close_seat,
    create_constituency,
    create_seat,
    open_named_constituencies,
    update_constituency,
    update_seat,
)

__all__ = [
    "accept_role_description",
    "appoint",
    "close_seat",
    "confirm_interests",
    "create_constituency",
    "create_person",
    "create_role_description",
    "create_seat",
    "decide_review",
    "draft_role_version",
    "end_interest",
    "end_membership",
    "import_member",
    "let_sign_in",
    "link_user",
    "nominate",
    "open_named_constituencies",
    "open_review",
    "publish_role_version",
    "record_member_said",
    "register_interest",
    "restate_review",
    "update_constituency",
    "update_membership",
    "update_person",
    "update_seat",
    "withdraw_review",
]
