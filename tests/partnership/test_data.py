"""What is public as files: each says what its page says, recounted by somebody who has nothing but the file."""

import csv
import datetime as dt
import io
import re

import pytest
from django.test import Client

from accounts.services.settings import set_setting
from answers.models import EntryTakenOff, Presentation, YouSaidEntry
from answers.rules import EntryKind
from answers.services.you_said import publish_entry
from common import clock, open_data
from common.figures import Figures
from common.models import RateCount
from common.periods import Period
from partnership.data_views import MOST_AN_HOUR
from tests.counting import queries
from tests.factories import accounts, answers, issues
from tests.sample_year import AS_OF
from tests.signing_in import sign_in

BOARD, ANSWERS = "/data/you-said-we-did.csv", "/data/answers-of-agencies.csv"
TODAY = dt.date(2026, 6, 1)
# Days that may be still to come: nothing has changed on them yet.
TO_COME = {"due_on", "opens_on", "closes_on", "answers_due_on", "day_on"}


def text_of(address):
    return Client().get(address).content.decode()


def rows_of(address):
    """What somebody reads who knows only the file."""
    text = b"".join(Client().get(address)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def on_every_page(address, pattern):
    """What stands on all pages of a list."""
    found, number, is_last = [], 1, False
    while not is_last:
        page = text_of(f"{address}{'&' if '?' in address else '?'}page={number}")
        found += re.findall(pattern, page)
        number, is_last = number + 1, f"page={number + 1}" not in page.replace("&amp;", "&")
    return found


@pytest.fixture(scope="module")
def year(sample_year, django_db_blocker):
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened(), clock.frozen(AS_OF):
        yield copy


@pytest.mark.usefixtures("year")
class TestTotalsAreThoseOfThePages:
    def test_entries_of_the_board(self):
        rows = rows_of(BOARD)
        assert [row["entry"] for row in rows] == on_every_page("/you-said-we-did/", r'id="entry-(\d+)"')
        assert len(rows) > 3

    @pytest.mark.parametrize("kind", list(EntryKind))
    def test_entries_of_each_kind(self, kind):
        shown = on_every_page(f"/you-said-we-did/?kind={kind}", r'id="entry-(\d+)"')
        word = str(kind.label).capitalize()
        assert [row["entry"] for row in rows_of(BOARD) if row["kind"] == word] == shown

    def test_how_many_said_so_is_as_on_the_page(self):
        shown = on_every_page("/you-said-we-did/", r"Said by ([^<]*)\.")
        assert [row["said_by"] for row in rows_of(BOARD) if row["said_by"]] == shown

    def test_presentations(self):
        shown = on_every_page("/you-said-we-did/answers/", r'answers/([A-Z]+-\d+)/"')
        assert [row["reference"] for row in rows_of(ANSWERS)] == shown

    def test_how_many_are_answered_overdue_and_waiting_is_counted_from_the_dates_alone(self):
        rows, today = rows_of(ANSWERS), AS_OF.isoformat()
        answered = [row["reference"] for row in rows if row["responded_on"]]
        overdue = [row["reference"] for row in rows if not row["responded_on"] and row["due_on"] < today]
        waiting = [row["reference"] for row in rows if not row["responded_on"] and row["due_on"] >= today]
        for status, found in (("responded", answered), ("late", overdue), ("in_time", waiting)):
            shown = on_every_page(f"/you-said-we-did/answers/?status={status}", r'answers/([A-Z]+-\d+)/"')
            assert sorted(found) == sorted(shown), status

    def test_the_answers_in_time_are_those_of_which_their_pages_say_so(self):
        rows = [row for row in rows_of(ANSWERS) if row["responded_on"]]
        pages = {row["reference"]: text_of(f"/you-said-we-did/answers/{row['reference']}/") for row in rows}
        in_time = {reference for reference, page in pages.items() if re.search(r">\s*in time\s*<", page)}
        assert {row["reference"] for row in rows if row["in_time"] == "yes"} == in_time
        assert {row["reference"] for row in rows if row["in_time"] == "no"} == set(pages) - in_time != set()

    def test_each_agency_answered_in_time_as_often_as_reports_count(self):
        rows = rows_of(ANSWERS)
        counted = {one["agency"]: one["in_time"] for one in Figures(Period(dt.date(2000, 1, 1), AS_OF))["timeliness"]}
        names = {row["agency"] for row in rows}
        in_time = [row["agency"] for row in rows if row["responded_on"] and row["responded_on"] <= row["due_on"]]
        assert {name: in_time.count(name) for name in names} == counted

    def test_every_column_is_explained_and_every_file_has_its_day(self):
        page = text_of("/data/")
        for one in open_data.known.values():
            rows = rows_of(f"/data/{one.name}.csv")
            assert list(rows[0]) == one.header == [name for name in one.header if f">{name}<" in page]
            days = [cell for row in rows for name, cell in row.items() if name.endswith("_on") and name not in TO_COME]
            assert one.newest().isoformat() >= max(days, default="")

    def test_the_names_of_files_and_columns_stay(self):
        assert {one.name: one.header for one in open_data.known.values()} == {
            "you-said-we-did": [
                *("entry", "about", "you_said", "said_by", "corrections", "kind", "we_did", "in_question", "evidence"),
                *("commitments", "agency", "source", "source_address", "published_on", "reworded_on", "taken_off"),
            ],
            "answers-of-agencies": [
                *("reference", "title", "agency", "sent_on", "due_on", "responded_on", "status", "in_time"),
            ],
            "commitments": [
                *("reference", "what", "who", "agency", "made_on", "due_on", "status", "finished_on", "evidence"),
                *("not_kept_reason", "in_question", "address"),
            ],
            "issues": ["reference", "title", "text", "service", "theme", "status", "received_on", "address"],
            "consultations": [
                *("reference", "title", "summary", "status", "opens_on", "closes_on", "decides", "answers_due_on"),
                *("results_on", "concluded_on", "withdrawn_on", "address"),
            ],
            "meetings": ["title", "kind", "day_on", "starts", "venue", "status", "reason", "address"],
            "members": [
                *("constituency", "seat", "is_shared", "member", "role", "represents", "member_since_on"),
                "vacant_since_on",
            ],
            "interests-of-members": [
                *("member", "seats", "body", "capacity", "since_on", "is_of_someone_close", "is_about_money"),
            ],
            "reports": ["title", "kind", "period_from", "period_to", "agreed_on", "published_on", "address"],
        }


@pytest.fixture
def today(db):
    with clock.frozen(TODAY):
        yield TODAY


@pytest.fixture
def entry(today):
    """An entry of the board that one family is behind."""
    theme = issues.theme()
    issues.logged_issue(theme=theme, speaks_as="parent")
    answers.post_answer(answers.presentation_of(theme=theme))
    YouSaidEntry.objects.update(you_said="=1+1", we_did="Buses\n“come” on time; mostly")
    publish_entry(YouSaidEntry.objects.get(), by=None)
    return YouSaidEntry.objects.get()


class TestAFile:
    def test_small_numbers_are_hidden_and_no_cell_is_run(self, entry):
        [row] = rows_of(BOARD)
        assert (row["said_by"], row["you_said"]) == ("a few families", "'=1+1")
        assert row["we_did"] == "Buses\n“come” on time; mostly"
        assert row["published_on"] == "2026-06-01"
        assert row["source_address"].startswith("http://127.0.0.1:8000/you-said-we-did/answers/")

    def test_what_was_taken_off_leaves_its_days_and_the_reason_and_none_of_its_words(self, entry):
        YouSaidEntry.objects.update(published_on=None)
        EntryTakenOff.objects.create(entry=entry, published_on=TODAY, taken_off_on=TODAY, reason="It was wrong.")
        [row] = rows_of(BOARD)
        assert row["taken_off"] == "Published on 1 June 2026, taken off on 1 June 2026: It was wrong."
        assert {name for name, cell in row.items() if cell} == {"entry", "about", "taken_off"}

    def test_a_draft_is_in_no_file(self, entry):
        YouSaidEntry.objects.update(published_on=None, first_published_on=None)
        assert rows_of(BOARD) == []

    def test_it_is_sent_for_everybody_under_a_name_of_its_own(self, entry):
        response = Client().get(BOARD)
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="you-said-we-did.csv"'
        assert response["Cache-Control"] == "no-cache"

    def test_no_other_name_is_a_file(self, today):
        assert Client().get("/data/people.csv").status_code == 404

    @pytest.mark.parametrize(("address", "most"), [(BOARD, 6), (ANSWERS, 2)])
    def test_more_rows_take_no_more_queries(self, address, most, entry):
        def cost():
            with queries() as counted:
                rows_of(address)
            return len(counted)

        before = cost()
        theme = issues.theme("Short breaks")
        issues.logged_issue(theme=theme)
        answers.post_answer(answers.presentation_of(theme=theme))
        publish_entry(YouSaidEntry.objects.exclude(pk=entry.pk).get(), by=None)
        assert cost() == before <= most

    def test_an_empty_file_has_its_columns(self, today):
        assert b"".join(Client().get(ANSWERS)).startswith(b'\xef\xbb\xbf"reference","title"')
        assert "There is nothing in it yet." in text_of("/data/")


class TestThePage:
    def test_licence_is_the_one_that_is_set(self, entry):
        assert "Open Government Licence v3.0" in text_of("/data/")
        admin = accounts.administrator()
        set_setting("data_licence", "CC BY 4.0", by=admin)
        set_setting("data_licence_address", "https://creativecommons.org/licenses/by/4.0/", by=admin)
        assert '<a class="govuk-link" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>' in text_of(
            "/data/"
        )

    def test_each_file_says_the_newest_date_in_it(self, entry):
        filled = [one for one in open_data.known.values() if one.newest()]
        assert text_of("/data/").count("Last change: 1 June 2026.") == len(filled) >= 2

    def test_every_page_leads_there(self, today):
        assert 'href="/data/"' in text_of("/")

    def test_who_is_not_signed_in_is_slowed_after_many_files_and_staff_at_that_address_are_not(self, client, entry):
        for _each in range(MOST_AN_HOUR + 1):  # the last as the one of its minute
            assert client.get("/data/reports.csv").status_code == 200
        assert client.get("/data/reports.csv").status_code == 429
        assert client.head("/data/reports.xlsx").status_code == 429
        sign_in(client, accounts.coordinator())
        assert client.get("/data/reports.csv").status_code == 200
        assert client.get("/data/reports.xlsx").status_code == 200

    def test_files_of_people_who_are_signed_in_do_not_use_up_those_of_others(self, client, entry):
        sign_in(client, accounts.coordinator())
        for _each in range(MOST_AN_HOUR + 2):
            assert client.get("/data/reports.csv").status_code == 200
        assert Client().get("/data/reports.csv").status_code == 200
        assert RateCount.objects.get(scope="data").count == 1

    def test_the_day_of_an_answer_counts(self, entry):
        Presentation.objects.update(responded_on=dt.date(2026, 6, 9))
        assert open_data.known["answers-of-agencies"].newest() == dt.date(2026, 6, 9)
