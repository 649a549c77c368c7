"""The addresses of the reports' app: who gets what, typed by hand."""

from common import clock
from reports.services import cancel_build
from tests.factories import meetings, reports
from tests.redacting import confirmed


def nothing():
    return {}


def published():
    return {"slug": reports.a_published_report().slug}


def published_file():
    return published() | {"variant": "large"}


def boards():
    return {"slug": reports.a_published_report(kind="board").slug}


def boards_file():
    return boards() | {"variant": "standard"}


def drafting():
    return {"slug": reports.a_report().slug}


def built():
    return {"slug": reports.a_finished_build().report.slug}


def agreed():
    return {"slug": reports.an_agreed_report().slug}


def section():
    return drafting() | {"key": "foreword"}


def build():
    return {"pk": reports.a_build().pk}


def stopped():
    return {"pk": cancel_build(reports.a_build(), by=None).pk}


def file_of_a_build():
    return {"pk": reports.a_finished_build().pk, "variant": "standard"}


def built_and_a_meeting():
    build = built()
    meetings.a_resolution(on=clock.today())
    return build


ANSWERS = {"reports:report_redact": confirmed("year")}
