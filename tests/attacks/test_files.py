"""Attacks by uploaded files: each trick by itself leaves neither a row nor a file behind."""

import pytest

from common.documents import store_document
from common.errors import DomainError
from common.file_checks import apart
from common.file_checks.findings import Refused
from common.models import Document
from tests.common.file_checks import pdfs
from tests.common.files import pdf, picture

pytestmark = pytest.mark.django_db


def refuse(data, name):
    with pytest.raises(DomainError) as refused:
        store_document(data, name=name)
    assert not Document.objects.exists()
    return str(refused.value.message)


@pytest.mark.parametrize("trick", pdfs.TRICKS)
def test_a_pdf_that_runs_fetches_sends_or_carries_something_is_not_kept(trick):
    refuse(pdf(change=pdfs.TRICKS[trick][0]), "paper.pdf")


@pytest.mark.parametrize(("limit", "asked"), [("seconds", {"seconds": 0}), ("memory", {"memory": 30_000_000})])
def test_a_check_that_needs_too_much_is_ended_and_the_server_lives(limit, asked):
    """The process is killed, or told that there is no more memory; either way the file is refused."""
    with pytest.raises(Refused) as refused:
        apart.check_apart("pictures", picture(size=(3000, 3000)), **asked)
    assert [finding.code for finding in refused.value.findings] == ["too_much"], limit


def test_a_check_that_hangs_is_ended():
    with pytest.raises(Refused):
        apart.check_apart("pictures", picture(size=(3000, 3000)), patience=0.01)


def test_a_check_knows_no_secret(monkeypatch):
    """A file that took over its check would find an empty environment."""
    seen = {}

    def run(command, **options):
        seen.update(options)
        raise apart.subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(apart.subprocess, "run", run)
    with pytest.raises(Refused):
        apart.check_apart("portable", pdf())
    assert seen["env"] == {}
