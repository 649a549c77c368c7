"""Other versions of documents in the sample year: sent in time, sent late, not made, and one that waits."""

import datetime as dt

from common.documents import check_document
from consultations.models import Consultation
from consultations.rules import ConsultationStatus
from involvement.selectors import original_at
from involvement.services.requests import ask_version, record_asker_told, refuse_version
from involvement.services.versions import make_and_send
from partnership.sample import words_versions as words
from partnership.sample.plan import moment, working

TERMS, BOARD = "/terms/", "/you-said-we-did/"


class VersionYear:
    def __init__(self, cast, as_of):
        self.cast, self.as_of = cast, as_of
        self.asked = {}

    def day(self, before, count=0):
        """Return a working day, some days before the year is shown and then some working days on."""
        first = working(self.as_of - dt.timedelta(days=before))
        return working(first, count)

    def ask(self, name, address, request, now):
        by = self.cast.coordinator if "channel" in request else None
        self.asked[name] = ask_version(original_at(address), by=by, now=now, **request)

    def send(self, name, now, *, how, checked=None, **made):
        made = {"made_from_on": self.asked[name].received_on, "is_offered": True, **made}
        by = self.cast.coordinator
        make_and_send(self.asked[name], made=made, checked=checked, how=how, on=now.date(), by=by, now=now)

    def ask_easy_read(self, now):
        """Of the results of the consultation that is concluded."""
        results = Consultation.objects.get(status=ConsultationStatus.CONCLUDED).get_absolute_url()
        self.ask("easy", results, words.EASY_READ, now)

    def send_easy_read(self, now):
        file = check_document(words.EASY_READ_TEXT.encode(), name="breaks-easy-read.txt")
        self.send("easy", now, how="email", checked=file)

    def ask_braille(self, now):
        self.ask("braille", TERMS, words.BRAILLE, now)

    def send_braille(self, now):
        """Three working days late: the printer was in the next county."""
        self.send("braille", now, how="post", what=words.VOLUME)

    def ask_large_print(self, now):
        self.ask("large", TERMS, words.LARGE, now)

    def send_large_print(self, now):
        self.send("large", now, how="post", what=words.PRINT)

    def ask_signed(self, now):
        self.ask("signed", BOARD, words.SIGNED, now)

    def refuse_signed(self, now):
        refuse_version(self.asked["signed"], words.NOT_MADE, by=self.cast.coordinator, now=now)

    def tell_signed(self, now):
        record_asker_told(self.asked["signed"], how="telephone", by=self.cast.coordinator, now=now)

    def ask_polish(self, now):
        self.ask("polish", TERMS, words.POLISH, now)


def events_of(year):
    """Yield (moment, function) from the first request to the one that still waits."""
    yield moment(year.day(45), 11), year.ask_easy_read
    yield moment(year.day(45, 4), 15), year.send_easy_read
    yield moment(year.day(38), 10), year.ask_braille
    yield moment(year.day(38, 8), 16), year.send_braille
    yield moment(year.day(27), 9), year.ask_large_print
    yield moment(year.day(27, 3), 16), year.send_large_print
    yield moment(year.day(20), 14), year.ask_signed
    yield moment(year.day(20, 3), 11), year.refuse_signed
    yield moment(year.day(20, 3), 12), year.tell_signed
    yield moment(year.day(3), 10), year.ask_polish
