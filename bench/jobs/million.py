"""1,000,000 responses on PostgreSQL, or 50,000 on SQLite: database time of their pages, and all of them as CSV."""

import time

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test import Client

from accounts.roles import Role
from accounts.selectors import holders_of
from bench.jobs.apart import call
from bench.jobs.memory import peak_mb
from bench.jobs.responses import one_with
from bench.jobs.sheet import co_ordinator
from consultations.models import Question, ResponseAnswer
from consultations.services.feedback import add_theme
from consultations.services.running import close_consultation, start_feedback
from issues.models import Theme

A_MILLION, FEWER = 1_000_000, 50_000
TIMES = 3


def measure():
    settings.KEEPS_PAGES = False
    is_large = connection.vendor == "postgresql"
    consultation = one_with(A_MILLION if is_large else FEWER)
    if is_large:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE consultations_response, consultations_responseanswer")
    staff = f"/staff/consultations/{consultation.slug}"
    found = {
        "search": page_ms(co_ordinator(), f"{staff}/words/"),
        "live": page_ms(co_ordinator(), f"{staff}/results/"),
        "crosstab": least_ms(lambda: cross_tab(consultation)),
    }
    if is_large:
        found |= call("million", "take", f"{staff}/responses/?format=csv")
    publish(consultation)
    return found | {
        "results": page_ms(Client(headers={"host": "127.0.0.1"}), f"/consultations/{consultation.slug}/results/")
    }


def publish(consultation):
    """Close the consultation and publish its results, which writes the tally."""
    by = holders_of(Role.COORDINATOR).earliest("pk")
    close_consultation(consultation, reason="Everybody has answered.", by=by)
    theme = Theme.objects.earliest("pk")
    add_theme(consultation, theme=theme, said="Families want Saturdays.", source="It was said at a meeting.", by=by)
    start_feedback(consultation, by=by)


def cross_tab(consultation):
    """Count one question by choice and group, as `consultations/tallies.py` counts them all."""
    question = Question.objects.filter(consultation=consultation).order_by("pk").first()
    answers = ResponseAnswer.objects.filter(consultation=consultation, is_late=False, question=question)
    list(answers.order_by().values("choice_id", "group_id").annotate(count=Count("pk")))


def page_ms(client, address, times=TIMES):
    def read():
        answer = client.get(address)
        if answer.status_code != 200:
            raise ValueError(f"{address} was answered with {answer.status_code}.")

    return least_ms(read, times)


def least_ms(act, times=TIMES):
    """Return the least milliseconds that the statements of something took, among some times."""
    totals = []

    def timed(execute, *words):
        began = time.perf_counter()
        try:
            return execute(*words)
        finally:
            totals[-1] += 1000 * (time.perf_counter() - began)

    with connection.execute_wrapper(timed):
        for _time in range(times):
            totals.append(0)
            act()
    return min(totals)


def take(address):
    """Read the file to its end and keep nothing of it."""
    client, before = co_ordinator(), peak_mb()
    began, first, lines = time.perf_counter(), None, 0
    answer = client.get(address)
    for number, piece in enumerate(answer.streaming_content):
        if number == 1:
            first = time.perf_counter() - began
        lines += piece.count(b"\r\n")
    seconds = time.perf_counter() - began
    return {"first": first, "rate": (lines - 1) / seconds, "mb": peak_mb() - before, "rows": lines - 1}
