"""What parents of the invented county told the group: sixty issues, by theme. Nobody in them is real."""

import csv
from pathlib import Path

from issues.rules import AgeGroup, Channel, IssueKind, ServiceArea

THEMES = {
    "buses": (
        "School transport that is late or does not come",
        "The bus or taxi to school is often late or does not come, and nobody tells us.",
        ServiceArea.TRAVEL,
    ),
    "letters": (
        "Letters we cannot understand",
        "Letters from the council are long and full of words we do not use. We do not know what to do next.",
        ServiceArea.INFORMATION,
    ),
    "plans": (
        "EHC plans that take too long",
        "Education, health and care plans come months late. Our children wait without the help they need.",
        ServiceArea.PLANS,
    ),
    "speech": (
        "Waiting for speech and language therapy",
        "We wait more than a year for speech and language therapy, and hear nothing while we wait.",
        ServiceArea.HEALTH,
    ),
    "nights": (
        "Overnight short breaks",
        "There are too few overnight breaks. Some families have not slept through a night for years.",
        ServiceArea.SHORT_BREAKS,
    ),
    "adulthood": (
        "Moving to adult services",
        "At eighteen everything stops. Nobody plans with us for what comes next.",
        ServiceArea.ADULTHOOD,
    ),
    "waiting-rooms": (
        "Waiting rooms that are too loud",
        "Clinic waiting rooms are too bright and too loud for our children. Some leave before they are seen.",
        ServiceArea.HEALTH,
    ),
    "nursery": (
        "Support in nurseries",
        "Nurseries say they cannot take our children, because nobody is trained or paid to help them.",
        ServiceArea.SCHOOL,
    ),
    "escorts": (
        "Passenger assistants who change every week",
        "The person who travels with our child changes every week and does not know what our child needs.",
        ServiceArea.TRAVEL,
    ),
    "equipment": (
        "Equipment that is outgrown before it comes",
        "Seats, frames and splints take so long that our children have outgrown them.",
        ServiceArea.HEALTH,
    ),
    "holidays": (
        "Holiday clubs for disabled children",
        "There is nothing for our children in the school holidays, and we cannot work.",
        ServiceArea.SHORT_BREAKS,
    ),
    "exclusion": (
        "Sent home from school",
        "Schools ring us to take our children home early. It is not written down as an exclusion.",
        ServiceArea.SCHOOL,
    ),
    "reviews": (
        "Annual reviews that change nothing",
        "The yearly review of the plan is held, and then no new plan comes.",
        ServiceArea.PLANS,
    ),
    "wheelchairs": (
        "The wheelchair service",
        "A repair takes weeks, and there is no chair to use meanwhile.",
        ServiceArea.HEALTH,
    ),
    "praise": (
        "What works well",
        "Some schools, clinics and clubs get it right. Others could learn from them.",
        ServiceArea.OTHER,
    ),
}


def _read(row):
    """Return one line of issues.csv as (theme, kind, town, age, channel, title, words)."""
    return (
        row["theme"] or None,
        IssueKind[row["kind"]],
        row["town"],
        AgeGroup[row["age"]],
        Channel[row["channel"]],
        row["title"],
        row["words"],
    )


with (Path(__file__).parent / "issues.csv").open(encoding="utf-8", newline="") as lines:
    ISSUES = tuple(_read(row) for row in csv.DictReader(lines))
