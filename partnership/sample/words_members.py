"""What is written about membership in the sample year: terms, induction, the yearly review, and a call for a seat."""

from members.rules import Wish

INDUCTION = (
    "Read the terms of reference",
    "Read the code of conduct",
    "Meet the chair for a cup of tea",
    "Come to the evening about confidentiality",
)
INDUCTION_DONE = {"tomasz": 4, "gwen": 2, "callum": 3}  # how many of the list each has done

NEW_ROLE_TEXT = (  # what version 1 says, and version 2 instead
    "- Tell your constituency what the group did.",
    "- Tell your constituency what the group did, within two weeks of a meeting, and write down how.",
)
TERM_YEARS = 3
TERM_ENDS_SOON = ("peter", "joy")  # whose first term ends soon after the year is shown
TERM_RENEWED = "joy"
RENEWED = "That the term of office of Joy be renewed for three years."

YEARLY = "That the memberships of this year go on as proposed, and that a lift be found for Kelly."
WISHES = {
    "grace": (Wish.GO_ON, "", 10),
    "devan": (Wish.GO_ON_IF, "Afternoons are easier, when the children are at school.", 3),
    "kelly": (Wish.GO_ON_IF, "I need a lift, the bus takes two hours.", None),
    "tomasz": (Wish.GO_ON, "", 4),
    "fiona": (Wish.GO_ON, "", 6),
    "peter": (Wish.UNSURE, "Perhaps it is somebody else's turn.", None),
    "gwen": (Wish.GO_ON, "I would like to do more.", 2),
}
SUPPORTED = {"kelly": "A taxi there and back, paid by the service.", "devan": "Meetings at half past twelve."}

SEAT = "Parent or carer, moors"
CALL = (
    "Do you care for a child or young person with special needs on the moors? Nobody from there sits with us yet.\n\n"
    "You come to three meetings a year, by day. We pay for travel and care, and somebody will sit beside you at first. "
    "You need no experience."
)
ASKED = "All 84 families on the service's list with a moors postcode, two village schools, the chapel's noticeboard."
APPLICATIONS = (
    # name, e-mail address, telephone, what they wrote, and whether it came by telephone
    (
        "Imogen Treadle",
        "imogen@marlshire.example",
        "",
        "My son goes to the village school. I am good at asking questions.",
        False,
    ),
    ("Walter Penrook", "", "01632 960487", "He brings up his granddaughter and would like to help.", True),
)
