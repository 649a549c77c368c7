"""What was said at the meetings of the invented group."""

from partnership.sample.words_members import RENEWED, YEARLY

VENUE = "Hillbrook Centre, Mill Lane, Eldermere"
ACCESS_NOTES = (
    "Step-free. Hearing loop in the main room. A quiet room next door. Twelve parking spaces, four of them wide."
)
GETTING_HELP = (
    "We pay for childcare and travel on the day, in cash if you like. Ring us a week before, and we arrange it."
)
PURPOSE = "To agree what the group says about the council's plan for school transport"

STANDING_MINUTES = {
    "apologies": "The chair welcomed everybody. Apologies were received as listed.",
    "declarations": "Interests were declared as listed. The group acknowledged each, and agreed how it was handled.",
    "last_minutes": "The minutes of the last meeting were agreed as a true record.",
    "matters_arising": "The group went through every unfinished action. Those that are done were marked so, with what shows it.",
    "purpose": "The chair explained why the group met between its usual meetings.",
    "questions": "Questions from the public were put and answered as recorded.",
    "report": "The co-ordinator reported on calls, visits and training since the last meeting. The group thanked the team.",
    "other_issues": "The group looked at the issues that belong to no theme, and asked the co-ordinator to follow each.",
    "review": "The group talked kindly about what would make it possible for the member to come.",
}
STANDING_NOTED = {
    "report": (
        "that {calls} families were supported since the last meeting",
        "that the waiting time for a call back is one working day",
    ),
    "matters_arising": ("the progress on each action",),
}
THEME_MINUTE = "Members read what parents had told the group about this. {views} The group agreed that it should be put to {agency} formally."
VIEWS = (
    "Parents on the group said that it was the same in their own area.",
    "Schools said that they see it every week.",
    "Health members explained what makes it hard, and what has been tried.",
    "Council members said that they want to put this right, and need the dates.",
    "The independent groups had heard it from their own members too.",
)
CAME_BACK_MINUTE = (
    "This came back, as a parent said that the answer did not answer it. The co-ordinator asks {agency} to ring the "
    "family, and tells the group at its next meeting."
)
THEME_RESOLUTION = "That this be presented formally to {agency}, asking for an answer to each point."
CHANGE_TERMS = "That the terms of reference be changed, so that they say what a substitute may do."
AGREE_TERMS = "That the next version of the terms of reference be agreed as it was drafted."
CHANGE_PROMISES = "That the promises be changed, so that they name video calls."
# What each draft changes: (clause, its new words); and what the first one adds: (number, part, words).
TERMS_CHANGED = (
    "M10",
    "A member who cannot come may ask somebody else to come instead. A substitute reads the papers and may speak.",
)
TERMS_ADDED = ("M14", "Who is on the group", "A new member is offered somebody to ask for the first year.")
PROMISES_CHANGED = (
    "V4",
    "People choose how they take part: online, by e-mail, by phone, by video call, on paper, in person or in easy read.",
)
REPORT_RESOLUTIONS = {
    "annual": "That the annual report be agreed as it was sent with the papers.",
    "board": "That the report to the Performance Board be agreed as it was sent with the papers.",
}
PAPER_RESOLUTIONS = {  # meeting index -> texts
    1: (CHANGE_TERMS,),
    3: (AGREE_TERMS,),
    4: (*REPORT_RESOLUTIONS.values(), CHANGE_PROMISES, YEARLY, RENEWED),
}
PLAIN_MINUTE = "Members talked about this and thanked everybody who had written in."

WITHDRAWN_PAPER = ("Letters about annual reviews", "What three parents wrote, with their letters.", "It named a child.")

