"""Who downloaded a report is kept for a year; the report stays."""

import datetime as dt

import pytest

from common import clock
from common.retention import carry_out, rules
from reports.models import BuildFile, Download
from tests.factories import accounts, reports

pytestmark = pytest.mark.django_db


def test_who_downloaded_a_report_goes_a_year_later():
    file = reports.a_finished_build().files.first()
    Download.objects.create(file=file, by=accounts.board_member(), at=clock.at(dt.date(2024, 2, 29), dt.time(23)))
    rule = rules["reports.downloads"]
    assert carry_out(rule, clock.at(dt.date(2025, 2, 28), dt.time(23, 59))) == 0
    assert carry_out(rule, clock.at(dt.date(2025, 3, 1), dt.time(0))) == 1
    assert BuildFile.objects.filter(pk=file.pk).exists()
