"""What parents of the invented county told the group: sixty issues, by theme. Nobody in them is real."""

import csv
from pathlib import Path

from common.marks.measuring import labelled_texts
from issues.rules import Channel, IssueKind

THEMES = {
    "buses": (
        "School transport that is late or does not come",
        "The bus or taxi to school is often late or does not come, and nobody tells us.",
        "travel",
    ),
    "letters": (
        "Letters we cannot understand",
        "Letters from the council are long and full of words we do not use. We do not know what to do next.",
        "information",
    ),
    "plans": (
        "EHC plans that take too long",
        "Education, health and care plans come months late. Our children wait without the help they need.",
        "plans",
    ),
    "speech": (
        "Waiting for speech and language therapy",
        "We wait more than a year for speech and language therapy, and hear nothing while we wait.",
        "health",
    ),
    "nights": (
        "Overnight short breaks",
        "There are too few overnight breaks. Some families have not slept through a night for years.",
        "breaks",
    ),
    "adulthood": (
        "Moving to adult services",
        "At eighteen everything stops. Nobody plans with us for what comes next.",
        "adulthood",
    ),
    "waiting-rooms": (
        "Waiting rooms that are too loud",
        "Clinic waiting rooms are too bright and too loud for our children. Some leave before they are seen.",
        "health",
    ),
    "nursery": (
        "Support in nurseries",
        "Nurseries say they cannot take our children, because nobody is trained or paid to help them.",
        "school",
    ),
    "escorts": (
        "Passenger assistants who change every week",
        "The person who travels with our child changes every week and does not know what our child needs.",
        "travel",
    ),
    "equipment": (
        "Equipment that is outgrown before it comes",
        "Seats, frames and splints take so long that our children have outgrown them.",
        "health",
    ),
    "holidays": (
        "Holiday clubs for disabled children",
        "There is nothing for our children in the school holidays, and we cannot work.",
        "breaks",
    ),
    "exclusion": (
        "Sent home from school",
        "Schools ring us to take our children home early. It is not written down as an exclusion.",
        "school",
    ),
    "reviews": (
        "Annual reviews that change nothing",
        "The yearly review of the plan is held, and then no new plan comes.",
        "plans",
    ),
    "wheelchairs": (
        "The wheelchair service",
        "A repair takes weeks, and there is no chair to use meanwhile.",
        "health",
    ),
    "praise": (
        "What works well",
        "Some schools, clinics and clubs get it right. Others could learn from them.",
        "other",
    ),
}


def _read(row):
    """Return one line of issues.csv as (theme, kind, town, age, channel, title, words)."""
    return (
        row["theme"] or None,
        IssueKind[row["kind"]],
        row["town"],
        row["age"],
        Channel[row["channel"]],
        row["title"],
        row["words"],
    )


def _told(row):
    """Return the words as the parent wrote them; where they show who somebody is, those words are labelled."""
    return row["told"] or row["words"]


with (Path(__file__).parent / "issues.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = tuple(csv.DictReader(lines))
ISSUES = tuple(_read(row) for row in ROWS)
TOLD = tuple(labelled_texts(_told(row))[0][0] for row in ROWS)
# What `manage.py check_marks` tries the marks on.
LABELLED = "\n----\n".join(row["told"] for row in ROWS if row["told"])

# About the service itself: an independent reader has these.
ABOUT_US_ANSWERED = (
    "I rang your help line four times last month. Twice I was told that somebody would ring back, and nobody did."
)
ABOUT_US_ANSWER = (
    "You were right to complain. I listened to how calls are passed on. From this month we note every promise to ring "
    "somebody back, with a name and a date, and I check the list every Friday. I am sorry you were kept waiting."
)
ABOUT_US_WAITING = "On this website I can never find the minutes of a meeting. Who looks after these pages?"
NOT_ABOUT_US = (
    "The speech therapist left in the spring, and nobody at your end told us there would be no more sessions."
)
WHY_NOT_ABOUT_US = (
    "The health service decides when its sessions end or move, and it should have told you. We did not know either. "
    "The co-ordinator can ask them for an answer."
)
# A letter that came on paper so many days ago, and what each of its two matters is in the words of the parent.
LETTER = {
    "ago": 3,
    "text": (
        "Two things, if I may. The taxi has had four drivers since Easter and my son no longer gets in. "
        "And the speech therapist who came to school has left, and nobody has come since."
    ),
    "matters": (
        (
            "A new taxi driver every few weeks",
            "The taxi has had four drivers since Easter and my son no longer gets in.",
            "travel",
        ),
        (
            "No speech therapist at school",
            "the speech therapist who came to school has left, and nobody has come since.",
            "health",
        ),
    ),
}
