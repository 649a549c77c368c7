"""Rounds that beat makes every hour: reminders, and the end of what may be kept; and one that is made at the start.

Each app registers its part in its `rounds.py`, which is read when Django starts:

    @rounds.remind.part("answers.overdue_answers")
    def remind_officers(now): ...        # safe to run twice: a message key makes a reminder go out once

Beat gives every part a task of its own, so that one that breaks does not stop the others. `begin` is no round of beat:
`start_service` makes it, once or again, for what a service without sample data needs before its first day.
"""

from django.core.exceptions import ImproperlyConfigured

from common import clock, outbox, submissions


class Round:
    """Named parts that are done one after the other; each takes `now` and may return how much it did."""

    def __init__(self, name):
        self.name = name
        self.parts = {}

    def part(self, name):
        """Register a part of this round. Raises ImproperlyConfigured for a name used twice."""

        def register(function):
            if self.parts.setdefault(name, function) is not function:
                raise ImproperlyConfigured(f"Two parts of {self.name} are called {name}.")
            return function

        return register

    def run_part(self, name, now=None):
        return self.parts[name](now or clock.now()) or 0

    def run(self, now=None):
        """Do every part, and return what each did, by name."""
        return {name: self.run_part(name, now) for name in self.parts}


remind = Round("remind")
retain = Round("retain")
begin = Round("begin")
ROUNDS = {"remind": remind, "retain": retain}


@retain.part("common.submissions")
def forget_submissions(now):
    return submissions.purge(now)


@retain.part("common.messages")
def forget_messages(now):
    return outbox.purge(now)
