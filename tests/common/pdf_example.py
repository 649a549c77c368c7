"""A report of more than ten pages with everything in it that our layouts use; its names and figures are invented."""

from pathlib import Path

from django.conf import settings
from django.test import override_settings

from common.pdf import render_pdf

TEMPLATES = Path(__file__).parent / "pdf_templates"

MEMBERS = [
    ("Amira Hussain", "Parents and carers", "March 2023", 5, "Governor of Elm Lane School"),
    ("Beth Owusu", "Parents and carers", "June 2024", 4, "None"),
    ("Ceri Ap Dafydd", "Parents and carers", "June 2024", 5, "None"),
    ("Dorota Wiśniewska", "Parents and carers", "May 2022", 3, "Works for Harbour Short Breaks"),
    ("Ella Thorne", "Parent-led groups", "January 2021", 5, "Trustee of Autism Friends"),
    ("Farid Rahmani", "Parent-led groups", "October 2024", 2, "None"),
    ("Gwen Ellery", "Parent-led groups", "March 2025", 4, "Trustee of Deaf Families Together"),
    ("Hugh Penrose", "Schools and early years", "May 2023", 4, "Head of Elm Lane School"),
    ("Ines Carvalho", "Schools and early years", "October 2025", 3, "None"),
    ("Jack Osei", "PPS line management", "January 2020", 5, "Line manager of the co-ordinator"),
    ("Kirsty Mallow", "PPS line management", "June 2025", 4, "None"),
    ("Leo Strand", "Council services", "March 2024", 5, "Officer for transport"),
    ("Mina Sethi", "Council services", "March 2024", 4, "None"),
    ("Noel Bright", "Council services", "October 2022", 1, "None"),
    ("Olu Adebayo", "Other council partners", "May 2021", 4, "Director of Harbour Short Breaks"),
    ("Łucja Żółć-Świątek", "Health services", "March 2026", 2, "None"),
]
PAIRS = [
    (
        "We are not told who the escort is until the first morning.",
        "Names are sent to families by 25 August each year.",
        "yes",
    ),
    ("The short-breaks list is out of date.", "The list was checked in February and is checked each term.", "yes"),
    (
        "There is no place to change an older child at the town hall.",
        "A changing place is to open by 30 June 2026. It opened on 14 August.",
        "late",
    ),
    (
        "Appointments for speech and language therapy are only in school hours.",
        "Not possible in this contract: therapists work school hours. The next one, in 2027, will ask for evenings.",
        "no",
    ),
    (
        "Reports arrive the day before the annual review.",
        "Reports are sent ten working days before. A check of 40 reviews found 36 in time.",
        "yes",
    ),
    (
        "Nobody says what happens after an assessment is refused.",
        "The letter now says it, with the name of a person to ring, and it was written with parents.",
        "yes",
    ),
    (
        "Siblings have nowhere to go during the sessions.",
        "Not ours, but the play service of the district runs a group. It will answer at the November meeting.",
        "no",
    ),
    (
        "The forms ask for the same things again and again.",
        "One form since April. It keeps what you told us last time.",
        "yes",
    ),
]
THREAD = [
    ("3 November 2025", "A parent of a child at a special school said: nobody told us who the escort would be."),
    ("5 November 2025", "Acknowledged, with a reference and what would happen next."),
    ("20 November 2025", "The group discussed it with four others like it, and resolved to ask the council."),
    (
        "24 November 2025",
        "Presented formally to the transport service. The group asked for an answer by 22 December 2025.",
    ),
    ("19 December 2025", "Answered in time: partly agreed."),
    ("25 August 2026", "Names were sent to 214 of 220 families. The parent says it came true."),
]
COMMITMENTS = [
    (f"{what} ({place})", who, by, state, tone, late)
    for place in ("north", "south")
    for what, who, by, state, tone, late in [
        ("Send names of escorts before term", "Transport service", "25 August 2026", "Done", "good", 0),
        ("Check the short-breaks list each term", "Short breaks team", "28 February 2026", "Done", "good", 0),
        ("Open a changing place at the town hall", "Property services", "30 June 2026", "Done late", "late", 45),
        ("Reports ten working days before a review", "Assessment team", "1 January 2026", "Done", "good", 0),
        ("Letter after a refusal, written with parents", "Assessment team", "31 March 2026", "Done", "good", 0),
        ("One form for all services", "Customer services", "1 April 2026", "Done", "good", 0),
        ("Evening clinics in two towns", "Health trust", "1 May 2026", "Not kept", "bad", 123),
        ("Answer about a group for siblings", "District council", "12 November 2026", "Open", "", 0),
        ("Train 40 drivers in communication", "Transport service", "31 July 2026", "Done", "good", 0),
        ("Publish waiting times each month", "Health trust", "1 June 2026", "Late", "late", 92),
    ]
]
DISCUSSION = """# What members said

Members asked that a **substitute** be named for each seat, so that a constituency is always heard.

- Two seats are shared by two people each.
- One member is under review after three absences.

## What was resolved

1. To write to health services about the gap.
2. To thank *Farid Rahmani*, who found a substitute for each meeting he missed.
"""
CONTEXT = {
    "service_name": "Westmarch Parent Partnership Service",
    "description": "The annual report of an invented steering group",
    "kinds": [
        ("Gaps in services", 24),
        ("Concerns", 21),
        ("Good practice", 9),
        ("Questions that were signposted elsewhere", 6),
    ],
    "members": MEMBERS,
    "discussion": DISCUSSION,
    "series": ["Good practice", "Concern", "Gap", "Signposted"],
    "terms": [("Autumn 2025", [2, 9, 6, 1]), ("Spring 2026", [3, 7, 8, 2]), ("Summer 2026", [4, 5, 10, 3])],
    "months": [
        ("Sep", 31),
        ("Oct", 28),
        ("Nov", 19),
        ("Dec", None),
        ("Jan", 24),
        ("Feb", 22),
        ("Mar", 18),
        ("Apr", 17),
        ("May", 21),
        ("Jun", 15),
    ],
    "agency_names": ["Transport service", "Health trust", "Assessment team"],
    "agencies": [("Autumn 2025", [60, 35, 71]), ("Spring 2026", [75, 41, 80]), ("Summer 2026", [92, 38, 85])],
    "pairs": PAIRS,
    "thread": THREAD,
    "promises": [
        ("Transport service", 7, 8),
        ("Assessment team", 6, 6),
        ("Health trust", 1, 6),
        ("Short breaks team", 3, 5),
    ],
    "commitments": COMMITMENTS,
}
TITLE = "Annual report of the steering group 2025 to 2026"
IDENTIFIER = "annual-2026-1"


def build(template="example.html", context=None, **arguments):
    """Render one of the templates beside this file."""
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], TEMPLATES]}
    arguments = {"title": TITLE, "identifier": IDENTIFIER, **arguments}
    with override_settings(TEMPLATES=[engine]):
        return render_pdf(template, CONTEXT if context is None else context, **arguments)


def small(body, **arguments):
    """Render a short paper around some markup that is trusted, as no user's text ever is."""
    return build("small.html", {"body": body}, **arguments)
