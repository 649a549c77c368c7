"""Attacks by uploaded files: each trick by itself leaves neither a row nor a file behind."""

import zipfile

import pytest

from common.documents import store_document
from common.errors import DomainError
from common.file_checks import apart
from common.file_checks.findings import Refused
from common.models import Document
from tests.common.file_checks import offices, pdfs
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


@pytest.mark.parametrize("trick", offices.UNSEEN | offices.DANGEROUS)
def test_an_office_file_that_holds_what_nobody_sees_is_not_kept(trick):
    refuse((offices.UNSEEN | offices.DANGEROUS)[trick][0](), "paper")


@pytest.mark.parametrize("trick", offices.UNSEEN)
def test_what_is_taken_out_is_in_no_byte_that_is_kept(trick):
    document = store_document(offices.UNSEEN[trick][0](), name="paper", take_out=True)
    with document.file.open("rb") as file, zipfile.ZipFile(file) as kept:
        words = b"".join(kept.read(name) for name in kept.namelist())
    assert offices.HIDDEN.encode() not in words


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
