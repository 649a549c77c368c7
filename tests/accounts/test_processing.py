"""The record of processing: staff read and download it, and the document holds the same."""

import csv
import html
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from common.privacy import holdings
from common.processing import Processing, as_markdown, record_of_processing
from tests.factories import accounts
from tests.signing_in import sign_in

PAGE = "/staff/data/record/"
FILE = Path(settings.BASE_DIR) / "docs" / "privacy.md"


def line(key):
    return Processing(holdings[key])


class TestALine:
    @pytest.mark.django_db
    def test_it_says_whose_it_is_why_it_is_kept_and_who_sees_it(self):
        of_issues = line("issues.issue")
        assert (of_issues.what, of_issues.gathered) == ("Issues raised", "from the person, on a form")
        assert of_issues.whose == "families: parents, carers, children and young people"
        assert of_issues.why == "so that what a parent said is followed until somebody has answered it"
        assert of_issues.kept == "24 months after the issue was closed"

    def test_an_erasure_names_the_fields_it_blanks(self):
        assert line("meetings.reply").erased == "blanked: reason, needs"

    def test_what_stays_has_its_ground(self):
        attendance = line("meetings.attendance")
        assert attendance.erased == "blanked: reason"
        assert attendance.grounds.startswith("name, role title, affiliation: approved minutes")

    def test_what_goes_is_deleted(self):
        assert line("issues.issuelink").erased == "deleted"

    def test_what_is_nobodys_loses_what_names_somebody(self):
        assert line("meetings.paper").erased == "the row stays; what names somebody is taken out of it"
        assert line("meetings.sitting").erased == "nothing"
        assert line("meetings.paper").gathered == ""


@pytest.mark.django_db
class TestThePage:
    @pytest.mark.parametrize("make", [accounts.coordinator, accounts.administrator])
    def test_those_who_run_the_service_read_every_declaration(self, client, make):
        page = html.unescape(sign_in(client, make()).get(PAGE).content.decode())
        assert [one.what for one in record_of_processing() if one.what not in page] == []

    def test_it_is_downloaded_with_a_row_for_each_declaration(self, client):
        inside = sign_in(client, accounts.coordinator())
        text = b"".join(inside.get(f"{PAGE}?format=csv").streaming_content).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["What is kept"] for row in rows] == [one.what for one in record_of_processing()]
        assert inside.get(f"{PAGE}?format=xlsx").content.startswith(b"PK")


class TestTheDocument:
    def test_it_is_what_the_apps_declare(self):
        assert FILE.read_text(encoding="utf-8") == as_markdown()

    def test_the_command_prints_it(self):
        printed = io.StringIO()
        call_command("list_personal_data", stdout=printed)
        assert printed.getvalue() == as_markdown()

    def test_every_line_of_a_table_has_as_many_cells(self):
        lines = [one for one in as_markdown().split("\n## common\n")[1].splitlines() if one.startswith("|")]
        assert {one.count(" | ") for one in lines if "---" not in one} == {7}
