"""Every state has a tone, and one word has one tone on every page."""

import pytest
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from answers.rules import Outcome
from common.rules import JobState
from common.tones import Tone, TonedChoices, tone_of
from meetings.rules import QuestionStatus
from tests.statuses import status_classes


@pytest.mark.parametrize("status", status_classes(), ids=lambda status: status.__name__)
def test_every_state_has_a_tone(status):
    assert issubclass(status, TonedChoices)
    assert all(isinstance(member.tone, Tone) for member in status)


def test_a_state_as_the_database_gives_it_has_the_same_tone():
    assert tone_of("done") == tone_of(JobState.DONE) == Tone.GOOD


def test_agency_answers_and_not_ours_have_their_own_tones():
    tones = {Outcome.AGREED: "good", Outcome.PARTLY: "wait", Outcome.NOT_POSSIBLE: "late", Outcome.NOT_OURS: "quiet"}
    assert {outcome: tone_of(outcome) for outcome in Outcome} == tones
    assert tone_of(QuestionStatus.ANSWERED_WRITING) == Tone.GOOD


def test_word_that_is_not_a_state_has_a_neutral_tone():
    assert tone_of(Role.OFFICER) == tone_of("something new") == Tone.INFO


def test_a_state_keeps_its_word_and_its_value():
    assert (JobState.DONE.value, JobState.DONE.label, str(JobState.DONE)) == ("done", "done", "done")
    assert JobState("failed") is JobState.FAILED
    assert ("waiting", "waiting") in JobState.choices


def test_a_state_without_a_tone_is_refused():
    with pytest.raises(TypeError):
        TonedChoices("Light", {"RED": ("red", _("red"))})


def test_one_word_with_two_tones_is_refused():
    with pytest.raises(ValueError, match="two tones"):
        TonedChoices("Light", {"DONE": ("done", Tone.LATE, _("done"))})
