"""Two consultations of the invented county: one concluded, one open."""

from answers.rules import Outcome
from consultations.rules import Level, Purpose, QuestionKind

K = QuestionKind

BREAKS = {
    "title": "Short breaks: what would help your family?",
    "summary": "The council buys short breaks for disabled children. Before it buys the next ones, it asks what families need.",
    "information": """## What is planned

From next April the council buys short breaks for three years. There is the same money as now.

## What can change

Which clubs and breaks are bought, where they are, on which days, and how you book them.

## What cannot change

The sum of money, and who can have a short break by law.

## What happens with your answer

Every theme that people raise gets an answer from the council. Until then this consultation is not finished.""",
    "purpose": Purpose.CHANGE,
    "level": Level.CONSULTATION,
    "can_change": "Which breaks are bought, where, on which days, and how they are booked.",
    "cannot_change": "The sum of money, and the law.",
}
BREAKS_QUESTIONS = (
    {
        "kind": K.ONE,
        "text": "Had you heard of short breaks before today?",
        "choices": ("Yes", "No"),
        "help_text": "For parents and carers.",
    },
    {
        "kind": K.ONE,
        "text": "Would your family use a Saturday club?",
        "choices": ("Yes", "No", "Not sure"),
        "is_required": True,
    },
    {
        "kind": K.SEVERAL,
        "text": "What would help most?",
        "help_text": "Choose as many as you like.",
        "choices": (
            "A holiday club",
            "A Saturday club",
            "Overnight breaks",
            "Somebody who comes to our home",
            "Swimming and sport",
        ),
    },
    {
        "kind": K.SCALE,
        "text": "How easy is it to find out what there is?",
        "choices": ("Very hard", "Hard", "Neither", "Easy", "Very easy"),
    },
    {
        "kind": K.NUMBER,
        "text": "How many miles would you travel for a break?",
        "unit": "miles",
        "smallest": 0,
        "largest": 100,
    },
    {"kind": K.SHORT, "text": "Which town or village is nearest to you?"},
    {"kind": K.LONG, "text": "Is there anything else you want to say?"},
)
# The figures of the concluded one: how many chose what, of 315 people, 214 of them parents.
PARENTS, OTHERS, ON_PAPER, MESSAGES = 214, 101, 5, 5
HEARD_YES = 190
SATURDAY = (128, 121, 66)
HELPS = (20, 132, 101, 34, 20)
EASY = (61, 118, 70, 49, 17)
MILES = (2, 5, 8, 10, 12, 15, 20, 25)
TOWNS = ("Eldermere", "Wexbourne", "Castle Orley", "Hythe Norton", "Saltmarsh Bay", "Upper Dene", "Thornwick")
COMMENTS = (
    ("days", "Saturdays are the day we need. In the week he is at school."),
    ("days", "Please think of Sundays too, as I work on Saturdays."),
    ("booking", "I never know what there is. One page with everything would do."),
    ("booking", "The form has eleven pages. I gave up on page six."),
    ("nights", "We need a night, not an hour."),
    ("nights", "One night a month would keep us going."),
    ("days", "A club in our own town, so that she sees her friends from school."),
    ("booking", "Could we book by text?"),
    (None, "Thank you for asking us."),
    (None, "The people at the club are wonderful."),
)
BREAKS_THEMES = {
    "days": {
        "name": "Short breaks on Saturdays, near home",
        "said": "Families want breaks on Saturdays, in their own town.",
        "outcome": Outcome.AGREED,
        "text": "We have bought Saturday clubs in all five districts, from April on.",
        "commitments": (
            (
                "Open a Saturday club in each of the five districts",
                "Commissioner of short breaks",
                120,
                "The list of clubs",
                "done",
            ),
        ),
    },
    "booking": {
        "name": "Finding out about breaks, and booking them",
        "said": "People do not know what there is, and the form is too long.",
        "outcome": Outcome.PARTLY,
        "but": "Booking by text needs a new system, which cannot be bought this year.",
        "text": "There is one page with every break now, and the form has three pages.",
        "reason": "Booking by text needs a new system, which we cannot buy this year.",
        "commitments": (
            ("Put every break on one page", "Commissioner of short breaks", 90, "The page is there", "done"),
            ("Shorten the form to three pages", "Commissioner of short breaks", 150, "The new form", "done"),
        ),
    },
    "nights": {
        "name": "A night's sleep",
        "said": "Some families need overnight breaks more than anything else.",
        "outcome": Outcome.NOT_POSSIBLE,
        "text": "",
        "reason": "A second house costs as much as day breaks for sixty families, and there is the same money as last year. We will ask again when the next budget is set.",
        "commitments": (),
    },
}
EVIDENCE = {
    "Open a Saturday club in each of the five districts": "The list of clubs shows one in each district.",
    "Put every break on one page": "The page is on the council's website.",
    "Shorten the form to three pages": "The new form has three pages.",
}

TRAVEL = {
    "title": "School transport: how should you book it?",
    "summary": "The council wants families to book school transport online from next summer. It asks how that can work for you.",
    "information": """## What is planned

A web form takes the place of the paper form. Nobody loses transport because of this.

## What can change

What the form asks, how you get help with it, and whether paper stays for those who want it.

## What cannot change

Who can have school transport by law.""",
    "purpose": Purpose.IMPROVE,
    "level": Level.CONSULTATION,
    "can_change": "What the form asks, and how you get help.",
    "cannot_change": "Who can have school transport.",
}
FIRST_TRAVEL = {"title": "School transport: booking online"}
FIRST_TRAVEL_QUESTIONS = (
    {
        "kind": K.ONE,
        "text": "Could you book school transport online?",
        "choices": ("Yes", "No"),
        "is_required": True,
    },
)
# Kept by the service for one that is open for less than its weeks, and for one that closes before the announced day.
WHY_SHORT = "The new booking is to be bought before the summer, and many answered the first version already."
BREAKS_CLOSED_EARLY = "The council has to decide on the money a week earlier than it had told us."
# Why the first theme was answered anew, and what the new answer adds.
WHY_CHANGED = "The first answer did not say how families will be told."
CHANGED_TEXT = "We will write to every family that has a short break."
FIRST_TRAVEL_WITHDRAWN = {
    "reason": "Families told us that it did not ask about booking on paper or by phone.",
    "what_follows": "A new version will ask about every way to book. Please answer that one too.",
}
TRAVEL_QUESTIONS = (
    {
        "kind": K.ONE,
        "text": "How would you like to book?",
        "choices": ("Online", "On paper", "By phone"),
        "is_required": True,
    },
    {
        "kind": K.SEVERAL,
        "text": "What help would you want?",
        "choices": ("Somebody to ring", "A short film", "Somebody beside me", "None"),
        "sole_answer": "None",
    },
    {
        "kind": K.SCALE,
        "text": "How easy is the form you use now?",
        "choices": ("Very hard", "Hard", "Neither", "Easy", "Very easy"),
    },
    {
        "kind": K.NUMBER,
        "text": "How many minutes did the last form take you?",
        "unit": "minutes",
        "smallest": 0,
        "largest": 600,
    },
    {"kind": K.SHORT, "text": "What is the first thing the form should ask?"},
    {"kind": K.LONG, "text": "What would go wrong if paper ended?"},
)
TRAVEL_COMMENTS = (
    "I have no computer, only a phone.",
    "My mother fills in the form, and she is eighty.",
    "It would be fine if somebody answers the phone.",
)
