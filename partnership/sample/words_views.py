"""What members asked those they speak for, what came back, and what they told the group of it."""

LINK = "sample-wheelchairs-1"  # nothing in the sample year is secret: anybody may try what a closed link says
LINK_TO_COME = "sample-spring-meeting"
WHEELCHAIRS = "Wheelchair repairs: still no answer"
ASKED = "How long did you wait for a repair, and what did it mean for your child's days?"
ANSWERS = (
    "Eleven weeks. We carried her up the stairs each evening.",
    "Nine weeks, and then the wrong wheel came.",
    "We gave up and paid for it ourselves.",
    "Four weeks. They were kind, but nobody could say when.",
    "He missed two school trips, because the chair could not go on the bus.",
    "Seven weeks. A date would have helped more than anything.",
    "It was mended in three days. So it can be done.",
    "Still waiting since the summer holidays.",
    "Two repairs in one year, ten weeks each.",
    "My back is bad now. I cannot push the old one any more.",
    "She stayed at home for nearly a month of school.",
    "We were told to ring again each Monday, and did so eight times.",
)
BROUGHT = (
    "Twelve families wrote. Most waited for seven weeks or more, and several children missed school or trips. "
    "One repair took three days. What people want most is a date, and somebody to ring."
)
# (meeting index, who, item or nothing for the whole meeting, question, how, asked, answered, what they say)
NOTES = (
    (
        2,
        "tomasz",
        "The council's plan for school transport",
        "What must not change about the school run?",
        "at the school gate and by phone",
        30,
        14,
        "The same driver each day, and word the evening before when something changes.",
    ),
    (
        4,
        "ruth",
        WHEELCHAIRS,
        "What do therapists see while a chair is being mended?",
        "by e-mail to the therapists of the trust",
        11,
        6,
        "Children lose strength within weeks. The clinics have no chairs to lend.",
    ),
    (
        4,
        "marian",
        None,
        "What should the group know of this term in schools?",
        "at the meeting of head teachers",
        22,
        17,
        "More children come without a plan in place, and the autumn timetable of visits is a help.",
    ),
)
TO_COME = ("fiona", "What should the group talk about next year?")
ANSWERS_TO_COME = (
    "What happens when somebody turns eighteen.",
    "Quiet places in town, and who pays for them.",
    "Brothers and sisters. Nobody asks them.",
)
# (who, days after the meeting, how, how many people, note): what members passed on of the last meeting
PASSED_ON = (
    (
        "grace",
        9,
        "in the newsletter of the parents' network, and at two coffee mornings",
        140,
        "They asked for a date.",
    ),
    ("fiona", 10, "by e-mail to the members of the network", 35, ""),
    ("marian", 13, "at the meeting of head teachers", 22, ""),
    ("joy", 9, "at the team meetings of the council", 60, ""),
    ("gwen", 16, "on the notice boards of four libraries, and to their staff", 18, ""),
)
PASSED_ON_BEFORE = (
    ("devan", 12, "by e-mail to the parents of the shared seat", 48, ""),
    ("ruth", 14, "at the team meeting of the clinic", 16, ""),
)