# meeting index -> (item title, text, minute, resolutions); a resolution: (text, owner, days until due, what became of it)
EXTRA_ITEMS = {
    0: (
        (
            "Sharing a seat",
            "Two parents have asked to share one seat.",
            "Two parents explained that neither can promise every date, but that together they can.",
            (("That the seat be shared, and reviewed after a year.", "", 0, ""),),
        ),
    ),
    1: (
        (
            "The development plan of the service",
            "The draft plan for the year, with its four aims.",
            "The group went through the draft line by line and changed the aim about fathers and other carers.",
            (
                ("That the plan be agreed as amended.", "", 0, ""),
                ("That the co-ordinator visit each special school once this year.", "Co-ordinator", 150, "done"),
            ),
        ),
        (
            "Review of the terms of reference",
            "The yearly look at what the group is for.",
            "The group read its purpose, aims and remit again. They fit, but for what they say of substitutes.",
            (("That the co-ordinator draft the next version.", "", 0, ""),),
        ),
    ),
    2: (
        (
            "The council's plan for school transport",
            "The plan in short, and what families said of it.",
            "The group agreed that families must be asked before routes are changed, and wrote six points for its answer.",
            (("That the chair send the group's six points to the council.", "Chair of the group", 14, "done"),),
        ),
    ),
    3: (
        (
            "Budget of the service, first quarter",
            "Spending against budget, with the reasons in words.",
            "Spending is within the budget. Travel costs more than planned, as more parents come to meetings.",
            (("That the budget monitor be noted.", "", 0, ""),),
        ),
        (
            "The next version of the terms of reference",
            "The draft, with what changes in it.",
            "The group read the draft clause by clause. What a substitute may do is clear now.",
            (("That new members be told of it.", "", 0, ""),),
        ),
    ),
    4: (
        (
            "Annual report of the group",
            "The drafts of the annual report and of the report to the Performance Board.",
            "Members went through both drafts. The group thanked everybody who wrote to it.",
            (
                ("That the annual report be agreed and published.", "", 0, ""),
                ("That the report to the Performance Board be agreed and sent.", "", 0, ""),
                (
                    "That members be invited to the open day of the quiet clinic in Wexbourne.",
                    "Health members of the group",
                    60,
                    "open",
                ),
            ),
        ),
        (
            "Wheelchair repairs: still no answer",
            "The health trust was asked in summer. The answer is long overdue.",
            "Health members said that the contract is being looked at. Parents said that children miss school meanwhile.",
            (("That this be brought before the Performance Board.", "", 0, ""),),
        ),
    ),
}

# (meeting index, who asks, question, kind of ending, answer)
# Marked in what was resolved, and confirmed by the co-ordinator.
CONFIRMED = ("wexbourne",)
# What the group resolved on a public question.
RESOLVED_ON = {
    "Can grandparents come to the coffee mornings?": (
        "That everybody who looks after a child be welcome at the coffee mornings."
    ),
}
QUESTIONS = (
    (
        2,
        "Lena, Wexbourne",
        "How many families does the service support in a year, and what is the biggest need?",
        "there",
        "The service supported 412 families last year. The biggest need was help with a plan: 151 families.",
    ),
    (
        3,
        "A grandparent",
        "Can grandparents come to the coffee mornings?",
        "there",
        "Yes. Everybody who looks after a child is welcome.",
    ),
    (
        4,
        "Idris, Thornwick",
        "Can the group change which school my grandson goes to?",
        "not_ours",
        "The SEND and Inclusion team of the council decides about a school place",
    ),
    (
        4,
        "Marta, Hythe Norton",
        "Will the quiet waiting rooms be open on Saturdays?",
        "writing",
        "The trust says that two of the four clinics open on Saturdays, and that both quiet rooms will be open then.",
    ),
    (5, "A parent", "When will the new letters be used for appeals too?", "accepted", ""),
    (5, "Oren, Upper Dene", "Who do we ring about a school place in the holidays?", "received", ""),
)

# declarations at the last meeting held: (label, member or name of a substitute, what, title of the agenda item)
DECLARATIONS = (
    ("a", "grace", "Trustee of a group that receives a grant from the council", "Annual report of the group"),
    ("b", "marian", "Head teacher of a school that is named in the paper", "Annual reviews that change nothing"),
    ("c", "ruth", "Works for the trust that is asked to answer", "Wheelchair repairs: still no answer"),
    ("c", "ruth", "Her husband is a governor of the trust", "Wheelchair repairs: still no answer"),
    ("e", "joy", "Manages the team that is asked to answer", "Annual reviews that change nothing"),
    ("f", "Laurence Pike", "Works for a group that is named in the report", "Annual report of the group"),
)
PAPER_TEXT = """## What parents told us

The issues below came from parents since the last meeting. Names and schools are taken out.

{lines}

## What the group may wish to do

Note what was said, and decide whether to put it formally to the agency that can act.
"""
NONE_PUBLISHED = "- Members have what was said in their pack. The parents have not agreed that it is published."
