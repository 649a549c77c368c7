"""The addresses of the members' app: who gets what, typed by hand.

The member of the grid is a real one (`tests.factories.members.a_member`), and another one than the rows belong to.
"""

from tests.factories import members

EVERYBODY = {
    "anyone": 200,
    "parent": 200,
    "member": 200,
    "coordinator": 200,
    "safeguarding": 200,
    "officer": 200,
    "board": 200,
    "payer": 200,
    "administrator": 200,
}
NO_POST = {
    "anyone": 405,
    "parent": 405,
    "member": 405,
    "coordinator": 405,
    "safeguarding": 405,
    "officer": 405,
    "board": 405,
    "payer": 405,
    "administrator": 405,
}
COORDINATOR_READS = {
    "anyone": 302,
    "parent": 403,
    "member": 403,
    "coordinator": 200,
    "safeguarding": 403,
    "officer": 403,
    "board": 403,
    "payer": 403,
    "administrator": 403,
}
COORDINATOR_DOES = COORDINATOR_READS | {"coordinator": 302}
COORDINATOR_NEVER = COORDINATOR_READS | {"coordinator": 405}
MEMBER_READS = {
    "anyone": 302,
    "parent": 403,
    "member": 200,
    "coordinator": 403,
    "safeguarding": 403,
    "officer": 403,
    "board": 403,
    "payer": 403,
    "administrator": 403,
}
MEMBER_DOES = MEMBER_READS | {"member": 302}
MEMBER_NEVER = MEMBER_READS | {"member": 405}
NOT_THEIRS = MEMBER_READS | {"member": 404}
PRIVATE = {
    "anyone": 302,
    "parent": 404,
    "member": 404,
    "coordinator": 200,
    "safeguarding": 404,
    "officer": 404,
    "board": 404,
    "payer": 404,
    "administrator": 404,
}
PRIVATE_NEVER = {role: 302 if role == "anyone" else 405 for role in PRIVATE}


def nothing():
    return {}


def membership():
    return {"pk": members.an_accepted_member().pk}


def membership_to_accept():
    return {"pk": members.a_member(seat=members.a_seat(role_description=members.a_role_description())).pk}


def nomination():
    return {"pk": members.a_nomination().pk}


def person():
    return {"pk": members.a_person().pk}


def member_person():
    return {"pk": members.a_member().person.pk}


def interest():
    return {"pk": members.an_interest().pk}


def empty_seat():
    return {"pk": members.a_seat().pk}


def constituency():
    return {"pk": members.a_constituency().pk}


def role_description():
    return {"pk": members.a_role_description().pk}


def role_description_address():
    return {"slug": members.a_role_description().slug}


def draft_version():
    return {"pk": members.a_role_description(is_published=False).draft.pk}


def review():
    return {"pk": members.an_open_review().pk}


