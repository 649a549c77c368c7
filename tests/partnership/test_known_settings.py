"""The administrator can choose every setting that some app asks for, and no other."""

from accounts.known_settings import KNOWN, Kind
from answers import rules as answer_rules
from consultations.rules import ANSWER_WEEKS, SMALL_NUMBER
from issues import rules as issues
from meetings.rules import SETTINGS as MEETINGS
from members.rules import SETTINGS as MEMBERS
from partnership.rules import SERVICE_DEFAULTS

DEFAULTS = {
    **SERVICE_DEFAULTS,
    **MEMBERS,
    **MEETINGS,
    "acknowledge_days": issues.ACKNOWLEDGE_DAYS,
    "response_days": answer_rules.RESPONSE_DAYS,
    "escalate_days": answer_rules.ESCALATE_DAYS,
    "ask_after_weeks": answer_rules.ASK_AFTER_WEEKS,
    "answer_weeks": ANSWER_WEEKS,
    "small_number": SMALL_NUMBER,
    "board_days": answer_rules.BOARD_DAYS,
}
KINDS = {str: {Kind.TEXT, Kind.EMAIL, Kind.ADDRESS}, int: {Kind.NUMBER}, float: {Kind.SHARE}, bool: {Kind.SWITCH}}


def test_every_setting_that_has_a_default_can_be_chosen():
    assert set(KNOWN) == set(DEFAULTS)


def test_a_value_that_is_taken_is_of_the_kind_of_its_default():
    for name, default in DEFAULTS.items():
        assert KNOWN[name][0] in KINDS[type(default)], name
