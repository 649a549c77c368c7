"""Papers: text and file, late papers with a reason, replaced papers kept (V12)."""

import pytest

from common.documents import size_label, store_document
from common.errors import DomainError
from meetings.models import Paper
from meetings.services.papers import remove_paper, replace_paper
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db


def test_a_paper_needs_a_text_or_a_file_or_both():
    item = make.an_item()
    with pytest.raises(DomainError, match="text of the paper, attach a file"):
        make.a_paper(item, text=" ")
    document = store_document(b"Figures: one, two, three.", name="figures.txt")
    paper = make.a_paper(item, text="", document=document)
    assert size_label(paper.document) == "text, 1 KB"


def test_a_report_shows_its_author_and_recommendation():
    """S9: the report of a named officer recommending that the panel note and comment."""
    paper = make.a_paper(report_of="the head of the service", recommends="note and comment")
    assert (paper.report_of, paper.recommends, paper.is_late) == ("the head of the service", "note and comment", False)


def test_a_paper_after_publication_is_late_and_needs_a_reason():
    meeting = make.a_meeting_with_agenda()
    item = meeting.items.first()
    with pytest.raises(DomainError, match="urgent"):
        make.a_paper(item)
    assert make.a_paper(item, urgency_reason="The figures came today").is_late


def test_an_additional_document_after_the_meeting_is_not_late():
    meeting = make.a_held_meeting()
    assert not make.a_paper(meeting.items.first(), "What was shown").is_late


def test_papers_cannot_be_added_after_the_minutes_are_approved():
    meeting = make.an_approved_meeting()
    with pytest.raises(DomainError, match="Papers can no longer"):
        make.a_paper(meeting.items.first())


def test_a_replaced_paper_is_kept_and_no_longer_listed():
    paper = make.a_paper()
    newer = replace_paper(paper, "Travel, corrected", text="Buses come late, mostly.", by=None)
    assert list(Paper.objects.listed()) == [newer]
    assert make.fresh(paper).replaced_by == newer
    with pytest.raises(DomainError, match="already been replaced"):
        replace_paper(paper, "Again", text="x", by=None)


def test_a_paper_can_only_be_removed_before_publication():
    paper = make.a_paper()
    remove_paper(paper, by=None)
    assert not Paper.objects.exists()
    late = make.a_paper(make.a_meeting_with_agenda().items.first(), urgency_reason="Snow")
    with pytest.raises(DomainError, match="Withdraw or replace the paper"):
        remove_paper(late, by=None)
