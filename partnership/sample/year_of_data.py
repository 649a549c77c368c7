"""Personal data in the sample year: an account that was erased, a copy that lies ready, an erasure that waits."""

import datetime as dt

from accounts.models import DataRequest
from accounts.rules import WAIT, DataRequestKind
from accounts.services import data_requests
from accounts.services.people import create_user
from common import jobs
from partnership.sample import words_people
from partnership.sample.plan import moment, working

LEFT = ("lena", "Lena Marsh")
HOW_KNOWN = "He rang from the number we hold, and read out the reference of his issue."


class DataYear:
    def __init__(self, cast, as_of):
        self.cast, self.as_of = cast, as_of
        self.left = None

    def day(self, before):
        return working(self.as_of - dt.timedelta(days=before))

    def sign_up(self, now):
        key, name = LEFT
        self.left = create_user(f"{key}@{words_people.MAIL}", name=name, by=None, now=now)

    def ask_for_erasure(self, now):
        data_requests.ask_for_own(self.left, DataRequestKind.ERASURE, now=now)

    def agree(self, now):
        data_requests.agree(DataRequest.objects.get(), by=self.cast.second, now=now)

    def carry_out(self, now):
        data_requests.carry_out_due(now)
        jobs.run_job(DataRequest.objects.get().job_id)

    def ask_for_copy(self, now):
        request = data_requests.ask_for_own(self.cast.users["rosa"], DataRequestKind.COPY, now=now)
        jobs.run_job(request.job_id)

    def enter_erasure(self, now):
        """Somebody rang; a second person has to agree."""
        data_requests.ask_for_somebody(
            self.cast.users["jamie"].email,
            DataRequestKind.ERASURE,
            how_known=HOW_KNOWN,
            by=self.cast.coordinator,
            now=now,
        )


def events_of(data):
    agreed = moment(data.day(58), 11)
    yield moment(data.day(120), 20), data.sign_up
    yield moment(data.day(60), 21), data.ask_for_erasure
    yield agreed, data.agree
    yield agreed + WAIT, data.carry_out
    yield moment(data.day(4), 10), data.enter_erasure
    yield moment(data.as_of - dt.timedelta(days=1), 20), data.ask_for_copy
