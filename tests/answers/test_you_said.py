"""You said, we did: drafted from answers, edited, published; and never more than is true."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from answers.models import Commitment, YouSaidEntry
from answers.rules import EntryKind, Outcome
from answers.services.commitments import fail_commitment, finish_commitment
from answers.services.you_said import publish_entry, save_entry, unpublish_entry
from common.errors import DomainError, StaleEdit
from issues.services.issues import hide_issue, merge_issue
from issues.services.own_issues import withdraw_issue
from tests.factories import answers, issues

pytestmark = pytest.mark.django_db
D = dt.date
NOON = dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 7, 9, 11, tzinfo=dt.UTC)


def answered(*, issue=None, theme=None, **changes):
    """The entry drafted from the answer to one item."""
    presentation = answers.presentation_of(*([issue] if issue else []), theme=theme, now=NOON)
    answers.post_answer(presentation, now=NOON, **changes)
    return YouSaidEntry.objects.get()


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"outcome": Outcome.AGREED, "text": "We will write."}, EntryKind.WILL, "We will write."),
        (
            {"outcome": Outcome.AGREED, "text": "We will review the timetable."},
            EntryKind.WILL,
            "We will review the timetable.",
        ),
        (
            {"outcome": Outcome.PARTLY, "text": "Two buses.", "reason": "No money for the third."},
            EntryKind.WILL,
            "Two buses.\n\nNo money for the third.",
        ),
        ({"outcome": Outcome.NOT_POSSIBLE, "text": "", "reason": "No money."}, EntryKind.COULD_NOT, "No money."),
        (
            {"outcome": Outcome.NOT_OURS, "text": "Schools decide.", "instead": "The governors"},
            EntryKind.COULD_NOT,
            "Schools decide.\n\nWho can act on this: The governors",
        ),
        (
            {"outcome": Outcome.NOT_OURS, "text": "", "instead": "The governors"},
            EntryKind.COULD_NOT,
            "Who can act on this: The governors",
        ),
    ],
)
def test_an_answer_drafts_what_it_says_and_never_that_it_is_done(changes, kind, words):
    entry = answered(issue=issues.logged_issue(), **changes)
    assert (entry.kind, entry.we_did, entry.published_on) == (kind, words, None)


def test_the_draft_names_its_theme_its_agency_how_many_said_so_and_where_it_comes_from(coordinator):
    theme = issues.theme("Transport", summary="Buses come late.", service_area="travel")
    said = [issues.logged_issue(theme=theme) for _one in range(2)]
    merge_issue(issues.acknowledged_issue(), into=said[0], by=coordinator)
    presentation = answers.presentation_of(theme=theme, now=NOON)
    answers.post_answer(presentation, now=NOON)
    entry = YouSaidEntry.objects.get()
    assert (entry.theme, entry.service_area_id, entry.agency) == (theme, "travel", presentation.agency)
    assert (entry.you_said, entry.said_by_count) == ("Buses come late.", 3)
    assert (entry.source, entry.source_url) == ("Presentation FP-1001", presentation.get_absolute_url())
    assert entry.drafted_on == D(2026, 7, 6)


def test_withdrawn_and_hidden_issues_are_not_counted(coordinator):
    theme = issues.theme(summary="Late")
    rows = [issues.logged_issue(theme=theme) for _one in range(3)]
    presentation = answers.presentation_of(theme=theme, now=NOON)
    withdraw_issue(rows[0])
    hide_issue(rows[1], reason="A worry", by=coordinator)
    answers.post_answer(presentation, now=NOON)
    assert YouSaidEntry.objects.get().said_by_count == 1


def test_a_theme_of_a_consultation_that_no_issue_raised_counts_nobody():
    assert answered(theme=issues.theme("Breaks")).said_by_count is None


def test_a_single_issue_gives_its_words_only_where_they_may_be_published(coordinator):
    may = answered(issue=issues.logged_issue(edited_text="The bus is late."))
    assert may.you_said == "The bus is late."
    YouSaidEntry.objects.all().delete()
    entry = answered(
        issue=issues.logged_issue(edited_text="Only for the agency", may_publish=False, is_published=False)
    )
    assert entry.you_said == ""
    with pytest.raises(DomainError, match="both sides"):
        publish_entry(entry, by=coordinator)


# --- edited ---------------------------------------------------------------------------------------


def save(entry, coordinator, kind=EntryKind.DID, version=None, **words):
    fields = {"you_said": "Late", "we_did": "A text is sent.", "evidence": "The council's website."} | words
    version = entry.version if version is None else version
    return save_entry(entry, kind=kind, version=version, by=coordinator, **fields)


def test_nobody_overwrites_another_s_words(coordinator):
    entry = answered(issue=issues.logged_issue())
    save(entry, coordinator, we_did="Theirs")
    with pytest.raises(StaleEdit) as stale:
        save(entry, coordinator, version=0, we_did="Mine")
    assert stale.value.theirs == "Late\n\nWhat came of it: we did\n\nTheirs\n\nThe council's website."
    assert YouSaidEntry.objects.get().we_did == "Theirs"


def test_we_did_is_refused_until_the_commitment_is_done(coordinator):
    promises = [answers.promise(D(2026, 12, 1)), answers.promise(D(2026, 12, 2))]
    entry = answered(issue=issues.logged_issue(), commitments=promises)
    assert entry.may_say_did is False
    one, two = Commitment.objects.all()
    finish_commitment(one, evidence="Seen", by=coordinator)
    with pytest.raises(DomainError) as refused:
        save(entry, coordinator)
    assert refused.value.field == "kind"
    finish_commitment(two, evidence="Seen", by=coordinator)
    assert YouSaidEntry.objects.get().may_say_did is True
    saved = save(entry, coordinator)
    assert (saved.kind, saved.may_say_did) == (EntryKind.DID, False)


def test_we_did_is_refused_where_nothing_promised_was_kept(coordinator):
    entry = answered(issue=issues.logged_issue(), commitments=[answers.promise(D(2026, 12, 1))])
    fail_commitment(Commitment.objects.get(), reason="No money", by=coordinator)
    with pytest.raises(DomainError, match="not kept"):
        save(entry, coordinator)
    assert save(entry, coordinator, kind=EntryKind.COULD_NOT).kind == EntryKind.COULD_NOT


# --- published ------------------------------------------------------------------------------------


def test_publishing_twice_keeps_the_first_day_and_one_line_of_audit(coordinator):
    entry = publish_entry(answered(issue=issues.logged_issue()), by=coordinator, now=NOON)
    assert publish_entry(entry, by=coordinator, now=LATER).published_on == D(2026, 7, 6)
    assert AuditEntry.objects.filter(verb="publish_entry").count() == 1


def test_unpublishing_an_entry_twice_is_recorded_once(coordinator):
    entry = publish_entry(answered(issue=issues.logged_issue()), by=coordinator)
    for _time in range(2):
        assert unpublish_entry(entry, "By mistake.", by=coordinator).published_on is None
    assert AuditEntry.objects.filter(verb="unpublish_entry").count() == 1


@pytest.mark.parametrize("blank", ["you_said", "we_did"])
def test_an_entry_has_two_sides(coordinator, blank):
    entry = answered(issue=issues.logged_issue())
    YouSaidEntry.objects.update(**{blank: " "})
    with pytest.raises(DomainError, match="both sides"):
        publish_entry(entry, by=coordinator)
