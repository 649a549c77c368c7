"""PDFs: each trick by itself is refused with its place, and each clean twin is kept."""

import io

import pikepdf
import pytest

from common.documents.kinds import examine
from common.errors import DomainError
from common.file_checks import portable
from common.file_checks.findings import Refused
from tests.common.file_checks.pdfs import CLEAN, TRICKS, bookmarks, locked, web_link, with_author
from tests.common.files import pdf


def check_pdf(data):
    return examine(data, "paper.pdf")[1:]


def refusal(data):
    with pytest.raises(DomainError) as refused:
        check_pdf(data)
    return str(refused.value.message)


@pytest.mark.parametrize("trick", TRICKS)
def test_each_trick_is_refused_with_its_place(trick):
    change, words = TRICKS[trick]
    assert refusal(pdf(change=change)) == f"This PDF has in it: {words}. Print it to a new PDF and choose that file."


@pytest.mark.parametrize("twin", CLEAN)
def test_each_clean_twin_is_kept(twin):
    data, pages = check_pdf(pdf(change=CLEAN[twin]))
    assert pages == 2
    assert data.startswith(b"%PDF")


def test_links_and_bookmarks_are_still_there():
    data, _pages = check_pdf(pdf(change=web_link("https://example.org")))
    with pikepdf.open(io.BytesIO(data)) as kept:
        assert kept.pages[1].Annots[0].A.URI == "https://example.org"
    data, _pages = check_pdf(pdf(change=bookmarks(lambda: pikepdf.Dictionary(S=pikepdf.Name.GoTo, D="first"))))
    with pikepdf.open(io.BytesIO(data)) as kept:
        assert kept.Root.Outlines.First.Title == "First"


def all_bytes(data):
    """Return what every object and stream of a PDF holds, unpacked."""
    with pikepdf.open(io.BytesIO(data)) as file:
        things = list(file.objects)
        streams = [thing.read_raw_bytes() for thing in things if isinstance(thing, pikepdf.Stream)]
        return b"".join([*streams, *(thing.unparse(resolved=True) for thing in things), file.trailer.unparse()])


def test_who_wrote_it_and_where_its_pictures_were_taken_is_taken_out():
    before = pdf(change=with_author)
    marks = (b"Anna Parent", b"Telephone of", b"Elm Lane", b"Exif")
    assert all(mark in all_bytes(before) for mark in marks)
    data, _pages = check_pdf(before)
    assert not any(mark in all_bytes(data) for mark in marks)
    with pikepdf.open(io.BytesIO(data)) as kept:
        assert pikepdf.PdfImage(kept.pages[0].Resources.XObject.Im).as_pil_image().size == (40, 20)


def test_an_earlier_version_inside_the_file_is_left_behind():
    before = pdf(change=lambda file: file.make_indirect(pikepdf.String("Earlier words about Anna")))
    assert b"Earlier words" not in all_bytes(check_pdf(before)[0])


def test_a_locked_one_says_so_and_one_that_may_be_read_is_kept():
    assert refusal(locked(owner="a", user="b")) == "This PDF is locked with a password. Save it without one."
    assert check_pdf(locked(owner="a", user=""))[1] == 2


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 2000, pdf()[:200]])
def test_a_broken_one_is_refused(data):
    assert refusal(data).startswith(("This PDF is damaged", "A PDF can have from 1"))


def test_no_pages_and_endless_pages_are_refused(monkeypatch):
    assert refusal(pdf(0)) == "A PDF can have from 1 to 2000 pages."
    monkeypatch.setattr(portable, "MOST_PAGES", 3)
    with pytest.raises(Refused):
        portable.check(pdf(4), {})