ROWS = [
    # public
    ("get", "members:member_list", "nothing", EVERYBODY),
    ("post", "members:member_list", "nothing", NO_POST),
    ("get", "members:interest_list", "nothing", EVERYBODY),
    ("post", "members:interest_list", "nothing", NO_POST),
    ("get", "members:role_description_detail", "role_description_address", EVERYBODY),
    ("post", "members:role_description_detail", "role_description_address", NO_POST),
    # a review, for the member concerned and the co-ordinator
    ("get", "members:review_detail", "review", PRIVATE),
    ("post", "members:review_detail", "review", PRIVATE_NEVER),
    ("get", "members:review_versions", "review", PRIVATE),
    ("post", "members:review_versions", "review", PRIVATE_NEVER),
    ("get", "members:review_say", "review", PRIVATE),
    ("post", "members:review_say", "review", PRIVATE),
    # a member's own
    ("get", "members:my_membership", "nothing", MEMBER_READS),
    ("post", "members:my_membership", "nothing", MEMBER_NEVER),
    ("get", "members:my_details_edit", "nothing", MEMBER_READS),
    ("post", "members:my_details_edit", "nothing", MEMBER_READS),
    ("get", "members:role_description_accept", "membership_to_accept", NOT_THEIRS),
    ("post", "members:role_description_accept", "membership_to_accept", NOT_THEIRS),
    ("get", "members:my_interest_add", "nothing", MEMBER_READS),
    ("post", "members:my_interest_add", "nothing", MEMBER_READS),
    ("get", "members:my_interests_confirm", "nothing", MEMBER_NEVER),
    ("post", "members:my_interests_confirm", "nothing", MEMBER_DOES),
    ("get", "members:my_interest_end", "interest", NOT_THEIRS),
    ("post", "members:my_interest_end", "interest", NOT_THEIRS),
    # the co-ordinator's: memberships
    ("get", "members:membership_list", "nothing", COORDINATOR_READS),
    ("post", "members:membership_list", "nothing", COORDINATOR_NEVER),
    ("get", "members:membership_nominate", "nothing", COORDINATOR_READS),
    ("post", "members:membership_nominate", "nothing", COORDINATOR_READS),
    ("get", "members:membership_detail", "membership", COORDINATOR_READS),
    ("post", "members:membership_detail", "membership", COORDINATOR_NEVER),
    ("get", "members:membership_edit", "membership", COORDINATOR_READS),
    ("post", "members:membership_edit", "membership", COORDINATOR_DOES),
    ("get", "members:membership_appoint", "nomination", COORDINATOR_READS),
    ("post", "members:membership_appoint", "nomination", COORDINATOR_DOES),
    ("get", "members:membership_accepted", "membership_to_accept", COORDINATOR_NEVER),
    ("post", "members:membership_accepted", "membership_to_accept", COORDINATOR_DOES),
    ("get", "members:membership_end", "membership", COORDINATOR_READS),
    ("post", "members:membership_end", "membership", COORDINATOR_READS),
    # people and interests
    ("get", "members:person_list", "nothing", COORDINATOR_READS),
    ("post", "members:person_list", "nothing", COORDINATOR_NEVER),
    ("get", "members:person_add", "nothing", COORDINATOR_READS),
    ("post", "members:person_add", "nothing", COORDINATOR_READS),
    ("get", "members:person_detail", "person", COORDINATOR_READS),
    ("post", "members:person_detail", "person", COORDINATOR_NEVER),
    ("get", "members:person_edit", "person", COORDINATOR_READS),
    ("post", "members:person_edit", "person", COORDINATOR_READS),
    ("get", "members:person_sign_in", "person", COORDINATOR_READS),
    ("post", "members:person_sign_in", "person", COORDINATOR_READS),
    ("get", "members:person_unlink", "member_person", COORDINATOR_NEVER),
    ("post", "members:person_unlink", "member_person", COORDINATOR_DOES),
    ("get", "members:interest_add", "person", COORDINATOR_READS),
    ("post", "members:interest_add", "person", COORDINATOR_READS),
    ("get", "members:interests_confirm", "person", COORDINATOR_NEVER),
    ("post", "members:interests_confirm", "person", COORDINATOR_DOES),
    ("get", "members:staff_interest_list", "nothing", COORDINATOR_READS),
    ("post", "members:staff_interest_list", "nothing", COORDINATOR_NEVER),
    ("get", "members:interest_end", "interest", COORDINATOR_READS),
    ("post", "members:interest_end", "interest", COORDINATOR_DOES),
    ("get", "members:member_import", "nothing", COORDINATOR_READS),
    ("post", "members:member_import", "nothing", COORDINATOR_READS),
    # seats, constituencies, role descriptions
    ("get", "members:seat_list", "nothing", COORDINATOR_READS),
    ("post", "members:seat_list", "nothing", COORDINATOR_NEVER),
    ("get", "members:seat_add", "nothing", COORDINATOR_READS),
    ("post", "members:seat_add", "nothing", COORDINATOR_READS),
    ("get", "members:seat_edit", "empty_seat", COORDINATOR_READS),
    ("post", "members:seat_edit", "empty_seat", COORDINATOR_READS),
    ("get", "members:seat_close", "empty_seat", COORDINATOR_READS),
    ("post", "members:seat_close", "empty_seat", COORDINATOR_READS),
    ("get", "members:constituency_add", "nothing", COORDINATOR_READS),
    ("post", "members:constituency_add", "nothing", COORDINATOR_READS),
    ("get", "members:constituency_edit", "constituency", COORDINATOR_READS),
    ("post", "members:constituency_edit", "constituency", COORDINATOR_READS),
    ("get", "members:role_description_list", "nothing", COORDINATOR_READS),
    ("post", "members:role_description_list", "nothing", COORDINATOR_NEVER),
    ("get", "members:role_description_add", "nothing", COORDINATOR_READS),
    ("post", "members:role_description_add", "nothing", COORDINATOR_READS),
    ("get", "members:staff_role_description", "role_description", COORDINATOR_READS),
    ("post", "members:staff_role_description", "role_description", COORDINATOR_NEVER),
    ("get", "members:role_description_versions", "role_description", COORDINATOR_READS),
    ("post", "members:role_description_versions", "role_description", COORDINATOR_NEVER),
    ("get", "members:role_version_draft", "role_description", COORDINATOR_READS),
    ("post", "members:role_version_draft", "role_description", COORDINATOR_READS),
    ("get", "members:role_version_publish", "draft_version", COORDINATOR_NEVER),
    ("post", "members:role_version_publish", "draft_version", COORDINATOR_DOES),
    # reviews
    ("get", "members:review_list", "nothing", COORDINATOR_READS),
    ("post", "members:review_list", "nothing", COORDINATOR_NEVER),
    ("get", "members:review_decide", "review", COORDINATOR_READS),
    ("post", "members:review_decide", "review", COORDINATOR_READS),
    ("get", "members:review_withdraw", "review", COORDINATOR_READS),
    ("post", "members:review_withdraw", "review", COORDINATOR_READS),
]
