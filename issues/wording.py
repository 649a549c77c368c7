"""What is said in public of the people behind issues: how many there are, and of an issue that is no longer there.

The one place for the words of small numbers. `few` is the setting "few_families" on the day something was published.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from common.dates import day
from issues.rules import WORDS_SHOWN, IssueStatus

S = IssueStatus
# What became of an issue, in the words for a child or young person.
PLAIN = {
    S.RECEIVED: _("We have it. %(who)s will read it by %(by)s."),
    S.ACKNOWLEDGED: _("%(who)s has read it."),
    S.LOGGED: _("The group talks about it next."),
    S.PRESENTED: _("The group has asked the people who can change it, and waits for their answer."),
    S.RESPONDED: _("There is an answer. You can read it on this page."),
    S.CLOSED: _("It is finished. If you are not happy with that, tell us on this page."),
    S.SIGNPOSTED: _("We found somebody who can help you. Who that is, you can read on this page."),
    S.MERGED: _("Somebody else told us the same. We put the two together."),
    S.SPLIT: _("You told us several things. We look at each of them by itself."),
    S.WITHDRAWN: _("You took it back. Nobody works on it any more."),
}

# The e-mails to a parent that are no turn of their issue: what each is about, and what is said where it did not arrive.
TITLES_OF_EMAILS = {
    "issues.received": _("We have what you told us"),
    "issues.new_secret": _("Your new secret"),
    WORDS_SHOWN: _("The words that others may read"),
}
SAID_INSTEAD = {
    "issues.received": (
        _("We have what you told us. %(who)s reads it. Your reference is %(reference)s."),
        _("You can see what happens with your reference and your secret, and we will ring or write to you."),
    ),
    "issues.new_secret": (
        _(
            "You asked for a new secret for %(reference)s. The e-mail with it could not be delivered, "
            "and the old secret no longer works."
        ),
        _("You can ask for a new one once your address works again. Until then we will ring or write to you."),
    ),
    WORDS_SHOWN: (
        _(
            "We edited what you told us, so that nobody can tell who you are. This is what others may read:\n\n"
            "%(title)s\n\n%(words)s"
        ),
        _("Tell us if something in these words is wrong, or if somebody could recognise you."),
    ),
}

# The same whether its parent withdrew it or it was put out of sight: which of the two is nobody's business.
TAKEN_BACK = _("These were somebody's own words, which are no longer to be read.")


def part_in_words(issue):
    """Return which part of which letter an issue is, for its parent and staff, or nothing."""
    if not issue.split_from_id:
        return ""
    words = gettext("part %(number)s of %(all)s of %(letter)s")
    return words % {"number": issue.part_number, "all": issue.part_of, "letter": issue.split_from.reference}


def title_of_email(name):
    """Return what an e-mail to a parent is about, as staff and the parent read it."""
    return str(TITLES_OF_EMAILS[name])


def said_instead(key, issue):
    """Return what to say in the place of an e-mail that did not arrive, and what happens next; its secret is not said.

    `key` is that of its `IssueTurn`. Returns None where it is the key of a turn.
    """
    said = next((said for name, said in SAID_INSTEAD.items() if key.startswith(f"{name}.")), None)
    if said is None:
        return None
    who, reference = capfirst(receiver_of(issue)), issue.letter.reference
    known = {"who": who, "reference": reference, "title": issue.title, "words": issue.edited_text}
    return str(said[0]) % known, str(said[1])


def families_in_words(count, few):
    """Return how many families there are; under the small number nobody reads how many."""
    return gettext("a few families") if count < few else gettext("%(n)s families") % {"n": count}


def people_in_words(count, few):
    """The same where others than families may be among them."""
    return gettext("a few people") if count < few else gettext("%(n)s people") % {"n": count}


def speakers_in_words(count, few, *, are_parents):
    """Return how many said something: families where all of them are known to be parents or carers, or else people."""
    return (families_in_words if are_parents else people_in_words)(count, few)


def corrected_in_words(one, few):
    """Return what everybody reads of a count that was corrected; `one` has both counts, the day and the reason."""
    said = {"day": day(one.corrected_on), "reason": one.reason}
    said["earlier"] = _counted_in_words(one.earlier_count, one.earlier_parents, few)
    said["new"] = _counted_in_words(one.new_count, one.new_parents, few)
    words = gettext("Corrected on %(day)s, from %(earlier)s to %(new)s, because: %(reason)s")
    if said["earlier"] == said["new"]:
        words = gettext("Corrected on %(day)s, and still %(new)s, because: %(reason)s")
    return words % said


def _counted_in_words(count, are_parents, few):
    return speakers_in_words(count, few, are_parents=are_parents) if count else gettext("nobody")


def receiver_of(issue):
    """Return who receives an issue, in words: of what is about the service itself never the co-ordinator."""
    return gettext("an independent reader") if issue.is_about_us else gettext("the co-ordinator")


def standing_in_plain_words(issue):
    """Return where an issue is now, as a child or young person reads it."""
    words = {"who": capfirst(receiver_of(issue)), "by": day(issue.acknowledge_by_on)}
    return str(PLAIN[S(issue.status)]) % words


def letters_in_words(count, few):
    """Return how many letters were received; under the small number nobody reads how many."""
    return gettext("a few letters") if count < few else ngettext("%(n)s letter", "%(n)s letters", count) % {"n": count}


def issues_in_words(count, few):
    """Return how many issues there are, or that there are a few."""
    return gettext("a few issues") if count < few else ngettext("%(n)s issue", "%(n)s issues", count) % {"n": count}
