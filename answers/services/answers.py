"""What makes one answer complete, for presentations and consultations alike (P12)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answers.rules import AGREEMENTS, ANSWER_WORDS, Outcome
from common.errors import DomainError
from common.said import FEWEST_AT_ALL, FEWEST_LETTERS, says_something

WHAT = gettext_lazy("Say what you will do. Families will read this.")
NOT_DONE = gettext_lazy("You've refused this, so leave this blank or choose another answer.")
NEEDED = {
    Outcome.AGREED: {"text": WHAT},
    Outcome.PARTLY: {
        "text": WHAT,
        "reason": gettext_lazy("Say what you will not do, and why. Families will read this."),
    },
    Outcome.NOT_POSSIBLE: {"reason": gettext_lazy("Say why it is not possible. Families will read this.")},
    Outcome.NOT_OURS: {"instead": gettext_lazy("Say who can act on this instead.")},
}
NOT_SAID = gettext_lazy("This says nothing yet. Write it in words, or leave it blank.")
# It would be left over from an answer that was changed, and contradict it.
LEFT_OVER = {
    Outcome.AGREED: {
        "reason": gettext_lazy("You've agreed, so leave this blank or choose “partly agreed”."),
        "instead": gettext_lazy("You've agreed, so leave this blank or choose another answer."),
    },
    Outcome.NOT_POSSIBLE: {"done": NOT_DONE},
    Outcome.NOT_OURS: {"done": NOT_DONE},
}


def words_given(answer):
    """Return what a drafted answer says, as `check_answer` takes it."""
    return {name: getattr(answer, name) for name in ANSWER_WORDS}


def still_promised(answer):
    """Return the commitments of a drafted answer, with those of the version it replaces that were not broken."""
    return [*answer.plans, *(one for one in answer.promised if not one.is_not_kept)]


def check_answer(outcome, *, reason="", instead="", text="", done="", commitments=(), is_letter=False):
    """Raise DomainError unless an answer is complete (P12).

    A "no" needs a reason, a "not ours" who can act, and "partly" both halves: what, and what not and why. Whoever
    agrees says what is done already, or what will be done by when with `commitments`; a letter is entered word for
    word, whether it says so or not.
    """
    if outcome not in Outcome.values:
        raise DomainError(_("Choose an answer."), field="outcome")
    given = {"reason": reason.strip(), "instead": instead.strip(), "text": text.strip(), "done": done.strip()}
    for field, words in NEEDED[outcome].items():
        if not _is_said(field, given[field]):
            raise DomainError(words, field=field)
    for field, words in LEFT_OVER.get(outcome, {}).items():
        if given[field]:
            raise DomainError(words, field=field)
    for field, said in given.items():
        if said and not _is_said(field, said):
            raise DomainError(NOT_SAID, field=field)
    if outcome in AGREEMENTS and not is_letter and not given["done"] and not commitments:
        words = _("Is it done already, or what will be done by when? Answer here, or add a commitment below.")
        raise DomainError(words, field="done")


def _is_said(field, text):
    return says_something(text, FEWEST_AT_ALL if field == "instead" else FEWEST_LETTERS)
