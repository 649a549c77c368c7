"""What was not kept, late, overdue or refused, from the frozen figures, for both reports."""

from answers.rules import CommitmentStatus, Outcome

REFUSALS = frozenset({Outcome.NOT_POSSIBLE.value, Outcome.NOT_OURS.value})
# What is listed, in the order in which a first page has room for it.
LISTED = ("not_kept", "overdue", "late", "refused")


def exceptions_of(figures):
    """Return what was not kept, is overdue (the longest wait first), is late, or was answered with a no.

    `very_late` are those awaited for as long as the group's clock for the board says: they come before it by name.
    """
    promised, rows = figures["commitments"], figures["presentations"]
    overdue = sorted((row for row in rows if not row["answered"] and row["is_late"]), key=lambda row: -row["waited"])
    return {
        "not_kept": [row for row in promised if row["state"] == CommitmentStatus.NOT_KEPT],
        "overdue": overdue,
        "late": [row for row in promised if row["state"] == "late"],
        "refused": [row for row in rows if any(one["outcome"] in REFUSALS for one in row["answers"])],
        "clocks": [row for row in figures.get("clocks", ()) if row["count"]],
        "quiet": [row["words"] for row in figures.get("clocks", ()) if not row["count"]],
        "very_late": [row["reference"] for row in overdue if row["waited"] >= figures["board_days"]],
    }


def first_of(exceptions, most):
    """Return the first `most` of the exceptions, and how many more there are; {} for none.

    They stand on the first page of both reports, so that a "could not" is as easy to find as a "did".
    """
    found, left = {}, most
    for name in LISTED:
        found[name] = exceptions[name][:left]
        left -= len(found[name])
    count = sum(len(exceptions[name]) for name in LISTED)
    return {**found, "more": count - (most - left)} if count else {}


def count_of_noes(figures):
    """Return how many points were answered with a no."""
    return sum(number for outcome, number in figures["outcomes"] if outcome in REFUSALS)
