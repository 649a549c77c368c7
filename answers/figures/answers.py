"""How figures tell an answer: as plain data, each of its words once."""

from answers.rules import ANSWER_WORDS

NO_ANSWER = dict.fromkeys(ANSWER_WORDS, "")


def told(answer):
    """Return an answer in its words; letters of before hold a refusal as text and as reason."""
    words = {name: getattr(answer, name) for name in ANSWER_WORDS}
    return words | {"reason": "" if answer.reason == answer.text else answer.reason}
