"""The addresses of the reports' app: who gets what, typed by hand."""

from reports.services import cancel_build
from tests.factories import reports

EVERYBODY = {
    "anyone": 200,
    "parent": 200,
    "member": 200,
    "coordinator": 200,
    "safeguarding": 200,
    "officer": 200,
    "board": 200,
    "payer": 200,
    "administrator": 200,
}
NO_POST = {
    "anyone": 405,
    "parent": 405,
    "member": 405,
    "coordinator": 405,
    "safeguarding": 405,
    "officer": 405,
    "board": 405,
    "payer": 405,
    "administrator": 405,
}
COORDINATOR_READS = {
    "anyone": 302,
    "parent": 403,
    "member": 403,
    "coordinator": 200,
    "safeguarding": 403,
    "officer": 403,
    "board": 403,
    "payer": 403,
    "administrator": 403,
}
COORDINATOR_DOES = COORDINATOR_READS | {"coordinator": 302}
COORDINATOR_NEVER = COORDINATOR_READS | {"coordinator": 405}
BOARD_READS = {
    "anyone": 404,
    "parent": 404,
    "member": 404,
    "coordinator": 200,
    "safeguarding": 404,
    "officer": 404,
    "board": 200,
    "payer": 404,
    "administrator": 404,
}


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


ROWS = [
    # the shelf
    ("get", "reports:report_list", "nothing", EVERYBODY),
    ("post", "reports:report_list", "nothing", NO_POST),
    ("get", "reports:report_detail", "published", EVERYBODY),
    ("get", "reports:report_detail", "boards", BOARD_READS),
    ("get", "reports:report_detail", "agreed", dict.fromkeys(EVERYBODY, 404)),
    ("post", "reports:report_detail", "published", NO_POST),
    ("get", "reports:report_download", "published_file", EVERYBODY),
    ("get", "reports:report_download", "boards_file", BOARD_READS),
    ("post", "reports:report_download", "published_file", NO_POST),
    # the co-ordinator's
    ("get", "reports:staff_report_list", "nothing", COORDINATOR_READS),
    ("post", "reports:staff_report_list", "nothing", COORDINATOR_NEVER),
    ("get", "reports:report_create", "nothing", COORDINATOR_READS),
    ("post", "reports:report_create", "nothing", COORDINATOR_READS),
    ("get", "reports:staff_report", "drafting", COORDINATOR_READS),
    ("post", "reports:staff_report", "drafting", COORDINATOR_NEVER),
    ("get", "reports:section_write", "section", COORDINATOR_READS),
    ("post", "reports:section_write", "section", COORDINATOR_READS),
    ("get", "reports:section_versions", "section", COORDINATOR_READS),
    ("post", "reports:section_versions", "section", COORDINATOR_NEVER),
    ("get", "reports:build_request", "drafting", COORDINATOR_NEVER),
    ("post", "reports:build_request", "drafting", COORDINATOR_DOES),
    ("get", "reports:build_progress", "build", COORDINATOR_READS),
    ("post", "reports:build_progress", "build", COORDINATOR_NEVER),
    ("get", "reports:build_cancel", "build", COORDINATOR_NEVER),
    ("post", "reports:build_cancel", "build", COORDINATOR_DOES),
    ("get", "reports:build_retry", "stopped", COORDINATOR_NEVER),
    ("post", "reports:build_retry", "stopped", COORDINATOR_DOES),
    ("get", "reports:build_download", "file_of_a_build", COORDINATOR_READS),
    ("post", "reports:build_download", "file_of_a_build", COORDINATOR_NEVER),
    ("get", "reports:report_agree", "built", COORDINATOR_READS),
    ("post", "reports:report_agree", "built", COORDINATOR_READS),
    ("get", "reports:report_publish", "agreed", COORDINATOR_NEVER),
    ("post", "reports:report_publish", "agreed", COORDINATOR_DOES),
]
