"""Lists with a hundred times the rows: the same queries, and hardly more time."""

import shutil
import sys
from copy import copy
from statistics import median

from django.apps import apps
from django.db import connection

from accounts.roles import Role
from bench.data import environment
from bench.jobs.apart import call, data_folder
from bench.make_data import analyse
from bench.ours import reading, signed_in
from bench.sides import started
from common import clock
from partnership.bootstrap.places import ROOT, Places

TIMES, ROUNDS, SECONDS = 100, 5, 0.08
FULL_PAGE = 10  # times the sample year: then each list fills its first page, and both pages are as long
ALONE = {"answer_id"}  # one row has it, or none
MANY = ("issues.Issue", "meetings.Meeting", "consultations.Consultation", "answers.YouSaidEntry", "answers.Commitment")
PUBLIC = ("issues", "you-said-we-did", "meetings", "consultations")
STAFF = {"queue": "/staff/issues/"}
CALLS = {name: reading(name) for name in PUBLIC} | {
    name: signed_in(Role.COORDINATOR, address) for name, address in STAFF.items()
}
ANEW = set(CALLS)


def measure():
    folder = data_folder().parent
    for name, times in (("few", FULL_PAGE), ("many", FULL_PAGE * TIMES)):
        shutil.copytree(data_folder(), folder / name / "ours")
        shutil.copy(folder / "secret-key", folder / name)
        call("lists", "multiply", times, env=environment("ours", folder / name))
    places, module = Places(root=ROOT, data=folder), "bench.jobs.lists"
    with (
        started(places, "ours", folder / "few", module=module) as few,
        started(places, "ours", folder / "many", module=module) as many,
    ):
        found = {name: compared(name, few, many) for name in CALLS}
    queries = max(found, key=lambda name: found[name][0])
    slowest = max(found, key=lambda name: found[name][1])
    print(found, file=sys.stderr)
    return {"queries": found[queries][0], "ratio": found[slowest][1]} | {
        f"ratio-{name}": ratio for name, (_queries, ratio) in found.items()
    }


def compared(name, small, large):
    """Return how many queries more a list takes with many rows, and how many times the time."""
    counted = [side.ask("count_queries", row=name)["queries"] for side in (small, large)]
    rounds = [[side.milliseconds(name, SECONDS) for side in (small, large)] for _round in range(ROUNDS)]
    return counted[1] - counted[0], median(large / small for small, large in rounds)


def multiply(times):
    """Let there be so many times the rows of each list; what has to be unique differs."""
    for label in MANY:
        model = apps.get_model(label)
        rows = [row for row in model.objects.all() if not getattr(row, "split_from_id", None) and not is_to_come(row)]
        model.objects.bulk_create((copied(row, number) for number in range(1, times) for row in rows), batch_size=1_000)
    analyse(connection)


def is_to_come(row):
    """Say whether a row is a meeting to come: the page shows all of those, and a group has a year's at most."""
    return getattr(row, "starts_at", None) is not None and row.starts_at > clock.now()


def copied(row, number):
    one = copy(row)
    one.pk = None
    for field in row._meta.fields:
        if field.unique and field.null:
            setattr(one, field.attname, None)
        elif field.unique and not field.primary_key:
            # A reference keeps its form: letters, and a number that no other row has.
            kind = str(getattr(row, field.attname)).partition("-")[0]
            setattr(one, field.attname, f"{kind}-{number * 1_000 + row.pk:07}")
    for name in ALONE & {field.attname for field in row._meta.fields}:
        setattr(one, name, None)
    return one
