"""How many files are checked at once: the server never drowns in them, and whoever has to wait is told."""

import threading

import pytest

from common.documents import check_document
from common.errors import Busy
from common.file_checks import apart
from tests.common.files import pdf


@pytest.fixture
def places(monkeypatch):
    """Places of this test alone, and half a second to wait for one."""
    monkeypatch.setattr(apart, "RUNNING", threading.BoundedSemaphore(2))
    monkeypatch.setattr(apart, "COMING", threading.BoundedSemaphore(3))
    monkeypatch.setattr(apart, "WAIT", 0.5)


@pytest.mark.usefixtures("places")
def test_a_third_file_waits_and_a_fourth_is_refused_at_once():
    waits, refused = threading.Event(), []

    def third():
        waits.set()
        with pytest.raises(apart.Crowded), apart.a_place():
            pass
        refused.append("third")

    with apart.a_place(), apart.a_place():
        thread = threading.Thread(target=third)
        thread.start()
        waits.wait()
        while apart.COMING._value:
            pass
        with pytest.raises(apart.Crowded), apart.a_place():
            pass
        assert refused == []
        thread.join()
    assert refused == ["third"]


@pytest.mark.usefixtures("places")
def test_a_place_is_free_again_when_a_check_has_ended_or_failed():
    for _turn in range(5):
        with pytest.raises(ZeroDivisionError), apart.a_place():
            raise ZeroDivisionError
    assert check_document(pdf(), name="a.pdf").kind.key == "pdf"


@pytest.mark.usefixtures("places")
def test_a_file_that_finds_no_place_is_busy_and_says_what_to_do():
    with apart.a_place(), apart.a_place(), pytest.raises(Busy, match="Choose the file and send it again") as refused:
        check_document(pdf(), name="a.pdf", field="letter")
    assert (refused.value.field, refused.value.status) == ("letter", 503)
